/**
 * Which SKUs are worth carrying to where they are wanted.
 */
import { sumOfCharges, type Outcome } from "@stowage/kernel/Outcome"
import type { SolveOptions, Stop } from "@stowage/kernel/Stop"
import * as Result from "effect/Result"
import { changeMm, changePlaces, mayChange, type SlottedRounds, slottedRounds } from "./annealSlots.ts"
import { labourMillis, type Move, moveCharges, type MovePlan } from "./MovePlan.ts"
import { type MoveProblem, type MoveRefusal, moveRefusal } from "./MoveProblem.ts"
import { moveSequence } from "./moveSequence.ts"
import { roundBound, shortestFound } from "./roundRoute.ts"

/** How far one could go: so many moves, what they take once, and what they save every day. */
export interface MovePoint {
  readonly moves: number
  readonly labourMillis: number
  readonly savedMillisPerDay: number
}

/** One step towards what is wanted: where all lie then, and the moves from now to there. */
interface Step extends MovePoint {
  readonly places: ReadonlyArray<number>
  readonly sequence: ReadonlyArray<Move>
}

/**
 * The moves that pay best over the horizon. SKUs go to where they are wanted one after the other, always the one that
 * pays best, and who is in the way goes where it came from; of all states on the way, the one is taken that saves most
 * over the horizon less the moves to it, within the idle time. A plan with moves always saves more than it costs; when
 * none does, the plan has no moves.
 *
 * Cost is milliseconds: the moves, and all rounds of the horizon. The bound is that of the rounds alone. Refuses what
 * `solveReslot` refuses, wanted places that are no places for those SKUs, buffers in use, and measures below 0. Without
 * buffers only chains that end in an empty place are carried out. `stop` is asked once a step. Nothing is drawn by
 * chance. O(SKUs²) changes of place are measured.
 *
 * Source: Kofler, Beham, Wagner, Affenzeller and Achleitner (2011), Re-warehousing vs. healing: strategies for
 * warehouse storage location assignment, IEEE LINDI.
 */
export const planMoves = (
  problem: MoveProblem,
  { stop }: SolveOptions
): Result.Result<Outcome<MovePlan>, MoveRefusal> => {
  const refusal = moveRefusal(problem)
  if (refusal !== undefined) return Result.fail(refusal)
  const { stopped, steps } = stepsTowards(problem, stop)
  const { horizonDays, idleMillis = Infinity } = problem
  const netOf = (step: MovePoint): number => horizonDays * step.savedMillisPerDay - step.labourMillis
  const paying = steps
    .filter((step) => netOf(step) > 0 && step.labourMillis <= idleMillis)
    .sort((a, b) => netOf(b) - netOf(a) || a.moves - b.moves)
  const stay = outcomeOf(
    problem,
    [],
    problem.reslot.skus.map(({ place }) => place),
    stopped
  )
  for (const step of paying) {
    // Walks are searched anew, so that what pays by a bad walk is not taken for a gain.
    const outcome = outcomeOf(problem, step.sequence, step.places, stopped)
    if (outcome.cost < stay.cost * (1 - 1e-9)) return Result.succeed(outcome)
  }
  return Result.succeed(stay)
}

/**
 * What more and more moves bring: every point saves more a day than all with fewer moves. Refuses as `planMoves` does.
 */
export const moveCurve = (
  problem: MoveProblem,
  { stop }: SolveOptions
): Result.Result<ReadonlyArray<MovePoint>, MoveRefusal> => {
  const refusal = moveRefusal(problem)
  if (refusal !== undefined) return Result.fail(refusal)
  const { steps } = stepsTowards(problem, stop)
  let most = 0
  const curve: Array<MovePoint> = []
  const byMoves = steps.toSorted((a, b) => a.moves - b.moves || b.savedMillisPerDay - a.savedMillisPerDay)
  for (const { labourMillis: labour, moves, savedMillisPerDay } of byMoves) {
    if (savedMillisPerDay <= most) continue
    most = savedMillisPerDay
    curve.push({ moves, labourMillis: labour, savedMillisPerDay })
  }
  return Result.succeed(curve)
}

const stepsTowards = (
  problem: MoveProblem,
  stop: Stop
): { readonly steps: ReadonlyArray<Step>; readonly stopped: boolean } => {
  const slotted = slottedRounds(problem.reslot)
  const beforeMm = slotted.lengthMm
  const { walkMmPerSecond } = problem.labour
  const steps: Array<Step> = []
  for (let iteration = 0; ; iteration++) {
    if (stop({ iteration, cost: slotted.lengthMm })) return { steps, stopped: true }
    const sku = bestNext(slotted, problem)
    if (sku < 0) return { steps, stopped: false }
    changePlaces(slotted, sku, problem.wanted[sku]!)
    const places = Array.from(slotted.place)
    const sequence = moveSequence(problem, places)
    if (sequence === undefined) continue
    const savedMillisPerDay = ((beforeMm - slotted.lengthMm) * 1000) / walkMmPerSecond
    const labour = labourMillis(problem, { moves: sequence })
    steps.push({ places, sequence, moves: sequence.length, labourMillis: labour, savedMillisPerDay })
  }
}

/**
 * The SKU whose going to where it is wanted pays best over the horizon, with what the moves more that it takes cost in
 * handling; -1 when all are there, or may not go.
 */
const bestNext = (slotted: SlottedRounds, problem: MoveProblem): number => {
  const { horizonDays, labour, wanted } = problem
  const millisOfMm = (1000 * horizonDays) / labour.walkMmPerSecond
  let least = Infinity
  let best = -1
  for (const [sku, to] of wanted.entries()) {
    const from = slotted.place[sku]!
    if (from === to || !mayChange(slotted, sku, to)) continue
    const other = slotted.skuAt[to]!
    slotted.place[sku] = to
    if (other >= 0) slotted.place[other] = from
    const moves = moveCount(slotted)
    slotted.place[sku] = from
    if (other >= 0) slotted.place[other] = to
    const adds = millisOfMm * changeMm(slotted, sku, to) + labour.handlingMillis * moves
    if (adds >= least) continue
    least = adds
    best = sku
  }
  return best
}

/** Moves from where all were to where they are: one each, and one more for each circle. O(SKUs). */
const moveCount = ({ origin, place }: SlottedRounds): number => {
  const ownerOf = new Map(Array.from(origin, (at, sku) => [at, sku]))
  const isSeen = new Uint8Array(place.length)
  let moves = 0
  for (let sku = 0; sku < place.length; sku++) {
    if (isSeen[sku] === 1 || place[sku] === origin[sku]) continue
    let next: number | undefined = sku
    while (next !== undefined && isSeen[next] === 0) {
      isSeen[next] = 1
      moves++
      next = ownerOf.get(place[next]!)
    }
    if (next === sku) moves++
  }
  return moves
}

const outcomeOf = (
  problem: MoveProblem,
  moves: ReadonlyArray<Move>,
  places: ReadonlyArray<number>,
  stopped: boolean
): Outcome<MovePlan> => {
  const { horizonDays, labour, reslot } = problem
  const walksWith = (at: ReadonlyArray<number>): MovePlan["walks"] =>
    reslot.rounds.map(({ skus }) =>
      shortestFound(
        reslot,
        [...new Set(skus)].map((sku) => at[sku]!)
      )
    )
  const walksBefore = walksWith(reslot.skus.map(({ place }) => place))
  const plan = { moves, walksBefore, walks: walksWith(places) }
  const charges = moveCharges(problem, plan)
  const cost = sumOfCharges(charges)
  const bound = Math.min(cost, (horizonDays * roundBound(reslot) * 1000) / labour.walkMmPerSecond)
  const isProved = cost - bound <= 1e-9 * cost
  const stoppedBy = isProved ? "proved" : stopped ? "caller" : "exhausted"
  return { plan, cost, bound: isProved ? cost : bound, charges, stoppedBy }
}
