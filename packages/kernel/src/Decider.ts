/**
 * A record as decisions. State is what its events add up to; a command is answered with new events or a refusal.
 */
import type * as Result from "effect/Result"

/**
 * A record with a life cycle. Both functions are pure and total: time, ids and chance come in with the command.
 *
 * `decide` answers with the events that would make the command true, none when it already is, or the first refusal that
 * applies. `evolve` never refuses: what happened, happened.
 */
export interface Decider<State, Command, Event, Refusal> {
  readonly initial: State
  readonly decide: (command: Command, state: State) => Result.Result<ReadonlyArray<Event>, Refusal>
  readonly evolve: (state: State, event: Event) => State
}

/** The state after `events`, from `state` (from the beginning when not given). */
export const fold = <State, Event>(
  decider: { readonly initial: State; readonly evolve: (state: State, event: Event) => State },
  events: Iterable<Event>,
  state: State = decider.initial
): State => {
  let current = state
  for (const event of events) current = decider.evolve(current, event)
  return current
}
