/**
 * Promising stock to an order: a claim per line in the promise book, from the moment the order is taken.
 */
import type { LineId, OrderId, OwnerId, SiteId, Sku } from "@stowage/kernel/Ids"
import type { Account } from "@stowage/kernel/Account"
import type { Pend, PendingId, Transfer } from "@stowage/kernel/Transfer"
import { mustBeCount } from "./askedUnits.ts"
import { backorderAt, promisable, promisedTo } from "./stockAccounts.ts"

/** What one line asks for. */
export interface ReserveLine {
  readonly line: LineId
  readonly sku: Sku
  /** A whole number of at least 0. */
  readonly quantity: number
  /** How many claims this line had before; names the next one. 0 for a new line. */
  readonly claimsBefore: number
}

/** What one line was given: asked = reserved + backordered + short. */
export interface ReservedLine {
  readonly line: LineId
  readonly sku: Sku
  readonly asked: number
  readonly reserved: number
  readonly short: number
  /** The claim; absent when nothing was reserved. */
  readonly claim?: PendingId
  /** Promised for stock yet to come; absent when none. */
  readonly backordered?: number
  /** The claim on it; absent when none is. */
  readonly backorderClaim?: PendingId
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
  /**
   * Whether a SKU may be promised beyond what there is, as its catalogue entry says (`backorderAllowed`). None may when
   * absent.
   */
  readonly backorder?: (sku: Sku) => boolean
}

/**
 * The name of a line's `nth` claim. A claim once resolved is never used again, so what remains is claimed under the
 * next. Ids may contain `/` but no `|`, so two lines never share a name.
 */
export const claimId = (order: OrderId, line: LineId, nth: number): PendingId =>
  `claim:${order}|${line}#${nth}` as PendingId

/** Whose claim it is, by its name. */
export interface ClaimedBy {
  readonly order: OrderId
  readonly line: LineId
  /** The component, where the line sells kits by their components. */
  readonly component?: Sku
}

/** The order and line whose claim this is; undefined for a pending transfer that is no order's. */
export const claimedBy = (id: PendingId): ClaimedBy | undefined => {
  const [bar, hash] = [id.indexOf("|"), id.lastIndexOf("#")]
  if (!id.startsWith("claim:") || bar < 0 || hash < bar) return undefined
  const order = id.slice("claim:".length, bar) as OrderId
  const [line, component] = id.slice(bar + 1, hash).split("|") as [LineId, Sku?]
  return component === undefined ? { order, line } : { order, line, component }
}

const claim = (from: ReserveFrom, account: Account, asked: ReserveLine, nth: number, quantity: number): Pend => {
  const { order, owner, ttlMillis } = from
  return {
    _tag: "Pend",
    id: claimId(order, asked.line, nth),
    from: account,
    to: promisedTo(owner, asked.sku),
    quantity,
    ...(ttlMillis === undefined ? {} : { ttlMillis })
  }
}

const freeOf = ({ free, site }: ReserveFrom, sku: Sku): number => {
  const units = free(sku)
  if (Number.isNaN(units)) throw new RangeError(`NaN units of ${sku} are free at ${site}; expected a number`)
  return Math.max(0, units)
}

/**
 * Reserves as much of each line as there is, in the order of the lines. The rest is promised for stock yet to come,
 * under the line's next name, where the SKU allows it, and is else named as short. Lines of one SKU draw on the same
 * stock, so their demand is summed. Throws on a quantity that is no count: units less than none would be another
 * line's, and on free units that are no number. O(lines).
 */
export const reserve = (from: ReserveFrom, lines: ReadonlyArray<ReserveLine>): Reservation => {
  const left = new Map<Sku, number>()
  const transfers: Array<Transfer> = []
  const reservedLines = lines.map((asked): ReservedLine => {
    const { claimsBefore, line, quantity, sku } = asked
    mustBeCount(line, sku, quantity)
    const free = left.get(sku) ?? freeOf(from, sku)
    const reserved = Math.min(free, quantity)
    left.set(sku, free - reserved)
    const rest = quantity - reserved
    const backordered = rest > 0 && from.backorder?.(sku) === true ? rest : 0
    const claims: Array<Pend> = []
    if (reserved > 0)
      claims.push(claim(from, promisable(from.owner, sku, from.site), asked, claimsBefore + 1, reserved))
    if (backordered > 0) {
      const nth = claimsBefore + claims.length + 1
      claims.push(claim(from, backorderAt(from.owner, sku, from.site), asked, nth, backordered))
    }
    transfers.push(...claims)
    const [first, last] = [claims[0], claims.at(-1)]
    return {
      line,
      sku,
      asked: quantity,
      reserved,
      short: rest - backordered,
      ...(reserved > 0 && first !== undefined ? { claim: first.id } : {}),
      ...(backordered > 0 && last !== undefined ? { backordered, backorderClaim: last.id } : {})
    }
  })
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
