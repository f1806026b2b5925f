import { assert, describe, it } from "vitest"
import { catalog } from "@stowage/catalog/drawCatalog"
import { accountParts } from "@stowage/kernel/Account"
import type { Sku } from "@stowage/kernel/Ids"
import type { RecordedCommit } from "@stowage/runtime/Commit"
import type { Scenario } from "@stowage/simulation/Scenario"
import { brokenLaws, workOf } from "./lawsOfDays.ts"
import { at, dayAfter, layoutOf, type Lived, live, placed, scenario, told } from "./siteDays.ts"

interface AnnouncedLine {
  readonly sku: string
  readonly quantity: number
}

/** `A 24, B 8` by delivery. */
const announced = (commits: ReadonlyArray<RecordedCommit>) =>
  Object.fromEntries(
    told(commits, "ShipmentAnnounced").map(({ event }) => [
      String(event["asn"]),
      (event["lines"] as ReadonlyArray<AnnouncedLine>).map(({ quantity, sku }) => `${sku} ${quantity}`).join(", ")
    ])
  )

/** What stands where, `A01-01-1: 24 A`; the physical book. */
const onHand = ({ world }: Lived): ReadonlyArray<string> =>
  world.index
    .select({ book: "physical" })
    .map(({ account, posted }) => ({ ...accountParts(account), posted }))
    .filter(({ place }) => place.startsWith("at:"))
    .map(({ place, posted, sku }) => `${place.slice(place.indexOf("/") + 1)}: ${posted} ${sku}`)
    .toSorted()

const faceOf = ({ world }: Lived, sku: string) => world.faces.get(sku as Sku)

/** The reserve location nearest to the faces of C: no walk from there, and the first of its kind by name. */
const nearestReserve = "A01-01-3"

// Demand is 10 units a day and usual lines are of 4: opening stock is 6 × 10 + 4, the reorder level 3 × 10 + 4, and
// orders fill up to 4 × 10 beyond that. A comes in cases of six.
describe("buying", () => {
  it("opens with the demand of the opening days and a usual line, in whole cases", () => {
    const { commits } = live(scenario([]))
    assert.deepEqual(announced(commits), { "OPENING-1": "A 66, B 64, C 64" })
  })

  it("orders nothing while the position is at the level, and up to the upper level once it is below", () => {
    const takes = (units: number) => live(scenario([placed("O-1", `${units}×B`, at("08:00"))])).commits
    assert.deepEqual(announced(takes(30)), { "OPENING-1": "A 66, B 64, C 64" })
    assert.deepEqual(announced(takes(31)), { "OPENING-1": "A 66, B 64, C 64", "ASN-2025-03-03": "B 41" })
  })

  it("counts what waits for stock, and orders in whole cases", () => {
    const { commits } = live(scenario([placed("O-1", "80×A", at("08:00"))]))
    // 66 are there, 14 wait: 14 + 34 + 40 is 88, in cases 90.
    assert.strictEqual(announced(commits)["ASN-2025-03-03"], "A 90")
  })

  it("counts what is on its way: it orders the same shortage once", () => {
    const days = scenario([placed("O-1", "31×B", at("08:00"))], { lastDay: dayAfter(1) })
    assert.sameMembers(Object.keys(announced(live(days).commits)), ["OPENING-1", "ASN-2025-03-03"])
  })

  it("happens on working days only, for the working day after the lead time at opening", () => {
    const friday: Partial<Scenario> = { firstDay: dayAfter(4), lastDay: dayAfter(8) }
    const { commits } = live(scenario([placed("O-1", "40×B", at("08:00", 4))], friday))
    assert.sameMembers(Object.keys(announced(commits)), ["OPENING-1", "ASN-2025-03-07"])
    const [, friday2] = told(commits, "ShipmentAnnounced")
    assert.strictEqual(friday2?.event["dueAt"], at("06:00", 8))
    const onSaturday = live(
      scenario([placed("O-1", "40×B", at("08:00", 5))], { firstDay: dayAfter(5), lastDay: dayAfter(6) })
    )
    assert.sameMembers(Object.keys(announced(onSaturday.commits)), ["OPENING-1"])
  })
})

describe("a delivery", () => {
  const days = scenario([placed("O-1", "60×B", at("08:00"))], { lastDay: dayAfter(2) })
  const lived = live(days)
  const { commits } = lived

  it("comes when it is due, is received in full, put away and closed", () => {
    const arrived = told(commits, "ShipmentArrived").map(({ commit, event }) => [event["asn"], commit.at])
    assert.deepEqual(arrived.at(-1), ["ASN-2025-03-03", at("06:00", 2)])
    const received = told(commits, "LineReceived").filter(({ stream }) => stream.endsWith("ASN-2025-03-03"))
    assert.deepEqual(
      received.map(({ event }) => [event["sku"], event["quantity"], event["discrepancy"]]),
      [["B", 70, undefined]]
    )
    const closed = told(commits, "ReceiptClosed").filter(({ stream }) => stream.endsWith("ASN-2025-03-03"))
    assert.deepEqual(
      closed.map(({ event }) => event["discrepancies"]),
      [[]]
    )
    assert.strictEqual(lived.world.inbound.size, 0)
    assert.deepEqual(brokenLaws(lived), [])
  })

  it("is unloaded and carried by handlers, who take their time for it", () => {
    const work = workOf(lived).filter(({ kind }) => kind === "receive" || kind === "putaway")
    assert.deepEqual(
      work.map(({ kind }) => kind),
      ["receive", "putaway"]
    )
    for (const { finishedAt, startedAt, walkMm, worker } of work) {
      assert.match(worker, /^handler \d$/)
      assert.strictEqual(finishedAt - startedAt, 60_000 + walkMm)
    }
  })

  it("goes to the SKU's own face first, and what does not fit to reserve", () => {
    // A face takes 720 litres and 250 kg, C is 18 litres and 2 kg: 40 of the 64 go in, and 24 to reserve.
    const stood = onHand(lived).filter((line) => line.endsWith(" C"))
    assert.deepEqual(stood, [`${faceOf(lived, "C")}: 40 C`, `${nearestReserve}: 24 C`].toSorted())
  })

  it("brings a lot with an expiry of its own for a SKU that expires", () => {
    const goods = catalog("A expires:20 backorder; B backorder")
    const { commits } = live(scenario([], { catalog: goods }))
    const lots = told(commits, "LineReceived").map(({ event }) => [
      event["sku"],
      event["lot"],
      typeof event["expiresOn"]
    ])
    assert.deepEqual(lots, [
      ["A", "L-OPENING-1", "string"],
      ["B", undefined, "undefined"]
    ])
  })

  it("that nothing has room for stays on the dock, and nothing is lost", () => {
    const oneLitre = { volumeMm3: 10_000_000, massGrams: 10_000 }
    const tight = live(
      scenario([], {
        layout: layoutOf({ aisles: 1, baysPerSide: 1, pickFace: oneLitre, reserve: oneLitre, levels: 3 }),
        catalog: catalog("A; B")
      })
    )
    const units = onHand(tight).reduce((sum, line) => sum + Number(line.split(" ")[1]), 0)
    assert.strictEqual(units, 128)
    assert.include(onHand(tight).join(), "DOCK-1")
    assert.deepEqual(brokenLaws(tight), [])
  })
})

describe("the night shift", () => {
  const run = (units: number) => live(scenario([placed("O-1", `${units}×C`, at("08:00"), { shipMode: "Same Day" })]))

  it("refills a face that holds less than two days' demand, as far as there is room, and no other", () => {
    assert.lengthOf(
      workOf(run(20)).filter(({ kind }) => kind === "refill"),
      0
    )
    const lived = run(21)
    const refills = workOf(lived).filter(({ kind }) => kind === "refill")
    assert.lengthOf(refills, 1)
    assert.match(refills[0]?.worker ?? "", /^handler/)
    assert.deepEqual(
      onHand(lived).filter((line) => line.endsWith(" C")),
      [`${faceOf(lived, "C")}: 40 C`, `${nearestReserve}: 3 C`].toSorted()
    )
    assert.deepEqual(brokenLaws(lived), [])
  })

  it("closes every day, working or not, as its last commit", () => {
    const { days } = live(scenario([], { firstDay: dayAfter(4), lastDay: dayAfter(7) }))
    assert.deepEqual(
      days.map(({ commits }) => commits.at(-1)?.id as string),
      ["close:2025-03-07", "close:2025-03-08", "close:2025-03-09", "close:2025-03-10"]
    )
  })

  it("counts some face every working day", () => {
    const { commits } = live(scenario([], { lastDay: dayAfter(6) }))
    const scheduled = told(commits, "CountRequested").filter(({ event }) => event["reason"] === "scheduled")
    assert.lengthOf(scheduled, 5)
    assert.lengthOf(told(commits, "CountClosed"), 5)
  })
})
