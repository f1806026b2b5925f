import { assert, describe, it } from "vitest"
import type { Instant } from "@stowage/kernel/Instant"
import type { LocalDate } from "@stowage/kernel/LocalDate"
import { mondayToFriday } from "@stowage/kernel/BusinessCalendar"
import { dueAtOf } from "@stowage/simulation/orderDesk"
import type { Scenario } from "@stowage/simulation/Scenario"
import { brokenLaws } from "./lawsOfDays.ts"
import {
  at,
  cancelled,
  cut,
  dayAfter,
  edited,
  live,
  london,
  placed,
  scenario,
  service,
  storyOf,
  told
} from "./siteDays.ts"

const sameDay = { shipMode: "Same Day" }

describe("when an order is due", () => {
  const site = scenario([])
  const due = (shipMode: string, when: Instant): Instant => dueAtOf(site, shipMode, when)

  it("is by its ship mode's time, the working day it came before the cut-off of", () => {
    assert.strictEqual(due("Same Day", at("13:59")), at("18:00"))
    assert.strictEqual(due("Same Day", at("14:00")), at("18:00", 1))
    assert.strictEqual(due("Same Day", at("15:00", 4)), at("18:00", 7))
    assert.strictEqual(due("Same Day", at("09:00", 5)), at("18:00", 7))
  })

  it("is by the usual service for a mode that is not listed", () => {
    assert.strictEqual(due("Pigeon", at("10:59")), at("17:00", 1))
    assert.strictEqual(due("", at("11:00")), at("17:00", 2))
    assert.strictEqual(due("", at("10:00", 4)), at("17:00", 7))
  })

  it("is the customer's own day, unless no service could keep that", () => {
    const { commits } = live(
      scenario([
        placed("O-1", "1×A", at("09:00"), { ...sameDay, dueAt: at("12:00", 3) }),
        placed("O-2", "1×A", at("09:00"), { ...sameDay, dueAt: at("10:00") })
      ])
    )
    const dueAt = told(commits, "OrderPlaced").map(({ event }) => event["dueAt"])
    assert.deepEqual(dueAt, [at("12:00", 3), at("18:00")])
  })

  it("in the hour that clocks skip or repeat is by the first instant after the gap, or the first of the two", () => {
    const everyDay = { ...mondayToFriday(london), workingWeekdays: [1, 2, 3, 4, 5, 6, 7] } as const
    const byNight: Partial<Scenario> = { calendar: everyDay, otherwise: service("01:30", "01:45", 0) }
    const inHour = (firstDay: string, cutOff: string) => {
      const before = (Date.parse(cutOff) - 1) as Instant
      const days = { ...byNight, firstDay: firstDay as LocalDate, lastDay: firstDay as LocalDate }
      const lived = live(scenario([placed("O-1", "1×A", before)], days))
      assert.deepEqual(brokenLaws(lived), [])
      const due = told(lived.commits, "OrderPlaced").map(({ event }) => event["dueAt"])
      const released = told(lived.commits, "WaveReleased").map(({ event }) => event["at"])
      const tooLate = dueAtOf(scenario([], byNight), "", Date.parse(cutOff) as Instant)
      return { due, released, tooLate }
    }
    // On 30 March 01:00 became 02:00, so 01:30 and 01:45 were never shown; the next day is on summer time.
    const skipped = Date.parse("2025-03-30T01:00Z")
    assert.deepEqual<unknown>(inHour("2025-03-30", "2025-03-30T01:00Z"), {
      due: [skipped],
      released: [skipped],
      tooLate: Date.parse("2025-03-31T00:45Z")
    })
    // On 26 October 02:00 became 01:00: 01:30 was shown at 00:30Z and at 01:30Z.
    assert.deepEqual<unknown>(inHour("2025-10-26", "2025-10-26T00:30Z"), {
      due: [Date.parse("2025-10-26T00:45Z")],
      released: [Date.parse("2025-10-26T00:30Z")],
      tooLate: Date.parse("2025-10-27T01:45Z")
    })
  })
})

describe("a credit hold", () => {
  const held = (more: Partial<Scenario>) => scenario([placed("O-1", "2×A", at("09:00"), sameDay)], more)
  const always = { shortPick: 0, creditHold: 1 }

  it("keeps the order back until the next working morning", () => {
    const { commits } = live(held({ chances: always, lastDay: dayAfter(1) }))
    const released = told(commits, "HoldReleased")
    assert.deepEqual(
      released.map(({ commit }) => commit.at),
      [at("06:00", 1)]
    )
    const shipped = told(commits, "LinesShipped").map(({ commit }) => commit.at)
    assert.lengthOf(shipped, 1)
    assert.isAbove(Number(shipped[0]), at("14:00", 1))
  })

  it("lasts over the weekend", () => {
    const friday = [placed("O-1", "2×A", at("09:00", 4), sameDay)]
    const { commits } = live(scenario(friday, { chances: always, firstDay: dayAfter(4), lastDay: dayAfter(7) }))
    assert.deepEqual(
      told(commits, "HoldReleased").map(({ commit }) => commit.at),
      [at("06:00", 7)]
    )
  })

  it("is drawn for the order: the others of the day change nothing", () => {
    const orders = Array.from({ length: 30 }, (_, nth) => placed(`O-${nth}`, "1×A", at("09:00"), sameDay))
    const chances = { shortPick: 0, creditHold: 0.3 }
    const heldOf = (days: Scenario) => told(live(days).commits, "HoldPlaced").map(({ stream }) => stream)
    const all = heldOf(scenario(orders, { chances }))
    assert.isTrue(all.length > 3 && all.length < 16)
    assert.deepEqual(
      heldOf(scenario(orders.slice(15), { chances })),
      all.filter((stream) => Number(stream.slice("order/O-".length)) >= 15)
    )
  })
})

describe("a change of mind", () => {
  const first = placed("O-1", "4×A 2×B", at("09:00"), sameDay)
  const shipped = (of: Scenario) =>
    told(live(of).commits, "LinesShipped").flatMap(({ event }) =>
      (event["lines"] as ReadonlyArray<{ lineId: string; quantity: number }>).map(
        ({ lineId, quantity }) => `${lineId} ${quantity}`
      )
    )

  it("before the cut-off cancels the order, and its units can be promised again", () => {
    const whole = scenario([first, cancelled("O-1", at("13:00"))])
    const lived = live(whole)
    assert.deepEqual(shipped(whole), [])
    assert.deepEqual(storyOf(lived.commits, "order/O-1"), ["OrderPlaced", "LinesPromised", "OrderCancelled"])
    assert.deepEqual(
      lived.world.index.select({ book: "promise" }).filter(({ pendingOut }) => pendingOut > 0),
      []
    )
    assert.deepEqual(brokenLaws(lived), [])
  })

  it("once picking has begun is noted as too late, and the order goes out whole", () => {
    const late = scenario([
      first,
      cancelled("O-1", at("14:02")),
      edited("O-1", 1, 9, at("14:03")),
      cut("O-1", 2, 1, at("14:04"))
    ])
    const { commits } = live(late)
    assert.deepEqual(shipped(late), ["L1 4", "L2 2"])
    assert.deepEqual(
      told(commits, "RequestTooLate").map(({ event, stream }) => [stream, event["order"], event["asked"], event["at"]]),
      [
        ["site/MAIN", "O-1", "Cancelled", at("14:02")],
        ["site/MAIN", "O-1", "Edited", at("14:03")],
        ["site/MAIN", "O-1", "Cut", at("14:04")]
      ]
    )
  })

  it("between the wave's release and the first pick calls the work back", () => {
    const lone = scenario([]).labour
    const busy = [placed("O-0", "9×C", at("08:00"), sameDay), first, cancelled("O-1", at("14:01"))]
    const called = scenario(busy, { labour: { ...lone, pickers: 1 }, cart: { totes: 1 } })
    const lived = live(called)
    assert.deepEqual(storyOf(lived.commits, "fulfilmentOrder/O-1.1").at(-1), "FulfilmentOrderCancelled")
    assert.deepEqual(shipped(called), ["L1 9"])
    assert.deepEqual(brokenLaws(lived), [])
  })

  it("cuts a line, and closes an order of which nothing is left", () => {
    assert.deepEqual(shipped(scenario([first, cut("O-1", 1, 3, at("10:00"))])), ["L1 1", "L2 2"])
    assert.deepEqual(shipped(scenario([first, cut("O-1", 1, 99, at("10:00"))])), ["L2 2"])
    const nothing = live(scenario([first, cut("O-1", 1, 4, at("10:00")), cut("O-1", 2, 2, at("10:00"))]))
    assert.strictEqual(storyOf(nothing.commits, "order/O-1").at(-1), "OrderClosed")
  })

  it("edits a line to more or fewer units, at a price in proportion, and promises what was added", () => {
    assert.deepEqual(shipped(scenario([first, edited("O-1", 1, 6, at("10:00"))])), ["L1 6", "L2 2"])
    const fewer = scenario([first, edited("O-1", 1, 3, at("10:00"))])
    assert.deepEqual(shipped(fewer), ["L1 3", "L2 2"])
    const prices = told(live(fewer).commits, "LineChanged").map(({ event }) => event["price"])
    assert.deepEqual(prices, [{ goodsMinor: 3000, discountMinor: 0, taxMinor: 0 }])
  })

  it("about an order that nobody placed is noted as too late", () => {
    const { commits } = live(scenario([cancelled("O-404", at("10:00"))]))
    assert.lengthOf(told(commits, "RequestTooLate"), 1)
  })
})

describe("an order for more than there is", () => {
  const scarce = { openingDays: 0, reorderDays: 1, orderUpToDays: 1, leadDays: 2 }
  // Four units of B are there; more are ordered on Monday night and come on Wednesday.
  const orders = [
    placed("O-1", "3×B", at("08:00"), sameDay),
    placed("O-3", "9×B", at("10:00"), sameDay),
    placed("O-2", "5×B", at("09:00"), sameDay)
  ]
  const lived = live(scenario(orders, { buying: scarce, lastDay: dayAfter(3) }))
  const promises = told(lived.commits, "LinesPromised").map(({ commit, event, stream }) => {
    const [line] = event["lines"] as ReadonlyArray<{ promised: number; short: number }>
    return `${stream.slice("order/".length)} ${line?.promised}+${line?.short} day ${Math.floor((commit.at - at("00:00")) / 86_400_000)}`
  })

  it("is promised what there is, the rest is backordered, and stock that comes in goes to who was placed first", () => {
    assert.deepEqual(promises.slice(0, 3), ["O-1 3+0 day 0", "O-2 1+4 day 0", "O-3 0+9 day 0"])
    assert.deepEqual(promises.slice(3), ["O-2 4+0 day 2", "O-3 9+0 day 2"])
    assert.deepEqual(brokenLaws(lived), [])
    assert.strictEqual(lived.world.orders.size, 0)
  })
})
