import * as fc from "fast-check"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { assert, describe, it } from "vitest"
import { Dimensions, volumeMm3 } from "@stowage/kernel/Dimensions"
import { eaches, type Eaches } from "@stowage/kernel/Eaches"
import { MassGrams } from "@stowage/kernel/Mass"
import {
  composeRatio,
  packOf,
  PackRatio,
  sameRatio,
  sayPackRefusal,
  splitIntoPacks,
  toBaseUnits,
  toPacks
} from "@stowage/kernel/PackRatio"

const ratio = fc.record({ packs: fc.integer({ min: 1, max: 6 }), baseUnits: fc.integer({ min: 1, max: 48 }) })
const dozen = packOf(12)
const threeForTwo: PackRatio = { packs: 2, baseUnits: 3 }

describe("a pack ratio", () => {
  it("converts whole packs both ways", () => {
    assert.deepStrictEqual(toBaseUnits(eaches(3), dozen), Result.succeed(eaches(36)))
    assert.deepStrictEqual(toPacks(eaches(36), dozen), Result.succeed(eaches(3)))
    assert.deepStrictEqual(toBaseUnits(eaches(4), threeForTwo), Result.succeed(eaches(6)))
  })

  it("refuses what does not divide, naming the rest", () => {
    assert.deepStrictEqual(
      toPacks(eaches(40), dozen),
      Result.fail({ _tag: "DoesNotDivide", quantity: 40, by: 12, rest: 4 })
    )
    assert.deepStrictEqual(
      toBaseUnits(eaches(3), threeForTwo),
      Result.fail({ _tag: "DoesNotDivide", quantity: 3, by: 2, rest: 1 })
    )
  })

  it("refuses what is no count, as a quantity that was not decoded may be", () => {
    for (const quantity of [-3, 1.5, Number.NaN]) {
      const refused = Result.fail({ _tag: "NoCount" as const, quantity })
      assert.deepStrictEqual(toBaseUnits(quantity as Eaches, dozen), refused)
    }
  })

  it("is of a whole number of units above 0, or throws", () => {
    for (const units of [0, -12, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      assert.throws(() => packOf(units), RangeError, `got ${units}`)
    }
  })

  it("says why not in a sentence", () => {
    const said = [
      toBaseUnits(-3 as Eaches, dozen),
      toPacks(eaches(40), dozen),
      toBaseUnits(eaches(Number.MAX_SAFE_INTEGER), dozen),
      toBaseUnits(eaches(Number.MAX_SAFE_INTEGER - 1), threeForTwo)
    ].map((refused) => sayPackRefusal(Result.getOrThrow(Result.flip(refused))))
    assert.deepStrictEqual(said, [
      "Expected a whole number of at least 0, got -3.",
      "40 does not divide by 12; 4 would be left over.",
      "9007199254740991 at 12 units a pack is more than 2^53 - 1.",
      "9007199254740990 at 3 units in 2 packs is more than 2^53 - 1."
    ])
  })

  it("refuses more than can be counted", () => {
    const quantity = eaches(Number.MAX_SAFE_INTEGER)
    assert.deepStrictEqual(toBaseUnits(quantity, dozen), Result.fail({ _tag: "TooMany", quantity, ratio: dozen }))
  })

  it("splits into whole packs and a rest that is less than any number of packs", () => {
    assert.deepStrictEqual(splitIntoPacks(eaches(40), dozen), { whole: eaches(3), rest: eaches(4) })
    fc.assert(
      fc.property(fc.nat(10_000), ratio, (units, pack) => {
        const { whole, rest } = splitIntoPacks(eaches(units), pack)
        assert.deepStrictEqual(toBaseUnits(whole, pack), Result.succeed(eaches(units - rest)))
        assert.isBelow(rest, pack.baseUnits)
        assert.deepStrictEqual(splitIntoPacks(eaches(units), composeRatio(pack, packOf(1))), { whole, rest })
      })
    )
  })

  it("leaves as little over as its lowest terms allow", () => {
    assert.deepStrictEqual(splitIntoPacks(eaches(13), { packs: 2, baseUnits: 24 }), {
      whole: eaches(1),
      rest: eaches(1)
    })
  })

  it("undoes itself", () => {
    fc.assert(
      fc.property(fc.nat(1000), ratio, (units, pack) => {
        const packs = toPacks(eaches(units), pack)
        if (Result.isSuccess(packs))
          assert.deepStrictEqual(toBaseUnits(packs.success, pack), Result.succeed(eaches(units)))
        else assert.notStrictEqual((units * pack.packs) % pack.baseUnits, 0)
      })
    )
  })

  it("composes: a case of inners of eaches is a case of eaches", () => {
    assert.deepStrictEqual(composeRatio(packOf(4), packOf(6)), packOf(24))
    fc.assert(
      fc.property(fc.nat(50), ratio, ratio, (count, outer, inner) => {
        const whole = eaches(count * outer.packs * inner.packs)
        const inners = toBaseUnits(whole, outer)
        assert(Result.isSuccess(inners))
        assert.deepStrictEqual(toBaseUnits(whole, composeRatio(outer, inner)), toBaseUnits(inners.success, inner))
      })
    )
  })

  it("is the same ratio in lowest terms", () => {
    assert.isTrue(sameRatio({ packs: 2, baseUnits: 24 }, dozen))
    assert.isFalse(sameRatio({ packs: 2, baseUnits: 12 }, dozen))
  })

  it("is refused at the door when it is not two counts above 0", () => {
    for (const bad of [{ packs: 0, baseUnits: 1 }, { packs: 1, baseUnits: 1.5 }, { packs: 1 }]) {
      assert.isTrue(Result.isFailure(Schema.decodeUnknownResult(PackRatio)(bad)))
    }
  })
})

describe("sizes and masses", () => {
  it("are whole and above 0", () => {
    const size = Schema.decodeUnknownSync(Dimensions)({ lengthMm: 100, widthMm: 20, heightMm: 3 })
    assert.strictEqual(volumeMm3(size), 6000)
    const flat = Schema.decodeUnknownResult(Dimensions)({ ...size, heightMm: 0 })
    assert(Result.isFailure(flat))
    assert.include(flat.failure.message, "a whole number of millimetres above 0")
    assert.include(flat.failure.message, "heightMm")
    assert.isTrue(Result.isFailure(Schema.decodeUnknownResult(MassGrams)(1.5)))
  })
})

describe("a count of eaches", () => {
  it("is never negative, broken or past what can be counted", () => {
    for (const bad of [-1, 0.5, 2 ** 53, Number.NaN]) assert.throws(() => eaches(bad), /Expected a count/)
    assert.strictEqual(eaches(0), 0)
  })
})
