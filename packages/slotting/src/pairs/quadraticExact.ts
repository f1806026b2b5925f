/**
 * The best of all plans of a small quadratic assignment, proved.
 */
import type { Stop } from "@stowage/kernel/Stop"
import { linearAssignment } from "./linearAssignment.ts"
import type { QuadraticModel } from "./QuadraticModel.ts"

/** Items are placed one after the other; what is not placed is bounded from below. */
interface Branching {
  readonly model: QuadraticModel
  /** The items in the order they are placed: those with most flow first. */
  readonly order: Int32Array
  readonly place: Int32Array
  readonly isTaken: Uint8Array
  readonly stop: Stop
  iteration: number
  least: number
  best: Int32Array
}

/** Nodes between two questions whether to stop. */
const stride = 200

/**
 * Depth-first branch and bound. `first` is a plan and what it costs; only cheaper ones are looked for. Gives the best,
 * and whether the caller stopped it, so that it may not be the best of all.
 *
 * n! plans at worst; a few seconds for twelve items. An iteration is two hundred nodes.
 *
 * Source: Gilmore (1962), Optimal and suboptimal algorithms for the quadratic assignment problem, SIAM Journal 10.
 */
export const quadraticExact = (
  model: QuadraticModel,
  first: { readonly place: Int32Array; readonly cost: number },
  stop: Stop
): { readonly place: Int32Array; readonly stopped: boolean } => {
  const { size } = model
  const branching: Branching = {
    model,
    order: byFlow(model),
    place: new Int32Array(size).fill(-1),
    isTaken: new Uint8Array(size),
    stop,
    iteration: 0,
    least: first.cost,
    best: first.place
  }
  const stopped = branch(branching, 0, 0)
  return { place: branching.best, stopped }
}

const byFlow = ({ flowBoth, size }: QuadraticModel): Int32Array => {
  const flow = Float64Array.from({ length: size }, (_, item) => {
    let sum = 0
    for (let other = 0; other < size; other++) sum += flowBoth[item * size + other]!
    return sum
  })
  return Int32Array.from({ length: size }, (_, item) => item).sort((a, b) => flow[b]! - flow[a]! || a - b)
}

/** Places the item at `depth` in every way that may be cheaper. Returns whether the caller stopped it. */
const branch = (branching: Branching, depth: number, spent: number): boolean => {
  const { best, isTaken, least, model, order, place, stop } = branching
  const { items, size } = model
  if (branching.iteration++ % stride === 0) {
    const progress = { iteration: Math.floor(branching.iteration / stride), cost: least }
    if (stop(progress)) return true
  }
  // Empty places have no flow, but may cost to be left: they take what is free at the end.
  if (depth === items) {
    if (spent >= branching.least - 1e-12 * branching.least) return false
    branching.least = spent
    branching.best = completed(place, isTaken, best.length)
    return false
  }
  const costs = openCosts(branching, depth)
  const bound = linearAssignment({ rows: items - depth, columns: size - depth, cost: costs.total })
  if (bound._tag !== "Assigned" || spent + bound.cost >= branching.least * (1 - 1e-12)) return false
  const item = order[depth]!
  for (const [column, at] of costs.free.entries()) {
    // What the others cost at least when this item is here is the bound and what this pair is above its prices.
    const above = costs.total[column]! - bound.rowPrice[0]! - bound.columnPrice[column]!
    if (spent + bound.cost + above >= branching.least * (1 - 1e-12)) continue
    place[item] = at
    isTaken[at] = 1
    const stopped = branch(branching, depth + 1, spent + costs.fixed[column]!)
    place[item] = -1
    isTaken[at] = 0
    if (stopped) return true
  }
  return false
}

const completed = (place: Int32Array, isTaken: Uint8Array, size: number): Int32Array => {
  const whole = place.slice()
  let free = 0
  for (let item = 0; item < size; item++) {
    if (whole[item]! >= 0) continue
    while (isTaken[free] === 1) free++
    whole[item] = free++
  }
  return whole
}

interface OpenCosts {
  readonly free: ReadonlyArray<number>
  /** Of the first open item: what it costs in each free place with those placed. */
  readonly fixed: Float64Array
  /** Of every open item in each free place: with those placed, and half its least with those open. */
  readonly total: Float64Array
}

const openCosts = ({ isTaken, model, order, place }: Branching, depth: number): OpenCosts => {
  const { items, layers, placing, size } = model
  const open = order.subarray(depth).filter((item) => item < items)
  const free = Array.from({ length: size }, (_, at) => at).filter((at) => isTaken[at] === 0)
  const total = new Float64Array(open.length * free.length)
  for (const [row, item] of open.entries()) {
    for (const [column, at] of free.entries()) total[row * free.length + column] = placing[item * size + at]!
  }
  for (const { distance, flow } of layers) {
    for (const [row, item] of open.entries()) {
      for (let rank = 0; rank < depth; rank++) {
        const much = flow[item * size + order[rank]!]!
        if (much === 0) continue
        const from = place[order[rank]!]! * size
        for (const [column, at] of free.entries()) total[row * free.length + column]! += much * distance[from + at]!
      }
    }
  }
  const fixed = total.slice(0, free.length)
  for (const { distance, flow } of layers) addLeast(total, open, free, flow, distance, size)
  return { free, fixed, total }
}

/** Adds half of each open item's flows, largest first, over the distances of each free place, shortest first. */
const addLeast = (
  total: Float64Array,
  open: Int32Array,
  free: ReadonlyArray<number>,
  flow: Float64Array,
  distance: Float64Array,
  size: number
): void => {
  const near = free.map((at) =>
    Float64Array.from(
      free.filter((other) => other !== at),
      (other) => distance[other * size + at]!
    ).sort()
  )
  for (const [row, item] of open.entries()) {
    const flows = Float64Array.from(
      open.filter((other) => other !== item),
      (other) => flow[item * size + other]!
    )
      .sort()
      .reverse()
    for (let column = 0; column < free.length; column++) {
      let least = 0
      for (let rank = 0; rank < flows.length; rank++) least += flows[rank]! * near[column]![rank]!
      total[row * free.length + column]! += least / 2
    }
  }
}
