/**
 * Room as stock is put in and taken out: the same pend and settle as for units, in cubic millimetres and grams and,
 * where a location is limited by them, in units and handling units.
 */
import type { Account } from "@stowage/kernel/Account"
import type { LocationId, SiteId } from "@stowage/kernel/Ids"
import type { PendingId, Transfer } from "@stowage/kernel/Transfer"
import { type Measure, measures, roomAt, roomBeyond, roomGranted, roomOverfull, roomTaken } from "./stockAccounts.ts"

/** What one unit takes up, or what a location has room for. */
export interface Room {
  readonly volumeMm3: number
  readonly massGrams: number
  /** Units; absent where their number is not limited. A unit takes 1. */
  readonly units?: number
  /** Handling units; absent where their number is not limited. A unit of stock takes none, a pallet takes 1. */
  readonly lpns?: number
}

/**
 * What `room` is measured in: what it has nothing of takes no room and gives none. What is less than nothing or no
 * number stays, so that the ledger refuses it by name.
 */
export const measuresOf = (room: Room): ReadonlyArray<readonly [measure: Measure, quantity: number]> =>
  measures.flatMap((measure) => {
    const quantity = room[measure] ?? 0
    return quantity === 0 ? [] : [[measure, quantity] as const]
  })

/** The room of so many units of each size together, such as of all that is on a pallet and the pallet itself. */
export const roomOfAll = (parts: ReadonlyArray<{ readonly unit: Room; readonly quantity: number }>): Room => {
  const sum = (measure: Measure): number =>
    parts.reduce((total, { quantity, unit }) => total + quantity * (unit[measure] ?? 0), 0)
  return { volumeMm3: sum("volumeMm3"), massGrams: sum("massGrams"), units: sum("units"), lpns: sum("lpns") }
}

/**
 * What of `unit` counts at a location that was granted `granted`: nothing of units and handling units where their
 * number is not limited. Room that was never granted is none, so a unit that asks for it goes nowhere.
 */
export const roomCounted = ({ lpns, units, ...unit }: Room, granted: Room): Room => ({
  ...unit,
  ...(units === undefined || granted.units === undefined ? {} : { units }),
  ...(lpns === undefined || granted.lpns === undefined ? {} : { lpns })
})

/** Gives a location its room, once, when the layout is set up. Places that nothing fills (docks) are given none. */
export const grantRoom = (site: SiteId, location: LocationId, room: Room): ReadonlyArray<Transfer> =>
  measuresOf(room).map(([measure, quantity]) => ({
    _tag: "Post",
    from: roomGranted(measure),
    to: roomAt(site, location, measure),
    quantity
  }))

/** The name of the claim that a task has on a location's room. */
export const roomClaim = (task: string, measure: Measure): PendingId => `room:${task}:${measure}` as PendingId

/** Claims room for `quantity` units under the name of a task. Refused by the ledger when the location has less left. */
export const claimRoom = (
  task: string,
  site: SiteId,
  location: LocationId,
  unit: Room,
  quantity: number
): ReadonlyArray<Transfer> =>
  measuresOf(unit).map(([measure, each]) => ({
    _tag: "Pend",
    id: roomClaim(task, measure),
    from: roomAt(site, location, measure),
    to: roomTaken(site, location, measure),
    quantity: each * quantity
  }))

/**
 * Takes the claimed room for the units really put there; none put there frees the claim. Say what was `claimed` where
 * other units are put there than it was claimed for, such as a pallet that was emptied on the way: what they take
 * nothing of is freed. What comes free goes to what stands beyond the room first (`repayRoom`).
 */
export const settleRoom = (task: string, unit: Room, quantity: number, claimed: Room = unit): ReadonlyArray<Transfer> =>
  measures
    .filter((measure) => (claimed[measure] ?? 0) !== 0 || (unit[measure] ?? 0) !== 0)
    .map((measure) => {
      const [id, put] = [roomClaim(task, measure), (unit[measure] ?? 0) * quantity]
      return put === 0 ? { _tag: "Void", id } : { _tag: "Settle", id, quantity: put }
    })

/** Takes room at once, without a claim before: an unplanned putaway. What was found is `takeRoomFound`. */
export const takeRoom = (site: SiteId, location: LocationId, unit: Room, quantity: number): ReadonlyArray<Transfer> =>
  measuresOf(unit).map(([measure, each]) => ({
    _tag: "Post",
    from: roomAt(site, location, measure),
    to: roomTaken(site, location, measure),
    quantity: each * quantity
  }))

/**
 * Gives room back when units leave a location. What stands there beyond its room, which is `over`, is taken down first:
 * an over-full location has room again once enough has left it.
 */
export const freeRoom = (
  site: SiteId,
  location: LocationId,
  unit: Room,
  quantity: number,
  over: Partial<Room> = {}
): ReadonlyArray<Transfer> =>
  measuresOf(unit).flatMap(([measure, each]): ReadonlyArray<Transfer> => {
    const beyond = Math.min(each * quantity, over[measure] ?? 0)
    return [
      ...some(roomTaken(site, location, measure), roomAt(site, location, measure), each * quantity - beyond),
      ...some(roomOverfull(site, location, measure), roomBeyond(measure), beyond)
    ]
  })

/** A transfer of so many, or none of nothing. What is no count is the ledger's to refuse. */
export const some = (from: Account, to: Account, quantity: number): ReadonlyArray<Transfer> =>
  quantity === 0 ? [] : [{ _tag: "Post", from, to, quantity }]

/**
 * How many units of this size still go into the room that is left; 0 when none. What the unit takes and the room does
 * not mention there is none of; of a unit that takes nothing any number fits.
 */
export const unitsThatFit = (left: Room, unit: Room): number => {
  const fits = measuresOf(unit).map(([measure, each]) => Math.floor((left[measure] ?? 0) / each))
  return fits.length === 0 ? Number.MAX_SAFE_INTEGER : Math.max(0, Math.min(...fits))
}
