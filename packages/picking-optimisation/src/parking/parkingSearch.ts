/**
 * A good order of stops for a picker who parks the cart: stretches of the order are moved, turned round or exchanged,
 * now and then for the worse, and each order is parked along as well as can be.
 *
 * Sources: Prins (2004), A simple and effective evolutionary algorithm for the vehicle routing problem, Computers &
 * Operations Research 31(12), for searching orders that are split at their best; Kirkpatrick, Gelatt and Vecchi (1983),
 * Science 220(4598), for the cooling.
 */
import { type Random } from "@stowage/kernel/Random"
import { type Stop } from "@stowage/kernel/Stop"
import { ParkAlong } from "./parkAlong.ts"
import { type ParkingModel } from "./parkingModel.ts"

/** The best order found. */
export interface FoundOrder {
  readonly order: Int32Array
  readonly millis: number
  readonly stopped: boolean
}

/** Steps of one cooling, for each stop and ten more: few at first, so that something is found soon. */
const stepsPerStop = { atFirst: 20, most: 160 }
/** Long coolings without a better order before the search gives up. */
const patience = 3
/** The temperature at first, in parts of what a stop takes on average. */
const hot = 0.1
const longestStretch = 4
/** Work between two questions to the caller, in looks at an entry; at most so many steps. */
const workAtOnce = { looks: 500_000, steps: 8 }

/** Anneals again and again from the best order, until several coolings bring nothing or the caller says stop. */
export const parkingSearch = (model: ParkingModel, chance: Random, stop: Stop): FoundOrder => {
  const along = new ParkAlong(model)
  const best = nearestFirst(model)
  const now = best.slice()
  const next = best.slice()
  const looks = model.stops * model.parkings * (model.parkings + 10)
  const stepsAtOnce = Math.max(1, Math.min(workAtOnce.steps, Math.floor(workAtOnce.looks / looks)))
  let bestMillis = along.millis(best)
  let iteration = 0
  let perStop = stepsPerStop.atFirst
  for (let idle = 0; idle < patience; perStop *= 2) {
    const steps = Math.min(perStop, stepsPerStop.most) * (model.stops + 10)
    const before = bestMillis
    const hotMillis = (hot * bestMillis) / model.stops
    now.set(best)
    let nowMillis = bestMillis
    for (let step = 0; step < steps; step++) {
      if (step % stepsAtOnce === 0 && stop({ iteration: iteration++, cost: bestMillis })) {
        return { order: best, millis: bestMillis, stopped: true }
      }
      change(now, next, chance)
      const millis = along.millis(next)
      if (millis > nowMillis + chance.exponential(hotMillis * (1 - step / steps))) continue
      now.set(next)
      nowMillis = millis
      if (millis >= bestMillis - 1e-9 * bestMillis) continue
      best.set(next)
      bestMillis = millis
    }
    idle = bestMillis < before || perStop < stepsPerStop.most ? 0 : idle + 1
  }
  return { order: best, millis: bestMillis, stopped: false }
}

/** Writes `now` to `next` with a stretch moved elsewhere, or turned round, or both. */
const change = (now: Int32Array, next: Int32Array, chance: Random): void => {
  const count = now.length
  const length = 1 + chance.int(Math.min(longestStretch, count - 1))
  const from = chance.int(count - length + 1)
  const isTurned = chance.chance(0.5)
  // Where the stretch begins afterwards.
  const to = length > 1 && isTurned && chance.chance(0.3) ? from : chance.int(count - length + 1)
  let read = 0
  for (let write = 0; write < count; write++) {
    if (read === from) read += length
    const inside = write - to
    next[write] =
      inside >= 0 && inside < length
        ? (now[isTurned ? from + length - 1 - inside : from + inside] as number)
        : (now[read++] as number)
  }
}

/** From the stop nearest to the first parking on, each time to the nearest that is left. */
const nearestFirst = ({ first, foot, out, parkings, stops }: ParkingModel): Int32Array => {
  const order = Int32Array.from({ length: stops }, (_, stop) => stop)
  const millisTo = (place: number, stop: number): number => {
    if (place > 0) return foot[(order[place - 1] as number) * stops + stop] as number
    return first.reduce((least, mm, p) => Math.min(least, mm + (out[stop * parkings + p] as number)), never)
  }
  for (let place = 0; place < stops; place++) {
    let nearest = place
    for (let other = place + 1; other < stops; other++) {
      if (millisTo(place, order[other] as number) < millisTo(place, order[nearest] as number)) nearest = other
    }
    const held = order[place] as number
    order[place] = order[nearest] as number
    order[nearest] = held
  }
  return order
}

const never = Number.POSITIVE_INFINITY
