/**
 * Loading one container.
 */
import { sumOfCharges, type Outcome } from "@stowage/kernel/Outcome"
import type { SolveOptions } from "@stowage/kernel/Stop"
import * as Result from "effect/Result"
import { beam, makeBeamSearch, startWithout, type BeamSearch } from "./blockBeam.ts"
import { finishLoad, splitGroups } from "./finishLoad.ts"
import { illPosedLoad } from "./illPosed.ts"
import { loadBound } from "./loadBound.ts"
import { loadedUnits, type LoadedUnit } from "./LoadedUnit.ts"
import { loadKindsOf } from "./LoadKinds.ts"
import { loadCharges, unitWorth, type LoadPlan, type LoadProblem } from "./LoadPlan.ts"
import type { LoadState } from "./LoadState.ts"
import { makeLoadTask, type LoadRoom, type LoadTask } from "./LoadTask.ts"
import { payloadGrams } from "./PackingProblem.ts"
import type { PackingRefusal } from "./PackingRefusal.ts"
import type { Placement } from "./PackPlan.ts"

/** What loading a container takes. */
export interface LoadOptions extends SolveOptions {
  /** Most blocks of units that are made before the search begins; 10,000 when not said. Fewer are made sooner. */
  readonly blocks?: number
}

/** Widest beam tried. */
const mostWidth = 64

/**
 * Loads a container with what is worth most: by volume, or by the values of units.
 *
 * Searches with beams over blocks of units, the first of one state, each next wider by the square root of two, up to 64
 * states; keeps the best load, and ends early when it leaves out no more than the bound. Cost is the worth left out,
 * one charge for each item. Every rule of `loadViolations` is kept: mass, stack load, classes and drops as blocks are
 * placed; groups and balance on each load that would be better. Where support of a share is asked, or units bear only
 * so much, all is fully supported. `stop` is asked after each completed load, the first included; `iteration` counts
 * them. The search draws no chance, so `seed` changes nothing. Ties go to the load found first.
 *
 * A few hundred to a few thousand loads of a sea container are completed in a second.
 */
export const loadContainer = (
  problem: LoadProblem,
  { blocks, stop }: LoadOptions
): Result.Result<Outcome<LoadPlan>, PackingRefusal> => {
  const refusal = illPosedLoad(problem, problem.items, problem.container)
  if (refusal !== undefined) return Result.fail(refusal)
  const room = roomOf(problem)
  const kinds = loadKindsOf(problem.items, problem, room.lengthMm, room.widthMm, room.heightMm)
  const bound = loadBound(kinds, room)
  const total = problem.items.reduce((sum, item) => sum + item.quantity * unitWorth(item), 0)
  if (bound >= total) return Result.succeed(outcome(problem, [], bound, "proved"))
  const task = makeLoadTask(kinds, room, blocks)
  const best = { worth: 0, units: [] as ReadonlyArray<LoadedUnit> }
  let iteration = 0
  let told = false
  const split = new Set<ReadonlyArray<number>>()
  const onLoad = (load: LoadState): boolean => {
    iteration++
    if (load.worth > best.worth) keepBest(problem, task, load, best, split)
    told = stop({ iteration, cost: total - best.worth })
    return told || total - best.worth <= bound
  }
  searchOn(makeBeamSearch(task, onLoad), split)
  return Result.succeed(outcome(problem, best.units, bound, told ? "caller" : "exhausted"))
}

/** Beam after beam; without a group that was not got in wholly, from the next beam on. */
const searchOn = (search: BeamSearch, split: Set<ReadonlyArray<number>>): void => {
  const banned = new Set<number>()
  for (let width = 1; width <= mostWidth; width = Math.ceil(width * Math.SQRT2)) {
    startWithout(search, banned)
    split.clear()
    if (beam(search, width)) return
    const [first] = split
    for (const kind of first ?? []) banned.add(kind)
  }
}

const keepBest = (
  { items, container }: LoadProblem,
  task: LoadTask,
  load: LoadState,
  best: { worth: number; units: ReadonlyArray<LoadedUnit> },
  split: Set<ReadonlyArray<number>>
): void => {
  const loaded = loadedUnits(task, load)
  for (const kinds of splitGroups(items, loaded)) split.add(kinds)
  const units = finishLoad(task, items, container, loaded)
  const worth = units.reduce((sum, { kind }) => sum + unitWorth(items[kind]!), 0)
  if (worth <= best.worth) return
  best.worth = worth
  best.units = units
}

const roomOf = ({ container, items, support = "full" }: LoadProblem): LoadRoom => {
  const { lengthMm = 0, widthMm = 0 } = container.overhangMm ?? {}
  const bearing = items.some(({ maxTopGrams, maxTopGramsPerDm2 }) => (maxTopGrams ?? maxTopGramsPerDm2) !== undefined)
  const drops = items.some(({ drop }) => drop !== undefined)
  return {
    lengthMm: container.innerLengthMm + 2 * lengthMm,
    widthMm: container.innerWidthMm + 2 * widthMm,
    heightMm: container.innerHeightMm,
    payloadGrams: payloadGrams(container),
    supported: bearing || (support !== "none" && support !== 0),
    door: drops && (container.unloadFrom ?? "end") === "end"
  }
}

const outcome = (
  problem: LoadProblem,
  units: ReadonlyArray<LoadedUnit>,
  bound: number,
  otherwise: "exhausted" | "caller" | "proved"
): Outcome<LoadPlan> => {
  const { lengthMm = 0, widthMm = 0 } = problem.container.overhangMm ?? {}
  const placements = units.map(({ kind, x, y, z, l, w, h }): Placement => ({
    item: problem.items[kind]!.id,
    x: x - lengthMm,
    y: y - widthMm,
    z,
    l,
    w,
    h
  }))
  const packed = new Int32Array(problem.items.length)
  for (const { kind } of units) packed[kind] = packed[kind]! + 1
  const left = problem.items.flatMap(({ id, quantity }, kind) =>
    packed[kind] === quantity ? [] : [{ item: id, quantity: quantity - packed[kind]! }]
  )
  const plan = { placements, left }
  const charges = loadCharges(problem, plan)
  const cost = sumOfCharges(charges)
  return { plan, cost, bound, charges, stoppedBy: cost === bound ? "proved" : otherwise }
}
