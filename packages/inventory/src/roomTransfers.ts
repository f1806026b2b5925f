/**
 * Room as stock is put in and taken out: the same pend and settle as for units, in cubic millimetres and grams.
 */
import type { LocationId, SiteId } from "@stowage/kernel/Ids"
import type { PendingId, Transfer } from "@stowage/kernel/Transfer"
import { type Measure, roomAt, roomGranted, roomTaken } from "./stockAccounts.ts"

/** What one unit takes up, or what a location has room for. */
export interface Room {
  readonly volumeMm3: number
  readonly massGrams: number
}

const measures: ReadonlyArray<Measure> = ["volumeMm3", "massGrams"]

/** Gives a location its room, once, when the layout is set up. Places that nothing fills (docks) are given none. */
export const grantRoom = (site: SiteId, location: LocationId, room: Room): ReadonlyArray<Transfer> =>
  measures.map((measure) => ({
    _tag: "Post",
    from: roomGranted(measure),
    to: roomAt(site, location, measure),
    quantity: room[measure]
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
  measures.map((measure) => ({
    _tag: "Pend",
    id: roomClaim(task, measure),
    from: roomAt(site, location, measure),
    to: roomTaken(site, location, measure),
    quantity: unit[measure] * quantity
  }))

/** Takes the claimed room for the units really put there; none put there frees the claim. */
export const settleRoom = (task: string, unit: Room, quantity: number): ReadonlyArray<Transfer> =>
  measures.map((measure) =>
    quantity === 0
      ? { _tag: "Void", id: roomClaim(task, measure) }
      : { _tag: "Settle", id: roomClaim(task, measure), quantity: unit[measure] * quantity }
  )

/** Takes room at once, without a claim before: what a count found, or an unplanned putaway. */
export const takeRoom = (site: SiteId, location: LocationId, unit: Room, quantity: number): ReadonlyArray<Transfer> =>
  measures.map((measure) => ({
    _tag: "Post",
    from: roomAt(site, location, measure),
    to: roomTaken(site, location, measure),
    quantity: unit[measure] * quantity
  }))

/** Gives room back when units leave a location. */
export const freeRoom = (site: SiteId, location: LocationId, unit: Room, quantity: number): ReadonlyArray<Transfer> =>
  measures.map((measure) => ({
    _tag: "Post",
    from: roomTaken(site, location, measure),
    to: roomAt(site, location, measure),
    quantity: unit[measure] * quantity
  }))

/** How many units of this size still go into the room that is left; 0 when none. */
export const unitsThatFit = (left: Room, unit: Room): number =>
  Math.max(0, Math.min(Math.floor(left.volumeMm3 / unit.volumeMm3), Math.floor(left.massGrams / unit.massGrams)))
