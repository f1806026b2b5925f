import * as fc from "fast-check"
import * as Result from "effect/Result"
import { assert, describe, it } from "vitest"
import type { Commit } from "@stowage/runtime/Commit"
import { decodeCommit, makeCommitDecoder } from "@stowage/runtime/decodeCommit"
import { type DecodeRefusal, sayDecodeRefusal, usualLimits } from "@stowage/runtime/decodeData"

const shelf = "physical|acme|TEA|||available|at:WH1/A1"
const customer = "physical|acme|TEA|||available|customer:web"
const pend = { _tag: "Pend", id: "p1", from: shelf, to: customer, quantity: 2 }
const whole = {
  id: "c1",
  at: 5,
  occurredAt: 4,
  actor: "ann",
  appends: [{ stream: "order/1", expected: 0, events: [{ _tag: "Placed", lines: [{ sku: "TEA", quantity: 2 }] }] }],
  transfers: [
    { ...pend, ttlMillis: 60 },
    { _tag: "Post", from: shelf, to: customer, quantity: 1 },
    { _tag: "Settle", id: "p1", quantity: 1 },
    { _tag: "Void", id: "p1" },
    { _tag: "Expire", id: "p1" }
  ]
}

const accepted = (input: unknown): Commit => {
  const decoded = decodeCommit(input)
  if (Result.isFailure(decoded)) return assert.fail(sayDecodeRefusal(decoded.failure))
  return decoded.success
}

const refused = (input: unknown, limits = usualLimits): DecodeRefusal => {
  const decoded = decodeCommit(input, limits)
  return Result.isFailure(decoded) ? decoded.failure : assert.fail("expected a refusal")
}

const event = (fields: unknown): unknown => ({
  ...whole,
  appends: [{ stream: "order/1", expected: 0, events: [fields] }]
})

describe("a commit at the door", () => {
  it("comes in as it was sent", () => {
    assert.deepStrictEqual<unknown>(accepted(whole), whole)
    const { occurredAt: _, ...plain } = whole
    assert.deepStrictEqual<unknown>(accepted(plain), plain)
  })

  it("is plain data, which may be sent in again", () => {
    const commit = accepted(whole)
    assert.deepStrictEqual(accepted(commit), commit)
    for (const part of [commit, ...commit.appends, ...commit.transfers]) {
      assert.strictEqual<unknown>(Object.getPrototypeOf(part), Object.prototype)
    }
  })

  it("shares nothing that its sender could change afterwards", () => {
    const input = structuredClone(whole)
    const commit = accepted(input)
    input.appends[0]!.events[0]!.lines[0]!.quantity = 99
    input.transfers.length = 0
    input.appends[0]!.events.length = 0
    assert.deepStrictEqual<unknown>(commit, whole)
  })

  it("is refused naming the path, what stands there, and what was expected", () => {
    const transfer = (fields: object) => ({ ...whole, transfers: [whole.transfers[0], { ...pend, ...fields }] })
    for (const [input, path, got, expected] of [
      [7, [], 7, "an object"],
      [{ ...whole, id: 7 }, ["id"], 7, "text"],
      [{ ...whole, at: 0.5 }, ["at"], 0.5, "a whole number below 2^53"],
      [{ ...whole, at: Number.NaN }, ["at"], Number.NaN, "a whole number below 2^53"],
      [{ ...whole, actor: null }, ["actor"], null, "text"],
      [{ ...whole, appends: {} }, ["appends"], {}, "a list"],
      [{ ...whole, transfers: ["x"] }, ["transfers", 0], "x", "an object"],
      [transfer({ _tag: "Take" }), ["transfers", 1, "_tag"], "Take", "Post, Pend, Settle, Void or Expire"],
      [transfer({ quantity: 2 ** 53 }), ["transfers", 1, "quantity"], 2 ** 53, "a whole number below 2^53"],
      [transfer({ from: "TEA" }), ["transfers", 1, "from"], "TEA", "an account such as"],
      [transfer({ to: 1 }), ["transfers", 1, "to"], 1, "text"],
      [transfer({ ttlMilis: 60 }), ["transfers", 1, "ttlMilis"], 60, "no other fields than _tag, id, from"],
      [{ ...whole, tenant: "a" }, ["tenant"], "a", "no other fields than id, at"],
      [event({ lines: [] }), ["appends", 0, "events", 0, "_tag"], undefined, "the event's name"],
      [event({ _tag: "A", of: [1, Number.NaN] }), ["appends", 0, "events", 0, "of", 1], Number.NaN, "a finite number"],
      [event({ _tag: "A", of: { at: undefined } }), ["appends", 0, "events", 0, "of", "at"], undefined, "JSON data"]
    ] as const) {
      const refusal = refused(input)
      assert.deepStrictEqual<unknown>([refusal.path, refusal.got], [path, got])
      assert.include(refusal.expected, expected)
    }
    assert.strictEqual(
      sayDecodeRefusal(refused(transfer({ quantity: "2" }))),
      'commit.transfers[1].quantity: expected a whole number below 2^53, got "2".'
    )
  })

  it("is refused beyond its limits: bytes of a text, levels, items", () => {
    const limits = { textBytes: 100, depth: 3, items: 12 }
    const long = (letter: string, count: number) => event({ _tag: "A", text: letter.repeat(count) })
    const inside = (input: unknown) => Result.isSuccess(decodeCommit(input, limits))
    for (const [letter, bytes] of [
      ["x", 1],
      ["é", 2],
      ["€", 3],
      ["\u{1F600}", 4]
    ] as const) {
      const most = Math.floor(100 / bytes)
      assert.isTrue(inside(long(letter, most)))
      assert.strictEqual(refused(long(letter, most + 1), limits).expected, "at most 100 bytes of text")
    }
    assert.include(refused(event({ _tag: "A", ["k".repeat(101)]: 1 }), limits).expected, "100 bytes")
    assert.isTrue(inside(event({ _tag: "A", a: { b: {} } })))
    assert.strictEqual(refused(event({ _tag: "A", a: { b: { c: {} } } }), limits).expected, "at most 3 levels")
    const list = (count: number) => ({ ...(event({ _tag: "A", a: Array(count).fill(0) }) as object), transfers: [] })
    assert.isTrue(inside(list(8)))
    assert.strictEqual(refused(list(9), limits).expected, "at most 12 items in all")
    const round: Record<string, unknown> = { _tag: "A" }
    round["self"] = round
    assert.strictEqual(refused(event(round)).expected, "at most 32 levels")
  })

  it("is harmless with hostile names of fields, and refused when it is of a class or throws", () => {
    const text = JSON.stringify(whole).replace(
      '"_tag":"Placed"',
      '"_tag":"Placed","__proto__":{"bad":[1]},"constructor":1'
    )
    const decoded = accepted(JSON.parse(text))
    assert.strictEqual(JSON.stringify(decoded), text)
    assert.isUndefined(({} as { bad?: unknown }).bad)
    assert.deepStrictEqual(refused(JSON.parse(text.replace('"id"', '"__proto__":{},"id"'))).path, ["__proto__"])
    const throwing = Object.defineProperty({ _tag: "A" }, "x", {
      enumerable: true,
      get: () => {
        throw new Error("no")
      }
    })
    assert.strictEqual(refused(event(throwing)).expected, "plain data")
    for (const odd of [new Date(0), new Map(), () => 1, 1n, Symbol("x")]) {
      assert.include(["JSON data", "an object"], refused(event({ _tag: "A", odd })).expected)
    }
    assert.include(sayDecodeRefusal(refused({ ...whole, id: Symbol("x") })), "Symbol(x)")
  })
})

describe("whatever is sent,", () => {
  const names = fc.constantFrom("_tag", "id", "at", "__proto__", "constructor", "toString", "", "é", "\u{1F600}")
  const json = fc.jsonValue({ maxDepth: 1 })
  const data = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      json,
      fc.array(tie("value"), { maxLength: 2 }),
      fc.dictionary(names, tie("value"), { maxKeys: 2 })
    )
  })).value
  const commits = fc.record({
    id: fc.string({ minLength: 1 }),
    at: fc.maxSafeInteger(),
    actor: fc.string(),
    appends: fc.array(
      fc.record({
        stream: fc.string(),
        expected: fc.nat(),
        events: fc.array(
          fc.dictionary(names, data, { maxKeys: 3 }).map((fields) => ({ ...fields, _tag: "E" })),
          { maxLength: 2 }
        )
      }),
      { maxLength: 2 }
    ),
    transfers: fc.array(fc.constantFrom(...whole.transfers), { maxLength: 3 })
  })

  it("what goes out as JSON comes in as it was", () => {
    const decode = makeCommitDecoder()
    const property = fc.property(commits, (commit) => {
      const text = JSON.stringify(commit)
      const decoded = decode(JSON.parse(text))
      assert.strictEqual(Result.isSuccess(decoded) ? JSON.stringify(decoded.success) : "", text)
    })
    fc.assert(property, { numRuns: 300 })
  })

  it("the decoder answers and never throws, also when one part of a commit is something else", () => {
    const decode = makeCommitDecoder({ textBytes: 50, depth: 4, items: 40 })
    const anything = fc.oneof(fc.anything(), data)
    const places = fc.constantFrom("id", "at", "actor", "appends", "transfers", "events", "transfer", "append")
    const property = fc.property(places, anything, (place, value) => {
      const input: Record<string, unknown> = { ...whole }
      if (place === "events") input["appends"] = [{ stream: "s", expected: 0, events: value }]
      else if (place === "transfer") input["transfers"] = [value]
      else if (place === "append") input["appends"] = [value]
      else input[place] = value
      for (const one of [input, value]) {
        const decoded = decode(one)
        if (Result.isFailure(decoded)) assert.isAtMost(sayDecodeRefusal(decoded.failure).length, 600)
        else assert.isTrue(Result.isSuccess(decode(JSON.parse(JSON.stringify(decoded.success)))))
      }
    })
    fc.assert(property, { numRuns: 600 })
  })
})
