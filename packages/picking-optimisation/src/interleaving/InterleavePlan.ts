/**
 * Who does which task when, and an independent judge of it.
 */
import { type Charge } from "@stowage/kernel/Outcome"
import { type CarryTask, type CarryWorker, type InterleaveProblem } from "./InterleaveProblem.ts"

/** A task in its turn. Times are in milliseconds after the work has begun. */
export interface TaskTurn {
  readonly task: string
  /** When the worker is there, and what it waits for has ended. */
  readonly startMillis: number
  readonly endMillis: number
}

/** The tasks of a worker, in their order. */
export interface WorkerTurns {
  readonly worker: string
  readonly turns: ReadonlyArray<TaskTurn>
}

export interface InterleavePlan {
  readonly workers: ReadonlyArray<WorkerTurns>
}

/** What is wrong with the order of tasks. */
export type InterleaveViolation =
  | { readonly _tag: "TaskMissed"; readonly id: string }
  | { readonly _tag: "TaskTwice"; readonly id: string }
  | { readonly _tag: "TaskUnknown"; readonly id: string }
  | { readonly _tag: "WorkerUnknown"; readonly worker: string }
  | { readonly _tag: "WorkerTwice"; readonly worker: string }
  | { readonly _tag: "NotEquipped"; readonly id: string; readonly worker: string }
  /** A task of a higher priority comes after it. */
  | { readonly _tag: "PriorityPassed"; readonly id: string; readonly by: string }
  /** The worker cannot be there yet. */
  | { readonly _tag: "StartsTooEarly"; readonly id: string; readonly startMillis: number; readonly earliest: number }
  | {
      readonly _tag: "EndMiscounted"
      readonly id: string
      readonly statedMillis: number
      readonly countedMillis: number
    }
  /** What it waits for has not ended. */
  | { readonly _tag: "NotWaitedFor"; readonly id: string; readonly other: string }
  | { readonly _tag: "TooLate"; readonly id: string; readonly endMillis: number; readonly dueMillis: number }

/** Times are sums of quotients; who compares them allows for a rounding. */
const isBefore = (a: number, b: number): boolean => a < b - 1e-9 * Math.max(1, Math.abs(a), Math.abs(b))

/**
 * Everything that is wrong with `plan` as an answer to `problem`; empty when it is one. Shares no code with any solver.
 */
export const interleaveViolations = (
  problem: InterleaveProblem,
  plan: InterleavePlan
): ReadonlyArray<InterleaveViolation> => {
  const found: Array<InterleaveViolation> = []
  const taskOf = new Map(problem.tasks.map((task) => [task.id, task]))
  const workers = new Set<string>()
  const endOf = new Map<string, number>()
  for (const { turns, worker: id } of plan.workers) {
    const worker = problem.workers.find((other) => other.id === id)
    if (workers.has(id)) found.push({ _tag: "WorkerTwice", worker: id })
    workers.add(id)
    for (const { endMillis, task } of turns) {
      if (!taskOf.has(task)) found.push({ _tag: "TaskUnknown", id: task })
      if (endOf.has(task)) found.push({ _tag: "TaskTwice", id: task })
      endOf.set(task, endMillis)
    }
    if (worker === undefined) found.push({ _tag: "WorkerUnknown", worker: id })
    else found.push(...turnViolations(problem, worker, turns, taskOf))
  }
  for (const { id } of problem.tasks) if (!endOf.has(id)) found.push({ _tag: "TaskMissed", id })
  for (const { startMillis, task: id } of plan.workers.flatMap(({ turns }) => turns)) {
    for (const other of taskOf.get(id)?.waitsFor ?? []) {
      if (isBefore(startMillis, endOf.get(other) ?? 0)) found.push({ _tag: "NotWaitedFor", id, other })
    }
  }
  return found
}

const turnViolations = (
  { distances, unitsPerSecond }: InterleaveProblem,
  { at: begin, equipment = [], id: worker }: CarryWorker,
  turns: ReadonlyArray<TaskTurn>,
  taskOf: ReadonlyMap<string, CarryTask>
): ReadonlyArray<InterleaveViolation> => {
  const found: Array<InterleaveViolation> = []
  const millis = (from: number, to: number): number => (distances.between(from, to) / unitsPerSecond) * 1_000
  let place = begin
  let free = 0
  let before: CarryTask | undefined
  for (const { endMillis, startMillis, task: id } of turns) {
    const task = taskOf.get(id)
    if (task === undefined) continue
    if (task.equipment !== undefined && !equipment.includes(task.equipment)) {
      found.push({ _tag: "NotEquipped", id, worker })
    }
    if (before !== undefined && (before.priority ?? 0) < (task.priority ?? 0)) {
      found.push({ _tag: "PriorityPassed", id: before.id, by: id })
    }
    const earliest = free + millis(place, task.from)
    if (isBefore(startMillis, earliest)) found.push({ _tag: "StartsTooEarly", id, startMillis, earliest })
    const countedMillis = startMillis + task.handlingMillis + millis(task.from, task.to)
    if (isBefore(endMillis, countedMillis) || isBefore(countedMillis, endMillis)) {
      found.push({ _tag: "EndMiscounted", id, statedMillis: endMillis, countedMillis })
    }
    const { dueMillis = endMillis } = task
    if (isBefore(dueMillis, endMillis)) found.push({ _tag: "TooLate", id, endMillis, dueMillis })
    place = task.to
    free = endMillis
    before = task
  }
  return found
}

/** What an order of tasks is charged for: the empty way to each task and its loaded way, and the ways home. */
export const interleaveCharges = (
  { distances: { between }, tasks, workers }: InterleaveProblem,
  plan: InterleavePlan
): ReadonlyArray<Charge> => {
  const taskOf = new Map(tasks.map((task) => [task.id, task]))
  const charges: Array<Charge> = []
  for (const { turns, worker: id } of plan.workers) {
    const worker = workers.find((other) => other.id === id)
    const done = turns.flatMap(({ task }) => taskOf.get(task) ?? [])
    let at = worker?.at
    for (const { from, id: subject, to } of done) {
      if (at !== undefined) charges.push({ reason: "travel empty", subject, amount: between(at, from) })
      charges.push({ reason: "travel loaded", subject, amount: between(from, to) })
      at = to
    }
    if (at !== undefined && worker?.home !== undefined && done.length > 0) {
      charges.push({ reason: "travel empty", subject: `${id} home`, amount: between(at, worker.home) })
    }
  }
  return charges.filter(({ amount }) => amount > 0)
}
