import { assert, it } from "vitest"
import type { CountEvent } from "@stowage/inventory/CountDecider"
import type { LocationId, SiteId, TaskId } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import { noCounts, noteCount, sayCounts } from "../src/report/countTally.ts"

const at = 0 as Instant
const requested: CountEvent = {
  _tag: "CountRequested",
  task: "C1" as TaskId,
  site: "WH1" as SiteId,
  location: "A1" as LocationId,
  reason: "scheduled",
  at
}
const recorded = (variances: Extract<CountEvent, { _tag: "CountRecorded" }>["variances"]): CountEvent => ({
  _tag: "CountRecorded",
  counter: "ann",
  counted: [],
  watermark: 1,
  variances,
  at
})
const off = { owner: "acme", sku: "TEA", lot: "", status: "available", quantity: 1, booked: 2 } as never

it("a location that is counted again counts once, by its last count", () => {
  const tally = noCounts()
  for (const event of [requested, recorded([off]), recorded([])]) noteCount(tally, "C1", event)
  assert.deepStrictEqual(sayCounts(tally), [
    "By rota 1 location was counted, and in 1 of them everything was as booked."
  ])
  noteCount(tally, "C1", recorded([off]))
  assert.deepStrictEqual(sayCounts(tally), [
    "By rota 1 location was counted, and in 0 of them everything was as booked."
  ])
})
