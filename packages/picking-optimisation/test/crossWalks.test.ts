import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { random } from "@stowage/kernel/Random"
import { crossWalks } from "@stowage/picking-optimisation/scattered/crossWalks"
import { copyWalk, type KeptWalk, noWalk } from "@stowage/picking-optimisation/scattered/KeptWalk"
import { KeptWalks } from "@stowage/picking-optimisation/scattered/KeptWalks"
import { fetchAlong, fetchingAlong } from "@stowage/picking-optimisation/scattered/fetchAlong"
import { ScatteredProblems, walkOver } from "./scatteredProblems.ts"

const OverOneBlock = ScatteredProblems.filter(({ floor }) => floor.crossAisleYMm.length === 2)

const atMm = (walk: KeptWalk, mm: number): KeptWalk => ({ ...walk, mm })

describe("crossing two walks", () => {
  it("goes as one before a column and as the other from it on, through an even number of aisles", () => {
    fc.assert(
      fc.property(OverOneBlock, fc.nat(), (problem, seed) => {
        const { walk } = walkOver(problem)
        const chance = random(seed)
        const fetching = fetchingAlong(walk)
        const [left, right] = [0, 1].map(() => {
          const marked = new Uint8Array(walk.columns)
          if (walk.columns > 1 && chance.next() < 0.7) {
            const one = chance.int(walk.columns)
            marked[one] = 1
            marked[(one + 1 + chance.int(walk.columns - 1)) % walk.columns] = 1
          }
          walk.goThrough(marked, -chance.int(2))
          fetchAlong(fetching)
          const kept = noWalk(walk)
          copyWalk(walk, kept)
          return kept
        }) as [KeptWalk, KeptWalk]
        if (!crossWalks(walk, [left, right], chance, new Uint8Array(walk.columns))) return
        const goesAs = ({ isThrough, taken }: KeptWalk, column: number): boolean =>
          walk.isThrough[column] === isThrough[column] &&
          [column, walk.columns + column].every(
            (corner) => walk.taken[corner] === taken[corner] || walk.taken[corner] === 0
          )
        const columns = Array.from({ length: walk.columns }, (_, column) => column)
        const isSplit = columns.some((at) => columns.every((column) => goesAs(column < at ? left : right, column)))
        assert.isTrue(isSplit, "it goes as the left one up to a column, and then as the right one")
        assert.strictEqual(walk.isThrough.reduce((sum, each) => sum + each, 0) % 2, 0)
      })
    )
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
