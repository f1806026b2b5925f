import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import { assert, it } from "vitest"
import type { Instant } from "@stowage/kernel/Instant"
import type { Commit, CommitId, Position, Receipt, StreamId } from "@stowage/runtime/Commit"
import { StoreFailure } from "@stowage/runtime/Journal"
import { type LogQueue, makeLogQueue } from "@stowage/runtime/logQueue"

const full = new StoreFailure({ reason: "Full", retry: true, detail: "no room" })

const named = (id: string, event: object = {}): Commit => ({
  id: id as CommitId,
  at: 0 as Instant,
  actor: "test",
  appends: [{ stream: id as StreamId, expected: 0, events: [{ _tag: "Noted", ...event }] }],
  transfers: []
})

/** What `use` makes of a queue before a writer that notes the batches it gets. */
const batchesOf = (
  use: (queue: LogQueue) => Effect.Effect<unknown, unknown>,
  write: (ids: ReadonlyArray<string>) => Effect.Effect<void, StoreFailure> = () => Effect.void,
  batchSize = 512
): Promise<ReadonlyArray<ReadonlyArray<string>>> => {
  const batches: Array<ReadonlyArray<string>> = []
  const noting = (batch: ReadonlyArray<{ readonly commit: Commit }>) => {
    const ids = batch.map(({ commit }) => commit.id)
    batches.push(ids)
    return Effect.as(
      write(ids),
      ids.map((id): Receipt => ({ id, position: batches.length as Position }))
    )
  }
  const used = Effect.scoped(Effect.flatMap(makeLogQueue(noting, batchSize), use))
  return Effect.runPromise(Effect.as(used, batches))
}

const atOnce = { concurrency: "unbounded" } as const

it("those who ask in the same turn share a batch, and the next ones the next", async () => {
  const batches = await batchesOf((queue) => {
    const twice = (name: string) => Effect.andThen(queue.commit(named(`${name}1`)), queue.commit(named(`${name}2`)))
    return Effect.all([twice("a"), twice("b"), twice("c")], atOnce)
  })
  assert.deepStrictEqual(batches, [
    ["a1", "b1", "c1"],
    ["a2", "b2", "c2"]
  ])
})

it("a batch takes no more commits than it may, and no more text than is good for it", async () => {
  const many = Array.from({ length: 25 }, (_, nth) => named(`${nth}`))
  const counts = (batches: ReadonlyArray<ReadonlyArray<string>>) => batches.map(({ length }) => length)
  const few = await batchesOf((queue) => Effect.forEach(many, queue.commit, atOnce), undefined, 10)
  assert.deepStrictEqual(counts(few), [10, 10, 5])
  const large = ["a", "b", "c"].map((id) => named(id, { text: "x".repeat(3_000_000) }))
  assert.deepStrictEqual(counts(await batchesOf((queue) => Effect.forEach(large, queue.commit, atOnce))), [1, 1, 1])
})

it("whoever asks while a batch is being written is in the next one", async () => {
  const batches = await batchesOf(
    (queue) =>
      Effect.gen(function* () {
        const first = yield* Effect.forkChild(queue.commit(named("first")), { startImmediately: true })
        yield* Effect.sleep("5 millis")
        yield* Effect.forEach(["a", "b"], (id) => queue.commit(named(id)), atOnce)
        yield* Fiber.join(first)
      }),
    () => Effect.sleep("20 millis")
  )
  assert.deepStrictEqual(batches, [["first"], ["a", "b"]])
})

it("when the write fails everyone in the batch is told so, and nobody else", async () => {
  const fails = (ids: ReadonlyArray<string>) => (ids.includes("bad") ? Effect.fail(full) : Effect.void)
  await batchesOf(
    (queue) =>
      Effect.gen(function* () {
        const together = ["a", "bad", "b"].map((id) => Effect.flip(queue.commit(named(id))))
        assert.deepStrictEqual<unknown>(yield* Effect.all(together, atOnce), [full, full, full])
        assert.strictEqual((yield* queue.commit(named("a"))).id, "a")
      }),
    fails
  )
})

it("a defect of the writer is everybody's in the batch, and the queue works on", async () => {
  const dies = (ids: ReadonlyArray<string>) => (ids.includes("bad") ? Effect.die("our fault") : Effect.void)
  await batchesOf(
    (queue) =>
      Effect.gen(function* () {
        const exit = yield* Effect.exit(queue.commit(named("bad")))
        assert.isTrue(exit._tag === "Failure" && Cause.hasDies(exit.cause))
        assert.strictEqual((yield* queue.commit(named("good"))).id, "good")
      }),
    dies
  )
})

it("who is interrupted before the batch has begun is not in it", async () => {
  const batches = await batchesOf((queue) =>
    Effect.gen(function* () {
      const waiting = yield* Effect.forkChild(queue.commit(named("withdrawn")), { startImmediately: true })
      yield* Fiber.interrupt(waiting)
      yield* queue.commit(named("kept"))
    })
  )
  assert.deepStrictEqual(batches, [["kept"]])
})

it("a commit that has no JSON form is refused, wherever that is in it, and harms nobody but its sender", async () => {
  const unsaid = [named("endless", { n: 1n }), { ...named("besides its fields"), trace: 1n }]
  const batches = await batchesOf((queue) =>
    Effect.gen(function* () {
      const [good, ...bad] = yield* Effect.all(
        [queue.commit(named("good")), ...unsaid.map((commit) => Effect.flip(queue.commit(commit)))],
        atOnce
      )
      assert.strictEqual(good?.id, "good")
      assert.deepStrictEqual(
        bad.map((answer) => "_tag" in answer && answer._tag),
        ["CommitMalformed", "CommitMalformed"]
      )
    })
  )
  assert.deepStrictEqual(batches, [["good"]])
})
