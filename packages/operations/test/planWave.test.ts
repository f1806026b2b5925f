import * as Result from "effect/Result"
import { assert, describe, it } from "vitest"
import { layout } from "@stowage/layout/draw"
import { type WaveTerms, planTours } from "@stowage/operations/planWave"
import { openYard, type OpenYard } from "./openYard.ts"
import { waved, waveTerms } from "./words.ts"
import { mug, mugFace, pot, tea, teaFace, teaReserve } from "./yard.ts"

const stocked = (): OpenYard => {
  const yard = openYard()
  yard.stocked(tea, 9, teaFace)
  yard.stocked(mug, 9, mugFace)
  yard.stocked(pot, 3, teaReserve)
  return yard
}
const toursOf = (yard: OpenYard, work: ReadonlyArray<string>, terms: Partial<WaveTerms> = {}) =>
  Result.getOrThrow(
    planTours(
      "W1",
      work.map((id) => yard.records.fulfilmentOrder.get(id)),
      { ...waveTerms, ...terms }
    )
  )
const tasksIn = (tours: ReturnType<typeof toursOf>) => tours.map(({ tour }) => tour.tasks.join(" "))

describe("planning a wave", () => {
  it("batches orders into one walk and gives each its own tote", () => {
    const yard = stocked()
    yard.ordered("web-1", "1xTEA 1xMUG")
    yard.ordered("web-2", "2xTEA")
    const [only, ...others] = toursOf(yard, ["web-1.1", "web-2.1"])
    assert.lengthOf(others, 0)
    assert.sameMembers([...(only?.tour.tasks ?? [])], ["web-1.1.1", "web-1.1.2", "web-2.1.1"])
    assert.deepStrictEqual(
      only?.tour.totes.map(({ order, tote }) => `${order} ${tote}`),
      ["web-1.1 TOTE-web-1.1", "web-2.1 TOTE-web-2.1"]
    )
    assert.strictEqual(only?.tour.id, "W1.1")
    assert.match(only?.tour.why.join() ?? "", /^2 orders in one walk of \d+ m; one by one they are \d+ m,saves \d+ m$/)
  })

  it("says where along the walk each task is, in walking order, and walks the shortest way", () => {
    const yard = stocked()
    yard.ordered("web-1", "1xMUG 1xTEA")
    const [planned] = toursOf(yard, ["web-1.1"])
    const stops = planned?.stops ?? []
    assert.deepStrictEqual(
      stops.flatMap(({ tasks }) => tasks.map(({ task }) => task)),
      [...(planned?.tour.tasks ?? [])]
    )
    assert.sameMembers(
      stops.map(({ location }) => location),
      [teaFace, mugFace]
    )
    assert.isTrue(stops.every(({ walkedMm }, index) => index === 0 || walkedMm >= (stops[index - 1]?.walkedMm ?? 0)))
    assert.strictEqual(planned?.tour.walkMm, planned?.tour.boundMm)
    assert.match(planned?.tour.why[0] ?? "", /^walked alone: \d+ m$/)
  })

  it("puts the shortest walk beside a longer one by another rule", () => {
    const yard = stocked()
    yard.ordered("web-1", "1xTEA 1xPOT")
    const [planned] = toursOf(yard, ["web-1.1"], { routing: "sShape" })
    assert.isAtLeast(planned?.tour.walkMm ?? 0, planned?.tour.boundMm ?? 0)
    assert.sameMembers([...(planned?.tour.tasks ?? [])], ["web-1.1.1", "web-1.1.2"])
  })

  it("walks every order alone when told to, and no more totes than the cart takes", () => {
    const yard = stocked()
    for (const id of ["web-1", "web-2", "web-3"]) yard.ordered(id, "1xTEA")
    const work = ["web-1.1", "web-2.1", "web-3.1"]
    assert.lengthOf(toursOf(yard, work), 2)
    assert.lengthOf(toursOf(yard, work, { batching: "singleOrders" }), 3)
  })

  it("cuts an order between tasks when it is more than a cart takes, all tasks in exactly one tour", () => {
    const yard = stocked()
    yard.ordered("web-1", "1xTEA 2xMUG 1xPOT")
    const limits: ReadonlyArray<WaveTerms["cart"]> = [{ lines: 1 }, { volumeMm3: 1_000_000 }, { massGrams: 1_800 }]
    for (const cart of limits) {
      const tasks = tasksIn(toursOf(yard, ["web-1.1"], { cart }))
      assert.deepStrictEqual(tasks.toSorted(), ["web-1.1.1", "web-1.1.2", "web-1.1.3"], JSON.stringify(cart))
    }
  })

  it("lets a task that alone is over the cart's limit go as a walk of its own", () => {
    const yard = stocked()
    yard.ordered("web-1", "3xPOT")
    assert.deepStrictEqual(tasksIn(toursOf(yard, ["web-1.1"], { cart: { volumeMm3: 5, massGrams: 5 } })), ["web-1.1.1"])
  })

  it("makes no tours of no orders, of work not allocated, and of work already picked", () => {
    const yard = stocked()
    assert.deepStrictEqual(toursOf(yard, []), [])
    assert.deepStrictEqual(toursOf(yard, ["unknown"]), [])
  })

  it("is recorded with its orders, which are released to it", () => {
    const yard = stocked()
    yard.ordered("web-1", "1xTEA")
    yard.act(waved(yard, "W1", ["web-1.1"]))
    assert.strictEqual(yard.records.wave.get("W1").status, "Released")
    const { status, wave } = yard.records.fulfilmentOrder.get("web-1.1")
    assert.deepStrictEqual(`${status} to ${wave}`, "Released to W1")
  })

  it("is refused on a floor that has no aisles to walk by, naming what it got", () => {
    const yard = stocked()
    yard.ordered("web-1", "1xTEA")
    const drawn = planTours("W1", [yard.records.fulfilmentOrder.get("web-1.1")], {
      ...waveTerms,
      layout: layout("A1.B1/..D..")
    })
    assert.deepStrictEqual(drawn, Result.fail("Waves are planned on rectangular floors; got FloorNotRectangular"))
  })

  it("is refused for a cart that takes nothing, in words", () => {
    const yard = stocked()
    yard.ordered("web-1", "1xTEA")
    const planned = planTours("W1", [yard.records.fulfilmentOrder.get("web-1.1")], { ...waveTerms, cart: { totes: 0 } })
    assert.deepStrictEqual(planned, Result.fail("the cart's limit of totes: expected more than 0, got 0"))
  })
})
