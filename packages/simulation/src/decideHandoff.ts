/**
 * A hand-off becomes a commit: every command is decided by its record, on what the commands before it left.
 */
import { FulfilmentOrderDecider } from "@stowage/fulfilment/FulfilmentOrderDecider"
import { sayFulfilmentOrderRefusal } from "@stowage/fulfilment/FulfilmentOrderRefusal"
import { WaveDecider } from "@stowage/fulfilment/Wave"
import { CountDecider } from "@stowage/inventory/CountDecider"
import { LotDecider } from "@stowage/inventory/Lot"
import { type Decider, fold } from "@stowage/kernel/Decider"
import type { Handoff, RecordCommand } from "@stowage/operations/Handoff"
import { OrderDecider } from "@stowage/orders/OrderDecider"
import { sayOrderRefusal } from "@stowage/orders/OrderRefusal"
import { InboundShipmentDecider } from "@stowage/receiving/InboundShipmentDecider"
import { sayInboundShipmentRefusal } from "@stowage/receiving/InboundShipmentRefusal"
import type { Append, EventData, StreamId } from "@stowage/runtime/Commit"
import * as Result from "effect/Result"
import { type World, recordOf } from "./World.ts"

/** A record said no to a command of a hand-off, so none of it happens. */
export interface HandoffRefused {
  readonly kind: RecordCommand["kind"]
  readonly id: string
  readonly command: string
  readonly said: string
}

interface Draft {
  readonly stream: StreamId
  readonly expected: number
  readonly events: Array<EventData>
  state: unknown
}

const decideOne = <State, Command extends { readonly _tag: string }, Event, Refusal>(
  draft: Draft,
  decider: Decider<State, Command, Event, Refusal>,
  command: Command,
  say: (refusal: Refusal) => string
): string | undefined => {
  const state = draft.state as State
  const decided = decider.decide(command, state)
  if (Result.isFailure(decided)) return say(decided.failure)
  draft.events.push(...(decided.success as ReadonlyArray<EventData>))
  draft.state = fold(decider, decided.success, state)
  return undefined
}

const asData = (refusal: unknown): string => JSON.stringify(refusal)

const stateIn = (world: World, { id, kind }: RecordCommand): unknown => {
  switch (kind) {
    case "order":
      return recordOf(world.orders, OrderDecider, id)
    case "fulfilmentOrder":
      return recordOf(world.fulfilmentOrders, FulfilmentOrderDecider, id)
    case "wave":
      return recordOf(world.waves, WaveDecider, id)
    case "inboundShipment":
      return recordOf(world.inbound, InboundShipmentDecider, id)
    case "count":
      return recordOf(world.counts, CountDecider, id)
    case "lot":
      return recordOf(world.lots, LotDecider, id)
  }
}

const decide = (draft: Draft, step: RecordCommand): string | undefined => {
  switch (step.kind) {
    case "order":
      return decideOne(draft, OrderDecider, step.command, sayOrderRefusal)
    case "fulfilmentOrder":
      return decideOne(draft, FulfilmentOrderDecider, step.command, sayFulfilmentOrderRefusal)
    case "wave":
      return decideOne(draft, WaveDecider, step.command, asData)
    case "inboundShipment":
      return decideOne(draft, InboundShipmentDecider, step.command, sayInboundShipmentRefusal)
    case "count":
      return decideOne(draft, CountDecider, step.command, asData)
    case "lot":
      return decideOne(draft, LotDecider, step.command, asData)
  }
}

/** The appends of a hand-off, or the first refusal. Commands that change nothing append nothing. */
export const decideHandoff = (world: World, handoff: Handoff): Result.Result<ReadonlyArray<Append>, HandoffRefused> => {
  const drafts = new Map<string, Draft>()
  for (const step of handoff.commands) {
    const stream = `${step.kind}/${step.id}` as StreamId
    let draft = drafts.get(stream)
    if (draft === undefined) {
      draft = { stream, expected: world.versions.get(stream) ?? 0, events: [], state: stateIn(world, step) }
      drafts.set(stream, draft)
    }
    const said = decide(draft, step)
    if (said === undefined) continue
    return Result.fail({ kind: step.kind, id: step.id, command: step.command._tag, said })
  }
  const appends = [...drafts.values()].filter((draft) => draft.events.length > 0)
  return Result.succeed(appends.map(({ events, expected, stream }) => ({ stream, expected, events })))
}
