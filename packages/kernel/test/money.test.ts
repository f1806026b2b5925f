import * as fc from "fast-check"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { assert, describe, it } from "vitest"
import { allocateMoney } from "@stowage/kernel/allocateMoney"
import { Currency, minorUnitDigits } from "@stowage/kernel/Currency"
import {
  addMoney,
  compareMoney,
  formatMoney,
  money,
  moneyFromJson,
  MoneyJson,
  moneyToJson,
  negateMoney
} from "@stowage/kernel/Money"
import { parseMoney } from "@stowage/kernel/parseMoney"

const eur = "EUR" as Currency
const jpy = "JPY" as Currency
const kwd = "KWD" as Currency
const amount = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n })
const weights = fc.array(fc.nat(9), { minLength: 1, maxLength: 6 }).filter((list) => list.some((weight) => weight > 0))
const value = <A, E>(result: Result.Result<A, E>): A => {
  if (Result.isFailure(result)) return assert.fail(`refused: ${JSON.stringify(result.failure)}`)
  return result.success
}

describe("a currency", () => {
  it("has the decimals of ISO 4217", () => {
    const decode = Schema.decodeUnknownSync(Currency)
    assert.deepStrictEqual(
      ["EUR", "JPY", "KWD", "CLF", "USD", "ISK"].map((code) => minorUnitDigits(decode(code))),
      [2, 0, 3, 4, 2, 0]
    )
  })

  it("is refused when it is none", () => {
    for (const code of ["eur", "X".repeat(3), "", "__proto__", "constructor", null]) {
      assert.isTrue(Result.isFailure(Schema.decodeUnknownResult(Currency)(code)), String(code))
    }
  })
})

describe("money", () => {
  it("adds and compares within a currency and refuses to mix two", () => {
    const mixed = { _tag: "MixedCurrencies", left: eur, right: jpy } as const
    assert.deepStrictEqual(addMoney(money(150, eur), money(-50n, eur)), Result.succeed(money(100, eur)))
    assert.deepStrictEqual(addMoney(money(1, eur), money(1, jpy)), Result.fail(mixed))
    assert.deepStrictEqual(compareMoney(money(1, eur), money(1, jpy)), Result.fail(mixed))
    assert.deepStrictEqual(
      [compareMoney(money(1, eur), money(2, eur)), compareMoney(money(2, eur), money(2, eur))],
      [Result.succeed(-1 as const), Result.succeed(0 as const)]
    )
    assert.deepStrictEqual(negateMoney(money(5, eur)), money(-5, eur))
  })

  it("is written with the decimals of its currency", () => {
    assert.deepStrictEqual(
      [money(-5, eur), money(1234, eur), money(500, jpy), money(-12, kwd), money(0, eur)].map(formatMoney),
      ["-0.05 EUR", "12.34 EUR", "500 JPY", "-0.012 KWD", "0.00 EUR"]
    )
  })

  it("comes back from its stored form, however large", () => {
    fc.assert(
      fc.property(amount, (minor) => {
        const json = JSON.parse(JSON.stringify(moneyToJson(money(minor, eur)))) as unknown
        assert.deepStrictEqual(moneyFromJson(Schema.decodeUnknownSync(MoneyJson)(json)), money(minor, eur))
      })
    )
  })

  it("has one stored form only", () => {
    for (const amountMinor of ["-0", "007", "1.0", "", "1e3", 5]) {
      assert.isTrue(Result.isFailure(Schema.decodeUnknownResult(MoneyJson)({ currency: "EUR", amountMinor })))
    }
  })
})

describe("money from text", () => {
  it("takes a point or a comma", () => {
    const minor = (text: string, currency = eur) => value(parseMoney(text, currency)).amountMinor
    assert.deepStrictEqual(
      ["12.34", "12,3", "+7", "-0.05", "1.2000"].map((text) => minor(text)),
      [1234n, 1230n, 700n, -5n, 120n]
    )
    assert.deepStrictEqual([minor("500", jpy), minor("500.0", jpy), minor("1.234", kwd)], [500n, 500n, 1234n])
  })

  it("refuses what is no number and what has no coin", () => {
    for (const text of ["", ".", "1.", ".5", "1,234.5", "1e3", "NaN", "٣", " 1", "--1", "9".repeat(41)]) {
      const parsed = parseMoney(text, eur)
      assert(Result.isFailure(parsed) && parsed.failure._tag === "NotADecimalNumber", text)
    }
    assert.deepStrictEqual(
      parseMoney("1.005", eur),
      Result.fail({ _tag: "TooManyDecimals", text: "1.005", currency: eur, decimals: 2 })
    )
  })

  it("rounds surplus decimals half to even when told so", () => {
    const rounded = (text: string) => value(parseMoney(text, eur, "roundHalfEven")).amountMinor
    assert.deepStrictEqual(["1.005", "1.015", "1.0051", "1.0049999", "-1.015", "957.5775"].map(rounded), [
      100n,
      102n,
      101n,
      100n,
      -102n,
      95758n
    ])
  })

  it("is the amount that was written", () => {
    fc.assert(
      fc.property(amount, fc.constantFrom(eur, jpy, kwd), (minor, currency) => {
        const text = formatMoney(money(minor, currency)).split(" ")[0] as string
        assert.deepStrictEqual(parseMoney(text, currency), Result.succeed(money(minor, currency)))
      })
    )
  })
})

describe("an allocation", () => {
  it("gives the residue to the largest fractions, the first of equals first, and says so", () => {
    const allocation = value(allocateMoney(money(100, eur), [1, 1, 1]))
    assert.deepStrictEqual(allocation.parts, [money(34, eur), money(33, eur), money(33, eur)])
    assert.deepStrictEqual(allocation.residues, [1n, 0n, 0n])
    const uneven = value(allocateMoney(money(10, eur), [1, 5, 0]))
    assert.deepStrictEqual(uneven.parts, [money(2, eur), money(8, eur), money(0, eur)])
  })

  it("conserves the total, stays within one unit of the exact share and mirrors for a debt", () => {
    fc.assert(
      fc.property(amount, weights, (minor, shares) => {
        const { parts, residues } = value(allocateMoney(money(minor, eur), shares))
        const sum = BigInt(shares.reduce((a, b) => a + b, 0))
        assert.strictEqual(
          parts.reduce((total, part) => total + part.amountMinor, 0n),
          minor
        )
        for (const [index, share] of shares.entries()) {
          const part = parts[index]?.amountMinor ?? 0n
          const off = part * sum - minor * BigInt(share)
          assert.isTrue(off < sum && off > -sum)
          assert.strictEqual(part - (residues[index] ?? 0n), (minor * BigInt(share)) / sum)
          if (share === 0) assert.strictEqual(part, 0n)
        }
        const debt = value(allocateMoney(money(-minor, eur), shares))
        assert.deepStrictEqual(debt.parts, parts.map(negateMoney))
      })
    )
  })

  it("is refused without somebody to give to", () => {
    assert.deepStrictEqual(allocateMoney(money(1, eur), []), Result.fail({ _tag: "NothingToAllocateTo" }))
    assert.deepStrictEqual(allocateMoney(money(1, eur), [0, 0]), Result.fail({ _tag: "AllWeightsAreZero" }))
    assert.deepStrictEqual(
      allocateMoney(money(1, eur), [1, -2, 0.5]),
      Result.fail({ _tag: "WeightIsNoCount", index: 1, weight: -2 })
    )
  })
})
