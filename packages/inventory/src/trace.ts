/**
 * What became of a lot, or what it was made of: one up, one down, through every change of lot, kit and repacking.
 *
 * Read off the movements of the physical book. Units change into others where they move between accounts of two lots,
 * or through one `work:` place: all that went in is in all that came out. A trace names too much rather than too
 * little: work under one name is one piece of work whenever it happened, and units without a lot are all alike.
 */
import { type Account, accountParts, isLimited, placeOf } from "@stowage/kernel/Account"
import type { LotId, SerialId, Sku } from "@stowage/kernel/Ids"
import { type DatedCommit, type Movement, movementsOf } from "./movements.ts"

/** Units that are told apart from others: of one SKU, lot and serial. */
export interface Thing {
  readonly sku: Sku
  readonly lot: LotId | ""
  readonly serial: SerialId | ""
}

/** Where a trace begins: a lot with all its serials, one serial, or a SKU with all its lots. */
export interface TraceStart {
  readonly sku: Sku
  readonly lot?: LotId | ""
  readonly serial?: SerialId | ""
}

/** `made` follows what the units went into, `from` what they came from. */
export type TraceDirection = "made" | "from"

/** What is known of the things of a trace, each list in the order of the journal. */
export interface Trace {
  readonly things: ReadonlyArray<Thing>
  /** From whom they came: movements out of suppliers' accounts. */
  readonly received: ReadonlyArray<Movement<DatedCommit>>
  /** To whom they went: movements into customers' accounts. */
  readonly shipped: ReadonlyArray<Movement<DatedCommit>>
  /** What customers gave back. */
  readonly returned: ReadonlyArray<Movement<DatedCommit>>
  /** Lost, found, or otherwise against a variance account. */
  readonly adjusted: ReadonlyArray<Movement<DatedCommit>>
  /** What is still here, by account and so at every site, in the order of the accounts. */
  readonly onHand: ReadonlyArray<{ readonly account: Account; readonly quantity: number }>
}

const thingOf = (account: Account): Thing => {
  const { lot, serial, sku } = accountParts(account)
  return { sku, lot, serial }
}

const nameOf = ({ lot, serial, sku }: Thing): string => `${sku}|${lot}|${serial}`

/** What a movement makes of what: the names of both ends, which may be a piece of work; none when nothing changes. */
const changeOf = ({ from, to }: Movement): readonly [from: string, to: string] | undefined => {
  const name = (account: Account): string => {
    const place = placeOf(account)
    return place.startsWith("work:") ? place : nameOf(thingOf(account))
  }
  const ends = [name(from), name(to)] as const
  return ends[0] === ends[1] ? undefined : ends
}

const reached = (
  starts: ReadonlyArray<string>,
  changes: ReadonlyArray<readonly [from: string, to: string]>,
  direction: TraceDirection
): ReadonlySet<string> => {
  const next = new Map<string, Array<string>>()
  for (const [from, to] of changes) {
    const [here, there] = direction === "made" ? [from, to] : [to, from]
    const known = next.get(here)
    if (known === undefined) next.set(here, [there])
    else known.push(there)
  }
  const found = new Set(starts)
  for (const name of found) for (const one of next.get(name) ?? []) found.add(one)
  return found
}

const startsAt = (start: TraceStart, { lot, serial, sku }: Thing): boolean =>
  sku === start.sku && (start.lot ?? lot) === lot && (start.serial ?? serial) === serial

const onHandOf = (movements: ReadonlyArray<Movement>): Trace["onHand"] => {
  const sums = new Map<Account, number>()
  for (const { from, quantity, to } of movements) {
    sums.set(from, (sums.get(from) ?? 0) - quantity)
    sums.set(to, (sums.get(to) ?? 0) + quantity)
  }
  return [...sums]
    .filter(([account, quantity]) => isLimited(account) && quantity !== 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([account, quantity]) => ({ account, quantity }))
}

/**
 * Everything that `start` went into, or everything it came from, with where it came from and went to. `commits` are all
 * of the journal in order. O(movements + n log n) in the accounts that hold any of it.
 */
export const trace = (start: TraceStart, commits: Iterable<DatedCommit>, direction: TraceDirection): Trace => {
  const all = [...movementsOf(commits)].filter(({ from }) => from.startsWith("physical|"))
  const things = new Map<string, Thing>()
  for (const { from, to } of all) {
    for (const thing of [thingOf(from), thingOf(to)]) things.set(nameOf(thing), thing)
  }
  const changes = all.map(changeOf).filter((change) => change !== undefined)
  const starts = [...things].filter(([, thing]) => startsAt(start, thing)).map(([name]) => name)
  const names = reached(starts, changes, direction)
  const own = all.filter(({ from, to }) => names.has(nameOf(thingOf(from))) || names.has(nameOf(thingOf(to))))
  const between = (kind: string, end: "from" | "to") => own.filter((one) => placeOf(one[end]).startsWith(kind))
  return {
    things: [...things].filter(([name]) => names.has(name)).map(([, thing]) => thing),
    received: between("supplier:", "from"),
    shipped: between("customer:", "to"),
    returned: between("customer:", "from"),
    adjusted: own.filter(({ from, to }) => [from, to].some((end) => placeOf(end).startsWith("variance:"))),
    onHand: onHandOf(own).filter(({ account }) => names.has(nameOf(thingOf(account))))
  }
}
