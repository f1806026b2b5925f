/**
 * The least length of empty ways that any order of tasks could have.
 */
import { canDo, type CarryTask, type InterleaveProblem, priorityOf } from "./InterleaveProblem.ts"
import { waitsForAll } from "./waitsForAll.ts"

/**
 * The length of all loaded ways, and the more of two: every task is come to, at best from where the nearest other ended
 * that may come before it, or a worker begins; and every task but the last of each worker is gone on from, at best to
 * where the nearest begins that may come after it. O(tasks × (tasks + workers)).
 */
export const interleaveBound = ({ distances: { between }, tasks, workers }: InterleaveProblem): number => {
  const waits = waitsForAll(tasks).map((others) => new Set(others))
  const mayFollow = (before: number, after: number): boolean =>
    before !== after &&
    priorityOf(tasks[before] as CarryTask) >= priorityOf(tasks[after] as CarryTask) &&
    waits[before]?.has(after) !== true
  const onward: Array<number> = []
  let [loaded, come] = [0, 0]
  let home = Number.POSITIVE_INFINITY
  for (const [index, task] of tasks.entries()) {
    loaded += between(task.from, task.to)
    const able = workers.filter((worker) => canDo(worker, task))
    const before = tasks.filter((_, other) => mayFollow(other, index))
    const after = tasks.filter((_, other) => mayFollow(index, other))
    come += least([...before.map(({ to }) => to), ...able.map(({ at }) => at)], (place) => between(place, task.from))
    onward.push(least(after, ({ from }) => between(task.to, from)))
    for (const worker of able) home = Math.min(home, worker.home === undefined ? 0 : between(task.to, worker.home))
  }
  // Whoever works comes home from his last task, and somebody works.
  onward.sort((a, b) => a - b)
  const gone = onward.slice(0, Math.max(0, tasks.length - workers.length)).reduce((sum, way) => sum + way, 0)
  return loaded + home + Math.max(come, gone)
}

const least = <A>(all: ReadonlyArray<A>, lengthOf: (one: A) => number): number =>
  all.reduce((shortest, one) => Math.min(shortest, lengthOf(one)), Number.POSITIVE_INFINITY)
