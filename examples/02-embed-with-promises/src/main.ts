/**
 * A shop on one SQLite file, in plain promises: two customers want more than there is, one order ships, the books
 * agree.
 *
 *     node src/main.ts [FILE]
 *
 * Run again on the same file it says so and changes nothing: every command has a name, and a name has one effect.
 */
import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { availabilityOf, claimId, moveStock, receiveStock, reserve, shipStock, verify } from "@stowage/inventory"
import {
  eaches,
  FulfilmentOrderId,
  Instant,
  LineId,
  LocationId,
  Lpn,
  OrderId,
  OwnerId,
  SiteId,
  Sku,
  SomeEaches
} from "@stowage/kernel"
import { atLocation, inUnit } from "@stowage/kernel/Account"
import type { Transfer } from "@stowage/kernel/Transfer"
import { order, type OrderCommand, OrderDecider, OrderEvent, RequestId, sayOrderRefusal } from "@stowage/orders"
import { type CommitId, handle, Journal, origin, sayCommitRefusal } from "@stowage/runtime"
import { layer } from "@stowage/store-sqlite"
import * as Effect from "effect/Effect"
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as Result from "effect/Result"

const [owner, site, sku, lineId] = [OwnerId.make("acme"), SiteId.make("WH1"), Sku.make("TEA-1"), LineId.make("L1")]
const [tea, shelf, tote] = [{ owner, sku }, atLocation(site, LocationId.make("A01")), inUnit(site, Lpn.make("TOTE-1"))]
const [first, second] = [OrderId.make("web-1"), OrderId.make("web-2")]
const at = Instant.make(Date.UTC(2026, 2, 2, 9)) // a service passes its clock's

const file = process.argv[2] ?? join(mkdtempSync(join(tmpdir(), "stowage-")), "shop.db")
const runtime = ManagedRuntime.make(layer({ file }))
const journal = await runtime.runPromise(Journal) // rejects, saying why, when the file cannot be opened

/** The one bridge: an effect becomes a promise of its answer or of its refusal. */
const ask = <A, E>(effect: Effect.Effect<A, E, Journal>): Promise<Result.Result<A, E>> =>
  runtime.runPromise(Effect.result(effect))
const orders = handle({ kind: "order", decider: OrderDecider, event: OrderEvent })

/** A command to an order, and the stock that moves with it: both happen, or neither. */
const tell = (id: OrderId, command: OrderCommand, transfers: ReadonlyArray<Transfer> = []) => {
  const name = `${command._tag}:${id}` as CommitId
  const withEvents = (events: ReadonlyArray<OrderEvent>) => (events.length === 0 ? [] : transfers)
  return ask(orders(id, command, { id: name, at, actor: "shop", transfers: withEvents }))
}

const stock = async () => availabilityOf(owner, sku, site, Result.getOrThrow(await ask(journal.balances({ sku }))))

/** Promises what there is. When somebody else was quicker the ledger refuses, and the shop looks again. */
const promiseLine = async (id: OrderId, quantity: number): Promise<void> => {
  const { available } = await stock()
  const from = { order: id, owner, site, free: () => available }
  const { lines, transfers } = reserve(from, [{ line: lineId, sku, quantity, claimsBefore: 0 }])
  const promised = lines.map(({ reserved, short }) => ({ lineId, promised: eaches(reserved), short: eaches(short) }))
  const requestId = RequestId.make("first")
  const told = await tell(id, { _tag: "PromiseLines", at, requestId, lines: promised }, transfers)
  if (Result.isSuccess(told)) {
    const line = told.success.state?.lines[0]
    console.log(`${id}: ${line?.promised} promised, ${line?.backordered} wait for stock`)
  } else if (told.failure._tag === "TransferRefused") {
    console.log(`${id}: too late. ${sayCommitRefusal(told.failure)}`)
    return promiseLine(id, quantity)
  } else if (told.failure._tag === "Refused") console.log(`${id}: ${sayOrderRefusal(told.failure.refusal)}`)
  else throw new Error(`${id}: ${told.failure._tag}`)
}

const received = receiveStock(tea, "leaf-ltd", site, shelf, 10, { free: 0, shortfall: 0 })
const delivery = { id: "delivery-7" as CommitId, at, actor: "dock", appends: [], transfers: received }
await ask(journal.commit(delivery))
await tell(first, order("4xTEA-1@4.50", { orderId: first }))
await tell(second, order("8xTEA-1@4.50", { orderId: second }))
await Promise.all([promiseLine(first, 4), promiseLine(second, 8)]) // both see 10 free

const fulfilmentOrderId = FulfilmentOrderId.make("web-1.1")
const lines = [{ lineId, quantity: SomeEaches.make(4) }]
await tell(first, { _tag: "ReleaseLines", at, fulfilmentOrderId, lines })
const shipment = { _tag: "RecordShipped", at, shipmentId: RequestId.make("S1"), fulfilmentOrderId, lines } as const
await tell(first, shipment, [
  moveStock(tea, shelf, tote, 4),
  shipStock(tea, tote, "ada", 4),
  { _tag: "Settle", id: claimId(first, lineId, 1), quantity: 4 }
])
await tell(first, { _tag: "CloseOrder", at })
const again = Result.getOrThrow(await tell(first, shipment))
console.log(`${first}: ${again.state?.status}; shipped again, it made ${again.events.length} events`)
console.log("stock:", await stock())

const commits = Result.getOrThrow(await ask(journal.commits(origin, 1000)))
const balances = Result.getOrThrow(await ask(journal.balances({})))
const pendings = Result.getOrThrow(await ask(journal.pendings({})))
const findings = verify(commits, { balances, pendings })
console.log(`${commits.length} commits in ${file}; the audit finds ${findings.length} faults`)
await runtime.dispose()
