/**
 * A process with a journal open over the shared storage: it can crash between any two operations, be paused and go on
 * later, and be closed and opened again.
 */
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Scope from "effect/Scope"
import { Journal } from "@stowage/runtime/Journal"
import { type LogJournalOptions, makeLogJournal } from "@stowage/runtime/logJournal"
import { type Kept, openStorage, unlock } from "./simulatedStorage.ts"
import { type Being, type Live, type World, later, live, note, settle } from "./World.ts"

export interface Host {
  readonly name: string
  /** How far its clock is ahead. */
  readonly skew: number
  being: Being
  journal: Journal["Service"] | undefined
  scope: Scope.Closeable
  live: Live
  epoch: number
  /** Whether it was told that somebody else has taken over. */
  isFenced: boolean
  /** What is to be told when it crashes. */
  readonly asking: Set<() => void>
}

/** Where hosts live. */
export interface Site {
  readonly world: World
  readonly kept: Kept
  readonly options: LogJournalOptions
}

/** Opens a journal, again and again until it is open. */
const open = (site: Site, host: Host): void => {
  const { world, kept, options } = site
  host.being = { name: host.name, alive: true, paused: false }
  host.scope = Scope.makeUnsafe()
  host.live = live(world, host.being)
  const storage = openStorage(world, kept, host.being)
  host.epoch = kept.epoch
  host.isFenced = false
  host.live(Scope.provide(makeLogJournal(storage, options), host.scope), (exit) => {
    if (Exit.isSuccess(exit)) {
      host.journal = exit.value
      return note(world, `${host.name} is open`)
    }
    later(world, host.being, `${host.name} opens again`, () => {
      host.being.alive = false
      open(site, host)
    })
  })
  settle(world)
}

/** A host that is about to open. */
export const makeHost = (site: Site, name: string, skew: number): Host => {
  const being = { name, alive: false, paused: false }
  const host: Host = {
    name,
    skew,
    being,
    journal: undefined,
    scope: Scope.makeUnsafe(),
    live: live(site.world, being),
    epoch: 0,
    isFenced: false,
    asking: new Set()
  }
  open(site, host)
  return host
}

/** Whether somebody else has taken over since it was opened. */
export const isStale = ({ kept }: Site, host: Host): boolean => kept.kind.writers === "one" && host.epoch !== kept.epoch

/** Its memory is gone. What it has asked of the storage may still happen; it will never know. */
export const crash = (site: Site, host: Host): void => {
  const { world, kept } = site
  const { being } = host
  note(world, `${host.name} crashes`)
  being.alive = false
  host.journal = undefined
  later(world, undefined, `${host.name} is missed`, () => unlock(kept, being))
  for (const tell of host.asking) tell()
  host.asking.clear()
  later(world, undefined, `${host.name} starts`, () => open(site, host))
}

/** Ends it in order: what was asked for is answered first. Then `closed`. */
export const close = (site: Site, host: Host, closed: () => void): void => {
  note(site.world, `${host.name} closes`)
  host.journal = undefined
  const { being, scope } = host
  host.live(Scope.close(scope, Exit.void), () => {
    being.alive = false
    for (const tell of host.asking) tell()
    host.asking.clear()
    closed()
  })
  settle(site.world)
}

/** Asks the host's journal. `ended` gets the exit, or nothing when the host crashed meanwhile. The answer gives up. */
export const ask = <A, E>(
  host: Host,
  question: Effect.Effect<A, E, Journal>,
  ended: (exit: Exit.Exit<A, E> | undefined) => void
): (() => void) => {
  let told = false
  const tell = (exit: Exit.Exit<A, E> | undefined): void => {
    if (told) return
    told = true
    host.asking.delete(lost)
    ended(exit)
  }
  const lost = (): void => tell(undefined)
  if (host.journal === undefined) {
    lost()
    return lost
  }
  host.asking.add(lost)
  host.live(Effect.provideService(question, Journal, host.journal), tell)
  return lost
}
