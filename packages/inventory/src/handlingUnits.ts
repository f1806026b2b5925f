/**
 * Pallets, cartons and totes, nested to any depth and moved as one.
 *
 * A handling unit has an account of its own in the identity book, which holds 1 where the unit stands: at a location,
 * or in another unit. Stock names only the unit it is in, so moving a pallet is one transfer, whatever is on it. Each
 * unit has a tier that never changes, and goes only into one of a higher tier: so none can ever be inside itself, also
 * not by two moves made at the same time.
 */
import {
  type Account,
  account,
  accountParts,
  inUnit,
  lpnOf,
  outside,
  type Place,
  placeOf
} from "@stowage/kernel/Account"
import type { LotId, Lpn, OwnerId, SerialId, SiteId, Sku } from "@stowage/kernel/Ids"
import type { Balance, PendingId, Transfer } from "@stowage/kernel/Transfer"
import * as Result from "effect/Result"
import { type Promises, promiseLess, promiseMore, promisesAfter } from "./promiseTransfers.ts"

/** A handling unit: its licence plate, and how high it stands: a whole number above 0. */
export interface HandlingUnit {
  readonly lpn: Lpn
  readonly tier: number
}

/** Tiers that most sites do with. Any other whole numbers do as well. */
export const tiers = { inner: 1, carton: 2, tote: 2, pallet: 3, trailer: 4 } as const

const keeper = "site" as OwnerId
const unitSku = "~lpn" as Sku

/** Holds 1 while the unit stands at `place`. */
export const unitAt = ({ lpn, tier }: HandlingUnit, place: Place): Account =>
  account({
    book: "identity",
    owner: keeper,
    sku: unitSku,
    lot: `${tier}` as LotId,
    serial: lpn as string as SerialId,
    place
  })

/** Why a handling unit does not go into another, in order of precedence. */
export type NestingRefusal = {
  readonly _tag: "TierTooLow"
  readonly unit: HandlingUnit
  readonly into: HandlingUnit
}

/** A refusal as a sentence. */
export const sayNestingRefusal = ({ into, unit }: NestingRefusal): string =>
  `${unit.lpn} of tier ${unit.tier} goes into a higher tier only; ${into.lpn} is of tier ${into.tier}.`

/** A new unit at a place. The ledger refuses a licence plate that was ever used: a pending id is used once. */
export const registerUnit = (unit: HandlingUnit, place: Place): ReadonlyArray<Transfer> => {
  const id = `lpn:${unit.lpn}` as PendingId
  return [
    { _tag: "Pend", id, from: unitAt(unit, outside("grant", "units")), to: unitAt(unit, place), quantity: 1 },
    { _tag: "Settle", id, quantity: 1 }
  ]
}

/** A unit carried to a location of its site, with all that is in it. Refused by the ledger when it is not at `from`. */
export const carryUnit = (unit: HandlingUnit, from: Place, to: Place): Transfer => ({
  _tag: "Post",
  from: unitAt(unit, from),
  to: unitAt(unit, to),
  quantity: 1
})

/**
 * A unit put into another of its site, with all that is in it. Tiers are those that both were registered with, such as
 * `unitTree` has them: the ledger does not look at that of `into`, and the audit names a unit whose tier was made up.
 */
export const nestUnit = (
  unit: HandlingUnit,
  from: Place,
  into: HandlingUnit,
  site: SiteId
): Result.Result<Transfer, NestingRefusal> =>
  into.tier > unit.tier
    ? Result.succeed(carryUnit(unit, from, inUnit(site, into.lpn)))
    : Result.fail({ _tag: "TierTooLow", unit, into })

/** Where every handling unit stands, and what is in it. */
export interface UnitTree {
  readonly unit: (lpn: Lpn) => (HandlingUnit & { readonly place: Place }) | undefined
  /** Units directly inside. */
  readonly inside: (lpn: Lpn) => ReadonlyArray<HandlingUnit & { readonly place: Place }>
  /** Stock and its weight directly inside: balances of nothing are left out. */
  readonly stock: (lpn: Lpn) => ReadonlyArray<Balance>
}

/** Reads the tree off balances. O(balances). */
export const unitTree = (balances: Iterable<Balance>): UnitTree => {
  const units = new Map<Lpn, HandlingUnit & { readonly place: Place }>()
  const inside = new Map<Lpn, Array<HandlingUnit & { readonly place: Place }>>()
  const stock = new Map<Lpn, Array<Balance>>()
  const add = <A>(map: Map<Lpn, Array<A>>, lpn: Lpn, one: A): void => {
    const known = map.get(lpn)
    if (known === undefined) map.set(lpn, [one])
    else known.push(one)
  }
  for (const balance of balances) {
    if (balance.posted === 0) continue
    const { book, lot, place, serial, sku } = accountParts(balance.account)
    const within = lpnOf(place)
    if (book === "identity" && sku === unitSku && balance.posted > 0) {
      const unit = { lpn: serial as string as Lpn, tier: Number(lot), place }
      units.set(unit.lpn, unit)
      if (within !== undefined) add(inside, within, unit)
    } else if ((book === "physical" || book === "weight") && within !== undefined) add(stock, within, balance)
  }
  return {
    unit: (lpn) => units.get(lpn),
    inside: (lpn) => inside.get(lpn) ?? [],
    stock: (lpn) => stock.get(lpn) ?? []
  }
}

/**
 * The location or outside party that a unit stands at, through all units around it; undefined for an unknown one, and
 * for one that is inside itself. O(units around).
 */
export const standsAt = (tree: UnitTree, lpn: Lpn): Place | undefined => {
  const seen = new Set<Lpn>()
  let at: Place | undefined
  for (let around: Lpn | undefined = lpn; around !== undefined;) {
    if (seen.has(around)) return undefined
    seen.add(around)
    const unit = tree.unit(around)
    if (unit === undefined) return at
    at = unit.place
    around = lpnOf(at)
  }
  return at
}

/** A unit and all units inside it, each before those inside it, and each once. */
const unitsWithin = (tree: UnitTree, lpn: Lpn): ReadonlyArray<Lpn> => {
  const found = new Set<Lpn>()
  const next = [lpn]
  for (let one = next.pop(); one !== undefined; one = next.pop()) {
    if (found.has(one)) continue
    found.add(one)
    for (const unit of tree.inside(one).toReversed()) next.push(unit.lpn)
  }
  return [...found]
}

/** Stock in a unit and in all units inside it, to any depth. O(units and balances inside). */
export const contentsOf = (tree: UnitTree, lpn: Lpn): ReadonlyArray<Balance> =>
  unitsWithin(tree, lpn).flatMap((one) => tree.stock(one))

const relocated = (from: Account, place: Place): Account =>
  `${from.slice(0, from.length - placeOf(from).length)}${place}` as Account

/** All that is in a unit, moved along with it; of the units in it, each goes where `placeIn` has the one around it. */
const moveAll = (tree: UnitTree, lpn: Lpn, placeIn: (lpn: Lpn) => Place): ReadonlyArray<Transfer> =>
  unitsWithin(tree, lpn).flatMap((one): ReadonlyArray<Transfer> => {
    const unit = one === lpn ? undefined : tree.unit(one)
    const around = unit === undefined ? undefined : lpnOf(unit.place)
    const stock = tree.stock(one).map(({ account, posted }): Transfer => ({
      _tag: "Post",
      from: account,
      to: relocated(account, placeIn(one)),
      quantity: posted
    }))
    return unit === undefined || around === undefined ? stock : [carryUnit(unit, unit.place, placeIn(around)), ...stock]
  })

/**
 * A unit shipped to a customer with all that is in it, to any depth; settle the promises beside it, and let serials
 * leave. Nothing for an unknown unit. O(units and balances inside).
 */
export const shipUnit = (tree: UnitTree, lpn: Lpn, customer: string): ReadonlyArray<Transfer> => {
  const unit = tree.unit(lpn)
  if (unit === undefined) return []
  const to = outside("customer", customer)
  return [carryUnit(unit, unit.place, to), ...moveAll(tree, lpn, () => to)]
}

/**
 * A unit sent to a place of another site with all that is in it: what is for sale leaves one site's promises and enters
 * the other's. The ledger refuses when it is promised at the first. `promises` is what the second holds of each
 * owner's SKU. O(units and balances inside).
 */
export const sendUnit = (
  tree: UnitTree,
  lpn: Lpn,
  sites: { readonly from: SiteId; readonly to: SiteId },
  place: Place,
  promises: (owner: OwnerId, sku: Sku) => Promises
): ReadonlyArray<Transfer> => {
  const unit = tree.unit(lpn)
  if (unit === undefined) return []
  const known = new Map<string, Promises>()
  const promised = contentsOf(tree, lpn).flatMap(({ account, posted }): ReadonlyArray<Transfer> => {
    const { book, owner, sku, status } = accountParts(account)
    if (book !== "physical" || status !== "available") return []
    const now = known.get(`${owner}|${sku}`) ?? promises(owner, sku)
    known.set(`${owner}|${sku}`, promisesAfter(now, posted))
    return [
      ...promiseLess(owner, sku, sites.from, posted, { free: posted, shortfall: 0 }),
      ...promiseMore("variance", owner, sku, sites.to, posted, now)
    ]
  })
  const moves = moveAll(tree, lpn, (one) => inUnit(sites.to, one))
  return [carryUnit(unit, unit.place, place), ...moves, ...promised]
}
