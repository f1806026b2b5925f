import { assert, describe, it } from "vitest"
import { scripts, searchCrashes } from "./exhaustive.ts"
import { plantedBugs, sound, soundWithFewHashes } from "./plantedBugs.ts"
import { occurrences, runPlanted } from "./plantBug.ts"
import { runSeed } from "./schedule.ts"
import { huntBugs, tortureSeeds } from "./torture.ts"

const minutes = 60_000

describe("the simulated world", () => {
  it("is the same again for the same seed, and another for another", () => {
    const hashes = new Set<number>()
    for (let seed = 0; seed < 100; seed++) {
      const { hash } = runSeed(seed)
      assert.strictEqual(runSeed(seed, true).hash, hash, `seed ${seed}`)
      hashes.add(hash)
    }
    assert.strictEqual(hashes.size, 100)
  })

  it(
    "finds nothing in ten thousand schedules",
    async () => {
      const failed = await tortureSeeds(0, 10_000, () => undefined, 2500)
      assert.deepStrictEqual(
        failed.map(({ found }) => found && { replay: `pnpm torture --replay ${found.seed}`, ...found }),
        []
      )
    },
    5 * minutes
  )

  for (const script of scripts) {
    it(
      `comes to a good end wherever one or two processes crash: ${script.name}`,
      () => {
        const { faults, runs, steps } = searchCrashes(script, 8)
        assert.isAbove(runs, (steps * steps) / 5)
        assert.deepStrictEqual(faults.slice(0, 3), [])
      },
      2 * minutes
    )
  }
})

describe("the simulation", () => {
  it("has every bug planted where the sources still are", () => {
    const lost = plantedBugs.filter(({ replacements }) => replacements.some((one) => occurrences(one) !== 1))
    assert.deepStrictEqual(
      lost.map(({ name }) => name),
      []
    )
    assert.isAtLeast(plantedBugs.length, 75)
  })

  it(
    "finds nothing when nothing is planted",
    async () => assert.strictEqual((await runPlanted(sound, 20_000, 1500)).found, undefined),
    2 * minutes
  )

  it(
    "finds nothing when many names have the same hash",
    async () => assert.strictEqual((await runPlanted(soundWithFewHashes, 30_000, 1500)).found, undefined),
    2 * minutes
  )

  it(
    "finds every planted bug",
    async () => {
      const counts: Array<string> = []
      const hunted = await huntBugs(10_000, ({ bug, report }) => counts.push(`${report.ran}: ${bug.name}`))
      console.log(`schedules until each bug was found\n${counts.join("\n")}`)
      const missed = hunted.filter(({ report }) => report.found === undefined)
      assert.deepStrictEqual(
        missed.map(({ bug }) => bug.name),
        []
      )
    },
    10 * minutes
  )
})
