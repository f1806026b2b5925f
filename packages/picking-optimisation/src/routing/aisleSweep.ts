/**
 * The least walk over one block, found by sweeping its aisles from left to right.
 *
 * What has been walked so far is, wherever the rest leads, one of five kinds: what matters is only whether an odd or
 * even number of walks end at the front and at the back of the last aisle, and whether they hang together. The sweep
 * keeps the cheapest of each kind. Aisles in which nothing is to be done are passed over: a walk through one is worth
 * no more than the same walk through its neighbour on one side or the other, so leaving them out loses nothing.
 *
 * Source: Ratliff and Rosenthal (1983), Order-picking in a rectangular warehouse: a solvable case of the traveling
 * salesman problem, Operations Research 31(3), 507-521. Two of their seven classes, in which nothing is walked yet or
 * all is done already, cannot occur between the first and the last aisle with something to do.
 */
import { type RectangularFloor } from "@stowage/layout/Floor"
import { type Crossing } from "./RoutingProblem.ts"
import { type Stops } from "./Stops.ts"

// How an aisle is walked: through once; in from the front and out again; in from the back and out again; both of these,
// leaving out the widest gap; through and back.
export const THROUGH = 0
export const FROM_FRONT = 1
export const FROM_BACK = 2
export const FROM_BOTH = 3
export const TWICE = 4
const WAYS = 5

// Kinds of partial walk: an odd number of walks ends at both corners; even at the front and none at the back; even at
// the back and none at the front; even at both, hanging together; even at both, in two parts.
const ODD = 0
const FRONT = 1
const BACK = 2
const JOINED = 3
const SPLIT = 4
const KINDS = 5

/** What a kind becomes by walking the next aisle in each way: a row per kind. */
const AFTER_AISLE = Uint8Array.from(
  [
    [JOINED, ODD, ODD, ODD, ODD],
    [ODD, FRONT, SPLIT, SPLIT, JOINED],
    [ODD, SPLIT, BACK, SPLIT, JOINED],
    [ODD, JOINED, JOINED, JOINED, JOINED],
    [ODD, SPLIT, SPLIT, SPLIT, JOINED]
  ].flat()
)
/** What the first aisle alone is, by the way it is walked. */
const FIRST_AISLE = Uint8Array.of(ODD, FRONT, BACK, SPLIT, JOINED)

// The nine ways on to the next aisle: from a kind, to a kind, with so many walks along the front and the back
// cross-aisle.
const CROSSING_FROM = Uint8Array.of(ODD, FRONT, FRONT, BACK, BACK, JOINED, JOINED, JOINED, SPLIT)
const CROSSING_TO = Uint8Array.of(ODD, FRONT, SPLIT, BACK, SPLIT, FRONT, BACK, JOINED, SPLIT)
const CROSSING_FRONT = Uint8Array.of(1, 2, 2, 0, 2, 2, 0, 2, 2)
const CROSSING_BACK = Uint8Array.of(1, 0, 2, 2, 2, 0, 2, 2, 2)
const CROSSINGS = 9

/** How the cheapest walk goes, aisle by aisle. Valid until the sweep is used again. */
export interface SweptWalk {
  /** Number of aisles with something to do: those with stops, and the depot's. */
  readonly aisles: number
  /** Index of each in the floor. */
  readonly aisle: Int32Array
  /** The stops of aisle `k` are entries `first[k]` up to `first[k + 1]` of the list swept. */
  readonly first: Int32Array
  /** The entry behind the widest gap between two stops, or between a stop and the depot. */
  readonly gapEnds: Int32Array
  /** `THROUGH` to `TWICE`. */
  readonly way: Uint8Array
  /** Walks along each cross-aisle from aisle `k` to aisle `k + 1`. */
  readonly frontWalks: Uint8Array
  readonly backWalks: Uint8Array
}

/** Answers for any selection of the same stops. Not re-entrant: an answer is overwritten by the next. */
export interface AisleSweep {
  /**
   * Length of the least walk over the first `count` stops of `list`, which is ascending. O(aisles + count), allocates
   * nothing.
   */
  readonly walkMm: (list: Int32Array, count: number) => number
  /** The walk last measured. Of equal walks the one found first, by kind and way in the order above. */
  readonly walk: () => SweptWalk
}

/** A sweep for selections of these stops on one block. */
export const aisleSweep = (floor: RectangularFloor, depot: Crossing, stops: Stops): AisleSweep => {
  const table = emptyTable(floor, depot, stops)
  let aisles = 0
  let last = FRONT

  const walkMm = (list: Int32Array, count: number): number => {
    aisles = 0
    let entry = 0
    let depotDue = true
    while (entry < count || depotDue) {
      const next = entry < count ? (stops.aisle[list[entry] as number] as number) : floor.aisleXMm.length
      const here = depotDue && depot.aisle <= next ? depot.aisle : next
      if (here === depot.aisle) depotDue = false
      const from = entry
      while (entry < count && stops.aisle[list[entry] as number] === here) entry++
      const k = aisles++
      table.aisle[k] = here
      table.first[k] = from
      table.first[k + 1] = entry
      measure(table, k, list)
      if (k === 0) startWith(table)
      else {
        crossTo(table, k)
        walkAisle(table, k)
      }
    }
    const { soFar } = table
    last = FRONT
    if ((soFar[BACK] as number) < (soFar[last] as number)) last = BACK
    if ((soFar[JOINED] as number) < (soFar[last] as number)) last = JOINED
    return soFar[last] as number
  }
  return { walkMm, walk: () => trace(table, aisles, last) }
}

/** What a sweep writes in: the walk's own arrays, and per kind the cheapest so far and how it came about. */
interface SweepTable extends Omit<SweptWalk, "aisles"> {
  readonly aisleXMm: ReadonlyArray<number>
  readonly yMm: Float64Array
  readonly depot: Crossing
  readonly frontMm: number
  readonly backMm: number
  /** Cost of each way of walking the aisle at hand. */
  readonly wayMm: Float64Array
  readonly soFar: Float64Array
  /** `soFar` with the step to the next aisle, and the crossing that step was. */
  readonly crossed: Float64Array
  readonly crossedBy: Uint8Array
  /** Per aisle and kind: the way the aisle was walked, and the crossing that led to it. */
  readonly chosenWay: Uint8Array
  readonly chosenCrossing: Uint8Array
}

const emptyTable = (floor: RectangularFloor, depot: Crossing, stops: Stops): SweepTable => {
  const most = Math.min(floor.aisleXMm.length, stops.aisle.length + 1)
  return {
    aisleXMm: floor.aisleXMm,
    yMm: stops.yMm,
    depot,
    frontMm: floor.crossAisleYMm[0] as number,
    backMm: floor.crossAisleYMm[1] as number,
    aisle: new Int32Array(most),
    first: new Int32Array(most + 1),
    gapEnds: new Int32Array(most),
    way: new Uint8Array(most),
    frontWalks: new Uint8Array(most),
    backWalks: new Uint8Array(most),
    wayMm: new Float64Array(WAYS),
    soFar: new Float64Array(KINDS),
    crossed: new Float64Array(KINDS),
    crossedBy: new Uint8Array(KINDS),
    chosenWay: new Uint8Array(most * KINDS),
    chosenCrossing: new Uint8Array(most * KINDS)
  }
}

/** What each way of walking aisle number `k` costs. The depot is one of the places to reach in its aisle. */
const measure = (table: SweepTable, k: number, list: Int32Array): void => {
  const { backMm, depot, first, frontMm, gapEnds, wayMm, yMm } = table
  const depotInFront = table.aisle[k] === depot.aisle && depot.crossAisle === 0
  const depotBehind = table.aisle[k] === depot.aisle && depot.crossAisle === 1
  const end = first[k + 1] as number
  let nearMm = depotInFront ? frontMm : backMm
  let farMm = depotBehind ? backMm : frontMm
  let before = depotInFront ? frontMm : Number.NaN
  let gapMm = Number.NEGATIVE_INFINITY
  for (let entry = first[k] as number; entry < end; entry++) {
    const y = yMm[list[entry] as number] as number
    if (y < nearMm) nearMm = y
    if (y > farMm) farMm = y
    if (y - before > gapMm) {
      gapMm = y - before
      gapEnds[k] = entry
    }
    before = y
  }
  if (depotBehind && backMm - before > gapMm) {
    gapMm = backMm - before
    gapEnds[k] = end
  }
  const lengthMm = backMm - frontMm
  // In from the far corner up to the depot is as far as through and back, which joins more: never better, so left out.
  wayMm[THROUGH] = lengthMm
  wayMm[FROM_FRONT] = depotBehind ? Number.POSITIVE_INFINITY : 2 * (farMm - frontMm)
  wayMm[FROM_BACK] = depotInFront ? Number.POSITIVE_INFINITY : 2 * (backMm - nearMm)
  wayMm[FROM_BOTH] = 2 * (lengthMm - gapMm)
  wayMm[TWICE] = 2 * lengthMm
}

const startWith = ({ chosenWay, soFar, wayMm }: SweepTable): void => {
  soFar.fill(Number.POSITIVE_INFINITY)
  for (let how = 0; how < WAYS; how++) {
    const kind = FIRST_AISLE[how] as number
    soFar[kind] = wayMm[how] as number
    chosenWay[kind] = how
  }
}

/** On from the aisle before to aisle number `k`. */
const crossTo = ({ aisle, aisleXMm, crossed, crossedBy, soFar }: SweepTable, k: number): void => {
  const stepMm = (aisleXMm[aisle[k] as number] as number) - (aisleXMm[aisle[k - 1] as number] as number)
  crossed.fill(Number.POSITIVE_INFINITY)
  for (let crossing = 0; crossing < CROSSINGS; crossing++) {
    const walks = (CROSSING_FRONT[crossing] as number) + (CROSSING_BACK[crossing] as number)
    const mm = (soFar[CROSSING_FROM[crossing] as number] as number) + walks * stepMm
    const kind = CROSSING_TO[crossing] as number
    if (mm >= (crossed[kind] as number)) continue
    crossed[kind] = mm
    crossedBy[kind] = crossing
  }
}

/** The cheapest of each kind with aisle number `k` walked as well. */
const walkAisle = (table: SweepTable, k: number): void => {
  const { chosenCrossing, chosenWay, crossed, crossedBy, soFar, wayMm } = table
  soFar.fill(Number.POSITIVE_INFINITY)
  for (let kind = 0; kind < KINDS; kind++) {
    for (let how = 0; how < WAYS; how++) {
      const mm = (crossed[kind] as number) + (wayMm[how] as number)
      const next = AFTER_AISLE[kind * WAYS + how] as number
      if (mm >= (soFar[next] as number)) continue
      soFar[next] = mm
      chosenWay[k * KINDS + next] = how
      chosenCrossing[k * KINDS + next] = crossedBy[kind] as number
    }
  }
}

/** The choices that led to the walk that ends as `last`, read backwards. */
const trace = (table: SweepTable, aisles: number, last: number): SweptWalk => {
  const { aisle, backWalks, chosenCrossing, chosenWay, first, frontWalks, gapEnds, way } = table
  let kind = last
  for (let k = aisles - 1; k >= 0; k--) {
    way[k] = chosenWay[k * KINDS + kind] as number
    if (k === 0) break
    const crossing = chosenCrossing[k * KINDS + kind] as number
    frontWalks[k - 1] = CROSSING_FRONT[crossing] as number
    backWalks[k - 1] = CROSSING_BACK[crossing] as number
    kind = CROSSING_FROM[crossing] as number
  }
  return { aisles, aisle, first, gapEnds, way, frontWalks, backWalks }
}
