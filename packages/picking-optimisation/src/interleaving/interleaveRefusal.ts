/**
 * When tasks cannot be put in an order.
 */
import { isMeasure, isPace, isPosition } from "@stowage/kernel/Measure"
import {
  canDo,
  carryMillis,
  type InterleaveProblem,
  type InterleaveRefusal,
  priorityOf,
  type CarryTask
} from "./InterleaveProblem.ts"
import { firstInCircle } from "./waitsForAll.ts"

/** What is wrong with `problem`; undefined when it can be tried. O((tasks + workers)² + links). */
export const interleaveRefusal = (problem: InterleaveProblem): InterleaveRefusal | undefined =>
  idRefusal(problem) ??
  placeRefusal(problem) ??
  fieldRefusal(problem) ??
  wayRefusal(problem) ??
  linkRefusal(problem) ??
  dueRefusal(problem)

const idRefusal = ({ tasks, workers }: InterleaveProblem): InterleaveRefusal | undefined => {
  if (workers.length === 0) return { _tag: "NoWorkers" }
  if (tasks.length === 0) return { _tag: "NoTasks" }
  const worker = firstTwice(workers)
  if (worker !== undefined) return { _tag: "WorkerIdTaken", id: worker }
  const task = firstTwice(tasks)
  return task === undefined ? undefined : { _tag: "TaskIdTaken", id: task }
}

const firstTwice = (all: ReadonlyArray<{ readonly id: string }>): string | undefined => {
  const seen = new Set<string>()
  for (const { id } of all) {
    if (seen.has(id)) return id
    seen.add(id)
  }
  return undefined
}

const placeRefusal = ({ distances: { count }, tasks, workers }: InterleaveProblem): InterleaveRefusal | undefined => {
  const places = [
    ...workers.flatMap(({ at, home = at, id }) => [at, home].map((place) => ({ of: `worker ${id}`, place }))),
    ...tasks.flatMap(({ from, id, to }) => [from, to].map((place) => ({ of: `task ${id}`, place })))
  ]
  const wrong = places.find(({ place }) => !(Number.isInteger(place) && place >= 0 && place < count))
  return wrong === undefined ? undefined : { _tag: "PlaceUnknown", ...wrong, count }
}

const fieldRefusal = ({ tasks, unitsPerSecond }: InterleaveProblem): InterleaveRefusal | undefined => {
  if (!isPace(unitsPerSecond)) return { _tag: "SpeedWrong", unitsPerSecond }
  for (const task of tasks) {
    const { dueMillis = 0, handlingMillis, id } = task
    for (const [field, value] of Object.entries({ handlingMillis, dueMillis })) {
      if (!isMeasure(value)) return { _tag: "TaskFieldWrong", id, field, value }
    }
    if (!isPosition(priorityOf(task))) {
      return { _tag: "TaskFieldWrong", id, field: "priority", value: priorityOf(task) }
    }
  }
  return undefined
}

const wayRefusal = ({ distances, tasks, workers }: InterleaveProblem): InterleaveRefusal | undefined => {
  const homes = workers.flatMap(({ home }) => home ?? [])
  const begins = new Set(tasks.map(({ from }) => from))
  for (const place of new Set([...workers.map(({ at }) => at), ...tasks.map(({ to }) => to)])) {
    for (const begin of begins) {
      const value = distances.between(place, begin)
      if (!isMeasure(value)) return { _tag: "WayWrong", from: place, to: begin, value }
    }
  }
  for (const { from, to } of tasks) {
    for (const [start, end] of [[from, to] as const, ...homes.map((home) => [to, home] as const)]) {
      const value = distances.between(start, end)
      if (!isMeasure(value)) return { _tag: "WayWrong", from: start, to: end, value }
    }
  }
  return undefined
}

const linkRefusal = ({ tasks, workers }: InterleaveProblem): InterleaveRefusal | undefined => {
  const taskOf = new Map(tasks.map((task) => [task.id, task]))
  for (const task of tasks) {
    const { equipment, id } = task
    if (equipment !== undefined && !workers.some((worker) => canDo(worker, task))) {
      return { _tag: "NobodyEquipped", id, equipment }
    }
  }
  for (const task of tasks) {
    for (const other of task.waitsFor ?? []) {
      const first: CarryTask | undefined = taskOf.get(other)
      if (first === undefined) return { _tag: "WaitsForUnknown", id: task.id, other }
      if (priorityOf(first) < priorityOf(task)) return { _tag: "WaitsForLowerPriority", id: task.id, other }
    }
  }
  const circle = firstInCircle(tasks)
  return circle === undefined ? undefined : { _tag: "WaitsInCircle", id: (tasks[circle] as CarryTask).id }
}

const dueRefusal = (problem: InterleaveProblem): InterleaveRefusal | undefined => {
  for (const task of problem.tasks) {
    const lateMillis = carryMillis(problem, task) - (task.dueMillis ?? Number.POSITIVE_INFINITY)
    if (lateMillis > 0) return { _tag: "DueUnmet", id: task.id, lateMillis, proved: true }
  }
  return undefined
}
