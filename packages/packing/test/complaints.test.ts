import { assert, describe, it } from "vitest"
import { whenExhausted } from "@stowage/kernel/Stop"
import { describeFit, fit } from "@stowage/packing/cartons/fit"
import { solve } from "@stowage/packing/cartons/pack"
import type { CartonType, PackingObjective, PackingProblem, PackItem } from "@stowage/packing/problem/PackingProblem"
import { sketchCartons, sketchItems } from "@stowage/packing/cartons/sketch"
import { violations } from "@stowage/packing/problem/violations"
import * as Result from "effect/Result"

interface Asked extends Partial<PackingProblem> {
  readonly each?: Partial<PackItem>
  readonly types?: Partial<CartonType>
}

const packed = (items: string, cartons: string, { each = {}, types = {}, ...more }: Asked = {}) => {
  const problem: PackingProblem = {
    items: sketchItems(items).map((item) => ({ ...item, ...each })),
    cartons: sketchCartons(cartons).map((type) => ({ ...type, ...types })),
    objective: "fewestThenSmallest",
    ...more
  }
  const { cost, plan } = Result.getOrThrow(solve(problem, { seed: 1, stop: whenExhausted }))
  assert.deepStrictEqual(violations(problem, plan), [])
  return { cost, cartons: plan.cartons.map(({ carton }) => carton), plan }
}

const cheapest = (objective: PackingObjective, types: Partial<CartonType> = {}): ReadonlyArray<string> =>
  packed("2×lamp 30×30×30 900g", "S 30×30×30 5000g cost 5, L 60×30×30 5000g cost 8", { objective, types }).cartons

describe("it packed 24 where 27 go in", () => {
  it("27 of 4×3×2 fill 12×9×6, in one carton", () =>
    assert.lengthOf(packed("27×brick 4×3×2 1g", "C 12×9×6 99g").cartons, 1))

  it("also when they may not be turned, or come as three sorts of nine", () => {
    assert.lengthOf(packed("27×brick 4×3×2 1g fixed", "C 12×9×6 99g").cartons, 1)
    assert.lengthOf(packed("9×a 4×3×2 1g, 9×b 4×3×2 1g, 9×c 4×3×2 1g", "C 12×9×6 99g").cartons, 1)
  })
})

describe("it missed a packing that anybody sees", () => {
  it("five by five in a ring: four planks around a hole, and a post in it", () =>
    assert.lengthOf(packed("4×plank 3×2×5 1g upright, post 1×1×5 1g upright", "C 5×5×5 99g").cartons, 1))

  it("two halves of the carton, whichever way it is cut", () => {
    for (const half of ["5×10×10", "10×5×10", "10×10×5"])
      assert.lengthOf(packed(`2×half ${half} 1g`, "C 10×10×10 9g").cartons, 1)
  })

  it("a sheet stood on edge in the gap beside a pile as wide as the carton but for it", () =>
    assert.lengthOf(packed("4×book 18×20×5 1g, sheet 20×20×2 1g", "C 20×20×20 9g").cartons, 1))

  it("two cartons filled to 87 %, some units on edge beside the rest, supported or not", () => {
    const order = "16×book 32×148×210 900g, 12×card 6×182×235 220g, 16×slip 6×182×235 200g, 18×sheet 5×210×297 180g"
    for (const support of ["full", "none"] as const)
      assert.lengthOf(packed(order, "C 300×230×240 15000g tare 160g", { support }).cartons, 2)
  })
})

describe("something floats, or stands on what breaks", () => {
  it("a wide lid goes on a pile of its size, not on a narrow one", () => {
    const { plan } = packed("foot 5×5×5 1g upright, lid 10×10×1 1g upright", "C 10×10×6 9g")
    assert.strictEqual(plan.cartons[0]?.placements.find(({ item }) => item === "lid")?.z, 0)
  })

  it("nothing is put on top of what bears nothing: two cakes need two cartons, or one twice as long", () => {
    const each = { maxTopGrams: 0 }
    assert.lengthOf(packed("2×cake 10×10×5 9g upright", "C 10×10×10 99g", { each }).cartons, 2)
    assert.lengthOf(packed("2×cake 10×10×5 9g upright", "C 20×10×10 99g", { each }).cartons, 1)
  })

  it("the load counts through every layer: a stack of three bears two, a stack of four is one too many", () => {
    const each = { maxTopGrams: 20 }
    assert.lengthOf(packed("3×box 10×10×5 10g upright", "C 10×10×20 99g", { each }).cartons, 1)
    assert.lengthOf(packed("4×box 10×10×5 10g upright", "C 10×10×20 99g", { each }).cartons, 2)
  })
})

describe("it looks at size alone, not at what shipping costs", () => {
  it("the cheaper of one large and two small cartons, by price", () => {
    assert.deepStrictEqual(cheapest("leastCost"), ["L"])
    assert.deepStrictEqual(cheapest("fewestThenSmallest"), ["L"])
  })

  it("by dimensional weight: light goods are billed by volume, heavy ones by mass", () => {
    const light = { objective: "leastBilled", types: { dimDivisor: 10 } } as const
    assert.strictEqual(packed("lamp 30×30×30 900g", "S 30×30×30 5000g", light).cost, 2700)
    assert.strictEqual(packed("iron 30×30×30 3000g", "S 30×30×30 5000g", light).cost, 3000)
  })

  it("by the carrier's table: two parcels below a step rather than one above it", () => {
    const rates = [
      { upToGrams: 1000, costMinor: 300 },
      { upToGrams: 5000, costMinor: 900 }
    ]
    assert.deepStrictEqual(cheapest("leastShipping", { costMinor: 0, rates }), ["S", "S"])
    assert.deepStrictEqual(cheapest("leastShipping", { costMinor: 0, rates: rates.slice(1) }), ["L"])
  })
})

describe("it does not say why", () => {
  it("an item that goes in no way round is named", () => {
    const [carton] = sketchCartons("C 10×10×10 99g")
    assert.strictEqual(
      describeFit(fit(sketchItems("rod 12×1×1 1g"), carton!)),
      "rod does not go in, whichever way it is turned"
    )
  })
})

describe("the pallet is stacked too high or in odd layers", () => {
  it("takes whole layers: twelve cases on a floor of six, no higher than two", () => {
    const { plan } = packed("12×case 4×4×3 1g upright", "P 12×8×60 99g")
    assert.isAtMost(Math.max(...plan.cartons[0]!.placements.map(({ h, z }) => z + h)), 6)
  })
})
