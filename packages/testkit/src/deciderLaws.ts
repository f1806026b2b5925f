/**
 * What every record must obey, whatever it is about: its answers are total and the same every time, its state is what
 * its events add up to, asking twice has one effect, and its events survive storage.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as fc from "fast-check"
import { assert } from "vitest"
import { type Decider, fold } from "@stowage/kernel/Decider"
import { fingerprint } from "./fingerprint.ts"
import type { Law } from "./Law.ts"
import { retold } from "./retold.ts"

/** The record under test: its decider and the stored form of its events. An `Aggregate` of the runtime is one. */
export interface Lawful<State, Command, Event, Refusal> {
  readonly decider: Decider<State, Command, Event, Refusal>
  readonly event: Schema.Codec<Event, unknown>
}

/** A second, naive account of a record, to compare the real one with. */
export interface Oracle<State, Event> {
  /** What `events` add up to, worked out naively. */
  readonly tell: (events: ReadonlyArray<Event>) => unknown
  /** The same, read off the record's state. */
  readonly read: (state: State) => unknown
}

export interface DeciderLawOptions<State, Command, Event> {
  /**
   * Whole lives, as commands in the order they are usually asked. Histories are drawn from them with commands left out,
   * said twice and strange ones thrown in; without them, chance alone seldom gets a record to the end of its life.
   */
  readonly stories?: ReadonlyArray<ReadonlyArray<Command>>
  /** What is wrong with a state, one sentence each; none for a sound one. */
  readonly violations?: (state: State) => ReadonlyArray<string>
  readonly oracle?: Oracle<State, Event>
  /** How many histories each law is tried on; 200 when not given. */
  readonly runs?: number
}

/** One command of a history, and what came of it. */
interface Step<State, Command, Event, Refusal> {
  readonly command: Command
  readonly before: State
  readonly answer: Result.Result<ReadonlyArray<Event>, Refusal>
  readonly after: State
}

/**
 * The laws of a record under commands drawn from `commands`. Run them with `describeLaws`. An optional law (violations,
 * oracle) is there when its option is. Commands must collide: few ids, small numbers.
 */
export const deciderLaws = <State, Command, Event extends { readonly _tag: string }, Refusal>(
  record: Lawful<State, Command, Event, Refusal>,
  commands: fc.Arbitrary<Command>,
  options: DeciderLawOptions<State, Command, Event> = {}
): ReadonlyArray<Law> => {
  const { decider } = record
  const { violations, oracle, runs = 200 } = options
  const histories = retold(commands, options.stories)
  const trial: Trial<State, Command, Event, Refusal> = (title, holds) => ({
    title,
    check: () =>
      fc.assert(
        fc.property(histories, (history) => holds(stepsOf(decider, history))),
        { numRuns: runs }
      )
  })

  return [
    // First, because a record that changes its own beginning spoils every history after the first.
    changesNothingInPlace(decider, histories, runs),
    trial("answers every command and takes in every event without throwing", () => {}),
    trial("gives the same question the same answer", (steps) => {
      for (const { before, command, answer } of steps) assert.deepStrictEqual(decider.decide(command, before), answer)
    }),
    trial("is what its events add up to", (steps) => {
      assert.deepStrictEqual(fold(decider, eventsOf(steps)), steps.at(-1)?.after ?? decider.initial)
    }),
    hasOneEffect(decider, trial),
    trial("stores and reads its events as JSON without loss", (steps) => {
      for (const event of eventsOf(steps)) assert.deepStrictEqual(storedAndRead(record.event, event), event)
    }),
    ...(violations === undefined ? [] : [staysSound(violations, trial)]),
    ...(oracle === undefined ? [] : [agreesWith(oracle, trial)]),
    meetsItsEvents(decider, histories, options)
  ]
}

/** A law that holds of every history, from the steps it went through. */
type Trial<State, Command, Event, Refusal> = (
  title: string,
  holds: (steps: ReadonlyArray<Step<State, Command, Event, Refusal>>) => void
) => Law

const changesNothingInPlace = <State, Command, Event, Refusal>(
  decider: Decider<State, Command, Event, Refusal>,
  histories: fc.Arbitrary<ReadonlyArray<Command>>,
  runs: number
): Law => ({
  title: "changes no earlier state in place",
  check: () => {
    const property = fc.property(histories, (history) => {
      const then: Array<string> = []
      const steps = stepsOf(decider, history, (before) => then.push(fingerprint(before)))
      const now = steps.map(({ before }) => fingerprint(before))
      assert.deepStrictEqual(now, then)
    })
    fc.assert(property, { numRuns: runs })
  }
})

const hasOneEffect = <State, Command, Event, Refusal>(
  decider: Decider<State, Command, Event, Refusal>,
  trial: Trial<State, Command, Event, Refusal>
): Law =>
  trial("does nothing more when an accepted command is asked again at once", (steps) => {
    for (const { command, answer, after } of steps) {
      if (Result.isFailure(answer)) continue
      const again = Result.getOrElse(decider.decide(command, after), () => [])
      assert.deepStrictEqual(again, [])
    }
  })

const staysSound = <State, Command, Event, Refusal>(
  violations: (state: State) => ReadonlyArray<string>,
  trial: Trial<State, Command, Event, Refusal>
): Law =>
  trial("never comes into an unsound state", (steps) => {
    for (const { after } of steps) assert.deepStrictEqual(violations(after), [])
  })

const agreesWith = <State, Command, Event, Refusal>(
  oracle: Oracle<State, Event>,
  trial: Trial<State, Command, Event, Refusal>
): Law =>
  trial("agrees with its naive model", (steps) => {
    const last = steps.at(-1)
    if (last !== undefined) assert.deepStrictEqual(oracle.read(last.after), oracle.tell(eventsOf(steps)))
  })

/** Laws about events that never happen prove nothing, so every event of the stories must happen in some history. */
const meetsItsEvents = <State, Command, Event extends { readonly _tag: string }, Refusal>(
  decider: Decider<State, Command, Event, Refusal>,
  histories: fc.Arbitrary<ReadonlyArray<Command>>,
  { stories = [], runs = 200 }: DeciderLawOptions<State, Command, Event>
): Law => ({
  title: "meets commands that it accepts, and every event of its stories",
  check: () => {
    const tagsOf = (lives: ReadonlyArray<ReadonlyArray<Command>>) =>
      new Set(lives.flatMap((life) => eventsOf(stepsOf(decider, life)).map(({ _tag }) => _tag)))
    const met = tagsOf(fc.sample(histories, { numRuns: runs, seed: 1 }))
    assert.isAbove(met.size, 0, "no command was accepted in any history: draw commands that collide")
    assert.deepStrictEqual(
      [...tagsOf(stories)].filter((tag) => !met.has(tag)),
      []
    )
  }
})

const stepsOf = <State, Command, Event, Refusal>(
  decider: Decider<State, Command, Event, Refusal>,
  history: ReadonlyArray<Command>,
  seen: (before: State) => void = () => {}
): ReadonlyArray<Step<State, Command, Event, Refusal>> => {
  let before = decider.initial
  return history.map((command) => {
    seen(before)
    const answer = decider.decide(command, before)
    const after = Result.isSuccess(answer) ? fold(decider, answer.success, before) : before
    const step = { command, before, answer, after }
    before = after
    return step
  })
}

const eventsOf = <State, Command, Event, Refusal>(
  steps: ReadonlyArray<Step<State, Command, Event, Refusal>>
): ReadonlyArray<Event> => steps.flatMap(({ answer }) => Result.getOrElse(answer, () => []))

const storedAndRead = <Event>(schema: Schema.Codec<Event, unknown>, event: Event): Event =>
  Schema.decodeUnknownSync(schema)(JSON.parse(JSON.stringify(Schema.encodeSync(schema)(event))))
