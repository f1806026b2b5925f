/**
 * The audit of a whole run: the books by inventory's own audit, and beside them what orders say they shipped.
 */
import { accountParts } from "@stowage/kernel/Account"
import type { Sku } from "@stowage/kernel/Ids"
import type { Balance, Pending } from "@stowage/kernel/Transfer"
import { type Audit, startAudit } from "@stowage/inventory/audit"
import type { OrderEvent } from "@stowage/orders/OrderEvent"
import type { EventData, RecordedCommit } from "@stowage/runtime/Commit"

/** What an audit found, and how much it read. */
export interface AuditResult {
  /** Sentences that name what is wrong; empty when nothing is. */
  readonly findings: ReadonlyArray<string>
  readonly commits: number
  readonly transfers: number
  readonly balances: number
}

/** A store's balances and open claims. */
export interface RunBooks {
  readonly balances: ReadonlyArray<Balance>
  readonly pendings: Iterable<Pending>
}

/** An audit in progress. */
export interface RunAudit {
  /** Shows it the next commit, in order. */
  readonly read: (commit: RecordedCommit) => void
  /** The result, given all balances and all open claims as the store reports them. */
  readonly result: (stored: RunBooks) => AuditResult
}

interface Shipped {
  readonly skuOf: Map<string, Sku>
  readonly byOrders: Map<Sku, number>
}

const readOrder = (shipped: Shipped, order: string, data: EventData): void => {
  // The journal keeps an order's events as plain data of the order's own event type.
  const event = data as OrderEvent
  if (event._tag === "OrderPlaced") {
    for (const line of event.lines) shipped.skuOf.set(`${order}|${line.lineId}`, line.sku)
  }
  if (event._tag !== "LinesShipped") return
  for (const { lineId, quantity } of event.lines) {
    const sku = shipped.skuOf.get(`${order}|${lineId}`)
    if (sku !== undefined) shipped.byOrders.set(sku, (shipped.byOrders.get(sku) ?? 0) + quantity)
  }
}

/** Units that orders say were shipped are units that the ledger gave to customers, SKU by SKU. */
const shippedAlike = (audit: Audit, shipped: Shipped): ReadonlyArray<string> => {
  const byLedger = new Map<Sku, number>()
  for (const [account, { posted }] of audit.rederived().sums) {
    const { book, place, sku } = accountParts(account)
    if (book === "physical" && place.startsWith("customer:")) byLedger.set(sku, (byLedger.get(sku) ?? 0) + posted)
  }
  return [...new Set([...byLedger.keys(), ...shipped.byOrders.keys()])]
    .filter((sku) => (byLedger.get(sku) ?? 0) !== (shipped.byOrders.get(sku) ?? 0))
    .map(
      (sku) =>
        `${sku}: orders say ${shipped.byOrders.get(sku) ?? 0} units were shipped, the ledger ${byLedger.get(sku) ?? 0}.`
    )
}

/** An audit that has read nothing yet. */
export const startRunAudit = (): RunAudit => {
  const audit = startAudit()
  const shipped: Shipped = { skuOf: new Map(), byOrders: new Map() }
  let [commits, transfers] = [0, 0]
  return {
    read: (commit) => {
      commits += 1
      transfers += commit.transfers.length
      audit.read(commit)
      for (const { events, stream } of commit.appends) {
        if (!stream.startsWith("order/")) continue
        for (const event of events) readOrder(shipped, stream.slice("order/".length), event)
      }
    },
    result: (stored) => {
      const books = audit.findings(stored).map((finding) => `${finding.rule}: ${finding.said}`)
      const findings = [...books, ...shippedAlike(audit, shipped)]
      return { findings, commits, transfers, balances: stored.balances.length }
    }
  }
}
