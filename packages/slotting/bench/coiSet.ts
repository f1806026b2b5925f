/**
 * Single-command cases drawn from the seed, which the cube-per-order index slots and the exact assignment proves: the
 * reference is the least cost of all assignments. `--instances` is how many; a thousand when not given.
 */
import type { LocationId, Sku } from "@stowage/kernel/Ids"
import { type Random, random } from "@stowage/kernel/Random"
import * as Result from "effect/Result"
import { cubePerOrderIndex } from "../src/slots/cubePerOrderIndex.ts"
import { linearAssignment } from "../src/pairs/linearAssignment.ts"
import { describeSlotRefusal } from "../src/slots/SlotRefusal.ts"
import { violations } from "../src/slots/SlotPlan.ts"
import { facesOf, type SlottingProblem, visitMillis } from "../src/slots/SlottingProblem.ts"
import { type BenchSet, gapTo, type Measured, timed } from "./BenchSet.ts"

export const coiSet: BenchSet = ({ instances, seed }) =>
  Array.from({ length: Number(instances || 1000) }, (_, index) => {
    const name = `coi-${seed}-${index}`
    return { name, measure: () => measure(name, drawn(random(name))) }
  })

const drawn = (chance: Random): SlottingProblem => {
  const skus = Array.from({ length: 1 + chance.int(60) }, (_, index) => ({
    sku: `s${index}` as Sku,
    visitsPerDay: chance.int(40),
    unitsPerDay: 1,
    unitVolumeMm3: 1,
    unitMassGrams: 1,
    faces: 1 + chance.int(3),
    handlingClass: "ambient"
  }))
  const asked = skus.reduce((sum, { faces }) => sum + faces, 0)
  const faces = Array.from({ length: asked + chance.int(20) }, (_, index) => ({
    face: `F${index}` as LocationId,
    roundTripMm: 1000 * chance.int(200),
    reachMillis: 500 * chance.int(6),
    capacityVolumeMm3: 9,
    maxMassGrams: 9,
    handlingClasses: ["ambient"]
  }))
  return { skus, faces, walkMmPerSecond: 1000 }
}

const measure = (name: string, problem: SlottingProblem): Measured => {
  const { ms, value } = timed(() => cubePerOrderIndex(problem))
  if (Result.isFailure(value)) throw new RangeError(`${name}: ${describeSlotRefusal(value.failure)}`)
  const { bound, cost, plan } = value.success
  const least = leastMillis(problem)
  // Sums of the same numbers in another order may differ by a rounding.
  const reference = Math.abs(cost - least) <= 1e-9 * cost ? cost : least
  const found = violations(problem, plan).length
  return {
    line: { instance: name, cost, bound, reference, gapPercent: gapTo(cost, reference), ms, violations: found },
    assignment: plan.assignments
  }
}

/** What the exact assignment costs, a row for each face that a SKU asks for. */
const leastMillis = (problem: SlottingProblem): number => {
  const rows = problem.skus.flatMap((sku) =>
    Array.from({ length: facesOf(sku) }, () =>
      problem.faces.map((face) => (sku.visitsPerDay / facesOf(sku)) * visitMillis(problem, face))
    )
  )
  const table = { rows: rows.length, columns: problem.faces.length, cost: Float64Array.from(rows.flat()) }
  const answer = linearAssignment(table)
  return answer._tag === "Assigned" ? answer.cost : Number.POSITIVE_INFINITY
}
