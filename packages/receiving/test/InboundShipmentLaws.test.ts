import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, it } from "vitest"
import { fold } from "@stowage/kernel/Decider"
import type { LineId, LocationId } from "@stowage/kernel/Ids"
import { inboundStatusNext, type InboundShipment, notAnnounced, unplannedOf } from "@stowage/receiving/InboundShipment"
import type { InboundShipmentCommand } from "@stowage/receiving/InboundShipmentCommand"
import { InboundShipmentDecider as decider } from "@stowage/receiving/InboundShipmentDecider"
import { InboundShipmentEvent } from "@stowage/receiving/InboundShipmentEvent"
import { deciderLaws } from "@stowage/testkit/deciderLaws"
import { describeLaws } from "@stowage/testkit/Law"
import { retold } from "@stowage/testkit/retold"
import * as words from "./receivingWords.ts"

const { announce, arrive, blindLife, close, confirm, lot, plan, receiveMugs, receiveTea, strict, tea, wholeLife } =
  words

const receipts = fc.constantFrom("r1", "r2", "r3")
const tasks = fc.constantFrom("p1", "p2", "p3")
const counts = fc.integer({ min: 0, max: 8 })
const elsewhere = fc.constantFrom({}, { location: "B01-01-1" as LocationId })

const commands: fc.Arbitrary<InboundShipmentCommand> = fc.oneof(
  fc.constantFrom<InboundShipmentCommand>(announce, arrive, close),
  fc.tuple(receipts, counts).map(([receipt, quantity]) => receiveTea(receipt, quantity)),
  fc.tuple(receipts, counts, fc.constantFrom("2", "X"), fc.boolean()).map(([receipt, quantity, line, lenient]) =>
    receiveMugs(receipt, quantity, {
      line: line as LineId,
      rules: lenient ? { ...strict, overTolerancePercent: 100, unexpectedAllowed: true } : strict
    })
  ),
  fc.tuple(tasks, counts).map(([task, quantity]) => plan(task, quantity)),
  fc.tuple(tasks, counts, elsewhere).map(([task, quantity, where]) => confirm(task, quantity, where))
)

const violations = (shipment: InboundShipment): ReadonlyArray<string> => {
  const unplanned = unplannedOf(shipment, tea, lot)
  const inLines = shipment.lines.reduce((sum, { received }) => sum + received, 0)
  const inReceipts = [...shipment.receipts.values()].reduce((sum, { quantity }) => sum + quantity, 0)
  return [
    ...(unplanned >= 0 ? [] : [`${-unplanned} units more are planned than came`]),
    ...(inLines === inReceipts ? [] : [`lines have ${inLines} units, receipts ${inReceipts}`]),
    ...shipment.putaways.flatMap(({ done = 0, quantity, task }) =>
      done <= quantity ? [] : [`${task}: ${done} of ${quantity}`]
    )
  ]
}

/** Units counted from the events with nothing but sums. */
const tell = (events: ReadonlyArray<InboundShipmentEvent>) => {
  let [expected, received, planned, done] = [0, 0, 0, 0]
  for (const event of events) {
    if (event._tag === "ShipmentAnnounced") expected += event.lines.reduce((sum, { quantity }) => sum + quantity, 0)
    if (event._tag === "LineReceived") received += event.quantity
    if (event._tag === "PutawayPlanned") planned += event.quantity
    if (event._tag === "PutawayConfirmed") done += event.quantity
  }
  return { expected, received, planned, done }
}

const read = ({ lines, putaways }: InboundShipment) => ({
  expected: lines.reduce((sum, line) => sum + line.expected, 0),
  received: lines.reduce((sum, line) => sum + line.received, 0),
  planned: putaways.reduce((sum, { quantity }) => sum + quantity, 0),
  done: putaways.reduce((sum, { done = 0 }) => sum + done, 0)
})

const stories = [wholeLife, blindLife]

describeLaws(
  "the inbound shipment",
  deciderLaws({ decider, event: InboundShipmentEvent }, commands, {
    stories,
    violations,
    oracle: { tell, read },
    runs: 400
  })
)

it("only takes the steps of its table, whatever is asked of it", () => {
  const property = fc.property(retold(commands, stories), (history) => {
    let shipment = notAnnounced
    for (const command of history) {
      for (const event of Result.getOrElse(decider.decide(command, shipment), () => [])) {
        const { status } = shipment
        shipment = fold(decider, [event], shipment)
        const next: ReadonlyArray<string> = inboundStatusNext[status]
        assert.isTrue(shipment.status === status || next.includes(shipment.status), `${status} → ${shipment.status}`)
      }
    }
  })
  fc.assert(property, { numRuns: 300 })
})
