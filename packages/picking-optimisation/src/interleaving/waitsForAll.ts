/**
 * What tasks wait for, and what that waits for in turn.
 */
import { type CarryTask } from "./InterleaveProblem.ts"

/**
 * For each task the tasks, by index, that must have ended before it begins, straight or by way of others. O(tasks ×
 * links).
 */
export const waitsForAll = (tasks: ReadonlyArray<CarryTask>): ReadonlyArray<ReadonlyArray<number>> => {
  const straight = waitsStraight(tasks)
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

/**
 * The first, by index, of some tasks that wait for each other in a circle; undefined when there is no circle. O(tasks +
 * links).
 *
 * Source: Kahn (1962), Topological sorting of large networks, Communications of the ACM 5(11).
 */
export const firstInCircle = (tasks: ReadonlyArray<CarryTask>): number | undefined => {
  const straight = waitsStraight(tasks)
  const followers = tasks.map((): Array<number> => [])
  for (const [task, others] of straight.entries()) for (const other of others) followers[other]?.push(task)
  const open = Int32Array.from(straight, (others) => others.length)
  const done = [...tasks.keys()].filter((task) => open[task] === 0)
  for (const ended of done) {
    for (const task of followers[ended] as ReadonlyArray<number>) {
      open[task] = (open[task] as number) - 1
      if (open[task] === 0) done.push(task)
    }
  }
  const stuck = open.findIndex((left) => left > 0)
  if (stuck < 0) return undefined
  // Whatever is stuck waits for something that is stuck: who follows that long enough goes in a circle.
  const next = (task: number): number => straight[task]?.find((other) => (open[other] as number) > 0) as number
  let at = stuck
  for (let step = 0; step < tasks.length; step++) at = next(at)
  let first = at
  for (let task = next(at); task !== at; task = next(task)) first = Math.min(first, task)
  return first
}

/** What each task names itself. */
const waitsStraight = (tasks: ReadonlyArray<CarryTask>): ReadonlyArray<ReadonlyArray<number>> => {
  const indexOf = new Map(tasks.map(({ id }, index) => [id, index]))
  return tasks.map(({ waitsFor = [] }) => waitsFor.flatMap((id) => indexOf.get(id) ?? []))
}
