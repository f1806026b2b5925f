import { createHash } from "node:crypto"
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Stream from "effect/Stream"
import { afterAll, assert, describe, it } from "vitest"
import { localDateOf } from "@stowage/kernel/zonedTime"
import type { Commit, CommitId, StreamId } from "@stowage/runtime/Commit"
import { origin } from "@stowage/runtime/Commit"
import { commitsSoFar } from "@stowage/runtime/follow"
import { Journal, StoreFailure } from "@stowage/runtime/Journal"
import { makeMemoryJournal } from "@stowage/runtime/memoryJournal"
import { layer } from "@stowage/store-sqlite/SqliteJournal"
import { ScenarioRefused, runOnJournal } from "@stowage/simulation/runOnJournal"
import { type Scenario, naivePolicy } from "@stowage/simulation/Scenario"
import { type World, applyCommit, emptyWorld } from "@stowage/simulation/World"
import { busyDays, dayAfter, layoutOf, live, london, ndjson, slowAndAlone, told } from "./siteDays.ts"

type Store = Journal["Service"]

const folder = mkdtempSync(join(tmpdir(), "stowage-run-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const days = busyDays({ seed: 21, orders: 60, days: 3, skus: 12 })
const whole = live(days)
const wholeJournal = ndjson(whole.commits)

const everything = Stream.runCollect(commitsSoFar(origin))

/** Runs `of` on a store of its own or a file; the journal afterwards, and how the run ended. */
const run = (of: Scenario, store: Layer.Layer<Journal, StoreFailure>) =>
  Effect.runPromise(
    Effect.gen(function* () {
      const end = yield* Effect.exit(runOnJournal(of))
      return { end, journal: ndjson([...(yield* everything)]) }
    }).pipe(Effect.provide(store))
  )

const onMemory = (store: Store) => Layer.succeed(Journal, store)
const onFile = (name: string) => layer({ file: join(folder, name) })

const refusalOf = (end: Exit.Exit<unknown, ScenarioRefused | StoreFailure>): string => {
  const failure = Exit.isFailure(end) ? end.cause.reasons.find((reason) => reason._tag === "Fail")?.error : undefined
  return failure instanceof ScenarioRefused ? failure.detail : `not refused but ${String(failure)}`
}

const plain = (_key: string, value: unknown): unknown =>
  value instanceof Map || value instanceof Set ? [...value] : value

/** The whole state as text: two worlds with the same text decide the same from here on. */
const stateOf = ({ index, ledger: _, ...world }: World): string => JSON.stringify([world, index.select({})], plain)

/** A store that stops taking commits after so many, as a device does that is full. */
const failingAfter = (store: Store, count: number): Store => {
  let taken = 0
  const failure = new StoreFailure({ reason: "Full", retry: true, detail: "no room" })
  const commit = (one: Commit) => {
    taken += 1
    return taken > count ? Effect.fail(failure) : store.commit(one)
  }
  return { ...store, commit }
}

/** SHA-256 of every file in the folder that belongs to the database. */
const filesOf = (name: string): ReadonlyArray<string> =>
  readdirSync(folder)
    .filter((file) => file.startsWith(name))
    .map(
      (file) =>
        `${file} ${createHash("sha256")
          .update(readFileSync(join(folder, file)))
          .digest("hex")}`
    )

describe("a scenario on a journal", () => {
  it("is committed as it was lived through: the same journal to the byte on memory and on SQLite", async () => {
    const memory = await run(days, onMemory(makeMemoryJournal()))
    const sqlite = await run(days, onFile("whole.db"))
    assert.strictEqual(memory.journal, wholeJournal)
    assert.strictEqual(sqlite.journal, wholeJournal)
  })

  it("tells of each day once, in order, and ends with the world that the journal folds to", async () => {
    const seen: Array<string> = []
    const end = await Effect.runPromise(
      runOnJournal(days, ({ date }) => seen.push(date)).pipe(Effect.provide(onMemory(makeMemoryJournal())))
    )
    assert.deepEqual<unknown>(seen, [0, 1, 2, 3, 4, 5, 6].map(dayAfter))
    assert.deepEqual([end.before, end.commits], [0, whole.commits.length])
    const folded = emptyWorld()
    for (const commit of whole.commits) applyCommit(folded, commit)
    assert.strictEqual(stateOf(end.world), stateOf(folded))
  })

  it("that is over is not lived through again", async () => {
    const store = makeMemoryJournal()
    await run(days, onMemory(store))
    const seen: Array<string> = []
    const again = await Effect.runPromise(
      runOnJournal(days, ({ date }) => seen.push(date)).pipe(Effect.provide(onMemory(store)))
    )
    assert.deepEqual(seen, [])
    assert.strictEqual(again.before, whole.commits.length)
    assert.strictEqual(stateOf(again.world), stateOf(whole.world))
  })

  it("goes on with later days when it is given them", async () => {
    const store = makeMemoryJournal()
    await run({ ...days, lastDay: dayAfter(1) }, onMemory(store))
    assert.strictEqual((await run(days, onMemory(store))).journal, wholeJournal)
  })
})

describe("a run that is cut off", () => {
  const total = whole.commits.length
  const closings = told(whole.commits, "DayClosed").map(({ commit }) => commit.position as number)
  const cutOff = async (store: Store, after: number) => {
    const first = await run(days, onMemory(failingAfter(store, after)))
    assert.isTrue(Exit.isFailure(first.end))
    assert.strictEqual(first.journal, ndjson(whole.commits.slice(0, after)), "what was committed is the beginning")
    const again = await run(days, onMemory(store))
    assert.strictEqual(again.journal, wholeJournal)
    if (Exit.isFailure(again.end)) throw new Error("the second run failed")
    assert.strictEqual(stateOf(again.end.value.world), stateOf(whole.world))
    const closed = closings.findLast((position) => position <= after) ?? 0
    assert.strictEqual(again.end.value.before, closed, "only whole days are not lived through again")
  }

  it("after any day, or just before the end of it, ends in the same state with the same journal", async () => {
    assert.lengthOf(closings, 7)
    const around = closings.flatMap((position) => [position - 1, position, position + 1])
    for (const after of new Set(around)) if (after < total) await cutOff(makeMemoryJournal(), after)
  })

  it("in the middle of any day does so too, also before the site was open", async () => {
    for (const after of [0, 1, 2]) await cutOff(makeMemoryJournal(), after)
    for (let nth = 1; nth <= 30; nth++) await cutOff(makeMemoryJournal(), Math.floor((nth * (total - 1)) / 31))
  })

  it("after a day whose work went on past midnight goes on when that was over", async () => {
    const slow = { ...days, labour: slowAndAlone }
    const { commits } = live(slow)
    const late = told(commits, "DayClosed").filter(
      ({ commit, event }) => localDateOf(commit.at, london) > String(event["date"])
    )
    assert.isAbove(late.length, 0)
    for (const { commit } of late) {
      const store = makeMemoryJournal()
      await run(slow, onMemory(failingAfter(store, commit.position)))
      assert.strictEqual((await run(slow, onMemory(store))).journal, ndjson(commits))
    }
  })

  it("again and again does so too", async () => {
    const store = makeMemoryJournal()
    for (let more = 37; ; more += 61) {
      const { end } = await run(days, onMemory(failingAfter(store, more)))
      if (Exit.isSuccess(end)) break
    }
    assert.strictEqual((await run(days, onMemory(store))).journal, wholeJournal)
  })

  it("on SQLite, cut off and opened again, does so too", async () => {
    const cut = (file: string, after: number) =>
      Layer.effect(
        Journal,
        Effect.map(Journal, (store) => failingAfter(store, after))
      ).pipe(Layer.provide(onFile(file)))
    for (const [nth, after] of [1, 100, 513, total - 1].entries()) {
      const file = `cut-${nth}.db`
      const first = await run(days, cut(file, after))
      assert.isTrue(Exit.isFailure(first.end))
      const again = await run(days, onFile(file))
      assert.strictEqual(again.journal, wholeJournal)
      if (Exit.isFailure(again.end)) throw new Error("the second run failed")
      assert.strictEqual(stateOf(again.end.value.world), stateOf(whole.world))
    }
  })
})

describe("a journal that another scenario was run on", () => {
  const other = busyDays({ seed: 22, orders: 60, days: 3, skus: 12 })

  it("is refused by both names, and the file stays as it is", async () => {
    await run({ ...days, lastDay: dayAfter(1) }, onFile("other.db"))
    const before = filesOf("other.db")
    const { end } = await run(other, onFile("other.db"))
    assert.include(refusalOf(end), "busy-21")
    assert.include(refusalOf(end), "busy-22")
    assert.match(refusalOf(end), /choose another --db file or delete this one/)
    assert.deepEqual(filesOf("other.db"), before)
  })

  it("is refused while its first day is not over", async () => {
    const store = makeMemoryJournal()
    const begun = (await run(days, onMemory(failingAfter(store, 50)))).journal
    const { end, journal } = await run(other, onMemory(store))
    assert.include(refusalOf(end), "busy-21")
    assert.strictEqual(journal, begun)
  })

  it("is refused for another seed, policy or site, whatever the input is called", async () => {
    const store = makeMemoryJournal()
    await run(days, onMemory(store))
    const others: ReadonlyArray<Partial<Scenario>> = [
      { seed: 5 },
      { policy: naivePolicy },
      { layout: layoutOf({ aisles: 4, baysPerSide: 6, site: "NORTH" as Scenario["layout"]["site"] }) }
    ]
    for (const more of others) {
      const { end, journal } = await run({ ...days, ...more }, onMemory(store))
      assert.match(refusalOf(end), /The journal holds another run: its input was busy-21 .*, this one is busy-21 /)
      assert.strictEqual(journal, wholeJournal)
    }
  })

  it("or that something else was written to is refused, and keeps what it has", async () => {
    const store = makeMemoryJournal()
    const foreign: Commit = {
      id: "other" as CommitId,
      at: whole.world.lastAt,
      actor: "somebody",
      appends: [{ stream: "note/1" as StreamId, expected: 0, events: [{ _tag: "Noted" }] }],
      transfers: []
    }
    await Effect.runPromise(store.commit(foreign))
    const first = await run(days, onMemory(store))
    assert.match(refusalOf(first.end), /begins with the commit other/)
    assert.lengthOf(first.journal.split("\n"), 1)

    const later = makeMemoryJournal()
    await run({ ...days, lastDay: dayAfter(1) }, onMemory(later))
    await Effect.runPromise(later.commit(foreign))
    assert.match(refusalOf((await run(days, onMemory(later))).end), /Somebody else wrote to this journal/)
  })
})

describe("a site that cannot be opened", () => {
  it("is refused in words, and nothing is committed", async () => {
    const { end, journal } = await run({ ...days, layout: layoutOf({ pickLevels: 0 }) }, onMemory(makeMemoryJournal()))
    assert.include(refusalOf(end), "faces")
    assert.strictEqual(journal, "")
  })
})
