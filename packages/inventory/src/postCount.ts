/**
 * A closed count's differences as transfers: each to the variance account of its reason, in both books.
 */
import { type Account, accountParts, atLocation, siteOf } from "@stowage/kernel/Account"
import type { LocationId, OwnerId, SiteId, Sku } from "@stowage/kernel/Ids"
import type { Transfer } from "@stowage/kernel/Transfer"
import { type AdjustmentReason, adjustStock } from "./adjustStock.ts"
import { type Count, type Variance, variancesByReason } from "./Count.ts"
import { type Promises, promiseLess, promiseMore, promisesAfter } from "./promiseTransfers.ts"
import { type SerialPlace, type SerialPlaces, serialArrives, serialLeaves } from "./serials.ts"
import { type StockKey, stockAt } from "./stockAccounts.ts"

/** Where a count was, and what is known there. */
export interface CountedPlace {
  readonly site: SiteId
  readonly location: LocationId
  /** What the site holds of each owner's SKU. */
  readonly promises: (owner: OwnerId, sku: Sku) => Promises
  /** Where serials stand; needed where units with numbers are counted. */
  readonly serials?: SerialPlaces
}

/** A difference, and the variance account that it is booked to. */
export interface VarianceBooked {
  readonly variance: Variance
  readonly reason: AdjustmentReason
}

/** What the differences before left of promises, and units with numbers that one record misses or another has. */
interface Posting extends CountedPlace {
  readonly known: Map<string, Promises>
  readonly gone: ReadonlyMap<string, Account>
  readonly found: ReadonlySet<string>
}

const nameOf = ({ serial, sku }: Variance): string => `${sku}|${serial}`

const keyOf = ({ lot, owner, serial, sku, status }: Variance): StockKey => ({ owner, sku, lot, serial, status })

/** Posts `change` sellable units to the promise book, and remembers what is left there. */
const promise = (posting: Posting, { owner, sku, status }: StockKey, change: number): ReadonlyArray<Transfer> => {
  if ((status ?? "available") !== "available") return []
  const now = posting.known.get(`${owner}|${sku}`) ?? posting.promises(owner, sku)
  posting.known.set(`${owner}|${sku}`, promisesAfter(now, change))
  return change > 0
    ? promiseMore("variance", owner, sku, posting.site, change, now)
    : promiseLess(owner, sku, posting.site, 0 - change, now)
}

/** A unit that the books have elsewhere in the site, or here as another record: it is moved, not found. */
const moveHere = (posting: Posting, from: Account, key: StockKey, here: Account): ReadonlyArray<Transfer> => {
  const before = accountParts(from)
  const stays = before.owner === key.owner && before.status === (key.status ?? "available")
  return [
    { _tag: "Post", from, to: here, quantity: 1 },
    ...(stays ? [] : [...promise(posting, before, -1), ...promise(posting, key, 1)])
  ]
}

/** The account in the site that a serial is moved from; undefined where it comes from outside. */
const standsIn = (posting: Posting, variance: Variance, stands: SerialPlace): Account | undefined => {
  const gone = posting.gone.get(nameOf(variance))
  if (gone !== undefined) return gone
  if (stands === "away" || stands === "unknown") return undefined
  return siteOf(accountParts(stands).place) === posting.site ? stands : undefined
}

/** Units that came from, or went to, the variance account of the reason. */
const adjust = (posting: Posting, { reason, variance }: VarianceBooked): ReadonlyArray<Transfer> => {
  const { booked, owner, quantity, sku, status } = variance
  const { known, location, promises, site } = posting
  const now = known.get(`${owner}|${sku}`) ?? promises(owner, sku)
  const change = quantity - booked
  if (status === "available") known.set(`${owner}|${sku}`, promisesAfter(now, change))
  const where = { key: keyOf(variance), site, place: atLocation(site, location), reason }
  return adjustStock(change > 0 ? { ...where, gained: change } : { ...where, lost: 0 - change }, now)
}

const postVariance = (posting: Posting, booked: VarianceBooked): ReadonlyArray<Transfer> => {
  const { variance } = booked
  const { serial, sku } = variance
  if (serial === undefined) return adjust(posting, booked)
  if (variance.quantity < variance.booked) {
    return posting.found.has(nameOf(variance)) ? [] : [...adjust(posting, booked), serialLeaves(sku, serial)]
  }
  const stands = posting.serials?.(sku, serial) ?? "unknown"
  const from = standsIn(posting, variance, stands)
  const key = keyOf(variance)
  const here = stockAt(key, atLocation(posting.site, posting.location))
  if (from !== undefined) return moveHere(posting, from, key, here)
  return [...adjust(posting, booked), ...serialArrives(sku, serial, stands === "away" ? "away" : "unknown")]
}

/**
 * The transfers of each difference, in their order. Several lots of one SKU may be off at once: each is booked against
 * what the one before left. A unit with a number that the books have elsewhere in the site is moved from there, since
 * it was misplaced and not found; of one that they have at another site the ledger refuses the whole. O(variances).
 */
export const postVariances = (
  variances: ReadonlyArray<VarianceBooked>,
  at: CountedPlace
): ReadonlyArray<ReadonlyArray<Transfer>> => {
  const place = atLocation(at.site, at.location)
  const serials = variances.flatMap(({ variance }) => (variance.serial === undefined ? [] : [variance]))
  const gone = serials.filter(({ booked, quantity }) => quantity < booked)
  const found = serials.filter(({ booked, quantity }) => quantity > booked)
  const posting: Posting = {
    ...at,
    known: new Map(),
    gone: new Map(gone.map((one) => [nameOf(one), stockAt(keyOf(one), place)])),
    found: new Set(found.map(nameOf))
  }
  return variances.map((one) => postVariance(posting, one))
}

/**
 * What to post beside the closing of `count`; nothing when the books were right, or for a count of nowhere. `promises`
 * is what the site holds of each owner's SKU, `serials` where units with numbers stand. As `postVariances`. Of units
 * that are sold by weight, `weighedAlong` adds the grams.
 */
export const postCount = (
  count: Count,
  promises: (owner: OwnerId, sku: Sku) => Promises,
  serials?: SerialPlaces
): ReadonlyArray<Transfer> => {
  const { location, site } = count
  if (location === undefined || site === undefined) return []
  const at = { site, location, promises, ...(serials === undefined ? {} : { serials }) }
  return postVariances(variancesByReason(count), at).flat()
}
