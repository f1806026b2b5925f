import { accountParts } from "@stowage/kernel/Account"
import { fold } from "@stowage/kernel/Decider"
import type { Sku } from "@stowage/kernel/Ids"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { adjustStock } from "@stowage/inventory/adjustStock"
import { type AuditedCommit, rederive } from "@stowage/inventory/audit"
import type { Count, CountedStock, Variance } from "@stowage/inventory/Count"
import { CountDecider } from "@stowage/inventory/CountDecider"
import { moveStock, receiveStock } from "@stowage/inventory/moveStock"
import { stockAt } from "@stowage/inventory/stockAccounts"
import { at, instant, location, makeYard, mug, owner, site, task, tea, type Yard } from "./yard.ts"

const skus = [tea, mug]
const shelf = at("A1")

/** What the books say stands at the shelf, as of a position of the journal. */
const bookedAt = (commits: ReadonlyArray<AuditedCommit>, watermark: number): ReadonlyArray<CountedStock> =>
  [...rederive(commits.slice(0, watermark)).sums].flatMap(([account, { posted }]) => {
    const { lot, owner, place, sku, status } = accountParts(account)
    return place === shelf ? [{ owner, sku, lot, status, quantity: posted }] : []
  })

/** A count of the shelf that was asked for, looked at after `watermark`, and told when all of `commits` were in. */
const countOf = (
  commits: ReadonlyArray<AuditedCommit>,
  watermark: number,
  counted: ReadonlyArray<CountedStock>
): Count => {
  const asked = { task: task("c1"), site, location: location("A1"), reason: "scheduled" } as const
  const told = { counter: "ann", counted, watermark, booked: bookedAt(commits, watermark) }
  const commands = [
    { _tag: "RequestCount", ...asked, at: instant(0) },
    { _tag: "RecordCount", ...told, at: instant(0) }
  ] as const
  let count = CountDecider.initial
  for (const command of commands) {
    count = fold(CountDecider, Result.getOrThrow(CountDecider.decide(command, count)), count)
  }
  return count
}

const adjust = (yard: Yard, { booked, lot, owner, quantity, sku, status }: Variance): void => {
  const change = quantity > booked ? { gained: quantity - booked } : { lost: booked - quantity }
  const key = { owner, sku, lot, status }
  yard.post(adjustStock({ key, site, place: shelf, reason: "countVariance", ...change }, yard.promises(sku)))
}

/** Ten of each SKU on the shelf and in the dock. */
const stocked = (): Yard => {
  const yard = makeYard()
  for (const sku of skus) {
    for (const place of [shelf, at("DOCK")]) {
      yard.post(receiveStock({ owner, sku }, "leaf-ltd", site, place, 10, yard.promises(sku)))
    }
  }
  return yard
}

const onShelf = (yard: Yard, sku: Sku): number => yard.posted(stockAt({ owner, sku }, shelf))
const seen = (sku: Sku, quantity: number): CountedStock => ({ owner, sku, lot: "", status: "available", quantity })

describe("a count by watermark", () => {
  it("finds two missing though four were picked between the look and the telling", () => {
    const yard = stocked()
    const watermark = yard.commits.length
    const looked = [seen(tea, 8), seen(mug, 10)]
    yard.post([moveStock({ owner, sku: tea }, shelf, at("DOCK"), 4)])
    const { variances } = countOf(yard.commits, watermark, looked)
    assert.deepStrictEqual(variances, [{ ...seen(tea, 8), booked: 10 }])
    for (const variance of variances) adjust(yard, variance)
    assert.strictEqual(onShelf(yard, tea), 4)
    assert.deepStrictEqual(yard.audit(), [])
  })

  it("finds the same and mends the books the same, whatever moves before and after the look", () => {
    const moves = fc.array(fc.record({ sku: fc.constantFrom(...skus), units: fc.integer({ min: -2, max: 2 }) }), {
      maxLength: 8
    })
    const unbooked = fc.tuple(fc.integer({ min: -2, max: 3 }), fc.integer({ min: -2, max: 3 }))
    fc.assert(
      fc.property(moves, moves, unbooked, (before, after, [oddTea, oddMug]) => {
        const yard = stocked()
        const odd = (sku: Sku) => (sku === tea ? oddTea : oddMug)
        // Nobody takes from the shelf what is booked and not there.
        const carry = ({ sku, units }: { readonly sku: Sku; readonly units: number }): void => {
          const [from, to] = units > 0 ? [shelf, at("DOCK")] : [at("DOCK"), shelf]
          const there = yard.posted(stockAt({ owner, sku }, from)) - (from === shelf ? 2 : 0)
          const carried = Math.min(Math.abs(units), there)
          if (carried > 0) yard.post([moveStock({ owner, sku }, from, to, carried)])
        }
        before.forEach(carry)
        const watermark = yard.commits.length
        const looked = skus.map((sku) => seen(sku, onShelf(yard, sku) + odd(sku)))
        const atOnce = countOf(yard.commits, watermark, looked)
        after.forEach(carry)
        const later = countOf(yard.commits, watermark, looked)
        assert.deepStrictEqual(later, atOnce)
        assert.deepStrictEqual(
          later.variances.map(({ booked, quantity, sku }) => [sku, quantity - booked]),
          [
            [mug, oddMug],
            [tea, oddTea]
          ].filter(([, units]) => units !== 0)
        )
        const truth = skus.map((sku) => onShelf(yard, sku) + odd(sku))
        for (const variance of later.variances) adjust(yard, variance)
        assert.deepStrictEqual(
          skus.map((sku) => onShelf(yard, sku)),
          truth
        )
        assert.deepStrictEqual(yard.audit(), [])
      })
    )
  })
})
