/**
 * Units of a line moving between its buckets. Every function here takes out of one bucket what it puts in another.
 */
import { eaches, type Eaches } from "@stowage/kernel/Eaches"
import type { FulfilmentOrderId } from "@stowage/kernel/Ids"
import type { OrderLine, SiteUnits } from "./Order.ts"
import type { FreedUnits } from "./OrderEvent.ts"

/**
 * Which units of `line` are given up when `quantity` are: those nobody has worked on first. Open, then backordered,
 * then promised, then released, then picked; of several sites the latest first. `quantity` is at most what has not
 * shipped.
 */
export const unitsToFree = (line: OrderLine, quantity: number): FreedUnits => {
  let left = quantity
  const take = (from: number): Eaches => {
    const taken = Math.min(left, from)
    left -= taken
    return eaches(taken)
  }
  const [open, backordered, promised] = [take(line.open), take(line.backordered), take(line.promised)]
  const latestFirst = line.sites.toReversed()
  const released = new Map(latestFirst.map((site) => [site.fulfilmentOrderId, take(site.released)]))
  const picked = new Map(latestFirst.map((site) => [site.fulfilmentOrderId, take(site.picked)]))
  const none = eaches(0)
  const sites = line.sites.map(({ fulfilmentOrderId }) => ({
    fulfilmentOrderId,
    released: released.get(fulfilmentOrderId) ?? none,
    picked: picked.get(fulfilmentOrderId) ?? none
  }))
  const touched = sites.filter((site) => site.released + site.picked > 0)
  return { lineId: line.lineId, open, backordered, promised, sites: touched }
}

/** How many units `freed` names in all. */
export const freedUnits = (freed: FreedUnits): number => {
  let sum = freed.open + freed.backordered + freed.promised
  for (const site of freed.sites) sum += site.released + site.picked
  return sum
}

/** `line` without the units of `freed`. */
export const withoutFreed = (line: OrderLine, freed: FreedUnits): OrderLine => {
  let rest: OrderLine = {
    ...line,
    open: eaches(line.open - freed.open),
    backordered: eaches(line.backordered - freed.backordered),
    promised: eaches(line.promised - freed.promised)
  }
  for (const { fulfilmentOrderId, released, picked } of freed.sites) {
    rest = moveAtSite(rest, fulfilmentOrderId, { released: 0 - released, picked: 0 - picked })
  }
  return rest
}

/** What a site has of `line`; nothing when it was never released there. */
export const unitsAtSite = (line: OrderLine, fulfilmentOrderId: FulfilmentOrderId): SiteUnits =>
  line.sites.find((site) => site.fulfilmentOrderId === fulfilmentOrderId) ?? {
    fulfilmentOrderId,
    released: eaches(0),
    picked: eaches(0),
    shipped: eaches(0)
  }

/** `line` with the site's counts changed by so much each. */
export const moveAtSite = (
  line: OrderLine,
  fulfilmentOrderId: FulfilmentOrderId,
  change: { readonly released?: number; readonly picked?: number; readonly shipped?: number }
): OrderLine => {
  const before = unitsAtSite(line, fulfilmentOrderId)
  const after: SiteUnits = {
    fulfilmentOrderId,
    released: eaches(before.released + (change.released ?? 0)),
    picked: eaches(before.picked + (change.picked ?? 0)),
    shipped: eaches(before.shipped + (change.shipped ?? 0))
  }
  const known = line.sites.some((site) => site.fulfilmentOrderId === fulfilmentOrderId)
  const replaced = line.sites.map((site) => (site.fulfilmentOrderId === fulfilmentOrderId ? after : site))
  return { ...line, sites: known ? replaced : [...line.sites, after] }
}
