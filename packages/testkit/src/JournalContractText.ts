/**
 * The contract, seventh part: text of every kind comes back as it went in, in ids that allow it and in events.
 */
import * as Effect from "effect/Effect"
import { assert } from "vitest"
import type { PendingId } from "@stowage/kernel/Transfer"
import { origin } from "@stowage/runtime/Commit"
import { Journal } from "@stowage/runtime/Journal"
import { holds, taken } from "./JournalContractAsking.ts"
import {
  type Scenario,
  append,
  commitId,
  commitOf,
  event,
  free,
  noon,
  pend,
  receive,
  scenario,
  streamId,
  tea
} from "./JournalContractWords.ts"

const hostile: ReadonlyArray<string> = [
  "'; DROP TABLE commits; --",
  `"quoted" \`back\` 'single' \\ back/slash`,
  "nul\u0000inside",
  "\u0000",
  "nul\u0000other",
  "tab\tnew\nline\r\u0085\u2028end",
  "😀 👩‍🚀 é e\u0301 ﷽ \u202eright to left",
  "__proto__",
  "constructor",
  "toString",
  " ",
  " padded ",
  "Case",
  "case",
  "%",
  "_",
  "?1 :name @x $y",
  '{"_tag":"Post"}',
  "1",
  "01",
  "\uffff\u{10ffff}",
  "x".repeat(100_000)
]

const fields: Readonly<Record<string, unknown>> = {
  text: hostile,
  numbers: [0, -1, 1.5, 5e-324, 1.7976931348623157e308, Number.MAX_SAFE_INTEGER, 2 ** 60],
  nothing: [null, true, false, "", [], {}],
  deep: JSON.parse(`${"[".repeat(200)}${"]".repeat(200)}`) as unknown,
  ...(JSON.parse(`{"__proto__": {"polluted": true}, "constructor": 1, "": 2, "a\\u0000b": 3}`) as object)
}

export const textScenarios: ReadonlyArray<Scenario> = [
  scenario(
    "text-in-ids",
    "commit ids, streams and claims may be named anything, and names that look alike stay apart",
    Effect.gen(function* () {
      const journal = yield* Journal
      for (const [nth, text] of hostile.entries()) {
        const commit = commitOf(text, {
          actor: text,
          appends: [append(text, 0, event({ nth }))],
          transfers: [receive(1), pend(text, 1, tea, nth)]
        })
        const receipt = yield* taken(commit)
        assert.deepStrictEqual(yield* taken(commit), receipt)
      }
      for (const [nth, text] of hostile.entries()) {
        assert.deepStrictEqual(yield* journal.receipt(commitId(text)), {
          id: commitId(text),
          position: nth + 1
        } as never)
        const [recorded, ...more] = yield* journal.read(streamId(text))
        assert.deepStrictEqual(more, [])
        assert.deepStrictEqual<unknown>(
          [recorded?.commitId, recorded?.stream, recorded?.actor, recorded?.event],
          [text, text, text, event({ nth })]
        )
        const claims = yield* journal.pendings({ ids: [text as PendingId] })
        assert.deepStrictEqual<unknown>(
          claims.map(({ id, expiresAt }) => [id, expiresAt]),
          [[text, noon + nth]]
        )
      }
      const ids = (yield* journal.pendings({})).map(({ id }) => String(id))
      assert.deepStrictEqual(ids, [...hostile].sort())
    })
  ),
  scenario(
    "text-in-events",
    "events of any JSON data come back byte for byte",
    Effect.gen(function* () {
      const journal = yield* Journal
      const noted = event(fields)
      const commit = commitOf("data", { appends: [append("a", 0, noted)] })
      yield* taken(commit)
      const [recorded] = yield* journal.read(streamId("a"))
      assert.strictEqual(JSON.stringify(recorded?.event), JSON.stringify(noted))
      const [stored] = yield* journal.commits(origin, 1)
      assert.strictEqual(JSON.stringify(stored?.appends), JSON.stringify(commit.appends))
      assert.strictEqual(({} as { polluted?: boolean }).polluted, undefined)
      yield* taken(commit)
    })
  ),
  scenario(
    "text-in-accounts",
    "accounts may hold any text that an id may, and are told apart by it",
    Effect.gen(function* () {
      const names = hostile.filter((text) => /^[^\p{Cc}|=]{1,120}$/u.test(text))
      yield* Effect.forEach(names, (name, nth) => taken(commitOf(`in ${nth}`, { transfers: [receive(nth + 1, name)] })))
      yield* Effect.forEach(names, (name, nth) => holds(free(name), nth + 1))
    })
  )
]
