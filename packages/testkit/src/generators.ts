/**
 * Arbitraries of the words everybody shares. Each draws from few values and small numbers, so that two of them collide
 * within a few draws: the interesting cases are those about the same SKU, the same place, the last unit.
 */
import * as fc from "fast-check"
import { type Account, account, atLocation, inUnit, outside, type Place, siteWide } from "@stowage/kernel/Account"
import type { Eaches } from "@stowage/kernel/Eaches"
import type { LocationId, LotId, Lpn, OrderId, OwnerId, SiteId, Sku } from "@stowage/kernel/Ids"
import { type Instant, plusMillis } from "@stowage/kernel/Instant"
import type { Pend, PendingId, Post, Settle, Transfer } from "@stowage/kernel/Transfer"
import type { Append, Commit, CommitId, StreamId } from "@stowage/runtime/Commit"

/** One of these texts, as an id of brand `Id`. */
const ids = <Id extends string>(...texts: ReadonlyArray<string>): fc.Arbitrary<Id> =>
  fc.constantFrom(...texts.map((text) => text as Id))

export const skus: fc.Arbitrary<Sku> = ids("TEA", "MUG", "POT")
export const owners: fc.Arbitrary<OwnerId> = ids("acme", "zenith")
export const sites: fc.Arbitrary<SiteId> = ids("WH1", "WH2")
export const locations: fc.Arbitrary<LocationId> = ids("A01-01-1", "A01-02-1", "B01-01-1", "DOCK")
export const lots: fc.Arbitrary<LotId> = ids("L24", "L25")
export const lpns: fc.Arbitrary<Lpn> = ids("TOTE-1", "TOTE-2")
export const orderIds: fc.Arbitrary<OrderId> = ids("web-1", "web-2", "web-3")

/** 0 to 5 base units. */
export const counts: fc.Arbitrary<Eaches> = fc.nat(5).map((count) => count as Eaches)

/** 1 to 5 base units. */
export const someCounts: fc.Arbitrary<Eaches> = fc.integer({ min: 1, max: 5 }).map((count) => count as Eaches)

/** Whole seconds of the first ten after 2026-01-01T00:00Z. */
export const instants: fc.Arbitrary<Instant> = fc
  .nat(9)
  .map((seconds) => plusMillis(Date.UTC(2026, 0, 1) as Instant, 1000 * seconds))

const accountAt = (place: fc.Arbitrary<Place>): fc.Arbitrary<Account> =>
  fc
    .record({ sku: skus, lot: fc.option(lots, { nil: undefined, freq: 3 }), place })
    .map(({ sku, lot, place }) => account({ book: "physical", owner: "acme" as OwnerId, sku, lot, place }))

/** Accounts that may not go below zero: of a location, of a handling unit. */
export const limitedAccounts: fc.Arbitrary<Account> = accountAt(
  fc.oneof(
    fc.tuple(sites, locations).map(([site, location]) => atLocation(site, location)),
    fc.tuple(sites, lpns).map(([site, lpn]) => inUnit(site, lpn))
  )
)

/** Accounts of outside parties. */
export const outsideAccounts: fc.Arbitrary<Account> = accountAt(
  fc.constantFrom(outside("supplier", "s1"), outside("customer", "c1"), outside("variance", "count"))
)

/** Accounts of the promise book, of a site or a customer. */
export const promiseAccounts: fc.Arbitrary<Account> = fc
  .tuple(skus, fc.oneof(sites.map(siteWide), fc.constant(outside("customer", "c1"))))
  .map(([sku, place]) => account({ book: "promise", owner: "acme" as OwnerId, sku, place }))

/** Any of the above, limited ones most often. */
export const accounts: fc.Arbitrary<Account> = fc.oneof(
  { weight: 5, arbitrary: limitedAccounts },
  { weight: 3, arbitrary: outsideAccounts },
  { weight: 2, arbitrary: promiseAccounts }
)

/** Six names of claims. */
export const pendingIds: fc.Arbitrary<PendingId> = ids("p1", "p2", "p3", "p4", "p5", "p6")

/** Two different accounts of one book and one SKU. */
const pairs: fc.Arbitrary<{ readonly from: Account; readonly to: Account }> = fc
  .record({ sku: skus, from: accounts, to: accounts })
  .map(({ sku, from, to }) => ({ from: ofSku(from, sku), to: ofSku(to, sku) }))
  .filter(({ from, to }) => from !== to && from.split("|", 1)[0] === to.split("|", 1)[0])

const ofSku = (given: Account, sku: Sku): Account => {
  const fields = given.split("|")
  fields[2] = sku
  return fields.join("|") as Account
}

export const posts: fc.Arbitrary<Post> = fc
  .record({ pair: pairs, quantity: someCounts })
  .map(({ pair, quantity }) => ({ _tag: "Post", ...pair, quantity }))

/** Claims, every other one with a time to live of 0 to 9 seconds. */
export const pends: fc.Arbitrary<Pend> = fc
  .record({ id: pendingIds, pair: pairs, quantity: someCounts, ttl: fc.option(fc.nat(9), { nil: undefined, freq: 2 }) })
  .map(({ id, pair, quantity, ttl }) => ({
    _tag: "Pend",
    id,
    ...pair,
    quantity,
    ...(ttl === undefined ? {} : { ttlMillis: 1000 * ttl })
  }))

const settles: fc.Arbitrary<Settle> = fc
  .record({ id: pendingIds, quantity: someCounts })
  .map(({ id, quantity }) => ({ _tag: "Settle", id, quantity }))

/** Any transfer; of one book and SKU always, but often of more than there is or of a claim that is not there. */
export const transfers: fc.Arbitrary<Transfer> = fc.oneof(
  { weight: 4, arbitrary: posts },
  { weight: 3, arbitrary: pends },
  { weight: 3, arbitrary: settles },
  { weight: 1, arbitrary: pendingIds.map((id) => ({ _tag: "Void", id }) as const) },
  { weight: 1, arbitrary: pendingIds.map((id) => ({ _tag: "Expire", id }) as const) }
)

const appends: fc.Arbitrary<Append> = fc.record({
  stream: fc.constantFrom("order/web-1" as StreamId, "order/web-2" as StreamId),
  expected: fc.nat(3),
  events: fc.array(fc.record({ _tag: fc.constantFrom("Opened", "Noted"), note: fc.nat(3) }), {
    minLength: 1,
    maxLength: 2
  })
})

/** Commits of a few streams and transfers under one of twenty ids; some are refused for each reason there is. */
export const commits: fc.Arbitrary<Commit> = fc.record({
  id: fc.nat(19).map((number) => `commit-${number}` as CommitId),
  at: instants,
  actor: fc.constantFrom("ann", "web"),
  appends: fc.array(appends, { maxLength: 2 }),
  transfers: fc.array(transfers, { maxLength: 3 })
})
