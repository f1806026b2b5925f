import { fold } from "@stowage/kernel/Decider"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { countsOf, orderStatusNext, openHolds, type Order, type OrderLine } from "@stowage/orders/Order"
import type { OrderCommand } from "@stowage/orders/OrderCommand"
import { OrderDecider } from "@stowage/orders/OrderDecider"
import { OrderEvent, type FreedUnits } from "@stowage/orders/OrderEvent"
import { orderTotal } from "@stowage/orders/orderTotal"
import { anyHistory, run } from "./orderCommands.ts"

const runs = { numRuns: 400 }
const history = (law: (steps: ReturnType<typeof stepsOf>, commands: ReadonlyArray<OrderCommand>) => void) =>
  fc.assert(
    fc.property(anyHistory, (commands) => law(stepsOf(commands), commands)),
    runs
  )

/** Each accepted command with the order before, the events it made and the order after. */
const stepsOf = (commands: ReadonlyArray<OrderCommand>) => {
  const steps: Array<{
    command: OrderCommand
    before: Order | undefined
    events: ReadonlyArray<OrderEvent>
    after: Order
  }> = []
  let state: Order | undefined
  for (const command of commands) {
    const decided = OrderDecider.decide(command, state)
    if (Result.isFailure(decided)) continue
    const next = fold(OrderDecider, decided.success, state)
    steps.push({ command, before: state, events: decided.success, after: next as Order })
    state = next
  }
  return steps
}

const freedOf = (event: OrderEvent): ReadonlyArray<FreedUnits> => {
  if (event._tag === "OrderCancelled") return event.freed
  return event._tag === "LineCancelled" || event._tag === "LineChanged" ? [event.freed] : []
}

describe("whatever is asked of an order in whatever order", () => {
  it("every unit is in exactly one bucket, and shipped <= released <= ordered", () => {
    history((steps) => {
      for (const { after } of steps) {
        for (const line of after.lines) {
          const { ordered, ...buckets } = countsOf(line)
          for (const units of Object.values(buckets)) assert.isAtLeast(units, 0)
          assert.strictEqual(
            Object.values(buckets).reduce((sum, units) => sum + units, 0),
            ordered
          )
          const handedOver = buckets.released + buckets.picked + buckets.shipped
          assert.isAtMost(buckets.shipped, handedOver)
          assert.isAtMost(handedOver, ordered - buckets.cancelled)
        }
      }
    })
  })

  it("only placing and changing a line make or unmake units", () => {
    history((steps) => {
      for (const { before, events, after } of steps) {
        const [event] = events
        if (before === undefined || event === undefined || event._tag === "LineChanged") continue
        const ordered = (order: Order) => order.lines.map((line) => countsOf(line).ordered)
        assert.deepStrictEqual(ordered(after), ordered(before), event._tag)
      }
    })
  })

  it("the total as placed plus every stated change is the total now, to the penny", () => {
    history((steps) => {
      let total = 0n
      for (const { events, after } of steps) {
        for (const event of events) {
          if (event._tag === "OrderPlaced") total = orderTotal(after).amountMinor
          if ("totalChange" in event) total += BigInt(event.totalChange.amountMinor)
        }
        assert.strictEqual(orderTotal(after).amountMinor, total)
      }
    })
  })

  it("a cancellation gives back exactly what it says, bucket by bucket", () => {
    history((steps) => {
      for (const { before, events, after } of steps) {
        if (before === undefined) continue
        for (const freed of events.flatMap(freedOf)) {
          const counts = (order: Order) =>
            countsOf(order.lines.find((line) => line.lineId === freed.lineId) as OrderLine)
          const [was, is] = [counts(before), counts(after)]
          const sum = (units: (site: FreedUnits["sites"][number]) => number) =>
            freed.sites.reduce((total, site) => total + units(site), 0)
          if (events[0]?._tag !== "LineChanged") assert.strictEqual(was.open - is.open, freed.open)
          assert.strictEqual(was.backordered - is.backordered, freed.backordered)
          assert.strictEqual(was.promised - is.promised, freed.promised)
          assert.strictEqual(
            was.released - is.released,
            sum((site) => site.released)
          )
          assert.strictEqual(
            was.picked - is.picked,
            sum((site) => site.picked)
          )
          assert.strictEqual(was.shipped, is.shipped)
        }
      }
    })
  })

  it("any accepted command asked again has no second effect, then and later", () => {
    history((steps) => {
      const last = steps.at(-1)?.after
      for (const { command, events, after } of steps) {
        assert.deepStrictEqual(OrderDecider.decide(command, after), Result.succeed([]), `${command._tag} at once`)
        const once = events.length > 0 && command._tag !== "ReleaseHold"
        const later = OrderDecider.decide(command, last)
        if (once) assert.deepStrictEqual(later, Result.succeed([]), `${command._tag} later`)
      }
    })
  })

  it("the same commands twice over end where once did", () => {
    history((_, commands) => {
      const twice = run(commands.flatMap((command) => [command, command]))
      const once = run(commands)
      assert.deepStrictEqual(twice.state, once.state)
      assert.deepStrictEqual(twice.events, once.events)
    })
  })

  it("nothing is released while a hold is open, and nothing changes after the end", () => {
    history((steps) => {
      for (const { before, events, after } of steps) {
        if (before === undefined || events.length === 0) continue
        if (events[0]?._tag === "LinesReleased") assert.lengthOf(openHolds(before), 0)
        if (before.status !== after.status) assert.include([...orderStatusNext[before.status]], after.status)
        if (before.status !== "Placed") assert.deepStrictEqual(after.lines, before.lines)
      }
    })
  })

  it("events come back from JSON and fold to the same order", () => {
    const codec = Schema.fromJsonString(OrderEvent)
    history((steps) => {
      const events = steps.flatMap((step) => step.events)
      const stored = events.map((event) => Schema.encodeSync(codec)(event))
      const read = stored.map((text) => Schema.decodeUnknownSync(codec)(text))
      assert.deepStrictEqual(read, events)
      assert.deepStrictEqual(fold(OrderDecider, read), steps.at(-1)?.after)
    })
  })

  it("agrees with a list of units that each know where they are", () => {
    history((steps) => {
      const units = naiveUnits()
      for (const { events, after } of steps) {
        for (const event of events) units.apply(event)
        for (const line of after.lines) {
          const { ordered, ...buckets } = countsOf(line)
          assert.deepStrictEqual(units.counts(line.lineId), buckets)
        }
      }
    })
  })
})

type Bucket = "open" | "backordered" | "promised" | "released" | "picked" | "shipped" | "cancelled"
interface Unit {
  readonly lineId: string
  bucket: Bucket
  site: string
}

/** The naive model: every single unit is an object, and an event moves as many of them as it says. */
const naiveUnits = () => {
  const units: Array<Unit> = []
  const move = (lineId: string, count: number, from: Bucket, to: Bucket | "gone", site = "", toSite = site) => {
    for (let left = count; left > 0; left--) {
      const unit = units.find((one) => one.lineId === lineId && one.bucket === from && one.site === site)
      if (unit === undefined) throw new Error(`no ${from} unit of ${lineId} at ${site}`)
      if (to === "gone") units.splice(units.indexOf(unit), 1)
      else Object.assign(unit, { bucket: to, site: toSite })
    }
  }
  const add = (lineId: string, count: number) => {
    for (let left = count; left > 0; left--) units.push({ lineId, bucket: "open", site: "" })
  }
  const free = (freed: FreedUnits, to: "cancelled" | "gone") => {
    for (const bucket of ["open", "backordered", "promised"] as const) move(freed.lineId, freed[bucket], bucket, to)
    for (const site of freed.sites) {
      move(freed.lineId, site.released, "released", to, site.fulfilmentOrderId, "")
      move(freed.lineId, site.picked, "picked", to, site.fulfilmentOrderId, "")
    }
  }
  const count = (lineId: string, bucket: Bucket, site?: string) =>
    units.filter((unit) => unit.lineId === lineId && unit.bucket === bucket && (site ?? unit.site) === unit.site).length
  const apply = (event: OrderEvent) => {
    switch (event._tag) {
      case "OrderPlaced":
        return event.lines.forEach((line) => add(line.lineId, line.quantity))
      case "LinesPromised":
        return event.lines.forEach(({ lineId, promised, short }) => {
          const fresh = Math.min(count(lineId, "open"), promised + short)
          move(lineId, fresh, "open", "backordered")
          move(lineId, promised, "backordered", "promised")
        })
      case "PromiseWithdrawn":
        return event.lines.forEach(({ lineId, quantity }) => move(lineId, quantity, "promised", "open"))
      case "LineChanged":
        free(event.freed, "gone")
        return add(event.lineId, event.added)
      case "LineCancelled":
        return free(event.freed, "cancelled")
      case "OrderCancelled":
        return event.freed.forEach((freed) => free(freed, "cancelled"))
      case "LinesReleased":
        return event.lines.forEach(({ lineId, quantity }) =>
          move(lineId, quantity, "promised", "released", "", event.fulfilmentOrderId)
        )
      case "LinesPicked":
        return event.lines.forEach(({ lineId, quantity }) =>
          move(lineId, quantity, "released", "picked", event.fulfilmentOrderId)
        )
      case "LinesShort":
        return event.lines.forEach(({ lineId, quantity }) =>
          move(lineId, quantity, "released", "backordered", event.fulfilmentOrderId, "")
        )
      case "LinesShipped":
        return event.lines.forEach(({ lineId, quantity }) => {
          const ready = Math.min(count(lineId, "picked", event.fulfilmentOrderId), quantity)
          move(lineId, ready, "picked", "shipped", event.fulfilmentOrderId)
          move(lineId, quantity - ready, "released", "shipped", event.fulfilmentOrderId)
        })
      case "HoldPlaced":
      case "HoldReleased":
      case "OrderClosed":
        return undefined
    }
  }
  return {
    apply,
    counts: (lineId: string) => ({
      open: count(lineId, "open"),
      backordered: count(lineId, "backordered"),
      promised: count(lineId, "promised"),
      released: count(lineId, "released"),
      picked: count(lineId, "picked"),
      shipped: count(lineId, "shipped"),
      cancelled: count(lineId, "cancelled")
    })
  }
}
