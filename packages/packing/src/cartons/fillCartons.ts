/**
 * A first plan carton after carton, each loaded as full as a beam search gets it with what the ones before left over.
 */
import { addCarton, type Cartons, type FilledCarton } from "./Cartons.ts"
import { inCheapestTypes } from "./inCheapestTypes.ts"
import type { PackBench } from "./PackBench.ts"
import { fullestByBeam, type BeamWay } from "./packByBeam.ts"

/** What is tried for each carton, and the cost that the plan is to stay below. */
export interface FillWay extends BeamWay {
  readonly below?: number
}

const usualWay: FillWay = { loads: 12, noise: 0 }

/**
 * A plan that fills cartons of the preferred type as long as there are any, then whichever holds most for its cost;
 * undefined when something goes in none, or as soon as the plan cannot stay below the cost that is said.
 */
export const fillCartons = (bench: PackBench, preferred: number, way = usualWay): Cartons | undefined => {
  const { parcels, range, rooms } = bench
  const cartons: Cartons = { filled: [], cartonOf: new Int32Array(parcels.count).fill(-1) }
  const stock = Float64Array.from(range.stock)
  const { below = Number.POSITIVE_INFINITY } = way
  for (let out = parcels.count; out > 0;) {
    let best: FilledCarton | undefined
    if (stock[preferred]! > 0) best = fullest(bench, cartons, preferred, way)
    for (let type = 0; type < rooms.length && (best?.parcels.length ?? 0) === 0; type++) {
      if (type !== preferred && stock[type]! > 0) best = fullest(bench, cartons, type, way)
    }
    if (best === undefined || best.parcels.length === 0) return undefined
    if (way.below !== undefined && cartons.filled.length > 0 && best.parcels.length < out) {
      best = withAll(bench, cartons, stock, out, way) ?? best
    }
    stock[best.type]!--
    out -= best.parcels.length
    addCarton(cartons, best)
    if (out > 0 && leastCost(bench, cartons) >= below) return undefined
  }
  return inCheapestTypes(bench, cartons)
}

/** A carton of any type in stock that takes all `out` parcels that are left. */
const withAll = (
  bench: PackBench,
  cartons: Cartons,
  stock: Float64Array,
  out: number,
  way: FillWay
): FilledCarton | undefined => {
  const { grams, mm3 } = leftOver(bench, cartons)
  for (let type = 0; type < bench.rooms.length; type++) {
    if (stock[type]! <= 0 || bench.roomMm3[type]! < mm3 || bench.rooms[type]!.payloadGrams < grams) continue
    const one = fullest(bench, cartons, type, way)
    if (one.parcels.length === out) return one
  }
  return undefined
}

/** What the plan costs at least, once what is left over is in cartons as well. */
const leastCost = (bench: PackBench, cartons: Cartons): number => {
  const { range, roomMm3, rooms } = bench
  const { grams, mm3 } = leftOver(bench, cartons)
  const byVolume = Math.ceil(mm3 / Math.max(...roomMm3))
  const byMass = Math.ceil(grams / Math.max(1, ...rooms.map(({ payloadGrams }) => payloadGrams)))
  // The cheapest type comes first. What is filled may yet go in the cheapest as well.
  return (cartons.filled.length + Math.max(byVolume, byMass)) * range.costOf(0, 0)
}

const leftOver = ({ parcels }: PackBench, { cartonOf }: Cartons): { readonly grams: number; readonly mm3: number } => {
  const { massGrams, sortOf, volumeMm3 } = parcels
  let grams = 0
  let mm3 = 0
  for (let parcel = 0; parcel < parcels.count; parcel++) {
    if (cartonOf[parcel] !== -1) continue
    grams += massGrams[sortOf[parcel]!]!
    mm3 += volumeMm3[sortOf[parcel]!]!
  }
  return { grams, mm3 }
}

const fullest = (bench: PackBench, { cartonOf }: Cartons, type: number, way: BeamWay): FilledCarton => {
  const { chosen, parcels } = bench
  chosen.count = 0
  for (let parcel = 0; parcel < parcels.count; parcel++) {
    if (cartonOf[parcel] === -1) chosen.parcels[chosen.count++] = parcel
  }
  return fullestByBeam(bench, type, way)
}
