/**
 * Points in time. Pure code never asks for the time: a command carries `at`.
 */
import * as Schema from "effect/Schema"

/** Milliseconds since 1970-01-01T00:00Z. Stored as it is, so a journal reads the same in every zone. */
export const Instant = Schema.Int.pipe(Schema.brand("Instant"))
export type Instant = typeof Instant.Type

/** `instant` moved by whole milliseconds. */
export const plusMillis = (instant: Instant, millis: number): Instant => (instant + Math.round(millis)) as Instant
