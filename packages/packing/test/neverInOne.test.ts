import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { benchFor } from "@stowage/packing/cartons/benchFor"
import { boundByTypes } from "@stowage/packing/cartons/boundByTypes"
import { fit } from "@stowage/packing/cartons/fit"
import { neverInOne } from "@stowage/packing/cartons/neverInOne"
import type { CartonType, PackItem } from "@stowage/packing/problem/PackingProblem"
import { sketchCartons, sketchItems } from "@stowage/packing/cartons/sketch"
import { solve } from "@stowage/packing/cartons/pack"
import * as Result from "effect/Result"

const stop = (): boolean => false
const never = (items: ReadonlyArray<PackItem>, carton: CartonType): boolean =>
  neverInOne(benchFor({ items, cartons: [carton], objective: "leastVolume" }, [carton], { seed: 0, stop }), 0)

type Sides = readonly [number, number, number]

/** Cuts the largest piece across again and again: what comes out goes in the whole, by putting it together again. */
const cutUp = (whole: Sides, cuts: ReadonlyArray<readonly [axis: 0 | 1 | 2, at: number]>): ReadonlyArray<Sides> => {
  const pieces: Array<Sides> = [whole]
  for (const [axis, at] of cuts) {
    pieces.sort((a, b) => b[0] * b[1] * b[2] - a[0] * a[1] * a[2])
    const [piece] = pieces
    if (piece === undefined || piece[axis] < 2) continue
    const side = 1 + (at % (piece[axis] - 1))
    const cutAt = (mm: number): Sides => [
      axis === 0 ? mm : piece[0],
      axis === 1 ? mm : piece[1],
      axis === 2 ? mm : piece[2]
    ]
    pieces.splice(0, 1, cutAt(side), cutAt(piece[axis] - side))
  }
  return pieces
}

describe("what never goes in one carton", () => {
  it("is none that was cut out of the carton, however it is turned", () => {
    const side = fc.integer({ min: 3, max: 12 })
    const cuts = fc.array(fc.tuple(fc.constantFrom(0 as const, 1 as const, 2 as const), fc.nat(11)), {
      minLength: 1,
      maxLength: 9
    })
    fc.assert(
      fc.property(side, side, side, cuts, (length, width, height, drawn) => {
        const pieces = cutUp([length, width, height], drawn)
        const alike = new Map<string, number>()
        for (const piece of pieces) {
          const sides = piece.toSorted((a, b) => a - b).join("×")
          alike.set(sides, (alike.get(sides) ?? 0) + 1)
        }
        const text = [...alike].map(([sides, quantity], index) => `${quantity}×i${index} ${sides} 1g`)
        const [carton] = sketchCartons(`C ${length}×${width}×${height} 999g`)
        assert.isFalse(never(sketchItems(text.join()), carton!))
      }),
      { numRuns: 500 }
    )
  })

  it("is known of three slabs of which two fill the height, without any search", () => {
    const [carton] = sketchCartons("C 10×10×10 99g")
    assert.isTrue(never(sketchItems("3×slab 8×8×4 1g"), carton!))
    assert.deepStrictEqual(fit(sketchItems("3×slab 8×8×4 1g"), carton!), { _tag: "NoArrangementFound", proved: true })
  })

  it("leaves out of shapes what nests", () => {
    const [carton] = sketchCartons("C 10×10×10 99g")
    assert.isFalse(
      never(
        sketchItems("3×cup 8×8×5 1g upright").map((item) => ({ ...item, nestMm: 1 })),
        carton!
      )
    )
  })

  it("proves a plan of the next larger carton, which volume alone does not", () => {
    const items = sketchItems("3×slab 8×8×4 1g")
    const cartons = sketchCartons("S 10×10×10 99g, L 10×10×12 99g")
    assert.isAtMost(3 * 8 * 8 * 4, 1000)
    const outcome = Result.getOrThrow(solve({ items, cartons, objective: "fewestThenSmallest" }, { seed: 1, stop }))
    assert.deepStrictEqual(
      outcome.plan.cartons.map(({ carton }) => carton),
      ["L"]
    )
    assert.strictEqual(outcome.stoppedBy, "proved")
  })
})

describe("the bound once there is a plan", () => {
  const bound = (items: string, cartons: string, cost: number): number => {
    const problem = { items: sketchItems(items), cartons: sketchCartons(cartons), objective: "leastVolume" } as const
    return boundByTypes(benchFor(problem, problem.cartons, { seed: 0, stop }), 1, cost)
  }

  it("is the cheapest type that may take the whole order", () =>
    assert.strictEqual(bound("2×cube 5×5×5 1g", "S 10×5×5 9g, L 20×20×20 9g", 8000), 250))

  it("is the plan's cost where nothing cheaper takes it, and never above it", () => {
    assert.strictEqual(bound("3×slab 8×8×4 1g", "S 10×10×10 9g, L 10×10×12 9g", 1200), 1200)
    assert.strictEqual(bound("2×cube 5×5×5 1g", "S 10×5×5 9g, L 20×20×20 9g", 240), 240)
  })

  it("is two of the cheapest where no single carton costs less", () =>
    assert.strictEqual(bound("3×slab 8×8×4 1g", "S 10×10×10 9g, L 20×20×20 9g", 3000), 2000))
})
