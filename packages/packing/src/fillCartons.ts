/**
 * A first plan carton after carton, each loaded as full as a beam search gets it with what the ones before left over.
 */
import { addCarton, type Cartons, type FilledCarton } from "./Cartons.ts"
import { inCheapestTypes } from "./inCheapestTypes.ts"
import type { PackBench } from "./PackBench.ts"
import { fullestByBeam, type BeamWay } from "./packByBeam.ts"

/** What is tried for each carton when nothing is said. */
const usualWay: BeamWay = { loads: 12, noise: 0 }

/**
 * A plan that fills cartons of the preferred type as long as there are any, then whichever holds most for its cost;
 * undefined when something goes in none.
 */
export const fillCartons = (bench: PackBench, preferred: number, way = usualWay): Cartons | undefined => {
  const { parcels, range, rooms } = bench
  const cartons: Cartons = { filled: [], cartonOf: new Int32Array(parcels.count).fill(-1) }
  const stock = Float64Array.from(range.stock)
  for (let out = parcels.count; out > 0;) {
    let best: FilledCarton | undefined
    if (stock[preferred]! > 0) best = fullest(bench, cartons, preferred, way)
    for (let type = 0; type < rooms.length && (best?.parcels.length ?? 0) === 0; type++) {
      if (type !== preferred && stock[type]! > 0) best = fullest(bench, cartons, type, way)
    }
    if (best === undefined || best.parcels.length === 0) return undefined
    stock[best.type]!--
    out -= best.parcels.length
    addCarton(cartons, best)
  }
  return inCheapestTypes(bench, cartons)
}

const fullest = (bench: PackBench, { cartonOf }: Cartons, type: number, way: BeamWay): FilledCarton => {
  const { chosen, parcels } = bench
  chosen.count = 0
  for (let parcel = 0; parcel < parcels.count; parcel++) {
    if (cartonOf[parcel] === -1) chosen.parcels[chosen.count++] = parcel
  }
  return fullestByBeam(bench, type, way)
}
