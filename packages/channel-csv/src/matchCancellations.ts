/**
 * Cancellations that do not say which order they take back, matched to the orders they can mean.
 */
import type { Eaches } from "@stowage/kernel/Eaches"
import type { LineId, OrderId, Sku } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import type { OrderCommand, RequestId } from "@stowage/orders/OrderCommand"
import type { IncomingCancellation } from "./CsvOrders.ts"
import type { PlaceOrder } from "./placeOrders.ts"

/** Units of an order's line that a cancellation takes back. */
export interface CancellationMatch {
  readonly orderId: OrderId
  readonly lineId: LineId
  readonly quantity: Eaches
  readonly at: Instant
  /** `C536379/1`: the cancellation and which of its lines. Two matches of one line are of different order lines. */
  readonly reference: string
}

/** Units that no order of that customer and SKU was found for. */
export interface UnmatchedCancellation {
  readonly externalId: string
  readonly line: number
  readonly sku: Sku
  readonly quantity: Eaches
}

/** All units of all cancellations: each is in a match or unmatched. */
export interface MatchedCancellations {
  readonly matches: ReadonlyArray<CancellationMatch>
  readonly unmatched: ReadonlyArray<UnmatchedCancellation>
}

/**
 * Matches each cancelled unit to an order of the same customer and SKU that was placed at or before the cancellation:
 * the latest order first, its last line first, and never more than was ordered and is not cancelled yet.
 * Cancellations count in order of time, then as given. Without a customer nothing matches.
 *
 * Time: that of sorting both lists, and for each cancelled line the open lines of that customer and SKU.
 */
export const matchCancellations = (
  orders: ReadonlyArray<PlaceOrder>,
  cancellations: ReadonlyArray<IncomingCancellation>
): MatchedCancellations => {
  const open = openLines(orders)
  const matches: Array<CancellationMatch> = []
  const unmatched: Array<UnmatchedCancellation> = []
  for (const { externalId, at, customerId, lines } of [...cancellations].sort((a, b) => a.at - b.at)) {
    for (const [index, { line, sku, quantity }] of lines.entries()) {
      let left: number = quantity
      const candidates = customerId === undefined ? [] : (open.get(keyOf(customerId, sku)) ?? [])
      for (let last = candidates.length - 1; last >= 0 && left > 0; last--) {
        const candidate = candidates[last] as OpenLine
        if (candidate.placedAt > at) continue
        const taken = Math.min(left, candidate.left)
        left -= taken
        candidate.left -= taken
        if (candidate.left === 0) candidates.splice(last, 1)
        const { orderId, lineId } = candidate
        matches.push({ orderId, lineId, quantity: taken as Eaches, at, reference: `${externalId}/${index + 1}` })
      }
      if (left > 0) unmatched.push({ externalId, line, sku, quantity: left as Eaches })
    }
  }
  return { matches, unmatched }
}

/** The command for the order of `match`. Its request id comes from the file, so that it is carried out once. */
export const cancelLine = (
  match: CancellationMatch,
  at: Instant
): Extract<OrderCommand, { readonly _tag: "CancelLine" }> => ({
  _tag: "CancelLine",
  at,
  requestId: `${match.reference}/${match.lineId}` as RequestId,
  lineId: match.lineId,
  quantity: match.quantity,
  reason: `cancelled by ${match.reference}`
})

interface OpenLine {
  readonly orderId: OrderId
  readonly lineId: LineId
  readonly placedAt: Instant
  left: number
}

const keyOf = (customerId: string, sku: string): string => `${customerId}|${sku}`

/** Lines of known customers by customer and SKU, the earliest first. */
const openLines = (orders: ReadonlyArray<PlaceOrder>): Map<string, Array<OpenLine>> => {
  const open = new Map<string, Array<OpenLine>>()
  for (const { orderId, buyer, placedAt, lines } of [...orders].sort((a, b) => a.placedAt - b.placedAt)) {
    if (buyer._tag === "Unknown") continue
    for (const { lineId, sku, quantity } of lines) {
      const key = keyOf(buyer.customerId, sku)
      const line: OpenLine = { orderId, lineId, placedAt, left: quantity }
      const known = open.get(key)
      if (known === undefined) open.set(key, [line])
      else known.push(line)
    }
  }
  return open
}
