/**
 * The cartons of a plan while it is searched for: what is in each, and how it lies.
 */
import { lyingSize, type PackBench } from "./PackBench.ts"

/** One carton with its content. Never changed in place: what is repacked is a carton of its own. */
export interface FilledCarton {
  readonly type: number
  readonly parcels: Int32Array
  /** `lyingSize` numbers a unit, in an order in which they can be loaded. */
  readonly lying: Int32Array
  readonly volumeMm3: number
  readonly massGrams: number
}

/** Cartons and, for each parcel, which one it is in; -1 for none. */
export interface Cartons {
  readonly filled: Array<FilledCarton>
  readonly cartonOf: Int32Array
}

export const emptyCarton = (type: number): FilledCarton => ({
  type,
  parcels: new Int32Array(0),
  lying: new Int32Array(0),
  volumeMm3: 0,
  massGrams: 0
})

/** The chosen parcels as they were last found to go in a carton of this type. */
export const filledAsFound = ({ chosen, lying, parcels }: PackBench, type: number): FilledCarton => {
  let volumeMm3 = 0
  let massGrams = 0
  for (let at = 0; at < chosen.count; at++) {
    volumeMm3 += parcels.volumeMm3[parcels.sortOf[chosen.parcels[at]!]!]!
    massGrams += parcels.massGrams[parcels.sortOf[chosen.parcels[at]!]!]!
  }
  return {
    type,
    parcels: chosen.parcels.slice(0, chosen.count),
    lying: lying.units.slice(0, lying.count * lyingSize),
    volumeMm3,
    massGrams
  }
}

/** Puts a filled carton in the place of another one; parcels that it does not hold any more are in none. */
export const replaceCarton = ({ cartonOf, filled }: Cartons, index: number, by: FilledCarton): void => {
  for (const parcel of filled[index]!.parcels) if (cartonOf[parcel] === index) cartonOf[parcel] = -1
  filled[index] = by
  for (const parcel of by.parcels) cartonOf[parcel] = index
}

/** Takes a carton out; the last one gets its number. Its parcels are in none. */
export const removeCarton = ({ cartonOf, filled }: Cartons, index: number): FilledCarton => {
  const removed = filled[index]!
  for (const parcel of removed.parcels) cartonOf[parcel] = -1
  const last = filled.pop()!
  if (index < filled.length) {
    filled[index] = last
    for (const parcel of last.parcels) cartonOf[parcel] = index
  }
  return removed
}

export const addCarton = ({ cartonOf, filled }: Cartons, carton: FilledCarton): void => {
  for (const parcel of carton.parcels) cartonOf[parcel] = filled.length
  filled.push(carton)
}

export const copyCartons = ({ cartonOf, filled }: Cartons): Cartons => ({
  filled: [...filled],
  cartonOf: Int32Array.from(cartonOf)
})
