/**
 * More than fits: the floor holds what it holds, and the books follow. What stands beyond a location's room is kept
 * in an account of its own, so an over-full location can be asked for, takes nothing more, and has room again only once
 * enough has left it.
 *
 * Only what was found may overfill a location. A putaway that does not fit is refused, and `sayRoomRefusal` names the
 * limit.
 */
import { type Account, type Place, accountParts, locationOf, siteOf } from "@stowage/kernel/Account"
import type { LocationId, SiteId } from "@stowage/kernel/Ids"
import { type Balance, type Transfer, type TransferRefusal, available } from "@stowage/kernel/Transfer"
import { type Room, measuresOf, some } from "./roomTransfers.ts"
import { type Measure, measureOf, roomAt, roomBeyond, roomOverfull, roomTaken } from "./stockAccounts.ts"

/** What a location has left, and what stands there beyond its room; absent where nothing does. */
export interface RoomLeft extends Room {
  readonly over?: Partial<Room>
}

/** Reads the room of a location off balances of the capacity book; pending putaways are taken off. O(balances). */
export const roomLeft = (balances: Iterable<Balance>, place: Place): RoomLeft => {
  const left: { [measure in Measure]?: number } = {}
  const over: { [measure in Measure]?: number } = {}
  for (const balance of balances) {
    const measure = measureOf(balance.account)
    if (measure === undefined) continue
    const parts = accountParts(balance.account)
    if (parts.place !== place) continue
    if (parts.status === "available") left[measure] = available(balance)
    else if (balance.posted > 0) over[measure] = balance.posted
  }
  const room = { volumeMm3: 0, massGrams: 0, ...left }
  return Object.keys(over).length === 0 ? room : { ...room, over }
}

/**
 * Takes room for units that were found at a location, whether they fit or not: what is left first, and the rest is
 * noted as over-full. Room that became free meanwhile is given to what stood beyond it before. `room` is what there is
 * now; when somebody else took it since, the ledger refuses, and it has to be read and decided again.
 */
export const takeRoomFound = (
  site: SiteId,
  location: LocationId,
  unit: Room,
  quantity: number,
  { over = {}, ...left }: RoomLeft
): ReadonlyArray<Transfer> =>
  measuresOf(unit).flatMap(([measure, each]) => {
    const found = each * quantity
    const beyond = over[measure] ?? 0
    const more = Math.max(0, beyond + found - Math.max(0, left[measure] ?? 0)) - beyond
    const [here, extra] = [roomAt(site, location, measure), roomOverfull(site, location, measure)]
    return [
      ...some(here, roomTaken(site, location, measure), found - more),
      ...some(roomBeyond(measure), extra, Math.max(0, more)),
      ...some(extra, roomBeyond(measure), Math.max(0, 0 - more))
    ]
  })

/**
 * Room that came free since a putaway took less than it had claimed, nothing at all, or not in time: what stands beyond
 * the location's room, which is `over`, gets as much of it as it needs. To be posted beside `settleRoom`, and beside
 * `Void` or `Expire` of a claim; else somebody might put more where too much stands already.
 */
export const repayRoom = (
  site: SiteId,
  location: LocationId,
  freed: Room,
  over: Partial<Room> = {}
): ReadonlyArray<Transfer> =>
  measuresOf(freed).flatMap(([measure, quantity]) => {
    const beyond = Math.min(quantity, over[measure] ?? 0)
    return [
      ...some(roomAt(site, location, measure), roomTaken(site, location, measure), beyond),
      ...some(roomOverfull(site, location, measure), roomBeyond(measure), beyond)
    ]
  })

/** What a location has left after `takeRoomFound` (a positive quantity) or `freeRoom` (a negative one). */
export const roomLeftAfter = (room: RoomLeft, unit: Room, quantity: number): RoomLeft => {
  const { over = {}, ...left } = room
  const [leftAfter, overAfter] = [{ ...left }, { ...over }]
  for (const [measure, each] of measuresOf(unit)) {
    const beyond = (over[measure] ?? 0) + each * quantity
    const free = Math.max(0, left[measure] ?? 0)
    overAfter[measure] = Math.max(0, quantity < 0 ? beyond : beyond - free)
    leftAfter[measure] = (left[measure] ?? 0) - each * quantity + overAfter[measure] - (over[measure] ?? 0)
  }
  return { ...leftAfter, over: overAfter }
}

/** That a location has less room left than was asked for, and by what it is limited. */
export interface NoRoomLeft {
  readonly _tag: "NoRoomLeft"
  readonly site: SiteId
  readonly location: LocationId
  readonly limit: Measure
  readonly asked: number
  readonly left: number
}

/** The ledger's refusal in words of room; undefined when it is about something else. */
export const roomRefusal = (refusal: TransferRefusal): NoRoomLeft | undefined => {
  if (refusal._tag !== "BalanceTooLow") return undefined
  const { account, asked, available: left } = refusal
  const limit = measureOf(account)
  const [site, location] = whereOf(account)
  if (limit === undefined || site === undefined || location === undefined) return undefined
  return { _tag: "NoRoomLeft", site, location, limit, asked, left }
}

const whereOf = (account: Account): readonly [SiteId | undefined, LocationId | undefined] => {
  const { place } = accountParts(account)
  return [siteOf(place), locationOf(place)]
}

const named = { volumeMm3: "mm³", massGrams: "grams", units: "units", lpns: "handling units" } as const

/** A refusal as a sentence. */
export const sayRoomRefusal = ({ asked, left, limit, location, site }: NoRoomLeft): string =>
  `${site}/${location} has room for ${left} ${named[limit]} more; this asks for ${asked}.`
