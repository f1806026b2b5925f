/**
 * The two kinds of step of a sweep, done in a column and along the cross-aisles, from the start and from the end.
 * States are read and written in stretches of `stateCount` numbers, so that nothing is allocated.
 */
import { hasBack, hasFront, isDepot } from "./TourColumns.ts"
import {
  afterMove,
  blockMoves,
  depotMove,
  isEnd,
  moveCount,
  stateCount,
  wayFrom,
  wayTimes,
  wayTo
} from "./twoBlockSweep.ts"

const never = Number.POSITIVE_INFINITY
const perBlock = blockMoves.length

const between = new Float64Array(stateCount)

/** What is done in a column: from the states at `from` to those at `to`. */
export const move = (
  states: Float64Array,
  from: number,
  kind: number,
  costMm: Float64Array,
  costs: number,
  into: Float64Array,
  to: number
): void => {
  if (kind === isDepot) {
    into.fill(never, to, to + stateCount)
    for (let state = 0; state < stateCount; state++) {
      const next = to + (afterMove[state * moveCount + depotMove] as number)
      const mm = states[from + state] as number
      if (mm < (into[next] as number)) into[next] = mm
    }
  } else if (kind === hasFront) moveInBlock(states, from, 0, costMm, costs, into, to)
  else if (kind === hasBack) moveInBlock(states, from, perBlock, costMm, costs, into, to)
  else {
    moveInBlock(states, from, 0, costMm, costs, between, 0)
    moveInBlock(between, 0, perBlock, costMm, costs, into, to)
  }
}

const moveInBlock = (
  states: Float64Array,
  from: number,
  first: number,
  costMm: Float64Array,
  costs: number,
  into: Float64Array,
  to: number
): void => {
  into.fill(never, to, to + stateCount)
  for (let state = 0; state < stateCount; state++) {
    const mm = states[from + state] as number
    if (mm === never) continue
    for (let way = first; way < first + perBlock; way++) {
      const next = to + (afterMove[state * moveCount + way] as number)
      const sum = mm + (costMm[costs + way] as number)
      if (sum < (into[next] as number)) into[next] = sum
    }
  }
}

/** Along the cross-aisles to the next column. */
export const cross = (states: Float64Array, from: number, stepMm: number, into: Float64Array, to: number): void => {
  into.fill(never, to, to + stateCount)
  for (let way = 0; way < wayFrom.length; way++) {
    const next = to + (wayTo[way] as number)
    const sum = (states[from + (wayFrom[way] as number)] as number) + (wayTimes[way] as number) * stepMm
    if (sum < (into[next] as number)) into[next] = sum
  }
}

/** Nothing is left to walk where a walk may end. */
export const endings = (into: Float64Array): void => {
  for (let state = 0; state < stateCount; state++) into[state] = isEnd[state] === 1 ? 0 : never
}

/** `cross` from the end: what is still to be walked from the states after a column. */
export const crossBack = (toGo: Float64Array, from: number, stepMm: number, into: Float64Array): void => {
  into.fill(never)
  for (let way = 0; way < wayFrom.length; way++) {
    const state = wayFrom[way] as number
    const sum = (toGo[from + (wayTo[way] as number)] as number) + (wayTimes[way] as number) * stepMm
    if (sum < (into[state] as number)) into[state] = sum
  }
}

/** `move` from the end. */
export const moveBack = (
  rest: Float64Array,
  kind: number,
  costMm: Float64Array,
  costs: number,
  into: Float64Array,
  to: number
): void => {
  if (kind === isDepot) {
    for (let state = 0; state < stateCount; state++) {
      into[to + state] = rest[afterMove[state * moveCount + depotMove] as number] as number
    }
    return
  }
  if ((kind & hasFront) === 0) return moveBackInBlock(rest, perBlock, costMm, costs, into, to)
  if ((kind & hasBack) === 0) return moveBackInBlock(rest, 0, costMm, costs, into, to)
  moveBackInBlock(rest, perBlock, costMm, costs, between, 0)
  moveBackInBlock(between, 0, costMm, costs, into, to)
}

const moveBackInBlock = (
  rest: Float64Array,
  first: number,
  costMm: Float64Array,
  costs: number,
  into: Float64Array,
  to: number
): void => {
  for (let state = 0; state < stateCount; state++) {
    let least = never
    for (let way = first; way < first + perBlock; way++) {
      const sum = (costMm[costs + way] as number) + (rest[afterMove[state * moveCount + way] as number] as number)
      if (sum < least) least = sum
    }
    into[to + state] = least
  }
}
