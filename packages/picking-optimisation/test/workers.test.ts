import { MessageChannel, type MessagePort, Worker } from "node:worker_threads"
import * as Result from "effect/Result"
import { afterAll, assert, describe, it } from "vitest"
import { type Outcome } from "@stowage/kernel/Outcome"
import { type SolveOptions } from "@stowage/kernel/Stop"
import { serveSolvers, solverPool, type WorkerLine } from "@stowage/picking-optimisation/workers"

/** Counts down from the problem, further with every iteration and every seed. */
const solvers = {
  countDown: (from: number, { seed, stop }: SolveOptions): Result.Result<Outcome<string>, string> => {
    if (from < 0) return Result.fail(`expected 0 or more, got ${from}`)
    if (from === 13) throw new Error("never 13")
    let cost = from
    for (let iteration = 0; !stop({ iteration, cost }); iteration++) cost -= seed
    const charges = [{ reason: "count", subject: "down", amount: cost }]
    return Result.succeed({ plan: `from ${from}`, cost, bound: -seed, charges, stoppedBy: "caller" })
  }
} as const

const ports: Array<MessagePort> = []
afterAll(() => ports.forEach((port) => port.close()))

const lineOver = (port: MessagePort | Worker): WorkerLine => ({
  send: (message) => port.postMessage(message),
  receive: (listener) => port.on("message", listener),
  ended: (listener) => {
    port.on("error", (error) => listener(String(error)))
    if (port instanceof Worker) port.on("exit", (code) => listener(`exit ${code}`))
  }
})
/** Lines to so many workers on this thread: messages go the whole way, copied. */
const linesTo = (count: number): ReadonlyArray<WorkerLine> =>
  Array.from({ length: count }, () => {
    const { port1, port2 } = new MessageChannel()
    ports.push(port1, port2)
    serveSolvers(lineOver(port2), solvers, () => performance.now())
    return lineOver(port1)
  })
const poolOf = (lines: ReadonlyArray<WorkerLine>) => solverPool<typeof solvers>(lines)
const rejected = (answer: Promise<unknown>): Promise<string> =>
  answer.then(
    () => "solved",
    (error: Error) => error.message
  )

describe("a pool of workers", () => {
  it("gives what the solver gives, also its refusal", async () => {
    const pool = poolOf(linesTo(1))
    const solved = Result.getOrThrow(await pool.solve("countDown", 10, { seed: 2, iterations: 3 }))
    assert.strictEqual(solved.cost, 4)
    const refused = await pool.solve("countDown", -1, { seed: 1, iterations: 1 })
    assert.deepStrictEqual(refused, Result.fail("expected 0 or more, got -1"))
  })

  it("answers every question, however many there are and whoever is free", async () => {
    const pool = poolOf(linesTo(3))
    const costs = await Promise.all(
      Array.from(
        { length: 20 },
        async (_, index) =>
          Result.getOrThrow(await pool.solve("countDown", 100 + index, { seed: 1, iterations: 5 })).cost
      )
    )
    assert.deepStrictEqual(
      costs,
      Array.from({ length: 20 }, (_, index) => 95 + index)
    )
  })

  it("takes the cheapest of several seeds and the best bound that any of them proved", async () => {
    const best = await poolOf(linesTo(2)).solveBest("countDown", 10, { seeds: [1, 3, 2], iterations: 2 })
    const { bound, cost } = Result.getOrThrow(best)
    assert.strictEqual(cost, 4)
    assert.strictEqual(bound, -1)
  })

  it("stops by the worker's clock", async () => {
    const { stoppedBy } = Result.getOrThrow(await poolOf(linesTo(1)).solve("countDown", 1, { seed: 0, millis: 1 }))
    assert.strictEqual(stoppedBy, "caller")
  })

  it("rejects what cannot be sent and goes on with the next", async () => {
    const pool = poolOf(linesTo(1))
    const unsent = pool.solve("countDown", (() => 10) as never, { seed: 1, iterations: 1 })
    const next = pool.solve("countDown", 10, { seed: 2, iterations: 3 })
    assert.match(await rejected(unsent), /^expected a problem of plain data, .* could not be cloned/)
    assert.strictEqual(Result.getOrThrow(await next).cost, 4)
  })

  it("rejects what throws and goes on with the next", async () => {
    const pool = poolOf(linesTo(1))
    const thrown = rejected(pool.solve("countDown", 13, { seed: 1, iterations: 1 }))
    const after = pool.solve("countDown", 5, { seed: 1, iterations: 1 })
    assert.strictEqual(await thrown, "never 13")
    assert.strictEqual(Result.getOrThrow(await after).cost, 4)
  })

  it("names the solvers there are when asked for another", async () => {
    const pool = solverPool<Record<string, (typeof solvers)["countDown"]>>(linesTo(1))
    const message = await rejected(pool.solve("toString", 5, { seed: 1 }))
    assert.strictEqual(message, "expected one of the worker's solvers (countDown), got toString")
  })

  it("rejects the question of a worker that died, and all questions when none is left", async () => {
    const script = `const { parentPort } = require("node:worker_threads"); parentPort.on("message", () => process.exit(3))`
    const pool = poolOf([lineOver(new Worker(script, { eval: true }))])
    assert.strictEqual(await rejected(pool.solve("countDown", 5, { seed: 1 })), "the worker died: exit 3")
    assert.strictEqual(await rejected(pool.solve("countDown", 5, { seed: 1 })), "expected a worker that runs, got none")
  })
})
