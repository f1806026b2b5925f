import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import { assert, it } from "vitest"
import type { Position, Receipt } from "@stowage/runtime/Commit"
import { StoreFailure } from "@stowage/runtime/Journal"
import { makeGroupCommit } from "../src/groupCommit.ts"
import type { Asked } from "../src/writing.ts"
import { claiming } from "./writers.ts"

const full = new StoreFailure({ reason: "Full", retry: true, detail: "no room" })

/** A queue before a writer that notes the batches it gets. */
const noting = (fails: (batch: ReadonlyArray<Asked>) => boolean = () => false) => {
  const batches: Array<ReadonlyArray<string>> = []
  const queue = makeGroupCommit(
    (batch) => {
      batches.push(batch.map(({ commit }) => commit.id))
      if (fails(batch)) throw full
      return batch.map(({ commit }): Receipt => ({ id: commit.id, position: batches.length as Position }))
    },
    (error) => (error instanceof StoreFailure ? error : assert.fail(String(error)))
  )
  return { batches, queue }
}

it("those who ask in the same turn share a transaction, and the next ones the next", async () => {
  const { batches, queue } = noting()
  const twice = (name: string) => Effect.andThen(queue.commit(claiming(`${name}1`)), queue.commit(claiming(`${name}2`)))
  await Effect.runPromise(Effect.all([twice("a"), twice("b"), twice("c")], { concurrency: "unbounded" }))
  assert.deepStrictEqual(batches, [
    ["a1", "b1", "c1"],
    ["a2", "b2", "c2"]
  ])
})

it("a transaction takes 512 commits at most", async () => {
  const { batches, queue } = noting()
  const many = Array.from({ length: 1100 }, (_, nth) => queue.commit(claiming(`${nth}`)))
  await Effect.runPromise(Effect.all(many, { concurrency: "unbounded" }))
  assert.deepStrictEqual(
    batches.map(({ length }) => length),
    [512, 512, 76]
  )
})

it("when the transaction fails everyone in it is told so, and nobody else", async () => {
  const { queue } = noting((batch) => batch.some(({ commit }) => commit.id === "bad"))
  const together = ["a", "bad", "b"].map((id) => Effect.flip(queue.commit(claiming(id))))
  const failures = await Effect.runPromise(Effect.all(together, { concurrency: "unbounded" }))
  assert.deepStrictEqual(failures, [full, full, full])
  assert.strictEqual((await Effect.runPromise(queue.commit(claiming("a")))).id, "a")
})

it("who is interrupted before the transaction has begun is not in it", async () => {
  const { batches, queue } = noting()
  const interrupted = Effect.gen(function* () {
    const waiting = yield* Effect.forkChild(queue.commit(claiming("withdrawn")), { startImmediately: true })
    yield* Fiber.interrupt(waiting)
    yield* queue.commit(claiming("kept"))
  })
  await Effect.runPromise(interrupted)
  assert.deepStrictEqual(batches, [["kept"]])
})

it("a commit that has no JSON form harms nobody but its sender", async () => {
  const { batches, queue } = noting()
  const endless = { ...claiming("endless"), appends: [{ stream: "s", expected: 0, events: [{ _tag: "E", n: 1n }] }] }
  const [bad, good] = await Effect.runPromise(
    Effect.all([Effect.exit(queue.commit(endless as never)), Effect.exit(queue.commit(claiming("good")))], {
      concurrency: "unbounded"
    })
  )
  assert.deepStrictEqual([bad._tag, good._tag], ["Failure", "Success"])
  assert.deepStrictEqual(batches, [["good"]])
})
