import type { LotId, Sku } from "@stowage/kernel/Ids"
import { deciderLaws } from "@stowage/testkit/deciderLaws"
import { instants } from "@stowage/testkit/generators"
import { describeLaws } from "@stowage/testkit/Law"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { type Lot, LotDecider, LotEvent, lotRecordId, type RegisterLot } from "@stowage/inventory/Lot"
import { day, instant, lot24, tea } from "./yard.ts"

const lot: Lot = { sku: tea, lot: lot24, receivedAt: instant(1), expiresOn: day("2026-12-31") }
const register = (more: Partial<Lot> = {}): RegisterLot => ({ _tag: "RegisterLot", ...lot, ...more })

const commands: fc.Arbitrary<RegisterLot> = fc
  .record({ receivedAt: instants, expiresOn: fc.constantFrom(day("2026-12-31"), day("2027-01-31"), undefined) })
  .map(({ expiresOn, receivedAt }) => ({
    _tag: "RegisterLot",
    sku: tea,
    lot: lot24,
    receivedAt,
    ...(expiresOn === undefined ? {} : { expiresOn })
  }))

describeLaws(
  "a lot",
  deciderLaws({ decider: LotDecider, event: LotEvent }, commands, {
    stories: [[register(), register({ receivedAt: instant(2) })]],
    oracle: {
      tell: ([first]) => [first?.receivedAt, first?.expiresOn],
      read: (known) => [known?.receivedAt, known?.expiresOn]
    }
  })
)

describe("registering a lot", () => {
  it("is done by its first receipt; a later one with the same expiry adds nothing", () => {
    assert.deepStrictEqual(
      LotDecider.decide(register(), undefined),
      Result.succeed([{ _tag: "LotRegistered", ...lot }] as const)
    )
    assert.deepStrictEqual(LotDecider.evolve(undefined, { _tag: "LotRegistered", ...lot }), lot)
    const nothing: ReadonlyArray<LotEvent> = []
    assert.deepStrictEqual(LotDecider.decide(register({ receivedAt: instant(9) }), lot), Result.succeed(nothing))
  })

  it("is refused when the lot is known with another expiry, or with none, naming both", () => {
    const refused = (known: Lot["expiresOn"], asked: Lot["expiresOn"]) =>
      Result.fail({ _tag: "LotExpiresOtherwise" as const, lot: lot24, known, asked })
    const other = day("2027-01-31")
    assert.deepStrictEqual(LotDecider.decide(register({ expiresOn: other }), lot), refused(lot.expiresOn, other))
    const { expiresOn: _, ...endless } = lot
    assert.deepStrictEqual(
      LotDecider.decide({ _tag: "RegisterLot", ...endless }, lot),
      refused(lot.expiresOn, undefined)
    )
    assert.deepStrictEqual(LotDecider.decide(register(), endless), refused(undefined, lot.expiresOn))
  })

  it("reads no expiry day that does not exist", () => {
    const stored = { _tag: "LotRegistered", ...lot, expiresOn: "2026-02-30" }
    const read = Schema.decodeUnknownResult(LotEvent)(stored)
    assert(Result.isFailure(read))
    assert.include(read.failure.message, "an existing date")
  })
})

describe("the id of a lot's record", () => {
  it("is of the SKU and the lot number, and no two lots share one", () => {
    const ids = fc.stringMatching(/^[A/#-]{1,4}$/)
    fc.assert(
      fc.property(ids, ids, ids, ids, (sku, number, otherSku, otherNumber) => {
        const [one, other] = [
          lotRecordId(sku as Sku, number as LotId),
          lotRecordId(otherSku as Sku, otherNumber as LotId)
        ]
        assert.strictEqual(one === other, sku === otherSku && number === otherNumber)
      }),
      { examples: [["A/A", "#", "A", "A/#"]] }
    )
  })
})
