/**
 * The chosen parcels in one carton by beam search over blocks: for rules that only it knows, and for sets that are too
 * large to be packed unit by unit.
 */
import type { Progress } from "@stowage/kernel/Stop"
import { filledAsFound, type FilledCarton } from "./Cartons.ts"
import { loadWellPosed } from "../loads/loadContainer.ts"
import { lyingSize, type PackBench } from "./PackBench.ts"
import { unitVolumeMm3 } from "../problem/PackingProblem.ts"
import type { Placement } from "../problem/PackPlan.ts"
import { spend } from "./SearchEffort.ts"

/** Work that one load counts for, and one unit of it. */
const workPerLoad = 2000
const workPerUnit = 100
/** Work between two questions of whether to stop before there is a load. */
const workPerAsk = 50

/**
 * How a search is to differ from others: loads completed, by how much the worth of kinds is distorted by chance, and
 * blocks made, few when not said.
 */
export interface BeamWay {
  readonly loads: number
  readonly noise: number
  readonly blocks?: number
}

/** Completes up to so many loads. True when one takes all chosen parcels, as said in `bench.lying`. */
export const packByBeam = (bench: PackBench, type: number, loads: number): boolean => {
  const placements = bestLoad(bench, type, { loads, noise: 0 })
  const units = unitsChosen(bench)
  if (placements.length < units) return false
  keep(bench, placements)
  return true
}

/**
 * A carton with the fullest load of the chosen parcels that so many tries lead to. Groups are whole; what stays out is
 * not chosen any more.
 */
export const fullestByBeam = (bench: PackBench, type: number, way: BeamWay): FilledCarton => {
  const { chosen, parcels } = bench
  const placements = bestLoad(bench, type, way)
  const inside = new Int32Array(bench.kinds.count)
  for (const { item } of placements) inside[bench.kindById.get(item)!]!++
  let kept = 0
  for (let at = 0; at < chosen.count; at++) {
    const parcel = chosen.parcels[at]!
    if (inside[parcels.kindOf[parcels.first[parcel]!]!]! <= 0) continue
    for (let unit = parcels.first[parcel]!; unit < parcels.first[parcel + 1]!; unit++) inside[parcels.kindOf[unit]!]!--
    chosen.parcels[kept++] = parcel
  }
  chosen.count = kept
  keep(bench, placements)
  return filledAsFound(bench, type)
}

const bestLoad = (bench: PackBench, type: number, { blocks, loads, noise }: BeamWay): ReadonlyArray<Placement> => {
  const { chance, effort, items, parcels, rules, types } = bench
  const { parcels: chosen, count } = bench.chosen
  const wanted = new Int32Array(items.length)
  for (let at = 0; at < count; at++) {
    const end = parcels.first[chosen[at]! + 1]!
    for (let unit = parcels.first[chosen[at]!]!; unit < end; unit++) wanted[parcels.kindOf[unit]!]!++
  }
  const content = items.flatMap(({ value: _, ...item }, kind) => {
    if (wanted[kind] === 0) return []
    const value = Math.ceil(unitVolumeMm3(item) * (1 + noise * chance.next()))
    return [noise === 0 ? { ...item, quantity: wanted[kind]! } : { ...item, quantity: wanted[kind]!, value }]
  })
  const units = unitsChosen(bench)
  const most = blocks ?? fewBlocksFor(units)
  const work = workPerLoad + workPerUnit * units
  spend(effort, workPerBlock * most)
  let seen = 0
  const stop = ({ iteration }: Progress): boolean => {
    const isNew = iteration > seen
    seen = iteration
    return spend(effort, isNew ? work : workPerAsk) || iteration >= loads
  }
  const problem = { ...rules, items: content, container: types[type]! }
  return loadWellPosed(problem, { seed: 0, blocks: most, stop }).plan.placements
}

/** Blocks that the beam search may make: few, since it is asked often and for little. */
const fewBlocks = 400
/** Fewer still where there is little to make them of. */
const blocksPerUnit = 12
/** Work that making one counts for. */
const workPerBlock = 10

const fewBlocksFor = (units: number): number => Math.min(fewBlocks, blocksPerUnit * units)

/** Whether what is left to be spent pays for the blocks and the first load of so many units. */
export const paysForBeam = ({ effort }: PackBench, units: number): boolean =>
  workPerBlock * fewBlocksFor(units) + workPerLoad + workPerUnit * units <= effort.limit - effort.total

const unitsChosen = ({ chosen, parcels }: PackBench): number => {
  let units = 0
  for (let at = 0; at < chosen.count; at++) {
    units += parcels.first[chosen.parcels[at]! + 1]! - parcels.first[chosen.parcels[at]!]!
  }
  return units
}

/** Keeps a load under the numbers of the chosen units. */
const keep = ({ chosen, kindById, kinds, lying, parcels }: PackBench, placements: ReadonlyArray<Placement>): void => {
  const waiting = Array.from({ length: kinds.count }, (): Array<number> => [])
  for (let at = 0; at < chosen.count; at++) {
    const end = parcels.first[chosen.parcels[at]! + 1]!
    for (let unit = parcels.first[chosen.parcels[at]!]!; unit < end; unit++) waiting[parcels.kindOf[unit]!]!.push(unit)
  }
  for (const [index, { item, x, y, z, l, w, h }] of placements.entries()) {
    lying.units.set([waiting[kindById.get(item)!]!.pop()!, x, y, z, l, w, h], index * lyingSize)
  }
  lying.count = placements.length
}
