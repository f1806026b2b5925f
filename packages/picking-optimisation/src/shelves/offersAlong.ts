/**
 * What the zone of a tour offers near its walk: the same for as long as the tour is, whoever waits meanwhile.
 */
import { type HeldTour } from "./ShelfBatches.ts"
import { type ShelfColumns } from "./ShelfColumns.ts"

/** In parallel columns: the number of an offer, and what it is guessed to add to the walk. */
export interface NearOffers {
  readonly offer: Int32Array
  readonly mm: Float64Array
}

let offerFound = new Int32Array(0)
let mmFound = new Float64Array(0)

/**
 * The offers that are guessed, as `guessedMm` guesses, to add less than their limit and for which the container has
 * room. O(offers of the zone).
 */
export const offersAlong = (
  { offers, problem }: ShelfColumns,
  limitMm: Float64Array,
  { reach: { asideMm, deepMm }, volume, zone }: Pick<HeldTour, "reach" | "volume" | "zone">
): NearOffers => {
  const aisles = problem.floor.aisleXMm.length
  const room = problem.limits.volumeMm3 - volume
  const [first, end] = [offers.start[zone] as number, offers.start[zone + 1] as number]
  if (offerFound.length < end - first) {
    offerFound = new Int32Array(end - first)
    mmFound = new Float64Array(end - first)
  }
  let count = 0
  for (let offer = first; offer < end; offer++) {
    const aisle = offers.aisle[offer] as number
    const block = offers.block[offer] as number
    let near = offers.nearMm[offer] as number
    let far = offers.farMm[offer] as number
    if (deepMm.length > 0) {
      near = Math.max(0, near - (deepMm[(aisle * 2 + block) * 2] as number))
      far = Math.max(0, far - (deepMm[(aisle * 2 + block) * 2 + 1] as number))
    }
    near += asideMm[aisles + aisle] as number
    far += asideMm[2 * block * aisles + aisle] as number
    const mm = 2 * (near < far ? near : far)
    if (mm >= (limitMm[offer] as number) || (offers.volume[offer] as number) > room) continue
    offerFound[count] = offer
    mmFound[count++] = mm
  }
  return { offer: offerFound.slice(0, count), mm: mmFound.slice(0, count) }
}
