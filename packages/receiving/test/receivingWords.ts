/** The words of these tests: ten TEA, of one lot that expires, and four MUG, and the commands they go through. */
import type { AsnId, LineId, LocationId, LotId, SiteId, Sku, TaskId } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import type { LocalDate } from "@stowage/kernel/LocalDate"
import type { InboundShipmentCommand, ReceivingRules } from "@stowage/receiving/InboundShipmentCommand"

export type Asked<Tag extends InboundShipmentCommand["_tag"]> = Extract<InboundShipmentCommand, { _tag: Tag }>

export const at = Date.UTC(2026, 0, 5, 9) as Instant
export const asn = "ASN-1" as AsnId
export const tea = "TEA" as Sku
export const mug = "MUG" as Sku
export const lineTea = "1" as LineId
export const lineMug = "2" as LineId
export const lot = "L24" as LotId
export const face = "A01-01-1" as LocationId
export const today = "2026-01-05" as LocalDate
export const later = "2026-06-30" as LocalDate
const site = "WH1" as SiteId

export const announce: Asked<"AnnounceShipment"> = {
  _tag: "AnnounceShipment",
  asn,
  supplier: "leaf & co",
  site,
  lines: [
    { line: lineTea, sku: tea, quantity: 10, lot, expiresOn: later },
    { line: lineMug, sku: mug, quantity: 4 }
  ],
  dueAt: at,
  at
}

export const arrive: Asked<"ArriveAtDock"> = {
  _tag: "ArriveAtDock",
  asn,
  supplier: "leaf & co",
  site,
  dock: "DOCK-1" as LocationId,
  at
}

export const strict: ReceivingRules = {
  lotTracked: false,
  expiryTracked: false,
  minRemainingDays: 0,
  overTolerancePercent: 0,
  unexpectedAllowed: false
}

export const receiveTea = (
  receipt: string,
  quantity: number,
  differently: Partial<Asked<"ReceiveLine">> = {}
): Asked<"ReceiveLine"> => ({
  _tag: "ReceiveLine",
  receipt,
  line: lineTea,
  sku: tea,
  quantity,
  lot,
  expiresOn: later,
  condition: "available",
  rules: { ...strict, lotTracked: true, expiryTracked: true, minRemainingDays: 30, overTolerancePercent: 20 },
  today,
  at,
  ...differently
})

export const receiveMugs = (
  receipt: string,
  quantity: number,
  differently: Partial<Asked<"ReceiveLine">> = {}
): Asked<"ReceiveLine"> => ({
  _tag: "ReceiveLine",
  receipt,
  line: lineMug,
  sku: mug,
  quantity,
  condition: "available",
  rules: strict,
  today,
  at,
  ...differently
})

export const plan = (task: string, quantity: number, to: LocationId = face): Asked<"PlanPutaway"> => ({
  _tag: "PlanPutaway",
  task: task as TaskId,
  sku: tea,
  lot,
  quantity,
  to,
  why: ["its pick face has room"],
  at
})

export const confirm = (
  task: string,
  quantity: number,
  differently: Partial<Asked<"ConfirmPutaway">> = {}
): Asked<"ConfirmPutaway"> => ({
  _tag: "ConfirmPutaway",
  task: task as TaskId,
  quantity,
  by: "ann",
  at,
  ...differently
})

export const close: InboundShipmentCommand = { _tag: "CloseReceipt", at }

/** Two tea too many and one mug too few; half of the tea goes where it was planned, the rest elsewhere. */
export const wholeLife: ReadonlyArray<InboundShipmentCommand> = [
  announce,
  arrive,
  receiveTea("r1", 8),
  receiveTea("r2", 4),
  receiveMugs("r3", 3),
  plan("p1", 6),
  confirm("p1", 6),
  plan("p2", 6),
  close,
  confirm("p2", 2, { location: "B01-01-1" as LocationId }),
  plan("p3", 4)
]

/** The same goods, which nobody announced. */
export const blindLife: ReadonlyArray<InboundShipmentCommand> = [
  arrive,
  receiveMugs("r1", 3),
  receiveTea("r2", 12),
  plan("p1", 12),
  confirm("p1", 0),
  close
]
