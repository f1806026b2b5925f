/**
 * The state of a site as folded from its commits: records, ledger, and the indexes that decisions ask. Built from a
 * journal or as the days go by, it is the same world.
 */
import type { Instant } from "@stowage/kernel/Instant"
import { type LocationId, type OrderId, type SiteId, type Sku } from "@stowage/kernel/Ids"
import { type Ledger, type LedgerChange, isRefusal, makeLedger } from "@stowage/kernel/ledger"
import { type Pending, sayTransferRefusal } from "@stowage/kernel/Transfer"
import { type FulfilmentOrder } from "@stowage/fulfilment/FulfilmentOrder"
import { FulfilmentOrderDecider } from "@stowage/fulfilment/FulfilmentOrderDecider"
import { type Wave, WaveDecider } from "@stowage/fulfilment/Wave"
import type { Count } from "@stowage/inventory/Count"
import { CountDecider } from "@stowage/inventory/CountDecider"
import { type Lot, LotDecider } from "@stowage/inventory/Lot"
import type { Order } from "@stowage/orders/Order"
import { OrderDecider } from "@stowage/orders/OrderDecider"
import type { InboundShipment } from "@stowage/receiving/InboundShipment"
import { InboundShipmentDecider } from "@stowage/receiving/InboundShipmentDecider"
import { type BalanceIndex, makeBalanceIndex } from "@stowage/runtime/balanceIndex"
import type { Commit, EventData } from "@stowage/runtime/Commit"
import type { SiteEvent } from "./SiteEvent.ts"

/** Records of one kind by id. */
type Records<State> = Map<string, State>

/** A site as it is now. */
export interface World {
  readonly ledger: Ledger
  readonly index: BalanceIndex
  /** How many events each stream has. */
  readonly versions: Map<string, number>
  readonly orders: Records<Order | undefined>
  readonly fulfilmentOrders: Records<FulfilmentOrder>
  readonly waves: Records<Wave>
  readonly inbound: Records<InboundShipment>
  readonly counts: Records<Count>
  readonly lots: Records<Lot | undefined>
  /** Claims of order lines that are open, by `ORDER|LINE`, and how many there ever were. */
  readonly claims: Map<string, { readonly held: ReadonlyArray<Pending>; readonly ever: number }>
  /** Orders with backordered units. */
  readonly waiting: Set<OrderId>
  /** Fulfilment orders of each order. */
  readonly workOf: Map<OrderId, ReadonlyArray<string>>
  /** Locations that a count was asked for and not closed, with the id of one such count. */
  readonly underCount: Map<LocationId, string>
  readonly faces: Map<Sku, LocationId>
  /** When announced deliveries are due. */
  readonly dueAt: Map<string, Instant>
  /** Time of the last commit. */
  lastAt: Instant
  /** How many commits it is made of. */
  position: number
  /** How many cartons were closed; their labels are numbered on. */
  cartons: number
  site: SiteId | undefined
  closedUntil: string
}

export const emptyWorld = (): World => ({
  ledger: makeLedger(),
  index: makeBalanceIndex(),
  versions: new Map(),
  orders: new Map(),
  fulfilmentOrders: new Map(),
  waves: new Map(),
  inbound: new Map(),
  counts: new Map(),
  lots: new Map(),
  claims: new Map(),
  waiting: new Set(),
  workOf: new Map(),
  underCount: new Map(),
  faces: new Map(),
  dueAt: new Map(),
  lastAt: 0 as Instant,
  position: 0,
  cartons: 0,
  site: undefined,
  closedUntil: ""
})

/** What was decided by a record's own decider is of its event type; the journal keeps it as plain data. */
const evolveIn = <State>(
  records: Records<State>,
  { evolve, initial }: { readonly initial: State; readonly evolve: (state: State, event: never) => State },
  id: string,
  event: EventData
): void => {
  records.set(id, evolve(records.get(id) ?? initial, event as never))
}

const evolveSite = (world: World, event: SiteEvent): void => {
  if (event._tag === "SiteOpened") world.site = event.site
  if (event._tag === "DayClosed") world.closedUntil = event.date
  if (event._tag === "FacesSlotted") {
    world.faces.clear()
    for (const { face, sku } of event.assignments) world.faces.set(sku, face)
  }
}

/** An order that is over is forgotten, with its work: nothing is decided on it any more, and the journal keeps it. */
const afterOrder = (world: World, id: string): void => {
  const order = world.orders.get(id)
  if (order === undefined) return
  if (order.status === "Placed") {
    if (order.lines.some((line) => line.backordered > 0)) world.waiting.add(id as OrderId)
    else world.waiting.delete(id as OrderId)
    return
  }
  world.waiting.delete(id as OrderId)
  world.orders.delete(id)
  for (const work of world.workOf.get(id as OrderId) ?? []) world.fulfilmentOrders.delete(work)
  for (const line of order.lines) world.claims.delete(`${id}|${line.lineId}`)
  world.workOf.delete(id as OrderId)
}

const evolveFulfilment = (world: World, id: string, event: EventData): void => {
  evolveIn(world.fulfilmentOrders, FulfilmentOrderDecider, id, event)
  const order = world.fulfilmentOrders.get(id)?.order
  if (event._tag === "FulfilmentOrderOpened" && order !== undefined) {
    world.workOf.set(order, [...(world.workOf.get(order) ?? []), id])
  }
  if (event._tag === "CartonsPacked") world.cartons += (event["cartons"] as ReadonlyArray<unknown>).length
}

const evolveCount = (world: World, id: string, event: EventData): void => {
  evolveIn(world.counts, CountDecider, id, event)
  const location = world.counts.get(id)?.location
  if (location === undefined) return
  if (event._tag === "CountRequested") world.underCount.set(location, id)
  if (event._tag !== "CountClosed") return
  world.counts.delete(id)
  // Two short picks at one location ask for two counts: it is blocked until both are closed.
  const another = [...world.counts].find(([, count]) => count.location === location)
  if (another === undefined) world.underCount.delete(location)
  else world.underCount.set(location, another[0])
}

const evolveInbound = (world: World, id: string, event: EventData): void => {
  evolveIn(world.inbound, InboundShipmentDecider, id, event)
  if (event._tag === "ShipmentAnnounced") world.dueAt.set(id, event["dueAt"] as Instant)
  const shipment = world.inbound.get(id)
  if (shipment?.status === "Closed" && shipment.putaways.every((putaway) => putaway.done !== undefined)) {
    world.inbound.delete(id)
    world.dueAt.delete(id)
  }
}

const evolve = (world: World, stream: string, event: EventData): void => {
  const slash = stream.indexOf("/")
  const id = stream.slice(slash + 1)
  switch (stream.slice(0, slash)) {
    case "order":
      evolveIn(world.orders, OrderDecider, id, event)
      return afterOrder(world, id)
    case "fulfilmentOrder":
      return evolveFulfilment(world, id, event)
    case "wave":
      return event._tag === "WaveCompleted"
        ? void world.waves.delete(id)
        : evolveIn(world.waves, WaveDecider, id, event)
    case "inboundShipment":
      return evolveInbound(world, id, event)
    case "count":
      return evolveCount(world, id, event)
    case "lot":
      return evolveIn(world.lots, LotDecider, id, event)
    case "site":
      return evolveSite(world, event as SiteEvent)
  }
}

const noteClaims = (world: World, change: LedgerChange): void => {
  for (const pending of change.pendings) {
    if (!pending.id.startsWith("claim:")) continue
    const line = pending.id.slice("claim:".length, pending.id.lastIndexOf("#"))
    const { ever, held } = world.claims.get(line) ?? { ever: 0, held: [] }
    const open = pending.state === "pending"
    const known = held.some((claim) => claim.id === pending.id)
    if (open && !known) world.claims.set(line, { held: [...held, pending], ever: ever + 1 })
    if (!open && known) world.claims.set(line, { held: held.filter((claim) => claim.id !== pending.id), ever })
    // Made and resolved within one commit: it still used up its name.
    if (!open && !known) world.claims.set(line, { held, ever: ever + 1 })
  }
}

/**
 * Adds a commit to the world. What the ledger refuses throws: nobody proposes what the world's own ledger would refuse.
 */
export const applyCommit = (world: World, commit: Commit): void => {
  const change = world.ledger.post(commit.transfers, commit.at)
  if (isRefusal(change)) throw new Error(`Commit ${commit.id}: ${sayTransferRefusal(change)}`)
  for (const balance of change.balances) world.index.note(balance)
  noteClaims(world, change)
  for (const { events, stream } of commit.appends) {
    world.versions.set(stream, (world.versions.get(stream) ?? 0) + events.length)
    for (const event of events) evolve(world, stream, event)
  }
  world.position += 1
  world.lastAt = commit.at
}
