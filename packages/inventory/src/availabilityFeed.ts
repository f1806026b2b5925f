/**
 * Availability as it changes: commits in, changed figures out, for shops that show a number. A fold over the journal,
 * which costs as much as the commit has transfers, whatever is in stock.
 */
import { type Account, accountParts, siteOf } from "@stowage/kernel/Account"
import type { OwnerId, SiteId, Sku } from "@stowage/kernel/Ids"
import type { PendingId, Transfer } from "@stowage/kernel/Transfer"
import { type ChannelShare, freeForChannel } from "./atp.ts"
import type { AuditedCommit } from "./audit.ts"
import type { Availability } from "./availability.ts"
import type { PendedClaim } from "./movements.ts"

/** How a SKU is shared out among channels at a site. */
export interface SalesTerms {
  readonly safetyStock: number
  readonly channels: ReadonlyArray<ChannelShare>
}

/** Figures of one owner's SKU at one site, as of a commit. */
export interface AvailabilityChange extends Availability {
  readonly owner: OwnerId
  readonly sku: Sku
  readonly site: SiteId
  readonly position: number
  /** Promised for stock yet to come. */
  readonly backordered: number
  /** What each channel may promise, in the order of the terms. */
  readonly channels: ReadonlyArray<{ readonly channel: string; readonly available: number }>
}

/** A feed in progress. */
export interface AvailabilityFeed {
  /** To be called with every commit, in order: those whose figures it changed, by first mention. O(transfers). */
  readonly read: (commit: AuditedCommit) => ReadonlyArray<AvailabilityChange>
}

interface Figures {
  readonly owner: OwnerId
  readonly sku: Sku
  readonly site: SiteId
  onHand: number
  sellable: number
  posted: number
  reserved: number
  shortfall: number
  backordered: number
}

interface Folding {
  readonly figures: Map<string, Figures>
  readonly claims: Map<PendingId, PendedClaim>
  /** Figures that the commit in hand touched, as they were before it. */
  touched: Map<Figures, Figures>
}

const siteNamed = (place: string): SiteId | undefined => {
  if (place.startsWith("shortfall:")) return place.slice("shortfall:".length) as SiteId
  if (place.startsWith("backorder:")) return place.slice("backorder:".length) as SiteId
  return undefined
}

const figuresOf = (folding: Folding, owner: OwnerId, sku: Sku, site: SiteId): Figures => {
  const key = `${owner}|${sku}|${site}`
  let figures = folding.figures.get(key)
  if (figures === undefined) {
    figures = { owner, sku, site, onHand: 0, sellable: 0, posted: 0, reserved: 0, shortfall: 0, backordered: 0 }
    folding.figures.set(key, figures)
  }
  if (!folding.touched.has(figures)) folding.touched.set(figures, { ...figures })
  return figures
}

/** Adds what was posted to an account, and what is claimed of it. */
const add = (folding: Folding, account: Account, posted: number, claimed: number): void => {
  const { book, owner, place, sku, status } = accountParts(account)
  const site = siteOf(place) ?? (book === "promise" ? siteNamed(place) : undefined)
  if (site === undefined) return
  if (book === "physical") {
    const figures = figuresOf(folding, owner, sku, site)
    figures.onHand += posted
    if (status === "available") figures.sellable += posted
  }
  if (book !== "promise") return
  const figures = figuresOf(folding, owner, sku, site)
  if (place.startsWith("shortfall:")) figures.shortfall -= posted
  else if (place.startsWith("backorder:")) figures.backordered += claimed - posted
  else {
    figures.posted += posted
    figures.reserved += claimed
  }
}

const apply = (folding: Folding, transfer: Transfer): void => {
  if (transfer._tag === "Post") {
    add(folding, transfer.from, 0 - transfer.quantity, 0)
    add(folding, transfer.to, transfer.quantity, 0)
    return
  }
  if (transfer._tag === "Pend") {
    folding.claims.set(transfer.id, transfer)
    add(folding, transfer.from, 0, transfer.quantity)
    return
  }
  const claim = folding.claims.get(transfer.id)
  if (claim === undefined) return
  folding.claims.delete(transfer.id)
  const moved = transfer._tag === "Settle" ? transfer.quantity : 0
  add(folding, claim.from, 0 - moved, 0 - claim.quantity)
  add(folding, claim.to, moved, 0)
}

const differs = (a: Figures, b: Figures): boolean =>
  a.onHand !== b.onHand ||
  a.sellable !== b.sellable ||
  a.posted !== b.posted ||
  a.reserved !== b.reserved ||
  a.shortfall !== b.shortfall ||
  a.backordered !== b.backordered

const changeOf = (figures: Figures, { channels, safetyStock }: SalesTerms, position: number): AvailabilityChange => {
  const { backordered, onHand, owner, posted, reserved, sellable, shortfall, site, sku } = figures
  const available = posted - reserved
  return {
    owner,
    sku,
    site,
    position,
    onHand,
    sellable,
    reserved,
    available,
    shortfall,
    backordered,
    channels: channels.map(({ channel }) => ({
      channel,
      available: freeForChannel(available, safetyStock, channels, channel)
    }))
  }
}

/** A feed that has read nothing yet; `terms` says how each SKU is shared out among channels. */
export const startAvailabilityFeed = (
  terms: (owner: OwnerId, sku: Sku, site: SiteId) => SalesTerms
): AvailabilityFeed => {
  const folding: Folding = { figures: new Map(), claims: new Map(), touched: new Map() }
  return {
    read: ({ position, transfers }) => {
      folding.touched = new Map()
      for (const transfer of transfers) apply(folding, transfer)
      return [...folding.touched]
        .filter(([now, before]) => differs(now, before))
        .map(([now]) => changeOf(now, terms(now.owner, now.sku, now.site), position))
    }
  }
}
