import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import {
  Account,
  account,
  accountParts,
  atLocation,
  inUnit,
  isLimited,
  locationOf,
  lpnOf,
  outside,
  type OutsideKind,
  type Place,
  placeOf,
  siteOf,
  siteWide
} from "@stowage/kernel/Account"
import {
  LocationId,
  type LotId,
  type Lpn,
  type OwnerId,
  type SerialId,
  type SiteId,
  type Sku
} from "@stowage/kernel/Ids"

const site = "WH1" as SiteId
const tea = { book: "physical", owner: "acme" as OwnerId, sku: "TEA" as Sku } as const
const decode = Schema.decodeUnknownResult(Account)

const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 8 }).filter((id) => /^[^\p{Cc}|=/]+$/u.test(id))
const outsideKinds = fc.constantFrom<OutsideKind>(
  "supplier",
  "customer",
  "variance",
  "shortfall",
  "grant",
  "work",
  "backorder"
)
const places: fc.Arbitrary<Place> = fc.oneof(
  fc.tuple(text, text).map(([where, location]) => atLocation(where as SiteId, location as LocationId)),
  fc.tuple(text, text).map(([where, lpn]) => inUnit(where as SiteId, lpn as Lpn)),
  text.map((where) => siteWide(where as SiteId)),
  fc.tuple(outsideKinds, text).map(([kind, name]) => outside(kind, name))
)
const parts = fc.record({
  book: fc.constantFrom("physical", "promise", "capacity", "weight", "identity"),
  owner: text.map((id) => id as OwnerId),
  sku: text.map((id) => id as Sku),
  lot: fc.oneof(
    fc.constant("" as const),
    text.map((id) => id as LotId)
  ),
  serial: fc.oneof(
    fc.constant("" as const),
    text.map((id) => id as SerialId)
  ),
  status: fc.constantFrom("available", "quarantine", "damaged", "expired", "hold"),
  place: places
})

describe("an account", () => {
  it("is one line of text, readable in a journal", () => {
    const place = atLocation(site, "A01-02-1" as LocationId)
    assert.strictEqual(
      account({ ...tea, lot: "L24" as LotId, place }),
      "physical|acme|TEA|L24||available|at:WH1/A01-02-1"
    )
  })

  it("is of no lot and no serial, and available, unless said otherwise", () => {
    const bare = account({ ...tea, place: siteWide(site) })
    assert.strictEqual(bare, account({ ...tea, lot: "", serial: "", status: "available", place: siteWide(site) }))
    assert.strictEqual(bare, "physical|acme|TEA|||available|site:WH1")
  })

  it("gives back the fields it was made of, and is let in at every door", () => {
    fc.assert(
      fc.property(parts, (fields) => {
        const made = account(fields)
        assert.deepStrictEqual(accountParts(made), fields)
        assert.strictEqual(placeOf(made), fields.place)
        assert.deepStrictEqual(decode(made), Result.succeed(made))
      })
    )
  })

  it("is another text for other fields", () => {
    fc.assert(
      fc.property(parts, parts, (left, right) => {
        const same = JSON.stringify(Object.values(left)) === JSON.stringify(Object.values(right))
        assert.strictEqual(account(left) === account(right), same)
      })
    )
  })

  it("may go below zero only where it belongs to somebody outside", () => {
    const limited = [atLocation(site, "A1" as LocationId), inUnit(site, "TOTE-1" as Lpn), siteWide(site)]
    for (const place of limited) assert.isTrue(isLimited(account({ ...tea, place })), place)
    for (const kind of ["supplier", "customer", "variance", "shortfall", "grant"] as const) {
      assert.isFalse(isLimited(account({ ...tea, place: outside(kind, "at:x") })), kind)
    }
  })

  it("is refused with what was expected when it is none", () => {
    const none = ["", "physical|acme|TEA", "stock|acme|TEA|||available|site:WH1", "physical||TEA|||available|site:WH1"]
    for (const wrong of [...none, "physical|acme|TEA|||available|moon:x", "physical|acme|TEA|||available|at:"]) {
      const answer = decode(wrong)
      assert.isTrue(Result.isFailure(answer), wrong)
      if (Result.isFailure(answer)) assert.include(answer.failure.message, "book|owner|sku|lot|serial|status|place")
    }
  })
})

describe("a place", () => {
  it("knows its site, its location, its handling unit, as far as it has them", () => {
    const location = atLocation(site, "A1" as LocationId)
    const unit = inUnit(site, "TOTE-1" as Lpn)
    const customer = outside("customer", "c1")
    const known = [location, unit, siteWide(site), customer].map((place) => [
      siteOf(place),
      locationOf(place),
      lpnOf(place)
    ])
    assert.deepStrictEqual(known, [
      ["WH1", "A1", undefined],
      ["WH1", undefined, "TOTE-1"],
      ["WH1", undefined, undefined],
      [undefined, undefined, undefined]
    ])
  })

  it("may have a slash in its location's or unit's name", () => {
    const odd = Schema.decodeUnknownSync(LocationId)("A/1")
    assert.strictEqual(locationOf(atLocation(site, odd)), "A/1")
    assert.strictEqual(siteOf(atLocation(site, odd)), "WH1")
  })
})
