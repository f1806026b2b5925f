/**
 * Loading one container.
 */
import { sumOfCharges, type Outcome } from "@stowage/kernel/Outcome"
import type { SolveOptions, Stop } from "@stowage/kernel/Stop"
import * as Result from "effect/Result"
import { beam, makeBeamSearch, startWithout, type BeamSearch } from "./blockBeam.ts"
import { finishLoad, splitGroups } from "./finishLoad.ts"
import { illPosedLoad } from "../problem/illPosed.ts"
import { loadBound } from "./loadBound.ts"
import { loadedUnits, type LoadedUnit } from "./LoadedUnit.ts"
import { loadKindsOf, type LoadKinds } from "./LoadKinds.ts"
import { loadCharges, unitWorth, type LoadPlan, type LoadProblem } from "./LoadPlan.ts"
import type { LoadState } from "./LoadState.ts"
import { makeLoadTask, type LoadRoom, type LoadTask } from "./LoadTask.ts"
import { payloadGrams } from "../problem/PackingProblem.ts"
import type { PackingRefusal } from "../problem/PackingRefusal.ts"
import type { Placement } from "../problem/PackPlan.ts"
import { mayTile, tilePerfectly } from "./tilePerfectly.ts"

/** What loading a container takes. */
export interface LoadOptions extends SolveOptions {
  /** Most blocks of units that are made; up to 10,000, by the number of kinds, when not said. Fewer are made sooner. */
  readonly blocks?: number
}

/** Loads completed after which no wider beam is begun. */
const mostLoads = 250_000
/** Up to this width few blocks do, so that the first loads come soon. */
const fewWidth = 1
const fewBlocks = 500
/** Blocks for wider beams: so many, and so many more for each kind, up to a limit. */
const manyBlocks = 2000
const blocksPerKind = 60
const mostBlocks = 10_000
/** Nodes of a search for a load without any waste. */
const mostTilingNodes = 1_000_000

/**
 * Loads a container with what is worth most: by volume, or by the values of units.
 *
 * Searches with beams over blocks of units, the first of one state, each next wider by the square root of two, until
 * one has cut nothing off or 250,000 loads are completed; keeps the best load, and ends early when it leaves out no
 * more than the bound. Cost is the worth left out, one charge for each item. Every rule of `loadViolations` is kept:
 * mass, support, stack load, classes and drops as blocks are placed; groups and balance on each load that would be
 * better. Where units bear only so much, all is fully supported. `stop` is asked after each completed load, and now and
 * then in between; `iteration` counts loads, and 64 nodes of a search without waste as one. One load is always
 * completed. The search draws no chance, so `seed` changes nothing. Ties go to the load found first.
 *
 * A few hundred to a few thousand loads of a sea container are completed in a second.
 */
export const loadContainer = (
  problem: LoadProblem,
  options: LoadOptions
): Result.Result<Outcome<LoadPlan>, PackingRefusal> => {
  const refusal = illPosedLoad(problem, problem.items, problem.container)
  return refusal === undefined ? Result.succeed(loadWellPosed(problem, options)) : Result.fail(refusal)
}

/** The same for a problem that is known to be well posed. */
export const loadWellPosed = (problem: LoadProblem, { blocks = mostBlocks, stop }: LoadOptions): Outcome<LoadPlan> => {
  const room = roomOf(problem)
  const kinds = loadKindsOf(problem.items, problem, room.lengthMm, room.widthMm, room.heightMm)
  const bound = loadBound(kinds, room)
  const total = problem.items.reduce((sum, item) => sum + item.quantity * unitWorth(item), 0)
  if (bound >= total) return outcome(problem, [], bound, "proved")
  const loads: Loads = { problem, stop, total, bound, iteration: 0, told: false, worth: 0, units: [], split: new Set() }
  searchWider(loads, kinds, room, blocks)
  return outcome(problem, loads.units, bound, loads.told ? "caller" : "exhausted")
}

/** The best load so far, and what it is judged by. */
interface Loads {
  readonly problem: LoadProblem
  readonly stop: Stop
  readonly total: number
  readonly bound: number
  iteration: number
  told: boolean
  worth: number
  units: ReadonlyArray<LoadedUnit>
  /** Groups of which better loads had only some units, as the numbers of their kinds. */
  readonly split: Set<ReadonlyArray<number>>
}

const isTold = (loads: Loads): boolean =>
  (loads.told ||= loads.stop({ iteration: loads.iteration, cost: loads.total - loads.worth }))

/**
 * Beam after beam, with more blocks as beams get wider; without a group that was not got in wholly, from the next beam
 * on.
 */
const searchWider = (loads: Loads, kinds: LoadKinds, room: LoadRoom, blocks: number): void => {
  const banned = new Set<number>()
  const stop = (): boolean => isTold(loads)
  let search: BeamSearch | undefined
  let most = 0
  for (let width = 1; loads.iteration < mostLoads; width = Math.ceil(width * Math.SQRT2)) {
    const wanted = Math.min(blocks, width <= fewWidth ? fewBlocks : manyBlocks + blocksPerKind * kinds.count)
    if (search === undefined || wanted > most) {
      most = wanted
      const task = makeLoadTask(kinds, room, most, stop)
      search = makeBeamSearch(
        task,
        (load) => judge(loads, task, load),
        () => loads.iteration > 0 && isTold(loads)
      )
    }
    startWithout(search, banned)
    loads.split.clear()
    if (beam(search, width)) return
    if (width === fewWidth && tile(loads, kinds, room)) return
    if (!search.hasCut && width > fewWidth && loads.split.size === 0) return
    const [first] = loads.split
    for (const kind of first ?? []) banned.add(kind)
  }
}

/** Tries to fill the room to the last mm³ where that may be; true when it is, or when told to end. */
const tile = (loads: Loads, kinds: LoadKinds, room: LoadRoom): boolean => {
  const { items } = loads.problem
  const plain = items.every(
    (item) => item.drop === undefined && (item.maxTopGrams ?? item.maxTopGramsPerDm2) === undefined
  )
  const sharing = kinds.excludes.every(({ length }) => length === 0)
  if (!plain || !sharing || !mayTile(kinds, room)) return false
  const units = tilePerfectly(kinds, room, (nodes) => {
    loads.iteration++
    return nodes > mostTilingNodes || isTold(loads)
  })
  if (units !== undefined) keepUnits(loads, kinds, room, units)
  return loads.told || loads.total - loads.worth <= loads.bound
}

/** Keeps a load that is better; true when the search may end. */
const judge = (loads: Loads, task: LoadTask, load: LoadState): boolean => {
  loads.iteration++
  if (load.worth > loads.worth) keepBetter(loads, task, load)
  return isTold(loads) || loads.total - loads.worth <= loads.bound
}

const keepBetter = (loads: Loads, task: LoadTask, load: LoadState): void => {
  const loaded = loadedUnits(task, load)
  for (const kinds of splitGroups(loads.problem.items, loaded)) loads.split.add(kinds)
  keepUnits(loads, task.kinds, task.room, loaded)
}

const keepUnits = (loads: Loads, kinds: LoadKinds, room: LoadRoom, loaded: ReadonlyArray<LoadedUnit>): void => {
  const { container, items } = loads.problem
  const units = finishLoad(kinds, room, items, container, loaded)
  const worth = units.reduce((sum, { kind }) => sum + unitWorth(items[kind]!), 0)
  if (worth <= loads.worth) return
  loads.worth = worth
  loads.units = units
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
    supportShare: bearing || support === "full" ? 1 : support === "none" ? 0 : support,
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
