import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Result from "effect/Result"
import { afterAll, assert, describe, it } from "vitest"
import { solveBatching } from "@stowage/picking-optimisation/batching/batch"
import { readInstances } from "../bench/batchingInstances.ts"

const folder = mkdtempSync(join(tmpdir(), "instances-"))
afterAll(() => rmSync(folder, { recursive: true }))

/** Two aisles of ten cells; two orders next to the bottom of the second aisle, one at its top that fills the cart. */
const line = {
  name: "three",
  cap: 3,
  aisles: 2,
  cells: 10,
  aisleDist: 3,
  cellDist: 1,
  topToCell: 1,
  bottomToCell: 1,
  depot: [0, "bottom"],
  depotDist: 2,
  orders: [[[1, 9, 1]], [[1, 0, 3]], [[1, 9, 2]]],
  bks: { optimal: [40, true, 40], return: [40, true] }
}
const read = (text: string, policy: "optimal" | "traversal" = "optimal") => {
  const file = join(folder, "instances.jsonl")
  writeFileSync(file, text)
  return readInstances(file, 9, policy)
}

describe("a file of published batching instances", () => {
  it("counts cells from the top, articles by number, and the way to the cross-aisle besides", () => {
    const [instance] = Result.getOrThrow(read(JSON.stringify(line)))
    if (instance === undefined) return assert.fail("expected an instance")
    const { cost, plan } = Result.getOrThrow(solveBatching(instance.problem))
    assert.deepStrictEqual(
      plan.batches.map((batch) => batch.orders.map(Number)),
      [[0, 2], [1]]
    )
    assert.strictEqual(cost, 6 + 2 * 1 + 6 + 2 * 10)
    assert.deepStrictEqual([instance.besidesMm, instance.referenceMm], [4, 40])
  })

  it("has the reference of the way to walk, or none", () => {
    const [instance] = Result.getOrThrow(read(JSON.stringify(line), "traversal"))
    assert.deepStrictEqual([instance?.problem.walking, instance?.referenceMm], ["sShape", null])
  })

  it("is refused by line for what is not an instance", () => {
    assert.match(Result.getOrThrow(Result.flip(read(`${JSON.stringify(line)}\n{"name":7}`))), /line 2: /)
  })
})
