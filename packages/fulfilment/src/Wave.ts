/**
 * A wave: fulfilment orders that leave by one cut-off and are picked together, and the plan by which they are.
 */
import type { Decider } from "@stowage/kernel/Decider"
import { FulfilmentOrderId, Lpn, SiteId, TaskId, WaveId } from "@stowage/kernel/Ids"
import { Instant } from "@stowage/kernel/Instant"
import * as Equal from "effect/Equal"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

/** The steps. The code, the diagram in the docs and the tests read this table. */
export const WaveStatus = Schema.Literals(["None", "Planned", "Released", "Completed"])
export type WaveStatus = typeof WaveStatus.Type
export const waveStatusNext = {
  None: ["Planned", "Released"],
  Planned: ["Planned", "Released"],
  Released: ["Completed"],
  Completed: []
} as const satisfies { readonly [From in WaveStatus]: ReadonlyArray<WaveStatus> }

/** One walk: the tasks in the order they are walked to, and the tote that each order's units go into. */
export const Tour = Schema.Struct({
  id: Schema.String,
  tasks: Schema.Array(TaskId),
  totes: Schema.Array(Schema.Struct({ order: FulfilmentOrderId, tote: Lpn })),
  walkMm: Schema.Int,
  /** No walk to these tasks is shorter. */
  boundMm: Schema.Int,
  why: Schema.Array(Schema.String)
})
export interface Tour extends Schema.Schema.Type<typeof Tour> {}

/** What is picked together, by when it must leave, and how it is walked. */
export const WavePlan = Schema.Struct({
  id: WaveId,
  site: SiteId,
  shipMode: Schema.String,
  cutOffAt: Instant,
  orders: Schema.Array(FulfilmentOrderId),
  tours: Schema.Array(Tour),
  why: Schema.Array(Schema.String)
})
export interface WavePlan extends Schema.Schema.Type<typeof WavePlan> {}

/** A wave as it stands. */
export interface Wave {
  readonly status: WaveStatus
  readonly id: WaveId | undefined
  /** The latest plan; from release on it stays. */
  readonly plan: WavePlan | undefined
  readonly tours: ReadonlyArray<Tour>
}

/** What happened to a wave. Stored as written: add cases and optional fields, never change one. */
export const WaveEvent = Schema.TaggedUnion({
  WavePlanned: { ...WavePlan.fields, at: Instant },
  WaveReleased: { ...WavePlan.fields, at: Instant },
  WaveCompleted: { at: Instant }
})
export type WaveEvent = typeof WaveEvent.Type

/**
 * What may be asked of a wave. A plan may be looked at and made anew until the wave is released. Release brings the
 * plan that holds, so a wave that nobody wants to look at first is released at once.
 */
export type WaveCommand =
  | (WavePlan & { readonly _tag: "PlanWave"; readonly at: Instant })
  | (WavePlan & { readonly _tag: "ReleaseWave"; readonly at: Instant })
  | { readonly _tag: "CompleteWave"; readonly at: Instant }

/** Why a wave refuses, in order of precedence: when several apply, the first listed is returned. */
export type WaveRefusal =
  | { readonly _tag: "WaveIdTaken"; readonly id: WaveId }
  | { readonly _tag: "WrongStatus"; readonly status: WaveStatus; readonly needed: WaveStatus }
  | { readonly _tag: "NoOrders" }
  | { readonly _tag: "OrderTwice"; readonly order: FulfilmentOrderId }
  /** A task stands in two tours, or twice in one. */
  | { readonly _tag: "TaskTwice"; readonly task: TaskId }
  /** A tour has a tote for an order that is not in the wave. */
  | { readonly _tag: "OrderOutsideWave"; readonly tour: string; readonly order: FulfilmentOrderId }

/** A refusal as a sentence. */
export const sayWaveRefusal = (refusal: WaveRefusal): string => {
  switch (refusal._tag) {
    case "WaveIdTaken":
      return `${refusal.id} names another wave, or one released with another plan; expected a new id.`
    case "WrongStatus":
      return `The wave is ${refusal.status}; expected ${refusal.needed}.`
    case "NoOrders":
      return "Expected at least one fulfilment order, got none."
    case "OrderTwice":
      return `Fulfilment order ${refusal.order} is in the wave twice; expected each once.`
    case "TaskTwice":
      return `Task ${refusal.task} is walked to twice; expected each task in one tour.`
    case "OrderOutsideWave":
      return `Tour ${refusal.tour} has a tote for ${refusal.order}, which is not in the wave.`
  }
}

type Decision = Result.Result<ReadonlyArray<WaveEvent>, WaveRefusal>
type Planning = Exclude<WaveCommand, { readonly _tag: "CompleteWave" }>

/** The first that stands twice. */
const twice = <Id>(ids: ReadonlyArray<Id>): Id | undefined => {
  const seen = new Set<Id>()
  for (const id of ids) {
    if (seen.has(id)) return id
    seen.add(id)
  }
  return undefined
}

const planRefusal = ({ orders, tours }: WavePlan): WaveRefusal | undefined => {
  if (orders.length === 0) return { _tag: "NoOrders" }
  const order = twice(orders)
  if (order !== undefined) return { _tag: "OrderTwice", order }
  const task = twice(tours.flatMap((tour) => tour.tasks))
  if (task !== undefined) return { _tag: "TaskTwice", task }
  const inWave = new Set(orders)
  for (const { id, totes } of tours) {
    const outside = totes.find((tote) => !inWave.has(tote.order))
    if (outside !== undefined) return { _tag: "OrderOutsideWave", tour: id, order: outside.order }
  }
  return undefined
}

const plan = (command: Planning, wave: Wave): Decision => {
  const { _tag, at, ...planned } = command
  const isOpen = wave.status === "None" || wave.status === "Planned"
  if (Equal.equals(planned, wave.plan) && (_tag === "PlanWave" || !isOpen)) return Result.succeed([])
  if (!isOpen || (wave.id ?? planned.id) !== planned.id) return Result.fail({ _tag: "WaveIdTaken", id: planned.id })
  const refusal = planRefusal(planned)
  if (refusal !== undefined) return Result.fail(refusal)
  return Result.succeed([{ _tag: _tag === "PlanWave" ? "WavePlanned" : "WaveReleased", ...planned, at }])
}

const complete = (at: Instant, { status }: Wave): Decision => {
  if (status === "Completed") return Result.succeed([])
  if (status !== "Released") return Result.fail({ _tag: "WrongStatus", status, needed: "Released" })
  return Result.succeed([{ _tag: "WaveCompleted", at }])
}

const planned = (status: WaveStatus, event: WavePlan): Wave => {
  const { cutOffAt, id, orders, shipMode, site, tours, why } = event
  return { status, id, plan: { id, site, shipMode, cutOffAt, orders, tours, why }, tours }
}

/** A wave as decisions: planned as often as need be, released with its whole plan, completed. */
export const WaveDecider: Decider<Wave, WaveCommand, WaveEvent, WaveRefusal> = {
  initial: { status: "None", id: undefined, plan: undefined, tours: [] },
  decide: (command, wave) => {
    switch (command._tag) {
      case "PlanWave":
      case "ReleaseWave":
        return plan(command, wave)
      case "CompleteWave":
        return complete(command.at, wave)
    }
  },
  evolve: (wave, event) => {
    switch (event._tag) {
      case "WavePlanned":
        return planned("Planned", event)
      case "WaveReleased":
        return planned("Released", event)
      case "WaveCompleted":
        return { ...wave, status: "Completed" }
    }
  }
}
