/**
 * Dock → shelf: to the SKU's own pick face while there is room, what is over to the nearest reserve.
 */
import { atLocation } from "@stowage/kernel/Account"
import type { AsnId, LocationId, LotId, Sku, TaskId } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import type { PendingId } from "@stowage/kernel/Transfer"
import { type Room, claimRoom, settleRoom, unitsThatFit } from "@stowage/inventory/roomTransfers"
import { stockAt } from "@stowage/inventory/stockAccounts"
import type { InboundShipmentCommand } from "@stowage/receiving/InboundShipmentCommand"
import type { Handoff } from "./Handoff.ts"
import type { StockView } from "./StockView.ts"

/** Units on the dock that want a place. */
export interface DockStock {
  readonly sku: Sku
  readonly lot: LotId | ""
  readonly quantity: number
  readonly unit: Room
  /** Where they stand. */
  readonly at: LocationId
}

/** Where a SKU may be put: its pick faces first, then reserve locations, each list in order of preference. */
export interface PutawayPlaces {
  readonly faces: ReadonlyArray<LocationId>
  readonly reserves: ReadonlyArray<LocationId>
}

/** Units for one place, and why that one. */
export interface PutawayChoice {
  readonly to: LocationId
  readonly quantity: number
  readonly why: ReadonlyArray<string>
}

/** What was found a place for, and what was not: asked = Σ chosen + left. */
export interface PutawayPlan {
  readonly choices: ReadonlyArray<PutawayChoice>
  readonly left: number
}

/**
 * Fills the SKU's faces, then reserve locations in the order given, each as far as its room goes; pending putaways
 * count as room taken. A unit is never put where it does not fit. O(places looked at).
 */
export const choosePutaway = (goods: DockStock, places: PutawayPlaces, stock: StockView): PutawayPlan => {
  const choices: Array<PutawayChoice> = []
  const passed: Array<string> = []
  let left = goods.quantity
  const offer = (to: LocationId, kind: string): void => {
    if (left === 0) return
    const fits = unitsThatFit(stock.room(to), goods.unit)
    if (fits === 0) {
      if (passed.length < 3) passed.push(`not ${to}: no room for one more unit`)
      return
    }
    const quantity = Math.min(left, fits)
    choices.push({ to, quantity, why: [`${to} is ${kind}, with room for ${fits} units`, ...passed] })
    left -= quantity
  }
  for (const face of places.faces) offer(face, "the SKU's pick face")
  for (const reserve of places.reserves) {
    if (left === 0) break
    offer(reserve, "the nearest reserve with room")
  }
  return { choices, left }
}

/** The claim that a putaway task has on the units it is to carry. */
const carryClaim = (task: TaskId): PendingId => `put:${task}` as PendingId

/**
 * Plans one putaway: the task is recorded, its units claimed where they stand and the room where they go, so that
 * nobody else picks the ones or fills the other meanwhile.
 */
export const planPutaway = (
  asn: AsnId,
  task: TaskId,
  goods: DockStock,
  choice: PutawayChoice,
  stock: StockView,
  at: Instant
): Handoff => {
  const { at: place, lot, sku, unit } = goods
  const { quantity, to, why } = choice
  const { owner, site } = stock
  const key = { owner, sku, lot }
  const command: InboundShipmentCommand = { _tag: "PlanPutaway", task, sku, lot, quantity, to, why, at }
  return {
    commands: [{ kind: "inboundShipment", id: asn, command }],
    transfers: [
      {
        _tag: "Pend",
        id: carryClaim(task),
        from: stockAt(key, atLocation(site, place)),
        to: stockAt(key, atLocation(site, to)),
        quantity
      },
      ...claimRoom(task, site, to, unit, quantity)
    ]
  }
}

/** Says that a planned putaway was done in full by `by`: the units stand at their place and have taken their room. */
export const confirmPutaway = (
  asn: AsnId,
  task: TaskId,
  goods: DockStock,
  choice: PutawayChoice,
  by: string,
  at: Instant
): Handoff => {
  const { quantity } = choice
  return {
    commands: [{ kind: "inboundShipment", id: asn, command: { _tag: "ConfirmPutaway", task, quantity, by, at } }],
    transfers: [{ _tag: "Settle", id: carryClaim(task), quantity }, ...settleRoom(task, goods.unit, quantity)]
  }
}
