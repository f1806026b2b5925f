/**
 * Every commit, in columns: its texts are kept once, its transfers are the ledger's, its events are bytes. A million
 * commits kept as objects would be most of what the garbage collector has to look at.
 *
 * Each append knows the one before it in its stream, so a stream is read from its end, and a new append costs the same
 * however long the stream is. Events are copied as they come and as they are read: what is kept is nobody else's.
 */
import type { Instant } from "@stowage/kernel/Instant"
import { JsonTape } from "@stowage/kernel/JsonTape"
import type { KeepingLedger } from "@stowage/kernel/ledger"
import { Rows } from "@stowage/kernel/Rows"
import { makeNameTable, makeTextTable } from "@stowage/kernel/TextTable"
import {
  type Append,
  type Commit,
  type CommitId,
  type EventData,
  type Position,
  type Recorded,
  type RecordedCommit,
  type StreamId,
  recordedEvents
} from "./Commit.ts"

/** Columns of a commit: when it was decided and happened (not a number when not said), of eight bytes each. */
const decidedAt = 0
const happenedAt = 1
/** And of four: whose it was, and how many appends and transfers there were with it. */
const actor = 4
const appendEnd = 5
const transferEnd = 6
const commitWidth = 4
/** Columns of an append: where its events end, of eight bytes. */
const eventEnd = 0
/** And of four: its commit, its stream, one more than the append to that stream before it, and what it expected. */
const commitOf = 2
const streamOf = 3
const before = 4
const expectedOf = 5
const appendWidth = 3
/** Columns of a stream: one more than its last append, and how many events it has. */
const lastAppend = 0
const versionOf = 1
const streamWidth = 1

export class MemoryCommits {
  private readonly ledger: KeepingLedger
  /** Every id is in one commit, so its number is one less than the position. */
  private readonly ids = makeNameTable<CommitId>()
  private readonly actors = makeTextTable()
  private readonly streamNames = makeNameTable<StreamId>()
  private readonly commits = new Rows(commitWidth)
  private readonly appends = new Rows(appendWidth)
  private readonly streams = new Rows(streamWidth)
  private readonly events = new JsonTape()
  private appended = 0

  /** The commits of a ledger that has posted none yet. */
  constructor(ledger: KeepingLedger) {
    this.ledger = ledger
  }

  get size(): number {
    return this.ids.size
  }

  /** Where the commit with this id is; 0 when there is none. O(length). */
  positionOf(id: CommitId): Position {
    return (this.ids.find(id) + 1) as Position
  }

  /** How many events `stream` has. O(length of its name). */
  version(stream: StreamId): number {
    const number = this.streamNames.find(stream)
    return number < 0 ? 0 : this.streams.whole(number, versionOf)
  }

  /** Takes in a commit whose id is new, and whose transfers are the last that the ledger posted. O(events). */
  add({ id, at, occurredAt = Number.NaN as Instant, actor: by, appends }: Commit): Position {
    const { commits } = this
    const number = this.ids.numberOf(id)
    const { floats, wholes } = commits.reach(number)
    const start = commits.startOf(number)
    floats[start + decidedAt] = at
    floats[start + happenedAt] = occurredAt
    const position = (number + 1) as Position
    for (let index = 0; index < appends.length; index++) this.append(appends[index] as Append, position)
    wholes[2 * start + actor] = this.actors.numberOf(by)
    wholes[2 * start + appendEnd] = this.appended
    wholes[2 * start + transferEnd] = this.ledger.posted()
    return position
  }

  private append({ stream, expected, events }: Append, position: Position): void {
    const { appends, streams } = this
    const append = this.appended++
    const number = this.streamNames.numberOf(stream)
    const ofStream = streams.reach(number).wholes
    const streamStart = 2 * streams.startOf(number)
    const { floats, wholes } = appends.reach(append)
    const row = appends.startOf(append)
    const start = 2 * row
    for (let index = 0; index < events.length; index++) this.events.push(events[index])
    floats[row + eventEnd] = this.events.end
    wholes[start + commitOf] = position
    wholes[start + streamOf] = number
    wholes[start + before] = ofStream[streamStart + lastAppend] as number
    wholes[start + expectedOf] = expected
    ofStream[streamStart + lastAppend] = append + 1
    ofStream[streamStart + versionOf] = expected + events.length
  }

  /** The commit at a position that is taken. O(events + transfers). */
  at(position: Position): RecordedCommit {
    const { commits } = this
    const number = position - 1
    const occurredAt = commits.float(number, happenedAt) as Instant
    const [first, end] = range(commits, appendEnd, number)
    const appends = Array.from({ length: end - first }, (_, index) => this.appendAt(first + index))
    return {
      id: this.ids.textOf(number),
      at: commits.float(number, decidedAt) as Instant,
      ...(Number.isNaN(occurredAt) ? undefined : { occurredAt }),
      actor: this.actors.textOf(commits.whole(number, actor)),
      appends,
      transfers: this.ledger.transfers(...range(commits, transferEnd, number)),
      position
    }
  }

  /** The events of `stream` after version `after`, in order. O(events found). */
  read(stream: StreamId, after: number): ReadonlyArray<Recorded> {
    const number = this.streamNames.find(stream)
    const found: Array<ReadonlyArray<Recorded>> = []
    let append = number < 0 ? 0 : this.streams.whole(number, lastAppend)
    for (; append > 0; append = this.appends.whole(append - 1, before)) {
      const one = this.appendAt(append - 1)
      if (one.expected + one.events.length <= after) break
      const commit = this.at(this.appends.whole(append - 1, commitOf) as Position)
      found.push(recordedEvents(commit, one).filter(({ version }) => version > after))
    }
    return found.reverse().flat()
  }

  private appendAt(append: number): Append {
    const { appends } = this
    const first = append === 0 ? 0 : appends.float(append - 1, eventEnd)
    return {
      stream: this.streamNames.textOf(appends.whole(append, streamOf)),
      expected: appends.whole(append, expectedOf),
      events: this.events.between(first, appends.float(append, eventEnd)) as ReadonlyArray<EventData>
    }
  }
}

/** Where the things of one of many begin and end, when each knows in a column where its own end. */
const range = (rows: Rows, column: number, row: number): [first: number, end: number] => [
  row === 0 ? 0 : rows.whole(row - 1, column),
  rows.whole(row, column)
]
