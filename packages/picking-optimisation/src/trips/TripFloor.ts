/**
 * A floor of any shape, as the walks between its places. Places are numbered from 0.
 */
import { shortestWalksFrom, shortestWalksMm } from "@stowage/layout/shortestWalks"
import { type Neighbours, neighboursOf, type WalkGraph } from "@stowage/layout/WalkGraph"

/**
 * A straight walk that is taken from one place to the other; the way back, where there is one, is an arc of its own.
 */
export interface WalkArc {
  readonly from: number
  readonly to: number
  readonly lengthMm: number
}

/** Walks follow arcs. One-way aisles are arcs without their opposites. */
export interface ArcFloor {
  readonly _tag: "ArcFloor"
  readonly places: number
  readonly arcs: ReadonlyArray<WalkArc>
}

/**
 * Distances as somebody measured them: a walk goes from place to place, and a leg is taken to be as long as it says.
 */
export interface MeasuredFloor {
  readonly _tag: "MeasuredFloor"
  readonly places: number
  /** From place `i` to place `j` it is entry `i * places + j`. */
  readonly legMm: ArrayLike<number>
}

export type TripFloor = ArcFloor | MeasuredFloor

/** The floor of a walk graph as somebody with this equipment walks it: one-way and closed edges as they say. */
export const floorOfGraph = (graph: WalkGraph, equipment?: string): ArcFloor => {
  const { first, lengthMm, node } = neighboursOf(graph, equipment)
  const places = graph.nodes.length
  const arcs: Array<WalkArc> = []
  for (let from = 0; from < places; from++) {
    for (let slot = first[from] as number; slot < (first[from + 1] as number); slot++) {
      arcs.push({ from, to: node[slot] as number, lengthMm: lengthMm[slot] as number })
    }
  }
  return { _tag: "ArcFloor", places, arcs }
}

/** The arcs gathered by the place they leave. O(places + arcs). */
export const arcsFrom = ({ arcs, places }: ArcFloor): Neighbours => {
  const first = new Int32Array(places + 1)
  for (const { from } of arcs) first[from + 1] = (first[from + 1] as number) + 1
  for (let place = 0; place < places; place++)
    first[place + 1] = (first[place + 1] as number) + (first[place] as number)
  const next = first.slice()
  const node = new Int32Array(arcs.length)
  const lengthMm = new Float64Array(arcs.length)
  for (const arc of arcs) {
    const slot = next[arc.from] as number
    next[arc.from] = slot + 1
    node[slot] = arc.to
    lengthMm[slot] = arc.lengthMm
  }
  return { first, node, lengthMm }
}

/** The same floor walked backwards. */
export const reversed = ({ arcs, places }: ArcFloor): ArcFloor => ({
  _tag: "ArcFloor",
  places,
  arcs: arcs.map(({ from, lengthMm, to }) => ({ from: to, to: from, lengthMm }))
})

/** Millimetres from one place to every other; `Infinity` where no walk leads. */
export const legsFromMm = (floor: TripFloor, from: number): Float64Array =>
  floor._tag === "ArcFloor"
    ? shortestWalksMm(arcsFrom(floor), from)
    : Float64Array.from({ length: floor.places }, (_, to) => floor.legMm[from * floor.places + to] as number)

/**
 * The shortest legs between some places, row by row: from the `i`th to the `j`th, 0 to itself. O(places × (floor log
 * floor)).
 */
export const legTable = (floor: TripFloor, places: ArrayLike<number>): Float64Array => {
  const count = places.length
  const table = new Float64Array(count * count)
  const walksFrom = floor._tag === "ArcFloor" ? shortestWalksFrom(arcsFrom(floor)) : undefined
  for (let row = 0; row < count; row++) {
    const from = places[row] as number
    const legs = floor._tag === "ArcFloor" ? walksFrom?.(from) : floor.legMm
    const first = floor._tag === "MeasuredFloor" ? from * floor.places : 0
    for (let column = 0; column < count; column++) {
      const to = places[column] as number
      table[row * count + column] = to === from ? 0 : (legs?.[first + to] as number)
    }
  }
  return table
}

/**
 * The places of a shortest walk from one place to another, both included; neither is left out when they are the same.
 */
export const shortestPath = (floor: TripFloor, from: number, to: number): ReadonlyArray<number> =>
  shortestPaths(floor)(from, to)

/** The same for many walks on one floor: each looks no further than it leads. */
export const shortestPaths = (floor: TripFloor): ((from: number, to: number) => ReadonlyArray<number>) => {
  if (floor._tag === "MeasuredFloor") return (from, to) => [from, to]
  const walksFrom = shortestWalksFrom(arcsFrom(floor))
  const back = arcsFrom(reversed(floor))
  const next = new Int32Array(floor.places).fill(-1)
  return (from, to) => {
    if (from === to) return [from, to]
    const walkMm = walksFrom(from, to)
    const open = [to]
    // Legs of no length would lead a walk in circles: places are reached one after the other, and each once.
    for (const place of open) {
      if (place === from) break
      for (let slot = back.first[place] as number; slot < (back.first[place + 1] as number); slot++) {
        const before = back.node[slot] as number
        const isTight = (walkMm[before] as number) + (back.lengthMm[slot] as number) === walkMm[place]
        if (!isTight || before === to || (next[before] as number) >= 0) continue
        next[before] = place
        open.push(before)
      }
    }
    const path = [from]
    for (let place = from; place !== to; path.push(place)) place = next[place] as number
    for (const place of open) next[place] = -1
    return path
  }
}
