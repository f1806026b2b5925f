/**
 * Records of one kind as folded from commits, and what commands would make of them.
 */
import { type Decider, fold } from "@stowage/kernel/Decider"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { type Aggregate, encodeEvents, streamOf } from "@stowage/runtime/Aggregate"
import type { Append, EventData } from "@stowage/runtime/Commit"

/** Commands asked in order, each on what the ones before it left. */
interface Drafts<Command> {
  /** The record's refusal as a sentence; undefined when it agrees. */
  readonly ask: (id: string, command: Command) => string | undefined
  readonly appends: () => ReadonlyArray<Append>
}

/** Records of one kind. */
export interface Records<State, Command> {
  readonly kind: string
  readonly get: (id: string) => State
  readonly ids: () => ReadonlyArray<string>
  readonly take: (id: string, events: ReadonlyArray<EventData>) => void
  readonly drafts: () => Drafts<Command>
}

/** No records yet. Events pass through their stored form both ways, as a journal on a disk would have it. */
export const recordsOf = <State, Command, Event, Refusal>(
  kind: string,
  decider: Decider<State, Command, Event, Refusal>,
  event: Schema.Codec<Event, unknown>,
  say: (refusal: Refusal) => string
): Records<State, Command> => {
  const aggregate: Aggregate<State, Command, Event, Refusal> = { kind, decider, event }
  const decode = Schema.decodeUnknownSync(aggregate.event)
  const states = new Map<string, State>()
  const versions = new Map<string, number>()
  const get = (id: string): State => states.get(id) ?? decider.initial

  const drafts = (): Drafts<Command> => {
    const asked = new Map<string, { state: State; readonly events: Array<Event> }>()
    return {
      ask: (id, command) => {
        const draft = asked.get(id) ?? { state: get(id), events: [] }
        asked.set(id, draft)
        const decided = decider.decide(command, draft.state)
        if (Result.isFailure(decided)) return say(decided.failure)
        draft.events.push(...decided.success)
        draft.state = fold(decider, decided.success, draft.state)
        return undefined
      },
      appends: () =>
        [...asked].flatMap(([id, { events }]) =>
          events.length === 0
            ? []
            : [{ stream: streamOf(kind, id), expected: versions.get(id) ?? 0, events: encodeEvents(event, events) }]
        )
    }
  }

  return {
    kind,
    get,
    ids: () => [...states.keys()],
    take: (id, events) => {
      states.set(
        id,
        fold(
          decider,
          events.map((one) => decode(one)),
          get(id)
        )
      )
      versions.set(id, (versions.get(id) ?? 0) + events.length)
    },
    drafts
  }
}
