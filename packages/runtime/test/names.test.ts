import * as Effect from "effect/Effect"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import type { Position } from "@stowage/runtime/Commit"
import { type KnownSegment, mentionsIn } from "@stowage/runtime/logSegments"
import type { LogTables, Span } from "@stowage/runtime/LogStorage"
import { MentionTable } from "@stowage/runtime/MentionTable"
import { highOf, lowOf, nameHash } from "@stowage/runtime/nameHash"
import { keysFrom, lowerBound, namePage, runOf, wholeNumbers } from "@stowage/runtime/namePages"
import { NameSet } from "@stowage/runtime/NameSet"

const notAsked = Effect.die("expected only pages to be asked for")
const noTables: LogTables = {
  saved: notAsked,
  balancesOf: () => notAsked,
  balances: () => notAsked,
  commitsAt: () => notAsked,
  heads: notAsked,
  pages: () => notAsked,
  keys: () => notAsked,
  save: () => notAsked,
  write: () => notAsked,
  replace: () => notAsked
}

/** Hashes near one another and far apart, as few as collide. */
const Hash = fc.oneof(
  fc.nat({ max: 5 }),
  fc.nat({ max: 3 }).map((nth) => 2 ** 48 - 1 - nth),
  fc.string({ maxLength: 2 }).map((name) => nameHash("claim", name))
)

describe("the hash of a name", () => {
  it("is of 48 bits, and another for names of another kind", () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        const hash = nameHash("commit", name)
        assert.isTrue(Number.isInteger(hash) && hash >= 0 && hash < 2 ** 48)
        assert.strictEqual(highOf(hash) * 2 ** 16 + lowOf(hash), hash)
        assert.notStrictEqual(nameHash("stream", name), hash)
      })
    )
  })
})

describe("mentions of names", () => {
  it("are found where they were made, the newest first, and on the page that is made of them", () => {
    fc.assert(
      fc.property(fc.array(Hash, { maxLength: 60 }), fc.nat({ max: 20 }), (hashes, after) => {
        const table = new MentionTable()
        for (const [nth, hash] of hashes.entries()) table.add(hash, nth + 1)
        const run = runOf(table, after)
        const { keys, values } = namePage(run, 0, run.high.length)
        const [{ high, low }, places] = [keysFrom(keys), wholeNumbers(values)]
        for (const hash of new Set([...hashes, 77])) {
          const expected = hashes.flatMap((one, nth) => (one === hash ? [nth + 1] : []))
          assert.deepStrictEqual(table.find(hash), expected.toReversed())
          assert.strictEqual(table.has(hash), expected.length > 0)
          const found: Array<number> = []
          for (let index = lowerBound(high, highOf(hash)); high[index] === highOf(hash); index++) {
            if (low[index] === lowOf(hash)) found.push((places[index] ?? 0) + after)
          }
          assert.deepStrictEqual(
            found,
            expected.filter((place) => place > after)
          )
        }
      })
    )
  })

  it("are found in several segments the newest first, whatever else is looked for in which of them", () => {
    const segment = (from: number, to: number): KnownSegment => {
      const span = { from: from as Position, to: to as Position }
      const firsts = Uint32Array.of(0)
      return { ...span, firsts, head: { ...span, firsts: new Uint8Array(firsts.buffer), opened: 0, closed: 0 } }
    }
    const [older, newer] = [segment(0, 10), segment(10, 20)]
    const [first, second] = [nameHash("claim", "first"), nameHash("claim", "second")]
    const pageOf = (place: number) => {
      const table = new MentionTable()
      table.add(first, place)
      table.add(second, place + 1)
      return namePage(runOf(table, 0), 0, 2)
    }
    const pages = (names: ReadonlyArray<Span>) => Effect.succeed(names.map(({ from }) => pageOf(from === 0 ? 3 : 5)))
    const within = (hash: number) => (hash === first ? [newer] : [older, newer])
    const found = Effect.runSync(mentionsIn({ ...noTables, pages }, [first, second], within))
    assert.deepStrictEqual<unknown>([found?.get(first), found?.get(second)], [[15], [16, 4]])
  })

  it.each([undefined, 1, 3000, 5000])("are all there after the table has grown from room for %s", (room) => {
    const table = new MentionTable(room)
    for (let nth = 0; nth < 5000; nth++) table.add(nameHash("claim", `c${nth % 2500}`), nth)
    for (let nth = 0; nth < 2500; nth++) {
      const hash = nameHash("claim", `c${nth}`)
      assert.deepStrictEqual([table.has(hash), table.find(hash)], [true, [nth + 2500, nth]])
    }
    assert.isFalse(table.has(nameHash("claim", "c2500")))
  })
})

describe("a set of names", () => {
  it("tells of each the newest segment, and of no other name that there is one", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(Hash, fc.nat({ max: 9 })), { maxLength: 60 }), (all) => {
        const set = new NameSet()
        for (const [hash, segment] of all) set.add(highOf(hash), lowOf(hash), segment)
        for (const hash of [...all.map(([one]) => one), 77]) {
          const segments = all.filter(([one]) => one === hash).map(([, segment]) => segment)
          assert.strictEqual(set.find(hash), Math.max(-1, ...segments))
        }
        assert.strictEqual(set.size, new Set(all.map(([hash]) => hash)).size)
      })
    )
  })

  it("forgets nothing as it grows, and says so when it has lost count of the segments", () => {
    const set = new NameSet()
    set.makeRoom(5000)
    const hashes = Array.from({ length: 20_000 }, (_, nth) => nameHash("commit", `c${nth}`))
    for (const hash of hashes) set.add(highOf(hash), lowOf(hash), 3)
    assert.isTrue(hashes.every((hash) => set.find(hash) === 3))
    assert.strictEqual(set.find(nameHash("commit", "another")), -1)
    set.add(1, 1, 1_000_000)
    assert.strictEqual(set.find(2 ** 16 + 1), Number.POSITIVE_INFINITY)
  })
})
