/**
 * A carton's content with one parcel more and up to two fewer: whether it may be tried, and choosing it to be.
 */
import { apartIn } from "./apart.ts"
import type { FilledCarton } from "./Cartons.ts"
import type { PackBench } from "./PackBench.ts"

/** Whether volume, mass and the rules on sharing let the parcel in when one or two others are out. */
export const hasRoom = (
  bench: PackBench,
  { massGrams, parcels: inside, type, volumeMm3 }: FilledCarton,
  parcel: number,
  first: number,
  second: number
): boolean => {
  const { parcels, roomMm3, rooms } = bench
  const { sortOf } = parcels
  const sort = sortOf[parcel]!
  let volume = volumeMm3 + parcels.volumeMm3[sort]!
  let mass = massGrams + parcels.massGrams[sort]!
  if (first >= 0) {
    volume -= parcels.volumeMm3[sortOf[first]!]!
    mass -= parcels.massGrams[sortOf[first]!]!
  }
  if (second >= 0) {
    volume -= parcels.volumeMm3[sortOf[second]!]!
    mass -= parcels.massGrams[sortOf[second]!]!
  }
  if (volume > roomMm3[type]! || mass > rooms[type]!.payloadGrams) return false
  const apart = apartIn(bench, type)
  const row = sort * parcels.sorts
  for (const other of inside) {
    if (other !== first && other !== second && apart[row + sortOf[other]!] === 1) return false
  }
  return true
}

/** Chooses what is in the carton but for two, and one parcel more. */
export const choose = (
  { chosen }: PackBench,
  { parcels }: FilledCarton,
  parcel: number,
  first: number,
  second: number
): void => {
  let count = 0
  for (const other of parcels) if (other !== first && other !== second) chosen.parcels[count++] = other
  chosen.parcels[count++] = parcel
  chosen.count = count
}
