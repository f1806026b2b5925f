/**
 * A decider with a name and a stored form: what `handle` needs to run a record on a journal.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { Decider } from "@stowage/kernel/Decider"
import type { EventData, Recorded, StreamId } from "./Commit.ts"
import { StoreFailure } from "./Journal.ts"
import { type Upcasts, upcastEvent } from "./upcast.ts"

/** A kind of record: `order`, `customer`. Its streams are named `KIND/ID`. */
export interface Aggregate<State, Command, Event, Refusal> {
  readonly kind: string
  readonly decider: Decider<State, Command, Event, Refusal>
  /** The stored form of its events. */
  readonly event: Schema.Codec<Event, unknown>
  /** How events of older forms are read; none when every form ever stored still decodes. */
  readonly upcast?: Upcasts
}

/** The part of an aggregate that reads its events. */
export type StoredForm<Event> = Pick<Aggregate<unknown, unknown, Event, unknown>, "event" | "upcast">

/** The stream of one record of a kind. */
export const streamOf = (kind: string, id: string): StreamId => `${kind}/${id}` as StreamId

/** Events as stored. */
export const encodeEvents = <Event>(
  schema: Schema.Codec<Event, unknown>,
  events: ReadonlyArray<Event>
): ReadonlyArray<EventData> => {
  const encode = Schema.encodeSync(schema)
  return events.map((event) => encode(event) as EventData)
}

/**
 * Recorded events as the record knows them, older forms upcast; `OtherVersion` when one is of a form this version does
 * not know.
 */
export const decodeEvents = <Event>(
  { event: schema, upcast = {} }: StoredForm<Event>,
  recorded: ReadonlyArray<Recorded>
): Result.Result<ReadonlyArray<Event>, StoreFailure> => {
  const decode = Schema.decodeUnknownResult(schema)
  const events: Array<Event> = []
  for (const { event, stream, version } of recorded) {
    const decoded = decode(upcastEvent(upcast, event))
    if (Result.isFailure(decoded)) {
      const detail = `${stream} version ${version} is a ${event._tag} that this version cannot read: ${decoded.failure.message}`
      return Result.fail(new StoreFailure({ reason: "OtherVersion", retry: false, detail }))
    }
    events.push(decoded.success)
  }
  return Result.succeed(events)
}
