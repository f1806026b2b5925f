/**
 * The sequence in which totes are released: by insertion, and then by moving one at a time.
 */
import * as Result from "effect/Result"
import { type FulfilmentOrderId } from "@stowage/kernel/Ids"
import { type Outcome, sumOfCharges } from "@stowage/kernel/Outcome"
import { type Random, random } from "@stowage/kernel/Random"
import { type SolveOptions, type Stop, whenExhausted } from "@stowage/kernel/Stop"
import { passBound } from "./passBound.ts"
import { passCharges, type PassPlan } from "./PassPlan.ts"
import { type PassedOrder, type PassProblem, type PassRefusal, passRefusal } from "./PassProblem.ts"
import { passTotes } from "./pickAndPass.ts"

/** When no seed is given it is 0; when no `stop` is given, the search runs until no tote is better moved. */
export type PassOptions = Partial<SolveOptions>

/**
 * A release sequence of little time in system, or little lateness. Orders are taken the shortest first (for lateness,
 * the first due first) and each is inserted where the sequence so far costs least; then orders, by the draw of the
 * seed, are taken out and inserted again until none is better elsewhere. Of equal turns the first is taken. Refuses
 * what `PassRefusal` lists. Deterministic; each insertion that is tried is one iteration and one `passTotes`.
 *
 * Sources: Nawaz, Enscore and Ham (1983), A heuristic algorithm for the m-machine, n-job flow-shop sequencing problem,
 * Omega 11(1), which begins with the longest as it is after the makespan; insertion again and again: Ruiz and Stützle
 * (2007), European Journal of Operational Research 177(3).
 */
export const solvePassing = (
  problem: PassProblem,
  { seed = 0, stop = whenExhausted }: PassOptions = {}
): Result.Result<Outcome<PassPlan>, PassRefusal> => {
  const refusal = passRefusal(problem)
  if (refusal !== undefined) return Result.fail(refusal)
  const bound = passBound(problem)
  const search = new InsertionSearch(problem, bound, stop)
  search.insertAll()
  search.improve(random(seed))
  const plan = passTotes(problem, search.best)
  const charges = passCharges(problem, plan)
  const cost = sumOfCharges(charges)
  const isMet = bound >= cost - 1e-9 * Math.max(1, cost)
  const stoppedBy = isMet ? "proved" : search.isOver ? "caller" : "exhausted"
  return Result.succeed({ plan, cost, bound: isMet ? cost : bound, charges, stoppedBy })
}

type Sequence = ReadonlyArray<FulfilmentOrderId>

class InsertionSearch {
  best: Sequence
  isOver = false
  private least: number
  private tried = 0
  private readonly problem: PassProblem
  private readonly bound: number
  private readonly stop: Stop

  constructor(problem: PassProblem, bound: number, stop: Stop) {
    this.problem = problem
    this.bound = bound
    this.stop = stop
    this.best = firstSequence(problem)
    this.least = this.costOf(this.best)
  }

  insertAll(): void {
    let sequence: Sequence = []
    for (const id of this.best) {
      const inserted = this.inserted(sequence, id)
      if (inserted === undefined) return
      sequence = inserted.sequence
    }
    this.keep(sequence, this.costOf(sequence))
  }

  improve(chance: Random): void {
    for (let isBetter = true; isBetter;) {
      isBetter = false
      for (const id of chance.shuffle(this.best)) {
        const others = this.best.filter((other) => other !== id)
        const inserted = this.inserted(others, id)
        if (inserted === undefined) return
        if (this.keep(inserted.sequence, inserted.cost)) isBetter = true
      }
    }
  }

  private keep(sequence: Sequence, cost: number): boolean {
    if (cost >= this.least - 1e-9 * Math.max(1, this.least)) return false
    this.best = sequence
    this.least = cost
    return true
  }

  /** The order where it costs least; undefined when the search is to end. */
  private inserted(sequence: Sequence, id: FulfilmentOrderId) {
    let best: { readonly sequence: Sequence; readonly cost: number } | undefined
    for (let turn = 0; turn <= sequence.length; turn++) {
      if (this.least <= this.bound) return undefined
      if (this.stop({ iteration: this.tried++, cost: this.least })) {
        this.isOver = true
        return undefined
      }
      const tried = sequence.toSpliced(turn, 0, id)
      const cost = this.costOf(tried)
      if (best === undefined || cost < best.cost) best = { sequence: tried, cost }
    }
    return best
  }

  private costOf(sequence: Sequence): number {
    return sumOfCharges(passCharges(this.problem, passTotes(this.problem, sequence)))
  }
}

const firstSequence = ({ objective, orders }: PassProblem): Sequence => {
  const work = ({ zones }: PassedOrder): number => zones.reduce((sum, { workMillis }) => sum + workMillis, 0)
  const due = ({ dueMillis = 0 }: PassedOrder): number => (objective === "lateness" ? dueMillis : 0)
  return orders.toSorted((a, b) => due(a) - due(b) || work(a) - work(b)).map(({ id }) => id)
}
