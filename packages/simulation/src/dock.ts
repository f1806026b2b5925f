/**
 * Deliveries: announced, unloaded line by line, put away by the handlers, and what waited for them promised.
 */
import type { AsnId, LineId, LocationId, LotId, Sku, TaskId } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import { plusDays } from "@stowage/kernel/LocalDate"
import {
  type DockStock,
  type PutawayChoice,
  choosePutaway,
  confirmPutaway,
  planPutaway
} from "@stowage/operations/directPutaway"
import { receiveDelivery } from "@stowage/operations/receiveDelivery"
import { roomOfUnit } from "@stowage/operations/unitRoom"
import type { InboundShipmentCommand } from "@stowage/receiving/InboundShipmentCommand"
import type { Work } from "./Pool.ts"
import { type Grounds, type Site, workDone } from "./Site.ts"
import type { SiteEvent } from "./SiteEvent.ts"

/** What is to come in of one SKU. */
export interface SupplyLine {
  readonly sku: Sku
  readonly quantity: number
}

const supplier = "supplier"
const dock = "DOCK-1" as LocationId

/** Days that a lot of an expiring SKU keeps: drawn for the lot, between half a year and two years. */
const shelfLifeDays = { least: 180, most: 730 }

/** Announces a delivery that is due at `dueAt`. */
export const announce = (site: Site, asn: AsnId, lines: ReadonlyArray<SupplyLine>, dueAt: Instant): void => {
  const expected = lines.map(({ quantity, sku }, index) => ({ line: `${index + 1}` as LineId, sku, quantity }))
  const command: InboundShipmentCommand = {
    _tag: "AnnounceShipment",
    asn,
    supplier,
    site: site.stock.site,
    lines: expected,
    dueAt,
    at: site.engine.now()
  }
  site.record(`announce:${asn}`, "buyer", { commands: [{ kind: "inboundShipment", id: asn, command }], transfers: [] })
}

const arrive = (site: Site, asn: AsnId): void => {
  const at = site.engine.now()
  const command: InboundShipmentCommand = { _tag: "ArriveAtDock", asn, supplier, site: site.stock.site, dock, at }
  site.record(`arrive:${asn}`, "gate", { commands: [{ kind: "inboundShipment", id: asn, command }], transfers: [] })
}

/** The lot that a receipt brings, for a SKU that is tracked by lot; its expiry is drawn for it. */
const lotOf = (site: Site, asn: AsnId, sku: Sku): { readonly lot?: LotId; readonly expiresOn?: SiteDate } => {
  const handling = site.floor.catalog.bySku.get(sku)?.handling
  if (handling === undefined || !handling.lotTracked) return {}
  const lot = `L-${asn}` as LotId
  if (handling.expiry === undefined) return { lot }
  const days = shelfLifeDays.least + site.chanceOf(`expiry/${sku}/${lot}`).int(shelfLifeDays.most - shelfLifeDays.least)
  return { lot, expiresOn: plusDays(site.today, days) }
}
type SiteDate = Site["today"]

const receiveLine = (site: Site, asn: AsnId, line: LineId, sku: Sku, quantity: number): LotId | "" => {
  const handling = site.floor.catalog.bySku.get(sku)?.handling
  const lot = lotOf(site, asn, sku)
  const receipt = `${asn}/${line}`
  const command = {
    _tag: "ReceiveLine",
    receipt,
    line,
    sku,
    quantity,
    ...lot,
    condition: "available",
    rules: {
      lotTracked: handling?.lotTracked ?? false,
      expiryTracked: handling?.expiry !== undefined,
      minRemainingDays: handling?.expiry?.minimumRemainingDays ?? 0,
      overTolerancePercent: 0,
      unexpectedAllowed: false
    },
    today: site.today,
    at: site.engine.now()
  } as const
  site.record(`receive:${receipt}`, "receiver", receiveDelivery({ asn, supplier }, command, dock, site.stock))
  return lot.lot ?? ""
}

/**
 * Finds places for the units, plans each putaway, and has it done by `carry`. What finds no place stays on the dock.
 */
const putAway = (
  site: Site,
  grounds: Grounds,
  asn: AsnId,
  line: LineId,
  goods: DockStock,
  carry: (choice: PutawayChoice, task: TaskId) => void
): void => {
  const face = site.world.faces.get(goods.sku)
  const faces = face === undefined ? [] : [face]
  const reserves = grounds.reservesNear(face ?? dock)
  const { choices } = choosePutaway(goods, { faces, reserves }, site.stock)
  for (const [index, choice] of choices.entries()) {
    const task = `put-${asn}-${line}-${index + 1}` as TaskId
    site.record(`plan:${task}`, "putaway", planPutaway(asn, task, goods, choice, site.stock, site.engine.now()))
    carry(choice, task)
  }
}

const goodsOf = (site: Site, sku: Sku, lot: LotId | "", quantity: number): DockStock => ({
  sku,
  lot,
  quantity,
  unit: roomOfUnit(site.floor.catalog, sku),
  at: dock
})

const confirm = (
  site: Site,
  asn: AsnId,
  task: TaskId,
  goods: DockStock,
  choice: PutawayChoice,
  by: string,
  said: ReadonlyArray<SiteEvent> = []
): void => {
  site.record(`done:${task}`, by, confirmPutaway(asn, task, goods, choice, by, site.engine.now()), said)
}

const close = (site: Site, asn: AsnId): void => {
  const command: InboundShipmentCommand = { _tag: "CloseReceipt", at: site.engine.now() }
  site.record(`close:${asn}`, "receiver", { commands: [{ kind: "inboundShipment", id: asn, command }], transfers: [] })
}

/** Stock that is there when the first day begins: received and put away before anybody is paid for it. */
export const receiveOpeningStock = (
  site: Site,
  grounds: Grounds,
  asn: AsnId,
  lines: ReadonlyArray<SupplyLine>
): void => {
  announce(site, asn, lines, site.engine.now())
  arrive(site, asn)
  for (const [index, { quantity, sku }] of lines.entries()) {
    const line = `${index + 1}` as LineId
    const goods = goodsOf(site, sku, receiveLine(site, asn, line, sku, quantity), quantity)
    putAway(site, grounds, asn, line, goods, (choice, task) => confirm(site, asn, task, goods, choice, "opening"))
  }
  close(site, asn)
}

/** A delivery at the dock today: each line is unloaded by a handler and then carried to its places. */
export const unload = (site: Site, grounds: Grounds, asn: AsnId, afterLine: () => void): void => {
  const shipment = site.world.inbound.get(asn)
  if (shipment === undefined) return
  arrive(site, asn)
  let left = shipment.lines.length
  const { handleMillisPerMove } = site.scenario.labour
  for (const { expected, line, sku } of shipment.lines) {
    const work: Work<string> = (worker, release) => {
      const startedAt = site.engine.now()
      site.engine.after(handleMillisPerMove, () => {
        const goods = goodsOf(site, sku, receiveLine(site, asn, line, sku, expected), expected)
        site.record(`work:receive:${asn}/${line}`, worker, { commands: [], transfers: [] }, [
          workDone(site, "receive", worker, { subject: `${asn}/${line}`, startedAt, walkMm: 0 })
        ])
        putAway(site, grounds, asn, line, goods, (choice, task) => carryOut(site, asn, task, goods, choice))
        left -= 1
        if (left === 0) close(site, asn)
        release()
        afterLine()
      })
    }
    site.crew.handlers.request(1, work)
  }
}

const carryOut = (site: Site, asn: AsnId, task: TaskId, goods: DockStock, choice: PutawayChoice): void => {
  const { handleMillisPerMove, walkMmPerSecond } = site.scenario.labour
  site.crew.handlers.request(1, (worker, release) => {
    const startedAt = site.engine.now()
    const walkMm = Math.round(2 * walkBehind(site.walkMm(choice.to)))
    site.engine.after(handleMillisPerMove + (walkMm * 1000) / walkMmPerSecond, () => {
      confirm(site, asn, task, goods, choice, worker, [
        workDone(site, "putaway", worker, { subject: task, startedAt, walkMm })
      ])
      release()
    })
  })
}

/** The walk alone: reserve locations are kept behind the faces by a distance that nobody walks. */
export const walkBehind = (walkMm: number): number => (walkMm >= 1e9 ? walkMm - 1e9 : walkMm)
