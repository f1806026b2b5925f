/**
 * Whether the chosen parcels go in one carton: tried in several orders, largest units first and then shuffled.
 */
import { failedTries, rememberFailure } from "./FailedSets.ts"
import { lyingSize, type PackBench } from "./PackBench.ts"
import { packByBeam, paysForBeam } from "./packByBeam.ts"
import { packPiled } from "./packPiled.ts"
import { isSpent, spend } from "./SearchEffort.ts"
import { packInOrder } from "./SetPacker.ts"

/** Above so many units they are packed in piles of units alike, not one by one. */
const mostSingly = 72
/** Units that one try may take back, times units in the carton. */
const returnsTimesUnits = 300

/** A beam search comes first where so many tries may be made, for so many units or more; it completes so many loads. */
const triesWithBeam = 6
const fewestForBeam = 12
const loadsOfBeam = 8

/**
 * Tries the chosen parcels in a carton of this type up to `tries` times, counting those made before for the same set.
 * True when they go in, as said in `bench.lying`; false when they never can, or did not this time.
 */
export const packContent = (bench: PackBench, type: number, tries: number): boolean => {
  const { parcels, failed, rooms, roomMm3 } = bench
  const { parcels: chosen, count } = bench.chosen
  const holds = bench.holds[type]!
  let volumeMm3 = 0
  let massGrams = 0
  let low = failed.low[parcels.sorts + type]!
  let high = failed.high[parcels.sorts + type]!
  let units = 0
  for (let at = 0; at < count; at++) {
    const parcel = chosen[at]!
    const sort = parcels.sortOf[parcel]!
    if (holds[sort] === 0) return false
    volumeMm3 += parcels.volumeMm3[sort]!
    massGrams += parcels.massGrams[sort]!
    low = (low + failed.low[sort]!) | 0
    high = (high + failed.high[sort]!) | 0
    units += parcels.first[parcel + 1]! - parcels.first[parcel]!
  }
  if (volumeMm3 > roomMm3[type]! || massGrams > rooms[type]!.payloadGrams) return false
  const before = failedTries(failed, low, high)
  if (before >= tries) return false
  const packed = packInWays(bench, type, units, before, tries)
  if (!packed && !isSpent(bench.effort)) rememberFailure(failed, low, high, tries)
  return packed
}

const packInWays = (bench: PackBench, type: number, units: number, from: number, to: number): boolean => {
  if (bench.byBeamOnly) return packByBeam(bench, type, to)
  const beamFirst = units >= fewestForBeam && from < triesWithBeam && to >= triesWithBeam && paysForBeam(bench, units)
  if (beamFirst && packByBeam(bench, type, loadsOfBeam)) return true
  return units > mostSingly ? packPiled(bench, type, from, to) : packSingly(bench, type, from, to)
}

const packSingly = (bench: PackBench, type: number, from: number, to: number): boolean => {
  const { chance, effort, kinds, packer, parcels, rank } = bench
  const { parcels: chosen, count } = bench.chosen
  for (let attempt = from; attempt < to; attempt++) {
    packer.count = 0
    for (let at = 0; at < count; at++) {
      const end = parcels.first[chosen[at]! + 1]!
      for (let unit = parcels.first[chosen[at]!]!; unit < end; unit++) {
        rank[unit] = kinds.volumeMm3[parcels.kindOf[unit]!]! * (attempt === 0 ? 1 : 0.3 + chance.next())
        insert(packer.order, packer.count++, unit, rank)
      }
    }
    for (let axis = 0; axis < 3; axis++) packer.pull[axis] = attempt === 0 ? 1 : 0.5 + 1.5 * chance.next()
    packer.work = 0
    const packed = packInOrder(packer, bench.rooms[type]!, Math.round(returnsTimesUnits / count))
    if (packed) keepLoad(bench)
    if (spend(effort, packer.work + count) || packed) return packed
  }
  return false
}

/** Inserts a unit in what is ordered by falling rank. */
const insert = (order: Int32Array, count: number, unit: number, rank: Float64Array): void => {
  let at = count
  for (; at > 0 && rank[order[at - 1]!]! < rank[unit]!; at--) order[at] = order[at - 1]!
  order[at] = unit
}

const keepLoad = ({ lying, packer: { load } }: PackBench): void => {
  lying.count = load.boxes
  for (let box = 0; box < load.boxes; box++) {
    const at = box * lyingSize
    lying.units[at] = load.unit[box]!
    lying.units[at + 1] = load.x0[box]!
    lying.units[at + 2] = load.y0[box]!
    lying.units[at + 3] = load.z0[box]!
    lying.units[at + 4] = load.x1[box]! - load.x0[box]!
    lying.units[at + 5] = load.y1[box]! - load.y0[box]!
    lying.units[at + 6] = load.z1[box]! - load.z0[box]!
  }
}
