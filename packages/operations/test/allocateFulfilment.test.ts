import { assert, describe, it } from "vitest"
import { inUnit } from "@stowage/kernel/Account"
import { fifo } from "@stowage/inventory/AllocationStrategy"
import { allocateFulfilment, toteOf } from "@stowage/operations/allocateFulfilment"
import { openYard, type OpenYard } from "./openYard.ts"
import {
  allocated,
  countAsked,
  line,
  location,
  placed,
  promised,
  putawayPlan,
  received,
  released,
  time
} from "./words.ts"
import { dock, mug, mugFace, mugReserve, pot, site, tea, teaFace, teaReserve, terms } from "./yard.ts"

const released1 = (yard: OpenYard, drawing: string): void => {
  yard.act(placed("web-1", drawing))
  yard.act(promised(yard, "web-1", "p1"))
  yard.act(released(yard, "web-1"))
}
const tasks = (yard: OpenYard) =>
  yard.records.fulfilmentOrder
    .get("web-1.1")
    .tasks.map(({ line, location, lot, quantity, task }) => [task, line, location, lot, quantity].join(" "))
const whyShort = (yard: OpenYard): ReadonlyArray<string> => {
  const handoff = allocated(yard, "web-1.1")
  return (handoff?.commands ?? []).flatMap(({ command }) =>
    command._tag === "AllocateLines" ? command.short.map(({ quantity, why }) => `${quantity}: ${why}`) : []
  )
}

describe("allocating a fulfilment order", () => {
  it("claims stock of every line for a task of its own, into the order's tote", () => {
    const yard = openYard()
    yard.stocked(tea, 5, teaFace)
    yard.stocked(mug, 5, mugFace)
    released1(yard, "2xTEA 3xMUG")
    yard.act(allocated(yard, "web-1.1"))
    assert.deepStrictEqual(tasks(yard), ["web-1.1.1 L1 A01-01-1 L6 2", "web-1.1.2 L2 A01-02-1  3"])
    const inTote = yard.balances().filter(({ account }) => account.endsWith(inUnit(site, toteOf("web-1.1"))))
    assert.deepStrictEqual(
      inTote.map(({ pendingIn, posted }) => [posted, pendingIn]),
      [
        [0, 3],
        [0, 2]
      ]
    )
  })

  it("takes from the nearest place of one age and goes on to the next when that runs out", () => {
    const yard = openYard()
    yard.stocked(mug, 2, mugReserve)
    yard.stocked(mug, 2, mugFace)
    released1(yard, "3xMUG")
    yard.act(allocated(yard, "web-1.1"))
    assert.deepStrictEqual(tasks(yard), ["web-1.1.1 L1 A01-02-1  2", "web-1.1.2 L1 A02-02-2  1"])
  })

  it("takes first what expires first, however far it is", () => {
    const yard = openYard()
    yard.stocked(tea, 2, teaFace, { lot: "L9", expiresOn: "2026-09-30" })
    yard.stocked(tea, 2, teaReserve, { lot: "L4", expiresOn: "2026-04-30" })
    released1(yard, "3xTEA")
    yard.act(allocated(yard, "web-1.1"))
    assert.deepStrictEqual(tasks(yard), ["web-1.1.1 L1 A01-01-2 L4 2", "web-1.1.2 L1 A01-01-1 L9 1"])
  })

  it("takes first what came in first under FIFO", () => {
    const yard = openYard()
    yard.act(received(yard, "a1", tea, 2, { lot: "L9", expiresOn: "2026-09-30" }, 10))
    yard.act(received(yard, "a2", tea, 2, { lot: "L4", expiresOn: "2026-04-30" }, 20))
    released1(yard, "3xTEA")
    const order = yard.records.fulfilmentOrder.get("web-1.1")
    yard.act(allocateFulfilment(order, yard.stock, { ...terms, strategyFor: () => fifo }, time(30)))
    assert.deepStrictEqual(tasks(yard), ["web-1.1.1 L1 DOCK-1 L9 2", "web-1.1.2 L1 DOCK-1 L4 1"])
  })

  it("lets two lines of one SKU draw on the same stock one after the other", () => {
    const yard = openYard()
    yard.stocked(mug, 2, mugFace)
    yard.stocked(mug, 2, mugReserve)
    released1(yard, "2xMUG 2xMUG")
    yard.act(allocated(yard, "web-1.1"))
    assert.deepStrictEqual(tasks(yard), ["web-1.1.1 L1 A01-02-1  2", "web-1.1.2 L2 A02-02-2  2"])
  })

  it("gives no expired lot and none that would not keep, and says which and why", () => {
    const yard = openYard()
    yard.stocked(tea, 2, teaFace, { lot: "L2", expiresOn: "2026-02-03" })
    yard.stocked(tea, 2, teaReserve, { lot: "L1", expiresOn: "2026-01-05" })
    released1(yard, "4xTEA")
    assert.deepStrictEqual(whyShort(yard), [
      "4: not A01-01-2 lot L1: expires on 2026-01-05, and must keep until 2026-02-04; " +
        "not A01-01-1 lot L2: expires on 2026-02-03, and must keep until 2026-02-04; " +
        "4 × TEA short: no other stock may be given"
    ])
    const order = yard.records.fulfilmentOrder.get("web-1.1")
    const later = allocateFulfilment(
      order,
      yard.stock,
      { ...terms, today: "2026-01-06" as typeof terms.today },
      time(0)
    )
    assert.include(JSON.stringify(later), "not A01-01-2 lot L1: expired on 2026-01-05")
    yard.act(allocated(yard, "web-1.1"))
    assert.deepStrictEqual(yard.records.fulfilmentOrder.get("web-1.1").short, [{ line: line("L1"), quantity: 4 }])
    assert.deepStrictEqual(tasks(yard), [])
  })

  it("passes over a location under count, stock that others have claimed, and what is not for sale", () => {
    const yard = openYard()
    yard.stocked(mug, 2, mugFace)
    yard.stocked(mug, 2, mugReserve)
    yard.act(received(yard, "bad", mug, 2, { status: "quarantine" }))
    yard.ordered("other", "1xMUG")
    yard.act(countAsked("c1", mugReserve))
    released1(yard, "3xMUG")
    yard.act(allocated(yard, "web-1.1"))
    assert.deepStrictEqual(tasks(yard), ["web-1.1.1 L1 A01-02-1  1"])
    assert.deepStrictEqual(yard.records.fulfilmentOrder.get("web-1.1").short, [{ line: line("L1"), quantity: 2 }])
    assert.include(whyShort(yard).join(), "not A02-02-2: under count (c1)")
  })

  it("says six reasons at the most, and how many more there are", () => {
    const yard = openYard()
    for (const of of ["A01-01-1", "A01-01-2", "A01-02-1", "A01-02-2", "A02-01-1", "A02-01-2", "A02-02-1"]) {
      yard.stocked(mug, 1, location(of))
    }
    released1(yard, "1xMUG")
    const [step] = allocated(yard, "web-1.1")?.commands ?? []
    const command = step?.command
    const why = (command?._tag === "AllocateLines" ? command.tasks[0]?.why : undefined) ?? []
    assert.lengthOf(why, 7)
    assert.strictEqual(why[0], "1 × MUG from A01-01-1 (FIFO)")
    assert.strictEqual(why[6], "and 1 more")
  })

  it("goes on from the tasks there are when it is asked again, for what is still missing only", () => {
    const yard = openYard()
    yard.stocked(mug, 2, mugFace)
    released1(yard, "2xMUG")
    yard.act(countAsked("c1", mugFace))
    yard.act(allocated(yard, "web-1.1"))
    yard.stocked(mug, 1, mugReserve)
    yard.act(allocated(yard, "web-1.1"))
    assert.deepStrictEqual(tasks(yard), ["web-1.1.1 L1 A02-02-2  1"])
    yard.stocked(mug, 3, mugReserve)
    yard.act(allocated(yard, "web-1.1"))
    assert.deepStrictEqual(tasks(yard), ["web-1.1.1 L1 A02-02-2  1", "web-1.1.2 L1 A02-02-2  1"])
    assert.isUndefined(allocated(yard, "web-1.1"))
  })

  it("has nothing to allocate for work that was never opened", () => {
    assert.isUndefined(allocated(openYard(), "nowhere"))
  })

  it("gives each of two orders other units, and of two answers worked out at once for one unit the ledger takes one", () => {
    const yard = openYard()
    yard.stocked(mug, 2, dock)
    yard.ordered("web-2", "1xMUG")
    released1(yard, "1xMUG")
    yard.act(allocated(yard, "web-1.1"))
    assert.strictEqual(yard.stock.physical(mug)[0]?.pendingOut, 2)
    const pots = openYard()
    pots.stocked(pot, 1, dock)
    released1(pots, "1xPOT")
    const answer = allocated(pots, "web-1.1")
    pots.act(answer)
    const other = answer?.transfers.map((one) =>
      one._tag === "Pend" ? { ...one, id: `${one.id}x` as typeof one.id } : one
    )
    assert.match(pots.refusal({ commands: [], transfers: other ?? [] }), /at:WH1\/DOCK-1 has 0 available/)
    pots.again(answer)
  })

  it("passes over a place that only awaits units, without a word", () => {
    const yard = openYard()
    yard.act(received(yard, "asn", mug, 2))
    yard.act(putawayPlan(yard, "asn", "put-1", mug, 1, mugFace))
    released1(yard, "2xMUG")
    assert.deepStrictEqual(whyShort(yard), [
      "1: 1 × MUG from DOCK-1 (FIFO); 1 × MUG short: no other stock may be given"
    ])
  })
})
