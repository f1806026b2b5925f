/**
 * A first plan: each parcel, largest first, in the first carton that takes it; a new carton is opened when none does.
 *
 * New cartons are all of one type where it takes the parcel; each is then exchanged for the cheapest that takes its
 * content. Over all types in turn, the cheapest such plan is the one to begin with.
 */
import { addCarton, emptyCarton, type Cartons } from "./Cartons.ts"
import { insertParcel } from "./ejectionPool.ts"
import type { PackBench } from "./PackBench.ts"
import { inCheapestTypes } from "./inCheapestTypes.ts"

/** A plan that opens cartons of the preferred type; undefined when a parcel is left over. */
export const firstFitDecreasing = (bench: PackBench, preferred: number): Cartons | undefined => {
  const { parcels, range } = bench
  const { sortOf, volumeMm3 } = parcels
  const cartons: Cartons = { filled: [], cartonOf: new Int32Array(parcels.count).fill(-1) }
  const largestFirst = Int32Array.from(sortOf, (_, parcel) => parcel).sort(
    (a, b) => volumeMm3[sortOf[b]!]! - volumeMm3[sortOf[a]!]! || a - b
  )
  const left = Float64Array.from(range.stock)
  for (const parcel of largestFirst) {
    if (!insertParcel(bench, cartons, parcel, 0) && !openFor(bench, cartons, parcel, preferred, left)) return undefined
  }
  return inCheapestTypes(bench, cartons)
}

/** Opens a carton for one parcel: of the preferred type, or else of the cheapest that takes it. */
const openFor = (
  bench: PackBench,
  cartons: Cartons,
  parcel: number,
  preferred: number,
  left: Float64Array
): boolean => {
  for (let step = -1; step < bench.rooms.length; step++) {
    const type = step < 0 ? preferred : step
    if (left[type]! <= 0 || (step >= 0 && type === preferred)) continue
    const last = cartons.filled.length
    addCarton(cartons, emptyCarton(type))
    if (insertParcel(bench, cartons, parcel, last)) {
      left[type]!--
      return true
    }
    cartons.filled.pop()
  }
  return false
}
