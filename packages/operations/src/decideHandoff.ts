/**
 * A hand-off becomes what a journal commits: every command is decided by its record, on what the commands before it
 * left.
 */
import { type FulfilmentOrder } from "@stowage/fulfilment/FulfilmentOrder"
import { FulfilmentOrderDecider } from "@stowage/fulfilment/FulfilmentOrderDecider"
import { sayFulfilmentOrderRefusal } from "@stowage/fulfilment/FulfilmentOrderRefusal"
import { type Wave, WaveDecider } from "@stowage/fulfilment/Wave"
import type { Count } from "@stowage/inventory/Count"
import { CountDecider } from "@stowage/inventory/CountDecider"
import { type Lot, LotDecider } from "@stowage/inventory/Lot"
import { type Decider, fold } from "@stowage/kernel/Decider"
import type { Transfer } from "@stowage/kernel/Transfer"
import type { Order } from "@stowage/orders/Order"
import { OrderDecider } from "@stowage/orders/OrderDecider"
import { sayOrderRefusal } from "@stowage/orders/OrderRefusal"
import type { InboundShipment } from "@stowage/receiving/InboundShipment"
import { InboundShipmentDecider } from "@stowage/receiving/InboundShipmentDecider"
import { sayInboundShipmentRefusal } from "@stowage/receiving/InboundShipmentRefusal"
import * as Result from "effect/Result"
import type { Handoff, RecordCommand } from "./Handoff.ts"

/** Records as they are now, by id; one that nobody wrote is as its decider begins. */
export interface RecordStates {
  readonly order: (id: string) => Order | undefined
  readonly fulfilmentOrder: (id: string) => FulfilmentOrder
  readonly wave: (id: string) => Wave
  readonly inboundShipment: (id: string) => InboundShipment
  readonly count: (id: string) => Count
  readonly lot: (id: string) => Lot | undefined
  /** How many events the stream `KIND/ID` has. */
  readonly version: (stream: string) => number
}

/** An event as plain data. */
export interface DecidedEvent {
  readonly _tag: string
  readonly [field: string]: unknown
}

/** Events for one record's stream, and how many it had. */
export interface DecidedAppend {
  readonly stream: string
  readonly expected: number
  readonly events: ReadonlyArray<DecidedEvent>
}

/** What a journal is to commit for a hand-off. Nothing at all when its commands were carried out before. */
export interface DecidedHandoff {
  readonly appends: ReadonlyArray<DecidedAppend>
  readonly transfers: ReadonlyArray<Transfer>
}

/** A record said no to a command of a hand-off, so none of it happens. */
export interface HandoffRefused {
  readonly kind: RecordCommand["kind"]
  readonly id: string
  readonly command: string
  readonly said: string
}

interface Draft {
  readonly stream: string
  readonly expected: number
  readonly events: Array<DecidedEvent>
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
  draft.events.push(...(decided.success as ReadonlyArray<DecidedEvent>))
  draft.state = fold(decider, decided.success, state)
  return undefined
}

const asData = (refusal: unknown): string => JSON.stringify(refusal)

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

/**
 * The events and transfers of a hand-off, or the first refusal. Commands that change nothing append nothing. When there
 * are commands and none of them changes anything, the hand-off was carried out before, and its transfers are left out:
 * a delivery that is scanned twice comes in once.
 */
export const decideHandoff = (
  records: RecordStates,
  handoff: Handoff
): Result.Result<DecidedHandoff, HandoffRefused> => {
  const drafts = new Map<string, Draft>()
  for (const step of handoff.commands) {
    const stream = `${step.kind}/${step.id}`
    let draft = drafts.get(stream)
    if (draft === undefined) {
      draft = { stream, expected: records.version(stream), events: [], state: records[step.kind](step.id) }
      drafts.set(stream, draft)
    }
    const said = decide(draft, step)
    if (said === undefined) continue
    return Result.fail({ kind: step.kind, id: step.id, command: step.command._tag, said })
  }
  const appends = [...drafts.values()].filter((draft) => draft.events.length > 0)
  const repeated = handoff.commands.length > 0 && appends.length === 0
  return Result.succeed({
    appends: appends.map(({ events, expected, stream }) => ({ stream, expected, events })),
    transfers: repeated ? [] : handoff.transfers
  })
}
