/**
 * Promising stock to an order: a claim per line in the promise book, from the moment the order is taken.
 */
import type { LineId, OrderId, OwnerId, SiteId, Sku } from "@stowage/kernel/Ids"
import type { PendingId, Transfer } from "@stowage/kernel/Transfer"
import { promisable, promisedTo } from "./stockAccounts.ts"

/** What one line asks for. */
export interface ReserveLine {
  readonly line: LineId
  readonly sku: Sku
  readonly quantity: number
  /** How many claims this line had before; names the next one. 0 for a new line. */
  readonly claimsBefore: number
}

/** What one line was given: asked = reserved + short. */
export interface ReservedLine {
  readonly line: LineId
  readonly sku: Sku
  readonly asked: number
  readonly reserved: number
  readonly short: number
  /** The claim; absent when nothing was reserved. */
  readonly claim?: PendingId
}

/** The claims of an order, and what each line got. */
export interface Reservation {
  readonly transfers: ReadonlyArray<Transfer>
  readonly lines: ReadonlyArray<ReservedLine>
}

/** Where from, for whom, and for how long. */
export interface ReserveFrom {
  readonly order: OrderId
  readonly owner: OwnerId
  readonly site: SiteId
  /** Free to promise of a SKU at the site. */
  readonly free: (sku: Sku) => number
  /** A claim that is not confirmed within this time may be expired; no end when absent. */
  readonly ttlMillis?: number
}

/**
 * The name of a line's `nth` claim. A claim once resolved is never used again, so what remains is claimed under the
 * next. Ids may contain `/` but no `|`, so two lines never share a name.
 */
export const claimId = (order: OrderId, line: LineId, nth: number): PendingId =>
  `claim:${order}|${line}#${nth}` as PendingId

/** The order and line whose claim this is; undefined for a pending transfer that is no order's. */
export const claimedBy = (id: PendingId): { readonly order: OrderId; readonly line: LineId } | undefined => {
  const [bar, hash] = [id.indexOf("|"), id.lastIndexOf("#")]
  if (!id.startsWith("claim:") || bar < 0 || hash < bar) return undefined
  return { order: id.slice("claim:".length, bar) as OrderId, line: id.slice(bar + 1, hash) as LineId }
}

const claim = (from: ReserveFrom, asked: ReserveLine, quantity: number): Transfer => {
  const { order, owner, site, ttlMillis } = from
  const { claimsBefore, line, sku } = asked
  return {
    _tag: "Pend",
    id: claimId(order, line, claimsBefore + 1),
    from: promisable(owner, sku, site),
    to: promisedTo(owner, sku),
    quantity,
    ...(ttlMillis === undefined ? {} : { ttlMillis })
  }
}

/**
 * Reserves as much of each line as there is, in the order of the lines; what is not there is named as short. Lines of
 * one SKU draw on the same stock, so their demand is summed. O(lines).
 */
export const reserve = (from: ReserveFrom, lines: ReadonlyArray<ReserveLine>): Reservation => {
  const left = new Map<Sku, number>()
  const transfers: Array<Transfer> = []
  const reservedLines: Array<ReservedLine> = []
  for (const asked of lines) {
    const { line, quantity, sku } = asked
    const free = left.get(sku) ?? Math.max(0, from.free(sku))
    const reserved = Math.min(free, quantity)
    left.set(sku, free - reserved)
    const short = quantity - reserved
    if (reserved === 0) {
      reservedLines.push({ line, sku, asked: quantity, reserved, short })
      continue
    }
    transfers.push(claim(from, asked, reserved))
    const id = claimId(from.order, line, asked.claimsBefore + 1)
    reservedLines.push({ line, sku, asked: quantity, reserved, short, claim: id })
  }
  return { transfers, lines: reservedLines }
}

/**
 * All lines in full, or none of any: then each line is short of all it asked for, and `reserve` of the same lines
 * says which of them there was not enough for.
 */
export const reserveAll = (from: ReserveFrom, lines: ReadonlyArray<ReserveLine>): Reservation => {
  const tried = reserve(from, lines)
  if (tried.lines.every((line) => line.short === 0)) return tried
  const none = tried.lines.map(({ asked, line, sku }) => ({ line, sku, asked, reserved: 0, short: asked }))
  return { transfers: [], lines: none }
}
