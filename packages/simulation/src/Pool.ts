/**
 * Workers or machines of one kind, and the work that waits for them: a queue with several servers.
 *
 * Nobody is interrupted: work of a lower priority number goes first among what waits, never instead of what is in hand.
 */
import type { Instant } from "@stowage/kernel/Instant"
import type { Engine } from "./engine.ts"
import { makeEventHeap, type EventHeap } from "./EventHeap.ts"

/** How one worker has spent the time since the pool was made. */
export interface WorkerStats<Worker> {
  readonly worker: Worker
  /** From taking a work to releasing it; of a work in hand, until now. */
  readonly busyMillis: number
  /** Works taken, the one in hand among them. */
  readonly jobs: number
}

/** A work is told who does it, and calls `release` once, now or later, when that worker is free again. */
export type Work<Worker> = (worker: Worker, release: () => void) => void

/** Workers of one kind, who take waiting work by priority, lower first, then by arrival. */
export interface Pool<Worker> {
  /**
   * Has `work` done by the worker who has been idle longest (at the start, in the order given); at once when there is
   * one, before this returns, else when one is released. A work that another work asks for starts once that one
   * returns.
   *
   * O(log waiting). Throws a RangeError when `priority` is NaN. `release` throws an Error the second time.
   */
  readonly request: (priority: number, work: Work<Worker>) => void
  /** How many works have been asked for and not begun. */
  readonly waiting: () => number
  /** One row per worker, in the order given. */
  readonly stats: () => ReadonlyArray<WorkerStats<Worker>>
  /** How long all works together have waited for a worker until now, those that still wait among them. */
  readonly waitMillis: () => number
}

interface Member<Worker> {
  readonly worker: Worker
  /** Of works released. */
  busyMillis: number
  jobs: number
  /** Since when the work in hand is in hand. */
  busySince: Instant | undefined
}

interface Shop<Worker> {
  readonly engine: Engine
  readonly queue: EventHeap<Work<Worker>>
  /** All of one rank, so that who came first goes first: the longest idle. */
  readonly idle: EventHeap<Member<Worker>>
  /** The area under the queue's length since the pool was made, up to `waitMillisAt`. */
  waitMillis: number
  waitMillisAt: Instant
  handingOut: boolean
}

/** A pool of these workers, all idle. With no workers all work waits for ever. */
export const makePool = <Worker>(engine: Engine, workers: ReadonlyArray<Worker>): Pool<Worker> => {
  const shop: Shop<Worker> = {
    engine,
    queue: makeEventHeap(),
    idle: makeEventHeap(),
    waitMillis: 0,
    waitMillisAt: engine.now(),
    handingOut: false
  }
  const members = workers.map((worker): Member<Worker> => ({ worker, busyMillis: 0, jobs: 0, busySince: undefined }))
  for (const member of members) shop.idle.push(0, member)
  return {
    request: (priority, work) => {
      noteWait(shop)
      shop.queue.push(priority, work)
      handOut(shop)
    },
    waiting: () => shop.queue.size(),
    stats: () => members.map((member) => statsOf(member, engine.now())),
    waitMillis: () => shop.waitMillis + shop.queue.size() * (engine.now() - shop.waitMillisAt)
  }
}

const statsOf = <Worker>(member: Member<Worker>, now: Instant): WorkerStats<Worker> => {
  const inHandMillis = member.busySince === undefined ? 0 : now - member.busySince
  return { worker: member.worker, busyMillis: member.busyMillis + inHandMillis, jobs: member.jobs }
}

/** To be called before the queue's length changes. Every work in it has waited since the last call. */
const noteWait = <Worker>(shop: Shop<Worker>): void => {
  const now = shop.engine.now()
  shop.waitMillis += shop.queue.size() * (now - shop.waitMillisAt)
  shop.waitMillisAt = now
}

/** Gives waiting work to idle workers. A loop, so that a thousand works of no duration do not nest a thousand deep. */
const handOut = <Worker>(shop: Shop<Worker>): void => {
  if (shop.handingOut) return
  shop.handingOut = true
  try {
    while (shop.idle.size() > 0 && shop.queue.size() > 0) {
      noteWait(shop)
      begin(shop, shop.idle.pop() as Member<Worker>, shop.queue.pop() as Work<Worker>)
    }
  } finally {
    shop.handingOut = false
  }
}

const begin = <Worker>(shop: Shop<Worker>, member: Member<Worker>, work: Work<Worker>): void => {
  const since = shop.engine.now()
  let released = false
  member.jobs += 1
  member.busySince = since
  work(member.worker, () => {
    if (released) throw new Error("Expected a worker to be released once per work, got a second release")
    released = true
    member.busyMillis += shop.engine.now() - since
    member.busySince = undefined
    shop.idle.push(0, member)
    handOut(shop)
  })
}
