import { assert, describe, it } from "vitest"
import { account, atLocation, outside } from "@stowage/kernel/Account"
import type { LocationId, OwnerId, SiteId, Sku } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import type { Commit, CommitId, EventData, StreamId } from "@stowage/runtime/Commit"
import { applyCommit, emptyWorld } from "@stowage/simulation/World"
import { busyDays, live } from "./siteDays.ts"

const commitOf = (stream: string, expected: number, ...events: ReadonlyArray<EventData>): Commit => ({
  id: `${stream}#${expected}` as CommitId,
  at: 0 as Instant,
  actor: "somebody",
  appends: [{ stream: stream as StreamId, expected, events }],
  transfers: []
})

const location = "A01-01-1" as LocationId
const requested = (task: string): Commit =>
  commitOf(`count/${task}`, 0, { _tag: "CountRequested", task, site: "MAIN", location, reason: "shortPick", at: 0 })
const closed = (task: string): Commit =>
  commitOf(`count/${task}`, 1, { _tag: "CountClosed", variances: [], by: "eve", at: 0 })

describe("a world folded from commits", () => {
  it("has a location under count until every count that was asked for there is closed, in whatever order", () => {
    for (const order of [
      ["C-1", "C-2"],
      ["C-2", "C-1"]
    ] as const) {
      const world = emptyWorld()
      for (const task of ["C-1", "C-2"]) applyCommit(world, requested(task))
      applyCommit(world, closed(order[0]))
      assert.strictEqual(world.underCount.get(location), order[1])
      applyCommit(world, closed(order[1]))
      assert.strictEqual(world.underCount.size + world.counts.size, 0)
    }
  })

  it("forgets what is over: orders, their work, their claims, waves, deliveries and counts", () => {
    const { world } = live(
      busyDays(
        { seed: 8, orders: 40, days: 2, shortPick: 0 },
        { buying: { openingDays: 30, reorderDays: 1, orderUpToDays: 1, leadDays: 1 } }
      )
    )
    const { claims, counts, fulfilmentOrders, inbound, orders, waiting, waves, workOf } = world
    const open = [claims, counts, fulfilmentOrders, inbound, orders, waiting, waves, workOf].map(({ size }) => size)
    assert.deepEqual(open, [0, 0, 0, 0, 0, 0, 0, 0])
  })

  it("throws on a commit that its own ledger refuses: nobody would have proposed it", () => {
    const units = { book: "physical", owner: "house" as OwnerId, sku: "A" as Sku } as const
    const from = account({ ...units, place: atLocation("MAIN" as SiteId, location) })
    const to = account({ ...units, place: outside("customer", "C-1") })
    const impossible = {
      ...commitOf("note/1", 0, { _tag: "Noted" }),
      transfers: [{ _tag: "Post", from, to, quantity: 1 } as const]
    }
    assert.throws(() => applyCommit(emptyWorld(), impossible), /Commit note\/1#0: /)
  })
})
