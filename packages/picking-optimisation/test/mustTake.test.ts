import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { type ChoiceGains, mustTake } from "@stowage/picking-optimisation/scattered/mustTake"

/** Units of each of two SKUs that a choice takes, by sub-aisle. */
type Takes = ReadonlyArray<ReadonlyArray<readonly [number, number]>>

/** Each choice takes what the one before it in its sub-aisle does, and so much more. */
const gainsOf = (more: Takes, stock: ReadonlyArray<readonly [number, number]>, demand: ReadonlyArray<number>) => {
  const choices = more.flatMap((takes) => takes.map((units, index) => ({ units, isFirst: index === 0 })))
  const gains = choices.map(({ units }) => units.flatMap((count, sku) => (count > 0 ? [{ sku, count }] : [])))
  const counted = (lengths: ReadonlyArray<number>): ReadonlyArray<number> => {
    const sums = [0]
    for (const length of lengths) sums.push((sums.at(-1) as number) + length)
    return sums
  }
  return {
    demand,
    first: counted(more.map(({ length }) => length)),
    parent: choices.map(({ isFirst }, choice) => (isFirst ? -1 : choice - 1)),
    gainFirst: counted(gains.map(({ length }) => length)),
    gainSku: gains.flat().map(({ sku }) => sku),
    gainUnits: gains.flat().map(({ count }) => count),
    stock: stock.map((units) => Float64Array.from(units))
  } satisfies ChoiceGains
}

/** Every way to walk all sub-aisles that takes enough: of each the number of its choice there, or -1. */
const waysOf = (more: Takes, demand: ReadonlyArray<number>): ReadonlyArray<ReadonlyArray<number>> => {
  const takenBy = (subAisle: number, choice: number, sku: 0 | 1): number =>
    (more[subAisle] ?? []).slice(0, choice + 1).reduce((sum, units) => sum + units[sku], 0)
  const ways = more.reduce<ReadonlyArray<ReadonlyArray<number>>>(
    (found, takes) => found.flatMap((way) => [-1, ...takes.keys()].map((choice) => [...way, choice])),
    [[]]
  )
  const isEnough = (way: ReadonlyArray<number>, sku: 0 | 1): boolean =>
    way.reduce((sum, choice, subAisle) => sum + takenBy(subAisle, choice, sku), 0) >= (demand[sku] as number)
  return ways.filter((way) => isEnough(way, 0) && isEnough(way, 1))
}

const Units = fc.tuple(fc.nat(2), fc.nat(2))
const Choices = fc.array(fc.array(Units, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })

/** What the last choice of each sub-aisle takes is all that is there. */
const stockOf = (more: Takes) =>
  more.map((takes) =>
    takes.reduce<readonly [number, number]>(([one, two], units) => [one + units[0], two + units[1]], [0, 0])
  )

describe("what must be taken because the others have too little", () => {
  it("never rules out a walk that takes enough", () => {
    const property = fc.property(Choices, Units, (more, demand) => {
      const gains = gainsOf(more, stockOf(more), demand)
      const { allowed, mayPass } = mustTake(gains)
      for (const way of waysOf(more, demand)) {
        for (const [subAisle, choice] of way.entries()) {
          const isKept = choice < 0 ? mayPass[subAisle] : allowed[(gains.first[subAisle] as number) + choice]
          assert.strictEqual(isKept, 1)
        }
      }
    })
    fc.assert(property, { numRuns: 500 })
  })

  it("rules out every choice and every passing by that leaves one SKU short whatever the others take", () => {
    const property = fc.property(Choices, fc.nat(6), (more, units) => {
      const single = more.map((takes) => takes.map(([one]): readonly [number, number] => [one, 0]))
      const gains = gainsOf(single, stockOf(single), [units, 0])
      const { allowed, mayPass } = mustTake(gains)
      const ways = waysOf(single, [units, 0])
      fc.pre(ways.length > 0)
      for (const [subAisle, takes] of single.entries()) {
        assert.strictEqual(mayPass[subAisle], ways.some((way) => way[subAisle] === -1) ? 1 : 0)
        for (const choice of takes.keys()) {
          const isUsed = ways.some((way) => way[subAisle] === choice)
          assert.strictEqual(allowed[(gains.first[subAisle] as number) + choice], isUsed ? 1 : 0)
        }
      }
    })
    fc.assert(property, { numRuns: 500 })
  })
})
