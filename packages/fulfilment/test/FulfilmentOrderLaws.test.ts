import * as fc from "fast-check"
import { assert, it } from "vitest"
import * as Result from "effect/Result"
import { fold } from "@stowage/kernel/Decider"
import {
  allocatedOf,
  type FulfilmentOrder,
  fulfilmentStatusNext,
  notOpened,
  pickedOf,
  unallocatedOf
} from "@stowage/fulfilment/FulfilmentOrder"
import type { FulfilmentOrderCommand } from "@stowage/fulfilment/FulfilmentOrderCommand"
import { FulfilmentOrderDecider as decider } from "@stowage/fulfilment/FulfilmentOrderDecider"
import { FulfilmentOrderEvent } from "@stowage/fulfilment/FulfilmentOrderEvent"
import { deciderLaws } from "@stowage/testkit/deciderLaws"
import { describeLaws } from "@stowage/testkit/Law"
import { retold } from "@stowage/testkit/retold"
import * as words from "./fulfilmentWords.ts"

const { allocate, cancel, carton, complete, lacking, lineMug, lineTea, open, pack, packAll, pick } = words
const { release, ship, shortLife, start, task, wholeLife } = words

const lines = fc.constantFrom(lineTea, lineMug)
const names = fc.constantFrom("t1", "t2", "t3", "t4")
const tasks = fc
  .record({ name: names, line: lines, quantity: fc.integer({ min: 1, max: 3 }), lot: fc.constantFrom("", "L24") })
  .map(({ name, line, quantity, lot }) => task(name, line, quantity, lot))
const shorts = fc.record({ line: lines, quantity: fc.nat(3) }).map(({ line, quantity }) => lacking(line, quantity))
const cartons = fc
  .record({ lpn: fc.constantFrom("C1", "C2"), tea: fc.nat(3), mug: fc.nat(1) })
  .map(({ lpn, tea, mug }) => carton(lpn, [lineTea, tea], [lineMug, mug]))

const commands: fc.Arbitrary<FulfilmentOrderCommand> = fc.oneof(
  fc.constantFrom<FulfilmentOrderCommand>(open, release, start, complete, packAll, ship, cancel),
  fc
    .tuple(fc.array(tasks, { maxLength: 2 }), fc.array(shorts, { maxLength: 1 }))
    .map(([given, short]) => allocate(given, short)),
  fc.tuple(names, fc.nat(3)).map(([name, picked]) => pick(name, picked)),
  fc.array(cartons, { maxLength: 2 }).map((given) => pack(...given))
)

const packedOf = (order: FulfilmentOrder): number =>
  order.cartons.flatMap(({ contents }) => contents).reduce((sum, { quantity }) => sum + quantity, 0)

const violations = (order: FulfilmentOrder): ReadonlyArray<string> => {
  const wrong = order.lines.flatMap(({ line, quantity }) => {
    const [picked, allocated] = [pickedOf(order, line), allocatedOf(order, line)]
    return picked <= allocated && allocated <= quantity ? [] : [`${line}: ${picked} of ${allocated} of ${quantity}`]
  })
  const picked = order.lines.reduce((sum, { line }) => sum + pickedOf(order, line), 0)
  const isPacked = order.status === "Packed" || order.status === "Shipped"
  if (isPacked && packedOf(order) !== picked) wrong.push(`packed ${packedOf(order)} of ${picked} picked`)
  for (const { line, quantity } of order.short) {
    const known = order.lines.find((candidate) => candidate.line === line)
    if (known === undefined || quantity > unallocatedOf(order, known)) wrong.push(`${line} is short of too many`)
  }
  return wrong
}

/** The same units, counted from the events with nothing but sums. */
const tell = (events: ReadonlyArray<FulfilmentOrderEvent>) => {
  let [asked, planned, picked, missed, packed, shipped] = [0, 0, 0, 0, 0, 0]
  const sum = (counts: ReadonlyArray<{ readonly quantity: number }>) => counts.reduce((a, b) => a + b.quantity, 0)
  for (const event of events) {
    if (event._tag === "FulfilmentOrderOpened") asked += sum(event.lines)
    if (event._tag === "LinesAllocated") planned += sum(event.tasks)
    if (event._tag === "PickConfirmed" || event._tag === "PickShorted") picked += event.quantity
    if (event._tag === "PickShorted") missed += event.asked - event.quantity
    if (event._tag === "CartonsPacked") packed += sum(event.cartons.flatMap(({ contents }) => contents))
    if (event._tag === "FulfilmentOrderShipped") shipped += sum(event.lines)
  }
  return { asked, allocated: planned - missed, picked, packed, shipped }
}

const read = (order: FulfilmentOrder) => {
  const over = (of: (line: FulfilmentOrder["lines"][number]) => number) =>
    order.lines.reduce((sum, line) => sum + of(line), 0)
  const packed = packedOf(order)
  return {
    asked: over(({ quantity }) => quantity),
    allocated: over(({ line }) => allocatedOf(order, line)),
    picked: over(({ line }) => pickedOf(order, line)),
    packed,
    shipped: order.status === "Shipped" ? packed : 0
  }
}

const stories = [wholeLife, shortLife, [...wholeLife.slice(0, 3), cancel]]

describeLaws(
  "the fulfilment order",
  deciderLaws({ decider, event: FulfilmentOrderEvent }, commands, {
    stories,
    violations,
    oracle: { tell, read },
    runs: 400
  })
)

it("only takes the steps of its table, whatever is asked of it", () => {
  const property = fc.property(retold(commands, stories), (history) => {
    let order = notOpened
    for (const command of history) {
      const answer = decider.decide(command, order)
      for (const event of Result.getOrElse(answer, () => [])) {
        const { status } = order
        order = fold(decider, [event], order)
        const next: ReadonlyArray<string> = fulfilmentStatusNext[status]
        assert.isTrue(order.status === status || next.includes(order.status), `${status} → ${order.status}`)
      }
    }
  })
  fc.assert(property, { numRuns: 300 })
})
