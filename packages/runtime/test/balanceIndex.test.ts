import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { type Account, account, accountParts, atLocation, outside, siteOf, siteWide } from "@stowage/kernel/Account"
import type { LocationId, LotId, OwnerId, SiteId, Sku } from "@stowage/kernel/Ids"
import type { Balance } from "@stowage/kernel/Transfer"
import { makeBalanceIndex } from "@stowage/runtime/balanceIndex"
import { asksFor, type BalanceQuery, inAccountOrder, isNothing } from "@stowage/runtime/BalanceQuery"

const books = fc.constantFrom("physical", "promise")
const owners = fc.constantFrom("acme" as OwnerId, "zenith" as OwnerId)
const skus = fc.constantFrom("TEA" as Sku, "TEA-2" as Sku, "MUG" as Sku)
const lots = fc.constantFrom("L24" as LotId, "L25" as LotId)
const statuses = fc.constantFrom("available", "damaged")
const sites = fc.constantFrom("WH1" as SiteId, "WH2" as SiteId)
const places = fc.oneof(
  fc.tuple(sites, fc.constantFrom("A1", "A2")).map(([site, location]) => atLocation(site, location as LocationId)),
  sites.map(siteWide),
  fc.constant(outside("supplier", "s1"))
)

const accounts: fc.Arbitrary<Account> = fc
  .record({
    book: books,
    owner: owners,
    sku: skus,
    lot: fc.option(lots, { nil: undefined }),
    status: statuses,
    place: places
  })
  .map(account)

const balances: fc.Arbitrary<Balance> = fc.record({
  account: accounts,
  posted: fc.integer({ min: -1, max: 1 }),
  pendingOut: fc.nat(1),
  pendingIn: fc.nat(1)
})

const queries: fc.Arbitrary<BalanceQuery> = fc.record(
  { book: books, owner: owners, sku: skus, lot: lots, status: statuses, site: sites, place: places },
  { requiredKeys: [] }
)

/** Whether every field that a query gives is the account's; said field by field, with no short cut. */
const naively = (query: BalanceQuery, of: Account): boolean => {
  const parts = { ...accountParts(of), site: siteOf(accountParts(of).place) }
  return Object.entries(query).every(([field, value]) => parts[field as keyof typeof parts] === value)
}

describe("balances", () => {
  it("are asked for by every field given, and by no other", () => {
    fc.assert(
      fc.property(queries, accounts, (query, of) => {
        assert.strictEqual(asksFor(query, of), naively(query, of))
      })
    )
  })

  it("are found by the index as by looking at all of them, in the order of their accounts", () => {
    const property = fc.property(fc.array(balances, { maxLength: 40 }), fc.array(queries), (changes, asked) => {
      const index = makeBalanceIndex()
      // An index keeps the store's own records and is told when one may have changed.
      const records = new Map<Account, { -readonly [Field in keyof Balance]: Balance[Field] }>()
      for (const change of changes) {
        const known = records.get(change.account)
        if (known === undefined) records.set(change.account, { ...change })
        else Object.assign(known, change)
        index.note(records.get(change.account) ?? change)
      }
      for (const query of [{}, ...asked]) {
        const naive = [...records.values()].filter((one) => !isNothing(one) && naively(query, one.account))
        assert.deepStrictEqual(
          index.select(query),
          naive.sort((a, b) => (a.account < b.account ? -1 : 1))
        )
      }
    })
    fc.assert(property, { numRuns: 300 })
  })

  it("are given away as copies, which later changes do not reach", () => {
    const index = makeBalanceIndex()
    const record = {
      account: account({
        book: "physical",
        owner: "acme" as OwnerId,
        sku: "TEA" as Sku,
        place: siteWide("WH1" as SiteId)
      }),
      posted: 1,
      pendingOut: 0,
      pendingIn: 0
    }
    index.note(record)
    const [before] = index.select({})
    record.posted = 2
    assert.strictEqual(before?.posted, 1)
    assert.strictEqual(index.select({})[0]?.posted, 2)
  })

  it("are those of the last record noted, should a ledger that has forgotten make another", () => {
    const held = account({
      book: "promise",
      owner: "acme" as OwnerId,
      sku: "TEA" as Sku,
      place: siteWide("WH1" as SiteId)
    })
    const index = makeBalanceIndex()
    index.note({ account: held, posted: 5, pendingOut: 0, pendingIn: 0 })
    const after = { account: held, posted: 4, pendingOut: 1, pendingIn: 0 }
    index.note(after)
    assert.deepStrictEqual(index.select({ sku: "TEA" as Sku }), [after])
  })

  it("stand in one order whatever order they came in", () => {
    fc.assert(
      fc.property(fc.uniqueArray(balances, { selector: ({ account }) => account }), (list) => {
        const ordered = inAccountOrder([...list]).map(({ account }) => account)
        assert.deepStrictEqual(
          inAccountOrder([...list].reverse()).map(({ account }) => account),
          ordered
        )
      })
    )
  })
})
