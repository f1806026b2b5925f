import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import type { Instant } from "@stowage/kernel/Instant"
import { random } from "@stowage/kernel/Random"
import { makeEngine } from "@stowage/simulation/engine"

const at = (millis: number): Instant => millis as Instant

/** Runs and tells, in order, what was noted at which time. */
const told = (
  start: number,
  schedule: (engine: ReturnType<typeof makeEngine>, note: (word: string) => void) => void
) => {
  const engine = makeEngine(at(start))
  const story: Array<string> = []
  schedule(engine, (word) => story.push(`${engine.now()} ${word}`))
  engine.run()
  return story
}

describe("the engine", () => {
  it("runs actions in order of time, and those of one instant in the order they were scheduled", () => {
    const story = told(100, (engine, note) => {
      engine.at(at(300), () => note("third"))
      engine.at(at(200), () => note("first"))
      engine.at(at(200), () => note("second"))
    })
    assert.deepStrictEqual(story, ["200 first", "200 second", "300 third"])
  })

  it("runs what an action schedules for its own instant in that instant, after what was there before", () => {
    const story = told(0, (engine, note) => {
      engine.at(at(5), () => engine.after(0, () => note("scheduled last")))
      engine.at(at(5), () => note("scheduled first"))
    })
    assert.deepStrictEqual(story, ["5 scheduled first", "5 scheduled last"])
  })

  it("rounds a duration to whole milliseconds", () => {
    const story = told(10, (engine, note) => {
      engine.after(1.5, () => note("up"))
      engine.after(1.4, () => note("down"))
      engine.after(-0.4, () => note("now"))
    })
    assert.deepStrictEqual(story, ["10 now", "11 down", "12 up"])
  })

  it("refuses a time before now, saying both", () => {
    const engine = makeEngine(at(100))
    assert.throws(() => engine.at(at(99), () => undefined), RangeError, "not before now (100), got 99")
    assert.throws(() => engine.after(-1, () => undefined), RangeError, "got 99")
    assert.throws(() => engine.run(at(99)), RangeError, "got 99")
    assert.strictEqual(engine.pending(), 0)
  })

  it("refuses a time that is not a whole number of milliseconds", () => {
    const engine = makeEngine(at(0))
    for (const time of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
      assert.throws(() => engine.at(at(time), () => undefined), RangeError, `got ${time}`)
    }
    assert.throws(() => engine.after(Number.NaN, () => undefined), RangeError)
  })

  it("runs up to and including the time asked for, and goes on from there", () => {
    const engine = makeEngine(at(0))
    const ran: Array<number> = []
    for (const time of [10, 20, 21]) engine.at(at(time), () => ran.push(time))
    engine.run(at(20))
    assert.deepStrictEqual([ran, engine.now(), engine.pending()], [[10, 20], 20, 1])
    engine.run(at(20))
    assert.deepStrictEqual(ran, [10, 20])
    engine.run(at(50))
    assert.deepStrictEqual([ran, engine.now(), engine.pending()], [[10, 20, 21], 50, 0])
  })

  it("stands at its start when nothing is scheduled, and after a whole run at the last action's time", () => {
    const engine = makeEngine(at(7))
    engine.run()
    assert.strictEqual(engine.now(), 7)
    engine.at(at(9), () => undefined)
    engine.run()
    assert.strictEqual(engine.now(), 9)
  })

  it("refuses to be run by one of its own actions", () => {
    const engine = makeEngine(at(0))
    engine.at(at(1), () => engine.run())
    assert.throws(() => engine.run(), /one run at a time/)
  })

  it("passes on what an action throws, and can then go on with the others", () => {
    const engine = makeEngine(at(0))
    const ran: Array<string> = []
    engine.at(at(1), () => {
      throw new Error("the conveyor broke")
    })
    engine.at(at(1), () => ran.push("the rest"))
    assert.throws(() => engine.run(), "the conveyor broke")
    assert.deepStrictEqual([engine.now(), engine.pending()], [1, 1])
    engine.run()
    assert.deepStrictEqual(ran, ["the rest"])
  })

  it("tells the same story twice, in one run or in many, whatever chance schedules", () => {
    const story = (seed: number, stops: ReadonlyArray<number>) => {
      const engine = makeEngine(at(0))
      const chance = random(seed)
      const lines: Array<string> = []
      const branch = (name: string): void => {
        lines.push(`${engine.now()} ${name}`)
        if (engine.now() >= 60) return
        for (let child = chance.int(3); child > 0; child--)
          engine.after(chance.int(20), () => branch(`${name}.${child}`))
      }
      for (const root of ["a", "b", "c"]) engine.after(chance.int(5), () => branch(root))
      for (const stop of stops) engine.run(at(stop))
      engine.run()
      return lines
    }
    fc.assert(
      fc.property(fc.nat(), fc.array(fc.nat(100)), (seed, stops) => {
        const inOne = story(seed, [])
        assert.deepStrictEqual(
          story(
            seed,
            stops.sort((a, b) => a - b)
          ),
          inOne
        )
        const times = inOne.map((line) => Number.parseInt(line, 10))
        assert.deepStrictEqual(
          times,
          [...times].sort((a, b) => a - b)
        )
      }),
      { numRuns: 50 }
    )
  })
})
