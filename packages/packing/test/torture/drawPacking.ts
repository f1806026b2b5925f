/**
 * Random orders for one to three carton types, under every mix of rules and every objective.
 */
import type { Random } from "@stowage/kernel/Random"
import {
  billedGrams,
  type CartonType,
  type PackingObjective,
  type PackingProblem
} from "@stowage/packing/problem/PackingProblem"
import { drawLoad } from "./drawLoad.ts"

const objectives: ReadonlyArray<PackingObjective> = [
  "fewestThenSmallest",
  "leastCost",
  "leastVolume",
  "leastBilled",
  "leastShipping"
]

export const drawPacking = (chance: Random): PackingProblem => {
  const { items, separations, support, container } = drawLoad(chance)
  const plain = chance.chance(0.5)
  const others = Array.from({ length: chance.int(3) }, () => drawLoad(chance).container)
  const cartons = [container, ...others].map((type, index) => drawType(chance, type, index, plain))
  return {
    items: plain
      ? items.map(({ drop: _, maxTopGrams: __, maxTopGramsPerDm2: ___, nestMm: ____, ...item }) => item)
      : items,
    cartons,
    objective: chance.pick(objectives),
    ...(support === undefined ? {} : { support }),
    ...(separations === undefined ? {} : { separations })
  }
}

const drawType = (chance: Random, drawn: CartonType, index: number, plain: boolean): CartonType => {
  const { axles: _, balance: __, overhangMm: ___, ...bare } = drawn
  const type = { ...(plain ? bare : drawn), id: `C${index}` }
  const dimDivisor = 1 + chance.int(20)
  const least = billedGrams({ ...type, dimDivisor }, 0)
  return {
    ...type,
    costMinor: chance.int(50),
    dimDivisor,
    rates: [
      { upToGrams: least + 20, costMinor: 10 },
      { upToGrams: least + 60, costMinor: 15 },
      { upToGrams: least + 100_000, costMinor: 40 }
    ],
    ...(chance.chance(0.3) ? { stock: chance.int(4) } : {})
  }
}
