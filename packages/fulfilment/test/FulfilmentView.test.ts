import * as Result from "effect/Result"
import { assert, describe, it } from "vitest"
import { fold } from "@stowage/kernel/Decider"
import type { FulfilmentOrderId } from "@stowage/kernel/Ids"
import { notOpened } from "@stowage/fulfilment/FulfilmentOrder"
import type { FulfilmentOrderCommand } from "@stowage/fulfilment/FulfilmentOrderCommand"
import { FulfilmentOrderDecider as decider } from "@stowage/fulfilment/FulfilmentOrderDecider"
import {
  emptyFulfilmentView,
  type FulfilmentView,
  openWork,
  projectFulfilment,
  workByWave
} from "@stowage/fulfilment/FulfilmentView"
import { cancel, open, shortLife, wave, wholeLife } from "./fulfilmentWords.ts"

/** The view after the life of one order more. */
const withLife = (
  view: FulfilmentView,
  name: string,
  commands: ReadonlyArray<FulfilmentOrderCommand>
): FulfilmentView => {
  const id = name as FulfilmentOrderId
  let [order, after] = [notOpened, view]
  for (const command of commands) {
    for (const event of Result.getOrThrow(decider.decide(command, order))) {
      order = fold(decider, [event], order)
      after = projectFulfilment(after, id, event)
    }
  }
  return after
}

const view = [
  ["late", [{ ...open, dueAt: (open.dueAt + 1) as typeof open.dueAt }]],
  ["done", wholeLife],
  ["short", shortLife.slice(0, 5)],
  ["gone", [...wholeLife.slice(0, 3), cancel]]
] as const satisfies ReadonlyArray<readonly [string, ReadonlyArray<FulfilmentOrderCommand>]>

const all = view.reduce((before, [name, commands]) => withLife(before, name, commands), emptyFulfilmentView)

describe("the view of fulfilment orders", () => {
  it("lists open work, what is due first first", () => {
    assert.deepStrictEqual(
      openWork(all).map(({ id, status, unitsAsked, unitsPicked, unitsToPick }) => ({
        id,
        status,
        unitsAsked,
        unitsPicked,
        unitsToPick
      })),
      [
        { id: "short" as FulfilmentOrderId, status: "Picking", unitsAsked: 4, unitsPicked: 2, unitsToPick: 0 },
        { id: "late" as FulfilmentOrderId, status: "Open", unitsAsked: 4, unitsPicked: 0, unitsToPick: 0 }
      ]
    )
  })

  it("adds up the work of a wave without what was cancelled", () => {
    assert.deepStrictEqual(
      [...workByWave(all)],
      [[wave, { orders: 2, lines: 4, tasks: 4, tasksDone: 4, unitsPicked: 6 }]]
    )
  })

  it("is empty where nothing happened", () => {
    assert.deepStrictEqual(openWork(emptyFulfilmentView), [])
    assert.strictEqual(workByWave(emptyFulfilmentView).size, 0)
  })
})
