/**
 * What speaks for and against each place of a floor, in milliseconds of walking.
 */
import type { Point } from "@stowage/layout/Location"
import { leastWayMm } from "./PutawayBlocks.ts"
import { isAlike, nobody, several, type PutawayFloor } from "./PutawayFloor.ts"
import { stockVolumeMm3, type Arrival, type PutawayReasons, type PutawayWeights } from "./Putaway.ts"

/** What two sums of the same milliseconds in different order may differ by, as a part of either. */
const rounding = 1e-9

export interface PutawayPrice {
  readonly millis: (at: number) => number
  /** No place of this block where its SKU does not lie yet is below; what may be lost by rounding is left off. */
  readonly blockMillis: (block: number) => number
  readonly reasons: (at: number) => PutawayReasons
}

/** `millis` is the sum of `reasons`, in their order, without an object for each place. */
export const putawayPrice = (floor: PutawayFloor, arrival: Arrival, weights: PutawayWeights): PutawayPrice => {
  const { aisleOf, aisleRoomMm3, aisleUsedMm3, blocks, capacityMm3, freeMm3, soleSku, stock, walkMm } = floor
  const { balanceMillis, consolidationMillis, emptyMillis, leftoverMillis, walkMmPerSecond } = weights
  const millisPerMm = 1000 / walkMmPerSecond
  const near = arrival.near ?? []
  const number = floor.numberOf(arrival.sku)
  const volumeMm3 = stockVolumeMm3(arrival)
  const aisleMillis = aisleUsedMm3.map((usedMm3, aisle) => (balanceMillis * usedMm3) / aisleRoomMm3[aisle]!)
  const walk = (at: number): number => walkMm[at]! * millisPerMm
  const toPickFace = (at: number): number => toPickFaceMm(floor, near, at) * millisPerMm
  const consolidation = (at: number): number => {
    const sole = soleSku[at]!
    if (sole !== number && sole !== several) return 0
    return stock[at]!.some((other) => isAlike(other, arrival)) ? 0 - consolidationMillis : 0
  }
  const empty = (at: number): number => (soleSku[at] === nobody ? 0 - emptyMillis : 0)
  const balance = (at: number): number => aisleMillis[aisleOf[at]!]!
  const leftover = (at: number): number => (leftoverMillis * (freeMm3[at]! - volumeMm3)) / capacityMm3[at]!
  return {
    millis: (at) => walk(at) + toPickFace(at) + consolidation(at) + empty(at) + balance(at) + leftover(at),
    blockMillis: (block) => {
      const against = throughBlockMm(floor, near, block) * millisPerMm
      // What is left of a place is at least what is left of that which is the fullest and the smallest.
      const leftPart = blocks.leastFreePart[block]! - volumeMm3 / blocks.leastCapacityMm3[block]!
      const left = leftPart > 0 ? leftoverMillis * leftPart : 0
      return (against + aisleMillis[blocks.aisleOf[block]!]! + left) * (1 - rounding) - emptyMillis * (1 + rounding)
    },
    reasons: (at) => ({
      walk: walk(at),
      toPickFace: toPickFace(at),
      consolidation: consolidation(at),
      empty: empty(at),
      balance: balance(at),
      leftover: leftover(at)
    })
  }
}

const toPickFaceMm = ({ xMm, yMm }: PutawayFloor, near: ReadonlyArray<Point>, at: number): number => {
  const [x, y] = [xMm[at]!, yMm[at]!]
  let leastMm = Infinity
  for (let index = 0; index < near.length; index++) {
    const mm = Math.abs(near[index]!.xMm - x) + Math.abs(near[index]!.yMm - y)
    if (mm < leastMm) leastMm = mm
  }
  return leastMm === Infinity ? 0 : leastMm
}

/** The least walk and way to a pick face of any place of a block. */
const throughBlockMm = ({ blocks }: PutawayFloor, near: ReadonlyArray<Point>, block: number): number => {
  let leastMm = Infinity
  for (let index = 0; index < near.length; index++) {
    const mm = leastWayMm(blocks, block, near[index]!.xMm, near[index]!.yMm)
    if (mm < leastMm) leastMm = mm
  }
  return leastMm === Infinity ? blocks.walkMm[block]! : leastMm
}
