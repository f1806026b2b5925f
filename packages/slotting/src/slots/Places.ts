/**
 * Berths on faces while a plan is made: who is where, and whether the rules between SKUs allow a change.
 */
import { none, type Board } from "./Board.ts"
import type { SlottingProblem } from "./SlottingProblem.ts"
import { namesNoGroup, standingOf, type Conflict } from "../rules/Standing.ts"

/** The rank of each berth's face. */
export type Assigned = Int32Array

export interface Places {
  readonly assigned: Assigned
  readonly berthOn: Int32Array
  /** Whether some rule between SKUs names this berth's SKU. */
  readonly isBound: (berth: number) => boolean
  /** The first rule between SKUs that the berth would break there, as all else stands. */
  readonly conflict: (berth: number, rank: number) => Conflict | undefined
  readonly put: (berth: number, rank: number) => void
  readonly lift: (berth: number) => void
}

/** Nobody is anywhere yet. */
export const placesOf = ({ faces, rules = {}, skus }: SlottingProblem, board: Board): Places => {
  const { berthCount, faceAt, faceCount, skuAt } = board
  const assigned = new Int32Array(berthCount).fill(none)
  const berthOn = new Int32Array(faceCount).fill(none)
  const free = namesNoGroup(rules)
  const standing = standingOf(rules, free ? [] : Array.from(faceAt, (at) => faces[at]!))
  const groups = free ? [] : skus.map((sku) => standing.groupsOf(sku))
  const isBound = (berth: number): boolean => !free && groups[skuAt[berth]!]!.length > 0
  return {
    assigned,
    berthOn,
    isBound,
    conflict: (berth, rank) => {
      if (!isBound(berth)) return undefined
      const sku = skuAt[berth]!
      return standing.conflict(groups[sku]!, skus[sku]!.sku, rank)
    },
    put: (berth, rank) => {
      assigned[berth] = rank
      berthOn[rank] = berth
      const sku = skuAt[berth]!
      if (isBound(berth)) standing.add(groups[sku]!, skus[sku]!.sku, rank)
    },
    lift: (berth) => {
      const rank = assigned[berth]!
      const sku = skuAt[berth]!
      if (isBound(berth)) standing.remove(groups[sku]!, skus[sku]!.sku, rank)
      assigned[berth] = none
      berthOn[rank] = none
    }
  }
}
