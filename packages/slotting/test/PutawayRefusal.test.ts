import { assert, describe, it } from "vitest"
import type { LocationId, Sku } from "@stowage/kernel/Ids"
import type { Arrival, PutawayPlace, PutawayRules, PutawayWeights, Stock } from "@stowage/slotting/putaway/Putaway"
import { putawayFloorOf } from "@stowage/slotting/putaway/PutawayFloor"
import { putawayRefusalText, type PutawayRefusal } from "@stowage/slotting/putaway/PutawayRefusal"
import { splitPutaway } from "@stowage/slotting/putaway/splitPutaway"
import { countRefusals, suggestPutaway, whyNot, whyNotThere } from "@stowage/slotting/putaway/suggestPutaway"
import { spaceUse } from "@stowage/slotting/putaway/spaceUse"
import * as Result from "effect/Result"

const tea: Stock = { sku: "tea" as Sku, units: 4, unitVolumeMm3: 10, unitMassGrams: 1, handlingClass: "ambient" }
const weights: PutawayWeights = {
  walkMmPerSecond: 1000,
  consolidationMillis: 0,
  emptyMillis: 0,
  balanceMillis: 0,
  leftoverMillis: 0
}
const place = (id: string, more: Partial<PutawayPlace> = {}): PutawayPlace => ({
  location: id as LocationId,
  walkMm: 1000,
  capacityVolumeMm3: 100,
  maxMassGrams: 100,
  handlingClasses: ["ambient"],
  ...more
})
const said = (answer: Result.Result<unknown, PutawayRefusal>): string =>
  Result.isFailure(answer) ? putawayRefusalText(answer.failure) : "taken"
const ofFloor = (more: Partial<PutawayPlace>, rules: PutawayRules = {}): string =>
  said(putawayFloorOf([place("A1"), place("A2", more)], rules))

describe("a floor is refused", () => {
  it("for a measure of a place that is none, naming the place, the field, the value and what was expected", () => {
    assert.strictEqual(ofFloor({ walkMm: -1 }), "place A2: expected walkMm to be 0 to 10^15, got -1")
    assert.strictEqual(
      ofFloor({ capacityVolumeMm3: 0 }),
      "place A2: expected capacityVolumeMm3 to be above 0, to 10^15, got 0"
    )
    assert.strictEqual(
      ofFloor({ maxMassGrams: Number.NaN }),
      "place A2: expected maxMassGrams to be 0 to 10^15, got NaN"
    )
    const inner = { lengthMm: 9, widthMm: -9, heightMm: 9 }
    assert.strictEqual(ofFloor({ inner }), "place A2: expected widthMm to be above 0, to 10^15, got -9")
    assert.strictEqual(
      ofFloor({ at: { xMm: 0, yMm: Infinity } }),
      "place A2: expected yMm to be a number of at most 10^15, got Infinity"
    )
  })

  it("for stock that is none, there or on its way, naming the SKU and the place", () => {
    const cases: ReadonlyArray<readonly [Partial<Stock>, string]> = [
      [{ units: -1 }, "expected units to be a whole number above 0, got -1"],
      [{ units: 1.5 }, "expected units to be a whole number above 0, got 1.5"],
      [{ unitVolumeMm3: 0 }, "expected unitVolumeMm3 to be above 0, to 10^15, got 0"],
      [{ unitMassGrams: Number.NaN }, "expected unitMassGrams to be 0 to 10^15, got NaN"]
    ]
    for (const [wrong, text] of cases) {
      assert.strictEqual(ofFloor({ stored: [tea, { ...tea, ...wrong }] }), `stored tea at A2: ${text}`)
      assert.strictEqual(ofFloor({ inFlight: [{ ...tea, ...wrong }] }), `inFlight tea at A2: ${text}`)
    }
  })

  it("for rules that are none, and for a place named twice", () => {
    const mixing = { mostSkus: 0, mostLots: 1, mostOwners: 1 }
    assert.strictEqual(
      ofFloor({}, { mixing }),
      "rules mixing: expected mostSkus to be a whole number above 0, or Infinity, got 0"
    )
    assert.strictEqual(ofFloor({}, { mixing: { ...mixing, mostSkus: Infinity } }), "taken")
    assert.strictEqual(
      ofFloor({}, { familiesApart: [{ between: ["a", "b"], by: { mm: -5 } }] }),
      "rules a and b: expected mm to be 0 to 10^15, got -5"
    )
    assert.strictEqual(ofFloor({ location: "A1" as LocationId }), "place A1: expected each place once, got it twice")
  })

  it("where a rule asks for what a place does not say: in which zone or aisle it is, or where", () => {
    const [acid, food] = ["acid", "food"]
    const byZone = { segregation: [{ between: [acid, food], by: "zone" }] } as const
    const byMm = { familiesApart: [{ between: [acid, food], by: { mm: 5 } }] } as const
    const together = { familiesTogether: [{ family: food, in: "aisle" }] } as const
    const here = { zone: "Z", aisle: "A", at: { xMm: 0, yMm: 0 } }
    const answers = ([byZone, byMm, together] as const).map((rules) =>
      said(putawayFloorOf([place("A1", here), place("A2")], rules))
    )
    assert.deepStrictEqual(answers, [
      "place A2: expected zone, as segregation asks for, got nothing",
      "place A2: expected at, as familyApart asks for, got nothing",
      "place A2: expected aisle, as familyTogether asks for, got nothing"
    ])
    const all = { ...byZone, ...byMm, ...together }
    assert.strictEqual(said(putawayFloorOf([place("A1", here), place("A2", here)], all)), "taken")
  })

  it("not for a place that holds more than it has room for: nothing more goes in", () => {
    const floor = Result.getOrThrow(putawayFloorOf([place("A1", { inFlight: [{ ...tea, units: 11 }] })], {}))
    assert.strictEqual(Result.getOrThrow(whyNotThere(floor, tea, "A1" as LocationId)), "volume")
  })
})

describe("an arrival is refused", () => {
  const floor = Result.getOrThrow(putawayFloorOf([place("A1")], {}))
  const asks = (arrival: Arrival): ReadonlyArray<string> =>
    [
      suggestPutaway(floor, arrival, weights),
      splitPutaway(floor, arrival, weights),
      countRefusals(floor, arrival),
      whyNot(floor, arrival),
      whyNotThere(floor, arrival, "A1" as LocationId)
    ].map(said)

  it("for a measure that is none, whatever is asked of it", () => {
    const cases: ReadonlyArray<readonly [Partial<Arrival>, string]> = [
      [{ units: -4 }, "expected units to be a whole number above 0, got -4"],
      [{ units: 0.5 }, "expected units to be a whole number above 0, got 0.5"],
      [{ unitVolumeMm3: Number.NaN }, "expected unitVolumeMm3 to be above 0, to 10^15, got NaN"],
      [
        {
          near: [
            { xMm: 0, yMm: 0 },
            { xMm: Number.NaN, yMm: 0 }
          ]
        },
        "expected xMm to be a number of at most 10^15, got NaN"
      ],
      [
        { temperature: { leastCelsius: Number.NaN, mostCelsius: 8 } },
        "expected leastCelsius to be a number of at most 10^15, got NaN"
      ]
    ]
    for (const [wrong, text] of cases) {
      assert.deepStrictEqual([...new Set(asks({ ...tea, ...wrong }))], [`arrival tea: ${text}`])
    }
    assert.deepStrictEqual([...new Set(asks(tea))], ["taken"])
  })

  it("for a weight that is none, and for a number of suggestions that is none", () => {
    const wrong = { ...weights, emptyMillis: Number.NaN }
    assert.strictEqual(
      said(suggestPutaway(floor, tea, wrong)),
      "weights: expected emptyMillis to be 0 to 10^15, got NaN"
    )
    assert.strictEqual(said(splitPutaway(floor, tea, wrong)), "weights: expected emptyMillis to be 0 to 10^15, got NaN")
    assert.strictEqual(
      said(suggestPutaway(floor, tea, { ...weights, walkMmPerSecond: 0 })),
      "weights: expected walkMmPerSecond to be above 0, to 10^15, got 0"
    )
    assert.strictEqual(
      said(suggestPutaway(floor, tea, weights, 0)),
      "weights: expected most to be a whole number above 0, or Infinity, got 0"
    )
  })

  it("at a place that the floor does not have, to put, to take and to ask about", () => {
    const text = "place Z9: expected a place of this floor, got one that is not there"
    const nowhere = "Z9" as LocationId
    assert.deepStrictEqual(
      [floor.put(nowhere, tea), floor.take(nowhere, tea), whyNotThere(floor, tea, nowhere)].map(said),
      [text, text, text]
    )
  })

  it("when less is there than is to be taken, and the floor is as before", () => {
    const here = "A1" as LocationId
    Result.getOrThrow(floor.put(here, tea))
    assert.strictEqual(
      said(floor.take(here, { ...tea, units: 5 })),
      "place A1: expected at least 5 units of tea of this lot and owner, got 4"
    )
    assert.strictEqual(
      said(floor.put(here, { ...tea, units: -1 })),
      "inFlight tea at A1: expected units to be a whole number above 0, got -1"
    )
    assert.strictEqual(spaceUse(floor).usedMm3, 40)
    Result.getOrThrow(floor.take(here, tea))
    assert.strictEqual(spaceUse(floor).usedMm3, 0)
  })
})
