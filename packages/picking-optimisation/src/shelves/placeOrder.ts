/**
 * Which units an order would get in a batch, and how much further it would make the batch walk.
 */
import { addedWalkMm } from "./addedWalk.ts"
import { type HeldBatch, type HeldTour, type Placement, type ShelfBatches } from "./ShelfBatches.ts"
import { type ShelfColumns } from "./ShelfColumns.ts"
import { type TourReach } from "./TourReach.ts"

/** What a unit would add to a walk that goes where `reach` says: never less than it really adds. O(1). */
export const guessedMm = (shelf: ShelfColumns, { asideMm, deepMm }: TourReach, unit: number): number => {
  const aisles = shelf.problem.floor.aisleXMm.length
  const aisle = shelf.aisleOf[unit] as number
  const block = shelf.blockOf[unit] as number
  let near = shelf.nearMm[unit] as number
  let far = shelf.farMm[unit] as number
  if (deepMm.length > 0) {
    const at = (aisle * 2 + block) * 2
    near = Math.max(0, near - (deepMm[at] as number))
    far = Math.max(0, far - (deepMm[at + 1] as number))
  }
  const fromMiddle = near + (asideMm[aisles + aisle] as number)
  const fromFar = far + (asideMm[2 * block * aisles + aisle] as number)
  return 2 * (fromMiddle < fromFar ? fromMiddle : fromFar)
}

/** An order in a batch, line by line the least that is added; undefined when units or room are missing. */
export interface PlacedOrder extends Placement {
  readonly addedMm: number
}

/** How many of the ways to fetch a unit that seem shortest are measured. */
const measured = 3

/**
 * Request after request, that which is farthest from the depot first: of the ways that seem shortest the one that is. A
 * unit is put on a tour of its zone with room for it, or fetched by a new one. O(requests × units of their SKUs × tours
 * of a zone).
 */
export const placeOrder = (search: ShelfBatches, batch: HeldBatch, order: number): PlacedOrder | undefined => {
  const { requestStart, skuOfRequest } = search.shelf
  const first = requestStart[order] as number
  const count = (requestStart[order + 1] as number) - first
  const units = new Int32Array(count).fill(-1)
  const tours = new Int32Array(count).fill(-1)
  let sumMm = 0
  for (const index of hardestFirst(search.shelf, first, count)) {
    const ways = likelyWays(search, batch, skuOfRequest[first + index] as number, { units, tours })
    let leastMm = Number.POSITIVE_INFINITY
    for (const { guess, tour, unit } of ways) {
      const mm = tour < 0 ? guess : addedWalkMm(search.shelf, batch.tours[tour] as HeldTour, unit)
      if (mm >= leastMm) continue
      leastMm = mm
      units[index] = unit
      tours[index] = tour
    }
    if (units[index] === -1) return undefined
    sumMm += leastMm
  }
  return { units, tours, addedMm: sumMm }
}

/** The requests of an order from `first` on, by how far the nearest unit of each is. */
const hardestFirst = ({ leastAloneMm }: ShelfColumns, first: number, count: number): ReadonlyArray<number> =>
  Array.from({ length: count }, (_, index) => index).sort(
    (a, b) => (leastAloneMm[first + b] as number) - (leastAloneMm[first + a] as number) || a - b
  )

interface Way {
  readonly guess: number
  readonly unit: number
  readonly tour: number
}

/** By what they are guessed to add; of equal ones the first. */
const likelyWays = (
  { shelf, taken }: ShelfBatches,
  batch: HeldBatch,
  sku: number,
  chosen: Placement
): ReadonlyArray<Way> => {
  const { entries, start } = shelf.unitsOfSku
  const most = shelf.problem.limits.volumeMm3
  const ways: Array<Way> = []
  const consider = (guess: number, unit: number, tour: number): void => {
    if (ways.length === measured && guess >= (ways.at(-1) as Way).guess) return
    let at = ways.length
    while (at > 0 && (ways[at - 1] as Way).guess > guess) at--
    ways.splice(at, 0, { guess, unit, tour })
    if (ways.length > measured) ways.pop()
  }
  for (let at = start[sku] as number; at < (start[sku + 1] as number); at++) {
    const unit = entries[at] as number
    const volume = shelf.volumeOf[unit] as number
    if (taken[unit] === 1 || volume > most || chosen.units.includes(unit)) continue
    consider(Math.min(shelf.aloneMm[unit] as number, besideMm(shelf, chosen, unit)), unit, -1)
    for (let tour = 0; tour < batch.tours.length; tour++) {
      const held = batch.tours[tour] as HeldTour
      if (held.zone !== shelf.zoneOf[unit]) continue
      if (held.volume + volume + chosenVolume(shelf, chosen, tour) > most) continue
      consider(guessedMm(shelf, held.reach, unit), unit, tour)
    }
  }
  return ways
}

/** What a unit would add to the new tour of its zone that another unit of the order has asked for; never when none has. */
const besideMm = (shelf: ShelfColumns, { tours, units }: Placement, unit: number): number => {
  const { depotAisle, floor, withinAisle } = shelf.problem
  const fromDepotMm = (aisle: number): number =>
    (floor.aisleXMm[aisle] as number) - (floor.aisleXMm[depotAisle] as number)
  let least = Number.POSITIVE_INFINITY
  for (let index = 0; index < units.length; index++) {
    const other = units[index] as number
    if (other === -1 || tours[index] !== -1 || shelf.zoneOf[other] !== shelf.zoneOf[unit]) continue
    const across = fromDepotMm(shelf.aisleOf[unit] as number)
    const there = fromDepotMm(shelf.aisleOf[other] as number)
    const further = across * there > 0 ? Math.max(0, Math.abs(across) - Math.abs(there)) : Math.abs(across)
    const onTheWay =
      withinAisle === "straight" &&
      shelf.aisleOf[other] === shelf.aisleOf[unit] &&
      shelf.blockOf[other] === shelf.blockOf[unit]
    const deepMm = (shelf.nearMm[unit] as number) - (onTheWay ? (shelf.nearMm[other] as number) : 0)
    least = Math.min(least, 2 * (further + Math.max(0, deepMm)))
  }
  return least
}

const chosenVolume = (shelf: ShelfColumns, { tours, units }: Placement, tour: number): number => {
  let volume = 0
  for (let index = 0; index < units.length; index++) {
    if (units[index] !== -1 && tours[index] === tour) volume += shelf.volumeOf[units[index] as number] as number
  }
  return volume
}
