/**
 * Keeping stock: what to have at the start, and what to order each evening.
 */
import { plusBusinessDays } from "@stowage/kernel/BusinessCalendar"
import { eaches } from "@stowage/kernel/Eaches"
import type { AsnId, Sku } from "@stowage/kernel/Ids"
import { instantAt } from "@stowage/kernel/zonedTime"
import { toBaseUnits } from "@stowage/kernel/PackRatio"
import type { Item } from "@stowage/catalog/Item"
import { packAt } from "@stowage/catalog/PackLadder"
import * as Result from "effect/Result"
import { type SupplyLine, announce } from "./dock.ts"
import type { Site } from "./Site.ts"

/** Rounded up to whole cases, where the SKU comes in cases. */
const inCases = (item: Item, units: number): number => {
  const ratio = packAt(item.packs, "case")?.ratio
  if (ratio === undefined) return units
  const one = toBaseUnits(eaches(1), ratio)
  const perCase = Result.isSuccess(one) ? one.success : 1
  return Math.ceil(units / perCase) * perCase
}

/** What every SKU has at the start: the expected demand of the opening days and one usual line, in whole cases. */
export const openingStock = (site: Site): ReadonlyArray<SupplyLine> => {
  const { buying, catalog, demand } = site.scenario
  return catalog.items.map((item) => {
    const { unitsPerDay = 0, usualLine = 1 } = demand.get(item.sku) ?? {}
    return { sku: item.sku, quantity: inCases(item, Math.ceil(unitsPerDay * buying.openingDays) + usualLine) }
  })
}

const onOrder = (site: Site): Map<Sku, number> => {
  const coming = new Map<Sku, number>()
  for (const shipment of site.world.inbound.values()) {
    for (const { expected, received, sku } of shipment.lines) {
      if (expected > received) coming.set(sku, (coming.get(sku) ?? 0) + expected - received)
    }
  }
  return coming
}

const backordered = (site: Site): Map<Sku, number> => {
  const waiting = new Map<Sku, number>()
  for (const id of site.world.waiting) {
    for (const line of site.world.orders.get(id)?.lines ?? []) {
      if (line.backordered > 0) waiting.set(line.sku, (waiting.get(line.sku) ?? 0) + line.backordered)
    }
  }
  return waiting
}

/**
 * Orders what has run low: when free stock and what is on order, less what waits, is below the demand of the reorder
 * days and one usual line, enough for the order-up-to days beyond that. Due at opening time after the lead time. (s, S)
 * policy with periodic review; Silver, Pyke and Thomas (2017), Inventory and Production Management in Supply Chains,
 * chapter 6.
 */
export const reorder = (site: Site): void => {
  const { buying, calendar, catalog, demand, opensAt } = site.scenario
  const [coming, waiting] = [onOrder(site), backordered(site)]
  const lines: Array<SupplyLine> = []
  for (const item of catalog.items) {
    const { unitsPerDay = 0, usualLine = 1 } = demand.get(item.sku) ?? {}
    const wait = waiting.get(item.sku) ?? 0
    const { free, shortfall } = site.stock.promises(item.sku)
    const position = free + (coming.get(item.sku) ?? 0) - wait - shortfall
    const level = Math.ceil(unitsPerDay * buying.reorderDays) + usualLine
    if (position >= level) continue
    const upTo = level + Math.ceil(unitsPerDay * buying.orderUpToDays)
    lines.push({ sku: item.sku, quantity: inCases(item, Math.max(1, upTo - position)) })
  }
  if (lines.length === 0) return
  const due = plusBusinessDays(calendar, site.today, buying.leadDays)
  announce(site, `ASN-${site.today}` as AsnId, lines, instantAt(due, opensAt, calendar.zone))
}
