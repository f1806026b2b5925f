/**
 * Time and new names for the edge of a program. Pure code gets both as arguments; whoever calls it gets them here, and
 * gives a test or a simulation others.
 */
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { Instant } from "@stowage/kernel/Instant"
import { type Random, random } from "@stowage/kernel/Random"

/** The time of Effect's clock, which tests can turn. */
export const now: Effect.Effect<Instant> = Effect.map(Clock.currentTimeMillis, (millis) => millis as Instant)

/** Names that nobody used before. */
export class IdSource extends Context.Service<
  IdSource,
  {
    /**
     * A new name, such as `0199b1f2-7c3a-7d21-8e4b-5a6f7c8d9e0f`: later ones sort after earlier ones to the
     * millisecond, so a store's newest rows stand together.
     */
    readonly next: Effect.Effect<string>
  }
>()("@stowage/runtime/IdSource") {}

const hex = (bits: number, digits: number): string => bits.toString(16).padStart(digits, "0").slice(-digits)

/** A UUID of version 7. Source: RFC 9562, section 5.7. */
const uuidAt = (at: Instant, word: () => number): string => {
  const time = hex(at, 12)
  const [first, second, third] = [word(), word(), word()]
  const variant = hex(0x8 | (second & 0x3), 1)
  return [
    time.slice(0, 8),
    time.slice(8),
    `7${hex(first, 3)}`,
    `${variant}${hex(second >>> 2, 3)}`,
    `${hex(first >>> 12, 4)}${hex(third, 8)}`
  ].join("-")
}

const fromWords = (word: () => number): IdSource["Service"] =>
  IdSource.of({ next: Effect.map(now, (at) => uuidAt(at, word)) })

const cryptoWord = (): number => crypto.getRandomValues(new Uint32Array(1))[0] as number

/** Ids that cannot be guessed: UUIDs of version 7 from the platform's random numbers. */
export const layerUuid: Layer.Layer<IdSource> = Layer.sync(IdSource, () => fromWords(cryptoWord))

/** The same ids again for the same seed and clock: for tests, replays and simulations. Anybody can guess them. */
export const layerSeededIds = (seed: number): Layer.Layer<IdSource> =>
  Layer.sync(IdSource, () => {
    const chance: Random = random(`${seed}/ids`)
    return fromWords(() => chance.int(2 ** 32))
  })
