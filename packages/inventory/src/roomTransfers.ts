/**
 * Room as stock is put in and taken out: the same pend and settle as for units, in cubic millimetres and grams and,
 * where a location is limited by them, in units and handling units.
 */
import type { LocationId, SiteId } from "@stowage/kernel/Ids"
import type { PendingId, Transfer } from "@stowage/kernel/Transfer"
import { type Measure, roomAt, roomGranted, roomTaken } from "./stockAccounts.ts"

/** What one unit takes up, or what a location has room for. */
export interface Room {
  readonly volumeMm3: number
  readonly massGrams: number
  /** Units; absent where their number is not limited. A unit takes 1. */
  readonly units?: number
  /** Handling units; absent where their number is not limited. A unit of stock takes none, a pallet takes 1. */
  readonly lpns?: number
}

/** What `room` is measured in: volume and mass always, units and handling units where it has any. */
const measuresOf = (room: Room): ReadonlyArray<readonly [measure: Measure, quantity: number]> => {
  const { lpns = 0, massGrams, units = 0, volumeMm3 } = room
  const counted = [["units", units] as const, ["lpns", lpns] as const].filter(([, quantity]) => quantity > 0)
  return [["volumeMm3", volumeMm3], ["massGrams", massGrams], ...counted]
}

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

/** Takes the claimed room for the units really put there; none put there frees the claim. */
export const settleRoom = (task: string, unit: Room, quantity: number): ReadonlyArray<Transfer> =>
  measuresOf(unit).map(([measure, each]) =>
    quantity === 0
      ? { _tag: "Void", id: roomClaim(task, measure) }
      : { _tag: "Settle", id: roomClaim(task, measure), quantity: each * quantity }
  )

/** Takes room at once, without a claim before: what a count found, or an unplanned putaway. */
export const takeRoom = (site: SiteId, location: LocationId, unit: Room, quantity: number): ReadonlyArray<Transfer> =>
  measuresOf(unit).map(([measure, each]) => ({
    _tag: "Post",
    from: roomAt(site, location, measure),
    to: roomTaken(site, location, measure),
    quantity: each * quantity
  }))

/** Gives room back when units leave a location. */
export const freeRoom = (site: SiteId, location: LocationId, unit: Room, quantity: number): ReadonlyArray<Transfer> =>
  measuresOf(unit).map(([measure, each]) => ({
    _tag: "Post",
    from: roomTaken(site, location, measure),
    to: roomAt(site, location, measure),
    quantity: each * quantity
  }))

/**
 * How many units of this size still go into the room that is left; 0 when none. What the unit takes and the room does
 * not mention there is none of.
 */
export const unitsThatFit = (left: Room, unit: Room): number => {
  const fits = measuresOf(unit).map(([measure, each]) => Math.floor((left[measure] ?? 0) / each))
  return Math.max(0, Math.min(...fits))
}
