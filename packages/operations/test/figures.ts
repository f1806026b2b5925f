/**
 * Figures of the site added up a second time: from transfers by the audit, from events as they are told, never from the
 * records and balances that are under test.
 */
import { accountParts, siteOf } from "@stowage/kernel/Account"
import type { Sku } from "@stowage/kernel/Ids"
import type { Rederived } from "@stowage/inventory/auditRules"
import { shortfallAt } from "@stowage/inventory/stockAccounts"
import type { FulfilmentOrderEvent } from "@stowage/fulfilment/FulfilmentOrderEvent"
import { countsOf, type Order } from "@stowage/orders/Order"
import type { OrderEvent } from "@stowage/orders/OrderEvent"
import type { EventData, RecordedCommit } from "@stowage/runtime/Commit"
import { owner, site, type Yard, yardOf } from "./yard.ts"

const sum = (numbers: Iterable<number>): number => {
  let total = 0
  for (const number of numbers) total += number
  return total
}

/** What a second reading of the transfers says of a SKU. */
export const figuresOf = ({ openClaims, sums }: Rederived, sku: Sku) => {
  const physical = [...sums].flatMap(([account, { posted }]) => {
    const parts = accountParts(account)
    return parts.book === "physical" && parts.sku === sku ? [{ ...parts, posted }] : []
  })
  const here = physical.filter(({ place }) => siteOf(place) === site)
  const claims = [...openClaims].filter(([id, { from }]) => id.startsWith("claim:") && accountParts(from).sku === sku)
  return {
    /** Units of available status, at locations, in totes and in cartons. */
    sellable: sum(here.filter(({ status }) => status === "available").map(({ posted }) => posted)),
    onHand: sum(here.map(({ posted }) => posted)),
    claimed: sum(claims.map(([, { quantity }]) => quantity)),
    shortfall: 0 - (sums.get(shortfallAt(owner, sku, site))?.posted ?? 0),
    shipped: sum(physical.filter(({ place }) => place.startsWith("customer:")).map(({ posted }) => posted)),
    /** In and out, everywhere: nothing is made or lost when it is 0. */
    everywhere: sum(physical.map(({ posted }) => posted)),
    least: Math.min(0, ...here.map(({ posted }) => posted))
  }
}

const eventsIn = (commit: RecordedCommit, kind: string): ReadonlyArray<readonly [string, EventData]> =>
  commit.appends.flatMap(({ events, stream }) =>
    stream.startsWith(`${kind}/`) ? events.map((event) => [stream.slice(kind.length + 1), event] as const) : []
  )

/** The journal keeps events as plain data of their record's own event type. */
export const orderEvents = (commit: RecordedCommit): ReadonlyArray<readonly [string, OrderEvent]> =>
  eventsIn(commit, "order").map(([id, event]) => [id, event as OrderEvent])
export const workEvents = (commit: RecordedCommit): ReadonlyArray<readonly [string, FulfilmentOrderEvent]> =>
  eventsIn(commit, "fulfilmentOrder").map(([id, event]) => [id, event as FulfilmentOrderEvent])

/** Shows every commit together with the site before it and after it. */
export const eachCommit = (
  commits: ReadonlyArray<RecordedCommit>,
  look: (before: Yard, commit: RecordedCommit, after: Yard) => void
): void => {
  const [before, after] = [yardOf([]), yardOf([])]
  for (const commit of commits) {
    after.apply(commit)
    look(before, commit, after)
    before.apply(commit)
  }
}

/** What is wanted of every order line, as told by what customers said and got. */
export const wantedBy = (commits: ReadonlyArray<RecordedCommit>): ReadonlyMap<string, number> => {
  const wanted = new Map<string, number>()
  const shipped = new Map<string, number>()
  for (const [id, event] of commits.flatMap(orderEvents)) {
    const key = (line: string): string => `${id}|${line}`
    if (event._tag === "OrderPlaced") for (const line of event.lines) wanted.set(key(line.lineId), line.quantity)
    if (event._tag === "LineChanged") wanted.set(key(event.lineId), event.quantity)
    if (event._tag === "LineCancelled") {
      wanted.set(key(event.lineId), (wanted.get(key(event.lineId)) ?? 0) - event.quantity)
    }
    if (event._tag === "LinesShipped") {
      for (const { lineId, quantity } of event.lines) {
        shipped.set(key(lineId), (shipped.get(key(lineId)) ?? 0) + quantity)
      }
    }
    if (event._tag !== "OrderCancelled") continue
    for (const line of wanted.keys()) if (line.startsWith(`${id}|`)) wanted.set(line, shipped.get(line) ?? 0)
  }
  return wanted
}

/** `amount` for `kept` of `priced` units, to the nearest whole, halves up. */
const share = (amount: number, kept: number, priced: number): bigint =>
  priced === 0 ? 0n : (2n * BigInt(amount) * BigInt(kept) + BigInt(priced)) / (2n * BigInt(priced))

/** What an order costs, added up from its terms and the units still wanted. */
export const naiveTotal = ({ lines, status, terms }: Order): bigint => {
  if (status === "Cancelled") return 0n
  const charged = terms.charges.reduce((total, { amountMinor }) => total + amountMinor, 0)
  return lines.reduce(
    (total, line) => {
      const { cancelled, ordered } = countsOf(line)
      const part = (amount: number) => share(amount, ordered - cancelled, line.pricedUnits)
      const { discountMinor, goodsMinor, taxMinor } = line.price
      return total + part(goodsMinor) - part(discountMinor) + (terms.taxIncluded ? 0n : part(taxMinor))
    },
    BigInt(charged + terms.shippingMinor - terms.discountMinor)
  )
}
