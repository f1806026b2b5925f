/**
 * What clients send: commits of few names and small numbers, most of which make sense at the moment they are drawn,
 * some of which were sent before, and some of which take a name that was used for something else.
 */
import type { Instant } from "@stowage/kernel/Instant"
import type { Random } from "@stowage/kernel/Random"
import type { Transfer } from "@stowage/kernel/Transfer"
import type { Append, Commit } from "@stowage/runtime/Commit"
import type { Moment } from "@stowage/testkit/JournalContractModel"
import {
  append,
  commitOf,
  customer,
  event,
  expire,
  free,
  noon,
  pend,
  post,
  receive,
  settle,
  voided
} from "@stowage/testkit/JournalContractWords"

const skus = ["TEA-1", "B"]
const other = "WH2" as never
/** Names of streams, claims and commits may be equal. */
export const streams = ["a", "p", "c1"]
const claims = ["p", "q", "r", "s", "t", "u", "v", "w"]

/** How often each kind of commit is drawn; every run has a taste of its own. */
export interface Taste {
  readonly kinds: ReadonlyArray<() => ReadonlyArray<Transfer>>
  readonly appends: number
  readonly repeats: number
}

const openClaim = (chance: Random, moment: Moment): { id: string; quantity: number } => {
  const open = [...moment.claims].filter(([, { state }]) => state === "pending" || chance.chance(0.1))
  if (open.length === 0 || chance.chance(0.1)) return { id: chance.pick(claims), quantity: 1 + chance.int(2) }
  const [id, { quantity }] = chance.pick(open)
  return { id, quantity: Math.max(1, quantity - (chance.chance(0.4) ? 1 : 0)) + (chance.chance(0.05) ? 1 : 0) }
}

const ttl = (chance: Random): number | undefined => (chance.chance(0.5) ? chance.int(60) : undefined)

/** Draws a run's taste: three to eight kinds of changes, so that some runs are about little else than one of them. */
export const drawTaste = (chance: Random, moment: () => Moment): Taste => {
  const few = (): number => 1 + chance.int(3)
  const sku = (): string => chance.pick(skus)
  const name = (): string => chance.pick(claims)
  const kinds: ReadonlyArray<() => ReadonlyArray<Transfer>> = [
    () => [pend(name(), few(), sku(), ttl(chance))],
    () => [pend(name(), few(), "TEA-1", ttl(chance)), pend(name(), few(), "TEA-1", ttl(chance))],
    () => [pend(name(), few(), sku()), receive(few(), sku())],
    () => {
      const { id, quantity } = openClaim(chance, moment())
      return [settle(id, quantity)]
    },
    () => [voided(openClaim(chance, moment()).id)],
    () => [expire(openClaim(chance, moment()).id)],
    () => [post(free(), customer(), few())],
    () => [post(free("B"), free("B", other), few())],
    () => [post(free("B", other), customer("B"), few())],
    () => [post(free(), free("TEA-1", other), few()), post(free(), customer(), few())],
    () => {
      const id = name()
      return [pend(id, few()), settle(id, 1)]
    },
    () => {
      const { id, quantity } = openClaim(chance, moment())
      return [settle(id, quantity), voided(id)]
    },
    () => [pend(name(), chance.int(2)), post(free(), free("B"), chance.int(2))]
  ]
  const receiving = (): ReadonlyArray<Transfer> => [receive(1 + chance.int(5), sku())]
  const some = chance.shuffle(kinds).slice(0, 3 + chance.int(6))
  return {
    kinds: [receiving, receiving, ...some],
    appends: chance.pick([0.1, 0.3, 0.8]),
    repeats: chance.pick([0.1, 0.25, 0.5])
  }
}

const drawAppends = (chance: Random, moment: Moment): ReadonlyArray<Append> =>
  chance
    .shuffle(streams)
    .slice(0, chance.chance(0.2) ? 2 : 1)
    .map((stream) => {
      const actual = moment.versions.get(stream) ?? 0
      const expected = Math.max(0, actual + (chance.chance(0.15) ? chance.int(3) - 1 : 0))
      return append(stream, expected, ...Array.from({ length: 1 + chance.int(2) }, (_, nth) => event({ nth })))
    })

/** For claims that may expire: about the very moment at which they may. */
const onTheDot = (chance: Random, { claims }: Moment, [transfer]: ReadonlyArray<Transfer>): number | undefined => {
  if (transfer?._tag !== "Expire" || chance.chance(0.4)) return undefined
  const expiresAt = claims.get(transfer.id)?.expiresAt
  return expiresAt === undefined ? undefined : expiresAt + chance.int(3) - 1
}

/** The next commit: a new one, an earlier one again, or another under the name of an earlier one. */
export const drawCommit = (chance: Random, taste: Taste, moment: Moment, made: Array<Commit>, at: number): Commit => {
  if (made.length > 0 && chance.chance(taste.repeats)) {
    const before = chance.pick(made)
    return chance.chance(0.15) ? { ...before, actor: "somebody else" } : before
  }
  const appends = chance.chance(taste.appends) ? drawAppends(chance, moment) : []
  const transfers = appends.length > 0 && chance.chance(0.4) ? [] : chance.pick(taste.kinds)()
  const decided = onTheDot(chance, moment, transfers) ?? noon + at
  const commit = commitOf(`c${made.length}`, { at: decided as Instant, appends, transfers })
  made.push(commit)
  return commit
}
