/**
 * Messages as channels and suppliers send them: those about one order or one delivery come in their order, those about
 * different ones in any, and any of them may come again, at once or late.
 */
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import type { Handoff } from "@stowage/operations/Handoff"
import { makeMemoryJournal } from "@stowage/runtime/memoryJournal"
import * as words from "./words.ts"
import { mug, opening, tea, type Yard, yardOf } from "./yard.ts"

/** A message under the name that its sender gives it. What it means is worked out when it arrives. */
export interface Message {
  readonly name: string
  readonly at: number
  readonly handoff: (yard: Yard) => Handoff | undefined
}

const quantities = fc.integer({ min: 1, max: 4 })
type Said = (yard: Yard, id: string, name: string, at: number) => Handoff | undefined
const later: fc.Arbitrary<Said> = fc.oneof(
  fc.constant<Said>((yard, id, name, at) => words.promised(yard, id, name, at)),
  fc.constant<Said>((_, id, name, at) => words.held(id, name, at)),
  fc.constant<Said>((yard, id, _, at) => {
    const hold = words.orderOf(yard, id).holds.find(({ released }) => released === undefined)
    return hold === undefined ? undefined : words.unheld(id, hold.holdId, at)
  }),
  fc.constant<Said>((yard, id, _, at) => words.released(yard, id, at)),
  fc.constant<Said>((yard, id, _, at) => words.cancelled(yard, id, at)),
  quantities.map(
    (units): Said =>
      (yard, id, name, at) =>
        words.edited(yard, id, "L1", units, name, at)
  ),
  quantities.map(
    (units): Said =>
      (yard, id, name, at) =>
        words.cut(yard, id, "L2", units, name, at)
  )
)

const order = (id: string): fc.Arbitrary<ReadonlyArray<Message>> =>
  fc.tuple(quantities, quantities, fc.array(later, { maxLength: 8, size: "max" })).map(([one, two, said]) => [
    { name: `place-${id}`, at: 1, handoff: () => words.placed(id, `${one}xTEA ${two}xMUG@3.33`, 1) },
    ...said.map((say, index): Message => {
      const [name, at] = [`${id}-${index}`, index + 2]
      return { name, at, handoff: (yard) => say(yard, id, name, at) }
    })
  ])

const delivery = (asn: string): fc.Arbitrary<ReadonlyArray<Message>> =>
  fc
    .tuple(fc.constantFrom(tea, mug), quantities)
    .map(([sku, units]) => [{ name: asn, at: 1, handoff: (yard) => words.received(yard, asn, sku, units, {}, 1) }])

/** One delivery of messages: which conversation speaks next, and which earlier messages come again after it. */
interface Turn {
  readonly conversation: number
  readonly again: ReadonlyArray<number>
}

/** What is said, and two ways in which it may arrive. */
export interface Mail {
  readonly conversations: ReadonlyArray<ReadonlyArray<Message>>
  readonly turns: ReadonlyArray<Turn>
}

export const mails: fc.Arbitrary<Mail> = fc
  .tuple(order("web-1"), order("web-2"), order("web-3"), delivery("asn-1"), delivery("asn-2"))
  .chain((conversations) => {
    const speakers = conversations.flatMap((messages, index) => messages.map(() => index))
    const shuffled = fc.shuffledSubarray(speakers, { minLength: speakers.length })
    const again = fc.array(fc.nat(40), { maxLength: 3 })
    return fc.tuple(shuffled, fc.tuple(...speakers.map(() => again))).map(([order, repeats]) => ({
      conversations,
      turns: order.map((conversation, index) => ({ conversation, again: repeats[index] ?? [] }))
    }))
  })

/** More of everything than anybody asks for, so that it makes no difference who comes first. */
const plenty = (yard: Yard): ReadonlyArray<Handoff> => [
  words.received(yard, "tea", tea, 100),
  words.received(yard, "mugs", mug, 100)
]

/**
 * The site after `messages` have arrived in this order. A message that comes again is worked out again, as by a
 * forgetful sender.
 */
export const siteAfter = (messages: ReadonlyArray<Message>): Yard => {
  const journal = makeMemoryJournal()
  const yard = yardOf([])
  const take = (name: string, at: number, handoff: Handoff | undefined): void => {
    const proposed = handoff === undefined ? undefined : yard.propose(name, at, handoff)
    if (proposed === undefined || Result.isFailure(proposed) || proposed.success === undefined) return
    const commit = proposed.success
    const answer = Effect.runSync(Effect.option(journal.commit(commit)))
    if (answer._tag === "Some" && answer.value.position > yard.commits.length) {
      yard.apply({ ...commit, position: answer.value.position })
    }
  }
  Effect.runSync(Effect.orDie(journal.commit(opening)))
  yard.apply({ ...opening, position: 1 as never })
  for (const [index, handoff] of plenty(yard).entries()) take(`plenty-${index}`, 0, handoff)
  const heard = new Set<string>()
  for (const { at, handoff, name } of messages) {
    const isNew = !heard.has(name)
    heard.add(name)
    if (isNew || yard.commits.some(({ id }) => id === name)) take(name, at, handoff(yard))
  }
  return yard
}

/** Conversation by conversation, each message once. */
export const inOrder = ({ conversations }: Mail): ReadonlyArray<Message> => conversations.flat()

/** Mixed, with old messages coming again. */
export const asItCame = ({ conversations, turns }: Mail): ReadonlyArray<Message> => {
  const heard: Array<Message> = []
  const said = conversations.map(() => 0)
  return turns.flatMap(({ again, conversation }) => {
    const message = conversations[conversation]?.[said[conversation] ?? 0]
    said[conversation] = (said[conversation] ?? 0) + 1
    if (message === undefined) return []
    heard.push(message)
    return [message, ...again.flatMap((which) => heard[which % heard.length] ?? [])]
  })
}
