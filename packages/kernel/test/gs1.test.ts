import * as fc from "fast-check"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { assert, describe, it } from "vitest"
import { Gln } from "@stowage/kernel/Gln"
import { gs1CheckDigit, hasGs1CheckDigit } from "@stowage/kernel/gs1CheckDigit"
import { Gtin, GtinFromText } from "@stowage/kernel/Gtin"
import { Sscc, ssccOf } from "@stowage/kernel/Sscc"

const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`))

describe("the GS1 check digit", () => {
  it("is the one of the examples in the GS1 General Specifications", () => {
    assert.strictEqual(gs1CheckDigit("629104150021"), 3) // GTIN-13, section 7.9.1
    assert.strictEqual(gs1CheckDigit("37610425002123456"), 9) // SSCC of the same section
  })

  it("finds every single wrong digit", () => {
    fc.assert(
      fc.property(digits(13), fc.nat(13), fc.integer({ min: 1, max: 9 }), (body, position, shift) => {
        const key = `${body}${gs1CheckDigit(body)}`
        const wrong = (Number(key[position]) + shift) % 10
        assert.isTrue(hasGs1CheckDigit(key))
        assert.isFalse(hasGs1CheckDigit(`${key.slice(0, position)}${wrong}${key.slice(position + 1)}`))
      })
    )
  })

  it("finds neighbours swapped unless they differ by 5", () => {
    fc.assert(
      fc.property(digits(13), fc.nat(12), (body, position) => {
        const key = `${body}${gs1CheckDigit(body)}`
        const [left, right] = [key[position] as string, key[position + 1] as string]
        const gap = Math.abs(Number(left) - Number(right))
        fc.pre(gap !== 0 && gap !== 5)
        assert.isFalse(hasGs1CheckDigit(`${key.slice(0, position)}${right}${left}${key.slice(position + 2)}`))
      })
    )
  })

  it("says no to what is no number, and throws where a caller did not look", () => {
    for (const key of ["", "5", "12a4", "١٢٣٤", " 12"]) assert.isFalse(hasGs1CheckDigit(key))
    assert.throws(() => gs1CheckDigit("12a"), /Expected digits only, got "12a"/)
  })
})

describe("keys at the door", () => {
  it("make 14 digits of every length of GTIN", () => {
    const decode = Schema.decodeUnknownSync(GtinFromText)
    assert.strictEqual(decode("96385074"), "00000096385074")
    assert.strictEqual(decode("036000291452"), "00036000291452")
    assert.strictEqual(decode("6291041500213"), "06291041500213")
    assert.strictEqual(decode("10614141000415"), "10614141000415")
    assert.strictEqual(Schema.encodeSync(GtinFromText)("00036000291452" as Gtin), "00036000291452")
  })

  it("say what was expected", () => {
    const message = (schema: typeof Gtin | typeof Gln | typeof Sscc | typeof GtinFromText, text: unknown): string => {
      const decoded = Schema.decodeUnknownResult(schema)(text)
      return Result.isFailure(decoded) ? decoded.failure.message : "decoded"
    }
    assert.include(message(GtinFromText, "123456789"), "8, 12, 13 or 14 digits")
    assert.include(message(GtinFromText, "6291041500214"), "check digit of the first thirteen")
    assert.include(message(Gtin, "6291041500213"), "14 digits")
    assert.include(message(Gln, "5412345000014"), "check digit of the first twelve")
    assert.include(message(Gln, 5), "string")
    assert.include(message(Sscc, "376104250021234560"), "check digit of the first seventeen")
    assert.strictEqual(message(Gln, "5412345000013"), "decoded")
  })
})

describe("an SSCC", () => {
  it("is made of extension, company prefix and serial reference", () => {
    assert.deepStrictEqual(ssccOf(3, "7610425", 2123456), Result.succeed("376104250021234569" as Sscc))
  })

  it("is always 18 digits that the door lets in, and different for different serials", () => {
    fc.assert(
      fc.property(
        fc.nat(9),
        fc.integer({ min: 4, max: 12 }).chain(digits),
        fc.nat(9998),
        (extension, prefix, serial) => {
          const [one, next] = [ssccOf(extension, prefix, serial), ssccOf(extension, prefix, serial + 1)]
          assert(Result.isSuccess(one) && Result.isSuccess(next))
          assert.strictEqual(Schema.decodeUnknownSync(Sscc)(one.success), one.success)
          assert.notStrictEqual(one.success, next.success)
        }
      )
    )
  })

  it("is refused where its parts do not fit, saying how many serials there are", () => {
    assert.deepStrictEqual(ssccOf(10, "x", -1), Result.fail({ _tag: "ExtensionIsNoDigit", extension: 10 }))
    assert.deepStrictEqual(
      ssccOf(0, "761", -1),
      Result.fail({ _tag: "CompanyPrefixHasNot4To12Digits", companyPrefix: "761" })
    )
    assert.deepStrictEqual(
      ssccOf(0, "123456789012", 10_000),
      Result.fail({ _tag: "SerialReferenceOutOfRange", serialReference: 10_000, largest: 9999 })
    )
    assert.isTrue(Result.isSuccess(ssccOf(0, "123456789012", 9999)))
  })
})
