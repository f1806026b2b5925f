/**
 * Every commit, in columns: its texts are kept once, its transfers are the ledger's, and only its events are objects
 * still. A million commits kept as objects would be most of what the garbage collector has to look at.
 *
 * Each append knows the one before it in its stream, so a stream is read from its end, and a new append costs the same
 * however long the stream is. A commit that is read is made anew: who reads cannot change what is kept.
 */
import { enlarged, enlargedFloats } from "@stowage/kernel/columns"
import type { Instant } from "@stowage/kernel/Instant"
import type { KeepingLedger } from "@stowage/kernel/ledger"
import { makeNameTable, makeTextTable } from "@stowage/kernel/TextTable"
import { copyOfJson } from "./jsonData.ts"
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

export class MemoryCommits {
  private readonly ledger: KeepingLedger
  /** Every id is in one commit, so its number is one less than the position. */
  private readonly ids = makeNameTable<CommitId>()
  private readonly actors = makeTextTable()
  private readonly streams = makeNameTable<StreamId>()
  /** Of each commit: when it was decided and happened (not a number when not said), whose it was. */
  private ats = new Float64Array(64)
  private occurredAts = new Float64Array(64)
  private actorNumbers = new Int32Array(64)
  /** How many appends, and transfers, there were with it. */
  private appendEnds = new Int32Array(64)
  private transferEnds = new Int32Array(64)
  /** Of each append: its commit, its stream, one more than the append to that stream before it, and what it expected. */
  private appendPositions = new Int32Array(64)
  private appendStreams = new Int32Array(64)
  private appendsBefore = new Int32Array(64)
  private expecteds = new Float64Array(64)
  /** How many events there were with it. */
  private eventEnds = new Int32Array(64)
  private appends = 0
  private readonly events: Array<EventData> = []
  /** Of each stream: one more than its last append, and how many events it has. */
  private readonly lasts: Array<number> = []
  private readonly versions: Array<number> = []

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
    const number = this.streams.find(stream)
    return number < 0 ? 0 : (this.versions[number] as number)
  }

  /** Takes in a commit whose id is new, and whose transfers are the last that the ledger posted. O(events). */
  add({ id, at, occurredAt = Number.NaN as Instant, actor, appends }: Commit): Position {
    const number = this.ids.numberOf(id)
    if (number === this.ats.length) this.growCommits()
    this.ats[number] = at
    this.occurredAts[number] = occurredAt
    this.actorNumbers[number] = this.actors.numberOf(actor)
    const position = (number + 1) as Position
    for (let index = 0; index < appends.length; index++) this.append(appends[index] as Append, position)
    this.appendEnds[number] = this.appends
    this.transferEnds[number] = this.ledger.posted()
    return position
  }

  private append({ stream, expected, events }: Append, position: Position): void {
    if (this.appends === this.expecteds.length) this.growAppends()
    const append = this.appends++
    const number = this.streams.numberOf(stream)
    this.appendPositions[append] = position
    this.appendStreams[append] = number
    this.appendsBefore[append] = this.lasts[number] ?? 0
    this.expecteds[append] = expected
    for (let index = 0; index < events.length; index++) this.events.push(events[index] as EventData)
    this.eventEnds[append] = this.events.length
    this.lasts[number] = append + 1
    this.versions[number] = expected + events.length
  }

  /** The commit at a position that is taken. O(events + transfers). */
  at(position: Position): RecordedCommit {
    const number = position - 1
    const occurredAt = this.occurredAts[number] as Instant
    const at = this.ats[number] as Instant
    const [first, end] = range(this.appendEnds, number)
    const appends = Array.from({ length: end - first }, (_, index) => this.appendAt(first + index))
    return {
      id: this.ids.textOf(number),
      at,
      ...(Number.isNaN(occurredAt) ? undefined : { occurredAt }),
      actor: this.actors.textOf(this.actorNumbers[number] as number),
      appends,
      transfers: this.ledger.transfers(...range(this.transferEnds, number)),
      position
    }
  }

  /** The events of `stream` after version `after`, in order. O(events found). */
  read(stream: StreamId, after: number): ReadonlyArray<Recorded> {
    const number = this.streams.find(stream)
    const found: Array<ReadonlyArray<Recorded>> = []
    for (let append = (this.lasts[number] ?? 0) - 1; append >= 0; append = (this.appendsBefore[append] ?? 0) - 1) {
      const one = this.appendAt(append)
      if (one.expected + one.events.length <= after) break
      const commit = this.at(this.appendPositions[append] as Position)
      found.push(recordedEvents(commit, one).filter(({ version }) => version > after))
    }
    return found.reverse().flat()
  }

  private appendAt(append: number): Append {
    const [first, end] = range(this.eventEnds, append)
    return {
      stream: this.streams.textOf(this.appendStreams[append] as number),
      expected: this.expecteds[append] as number,
      events: this.events.slice(first, end).map(copyOfJson)
    }
  }

  private growCommits(): void {
    this.ats = enlargedFloats(this.ats)
    this.occurredAts = enlargedFloats(this.occurredAts)
    this.actorNumbers = enlarged(this.actorNumbers)
    this.appendEnds = enlarged(this.appendEnds)
    this.transferEnds = enlarged(this.transferEnds)
  }

  private growAppends(): void {
    this.appendPositions = enlarged(this.appendPositions)
    this.appendStreams = enlarged(this.appendStreams)
    this.appendsBefore = enlarged(this.appendsBefore)
    this.expecteds = enlargedFloats(this.expecteds)
    this.eventEnds = enlarged(this.eventEnds)
  }
}

/** Where the things of one of many begin and end, when each knows where its own end. */
const range = (ends: Int32Array, number: number): [first: number, end: number] => [
  number === 0 ? 0 : (ends[number - 1] as number),
  ends[number] as number
]
