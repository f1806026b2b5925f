/**
 * Moves one after the other, what they cost and bring, and an independent check of them. No solver's code is used here.
 */
import type { Charge } from "@stowage/kernel/Outcome"
import type { MoveProblem } from "./MoveProblem.ts"

/** All stock of a SKU, by index, is carried from one place to another, which is empty by then. */
export interface Move {
  readonly sku: number
  readonly from: number
  readonly to: number
}

export interface MovePlan {
  /** In the order carried out. The mover begins at the start of the rounds. */
  readonly moves: ReadonlyArray<Move>
  /** How each round is walked with all where they lie now: the places in order, between start and end. */
  readonly walksBefore: ReadonlyArray<ReadonlyArray<number>>
  /** How each round is walked after the moves. */
  readonly walks: ReadonlyArray<ReadonlyArray<number>>
}

export type MoveViolation =
  | { readonly _tag: "UnknownSku"; readonly step: number; readonly sku: number }
  | { readonly _tag: "SkuNotThere"; readonly step: number; readonly sku: number; readonly from: number }
  | { readonly _tag: "PlaceNotEmpty"; readonly step: number; readonly place: number; readonly by: number }
  | { readonly _tag: "PlaceForbidden"; readonly step: number; readonly sku: number; readonly place: number }
  | { readonly _tag: "LeftInBuffer"; readonly sku: number; readonly place: number }
  | { readonly _tag: "WalkMisses"; readonly round: number; readonly when: "before" | "after" }
  | { readonly _tag: "TakesTooLong"; readonly millis: number; readonly most: number }
  | { readonly _tag: "DoesNotPay"; readonly netMillis: number }

/** Every rule the plan breaks, found by carrying it out step by step; empty when it can be carried out and pays. */
export const moveViolations = (problem: MoveProblem, plan: MovePlan): ReadonlyArray<MoveViolation> => {
  const { buffers, idleMillis = Infinity, reslot } = problem
  const found: Array<MoveViolation> = []
  const at = reslot.skus.map(({ place }) => place)
  found.push(...walksMissing(problem, at, plan.walksBefore, "before"))
  const usable = new Set([...at, ...reslot.empty])
  for (const [step, { from, sku, to }] of plan.moves.entries()) {
    const stored = reslot.skus[sku]
    if (stored === undefined) {
      found.push({ _tag: "UnknownSku", step, sku })
      continue
    }
    if (at[sku] !== from) found.push({ _tag: "SkuNotThere", step, sku, from })
    const by = at.indexOf(to)
    if (by >= 0) found.push({ _tag: "PlaceNotEmpty", step, place: to, by })
    const mayBe = usable.has(to) && (stored.mayBeAt?.includes(to) ?? true)
    if (!mayBe && to !== stored.place && !buffers.includes(to)) {
      found.push({ _tag: "PlaceForbidden", step, sku, place: to })
    }
    at[sku] = to
  }
  for (const [sku, place] of at.entries()) if (!usable.has(place)) found.push({ _tag: "LeftInBuffer", sku, place })
  found.push(...walksMissing(problem, at, plan.walks, "after"))
  const millis = labourMillis(problem, plan)
  if (millis > idleMillis * (1 + 1e-12)) found.push({ _tag: "TakesTooLong", millis, most: idleMillis })
  const netMillis = netBenefitMillis(problem, plan)
  if (plan.moves.length > 0 && netMillis <= 0) found.push({ _tag: "DoesNotPay", netMillis })
  return found
}

/** What the moves save over the horizon, less what they cost. */
export const netBenefitMillis = (problem: MoveProblem, { moves, walks, walksBefore }: MovePlan): number => {
  const stay: MovePlan = { moves: [], walks: walksBefore, walksBefore }
  return moveCost(problem, stay) - moveCost(problem, { moves, walks, walksBefore })
}

/** What carrying out the moves takes: the way to each SKU, the way with it, and the handling. */
export const labourMillis = (problem: MoveProblem, { moves }: Pick<MovePlan, "moves">): number => {
  let sum = 0
  for (const { amount } of moveLabour(problem, moves)) sum += amount
  return sum
}

/** What each move takes, and what each round takes over the horizon; what takes nothing is left out. */
export const moveCharges = (problem: MoveProblem, { moves, walks }: MovePlan): ReadonlyArray<Charge> => {
  const { horizonDays, labour, reslot } = problem
  const rounds = walks.map((stops, round) => {
    const way = stops.length === 0 ? [] : [reslot.start, ...stops, reslot.end]
    let lengthMm = 0
    for (const [at, place] of way.entries()) if (at > 0) lengthMm += between(problem, way[at - 1]!, place)
    const perDay = reslot.rounds[round]?.perDay ?? 1
    const amount = (horizonDays * perDay * lengthMm * 1000) / labour.walkMmPerSecond
    return { reason: "walk", subject: `round ${round}`, amount }
  })
  return [...moveLabour(problem, moves), ...rounds].filter(({ amount }) => amount !== 0)
}

/** Milliseconds over the horizon: the sum of the charges. */
export const moveCost = (problem: MoveProblem, plan: MovePlan): number => {
  let sum = 0
  for (const { amount } of moveCharges(problem, plan)) sum += amount
  return sum
}

const between = ({ reslot }: MoveProblem, from: number, to: number): number =>
  reslot.walks.walkMm[from * reslot.walks.places + to] ?? 0

const moveLabour = (problem: MoveProblem, moves: ReadonlyArray<Move>): ReadonlyArray<Charge> => {
  const { handlingMillis, handlingMillisOf, walkMmPerSecond } = problem.labour
  let mover = problem.reslot.start
  return moves.map(({ from, sku, to }) => {
    const lengthMm = between(problem, mover, from) + between(problem, from, to)
    mover = to
    const handling = handlingMillisOf?.[sku] ?? handlingMillis
    const subject = problem.reslot.skus[sku]?.sku ?? String(sku)
    return { reason: "move", subject, amount: (lengthMm * 1000) / walkMmPerSecond + handling }
  })
}

const walksMissing = (
  { reslot }: MoveProblem,
  at: ReadonlyArray<number>,
  walks: ReadonlyArray<ReadonlyArray<number>>,
  when: "before" | "after"
): ReadonlyArray<MoveViolation> =>
  reslot.rounds.flatMap(({ skus }, round) => {
    const wanted = [...new Set(skus.map((sku) => at[sku] ?? -1))].sort((a, b) => a - b)
    const walked = (walks[round] ?? []).toSorted((a, b) => a - b)
    return wanted.join() === walked.join() ? [] : [{ _tag: "WalkMisses", round, when }]
  })
