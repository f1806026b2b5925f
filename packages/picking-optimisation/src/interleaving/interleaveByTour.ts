/**
 * The tasks of one worker as a tour: a task is a stop, and from stop to stop it is as far as from the end of the one
 * task to the beginning of the other.
 */
import * as Result from "effect/Result"
import { type StoppedBy } from "@stowage/kernel/Outcome"
import { type SolveOptions } from "@stowage/kernel/Stop"
import {
  carryMillis,
  type CarryTask,
  type CarryWorker,
  type InterleaveProblem,
  type InterleaveRefusal,
  priorityOf
} from "./InterleaveProblem.ts"
import { solveTour } from "../tours/tour.ts"
import { type TourProblem, type TourStop } from "../tours/TourProblem.ts"
import { type TourRefusal } from "../tours/TourRefusal.ts"

interface OneOrder {
  readonly order: ReadonlyArray<number>
  /** No order has shorter empty ways. */
  readonly bound: number
  readonly stoppedBy: StoppedBy
}

/** The order of least empty ways for the only worker of a problem that is sound. */
export const interleaveByTour = (
  problem: InterleaveProblem,
  options: SolveOptions
): Result.Result<OneOrder, InterleaveRefusal> => {
  const solved = solveTour(tourOf(problem, problem.workers[0] as CarryWorker), options)
  if (Result.isFailure(solved)) return Result.fail(dueUnmet(solved.failure))
  const indexOf = new Map(problem.tasks.map(({ id }, index) => [id, index]))
  const { bound, plan, stoppedBy } = solved.success
  const order = plan.visits.flatMap((visit) => (visit._tag === "Stop" ? (indexOf.get(visit.id) ?? []) : []))
  return Result.succeed({ order, bound, stoppedBy })
}

/** Place i is task i, come to at its beginning and left at its end; then come the worker's beginning and home. */
const tourOf = (problem: InterleaveProblem, { at, home }: CarryWorker): TourProblem => {
  const { distances, tasks, unitsPerSecond } = problem
  const [start, end] = [tasks.length, tasks.length + 1]
  const comeTo = [...tasks.map(({ from }) => from), at, home ?? at]
  const left = [...tasks.map(({ to }) => to), at, home ?? at]
  const priorities = [...new Set(tasks.map(priorityOf))].sort((a, b) => b - a)
  return {
    distances: {
      count: tasks.length + 2,
      between: (from, to) => (from === to ? 0 : distances.between(left[from] as number, comeTo[to] as number))
    },
    stops: tasks.map((task, place) => ({
      ...stopOf(problem, task),
      place,
      class: priorities.indexOf(priorityOf(task))
    })),
    starts: [start],
    ends: home === undefined ? [] : [end],
    before: tasks.flatMap(({ id, waitsFor = [] }) => waitsFor.map((other) => [other, id] as const)),
    unitsPerSecond
  }
}

const stopOf = (problem: InterleaveProblem, task: CarryTask): Omit<TourStop, "place"> => {
  const { dueMillis, id } = task
  const serviceMillis = carryMillis(problem, task)
  if (dueMillis === undefined) return { id, serviceMillis }
  return { id, serviceMillis, window: { opensAtMillis: 0, closesAtMillis: dueMillis - serviceMillis } }
}

/** The problem is sound, so that nothing but due times can refuse a tour. */
const dueUnmet = (refusal: TourRefusal): InterleaveRefusal => {
  if (refusal._tag === "WindowsUnmet") {
    return { _tag: "DueUnmet", id: refusal.id, lateMillis: refusal.lateMillis, proved: refusal.proved }
  }
  if (refusal._tag !== "WindowTooEarly") {
    throw new Error(`expected a sound tour problem, got one refused as ${refusal._tag}`)
  }
  const lateMillis = refusal.earliestMillis - refusal.closesAtMillis
  return { _tag: "DueUnmet", id: refusal.id, lateMillis, proved: true }
}
