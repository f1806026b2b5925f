import { assert, describe, it } from "vitest"
import type { AsnId } from "@stowage/kernel/Ids"
import { choosePutaway, confirmPutaway, type PutawayChoice } from "@stowage/operations/directPutaway"
import { openYard, type OpenYard } from "./openYard.ts"
import {
  allocated,
  dockStock,
  location,
  lot,
  placed,
  promised,
  putawayPlan,
  received,
  released,
  task,
  time
} from "./words.ts"
import { dock, mug, mugFace, mugReserve, pot, tea, teaFace, teaReserve } from "./yard.ts"

const choices = (yard: OpenYard, units: number, sku = tea, of = "L6") =>
  choosePutaway(dockStock(sku, lot(of), units), { faces: [teaFace], reserves: [teaReserve, mugReserve] }, yard.stock)
const where = (plan: ReturnType<typeof choices>) => plan.choices.map(({ quantity, to }) => `${quantity} ${to}`)

describe("choosing where to put away", () => {
  it("fills the pick face first, then the reserves in the order given, each as far as it has room", () => {
    const plan = choices(openYard(), 55)
    assert.deepStrictEqual(where(plan), ["10 A01-01-1", "40 A01-01-2", "5 A02-02-2"])
    assert.strictEqual(plan.left, 0)
    assert.deepStrictEqual(plan.choices[0]?.why, ["A01-01-1 is the SKU's pick face, with room for 10 units"])
    assert.deepStrictEqual(plan.choices[1]?.why, ["A01-01-2 is the nearest reserve with room, with room for 40 units"])
  })

  it("passes over a full location and says so", () => {
    const yard = openYard()
    yard.stocked(tea, 10, teaFace)
    assert.deepStrictEqual(choices(yard, 2).choices, [
      {
        to: teaReserve,
        quantity: 2,
        why: [
          "A01-01-2 is the nearest reserve with room, with room for 40 units",
          "not A01-01-1: no room for one more unit"
        ]
      }
    ])
  })

  it("counts the room of a putaway that is planned and not yet done", () => {
    const yard = openYard()
    yard.act(received(yard, "asn", tea, 12))
    yard.act(putawayPlan(yard, "asn", "p1", tea, 8, teaFace, "L6"))
    assert.deepStrictEqual(where(choices(yard, 4)), ["2 A01-01-1", "2 A01-01-2"])
  })

  it("goes by mass where that runs out before volume", () => {
    assert.deepStrictEqual(where(choices(openYard(), 12, mug, "")), ["11 A01-01-1", "1 A01-01-2"])
  })

  it("says how many units find no place: asked = chosen + left", () => {
    const yard = openYard()
    const plan = choices(yard, 9, pot, "")
    assert.deepStrictEqual(where(plan), ["3 A01-01-2", "3 A02-02-2"])
    assert.strictEqual(plan.left, 3)
    const nowhere = choosePutaway(dockStock(pot, "", 1), { faces: [teaFace], reserves: [] }, yard.stock)
    assert.deepStrictEqual(nowhere, { choices: [], left: 1 })
  })

  it("gives at most three reasons against the places before", () => {
    const faces = ["A01-01-1", "A01-02-1", "A02-01-1", "A02-02-1"].map(location)
    const plan = choosePutaway(dockStock(pot, "", 1), { faces, reserves: [teaReserve] }, openYard().stock)
    assert.lengthOf(plan.choices[0]?.why ?? [], 4)
  })

  it("has no room at a location that was never granted any", () => {
    const plan = choosePutaway(dockStock(tea, "", 1), { faces: [location("Z99")], reserves: [] }, openYard().stock)
    assert.strictEqual(plan.left, 1)
  })
})

describe("putting away", () => {
  const arrived = (units: number): OpenYard => {
    const yard = openYard()
    yard.act(received(yard, "asn", mug, units))
    return yard
  }
  const choice = (quantity: number): PutawayChoice => ({ to: mugFace, quantity, why: ["there is room"] })
  const done = (quantity: number) =>
    confirmPutaway("asn" as AsnId, task("p1"), dockStock(mug, "", quantity), choice(quantity), "ann", time(0))

  it("claims the units and the room until it is done, then moves both", () => {
    const yard = arrived(5)
    yard.act(putawayPlan(yard, "asn", "p1", mug, 4, mugFace))
    assert.strictEqual(yard.stock.room(mugFace).volumeMm3, 8_000_000)
    assert.deepStrictEqual([yard.units(mug, dock), yard.units(mug, mugFace)], [5, 0])
    yard.act(done(4))
    assert.deepStrictEqual([yard.units(mug, dock), yard.units(mug, mugFace)], [1, 4])
    assert.deepStrictEqual(yard.stock.room(mugFace), { volumeMm3: 8_000_000, massGrams: 6_400 })
    assert.deepStrictEqual([...yard.ledger.openPendings()], [])
    assert.strictEqual(yard.stock.promises(mug).free, 5)
  })

  it("keeps its units from pickers meanwhile", () => {
    const yard = arrived(5)
    yard.act(putawayPlan(yard, "asn", "p1", mug, 4, mugFace))
    yard.act(placed("web-1", "3xMUG"))
    yard.act(promised(yard, "web-1", "p1"))
    yard.act(released(yard, "web-1"))
    yard.act(allocated(yard, "web-1.1"))
    const { short, tasks } = yard.records.fulfilmentOrder.get("web-1.1")
    assert.deepStrictEqual([tasks.map(({ quantity }) => quantity), short[0]?.quantity], [[1], 2])
  })

  it("is refused for a location over capacity, naming the room left, and nothing is planned", () => {
    const yard = arrived(30)
    assert.match(
      yard.refusal(putawayPlan(yard, "asn", "p1", mug, 12, mugFace)),
      /~massGrams\|.*A01-02-1 has 10000 available; this commit asks for 10800\./
    )
    assert.deepStrictEqual(yard.records.inboundShipment.get("asn").putaways, [])
  })

  it("is refused for more than was received, and for units that a picker has claimed", () => {
    const yard = arrived(3)
    assert.strictEqual(
      yard.refusal(putawayPlan(yard, "asn", "p1", mug, 4, mugFace)),
      "3 units of MUG want a place; got a putaway of 4."
    )
    yard.ordered("web-1", "1xMUG")
    assert.match(
      yard.refusal(putawayPlan(yard, "asn", "p1", mug, 3, mugFace)),
      /at:WH1\/DOCK-1 has 2 available; this commit asks for 3\./
    )
  })

  it("is planned once and done once, however often it is said", () => {
    const yard = arrived(4)
    const planned = putawayPlan(yard, "asn", "p1", mug, 4, mugFace)
    yard.act(planned)
    yard.again(planned)
    yard.act(done(4))
    yard.again(done(4))
    assert.strictEqual(yard.units(mug, mugFace), 4)
  })
})
