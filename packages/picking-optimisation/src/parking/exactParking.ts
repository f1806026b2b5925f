/**
 * The best parkings and rounds over a few stops, by every way to part them into rounds.
 *
 * Source: Held and Karp (1962), A dynamic programming approach to sequencing problems, SIAM Journal 10(1), over sets of
 * stops for each round, and once more over the sets fetched.
 */
import { addLoad, handsCarry, type ParkingModel } from "./parkingModel.ts"

const never = Number.POSITIVE_INFINITY

/** Up to so many stops and parkings there is time for it. */
export const mostForExactParking = { stops: 9, parkings: 60 }

/**
 * An order in which the stops are fetched in the least time, wherever rounds begin. O(3ⁿ × parkings + 2ⁿ × parkings ×
 * (n² + parkings)).
 */
export const exactParking = (model: ParkingModel): Int32Array => {
  const { first, last, parkings, stops, wheel } = model
  const sets = 2 ** stops
  const rounds = Array.from({ length: parkings }, (_, p) => roundsFrom(model, p))
  const fetched = new Float64Array(sets * parkings).fill(never)
  const ready = new Float64Array(parkings)
  const cameBy = new Int32Array(sets * parkings)
  const cameFrom = new Int32Array(sets * parkings)
  for (let set = 0; set < sets; set++) {
    const row = set * parkings
    for (let to = 0; to < parkings; to++) {
      ready[to] = set === 0 ? (first[to] as number) : (fetched[row + to] as number)
      cameFrom[row + to] = to
      for (let from = 0; from < parkings; from++) {
        // Nothing is fetched yet where the cart is at its start: it comes from nowhere else.
        const millis = (fetched[row + from] as number) + (wheel[from * parkings + to] as number)
        if (from === to || millis >= (ready[to] as number)) continue
        ready[to] = millis
        cameFrom[row + to] = from
      }
    }
    const left = sets - 1 - set
    for (let round = left; round > 0; round = (round - 1) & left) {
      for (let p = 0; p < parkings; p++) {
        const millis = (ready[p] as number) + (rounds[p]?.millis[round] as number)
        const at = (set | round) * parkings + p
        if (millis >= (fetched[at] as number)) continue
        fetched[at] = millis
        cameBy[at] = round
      }
    }
  }
  let parking = 0
  const whole = (sets - 1) * parkings
  for (let p = 1; p < parkings; p++) {
    const least = (fetched[whole + parking] as number) + (last[parking] as number)
    if ((fetched[whole + p] as number) + (last[p] as number) < least) parking = p
  }
  const order: Array<number> = []
  for (let set = sets - 1; set > 0;) {
    const round = cameBy[set * parkings + parking] as number
    order.push(...(rounds[parking]?.backwards(round) ?? []))
    set ^= round
    parking = cameFrom[set * parkings + parking] as number
  }
  return Int32Array.from(order.reverse())
}

/** The shortest round from one parking over each set of stops; `Infinity` for more than hands carry. */
const roundsFrom = (model: ParkingModel, parking: number) => {
  const { back, foot, out, parkings, stops } = model
  const sets = 2 ** stops
  // The least time to come over the stops of a set to the last of them, and which was before it.
  const overMillis = new Float64Array(sets * stops).fill(never)
  const before = new Int32Array(sets * stops).fill(-1)
  const millis = new Float64Array(sets).fill(never)
  const lastOf = new Int32Array(sets)
  for (let stop = 0; stop < stops; stop++) {
    overMillis[(1 << stop) * stops + stop] = out[stop * parkings + parking] as number
  }
  for (let set = 1; set < sets; set++) {
    const isCarried = carries(model, set)
    for (let at = 0; at < stops; at++) {
      const soFar = overMillis[set * stops + at] as number
      if (soFar === never) continue
      const round = soFar + (back[at * parkings + parking] as number)
      if (isCarried && round < (millis[set] as number)) {
        millis[set] = round
        lastOf[set] = at
      }
      for (let next = 0; next < stops; next++) {
        if ((set & (1 << next)) !== 0) continue
        const entry = (set | (1 << next)) * stops + next
        const sum = soFar + (foot[at * stops + next] as number)
        if (sum >= (overMillis[entry] as number)) continue
        overMillis[entry] = sum
        before[entry] = at
      }
    }
  }
  const backwards = (round: number): ReadonlyArray<number> => {
    const order: Array<number> = []
    let set = round
    for (let at = lastOf[round] as number; at >= 0;) {
      const earlier = before[set * stops + at] as number
      order.push(at)
      set ^= 1 << at
      at = earlier
    }
    return order
  }
  return { millis, backwards }
}

const carries = (model: ParkingModel, set: number): boolean => {
  const sum = new Float64Array(model.most.length)
  for (let stop = 0; stop < model.stops; stop++) if ((set & (1 << stop)) !== 0) addLoad(model, stop, sum)
  return handsCarry(model, sum)
}
