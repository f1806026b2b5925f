/**
 * The least time that fetching to a parked cart could take, without searching for a way.
 */
import { type ParkingModel } from "./parkingModel.ts"

/**
 * No plan takes less: somebody comes to every stop from another or from a parking, goes back at least as often as hands
 * are full, and wheels the cart to its first parking and home from its last. Milliseconds. O(stops × (stops +
 * parkings)).
 */
export const parkingBound = (model: ParkingModel): number => {
  const { back, first, foot, last, load, most, out, parkings, stops } = model
  let comeMillis = 0
  let backMillis = Number.POSITIVE_INFINITY
  for (let stop = 0; stop < stops; stop++) {
    let least = Number.POSITIVE_INFINITY
    for (let p = 0; p < parkings; p++) {
      least = Math.min(least, out[stop * parkings + p] as number)
      backMillis = Math.min(backMillis, back[stop * parkings + p] as number)
    }
    for (let from = 0; from < stops; from++) {
      if (from !== stop) least = Math.min(least, foot[from * stops + stop] as number)
    }
    comeMillis += least
  }
  let rounds = 1
  for (let limit = 0; limit < most.length; limit++) {
    const sum = load.subarray(limit * stops, (limit + 1) * stops).reduce((all, each) => all + each, 0)
    rounds = Math.max(rounds, Math.ceil(sum / (most[limit] as number) - 1e-6))
  }
  return leastOf(first) + leastOf(last) + comeMillis + rounds * backMillis
}

const leastOf = (values: Float64Array): number =>
  values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY)
