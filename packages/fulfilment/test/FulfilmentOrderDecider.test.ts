import * as Result from "effect/Result"
import { assert, describe, it } from "vitest"
import { fold } from "@stowage/kernel/Decider"
import type { LineId, LotId, Lpn, OrderId, TaskId, WaveId } from "@stowage/kernel/Ids"
import {
  allocatedOf,
  type FulfilmentOrder,
  notOpened,
  openTasks,
  unallocatedOf
} from "@stowage/fulfilment/FulfilmentOrder"
import type { FulfilmentOrderCommand } from "@stowage/fulfilment/FulfilmentOrderCommand"
import { FulfilmentOrderDecider as decider } from "@stowage/fulfilment/FulfilmentOrderDecider"
import type { FulfilmentOrderEvent } from "@stowage/fulfilment/FulfilmentOrderEvent"
import { type FulfilmentOrderRefusal, sayFulfilmentOrderRefusal } from "@stowage/fulfilment/FulfilmentOrderRefusal"
import * as words from "./fulfilmentWords.ts"

const { allocate, allocateAll, at, cancel, carton, complete, lacking, lineMug, lineTea, mug } = words
const { open, pack, packAll, pick, release, ship, shortLife, start, task, tea, wholeLife } = words

/** The record after these commands, each of which must be accepted. */
const after = (...commands: ReadonlyArray<FulfilmentOrderCommand>): FulfilmentOrder =>
  commands.reduce(
    (order, command) => fold(decider, Result.getOrThrow(decider.decide(command, order)), order),
    notOpened
  )

const eventsOf = (command: FulfilmentOrderCommand, order: FulfilmentOrder): ReadonlyArray<FulfilmentOrderEvent> =>
  Result.getOrThrow(decider.decide(command, order))

const refuses = (command: FulfilmentOrderCommand, order: FulfilmentOrder, refusal: FulfilmentOrderRefusal): void => {
  assert.deepStrictEqual(decider.decide(command, order), Result.fail(refusal))
}

const released = after(open, allocateAll, release)
const picked = after(...wholeLife.slice(0, 8))

describe("a fulfilment order", () => {
  it("goes from open to shipped, each step by one event that says all of it", () => {
    const order = after(...wholeLife)
    assert.strictEqual(order.status, "Shipped")
    assert.deepStrictEqual(order.shipment, { carrier: "post", tracking: "1Z", at })
    assert.deepStrictEqual(eventsOf(ship, after(...wholeLife.slice(0, 9))), [
      {
        ...ship,
        _tag: "FulfilmentOrderShipped",
        lines: [
          { line: lineTea, sku: tea, quantity: 3 },
          { line: lineMug, sku: mug, quantity: 1 }
        ],
        cartons: ["C1" as Lpn, "C2" as Lpn]
      }
    ])
  })

  it("is told asked = allocated + short, for every line it is given an answer for", () => {
    const order = after(open, allocate([task("t1", lineTea, 2)], [lacking(lineTea, 1)]))
    assert.deepStrictEqual(order.short, [{ line: lineTea, quantity: 1 }])
    assert.strictEqual(allocatedOf(order, lineTea), 2)
    assert.deepStrictEqual(
      order.lines.map((line) => unallocatedOf(order, line)),
      [1, 1]
    )
  })

  it("takes stock that is found later for what was short", () => {
    const order = after(
      open,
      allocate([task("t1", lineTea, 2)], [lacking(lineTea, 1)]),
      allocate([task("t2", lineTea, 1)])
    )
    assert.deepStrictEqual(order.short, [])
    assert.strictEqual(allocatedOf(order, lineTea), 3)
  })

  it("names the location of a short pick, so that it is counted, and needs other stock", () => {
    const order = after(...shortLife.slice(0, 4))
    const [event] = eventsOf({ ...pick("t1", 2), reason: "damaged" }, order)
    const { why: _, ...stock } = task("t1", lineTea, 2, "L24")
    assert.deepStrictEqual(event, {
      ...stock,
      _tag: "PickShorted",
      asked: 3,
      reason: "damaged",
      into: words.tote,
      picker: "ann",
      at
    })
    const shorted = after(...shortLife.slice(0, 5))
    assert.strictEqual(unallocatedOf(shorted, { line: lineTea, sku: tea, quantity: 3 }), 1)
    assert.strictEqual(after(...shortLife).status, "Shipped")
  })

  it("says `notFound` of a short pick for which nobody gave a reason", () => {
    const [event] = eventsOf(pick("t1", 0), released)
    assert.deepInclude(event, { _tag: "PickShorted", reason: "notFound", quantity: 0, asked: 2 })
  })

  it("says on completion what became of every line: asked = picked + short", () => {
    const [event] = eventsOf(complete, after(...shortLife.slice(0, 7)))
    assert.deepInclude(event, {
      lines: [
        { line: lineTea, sku: tea, asked: 3, picked: 3, short: 0 },
        { line: lineMug, sku: mug, asked: 1, picked: 0, short: 1 }
      ]
    })
  })

  it("gives back on cancellation the stock of its open tasks, exactly", () => {
    const [event] = eventsOf(cancel, released)
    const freed = allocateAll.tasks.map(({ why: _, ...stock }) => stock)
    assert.deepStrictEqual(event, { _tag: "FulfilmentOrderCancelled", reason: "customer", freed, at })
  })

  it("may be cancelled when picking found nothing, and not once something is in a tote", () => {
    const nothing = after(open, allocate([task("t1", lineTea, 3)]), release, start, pick("t1", 0))
    assert.strictEqual(fold(decider, eventsOf(cancel, nothing), nothing).status, "Cancelled")
    const something = after(...shortLife.slice(0, 5))
    refuses(cancel, something, { _tag: "WrongStatus", status: "Picking", needed: ["Open", "Released"] })
  })

  it("has several pickers, each of whom starts once", () => {
    const two = after(open, allocateAll, release, start, { _tag: "StartPick", picker: "bo", at })
    assert.deepStrictEqual(two.pickers, ["ann", "bo"])
    assert.deepStrictEqual(eventsOf(start, two), [])
    assert.deepStrictEqual(
      openTasks(two).map(({ task }) => task),
      ["t1", "t2", "t3"] as ReadonlyArray<string>
    )
  })

  it("does nothing when it is asked again what it was asked before, at any later time", () => {
    const shipped = after(...wholeLife)
    for (const command of wholeLife) assert.deepStrictEqual(eventsOf(command, shipped), [], command._tag)
  })
})

describe("a fulfilment order refuses, in order of precedence,", () => {
  const lineX = "X" as LineId
  const opened = after(open)
  const given = after(open, allocateAll)

  it("an id that is another order's", () => {
    refuses({ ...open, order: "web-2" as OrderId }, opened, { _tag: "FulfilmentOrderIdTaken", id: words.id })
    refuses({ ...open, shipMode: "express" }, opened, { _tag: "FulfilmentOrderIdTaken", id: words.id })
  })

  it("what belongs to other steps than the one it is at", () => {
    refuses(release, notOpened, { _tag: "WrongStatus", status: "None", needed: ["Open"] })
    refuses({ _tag: "ReleaseToWave", wave: "W-2" as WaveId, at }, released, {
      _tag: "WrongStatus",
      status: "Released",
      needed: ["Open"]
    })
    refuses(start, opened, { _tag: "WrongStatus", status: "Open", needed: ["Released", "Picking"] })
    refuses(pick("t1", 2), given, { _tag: "WrongStatus", status: "Open", needed: ["Released", "Picking"] })
    refuses(complete, given, { _tag: "WrongStatus", status: "Open", needed: ["Released", "Picking"] })
    refuses(packAll, released, { _tag: "WrongStatus", status: "Released", needed: ["Picked"] })
    refuses(ship, picked, { _tag: "WrongStatus", status: "Picked", needed: ["Packed"] })
    refuses({ ...ship, tracking: "2Z" }, after(...wholeLife), {
      _tag: "WrongStatus",
      status: "Shipped",
      needed: ["Packed"]
    })
    refuses(allocate([task("t9", lineTea, 1)]), picked, {
      _tag: "WrongStatus",
      status: "Picked",
      needed: ["Open", "Released", "Picking"]
    })
    refuses(cancel, after(...wholeLife), { _tag: "WrongStatus", status: "Shipped", needed: ["Open", "Released"] })
  })

  it("to be opened for nothing, for half a unit, or for a line twice", () => {
    const [line] = open.lines
    assert.isDefined(line)
    refuses({ ...open, lines: [] }, notOpened, { _tag: "NoLines" })
    refuses({ ...open, lines: [line, line, { ...line, quantity: 0.5 }] }, notOpened, {
      _tag: "QuantityNotWhole",
      line: lineTea,
      quantity: 0.5
    })
    refuses({ ...open, lines: [line, line] }, notOpened, { _tag: "LineTwice", line: lineTea })
  })

  it("stock in parts of units, for no line of its own, of another SKU, or under a task's id that is taken", () => {
    refuses(allocate([task("t1", lineX, 0)]), opened, { _tag: "QuantityNotWhole", line: lineX, quantity: 0 })
    refuses(allocate([], [lacking(lineX, 1), lacking(lineX, 1)]), opened, { _tag: "LineTwice", line: lineX })
    refuses(allocate([task("t1", lineX, 1)]), opened, { _tag: "LineUnknown", line: lineX })
    refuses(allocate([task("t1", lineTea, 9, "", mug)]), opened, {
      _tag: "OtherSku",
      line: lineTea,
      asked: tea,
      got: mug
    })
    refuses(allocate([task("t1", lineTea, 1), task("t1", lineTea, 2)]), opened, {
      _tag: "TaskIdTaken",
      task: "t1" as TaskId
    })
    refuses(allocate([task("t1", lineTea, 9)]), given, { _tag: "TaskIdTaken", task: "t1" as TaskId })
  })

  it("an answer that does not add up to what the line still needs", () => {
    const answer = allocate([task("t1", lineTea, 2)], [lacking(lineTea, 2)])
    refuses(answer, opened, { _tag: "DoesNotAddUp", line: lineTea, needed: 3, given: 4 })
    refuses(allocate([task("t1", lineTea, 2)]), opened, {
      _tag: "DoesNotAddUp",
      line: lineTea,
      needed: 3,
      given: 2
    })
    refuses(allocate([task("t9", lineTea, 1)]), given, { _tag: "DoesNotAddUp", line: lineTea, needed: 0, given: 1 })
  })

  it("a pick of no task of its own, of a task that is done, of part of a unit, of more than asked", () => {
    refuses(pick("t9", 1), released, { _tag: "TaskUnknown", task: "t9" as TaskId })
    const once = after(...wholeLife.slice(0, 5))
    refuses(pick("t1", 1), once, { _tag: "TaskDone", task: "t1" as TaskId, picked: 2 })
    refuses(pick("t1", -1), released, { _tag: "QuantityNotWhole", line: lineTea, quantity: -1 })
    refuses(pick("t1", 3), released, { _tag: "MoreThanAsked", task: "t1" as TaskId, asked: 2, picked: 3 })
  })

  it("to be done with picking while tasks are open", () => {
    const two = ["t2", "t3"] as ReadonlyArray<string> as ReadonlyArray<TaskId>
    refuses(complete, after(...wholeLife.slice(0, 5)), { _tag: "TasksOpen", tasks: two })
  })

  it("cartons when nothing was picked, a carton twice, an empty one, part of a unit, a line not its own", () => {
    const none = after(open, allocate([task("t1", lineTea, 3)]), release, pick("t1", 0), complete)
    refuses(pack(), none, { _tag: "NothingPicked" })
    refuses(pack(carton("C1"), carton("C1")), picked, { _tag: "CartonTwice", lpn: "C1" as Lpn })
    refuses(pack(carton("C1")), picked, { _tag: "CartonEmpty", lpn: "C1" as Lpn })
    refuses(pack(carton("C1", [lineX, -1])), picked, { _tag: "QuantityNotWhole", line: lineX, quantity: -1 })
    refuses(pack(carton("C1", [lineX, 1])), picked, { _tag: "LineUnknown", line: lineX })
  })

  it("cartons that hold more or less than was picked, of a line or of a lot", () => {
    refuses(pack(), picked, { _tag: "NotAsPicked", line: lineTea, picked: 3, packed: 0 })
    refuses(pack(carton("C1", [lineTea, 4])), picked, { _tag: "NotAsPicked", line: lineTea, picked: 3, packed: 4 })
    const lot = "L25"
    refuses(pack(carton("C1", [lineTea, 3, lot], [lineMug, 1])), picked, {
      _tag: "NotAsPicked",
      line: lineTea,
      lot: lot as LotId,
      picked: 1,
      packed: 3
    })
  })

  it("in sentences that name what was got and what was expected", () => {
    const said = [
      sayFulfilmentOrderRefusal({ _tag: "OtherSku", line: lineTea, asked: tea, got: mug }),
      sayFulfilmentOrderRefusal({ _tag: "CartonEmpty", lpn: "C1" as Lpn }),
      sayFulfilmentOrderRefusal({ _tag: "NotAsPicked", line: lineTea, picked: 3, packed: 4 })
    ]
    assert.deepStrictEqual(said, [
      "Line 1 asks for TEA; got MUG.",
      "Carton C1 holds nothing; expected at least one line in it.",
      "Line 1: 3 units were picked, 4 packed."
    ])
  })
})
