import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as SchemaGetter from "effect/SchemaGetter"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { type Decider, fold } from "@stowage/kernel/Decider"
import { type ProcessEvent, Processes } from "@stowage/runtime/Process"
import { type DeciderLawOptions, deciderLaws, type Lawful } from "@stowage/testkit/deciderLaws"
import { brokenLaws, describeLaws } from "@stowage/testkit/Law"

/** A shelf that deliveries are put on, once each, until it is cleared. */
const ShelfEvent = Schema.TaggedUnion({
  Delivered: { delivery: Schema.Int, quantity: Schema.Int },
  Cleared: { at: Schema.Int }
})
type ShelfEvent = typeof ShelfEvent.Type
type ShelfCommand =
  | { readonly _tag: "Deliver"; readonly delivery: number; readonly quantity: number }
  | { readonly _tag: "Clear"; readonly at: number }
interface Shelf {
  readonly deliveries: ReadonlyMap<number, number>
  readonly cleared: boolean
}
type ShelfDecider = Decider<Shelf, ShelfCommand, ShelfEvent, { readonly _tag: "AlreadyCleared" | "NothingToPut" }>

const shelf: ShelfDecider = {
  initial: { deliveries: new Map(), cleared: false },
  decide: (command, state) => {
    if (command._tag === "Clear") return Result.succeed(state.cleared ? [] : [{ _tag: "Cleared", at: command.at }])
    if (state.deliveries.has(command.delivery)) return Result.succeed([])
    if (state.cleared) return Result.fail({ _tag: "AlreadyCleared" })
    if (command.quantity === 0) return Result.fail({ _tag: "NothingToPut" })
    const { delivery, quantity } = command
    return Result.succeed([{ _tag: "Delivered", delivery, quantity }])
  },
  evolve: (state, event) => {
    if (event._tag === "Cleared") return { ...state, cleared: true }
    return { ...state, deliveries: new Map(state.deliveries).set(event.delivery, event.quantity) }
  }
}

const commands: fc.Arbitrary<ShelfCommand> = fc.oneof(
  fc.record({ _tag: fc.constant("Deliver" as const), delivery: fc.nat(2), quantity: fc.nat(3) }),
  fc.record({ _tag: fc.constant("Clear" as const), at: fc.nat(9) })
)

const total = (state: Shelf): number => [...state.deliveries.values()].reduce((sum, quantity) => sum + quantity, 0)

const options: DeciderLawOptions<Shelf, ShelfCommand, ShelfEvent> = {
  stories: [
    [
      { _tag: "Deliver", delivery: 0, quantity: 2 },
      { _tag: "Clear", at: 5 }
    ]
  ],
  violations: (state) => (total(state) > 9 ? [`holds ${total(state)}, over 9`] : []),
  oracle: {
    tell: (events) => events.reduce((sum, event) => sum + (event._tag === "Delivered" ? event.quantity : 0), 0),
    read: total
  }
}

const keep = SchemaGetter.transform((at: number) => at)
const toTens = SchemaGetter.transform((at: number) => 10 * Math.floor(at / 10))

const brokenBy = (
  bug: Partial<ShelfDecider>,
  event: Lawful<Shelf, ShelfCommand, ShelfEvent, unknown>["event"] = ShelfEvent
): ReadonlyArray<string> => brokenLaws(deciderLaws({ decider: { ...shelf, ...bug }, event }, commands, options))

describeLaws("a sound record", deciderLaws({ decider: shelf, event: ShelfEvent }, commands, options))

const positions = fc.integer({ min: 1, max: 4 })
const notes: fc.Arbitrary<ProcessEvent> = fc.oneof(
  positions.map((position) => ({ _tag: "CheckpointSet", position }) as const),
  positions.map((position) => ({ _tag: "CommitUnparked", position }) as const),
  positions.map((position) => {
    const [commitId, streams, reason] = [`c${position}`, ["order/web-1"], "cannot digest it"]
    return { _tag: "CommitParked", position, commitId, streams, attempts: 5, reason } as const
  })
)

describeLaws("the record of a process", deciderLaws(Processes, notes))

describe("the laws of deciders", () => {
  it("find the command that throws", () => {
    const decide: ShelfDecider["decide"] = (command, state) => {
      if (command._tag === "Clear" && command.at === 7) throw new Error("not on a seventh")
      return shelf.decide(command, state)
    }
    assert.include(brokenBy({ decide }), "answers every command and takes in every event without throwing")
  })

  it("find the event that the record itself cannot take in", () => {
    const evolve: ShelfDecider["evolve"] = (state, event) => {
      if (event._tag === "Cleared" && state.deliveries.size === 2) throw new Error("stuck")
      return shelf.evolve(state, event)
    }
    assert.include(brokenBy({ evolve }), "answers every command and takes in every event without throwing")
  })

  it("find an answer that depends on more than its arguments", () => {
    let asked = 0
    const decide: ShelfDecider["decide"] = (command, state) =>
      command._tag === "Clear" && !state.cleared
        ? Result.succeed([{ _tag: "Cleared", at: asked++ }])
        : shelf.decide(command, state)
    assert.include(brokenBy({ decide }), "gives the same question the same answer")
  })

  it("find a state that is changed in place", () => {
    const initial = { deliveries: new Map<number, number>(), cleared: false }
    const evolve: ShelfDecider["evolve"] = (state, event) => {
      if (event._tag === "Cleared") return { ...state, cleared: true }
      const deliveries = state.deliveries as Map<number, number>
      deliveries.set(event.delivery, (deliveries.get(event.delivery) ?? 0) + event.quantity)
      return state
    }
    assert.include(brokenBy({ initial, evolve }), "changes no earlier state in place")
  })

  it("find the command whose repetition has a second effect", () => {
    const decide: ShelfDecider["decide"] = (command, state) =>
      command._tag === "Clear" ? Result.succeed([{ _tag: "Cleared", at: command.at }]) : shelf.decide(command, state)
    assert.deepStrictEqual(brokenBy({ decide }), ["does nothing more when an accepted command is asked again at once"])
  })

  it("find the field that storage loses", () => {
    const forgetful = Schema.TaggedUnion({
      Delivered: { delivery: Schema.Int, quantity: Schema.Int },
      Cleared: { at: Schema.Int.pipe(Schema.decodeTo(Schema.Int, { decode: keep, encode: toTens })) }
    })
    assert.deepStrictEqual(brokenBy({}, forgetful), ["stores and reads its events as JSON without loss"])
  })

  it("find the unsound state and the disagreement with the model", () => {
    const evolve: ShelfDecider["evolve"] = (state, event) =>
      shelf.evolve(state, event._tag === "Delivered" ? { ...event, quantity: 5 * event.quantity } : event)
    assert.deepStrictEqual(brokenBy({ evolve }), ["never comes into an unsound state", "agrees with its naive model"])
  })

  it("find that nothing was tried", () => {
    const decide: ShelfDecider["decide"] = () => Result.fail({ _tag: "NothingToPut" })
    assert.deepStrictEqual(brokenBy({ decide }), ["meets commands that it accepts, and every event of its stories"])
  })

  it("leave out what no option asks for", () => {
    const plain = deciderLaws({ decider: shelf, event: ShelfEvent }, commands)
    assert.strictEqual(plain.length, deciderLaws({ decider: shelf, event: ShelfEvent }, commands, options).length - 2)
    assert.deepStrictEqual(brokenLaws(plain), [])
  })

  it("fold what was decided, so a shelf holds what was delivered", () => {
    const events = Result.getOrThrow(shelf.decide({ _tag: "Deliver", delivery: 1, quantity: 3 }, shelf.initial))
    assert.strictEqual(total(fold(shelf, events)), 3)
  })
})
