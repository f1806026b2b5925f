import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { gzipSync } from "node:zlib"
import * as Result from "effect/Result"
import { afterAll, assert, describe, it } from "vitest"
import { solveRoute } from "@stowage/picking-optimisation/routing/route"
import { type Instance, readInstances } from "../bench/routingInstances.ts"

const folder = mkdtempSync(join(tmpdir(), "instances-"))
afterAll(() => rmSync(folder, { recursive: true }))

/** Two aisles of ten cells; the picks are next to the top of the first, next to the bottom of the second. */
const line = {
  name: "two",
  aisles: 2,
  cells: 10,
  aisleDist: 3,
  cellDist: 2,
  topToCell: 1,
  bottomToCell: 5,
  depot: [0, "top"],
  depotDist: 4,
  picks: [
    [0, 0],
    [1, 9]
  ],
  opt: 54
}
const read = (bytes: string | Uint8Array, limit = 9): Result.Result<ReadonlyArray<Instance>, string> => {
  const file = join(folder, "instances.jsonl")
  writeFileSync(file, bytes)
  return readInstances(file, limit)
}

describe("a file of published instances", () => {
  it("counts cells from the top cross-aisle, which is the back of the floor", () => {
    const [instance] = Result.getOrThrow(read(gzipSync(JSON.stringify(line))))
    if (instance === undefined) return assert.fail("expected an instance")
    assert.deepStrictEqual(instance.problem.floor.crossAisleYMm, [0, 24])
    assert.deepStrictEqual(instance.problem.depot, { aisle: 0, crossAisle: 1 })
    assert.deepStrictEqual(
      instance.problem.picks.map((pick) => pick.yMm),
      [23, 5]
    )
    const { cost } = Result.getOrThrow(solveRoute(instance.problem))
    assert.strictEqual(cost + instance.besidesMm, 2 * 1 + 2 * 3 + 2 * 19 + 2 * 4)
    assert.strictEqual(cost + instance.besidesMm, instance.optimumMm)
  })

  it("is read up to the limit, empty lines left out", () => {
    const text = [line, line, line].map((each) => JSON.stringify(each)).join("\n\n")
    assert.strictEqual(Result.getOrThrow(read(text)).length, 3)
    assert.strictEqual(Result.getOrThrow(read(text, 2)).length, 2)
  })

  it("is refused by line for what is not an instance, and when it cannot be read", () => {
    const refusalOf = (bytes: string | Uint8Array) => Result.getOrThrow(Result.flip(read(bytes)))
    assert.match(refusalOf(`${JSON.stringify(line)}\n{"name":7}`), /line 2: /)
    assert.match(refusalOf(gzipSync("x".repeat(999)).subarray(0, 20)), /expected gzip to the end/)
    assert.match(Result.getOrThrow(Result.flip(readInstances(join(folder, "none"), 1))), /expected a file/)
  })
})
