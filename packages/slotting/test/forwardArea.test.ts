import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import type { Sku } from "@stowage/kernel/Ids"
import { sumOfCharges } from "@stowage/kernel/Outcome"
import { whenExhausted } from "@stowage/kernel/Stop"
import { faceMinMax, refillDemandText } from "@stowage/slotting/forward/faceMinMax"
import {
  forwardCharges,
  forwardRefusalText,
  forwardViolations,
  type ForwardProblem,
  type ForwardSku
} from "@stowage/slotting/forward/ForwardArea"
import { equalSpace, equalTime, restocksPerDay, squareRootOfFlow } from "@stowage/slotting/forward/shareSpace"
import { solveForwardArea } from "@stowage/slotting/forward/solveForwardArea"
import * as Result from "effect/Result"

const options = { seed: 0, stop: whenExhausted }
const flows = (...flow: ReadonlyArray<number>): ReadonlyArray<ForwardSku> =>
  flow.map((flowMm3PerDay, at) => ({ sku: `s${at}` as Sku, picksPerDay: 1, flowMm3PerDay }))
const anyFlows = fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 8 })

/** The fewest restocks, by moving room from one SKU to another as long as that helps. */
const numericOptimum = (skus: ReadonlyArray<ForwardSku>, volumeMm3: number): number => {
  const rooms = skus.map(({ leastMm3 = 0 }) => leastMm3)
  rooms[0]! += volumeMm3 - rooms.reduce((sum, room) => sum + room, 0)
  const restocks = (at: number, room: number): number => skus[at]!.flowMm3PerDay / room
  for (let step = volumeMm3 / 4; step > volumeMm3 * 1e-7; step /= 2) {
    for (let helped = true; helped;) {
      helped = false
      for (const from of skus.keys()) {
        for (const to of skus.keys()) {
          const [less, more] = [rooms[from]! - step, rooms[to]! + step]
          if (from === to || less <= (skus[from]!.leastMm3 ?? 0) || more > (skus[to]!.mostMm3 ?? Infinity)) continue
          const before = restocks(from, rooms[from]!) + restocks(to, rooms[to]!)
          if (restocks(from, less) + restocks(to, more) >= before - 1e-12) continue
          rooms[from] = less
          rooms[to] = more
          helped = true
        }
      }
    }
  }
  return rooms.reduce((sum, room, at) => sum + restocks(at, room), 0)
}

describe("room by the square root of flow", () => {
  it("gives a SKU with four times the flow twice the room", () => {
    assert.deepStrictEqual(
      squareRootOfFlow(flows(400, 100), 300)?.map(({ volumeMm3 }) => Math.round(volumeMm3)),
      [200, 100]
    )
  })

  it("restocks at most as often as equal space and equal time, which restock equally often", () =>
    fc.assert(
      fc.property(anyFlows, fc.integer({ min: 1, max: 1000 }), (flow, volume) => {
        const skus = flows(...flow)
        const best = restocksPerDay(skus, squareRootOfFlow(skus, volume)!)
        const [space, time] = [
          restocksPerDay(skus, equalSpace(skus, volume)),
          restocksPerDay(skus, equalTime(skus, volume))
        ]
        assert.isAtMost(best, space * (1 + 1e-9))
        assert.isAtMost(best, time * (1 + 1e-9))
        assert.approximately(space, time, 1e-9 * space)
      })
    ))

  it("is within 1 % of the fewest restocks that a numeric search finds, also between least and most", () =>
    fc.assert(
      fc.property(
        anyFlows,
        fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 8, maxLength: 8 }),
        (flow, bounds) => {
          const skus = flows(...flow).map((sku, at) => ({
            ...sku,
            leastMm3: bounds[at]! * 5,
            mostMm3: at === 0 ? Infinity : 60 + 20 * bounds[at]!
          }))
          const best = restocksPerDay(skus, squareRootOfFlow(skus, 600)!)
          assert.isAtMost(best, 1.01 * numericOptimum(skus, 600))
        }
      ),
      { numRuns: 50 }
    ))

  it("is refused where the least of all together is more than there is", () =>
    assert.isUndefined(
      squareRootOfFlow(
        flows(1, 1).map((sku) => ({ ...sku, leastMm3: 6 })),
        11
      )
    ))
})

const measure = fc.integer({ min: 0, max: 40 })
const anyArea: fc.Arbitrary<ForwardProblem> = fc.record({
  skus: fc.uniqueArray(
    fc.record(
      {
        sku: fc.constantFrom("a", "b", "c", "d", "e").map((name) => name as Sku),
        picksPerDay: measure,
        flowMm3PerDay: measure,
        caseMm3: fc.integer({ min: 1, max: 6 }),
        leastMm3: fc.integer({ min: 0, max: 6 }),
        mostMm3: measure
      },
      { requiredKeys: ["sku", "picksPerDay", "flowMm3PerDay"] }
    ),
    { selector: ({ sku }) => sku, maxLength: 5 }
  ),
  volumeMm3: fc.integer({ min: 1, max: 60 }),
  forwardPickMillis: fc.integer({ min: 0, max: 10 }),
  reservePickMillis: fc.integer({ min: 0, max: 40 }),
  restockMillis: fc.integer({ min: 0, max: 100 })
})

describe("a forward area", () => {
  it("takes the SKU of many picks and little flow, and leaves the other in reserve", () => {
    const problem: ForwardProblem = {
      skus: [
        { sku: "bolts" as Sku, picksPerDay: 100, flowMm3PerDay: 100 },
        { sku: "buckets" as Sku, picksPerDay: 20, flowMm3PerDay: 90_000 }
      ],
      volumeMm3: 1000,
      forwardPickMillis: 10_000,
      reservePickMillis: 30_000,
      restockMillis: 60_000
    }
    const { cost, plan, stoppedBy } = Result.getOrThrow(solveForwardArea(problem, options))
    assert.deepStrictEqual(
      plan.faces.map(({ sku }) => sku),
      ["bolts"]
    )
    assert.approximately(cost, 100 * 10_000 + 0.1 * 60_000 + 20 * 30_000, 1)
    assert.strictEqual(stoppedBy, "proved")
  })

  it("holds whole cases between least and most, costs what it is charged, and never less than its bound", () =>
    fc.assert(
      fc.property(anyArea, (problem) => {
        const { bound, charges, cost, plan } = Result.getOrThrow(solveForwardArea(problem, options))
        assert.deepStrictEqual(forwardViolations(problem, plan), [])
        assert.approximately(cost, sumOfCharges(charges), 1e-9 * cost)
        assert.isAtMost(bound, cost)
        for (const { caseMm3 = 1, leastMm3 = 0, mostMm3 = Infinity, sku } of problem.skus) {
          // One face alone, of any number of cases, is a plan as well.
          for (let cases = Math.max(1, Math.ceil(leastMm3 / caseMm3)); cases * caseMm3 <= problem.volumeMm3; cases++) {
            const alone = { faces: [{ sku, volumeMm3: cases * caseMm3 }] }
            if (cases * caseMm3 > mostMm3) break
            assert.deepStrictEqual(forwardViolations(problem, alone), [])
            assert.isAtMost(bound, sumOfCharges(forwardCharges(problem, alone)) + 1e-6)
          }
        }
      }),
      { numRuns: 500 }
    ))

  it("is refused when a SKU comes twice", () => {
    const [sku] = flows(1)
    const area = { skus: [sku!, sku!], volumeMm3: 1, forwardPickMillis: 1, reservePickMillis: 1, restockMillis: 1 }
    const refused = solveForwardArea(area, options)
    assert.deepStrictEqual<unknown>(Result.isFailure(refused) && refused.failure, { _tag: "SkuTwice", sku: "s0" })
  })

  it("is refused with the SKU and the field that is wrong", () => {
    const [sku] = flows(-1)
    const refused = solveForwardArea(
      { skus: [sku!], volumeMm3: 1, forwardPickMillis: 1, reservePickMillis: 1, restockMillis: 1 },
      options
    )
    assert.isTrue(Result.isFailure(refused))
    if (Result.isFailure(refused)) {
      assert.strictEqual(forwardRefusalText(refused.failure), "SKU s0: expected flowMm3PerDay to be 0 to 10^15, got -1")
    }
  })
})

describe("minimum and maximum of a face", () => {
  it("cover what is picked until the refill comes, and are filled by whole cases", () => {
    const demand = { unitsPerDay: 20, unitsDeviation: 6, refillDays: 0.25, safetyFactor: 2, unitsPerCase: 12 }
    assert.deepStrictEqual(Result.getOrThrow(faceMinMax({ ...demand, faceUnits: 50 })), {
      safetyUnits: 6,
      minUnits: 11,
      maxUnits: 48
    })
    assert.strictEqual(Result.getOrThrow(faceMinMax({ ...demand, faceUnits: 20 })).maxUnits, 0)
  })
  it("are refused with the field that is wrong", () => {
    const demand = {
      unitsPerDay: 20,
      unitsDeviation: 6,
      refillDays: 1,
      safetyFactor: 2,
      unitsPerCase: 12,
      faceUnits: 50
    }
    const said = (wrong: Partial<typeof demand>): string => {
      const answer = faceMinMax({ ...demand, ...wrong })
      return Result.isFailure(answer) ? refillDemandText(answer.failure) : "taken"
    }
    assert.strictEqual(said({ unitsPerDay: Number.NaN }), "expected unitsPerDay to be 0 to 10^15, got NaN")
    assert.strictEqual(said({ refillDays: -1 }), "expected refillDays to be 0 to 10^15, got -1")
    assert.strictEqual(said({ unitsPerCase: 0 }), "expected unitsPerCase to be a whole number above 0, got 0")
    assert.strictEqual(said({ faceUnits: 1.5 }), "expected faceUnits to be a whole number, 0 or more, got 1.5")
    assert.strictEqual(said({ faceUnits: 0 }), "taken")
  })
})
