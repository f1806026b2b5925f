import { assert, describe, it } from "vitest"
import { afterIterations, whenExhausted } from "@stowage/kernel/Stop"
import { describeLaws } from "@stowage/testkit/Law"
import { solverLaws } from "@stowage/testkit/solverLaws"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { random } from "@stowage/kernel/Random"
import { loadContainer } from "@stowage/packing/loads/loadContainer"
import { loadCharges, loadViolations, type LoadPlan, type LoadProblem } from "@stowage/packing/loads/LoadPlan"
import type { CartonType, PackItem } from "@stowage/packing/problem/PackingProblem"
import { sketchCartons, sketchItems } from "@stowage/packing/cartons/sketch"
import { drawLoad } from "./torture/drawLoad.ts"

const load = (
  items: string,
  container: string,
  change: Partial<LoadProblem> = {},
  each: Readonly<Record<string, Partial<PackItem>>> = {}
): LoadProblem => ({
  items: sketchItems(items).map((item) => ({ ...item, ...each[item.id] })),
  container: sketchCartons(container)[0]!,
  ...change
})
const solved = (problem: LoadProblem, iterations = 200) => {
  const outcome = Result.getOrThrow(loadContainer(problem, { seed: 1, stop: afterIterations(iterations) }))
  assert.deepStrictEqual(loadViolations(problem, outcome.plan), [])
  return outcome
}
const inside = (plan: LoadPlan): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {}
  for (const { item } of plan.placements) counts[item] = (counts[item] ?? 0) + 1
  return counts
}

describe("loadContainer", () => {
  it("packs what fills the container exactly, and calls it proved", () => {
    const outcome = solved(load("8×a 4×4×4 1g, 4×b 8×4×2 1g", "C 8×8×12 999g"))
    assert.deepStrictEqual(outcome.plan.left, [])
    assert.strictEqual(outcome.stoppedBy, "proved")
    assert.strictEqual(outcome.cost, 0)
  })

  it("leaves out what is worth least, and charges for it by item", () => {
    const values = { gold: { value: 90 }, tin: { value: 10 } }
    const { charges, cost, plan } = solved(load("2×tin 4×4×4 1g, gold 4×4×4 1g", "C 8×4×4 99g", {}, values))
    assert.deepStrictEqual(inside(plan), { gold: 1, tin: 1 })
    assert.deepStrictEqual(plan.left, [{ item: "tin", quantity: 1 }])
    assert.deepStrictEqual(charges, [{ reason: "left out", subject: "tin", amount: 10 }])
    assert.strictEqual(cost, 10)
  })

  it("packs nothing, and says so at once, when nothing goes in", () => {
    const { cost, plan, stoppedBy } = solved(load("a 9×9×9 1g", "C 8×8×8 9g"))
    assert.deepStrictEqual(plan, { placements: [], left: [{ item: "a", quantity: 1 }] })
    assert.deepStrictEqual([cost, stoppedBy], [729, "proved"])
  })

  it("keeps to the gross mass", () =>
    assert.deepStrictEqual(inside(solved(load("9×a 2×2×2 10g", "C 8×8×8 45g tare 5g")).plan), { a: 4 }))

  it("asks stop after each load it completes, and obeys", () => {
    let asked = 0
    const stop = (): boolean => ++asked === 3
    const answer = loadContainer(load("20×a 3×2×5 1g, 20×b 4×3×3 1g", "C 9×9×7 999g"), { seed: 1, stop })
    assert.strictEqual(Result.getOrThrow(answer).stoppedBy, "caller")
    assert.strictEqual(asked, 3)
  })

  it("never gets worse with more time", () => {
    const problem = load("40×a 3×2×5 1g, 40×b 4×3×3 1g, 40×c 6×2×3 1g", "C 19×17×13 999g")
    const costs = [1, 5, 25, 125].map((iterations) => solved(problem, iterations).cost)
    assert.deepStrictEqual(
      costs,
      costs.toSorted((a, b) => b - a)
    )
  })

  it("refuses what is ill-posed as `solve` does, but not what is too large", () => {
    const answer = loadContainer(load("a 0×9×9 1g", "C 8×8×8 9g"), { seed: 1, stop: whenExhausted })
    assert.isTrue(Result.isFailure(answer))
  })
})

describe("rules of a load", () => {
  it("stands no box on a fragile one, and as much on others as they bear", () => {
    const { plan } = solved(
      load("4×vase 4×4×4 10g, 8×box 4×4×4 10g", "C 8×8×12 999g", {}, { vase: { maxTopGrams: 0 } })
    )
    assert.deepStrictEqual(inside(plan), { vase: 4, box: 8 })
    const weak = load("6×a 4×4×4 10g", "C 8×4×12 999g", {}, { a: { maxTopGrams: 19 } })
    assert.deepStrictEqual(inside(solved(weak).plan), { a: 4 })
  })

  it("nests what nests", () => {
    const cups = load("9×cup 4×4×6 10g upright", "C 4×4×14 999g", {}, { cup: { nestMm: 1 } })
    assert.deepStrictEqual(inside(solved(cups).plan), { cup: 9 })
  })

  it("lets goods reach out over a pallet by the overhang", () => {
    const pallet: CartonType = { ...sketchCartons("P 8×8×4 999g")[0]!, overhangMm: { lengthMm: 1, widthMm: 1 } }
    assert.deepStrictEqual(inside(solved(load("4×a 5×5×4 1g", "P 8×8×4 1g", { container: pallet })).plan), { a: 4 })
  })

  it("loads for the last stop first, so that nothing is in the way", () => {
    const drops = { a: { drop: 1 }, b: { drop: 2 }, c: { drop: 3 } }
    const { plan } = solved(load("8×a 4×4×4 1g, 8×b 4×4×4 1g, 8×c 4×4×4 1g", "T 24×8×8 999g", {}, drops))
    assert.deepStrictEqual(inside(plan), { a: 8, b: 8, c: 8 })
  })

  it("unloads every truck in order, whatever the sizes and stops", () => {
    for (let seed = 0; seed < 60; seed++) {
      const chance = random(`truck ${seed}`)
      const side = (): number => 1 + chance.int(6)
      const items = Array.from({ length: 5 }, (_, index) => ({
        ...sketchItems(`${index} ${side()}×${side()}×${side()} 1g`)[0]!,
        quantity: 1 + chance.int(8),
        drop: 1 + chance.int(3)
      }))
      const [container] = sketchCartons(`T ${8 + chance.int(8)}×${5 + chance.int(6)}×${5 + chance.int(6)} 999g`)
      assert.isDefined(container)
      solved({ items, container, support: chance.pick(["full", "none"]) }, 3)
    }
  })

  it("takes a group wholly or not at all", () => {
    const set = { group: "set" }
    const { plan } = solved(load("2×a 4×4×4 1g, 3×b 4×4×4 1g, 2×c 4×4×2 1g", "C 16×4×4 9g", {}, { a: set, b: set }))
    assert.deepStrictEqual(inside(plan), { c: 2 })
  })

  it("keeps separated classes and unlike keys apart", () => {
    const classes = { a: { separationClass: "acid" }, b: { separationClass: "base" } }
    const apart = load("4×a 4×4×4 1g, 2×b 4×4×4 1g", "C 16×8×4 9g", { separations: [["acid", "base"]] }, classes)
    assert.deepStrictEqual(inside(solved(apart).plan), { a: 4 })
    const lots = load("2×a 4×4×4 1g, 4×b 4×4×4 1g", "C 16×8×4 9g", {}, { a: { mixKey: "L1" }, b: { mixKey: "L2" } })
    assert.deepStrictEqual(inside(solved(lots).plan), { b: 4 })
  })

  it("lets units reach out over what they rest on by as much as the share of support leaves", () => {
    const crossed = (support: LoadProblem["support"] & {}): number =>
      solved(load("along 10×6×1 1g fixed, across 6×10×1 1g fixed", "C 10×10×2 9g", { support })).plan.placements.length
    assert.deepStrictEqual(([0, 0.6, 0.61, 1] as const).map(crossed), [2, 2, 1, 1])
  })

  it("loads a truck so that each axle carries what it may and must", () => {
    const [bare] = sketchCartons("T 20×4×4 999g")
    const truck = (rearGrams: number, leastGrams: number): CartonType => ({
      ...bare!,
      axles: [
        { xMm: 0, leastGrams, mostGrams: 99 },
        { xMm: 20, mostGrams: rearGrams }
      ]
    })
    // Ten cubes of 8 g: 20 mm long in one row of five, two high. Halfway, each axle carries 40 g.
    const goods = "10×a 4×4×2 8g"
    const left = (container: CartonType): number => {
      const { plan } = solved(load(goods, "T 1×1×1 1g", { container }))
      return plan.left.reduce((sum, { quantity }) => sum + quantity, 0)
    }
    assert.strictEqual(left(truck(40, 0)), 0)
    assert.strictEqual(left(truck(40, 40)), 0)
    assert.isAbove(left(truck(20, 0)), 0)
    assert.strictEqual(left(truck(40, 81)), 10)
  })

  it("moves a load to where it is balanced", () => {
    const container = { ...sketchCartons("T 20×4×4 999g")[0]!, balance: { leastXMm: 9, mostXMm: 11 } }
    const { plan } = solved(load("a 4×4×4 9g", "T 1×1×1 1g", { container }))
    assert.strictEqual(plan.placements[0]?.x, 7)
  })
})

describe("complaints of users of other packers", () => {
  it("finds the obvious: 10 flat boxes of 35×35×5 in a cube of 40", () =>
    assert.deepStrictEqual(solved(load("8×a 35×35×5 1g", "C 40×40×40 99g")).plan.left, []))

  it("packs 27 cubes where a greedy packer ends at 24", () =>
    assert.deepStrictEqual(solved(load("27×a 10×10×10 1g", "C 30×30×30 99g")).plan.left, []))

  it("leaves nothing floating, whatever the formats", () => {
    const mixed = load("9×a 7×5×3 1g, 9×b 6×4×4 1g, 9×c 5×5×2 1g, 9×d 9×2×2 1g", "C 17×13×11 999g")
    assert.isAbove(solved(mixed).plan.placements.length, 9)
  })

  it("fills a low pallet in whole layers", () => {
    const { plan } = solved(load("40×case 400×300×200 1g upright", "P 1200×800×400 99g"))
    assert.deepStrictEqual(inside(plan), { case: 16 })
  })
})

const problems = fc.nat({ max: 99_999 }).map((seed) => drawLoad(random(`law ${seed}`)))
const cost = (problem: LoadProblem, plan: LoadPlan): number =>
  loadCharges(problem, plan).reduce((sum, { amount }) => sum + amount, 0)
/** To the end where that is near: some loads go on for minutes, and the laws hold of all. */
const briefly: typeof loadContainer = (problem, { seed, stop }) =>
  loadContainer(problem, { seed, stop: (progress) => progress.iteration >= 400 || stop(progress) })
describeLaws(
  "laws of every load",
  solverLaws({ solve: briefly, violations: loadViolations, cost }, problems, { runs: 25, tolerance: 0 })
)
