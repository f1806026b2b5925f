import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { fold } from "@stowage/kernel/Decider"
import type { FulfilmentOrderId, Lpn, SiteId, TaskId, WaveId } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import {
  sayWaveRefusal,
  type Tour,
  type Wave,
  type WaveCommand,
  WaveDecider,
  WaveEvent
} from "@stowage/fulfilment/Wave"
import { type WavePlan, type WaveRefusal, waveStatusNext } from "@stowage/fulfilment/Wave"
import { deciderLaws } from "@stowage/testkit/deciderLaws"
import { describeLaws } from "@stowage/testkit/Law"

const at = Date.UTC(2026, 0, 5, 9) as Instant
const id = "W-1" as WaveId
const [one, two] = ["F-1" as FulfilmentOrderId, "F-2" as FulfilmentOrderId]

const tour = (name: string, order: FulfilmentOrderId, ...tasks: ReadonlyArray<string>): Tour => ({
  id: name,
  tasks: tasks.map((task) => task as TaskId),
  totes: [{ order, tote: `TOTE-${order}` as Lpn }],
  walkMm: 40_000,
  boundMm: 40_000,
  why: ["exact"]
})

const plan: WavePlan = {
  id,
  site: "WH1" as SiteId,
  shipMode: "standard",
  cutOffAt: (at + 3_600_000) as Instant,
  orders: [one, two],
  tours: [tour("w1", one, "t1", "t2"), tour("w2", two, "t3")],
  why: ["cut-off at ten"]
}
const otherPlan: WavePlan = { ...plan, orders: [one], tours: [tour("w1", one, "t2", "t1")] }

const planWave = (given: WavePlan = plan): WaveCommand => ({ _tag: "PlanWave", ...given, at })
const releaseWave = (given: WavePlan = plan): WaveCommand => ({ _tag: "ReleaseWave", ...given, at })
const completeWave: WaveCommand = { _tag: "CompleteWave", at }

const after = (...commands: ReadonlyArray<WaveCommand>): Wave =>
  commands.reduce(
    (wave, command) => fold(WaveDecider, Result.getOrThrow(WaveDecider.decide(command, wave)), wave),
    WaveDecider.initial
  )

const refuses = (command: WaveCommand, wave: Wave, refusal: WaveRefusal): void =>
  assert.deepStrictEqual(WaveDecider.decide(command, wave), Result.fail(refusal))

describe("a wave", () => {
  it("is planned anew until it is released, with the plan that then holds", () => {
    assert.deepStrictEqual(after(planWave(), planWave(otherPlan)).plan, otherPlan)
    assert.strictEqual(after(planWave(), releaseWave()).status, "Released")
    assert.deepStrictEqual(after(planWave(), releaseWave(otherPlan)).tours, otherPlan.tours)
    assert.strictEqual(after(releaseWave(), completeWave).status, "Completed")
  })

  it("knows a plan and a release that are sent again", () => {
    const released = after(planWave(), releaseWave())
    for (const command of [planWave(), releaseWave()]) {
      assert.deepStrictEqual(WaveDecider.decide(command, released), Result.succeed([]))
      assert.deepStrictEqual(WaveDecider.decide(command, after(releaseWave(), completeWave)), Result.succeed([]))
    }
  })

  it("refuses another plan once it is released, and another wave's id", () => {
    refuses(releaseWave(otherPlan), after(releaseWave()), { _tag: "WaveIdTaken", id })
    refuses(planWave(otherPlan), after(releaseWave()), { _tag: "WaveIdTaken", id })
    const other = "W-2" as WaveId
    refuses(planWave({ ...plan, id: other }), after(planWave()), { _tag: "WaveIdTaken", id: other })
  })

  it("refuses to be completed before it was released", () => {
    refuses(completeWave, after(planWave()), { _tag: "WrongStatus", status: "Planned", needed: "Released" })
  })

  it("refuses a plan without orders, with an order or a task twice, with a tote for an order that is not in it", () => {
    const fresh = WaveDecider.initial
    refuses(planWave({ ...plan, orders: [] }), fresh, { _tag: "NoOrders" })
    refuses(planWave({ ...plan, orders: [one, one] }), fresh, { _tag: "OrderTwice", order: one })
    const twice = [tour("w1", one, "t1"), tour("w2", two, "t1")]
    refuses(releaseWave({ ...plan, tours: twice }), fresh, { _tag: "TaskTwice", task: "t1" as TaskId })
    refuses(releaseWave({ ...plan, orders: [two] }), fresh, { _tag: "OrderOutsideWave", tour: "w1", order: one })
  })

  it("says what is wrong with a plan", () => {
    assert.strictEqual(
      sayWaveRefusal({ _tag: "OrderOutsideWave", tour: "w1", order: one }),
      "Tour w1 has a tote for F-1, which is not in the wave."
    )
  })
})

const commands = fc.oneof(
  fc.constantFrom(plan, otherPlan, { ...plan, id: "W-2" as WaveId }, { ...plan, orders: [] }).map(planWave),
  fc.constantFrom(plan, otherPlan).map(releaseWave),
  fc.constant(completeWave)
)

describeLaws(
  "the wave",
  deciderLaws({ decider: WaveDecider, event: WaveEvent }, commands, {
    stories: [[planWave(), planWave(otherPlan), releaseWave(), completeWave]],
    violations: ({ plan, tours }) => (tours === (plan?.tours ?? tours) ? [] : ["tours are not the plan's"]),
    oracle: {
      tell: (events) => events.reduce<string>((before, { _tag }) => statusAfter[_tag] ?? before, "None"),
      read: ({ status }) => status
    }
  })
)

const statusAfter = { WavePlanned: "Planned", WaveReleased: "Released", WaveCompleted: "Completed" } as const

it("a wave takes only the steps of its table", () => {
  const property = fc.property(fc.array(commands, { maxLength: 8 }), (history) => {
    let wave = WaveDecider.initial
    for (const command of history) {
      for (const event of Result.getOrElse(WaveDecider.decide(command, wave), () => [])) {
        const next: ReadonlyArray<string> = waveStatusNext[wave.status]
        wave = WaveDecider.evolve(wave, event)
        assert.include(next, wave.status)
      }
    }
  })
  fc.assert(property)
})
