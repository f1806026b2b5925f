/**
 * In which order tasks can be done without anybody waiting for ever.
 */
import { type CarryTask, priorityOf } from "./InterleaveProblem.ts"
import { waitsForAll } from "./waitsForAll.ts"

/** By priority, then what waits after what it waits for, then by due time. */
export const safeOrder = (tasks: ReadonlyArray<CarryTask>): ReadonlyArray<number> => {
  const depth = waitsForAll(tasks).map((others) => others.length)
  const due = ({ dueMillis = Number.MAX_VALUE }: CarryTask): number => dueMillis
  return tasks
    .map((task, index) => ({ task, index, depth: depth[index] as number }))
    .sort(
      (a, b) =>
        priorityOf(b.task) - priorityOf(a.task) || a.depth - b.depth || due(a.task) - due(b.task) || a.index - b.index
    )
    .map(({ index }) => index)
}

/** Whether a task in this turn of an order would come before one of higher priority, or behind one of lower. */
export const breaksPriority = (
  tasks: ReadonlyArray<CarryTask>,
  order: ReadonlyArray<number>,
  turn: number,
  task: CarryTask
): boolean => {
  const before = tasks[order[turn - 1] ?? -1]
  const after = tasks[order[turn] ?? -1]
  return (
    (before !== undefined && priorityOf(before) < priorityOf(task)) ||
    (after !== undefined && priorityOf(after) > priorityOf(task))
  )
}
