/**
 * The pack bench: picked orders are packed into cartons and shipped.
 */
import type { FulfilmentOrderId, Lpn } from "@stowage/kernel/Ids"
import { ssccOf } from "@stowage/kernel/Sscc"
import { afterIterations } from "@stowage/kernel/Stop"
import { cartonise, sayCartonRefusal } from "@stowage/operations/cartonise"
import { packFulfilment, packLinesOf } from "@stowage/operations/packFulfilment"
import { shipFulfilment } from "@stowage/operations/shipFulfilment"
import * as Result from "effect/Result"
import { type Site, only, workDone } from "./Site.ts"

/** GS1's own example prefix, which no company has. */
const companyPrefix = "9521141"

/** Rounds of the cartoniser before it takes the best: orders are many, and most are proved best at once. */
const packStop = afterIterations(12)
/** Work in vain after which the cartoniser gives up, by when nearly all that it finds is found. */
const patience = 1000

const labelled = (site: Site, nth: number): Lpn => {
  const sscc = ssccOf(0, companyPrefix, site.world.cartons + nth)
  if (Result.isFailure(sscc)) throw new Error(`No more carton numbers: ${sscc.failure._tag}`)
  return sscc.success as string as Lpn
}

const pack = (site: Site, id: FulfilmentOrderId, packer: string): void => {
  const order = site.world.fulfilmentOrders.get(id)
  if (order === undefined) return
  const { cartons: range, catalog, seed } = site.scenario
  const chosen = cartonise(catalog, packLinesOf(order), range, { seed, stop: packStop, patience })
  if (Result.isFailure(chosen)) throw new Error(`${id}: ${sayCartonRefusal(chosen.failure)}`)
  const cartons = chosen.success.map((carton, index) => ({ ...carton, lpn: labelled(site, index) }))
  site.record(`pack:${id}`, packer, packFulfilment(order, cartons, packer, site.stock, site.engine.now()))
}

const ship = (site: Site, id: FulfilmentOrderId): void => {
  const order = site.world.fulfilmentOrders.get(id)
  const customerOrder = order?.order === undefined ? undefined : site.world.orders.get(order.order)
  if (order === undefined || customerOrder === undefined) return
  const carrier = order.shipMode === "" ? "carrier" : order.shipMode
  const handoff = shipFulfilment(order, customerOrder, carrier, site.stock, site.engine.now())
  if (handoff !== undefined) site.record(`ship:${id}`, "dock", handoff)
}

/** Has an order whose picking is over packed, by the packer who is free first, and shipped when that is done. */
export const packAndShip = (site: Site, id: FulfilmentOrderId, priority: number): void => {
  const order = site.world.fulfilmentOrders.get(id)
  if (order === undefined) return
  const units = packLinesOf(order).reduce((sum, line) => sum + line.quantity, 0)
  const { packMillisPerOrder, packMillisPerUnit } = site.scenario.labour
  site.crew.packers.request(priority, (packer, release) => {
    const startedAt = site.engine.now()
    site.engine.after(packMillisPerOrder + units * packMillisPerUnit, () => {
      pack(site, id, packer)
      ship(site, id)
      const done = workDone(site, "pack", packer, { subject: id, startedAt, walkMm: 0 })
      site.record(`work:pack:${id}`, packer, only(), [done])
      release()
    })
  })
}
