/**
 * What tasks wait for, and what that waits for in turn.
 */
import { type CarryTask } from "./InterleaveProblem.ts"

/**
 * For each task the tasks, by index, that must have ended before it begins, straight or by way of others; itself among
 * them when tasks wait in a circle. O(tasks × links).
 */
export const waitsForAll = (tasks: ReadonlyArray<CarryTask>): ReadonlyArray<ReadonlyArray<number>> => {
  const indexOf = new Map(tasks.map(({ id }, index) => [id, index]))
  const straight = tasks.map(({ waitsFor = [] }) => waitsFor.flatMap((id) => indexOf.get(id) ?? []))
  return straight.map((first) => {
    const found = new Set<number>()
    const open = [...first]
    for (let task = open.pop(); task !== undefined; task = open.pop()) {
      if (found.has(task)) continue
      found.add(task)
      open.push(...(straight[task] ?? []))
    }
    return [...found]
  })
}
