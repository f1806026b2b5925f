/**
 * What the shortest walk of a tour does: which moves in which columns, and which cross-aisles between them.
 */
import { type ShelfColumns } from "./ShelfColumns.ts"
import { type ShelfTour } from "./ShelfTour.ts"
import { hasBack, hasFront, isDepot } from "./TourColumns.ts"
import {
  afterMove,
  blockMoves,
  depotMove,
  isEnd,
  moveCount,
  stateCount,
  wayStart,
  wayTimes,
  wayTo
} from "./twoBlockSweep.ts"

/** Column by column: the move in the front block and in the back block, and the way on to the next; -1 for none. */
export interface TourTrace {
  readonly front: Int8Array
  readonly back: Int8Array
  readonly way: Int8Array
}

const perBlock = blockMoves.length
const noMove = [-1]
const frontMoves = [0, 1, 2, 3]
const backMoves = [4, 5, 6, 7]

/** Of equally short walks the one whose moves come first. O(units). */
export const tourTrace = (shelf: ShelfColumns, { columns, toGo }: ShelfTour): TourTrace => {
  const { aisleXMm } = shelf.problem.floor
  const { aisle, costMm, count, kind } = columns
  const trace = { front: new Int8Array(count), back: new Int8Array(count), way: new Int8Array(count).fill(-1) }
  let state = 0
  for (let column = 0; column < count; column++) {
    const costs = column * 2 * perBlock
    const what = kind[column] as number
    const isLast = column + 1 === count
    const stepMm = isLast
      ? 0
      : (aisleXMm[aisle[column + 1] as number] as number) - (aisleXMm[aisle[column] as number] as number)
    const at = (column + 1) * stateCount
    let best = Number.POSITIVE_INFINITY
    let bestState = 0
    for (const front of (what & hasFront) === 0 ? noMove : frontMoves) {
      for (const back of (what & hasBack) === 0 ? noMove : backMoves) {
        const inFront = front < 0 ? state : (afterMove[state * moveCount + front] as number)
        const inBoth = back < 0 ? inFront : (afterMove[inFront * moveCount + back] as number)
        const next = what === isDepot ? (afterMove[state * moveCount + depotMove] as number) : inBoth
        const mm =
          (front < 0 ? 0 : (costMm[costs + front] as number)) + (back < 0 ? 0 : (costMm[costs + back] as number))
        const end = wayStart[next + 1] as number
        if (isLast && isEnd[next] === 1 && mm < best) {
          best = mm
          trace.front[column] = front
          trace.back[column] = back
        }
        for (let way = isLast ? end : (wayStart[next] as number); way < end; way++) {
          const onward = wayTo[way] as number
          const sum = mm + (wayTimes[way] as number) * stepMm + (toGo[at + onward] as number)
          if (sum >= best) continue
          best = sum
          bestState = onward
          trace.front[column] = front
          trace.back[column] = back
          trace.way[column] = way
        }
      }
    }
    state = bestState
  }
  return trace
}
