/**
 * A world in which nothing happens by itself: whatever waits is a turn, and every step takes one of the turns,
 * drawn from the seed. Between two steps every fiber runs until it waits. The same seed is the same run.
 */
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as Exit from "effect/Exit"
import type * as Scheduler from "effect/Scheduler"
import { type Random, random } from "@stowage/kernel/Random"

/** Something that lives until it crashes, and may be paused meanwhile. */
export interface Being {
  readonly name: string
  alive: boolean
  paused: boolean
}

/** Something that may happen next. */
interface Turn {
  readonly label: string
  /** A turn of what is dead never comes, one of what is paused comes later. Nobody's may come at any time. */
  readonly of: Being | undefined
  readonly may: (() => boolean) | undefined
  readonly happen: () => void
}

/** Who decides what happens next: chance, or a script. */
export type Choose = (turns: number) => number

export interface World {
  readonly chance: Random
  readonly choose: Choose
  /** What went wrong: the run ends with the first. */
  readonly violations: Array<string>
  readonly tasks: Array<{ readonly of: Being; readonly run: () => void }>
  turns: Array<Turn>
  /** How many steps were taken; also the clock of calls. */
  step: number
  /** Goes up by one whenever a call begins or ends, so that no two of these are at one time. */
  tick: number
  /** Of everything that happened so far. */
  hash: number
  readonly trace: Array<string> | undefined
}

/** The world of a seed; told to, it keeps a trace for people. */
export const makeWorld = (seed: number | string, traced: boolean, choose?: Choose): World => {
  const chance = random(seed)
  return {
    chance,
    choose: choose ?? chance.int,
    violations: [],
    tasks: [],
    turns: [],
    step: 0,
    tick: 0,
    hash: 0x811c9dc5,
    trace: traced ? [] : undefined
  }
}

/** Adds what happened to the hash, and to the trace. */
export const note = (world: World, text: string): void => {
  let { hash } = world
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  world.hash = hash
  world.trace?.push(`${world.step} ${text}`)
}

/** Lets `happen` happen at some later step. */
export const later = (
  world: World,
  of: Being | undefined,
  label: string,
  happen: () => void,
  may?: () => boolean
): void => void world.turns.push({ label, of, may, happen })

/** How often fibers may go on within one turn. */
const mostGoes = 20_000

/** Runs every fiber until it waits for a turn. */
export const settle = ({ tasks, violations }: World): void => {
  let goes = 0
  for (let next = tasks.shift(); next !== undefined; next = tasks.shift()) {
    if (next.of.alive) next.run()
    if (++goes < mostGoes) continue
    violations.push("something goes on for ever without waiting")
    tasks.length = 0
  }
}

const isPossible = ({ of, may }: Turn): boolean =>
  (of === undefined || (of.alive && !of.paused)) && (may === undefined || may())

/** Takes one turn; false when there is none. */
export const takeTurn = (world: World): boolean => {
  world.turns = world.turns.filter(({ of }) => of === undefined || of.alive)
  const possible = world.turns.filter(isPossible)
  const turn = possible[possible.length === 0 ? 0 : world.choose(possible.length)]
  if (turn === undefined) return false
  world.turns.splice(world.turns.indexOf(turn), 1)
  world.step += 1
  note(world, turn.label)
  turn.happen()
  settle(world)
  return true
}

/** Takes turns until `done`, at most so many; whether it was done. */
export const takeTurns = (world: World, most: number, done: () => boolean): boolean => {
  for (let left = most; left > 0 && world.violations.length === 0; left--) {
    if (done()) return true
    if (!takeTurn(world)) return done()
  }
  return done()
}

const schedulerOf = (world: World, being: Being): Scheduler.Scheduler => {
  const dispatcher: Scheduler.SchedulerDispatcher = {
    scheduleTask: (run) => void world.tasks.push({ of: being, run }),
    flush: () => undefined
  }
  return {
    executionMode: "async",
    shouldYield: ({ currentOpCount }) => currentOpCount >= 2048,
    makeDispatcher: () => dispatcher
  }
}

/** A clock that shows how many turns were taken, and on which a sleep is one more turn. */
const clockOf = (world: World, being: Being): Clock.Clock => {
  const millis = (): number => world.step
  const nanos = (): bigint => BigInt(world.step) * 1_000_000n
  return {
    currentTimeMillisUnsafe: millis,
    currentTimeMillis: Effect.sync(millis),
    currentTimeNanosUnsafe: nanos,
    currentTimeNanos: Effect.sync(nanos),
    monotonicTimeNanosUnsafe: nanos,
    monotonicTimeNanos: Effect.sync(nanos),
    sleep: (duration) =>
      Effect.callback((resume) =>
        later(world, being, `${being.name} wakes after ${Duration.toMillis(duration)}`, () => resume(Effect.void))
      )
  }
}

/** Runs an effect as part of a being: it ends with it, in the middle of whatever it was doing. */
export type Live = <A, E>(effect: Effect.Effect<A, E>, ended: (exit: Exit.Exit<A, E>) => void) => void

/** How a being runs effects in the world. */
export const live = (world: World, being: Being): Live => {
  const scheduler = schedulerOf(world, being)
  const run = Effect.runForkWith(Context.make(Clock.Clock, clockOf(world, being)))
  return (effect, ended) => {
    const fiber = run(effect, { scheduler })
    fiber.addObserver((exit) => {
      if (being.alive) ended(exit)
    })
  }
}
