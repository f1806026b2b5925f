/**
 * What a journal is asked, looked at before it is: the same for every store, so that none answers what nobody can mean,
 * and no store's queue meets what is no commit, where it would be everybody's defect who waits beside it.
 */
import * as Effect from "effect/Effect"
import type { Pend } from "@stowage/kernel/Transfer"
import type { Append, Commit, CommitId, CommitRefusal, EventData } from "./Commit.ts"
import type { Journal } from "./Journal.ts"

/** The defect of asking by a number that is not whole, or below `least`; undefined when it is right. */
const wrong = (what: string, value: number, least = Number.MIN_SAFE_INTEGER): RangeError | undefined => {
  if (Number.isSafeInteger(value) && value >= least) return undefined
  return new RangeError(`${what} is ${value}; expected a whole number${least === 0 ? " of at least 0" : ""}`)
}

const unless = <A, E>(defect: RangeError | undefined, answer: Effect.Effect<A, E>): Effect.Effect<A, E> =>
  defect === undefined ? answer : Effect.die(defect)

/** What stands in a commit's place, whatever it is. */
type Loose<A> = { readonly [Field in keyof A]?: unknown } | null | undefined

const isText = (value: unknown): boolean => typeof value === "string"

const isEvent = (event: Loose<EventData>): boolean => isText(event?._tag)

const isAppend = (append: Loose<Append>): boolean =>
  isText(append?.stream) && Array.isArray(append?.events) && append.events.every(isEvent)

const isTransfer = (transfer: Loose<Pend>): boolean => {
  const tag = transfer?._tag
  if (tag === "Post") return isText(transfer?.from) && isText(transfer?.to)
  if (tag === "Pend") return isText(transfer?.id) && isText(transfer?.from) && isText(transfer?.to)
  return (tag === "Settle" || tag === "Void" || tag === "Expire") && isText(transfer?.id)
}

/** What `commit` lacks to be looked at as one; undefined when it lacks nothing. O(appends + transfers). */
const lacking = (commit: Loose<Commit>): string | undefined => {
  if (typeof commit !== "object" || commit === null) return `a commit, got ${commit === null ? "null" : typeof commit}`
  const { appends, id, transfers } = commit
  if (!isText(id)) return "an id as text"
  if (!Array.isArray(appends) || !appends.every(isAppend))
    return "a list of appends, each with its stream and named events"
  if (!Array.isArray(transfers) || !transfers.every(isTransfer))
    return "a list of transfers, each with its accounts or id"
  return undefined
}

const malformed = (commit: Loose<Commit>, lacks: string): CommitRefusal => {
  const id = (isText(commit?.id) ? commit?.id : "") as CommitId
  return { _tag: "CommitMalformed", id, expected: `${lacks}; read data from outside by decodeCommit` }
}

/**
 * `journal`, but refusing what has not the form of a commit, and dying of questions with numbers that are not whole.
 */
export const carefulJournal = (journal: Journal["Service"]): Journal["Service"] => ({
  ...journal,
  commit: (commit) => {
    const lacks = lacking(commit)
    return lacks === undefined ? journal.commit(commit) : Effect.fail(malformed(commit, lacks))
  },
  read: (stream, after = 0) => unless(wrong("The version that is read after", after), journal.read(stream, after)),
  balances: (query) =>
    unless(wrong("The position that balances are asked as of", query.asOf ?? 0), journal.balances(query)),
  pendings: (query) =>
    unless(wrong("The moment that claims are asked for", query.expirableAt ?? 0), journal.pendings(query)),
  commits: (after, limit) =>
    unless(
      wrong("The position that commits are asked after", after) ?? wrong("The limit of commits", limit, 0),
      journal.commits(after, limit)
    ),
  wait: (after) => unless(wrong("The position that is waited for", after), journal.wait(after))
})
