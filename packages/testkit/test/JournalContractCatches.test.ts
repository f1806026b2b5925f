import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import { assert, describe, it } from "vitest"
import type { Commit } from "@stowage/runtime/Commit"
import { Journal } from "@stowage/runtime/Journal"
import { makeMemoryJournal } from "@stowage/runtime/memoryJournal"
import * as JournalContract from "@stowage/testkit/JournalContract"

type Store = Journal["Service"]

/** A memory journal with one thing wrong with it. */
const broken = (change: (sound: Store) => Partial<Store>): Layer.Layer<Journal> =>
  Layer.sync(Journal, () => {
    const sound = makeMemoryJournal()
    return Journal.of({ ...sound, ...change(sound) })
  })

/** Keys of the promises that a journal does not keep. */
const missed = async (layer: Layer.Layer<Journal>): Promise<ReadonlyArray<string>> => {
  const keys: Array<string> = []
  for (const { key, check } of JournalContract.scenarios(() => layer)) {
    const exit = await Effect.runPromiseExit(Effect.timeout(check(layer), "2 seconds"))
    if (Exit.isFailure(exit)) keys.push(key)
  }
  return keys
}

let forgotten = 0
/** The commit under a name of its own, so that it is never known again. */
const renamed = (commit: Commit): Commit => ({ ...commit, id: `${commit.id}#${forgotten++}` as Commit["id"] })

const mistakes: ReadonlyArray<readonly [string, string, (sound: Store) => Partial<Store>]> = [
  [
    "writes a commit again that is sent again",
    "same-receipt",
    (sound) => ({ commit: (one) => sound.commit(renamed(one)) })
  ],
  [
    "writes the transfers of a commit before it looks at the streams",
    "atomic-version-conflict",
    (sound) => ({
      commit: (one) =>
        Effect.andThen(
          Effect.ignore(sound.commit({ ...renamed(one), appends: [] })),
          sound.commit({ ...one, transfers: [] })
        )
    })
  ],
  [
    "believes whoever writes to a stream",
    "one-winner",
    (sound) => ({
      commit: (one) =>
        Effect.catchTag(sound.commit(one), "VersionConflict", ({ actual }) =>
          sound.commit({ ...one, appends: one.appends.map((append) => ({ ...append, expected: actual })) })
        )
    })
  ],
  [
    "forgets the position it was asked from",
    "commits-in-pages",
    (sound) => ({ commits: (_, limit) => sound.commits(0 as never, limit) })
  ],
  [
    "rounds the position that it is asked from",
    "asked-by-whole-numbers",
    (sound) => ({ commits: (after, limit) => sound.commits(Math.floor(after) as never, limit) })
  ],
  [
    "looks into a commit before it has seen that it is one",
    "no-commit-refused",
    (sound) => ({
      commit: (one) => Effect.suspend(() => (one.transfers.length < 0 ? Effect.never : sound.commit(one)))
    })
  ],
  [
    "keeps what it was sent, and no copy of it",
    "kept-as-committed",
    (sound) => {
      const sent = new Map<string, Commit>()
      return {
        commit: (one) => Effect.tap(sound.commit(one), () => Effect.sync(() => sent.set(one.id, one))),
        commits: (after, limit) =>
          Effect.map(sound.commits(after, limit), (all) =>
            all.map((one) => ({ ...one, appends: sent.get(one.id)?.appends ?? one.appends }))
          )
      }
    }
  ],
  ["wakes waiters before there is anything", "wait-wakes", () => ({ wait: () => Effect.void })],
  [
    "answers about now when asked about then",
    "balances-as-of",
    (sound) => ({ balances: ({ asOf: _, ...rest }) => sound.balances(rest) })
  ],
  [
    "answers reads from before it was last written to",
    "linearizable",
    (sound) => {
      let before = sound.balances({})
      return {
        commit: (one) =>
          Effect.flatMap(sound.balances({}), (balances) => {
            before = Effect.succeed(balances)
            return sound.commit(one)
          }),
        balances: () => before
      }
    }
  ],
  [
    "refuses now and then what it could take",
    "linearizable",
    (sound) => {
      let asked = 0
      return {
        commit: (one) => {
          const [append] = one.appends
          if (append === undefined || ++asked % 5 > 0) return sound.commit(one)
          const { expected, stream } = append
          return Effect.fail({ _tag: "VersionConflict", stream, expected, actual: expected + 1 })
        }
      }
    }
  ],
  [
    "acknowledges a commit a moment before it can be read",
    "linearizable",
    (sound) => {
      const told = new Set<string>()
      return {
        receipt: (id) => {
          const first = !told.has(id)
          told.add(id)
          return first ? Effect.succeed(undefined) : sound.receipt(id)
        }
      }
    }
  ],
  ["says that it is durable and is not", "durable", () => ({ capabilities: { durable: true, writers: "one" } })]
]

describe("the contract catches a journal that", () => {
  for (const [mistake, key, change] of mistakes) {
    it(mistake, async () => assert.include(await missed(broken(change)), key), 120_000)
  }

  it("or finds nothing wrong with one that is sound", async () => {
    assert.deepStrictEqual(await missed(broken(() => ({}))), [])
  })
})
