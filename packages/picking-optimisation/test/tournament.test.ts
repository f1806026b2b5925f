import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { Tournament } from "@stowage/picking-optimisation/scattered/Tournament"

/** The first of those of least value. */
const firstOfLeast = (values: ReadonlyArray<number>): number => values.indexOf(Math.min(...values))

const value = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constant(Number.POSITIVE_INFINITY))

describe("a tournament", () => {
  it("is won by the first of those of least value, whoever's value changes", () => {
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 40 }),
        fc.array(fc.tuple(fc.nat(), value), { maxLength: 40 }),
        (first, changes) => {
          const values = [...first]
          const tournament = new Tournament(values.length)
          tournament.value.set(values)
          tournament.playAll()
          assert.strictEqual(tournament.winner, firstOfLeast(values))
          for (const [at, changed] of changes) {
            const contestant = at % values.length
            values[contestant] = changed
            tournament.value[contestant] = changed
            tournament.play(contestant)
            assert.strictEqual(tournament.winner, firstOfLeast(values))
          }
        }
      )
    )
  })
})
