import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import type { Instant } from "@stowage/kernel/Instant"
import { makeEngine, type Engine } from "@stowage/simulation/engine"
import { makePool, type Pool } from "@stowage/simulation/Pool"

const at = (millis: number): Instant => millis as Instant

interface Job {
  readonly name: string
  readonly priority: number
  readonly arrivesAt: number
  readonly millis: number
}

const job = (name: string, arrivesAt: number, millis: number, priority = 0): Job => ({
  name,
  priority,
  arrivesAt,
  millis
})

/** Schedules the jobs and tells, as they begin, who does which from when to when. */
const perform = (engine: Engine, pool: Pool<string>, jobs: ReadonlyArray<Job>) => {
  const begun: Array<{
    readonly job: Job
    readonly worker: string
    readonly from: number
    readonly waitMillis: number
  }> = []
  for (const job of jobs) {
    engine.at(at(job.arrivesAt), () =>
      pool.request(job.priority, (worker, release) => {
        begun.push({ job, worker, from: engine.now(), waitMillis: engine.now() - job.arrivesAt })
        engine.after(job.millis, release)
      })
    )
  }
  return begun
}

/** The whole run, a line per job: `ann 0 first`. */
const shift = (workers: ReadonlyArray<string>, jobs: ReadonlyArray<Job>): ReadonlyArray<string> => {
  const engine = makeEngine(at(0))
  const begun = perform(engine, makePool(engine, workers), jobs)
  engine.run()
  return begun.map(({ job, worker, from }) => `${worker} ${from} ${job.name}`)
}

const Jobs = fc
  .array(fc.record({ gap: fc.nat(6), millis: fc.nat(12), priority: fc.integer({ min: 0, max: 2 }) }), { maxLength: 30 })
  .map((drawn) => {
    let arrivesAt = 0
    return drawn.map(({ gap, millis, priority }, index) => job(`j${index}`, (arrivesAt += gap), millis, priority))
  })
const Crew = fc.integer({ min: 1, max: 4 }).map((size) => ["ann", "bob", "cem", "dee"].slice(0, size))

/** Waits of first come, first served by `count` servers. Source: Kiefer and Wolfowitz (1955), Trans. AMS 78. */
const kieferWolfowitz = (jobs: ReadonlyArray<Job>, count: number): ReadonlyArray<number> => {
  const freeAt = Array.from({ length: count }, () => 0)
  return jobs.map(({ arrivesAt, millis }) => {
    freeAt.sort((a, b) => a - b)
    const from = Math.max(arrivesAt, freeAt[0] as number)
    freeAt[0] = from + millis
    return from - arrivesAt
  })
}

const waitsOf = (jobs: ReadonlyArray<Job>, crew: ReadonlyArray<string>): ReadonlyArray<number> => {
  const engine = makeEngine(at(0))
  const begun = perform(engine, makePool(engine, crew), jobs)
  engine.run()
  return jobs.map((job) => begun.find((row) => row.job === job)?.waitMillis ?? Number.NaN)
}

describe("a pool of workers", () => {
  it("does work at once while somebody is idle, and then as they become free", () => {
    const jobs = [job("one", 0, 10), job("two", 0, 4), job("three", 1, 2)]
    assert.deepStrictEqual(shift(["ann", "bob"], jobs), ["ann 0 one", "bob 0 two", "bob 4 three"])
  })

  it("takes waiting work by priority, lower first, then by arrival", () => {
    const jobs = [job("in hand", 0, 10, 9), job("b", 1, 1, 2), job("c", 2, 1, 1), job("d", 3, 1, 1)]
    assert.deepStrictEqual(shift(["ann"], jobs), ["ann 0 in hand", "ann 10 c", "ann 11 d", "ann 12 b"])
  })

  it("gives work to whoever has been idle longest", () => {
    const jobs = [job("a", 0, 5), job("b", 0, 2), job("c", 0, 9), job("d", 6, 1), job("e", 6, 1)]
    const rows = shift(["ann", "bob", "cem"], jobs)
    assert.deepStrictEqual(rows, ["ann 0 a", "bob 0 b", "cem 0 c", "bob 6 d", "ann 6 e"])
  })

  it("does a thousand works of no duration one after the other, without nesting them", () => {
    const engine = makeEngine(at(0))
    const pool = makePool(engine, ["ann"])
    let depth = 0
    let deepest = 0
    const instant = (_worker: string, release: () => void): void => {
      deepest = Math.max(deepest, ++depth)
      release()
      depth -= 1
    }
    pool.request(0, (_worker, release) => engine.after(1, release))
    for (let index = 0; index < 1000; index++) pool.request(0, instant)
    engine.run()
    assert.deepStrictEqual([pool.waiting(), pool.stats()[0]?.jobs, deepest], [0, 1001, 1])
  })

  it("begins a work that another work asks for when that one has returned", () => {
    const engine = makeEngine(at(0))
    const pool = makePool(engine, ["ann", "bob"])
    const story: Array<string> = []
    pool.request(0, (worker) => {
      pool.request(0, (other) => story.push(`${other} helps`))
      story.push(`${worker} asks`)
    })
    assert.deepStrictEqual(story, ["ann asks", "bob helps"])
  })

  it("counts the time of work in hand and of work that waits until now", () => {
    const engine = makeEngine(at(1000))
    const pool = makePool(engine, ["ann", "bob"])
    perform(engine, pool, [job("a", 1000, 100), job("b", 1000, 30), job("c", 1010, 500), job("d", 1010, 1)])
    engine.run(at(1050))
    // b ends at 1030, when c has waited 20; d waits from 1010 on.
    assert.strictEqual(pool.waiting(), 1)
    assert.strictEqual(pool.waitMillis(), 20 + 40)
    assert.deepStrictEqual(pool.stats(), [
      { worker: "ann", busyMillis: 50, jobs: 1 },
      { worker: "bob", busyMillis: 30 + 20, jobs: 2 }
    ])
  })

  it("lets all work wait when it has no workers", () => {
    const engine = makeEngine(at(0))
    const pool = makePool(engine, [])
    perform(engine, pool, [job("a", 0, 1), job("b", 5, 1)])
    engine.run(at(10))
    assert.deepStrictEqual([pool.waiting(), pool.waitMillis(), pool.stats()], [2, 15, []])
  })

  it("refuses a second release of one work", () => {
    const engine = makeEngine(at(0))
    const pool = makePool(engine, ["ann"])
    pool.request(0, (_worker, release) => {
      release()
      assert.throws(release, /second release/)
    })
    assert.deepStrictEqual(pool.stats(), [{ worker: "ann", busyMillis: 0, jobs: 1 }])
  })

  it("has everybody wait as the Kiefer-Wolfowitz recursion says, when all priorities are equal", () => {
    fc.assert(
      fc.property(Jobs, Crew, (jobs, crew) => {
        const equal = jobs.map((job) => ({ ...job, priority: 1 }))
        assert.deepStrictEqual(waitsOf(equal, crew), kieferWolfowitz(equal, crew.length))
      })
    )
  })

  it("lets nobody wait longer for having one more colleague", () => {
    fc.assert(
      fc.property(Jobs, Crew, (jobs, crew) => {
        const equal = jobs.map((job) => ({ ...job, priority: 1 }))
        const before = waitsOf(equal, crew)
        for (const [index, wait] of waitsOf(equal, [...crew, "eva"]).entries()) {
          assert.isAtMost(wait, before[index] as number)
        }
      })
    )
  })

  it("does each work once, by one worker at a time, and begins none while a more urgent one waits", () => {
    fc.assert(
      fc.property(Jobs, Crew, (jobs, crew) => {
        const engine = makeEngine(at(0))
        const pool = makePool(engine, crew)
        const begun = perform(engine, pool, jobs)
        engine.run()
        assert.sameMembers(
          begun.map((row) => row.job),
          [...jobs]
        )
        for (const worker of crew) {
          const mine = begun.filter((row) => row.worker === worker)
          for (const [index, row] of mine.entries()) {
            const before = mine[index - 1]
            if (before !== undefined) assert.isAtLeast(row.from, before.from + before.job.millis)
          }
        }
        for (const [index, row] of begun.entries()) {
          const later = begun.slice(index + 1).map((other) => other.job)
          const urgent = later.filter((other) => other.arrivesAt < row.from && other.priority < row.job.priority)
          if (row.waitMillis > 0) assert.deepStrictEqual(urgent, [])
        }
        assert.strictEqual(
          pool.waitMillis(),
          begun.reduce((sum, row) => sum + row.waitMillis, 0)
        )
        const busyMillis = pool.stats().reduce((sum, row) => sum + row.busyMillis, 0)
        assert.strictEqual(
          busyMillis,
          jobs.reduce((sum, job) => sum + job.millis, 0)
        )
      })
    )
  })
})
