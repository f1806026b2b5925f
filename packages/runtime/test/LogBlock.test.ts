import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import type { CommitId, Position, RecordedCommit } from "@stowage/runtime/Commit"
import { StoreFailure } from "@stowage/runtime/Journal"
import { blocksOf, commitOfBlock, commitsOfBlock } from "@stowage/runtime/LogBlock"
import { toMerge } from "@stowage/runtime/mergeSegments"

const entryAt = (position: number, text: string) => {
  const commit = { id: `c${position}` as CommitId, at: 0 as never, actor: text, appends: [], transfers: [] }
  return { commit: { ...commit, position: position as Position }, body: JSON.stringify(commit) }
}

const failureOf = (read: () => unknown): StoreFailure => {
  try {
    read()
  } catch (error) {
    if (error instanceof StoreFailure) return error
  }
  return assert.fail("expected a failure")
}

describe("blocks of commits", () => {
  it("give each commit back, whatever is in it, and all after any position", () => {
    const Text = fc.oneof(fc.string(), fc.constantFrom("\n", "\\n", "\u2028", "x".repeat(9000)))
    fc.assert(
      fc.property(fc.array(Text, { minLength: 1, maxLength: 8 }), fc.nat({ max: 9 }), (texts, after) => {
        const entries = texts.map((text, nth) => entryAt(nth + 1, text))
        const blocks = blocksOf(entries)
        const found = blocks.flatMap((block) => commitsOfBlock(block, after as Position, "a log"))
        const all: ReadonlyArray<RecordedCommit> = entries.map(({ commit }) => commit)
        assert.deepStrictEqual(found, all.slice(after))
        for (const commit of all) {
          const block = blocks.find(({ last }) => last >= commit.position) ?? assert.fail("expected a block")
          assert.deepStrictEqual(commitOfBlock(block, commit.position, "a log"), commit)
        }
      })
    )
  })

  it("that were damaged say where", () => {
    const block = { first: 5 as Position, last: 6 as Position, body: '{"id":"a"}\n{"id":' }
    assert.include(failureOf(() => commitsOfBlock(block, 0 as Position, "a log")).message, "position 6")
    assert.include(failureOf(() => commitOfBlock(block, 6 as Position, "a log")).message, "position 6")
    const short = { ...block, last: 7 as Position }
    assert.strictEqual(failureOf(() => commitsOfBlock(short, 0 as Position, "a log")).reason, "Damaged")
    assert.strictEqual(failureOf(() => commitOfBlock(short, 7 as Position, "a log")).reason, "Damaged")
  })
})

describe("segments", () => {
  it("stay few however many were saved, and merging ends", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 50 }), { maxLength: 200 }),
        fc.integer({ min: 2, max: 8 }),
        (sizes, fanOut) => {
          let spans: Array<{ readonly from: Position; readonly to: Position }> = []
          for (const size of sizes) {
            const from = spans.at(-1)?.to ?? (0 as Position)
            spans.push({ from, to: (from + size) as Position })
            for (let some = toMerge(spans, fanOut); some.length > 0; some = toMerge(spans, fanOut)) {
              const first = spans.indexOf(some[0] ?? assert.fail("expected a segment"))
              const merged = { from: spans[first]?.from as Position, to: some.at(-1)?.to as Position }
              spans = spans.toSpliced(first, some.length, merged)
            }
          }
          const commits = sizes.reduce((sum, size) => sum + size, 0)
          const tiers = 1 + Math.ceil(Math.log(commits + 1) / Math.log(fanOut))
          assert.isAtMost(spans.length, (fanOut - 1) * tiers)
        }
      )
    )
  })
})
