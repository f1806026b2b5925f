/**
 * In what order should picks, putaways and refills be done, so that few of the ways are empty? And when it has no
 * answer.
 */
import { type PlaceDistances } from "../tours/PlaceDistances.ts"

export const taskKinds = ["pick", "putaway", "replenishment"] as const
export type TaskKind = (typeof taskKinds)[number]

/** Something to be carried from a place to a place, in one go. */
export interface CarryTask {
  readonly id: string
  readonly kind: TaskKind
  /** Numbers of places. */
  readonly from: number
  readonly to: number
  /** Taking up and setting down together. */
  readonly handlingMillis: number
  /** By when it must be done, after the work has begun. */
  readonly dueMillis?: number
  /** A worker does all of a higher one before any of a lower one. 0 when not given. */
  readonly priority?: number
  /** What a worker must have for it. */
  readonly equipment?: string
  /** Tasks by id that must have ended before it begins: the refill of the face that it picks from. */
  readonly waitsFor?: ReadonlyArray<string>
}

export interface CarryWorker {
  readonly id: string
  /** The place where the worker begins. */
  readonly at: number
  /** Where to go after the last task; nowhere when not given. Who has no task stays where he is. */
  readonly home?: number
  readonly equipment?: ReadonlyArray<string>
}

/**
 * Do every task once, by one of the workers. A worker goes empty from where the last task ended to where the next
 * begins, waits there for what it waits for, and then carries. The cost is the length of all ways, empty and loaded, in
 * the unit of the distances.
 */
export interface InterleaveProblem {
  readonly distances: PlaceDistances
  readonly unitsPerSecond: number
  readonly workers: ReadonlyArray<CarryWorker>
  readonly tasks: ReadonlyArray<CarryTask>
}

/** Why tasks are refused, in order of precedence. */
export type InterleaveRefusal =
  | { readonly _tag: "NoWorkers" }
  | { readonly _tag: "NoTasks" }
  | { readonly _tag: "WorkerIdTaken"; readonly id: string }
  | { readonly _tag: "TaskIdTaken"; readonly id: string }
  /** `of` is a task or a worker. */
  | { readonly _tag: "PlaceUnknown"; readonly of: string; readonly place: number; readonly count: number }
  | { readonly _tag: "SpeedWrong"; readonly unitsPerSecond: number }
  | { readonly _tag: "TaskFieldWrong"; readonly id: string; readonly field: string; readonly value: number }
  /** No way leads there, or its length is negative or not a number. */
  | { readonly _tag: "WayWrong"; readonly from: number; readonly to: number; readonly value: number }
  | { readonly _tag: "NobodyEquipped"; readonly id: string; readonly equipment: string }
  | { readonly _tag: "WaitsForUnknown"; readonly id: string; readonly other: string }
  /** It would have to be done before what it waits for. */
  | { readonly _tag: "WaitsForLowerPriority"; readonly id: string; readonly other: string }
  /** Tasks that wait for themselves in the end. */
  | { readonly _tag: "WaitsInCircle"; readonly id: string }
  /** Every order that was found ends this task too late; `proved` when there is no other. */
  | { readonly _tag: "DueUnmet"; readonly id: string; readonly lateMillis: number; readonly proved: boolean }

/** A task's priority; 0 when not given. */
export const priorityOf = ({ priority = 0 }: CarryTask): number => priority

/** Whether the worker has what the task needs. */
export const canDo = ({ equipment: has = [] }: CarryWorker, { equipment }: CarryTask): boolean =>
  equipment === undefined || has.includes(equipment)

/** Going loaded, and taking up and setting down. */
export const carryMillis = ({ distances, unitsPerSecond }: InterleaveProblem, task: CarryTask): number =>
  task.handlingMillis + (1_000 * distances.between(task.from, task.to)) / unitsPerSecond

/** The refusal in words. */
export const interleaveRefusalText = (refusal: InterleaveRefusal): string => {
  switch (refusal._tag) {
    case "NoWorkers":
      return "expected at least one worker, got none"
    case "NoTasks":
      return "expected at least one task, got none"
    case "WorkerIdTaken":
      return `worker ${refusal.id}: expected each worker once, got it twice`
    case "TaskIdTaken":
      return `task ${refusal.id}: expected each task once, got it twice`
    case "PlaceUnknown":
      return `${refusal.of}: expected a place of 0 to ${refusal.count - 1}, got ${refusal.place}`
    case "SpeedWrong":
      return `unitsPerSecond: expected more than 0, got ${refusal.unitsPerSecond}`
    case "TaskFieldWrong":
      return `task ${refusal.id}: expected a ${refusal.field} that can be, got ${refusal.value}`
    case "WayWrong":
      return `the way from place ${refusal.from} to ${refusal.to}: expected a length of 0 to 10^15, got ${refusal.value}`
    case "NobodyEquipped":
      return `task ${refusal.id}: expected a worker with ${refusal.equipment}, got none`
    case "WaitsForUnknown":
      return `task ${refusal.id}: expected to wait for other tasks of the problem, got ${refusal.other}`
    case "WaitsForLowerPriority":
      return `task ${refusal.id}: expected ${refusal.other}, which it waits for, to have no lower priority`
    case "WaitsInCircle":
      return `task ${refusal.id}: expected tasks to wait for each other in an order, got a circle through it`
    case "DueUnmet":
      return `task ${refusal.id}: expected an order in time for every due time, got one ${refusal.lateMillis} ms late at best`
  }
}
