/**
 * Items in places, and what each would cost anywhere else, kept up to date as items change places.
 */
import type { FlowLayer, QuadraticModel } from "./QuadraticModel.ts"

export interface PlacedItems {
  readonly model: QuadraticModel
  /** The place of each item. */
  readonly place: Int32Array
  /** What each item's flows cost in each place while the others stay where they are: a row for each item. */
  readonly share: Float64Array
  /** What the item's flows cost where it is. */
  readonly here: Float64Array
  /** What changing the places of two items adds to the cost, below 0 when it saves: at `lower × n + higher`. */
  readonly delta: Float64Array
  /** Of the change being made: how much farther each place is, and each item, and how much more flow each item has. */
  readonly change: Float64Array
  readonly changeHere: Float64Array
  readonly much: Float64Array
  cost: number
}

/** Items in these places. O(n³). */
export const placedItems = (model: QuadraticModel, place: ArrayLike<number>): PlacedItems => {
  const { size } = model
  const placed: PlacedItems = {
    model,
    place: new Int32Array(size),
    share: new Float64Array(size * size),
    here: new Float64Array(size),
    delta: new Float64Array(size * size),
    change: new Float64Array(size),
    changeHere: new Float64Array(size),
    much: new Float64Array(size),
    cost: 0
  }
  placeAnew(placed, place)
  return placed
}

/** Puts all items in other places and measures everything anew. O(n³). */
export const placeAnew = (placed: PlacedItems, place: ArrayLike<number>): void => {
  const { layers, placing, size } = placed.model
  const { here, share } = placed
  placed.place.set(place)
  share.set(placing)
  for (const { distance, flow } of layers) {
    for (let item = 0; item < size; item++) {
      for (let other = 0; other < size; other++) {
        const much = flow[item * size + other]!
        if (much === 0) continue
        const from = placed.place[other]! * size
        for (let to = 0; to < size; to++) share[item * size + to]! += much * distance[from + to]!
      }
    }
  }
  let twice = 0
  let alone = 0
  for (let item = 0; item < size; item++) {
    const at = item * size + placed.place[item]!
    here[item] = share[at]!
    twice += share[at]! - placing[at]!
    alone += placing[at]!
  }
  placed.cost = twice / 2 + alone
  measureAllDeltas(placed)
}

/** What changing the places of two items adds to the cost, from the shares. */
const measuredDelta = ({ here, model, place, share }: PlacedItems, one: number, other: number): number => {
  const { distanceBoth, flowBoth, size } = model
  const [at, there] = [place[one]!, place[other]!]
  const between = flowBoth[one * size + other]! * distanceBoth[at * size + there]!
  return share[one * size + there]! + share[other * size + at]! - here[one]! - here[other]! + between
}

const measureAllDeltas = (placed: PlacedItems): void => {
  const { size } = placed.model
  for (let one = 0; one < size; one++) {
    for (let other = one + 1; other < size; other++) {
      placed.delta[one * size + other] = measuredDelta(placed, one, other)
    }
  }
}

/**
 * Changes the places of two items, `one` the lower. O(n²), less where flows are few.
 *
 * Source: Taillard (1991), for deltas of pairs apart from the two in O(1); shares give those of the two in O(1) too.
 */
export const swapItems = (placed: PlacedItems, one: number, other: number): void => {
  const { delta, here, model, place } = placed
  const { layers, size } = model
  placed.cost += delta[one * size + other]!
  for (let layer = 0; layer < layers.length; layer++) changeLayer(placed, layers[layer]!, one, other)
  const at = place[one]!
  place[one] = place[other]!
  place[other] = at
  for (let item = 0; item < size; item++) here[item] = placed.share[item * size + place[item]!]!
  measureDeltasOf(placed, one)
  measureDeltasOf(placed, other)
}

/** Brings shares and deltas up to date with one layer; `one` and `other` are still where they were. */
const changeLayer = (placed: PlacedItems, { distance, flow }: FlowLayer, one: number, other: number): void => {
  const { change, changeHere, delta, model, much, place, share } = placed
  const { size } = model
  const [at, there] = [place[one]! * size, place[other]! * size]
  for (let to = 0; to < size; to++) change[to] = distance[there + to]! - distance[at + to]!
  for (let item = 0; item < size; item++) {
    changeHere[item] = change[place[item]!]!
    much[item] = flow[item * size + one]! - flow[item * size + other]!
  }
  for (let item = 0; item < size; item++) {
    const row = item * size
    const mine = much[item]!
    const mineHere = changeHere[item]!
    if (mine !== 0) for (let to = 0; to < size; to++) share[row + to]! += mine * change[to]!
    for (let next = item + 1; next < size; next++) {
      delta[row + next]! += (mine - much[next]!) * (changeHere[next]! - mineHere)
    }
  }
}

const measureDeltasOf = (placed: PlacedItems, item: number): void => {
  const { delta, model } = placed
  const { size } = model
  for (let lower = 0; lower < item; lower++) delta[lower * size + item] = measuredDelta(placed, lower, item)
  for (let upper = item + 1; upper < size; upper++) delta[item * size + upper] = measuredDelta(placed, item, upper)
}
