/**
 * Whether what many callers were told at once can be explained: is there, for every call, a moment between its
 * beginning and its end at which a journal without any concurrency would have given the very answer?
 *
 * In general that takes exponential time. Here it does not, because receipts carry positions: the order of all
 * changes is in the log, and what is left is to find for every question a place in it. Each takes the earliest
 * place that explains it and is not before a call that had ended when it began; taking a later one could only make
 * it harder for the rest.
 *
 * Source: linearizability, Herlihy and Wing (1990), ACM TOPLAS 12(3).
 */
import type { Balance, Pending } from "@stowage/kernel/Transfer"
import { type BalanceQuery, asksFor } from "@stowage/runtime/BalanceQuery"
import type {
  Commit,
  CommitRefusal,
  CommitId,
  Position,
  Receipt,
  Recorded,
  RecordedCommit,
  StreamId
} from "@stowage/runtime/Commit"
import { isReceipt, recordedEvents } from "@stowage/runtime/Commit"
import { type PendingQuery, asksForPending } from "@stowage/runtime/Journal"
import { type Moment, balancesAt, beginning, pendingsAt, said, withoutWords } from "./JournalContractModel.ts"

/** What was asked, and what the answer was. */
export type Exchange =
  | { readonly _tag: "Commit"; readonly commit: Commit; readonly answer: Receipt | CommitRefusal }
  | { readonly _tag: "Receipt"; readonly id: CommitId; readonly answer: Receipt | undefined }
  | {
      readonly _tag: "Read"
      readonly stream: StreamId
      readonly after: number
      readonly answer: ReadonlyArray<Recorded>
    }
  | { readonly _tag: "Balances"; readonly query: BalanceQuery; readonly answer: ReadonlyArray<Balance> }
  | { readonly _tag: "Pendings"; readonly query: PendingQuery; readonly answer: ReadonlyArray<Pending> }
  | {
      readonly _tag: "Commits"
      readonly after: Position
      readonly limit: number
      readonly answer: ReadonlyArray<RecordedCommit>
    }

/** One call by somebody's clock of calls: it began, it ended, and it was not answered when nothing is said of it. */
export interface Call {
  readonly began: number
  readonly ended: number
  readonly exchange: Exchange
}

/** A commit that was sent, however that ended. */
export interface Sent {
  readonly began: number
  readonly commit: Commit
}

const isObject = (data: unknown): data is Readonly<Record<string, unknown>> => typeof data === "object" && data !== null

/** Whether both are equal as JSON data, whatever the order of their keys. */
const isEqual = (one: unknown, other: unknown): boolean => {
  if (one === other) return true
  if (!isObject(one) || !isObject(other) || Array.isArray(one) !== Array.isArray(other)) return false
  const keys = Object.keys(one).filter((key) => one[key] !== undefined)
  const others = Object.keys(other).filter((key) => other[key] !== undefined)
  return keys.length === others.length && keys.every((key) => isEqual(one[key], other[key]))
}

/** What would have been said to the same question when the log held `position` commits. */
const wouldSay = (
  log: ReadonlyArray<RecordedCommit>,
  moments: ReadonlyArray<Moment>,
  place: number,
  asked: Exchange
): unknown => {
  const moment = moments[place] ?? beginning
  const so = log.slice(0, moment.commits.size)
  switch (asked._tag) {
    case "Commit":
      return said(moment, asked.commit).answer
    case "Receipt": {
      const found = moment.commits.get(asked.id)
      return found && { id: asked.id, position: found.position }
    }
    case "Read":
      return so
        .flatMap((commit) => commit.appends.map((append) => ({ commit, append })))
        .filter(({ append }) => append.stream === asked.stream)
        .flatMap(({ commit, append }) => recordedEvents(commit, append))
        .filter(({ version }) => version > asked.after)
    case "Balances":
      return balancesAt(moments[Math.min(asked.query.asOf ?? place, place)] ?? beginning).filter(({ account }) =>
        asksFor(asked.query, account)
      )
    case "Pendings":
      return pendingsAt(moment).filter((pending) => asksForPending(asked.query, pending))
    case "Commits":
      return so.slice(asked.after, asked.after + asked.limit)
  }
}

const answerOf = ({ exchange }: Call): unknown =>
  exchange._tag === "Commit" ? withoutWords(exchange.answer) : exchange.answer

const sayCall = ({ began, ended, exchange }: Call): string => {
  const { answer, ...asked } = exchange
  return `${JSON.stringify(asked)} from ${began} to ${ended} got ${JSON.stringify(answer) ?? "nothing"}`
}

/** The receipt that a call got, if it got one: its commit was in the log when it ended. */
const receiptOf = ({ exchange }: Call): Receipt | undefined =>
  exchange._tag === "Commit" && isReceipt(exchange.answer) ? exchange.answer : undefined

interface Bounds {
  /** By position: when its commit was first sent, and first acknowledged. Index 0 is the beginning of all. */
  readonly sent: Array<number>
  readonly acknowledged: Array<number>
}

const boundsOf = (
  log: ReadonlyArray<RecordedCommit>,
  calls: ReadonlyArray<Call>,
  sent: ReadonlyArray<Sent>
): Bounds => {
  const bounds: Bounds = { sent: [-Infinity], acknowledged: [-Infinity] }
  const places = new Map(log.map(({ id, position }) => [id, position]))
  for (const { position } of log) {
    bounds.sent[position] = Infinity
    bounds.acknowledged[position] = Infinity
  }
  const note = (times: Array<number>, position: number | undefined, time: number): void => {
    if (position !== undefined) times[position] = Math.min(times[position] ?? Infinity, time)
  }
  for (const { began, commit } of sent) note(bounds.sent, places.get(commit.id), began)
  for (const call of calls) note(bounds.acknowledged, receiptOf(call)?.position, call.ended)
  return bounds
}

/**
 * Whether the log itself could have come about: a journal without concurrency takes it, and no commit overtook another.
 */
const logFaults = (log: ReadonlyArray<RecordedCommit>, { acknowledged, sent }: Bounds): ReadonlyArray<string> => {
  let [moment, latest] = [beginning, -Infinity]
  return log.flatMap(({ position, ...commit }, index) => {
    const { answer, next } = said(moment, commit)
    moment = next
    const mayStand = isReceipt(answer) && answer.position === position && position === index + 1
    const inOrder = latest <= (acknowledged[position] ?? Infinity) && sent[position] !== Infinity
    latest = Math.max(latest, sent[position] ?? Infinity)
    return [
      ...(mayStand
        ? []
        : [`position ${position} holds ${JSON.stringify(commit)}, to which ${JSON.stringify(answer)} had to be said`]),
      ...(inOrder ? [] : [`position ${position} holds ${commit.id}, which a later commit overtook or nobody sent`])
    ]
  })
}

/** The moments after 0, 1, 2 … commits of the log. */
export const momentsOf = (log: ReadonlyArray<RecordedCommit>): ReadonlyArray<Moment> => {
  let moment = beginning
  return [moment, ...log.map(({ position: _, ...commit }) => (moment = said(moment, commit).next))]
}

/** Places that calls have been given, as times go on: how far the log was when any of them had ended. */
const makeFloor = (acknowledged: ReadonlyArray<number>) => {
  const ends: Array<{ readonly ended: number; readonly place: number }> = acknowledged.map((ended, place) => ({
    ended,
    place
  }))
  return {
    note: (ended: number, place: number): void => void ends.push({ ended, place }),
    at: (began: number): number =>
      ends.reduce((floor, { ended, place }) => (ended < began && place > floor ? place : floor), 0)
  }
}

/**
 * What cannot be explained, as sentences; empty when all of it can. `log` is everything in the journal in its order,
 * `calls` are those that were answered, `sent` is every commit that anybody sent. Time O(calls × (calls + log)).
 */
export const anomalies = (
  log: ReadonlyArray<RecordedCommit>,
  calls: ReadonlyArray<Call>,
  sent: ReadonlyArray<Sent>
): ReadonlyArray<string> => {
  const bounds = boundsOf(log, calls, sent)
  const faults = [...logFaults(log, bounds)]
  if (faults.length > 0) return faults
  const moments = momentsOf(log)
  const floor = makeFloor(bounds.acknowledged)
  for (const call of calls.toSorted((one, other) => one.began - other.began)) {
    const answer = answerOf(call)
    let place = floor.at(call.began)
    const mayStand = (): boolean => (bounds.sent[place] ?? Infinity) <= call.ended
    while (mayStand() && !isEqual(wouldSay(log, moments, place, call.exchange), answer)) place += 1
    if (mayStand()) floor.note(call.ended, place)
    else faults.push(sayCall(call))
  }
  return faults
}
