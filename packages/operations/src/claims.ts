/**
 * Claims of an order line on promised stock, used up oldest first.
 */
import type { LineId, OrderId, Sku } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import type { PendingId, Transfer } from "@stowage/kernel/Transfer"
import { type HeldClaim, breakPromise, keepPromise } from "@stowage/inventory/moveStock"
import { repayShortfall } from "@stowage/inventory/promiseTransfers"
import { claimId } from "@stowage/inventory/reserve"
import { promisable, promisedTo } from "@stowage/inventory/stockAccounts"
import type { StockView } from "./StockView.ts"

/** Promised units of one order line. */
export interface LineUnits {
  readonly order: OrderId
  readonly line: LineId
  readonly sku: Sku
  readonly quantity: number
}

type Resolve = typeof keepPromise | typeof breakPromise

const resolveOldestFirst = (
  resolve: Resolve,
  stock: StockView,
  units: LineUnits,
  at: Instant
): ReadonlyArray<Transfer> => {
  const { line, order, quantity, sku } = units
  const { ever, held } = stock.claims(order, line)
  const pend =
    ({ expiresAt }: HeldClaim) =>
    (id: PendingId, left: number): Transfer => ({
      _tag: "Pend",
      id,
      from: promisable(stock.owner, sku, stock.site),
      to: promisedTo(stock.owner, sku),
      quantity: left,
      ...(expiresAt === undefined ? {} : { ttlMillis: Math.max(0, expiresAt - at) })
    })
  const transfers: Array<Transfer> = []
  let left = quantity
  for (const claim of held) {
    if (left === 0) break
    const used = Math.min(left, claim.quantity)
    transfers.push(...resolve(claim, used, { id: claimId(order, line, ever + 1), pend: pend(claim) }).transfers)
    left -= used
  }
  return transfers
}

/** Settles promised units: they went out. What is left of a claim stays promised under a new one, as long as before. */
export const keepPromises = (stock: StockView, lines: ReadonlyArray<LineUnits>, at: Instant): ReadonlyArray<Transfer> =>
  lines.flatMap((units) => resolveOldestFirst(keepPromise, stock, units, at))

/**
 * Gives back promised units: they are free to promise again. The exact inverse of reserving them, but that units which
 * are missing at the site are repaid first. What is left of a claim stays promised under a new one, as long as before.
 */
export const breakPromises = (
  stock: StockView,
  lines: ReadonlyArray<LineUnits>,
  at: Instant
): ReadonlyArray<Transfer> => {
  const freed = new Map<Sku, number>()
  for (const { quantity, sku } of lines) freed.set(sku, (freed.get(sku) ?? 0) + quantity)
  const repaid = [...freed].flatMap(([sku, units]) =>
    repayShortfall(stock.owner, sku, stock.site, units, stock.promises(sku).shortfall)
  )
  return [...lines.flatMap((units) => resolveOldestFirst(breakPromise, stock, units, at)), ...repaid]
}
