import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { type LocationId, type Sku } from "@stowage/kernel/Ids"
import { type Random, random } from "@stowage/kernel/Random"
import { crossWalks } from "@stowage/picking-optimisation/scattered/crossWalks"
import { copyWalk, type KeptWalk, noWalk } from "@stowage/picking-optimisation/scattered/KeptWalk"
import { KeptWalks } from "@stowage/picking-optimisation/scattered/KeptWalks"
import { fetchAlong, fetchingAlong } from "@stowage/picking-optimisation/scattered/fetchAlong"
import { type ThroughWalk } from "@stowage/picking-optimisation/scattered/ThroughWalk"
import { blocks } from "./blocks.ts"
import { ScatteredProblems, walkOver } from "./scatteredProblems.ts"

const OverOneBlock = ScatteredProblems.filter(({ floor }) => floor.crossAisleYMm.length === 2)

const atMm = (walk: KeptWalk, mm: number): KeptWalk => ({ ...walk, mm })

/** A walk through two aisles, or none, that has nothing missing. */
const anyWalk = (walk: ThroughWalk, chance: Random): KeptWalk => {
  const marked = new Uint8Array(walk.columns)
  if (walk.columns > 1 && chance.next() < 0.7) {
    const one = chance.int(walk.columns)
    marked[one] = 1
    marked[(one + 1 + chance.int(walk.columns - 1)) % walk.columns] = 1
  }
  walk.goThrough(marked, -chance.int(2))
  fetchAlong(fetchingAlong(walk))
  return kept(walk)
}

const kept = (walk: ThroughWalk): KeptWalk => {
  const copy = noWalk(walk)
  copyWalk(walk, copy)
  return copy
}

/** A walk through these of so many aisles without stock, between them along the back where the pair's bit is 1. */
const through = (walk: ThroughWalk, aisles: ReadonlyArray<number>, rows: number): KeptWalk => {
  walk.goThrough(
    Uint8Array.from({ length: walk.columns }, (_, column) => (aisles.includes(column) ? 1 : 0)),
    rows
  )
  return kept(walk)
}

describe("crossing two walks", () => {
  it("goes and takes as one before a column and as the other from it on, wherever it comes", () => {
    fc.assert(
      fc.property(OverOneBlock, fc.nat(), (problem, seed) => {
        const { walk } = walkOver(problem)
        const chance = random(seed)
        const [left, right] = [anyWalk(walk, chance), anyWalk(walk, chance)]
        if (!crossWalks(walk, [left, right], chance, new Uint8Array(walk.columns))) return
        const goesAs = ({ isThrough, taken }: KeptWalk, column: number): boolean =>
          walk.isThrough[column] === isThrough[column] &&
          [column, walk.columns + column].every((corner) =>
            walk.reachMm[corner] === Number.POSITIVE_INFINITY
              ? walk.taken[corner] === 0
              : walk.taken[corner] === taken[corner]
          )
        const columns = Array.from({ length: walk.columns }, (_, column) => column)
        const isSplit = columns.some((at) => columns.every((column) => goesAs(column < at ? left : right, column)))
        assert.isTrue(isSplit, "it goes as the left one up to a column, and then as the right one")
        assert.strictEqual(walk.isThrough.reduce((sum, each) => sum + each, 0) % 2, 0)
      })
    )
  })

  it("makes of a walk and itself the same walk", () => {
    fc.assert(
      fc.property(OverOneBlock, fc.nat(), (problem, seed) => {
        const { walk } = walkOver(problem)
        const chance = random(seed)
        const one = anyWalk(walk, chance)
        if (!crossWalks(walk, [one, one], chance, new Uint8Array(walk.columns))) return
        assert.deepStrictEqual([walk.short, walk.mm.toFixed(6)], [0, one.mm.toFixed(6)])
      })
    )
  })

  it("goes along the cross-aisle that the walk it goes as does, however many aisles either goes through", () => {
    const { floor } = blocks(
      1,
      Array.from({ length: 12 }, () => [])
    )
    const candidates = Array.from({ length: 12 }, (_, aisle) => {
      return { location: `${aisle}@15` as LocationId, aisle, yMm: 15, sku: "S" as Sku, quantity: 1 }
    })
    const demands = [{ sku: "S" as Sku, quantity: 1 }]
    const { walk } = walkOver({ floor, depot: { aisle: 0, crossAisle: 0 }, demands, candidates })
    // Between the aisles of a pair either cross-aisle is walked once; between pairs one of them twice, by its bit.
    const few = through(walk, [1, 2, 8, 9, 10, 11], 0b0110)
    const many = through(walk, [1, 2, 3, 4, 6, 7, 10, 11], 0b0100)
    const rowBehind = (one: KeptWalk, aisle: number): number | undefined => {
      const count = one.isThrough.subarray(0, aisle + 1).reduce((sum, each) => sum + each, 0)
      return count % 2 === 0 ? (one.rows >> (count >> 1)) & 1 : undefined
    }
    let crossings = 0
    for (const [left, right] of [
      [few, many],
      [many, few]
    ] as const) {
      for (let seed = 0; seed < 50; seed++) {
        if (!crossWalks(walk, [left, right], random(seed), new Uint8Array(12))) continue
        crossings++
        const crossed = kept(walk)
        const isCrossedAt = (at: number): boolean =>
          Array.from(crossed.isThrough).every((mark, aisle) => {
            const from = aisle < at ? left : right
            return (
              mark === from.isThrough[aisle] && (mark === 0 || rowBehind(crossed, aisle) === rowBehind(from, aisle))
            )
          })
        assert.isTrue(
          Array.from({ length: 12 }, (_, at) => at).some(isCrossedAt),
          `through ${crossed.isThrough.join("")}, rows ${crossed.rows.toString(2)}`
        )
      }
    }
    assert.isAbove(crossings, 20)
  })
})

describe("the best walks kept", () => {
  it("are those of least length, none twice", () => {
    fc.assert(
      fc.property(OverOneBlock, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (problem, lengths) => {
        const { walk } = walkOver(problem)
        const bests = new KeptWalks(3)
        for (const mm of lengths) bests.keep(atMm(noWalk(walk), mm), walk)
        const least = [...new Set(lengths)].sort((one, other) => one - other).slice(0, 3)
        const chance = random(1)
        const drawn = new Set(Array.from({ length: 200 }, () => bests.any(chance).mm))
        assert.deepStrictEqual(
          [...drawn].sort((one, other) => one - other),
          least
        )
      })
    )
  })
})
