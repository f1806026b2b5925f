/**
 * A virtual clock that jumps from event to event. Nothing takes time but what says so, and nothing happens by itself:
 * the same schedule gives the same run, on any machine, however long the virtual day.
 *
 * Source: the next-event time advance of Law (2015), Simulation Modeling and Analysis, section 1.3.
 */
import type { Instant } from "@stowage/kernel/Instant"
import { makeEventHeap, type EventHeap } from "./EventHeap.ts"

/** What is to happen, in order of time. Actions may schedule more, also at the present instant. */
export interface Engine {
  /** The virtual time: of the action that runs, or that the last `run` ended at. */
  readonly now: () => Instant
  /**
   * Schedules `action` for `time`. Actions of one instant run in the order they were scheduled. O(log pending).
   *
   * Throws a RangeError when `time` is before now or is not a whole millisecond: the past cannot be changed, and an
   * engine that let it would give plausible wrong answers.
   */
  readonly at: (time: Instant, action: () => void) => void
  /**
   * Schedules `action` `millis` from now, rounded to a whole millisecond. Throws a RangeError when that is before now.
   */
  readonly after: (millis: number, action: () => void) => void
  /**
   * Runs what is scheduled up to and including `until`, which is then the time; what is later stays pending, for a next
   * run. Without `until`, runs until nothing is pending, and the time is the last action's: a process that keeps
   * scheduling itself then never ends.
   *
   * Throws a RangeError when `until` is before now, and an Error when called by an action. What an action throws comes
   * out here; that action is spent, the others are still pending.
   */
  readonly run: (until?: Instant) => void
  /** How many actions are scheduled and have not run. */
  readonly pending: () => number
}

interface Clock {
  readonly agenda: EventHeap<() => void>
  now: Instant
  running: boolean
}

/** An engine with nothing scheduled, whose time is `start`. */
export const makeEngine = (start: Instant): Engine => {
  const clock: Clock = { agenda: makeEventHeap(), now: start, running: false }
  const at = (time: Instant, action: () => void): void => {
    refusePast(clock, time)
    clock.agenda.push(time, action)
  }
  return {
    now: () => clock.now,
    at,
    after: (millis, action) => at((clock.now + Math.round(millis)) as Instant, action),
    run: (until) => run(clock, until),
    pending: () => clock.agenda.size()
  }
}

const refusePast = (clock: Clock, time: Instant): void => {
  if (Number.isSafeInteger(time) && time >= clock.now) return
  throw new RangeError(`Expected a time in whole milliseconds, not before now (${clock.now}), got ${time}`)
}

const run = (clock: Clock, until: Instant | undefined): void => {
  if (clock.running)
    throw new Error("Expected one run at a time: an action schedules what comes next, it does not run it")
  if (until !== undefined) refusePast(clock, until)
  clock.running = true
  try {
    runUntil(clock, until ?? Number.MAX_SAFE_INTEGER)
    if (until !== undefined) clock.now = until
  } finally {
    clock.running = false
  }
}

const runUntil = (clock: Clock, last: number): void => {
  const { agenda } = clock
  for (;;) {
    const time = agenda.firstRank()
    if (time > last) return
    const action = agenda.pop()
    if (action === undefined) return
    clock.now = time as Instant
    action()
  }
}
