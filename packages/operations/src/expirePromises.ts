/**
 * Time → promises: what was claimed for a while and not released in time is free again, and the order's units wait.
 */
import { accountParts, siteOf } from "@stowage/kernel/Account"
import { SomeEaches } from "@stowage/kernel/Eaches"
import type { LineId, OrderId, Sku } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import type { Pending, Transfer } from "@stowage/kernel/Transfer"
import type { Kit } from "@stowage/inventory/kits"
import { repayShortfall } from "@stowage/inventory/promiseTransfers"
import { type ClaimedBy, claimedBy } from "@stowage/inventory/reserve"
import { type Order, lineOf } from "@stowage/orders/Order"
import type { RequestId } from "@stowage/orders/OrderCommand"
import type { Handoff, RecordCommand } from "./Handoff.ts"
import type { StockView } from "./StockView.ts"

/** What the SKU of an order's line is sold as: a kit by its components; undefined for what is claimed as it is. */
export type KitOf = (sku: Sku) => Kit | undefined

/** What a line was promised at once: one claim, or one for each component of its kits. */
interface Promised {
  readonly of: ClaimedBy
  readonly claims: Array<Pending>
}

interface Lapsed {
  readonly order: OrderId
  readonly line: LineId
  /** In units of the line: of kits, how many kits. */
  readonly units: number
  readonly claims: ReadonlyArray<Pending>
}

const skuOf = ({ from }: Pending): Sku => accountParts(from).sku

/** Claims that are orders' on what the view is of; those of the components of one line's kits, made at once, together. */
const promisedOf = (claims: Iterable<Pending>, { owner, site }: StockView): Iterable<Promised> => {
  const promised = new Map<string, Promised>()
  for (const claim of claims) {
    const of = claimedBy(claim.id)
    const from = accountParts(claim.from)
    if (of === undefined || from.owner !== owner || siteOf(from.place) !== site) continue
    const name =
      of.component === undefined ? claim.id : `${of.order}|${of.line}|${claim.id.slice(claim.id.lastIndexOf("#"))}`
    const known = promised.get(name)
    if (known === undefined) promised.set(name, { of, claims: [claim] })
    else known.claims.push(claim)
  }
  return promised.values()
}

/** How many kits `claims` hold, of each all components and nothing beside; undefined when they hold no whole kits. */
const wholeKits = (kit: Kit, claims: ReadonlyArray<Pending>): number | undefined => {
  const held = new Map(claims.map((claim) => [skuOf(claim), claim.quantity]))
  const [first] = kit.components
  const kits = first === undefined ? 0 : (held.get(first.sku) ?? 0) / first.quantity
  const areWhole = held.size === kit.components.length && Number.isSafeInteger(kits) && kits > 0
  return areWhole && kit.components.every(({ quantity, sku }) => held.get(sku) === quantity * kits) ? kits : undefined
}

/** Those that no site is at work on: units that were released since stand. */
const lapsedOf = (
  promised: Iterable<Promised>,
  orderOf: (id: OrderId) => Order | undefined,
  kitOf: KitOf
): ReadonlyArray<Lapsed> => {
  const lapsed: Array<Lapsed> = []
  const given = new Map<string, number>()
  for (const { claims, of } of promised) {
    const order = orderOf(of.order)
    const line = order === undefined ? undefined : lineOf(order, of.line)
    if (line === undefined) continue
    const kit = kitOf(line.sku)
    const units = of.component === undefined ? claims[0]?.quantity : kit && wholeKits(kit, claims)
    const key = `${of.order}|${of.line}`
    const sum = (given.get(key) ?? 0) + (units ?? 0)
    if (units === undefined || sum > line.promised) continue
    given.set(key, sum)
    lapsed.push({ order: of.order, line: of.line, units, claims })
  }
  return lapsed
}

const sumBy = <A, Key extends string>(
  all: ReadonlyArray<A>,
  keyOf: (one: A) => Key,
  unitsOf: (one: A) => number
): Map<Key, number> => {
  const sums = new Map<Key, number>()
  for (const one of all) sums.set(keyOf(one), (sums.get(keyOf(one)) ?? 0) + unitsOf(one))
  return sums
}

const withdraw = (order: OrderId, lapsed: ReadonlyArray<Lapsed>, at: Instant): RecordCommand => {
  const units = sumBy(
    lapsed,
    (one) => one.line,
    (one) => one.units
  )
  const lines = [...units].map(([lineId, quantity]) => ({ lineId, quantity: SomeEaches.make(quantity) }))
  const ids = lapsed.flatMap(({ claims }) => claims.map(({ id }) => id))
  const requestId = `expire:${ids.join()}` as RequestId
  const reason = "the reservation ran out"
  return { kind: "order", id: order, command: { _tag: "WithdrawPromise", at, requestId, lines, reason } }
}

/**
 * Expires `claims`, which are those that the journal calls expirable at `at`; others among them are refused by the
 * ledger. The units are free to promise again, missing ones repaid first. Kits that were sold by their components are
 * withdrawn as kits, with the claims of all components. Claims of units that a site has meanwhile stand, as do those of
 * other sites and owners than `stock` is of, those on stock yet to come, pending transfers that are no order's, and
 * components that make no whole kits of what `kitOf` says the line sells; nothing when none is left. O(claims).
 */
export const expirePromises = (
  claims: Iterable<Pending>,
  orderOf: (id: OrderId) => Order | undefined,
  stock: StockView,
  at: Instant,
  kitOf: KitOf = () => undefined
): Handoff | undefined => {
  const lapsed = lapsedOf(promisedOf(claims, stock), orderOf, kitOf)
  if (lapsed.length === 0) return undefined
  const all = lapsed.flatMap((one) => one.claims)
  const freed = sumBy(all, skuOf, ({ quantity }) => quantity)
  const repaid = [...freed].flatMap(([sku, units]) =>
    repayShortfall(stock.owner, sku, stock.site, units, stock.promises(sku).shortfall)
  )
  const byOrder = new Map<OrderId, ReadonlyArray<Lapsed>>()
  for (const one of lapsed) byOrder.set(one.order, [...(byOrder.get(one.order) ?? []), one])
  return {
    commands: [...byOrder].map(([order, ones]) => withdraw(order, ones, at)),
    transfers: [...all.map(({ id }): Transfer => ({ _tag: "Expire", id })), ...repaid]
  }
}
