import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import type { Commit, Position } from "@stowage/runtime/Commit"
import { commitFrom, lineOf } from "@stowage/runtime/commitLine"

const position = 7 as Position

const Text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 6 }),
  fc.constantFrom("\n", "|", "[", "a|b", "a|c", "a|b|", "__proto__", "promise|acme|TEA|||available|site:WH1")
)
const Quantity = fc.oneof(fc.integer(), fc.maxSafeInteger())
const Two = fc.record({ from: Text, to: Text, quantity: Quantity })
const Alike = fc
  .tuple(Text, Text, Text, Quantity)
  .map(([rest, from, to, quantity]) => ({ from: `${rest}|${from}`, to: `${rest}|${to}`, quantity }))
const Accounts = fc.oneof(Two, Alike)
const Transfer = fc.oneof(
  Accounts.map((two) => ({ _tag: "Post", ...two })),
  fc.tuple(Text, Accounts).map(([id, two]) => ({ _tag: "Pend", id, ...two })),
  fc.tuple(Text, Accounts, fc.nat()).map(([id, two, ttlMillis]) => ({ _tag: "Pend", id, ...two, ttlMillis })),
  fc.record({ _tag: fc.constant("Settle"), id: Text, quantity: Quantity }),
  fc.record({ _tag: fc.constantFrom("Void", "Expire"), id: Text })
)
const Event = fc.dictionary(Text, fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 })
const Append = fc.record({ stream: Text, expected: fc.nat(), events: fc.array(Event, { maxLength: 2 }) })
const AnyCommit = fc.record(
  {
    id: Text,
    at: fc.integer(),
    occurredAt: fc.integer(),
    actor: Text,
    appends: fc.array(Append, { maxLength: 3 }),
    transfers: fc.array(Transfer, { maxLength: 4 })
  },
  { requiredKeys: ["id", "at", "actor", "appends", "transfers"] }
)

/** What JSON makes of it, which is what was promised to be kept. */
const kept = (commit: object): unknown => ({ ...JSON.parse(JSON.stringify(commit)), position })

const told = (commit: unknown): unknown => commitFrom(lineOf(commit as Commit), position)

describe("the line of a commit", () => {
  it("gives it back, and is one line", () => {
    fc.assert(
      fc.property(AnyCommit, (commit) => {
        assert.deepStrictEqual(told(commit), kept(commit))
        assert.notInclude(lineOf(commit as never), "\n")
      })
    )
  })

  it("keeps what the commit, an append or a transfer was given besides its fields", () => {
    const more = fc.constantFrom({ note: "n" }, { ttlMillis: 4 }, { occurredAt: 3, note: 1 }, { ttlMillis: undefined })
    fc.assert(
      fc.property(AnyCommit, fc.nat(2), more, (commit, where, given) => {
        const { appends, transfers } = commit
        const odd =
          where === 0
            ? { ...commit, ...given }
            : where === 1
              ? { ...commit, transfers: transfers.map((one) => ({ ...one, ...given })) }
              : { ...commit, appends: appends.map((one) => ({ ...one, ...given })) }
        assert.deepStrictEqual(told(odd), kept(odd))
      })
    )
  })

  it("says the account of a place by the place, and fields by their order", () => {
    const pend = {
      _tag: "Pend",
      id: "web-1/0",
      from: "promise|acme|TEA|||available|site:WH1",
      to: "promise|acme|TEA|||available|customer:web",
      quantity: 2
    }
    const events = [{ _tag: "Placed" }]
    const commit = {
      id: "a",
      at: 5,
      actor: "web",
      appends: [{ stream: "o/1", expected: 0, events }],
      transfers: [pend]
    }
    assert.strictEqual(
      lineOf(commit as never),
      '["a",5,"web",[["o/1",0,[{"_tag":"Placed"}]]],' +
        '[["Pend","web-1/0","promise|acme|TEA|||available|site:WH1",["customer:web"],2]]]'
    )
  })

  it("is read in this form for ever", () => {
    const line =
      '["a",5,"web",[["o/1",2,[{"_tag":"Shipped"}]]],[["Post","b|o|s||||x","b|o|t||||y",3],' +
      '["Post","b|o|s||||x",["y"],3],["Pend","c","b|o|s||||x",["y"],2,900],["Pend","d","b|o|s||||x",["y"],1],' +
      '["Settle","c",2],["Void","d"],["Expire","e"]],4]'
    const [from, to] = ["b|o|s||||x", "b|o|s||||y"]
    assert.deepStrictEqual<unknown>(commitFrom(line, position), {
      id: "a",
      at: 5,
      occurredAt: 4,
      actor: "web",
      appends: [{ stream: "o/1", expected: 2, events: [{ _tag: "Shipped" }] }],
      transfers: [
        { _tag: "Post", from, to: "b|o|t||||y", quantity: 3 },
        { _tag: "Post", from, to, quantity: 3 },
        { _tag: "Pend", id: "c", from, to, quantity: 2, ttlMillis: 900 },
        { _tag: "Pend", id: "d", from, to, quantity: 1 },
        { _tag: "Settle", id: "c", quantity: 2 },
        { _tag: "Void", id: "d" },
        { _tag: "Expire", id: "e" }
      ],
      position
    })
  })

  it("that is a JSON object, as all once were, is read", () => {
    const commit = { id: "a", at: 5, actor: "web", appends: [], transfers: [{ _tag: "Void", id: "c" }] }
    assert.deepStrictEqual<unknown>(commitFrom(JSON.stringify(commit), position), kept(commit))
  })
})
