/**
 * Berth after berth to the first free face that fits and that no rule forbids, making room where there is none.
 */
import type { LocationId, Sku } from "@stowage/kernel/Ids"
import * as Result from "effect/Result"
import { none, type Board } from "./Board.ts"
import { firstFree, leave, passOf, take, type Pass } from "./Pass.ts"
import type { Assigned } from "./Places.ts"
import { settleFamilies } from "./settleFamilies.ts"
import { settleAll } from "./settleAll.ts"
import type { FacesContended, RulesInTheWay } from "./SlotRefusal.ts"
import type { SlottingProblem } from "./SlottingProblem.ts"

/** How often all is begun anew with those first that found no place: fewer times for many, as each takes its time. */
const roundsFor = (berths: number): number => Math.max(2, Math.min(12, Math.floor(100_000 / berths)))

/**
 * Gives each berth, in the order `berths`, the first free face in the order `ranks` that fits. Fixed faces come first,
 * then families that must stand together. When no face is free, others move along a chain of exchanges that ends in a
 * free face; when there is no such chain and no rule between SKUs is in the way, no plan gives all of them a face, and
 * the berths and faces reached prove it.
 *
 * Where rules between SKUs are in the way, whoever found no place goes first in the next round, with all of its
 * hazmat class and family; after the last round a small problem is searched through, so that a refusal is proved.
 *
 * Time O(log faces) for a berth that finds a free face at once; O(faces · log faces) for one that others make room for.
 *
 * Sources: Berge (1957), Two theorems in graph theory, PNAS 43 (augmenting paths); Hall (1935), On representatives of
 * subsets, Journal of the London Mathematical Society 10; Joslin and Clements (1999), Squeaky wheel optimization,
 * Journal of Artificial Intelligence Research 10.
 */
export const assign = (
  problem: SlottingProblem,
  board: Board,
  berths: Int32Array,
  ranks: Int32Array
): Result.Result<Assigned, FacesContended | RulesInTheWay> =>
  assignUnless(problem, board, { berths, ranks }, () => false)!

/** As `assign`; undefined once `isStopped`, which is asked for each family and each berth, ends it. */
export const assignUnless = (
  problem: SlottingProblem,
  board: Board,
  { berths, ranks }: { readonly berths: Int32Array; readonly ranks: Int32Array },
  isStopped: () => boolean
): Result.Result<Assigned, FacesContended | RulesInTheWay> | undefined => {
  const urgency = new Int32Array(board.berthCount)
  const rounds = roundsFor(Math.max(1, board.berthCount))
  for (let round = 0; ; round++) {
    const order = round === 0 ? berths : Int32Array.from(berths).sort((a, b) => urgency[b]! - urgency[a]!)
    const pass = passOf(problem, board, ranks)
    const ended = runPass(problem, pass, order, isStopped)
    if (ended === "stopped") return undefined
    if (ended === "placed") return Result.succeed(pass.places.assigned)
    if (ended.contended !== undefined) return Result.fail(refusal(problem, board, ended.berth, ended.contended))
    if (round < rounds) {
      blame(problem, board, ended.berth, urgency)
      continue
    }
    const searched = settleAll(problem, board)
    if (searched.places !== undefined) return Result.succeed(searched.places.assigned)
    return Result.fail(inTheWay(problem, pass, ended.berth, searched.exhausted))
  }
}

/** How many free faces are looked at for a tenant that is to make room, and how many chains may break a rule. */
const mostRefuges = 100
const mostBroken = 60

interface Stuck {
  readonly berth: number
  /** Absent when a rule between SKUs may be to blame. */
  readonly contended?: Contended
}

const runPass = (
  problem: SlottingProblem,
  pass: Pass,
  order: Int32Array,
  isStopped: () => boolean
): Stuck | "placed" | "stopped" => {
  const { board, places } = pass
  for (const [berth, rank] of board.fixedRank.entries()) {
    if (rank === none) continue
    if (places.conflict(berth, rank) !== undefined) return { berth }
    take(pass, berth, rank)
  }
  settleFamilies(problem, pass, order, isStopped)
  for (const berth of order) {
    if (isStopped()) return "stopped"
    if (places.assigned[berth] !== none) continue
    const rank = firstFree(pass, berth, Infinity)
    if (rank !== none) {
      take(pass, berth, rank)
      continue
    }
    const stuck = makeRoom(pass, berth)
    if (stuck !== undefined) return stuck
  }
  return "placed"
}

/** What a search for room reached in vain. */
interface Contended {
  readonly berths: ReadonlyArray<number>
  readonly ranks: ReadonlyArray<number>
}

/** Breadth-first over berths; moves all along the first chain to a free face that breaks no rule. */
const makeRoom = (pass: Pass, berth: number): Stuck | undefined => {
  const { places, ranks, unreached } = pass
  const reachedFrom = new Map<number, number>()
  const queue = [berth]
  let wasRuledOut = false
  let moved = false
  let broken = 0
  for (const from of queue) {
    for (let at = unreached.first(from, 0, Infinity); at !== none; at = unreached.first(from, at + 1, Infinity)) {
      const rank = ranks[at]!
      unreached.weigh(at, Infinity)
      reachedFrom.set(rank, from)
      const tenant = places.berthOn[rank]!
      if (tenant === none) {
        // Free, and still not taken at once: a rule between SKUs forbids it.
        wasRuledOut = true
        continue
      }
      const refuge = firstFree(pass, tenant, mostRefuges)
      moved = refuge !== none && moveAlong(pass, berth, { tenant, refuge }, reachedFrom)
      if (moved || (refuge !== none && ++broken >= mostBroken)) break
      wasRuledOut ||= refuge !== none || places.isBound(tenant)
      queue.push(tenant)
    }
    if (moved || broken >= mostBroken) break
  }
  for (const rank of reachedFrom.keys()) unreached.weigh(pass.positionOf[rank]!, 0)
  if (moved) return undefined
  if (wasRuledOut || broken > 0 || places.isBound(berth)) return { berth }
  return { berth, contended: { berths: queue, ranks: [...reachedFrom.keys()] } }
}

/** Moves the last tenant of a chain to a free face, and each before it to the next; back if that breaks a rule. */
const moveAlong = (
  pass: Pass,
  berth: number,
  { refuge, tenant }: { readonly tenant: number; readonly refuge: number },
  reachedFrom: ReadonlyMap<number, number>
): boolean => {
  const { places } = pass
  const chain: Array<{ readonly mover: number; readonly from: number; readonly to: number }> = []
  for (let [mover, to] = [tenant, refuge]; ;) {
    const from = places.assigned[mover]!
    chain.push({ mover, from, to })
    if (mover === berth) break
    to = from
    mover = reachedFrom.get(from)!
  }
  for (const { from, mover } of chain) if (from !== none) leave(pass, mover)
  const broken = chain.findIndex(({ mover, to }) => {
    if (places.conflict(mover, to) !== undefined) return true
    take(pass, mover, to)
    return false
  })
  if (broken === -1) return true
  for (const { mover } of chain.slice(0, broken)) leave(pass, mover)
  for (const { from, mover } of chain) if (from !== none) take(pass, mover, from)
  return false
}

/** Whoever found no place, and all of its class and family, is placed earlier in the next round. */
const blame = ({ skus }: SlottingProblem, { berthCount, skuAt }: Board, stuck: number, urgency: Int32Array): void => {
  const { family, hazmatClass } = skus[skuAt[stuck]!]!
  for (let berth = 0; berth < berthCount; berth++) {
    const sku = skus[skuAt[berth]!]!
    const isKin = family !== undefined && sku.family === family
    const isAlike = hazmatClass !== undefined && sku.hazmatClass === hazmatClass
    urgency[berth]! += skuAt[berth] === skuAt[stuck] ? 3 : isKin || isAlike ? 2 : 0
  }
}

const refusal = (
  { skus, faces }: SlottingProblem,
  { skuAt, faceAt }: Board,
  berth: number,
  contended: Contended
): FacesContended => ({
  _tag: "FacesContended",
  sku: skus[skuAt[berth]!]!.sku,
  skus: [...new Set(contended.berths.map((other) => skuAt[other]!))].map((at) => skus[at]!.sku),
  faces: contended.ranks.map((rank) => faces[faceAt[rank]!]!.face)
})

/** The nearest face that would take the berth but for a rule between SKUs, its own or that of whoever is there. */
const inTheWay = (
  { faces, rules = {}, skus }: SlottingProblem,
  { board, places, ranks, unreached }: Pass,
  berth: number,
  proved: boolean
): RulesInTheWay => {
  const skuOf = (of: number): Sku => skus[board.skuAt[of]!]!.sku
  const faceOf = (position: number): LocationId => faces[board.faceAt[ranks[position]!]!]!.face
  const about = { _tag: "RulesInTheWay", sku: skuOf(berth), proved } as const
  const first = unreached.first(berth, 0, Infinity)
  for (let at = first; at !== none; at = unreached.first(berth, at + 1, Infinity)) {
    const conflict = places.conflict(berth, ranks[at]!)
    if (conflict !== undefined) return { ...about, face: faceOf(at), rule: conflict.rule, other: conflict.with }
  }
  const tenant = places.berthOn[ranks[first]!]!
  const rule = rules.segregation?.length
    ? "segregation"
    : rules.familiesApart?.length
      ? "familyApart"
      : "familyTogether"
  return { ...about, face: faceOf(first), rule, other: skuOf(tenant === none ? berth : tenant) }
}
