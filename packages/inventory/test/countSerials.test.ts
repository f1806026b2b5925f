import { accountParts, atLocation, outside, placeOf, type StockStatus } from "@stowage/kernel/Account"
import { fold } from "@stowage/kernel/Decider"
import type { SerialId, SiteId } from "@stowage/kernel/Ids"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import type { Count, CountedStock } from "@stowage/inventory/Count"
import { type CountCommand, CountDecider, sayCountRefusal } from "@stowage/inventory/CountDecider"
import { changeStatus } from "@stowage/inventory/moveStock"
import { postCount } from "@stowage/inventory/postCount"
import { receiveSerials, serialPlaces } from "@stowage/inventory/serials"
import { stockAt } from "@stowage/inventory/stockAccounts"
import { at, instant, location, makeYard, owner, site, task, tea, type Yard } from "./yard.ts"

const key = { owner, sku: tea }
const [s1, s2, s3] = ["S1" as SerialId, "S2" as SerialId, "S3" as SerialId]
const places = (yard: Yard) => serialPlaces(yard.ledger.balances())
const receive = (yard: Yard, place: string, ...serials: ReadonlyArray<SerialId>): void => {
  const receipt = { key, serials, from: outside("supplier", "leaf"), site, place: at(place) }
  yard.post(Result.getOrThrow(receiveSerials(receipt, places(yard), yard.promises(tea))))
}
const seen = (serial: SerialId, status: StockStatus = "available", quantity = 1): CountedStock => ({
  ...key,
  lot: "",
  serial,
  status,
  quantity
})

/** What the books have at a location, unit by unit. */
const bookedAt = (yard: Yard, place: string): ReadonlyArray<CountedStock> =>
  [...yard.ledger.balances()].flatMap(({ account, posted }) => {
    const { book, serial, status } = accountParts(account)
    return book === "physical" && placeOf(account) === at(place) && posted !== 0 && serial !== ""
      ? [seen(serial, status, posted)]
      : []
  })

const closed = (yard: Yard, place: string, counted: ReadonlyArray<CountedStock>): Count => {
  const commands: ReadonlyArray<CountCommand> = [
    { _tag: "RequestCount", task: task("c"), site, location: location(place), reason: "scheduled", at: instant(0) },
    { _tag: "RecordCount", counter: "ann", counted, watermark: 1, booked: bookedAt(yard, place), at: instant(1) },
    { _tag: "CloseCount", by: "bob", at: instant(2) }
  ]
  return commands.reduce(
    (count, command) => fold(CountDecider, Result.getOrThrow(CountDecider.decide(command, count)), count),
    CountDecider.initial
  )
}
/** Counts a location and posts what is off. */
const count = (yard: Yard, place: string, ...counted: ReadonlyArray<CountedStock>): void => {
  const transfers = postCount(closed(yard, place, counted), (_, sku) => yard.promises(sku), places(yard))
  if (transfers.length > 0) yard.post(transfers)
  assert.deepStrictEqual(yard.audit(), [])
}

describe("a count of units with numbers", () => {
  it("names the one that is missing, and books that one; found later, it is here again", () => {
    const yard = makeYard()
    receive(yard, "A1", s1, s2)
    assert.deepStrictEqual(
      closed(yard, "A1", [seen(s1)]).variances.map(({ booked, quantity, serial }) => [serial, quantity, booked]),
      [[s2, 0, 1]]
    )
    count(yard, "A1", seen(s1))
    assert.deepStrictEqual([places(yard)(tea, s2), yard.availability(tea).available], ["away", 1])
    count(yard, "A2", seen(s2))
    assert.strictEqual(places(yard)(tea, s2), stockAt({ ...key, serial: s2 }, at("A2")))
    assert.strictEqual(yard.availability(tea).available, 2)
  })

  it("moves the one that the books have elsewhere in the site: it was misplaced, and nothing was found", () => {
    const yard = makeYard()
    receive(yard, "A1", s1, s2)
    count(yard, "A2", seen(s2))
    assert.strictEqual(places(yard)(tea, s2), stockAt({ ...key, serial: s2 }, at("A2")))
    assert.strictEqual(yard.posted(stockAt({ ...key, serial: s2 }, outside("variance", "countVariance"))), 0)
    count(yard, "A1", seen(s1))
    assert.strictEqual(yard.availability(tea).available, 2)
  })

  it("of which one is of another status than the books say is one unit, not one lost and one found", () => {
    const yard = makeYard()
    receive(yard, "A1", s1, s2)
    const damaged = closed(yard, "A1", [seen(s1, "damaged"), seen(s2)])
    yard.post(postCount(damaged, (_, sku) => yard.promises(sku))) // it need not be told where serials stand for this
    assert.deepStrictEqual(yard.audit(), [])
    assert.deepStrictEqual(yard.availability(tea), { onHand: 2, sellable: 1, reserved: 0, available: 1, shortfall: 0 })
    assert.strictEqual(yard.posted(stockAt({ ...key, serial: s1 }, outside("variance", "countVariance"))), 0)
  })

  it("takes in one that was never seen before", () => {
    const yard = makeYard()
    receive(yard, "A1", s1)
    count(yard, "A1", seen(s1), seen(s3))
    assert.strictEqual(places(yard)(tea, s3), stockAt({ ...key, serial: s3 }, at("A1")))
  })

  it("is refused by the ledger for one that stands at another site: it has to be sent first", () => {
    const yard = makeYard()
    const far = atLocation("WH2" as SiteId, location("B1"))
    const receipt = { key, serials: [s1], from: outside("supplier", "leaf"), site: "WH2" as SiteId, place: far }
    yard.post(Result.getOrThrow(receiveSerials(receipt, places(yard), { free: 0, shortfall: 0 })))
    const found = postCount(closed(yard, "A1", [seen(s1)]), (_, sku) => yard.promises(sku), places(yard))
    assert.strictEqual(yard.refused(found)._tag, "PendingIdTaken")
  })

  it("counts each once", () => {
    const asked = closed(makeYard(), "A1", [])
    const twice = CountDecider.decide(
      {
        _tag: "RecordCount",
        counter: "ann",
        counted: [seen(s1), seen(s1, "damaged")],
        watermark: 1,
        booked: [],
        at: instant(1)
      },
      { ...asked, status: "Requested", counters: [] }
    )
    const refusal = Result.getOrThrow(Result.flip(twice))
    assert.deepStrictEqual(refusal, { _tag: "SerialNotOne", sku: tea, serial: s1, quantity: 2 })
    assert.strictEqual(sayCountRefusal(refusal), "Serial S1 of TEA was counted 2 times; expected once.")
  })
})

describe("counting every location", () => {
  const Standing = fc.record({
    place: fc.constantFrom("A1", "A2", "nowhere"),
    status: fc.constantFrom<StockStatus>("available", "damaged", "hold")
  })
  const Floor = fc.tuple(Standing, Standing, Standing)

  it("makes the books say where each unit stands, whatever they said before", () => {
    fc.assert(
      fc.property(Floor, Floor, (before, floor) => {
        const yard = makeYard()
        const serials = [s1, s2, s3]
        for (const [nth, serial] of serials.entries()) {
          const { place, status } = before[nth] ?? before[0]
          if (place === "nowhere") continue
          receive(yard, place, serial)
          if (status === "available") continue
          yard.post(changeStatus({ ...key, serial }, status, site, at(place), 1, yard.promises(tea)))
        }
        for (const place of ["A1", "A2"]) {
          const there = serials.flatMap((serial, nth) =>
            floor[nth]?.place === place ? [seen(serial, floor[nth].status)] : []
          )
          count(yard, place, ...there)
        }
        for (const [nth, serial] of serials.entries()) {
          const { place, status } = floor[nth] ?? floor[0]
          const stands = places(yard)(tea, serial)
          if (place === "nowhere") assert.include(["away", "unknown"], stands)
          else assert.strictEqual(stands, stockAt({ ...key, serial, status }, at(place)))
        }
      }),
      { numRuns: 200 }
    )
  })
})
