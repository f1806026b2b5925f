import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { connect } from "../src/connection.ts"
import { type Server, startServer } from "./server.ts"

let server: Server
beforeAll(async () => {
  server = await startServer(["fsync=off"])
})
afterAll(() => server.stop())

const patienceMillis = 600

/** Asks a question that takes the server so long, of one who is not very patient; `meanwhile` knows who answers it. */
const asked = (seconds: number, meanwhile: (backend: number) => Effect.Effect<void> = () => Effect.void) =>
  Effect.runPromise(
    Effect.scoped(
      Effect.gen(function* () {
        const { ask } = yield* connect({ connection: server.url, poolSize: 2, patienceMillis })
        const [row] = yield* ask("SELECT pg_backend_pid()", [])
        const [answer] = yield* Effect.all(
          [Effect.result(ask("SELECT 1 FROM pg_sleep($1::double precision)", [seconds])), meanwhile(Number(row?.[0]))],
          { concurrency: "unbounded" }
        )
        return answer
      })
    )
  )

/** The machine stands still, this process and the one that answers, as when it is put to sleep. */
const standStill =
  (millis: number) =>
  (backend: number): Effect.Effect<void> =>
    Effect.andThen(
      Effect.sleep("20 millis"),
      Effect.sync(() => {
        process.kill(backend, "SIGSTOP")
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, millis)
        process.kill(backend, "SIGCONT")
      })
    )

describe("a statement without an answer", () => {
  it("is given up, and may be sent again", async () => {
    const answer = await asked(30)
    assert.strictEqual(answer._tag, "Failure")
    if (answer._tag === "Failure") {
      assert.deepInclude(answer.failure, { _tag: "StoreFailure", reason: "Device", retry: true })
      assert.include(answer.failure.detail, "no answer")
    }
  })

  it("is not given up for a time in which nothing ran", async () => {
    const answer = await asked(0.1, standStill(2 * patienceMillis))
    assert.strictEqual(answer._tag, "Success")
  })
})

describe("a transaction", () => {
  const open = "SELECT count(*)::integer FROM pg_stat_activity WHERE state LIKE 'idle in transaction%'"

  it("is not left open on a connection that others use after, whenever it is interrupted", async () => {
    const leftOpen = await Effect.runPromise(
      Effect.scoped(
        Effect.gen(function* () {
          const watching = yield* connect({ connection: server.url, poolSize: 1 })
          const { inTransaction } = yield* connect({ connection: server.url, poolSize: 2 })
          let leftOpen = 0
          for (let nth = 0; nth < 60; nth++) {
            const fiber = yield* Effect.forkChild(inTransaction(() => Effect.never))
            yield* Effect.sleep(nth / 20)
            yield* Fiber.interrupt(fiber)
            const [row] = yield* watching.ask(open, [])
            leftOpen += Number(row?.[0])
          }
          return leftOpen
        })
      )
    )
    assert.strictEqual(leftOpen, 0)
  })
})
