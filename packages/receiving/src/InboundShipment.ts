/**
 * What a supplier sends: announced by an ASN or not at all (blind), arrived at a dock, received line by line, put away.
 * Records say what was seen; stock itself moves by transfers in the same commits.
 */
import type { AsnId, LineId, LocationId, LotId, Lpn, SiteId, Sku, TaskId } from "@stowage/kernel/Ids"
import type { LocalDate } from "@stowage/kernel/LocalDate"
import * as Schema from "effect/Schema"

/** The steps. The code, the diagram in the docs and the tests read this table. */
export const InboundStatus = Schema.Literals(["None", "Announced", "Arrived", "Closed"])
export type InboundStatus = typeof InboundStatus.Type
export const inboundStatusNext = {
  None: ["Announced", "Arrived"],
  Announced: ["Arrived"],
  Arrived: ["Closed"],
  Closed: []
} as const satisfies { readonly [From in InboundStatus]: ReadonlyArray<InboundStatus> }

/** In what state units arrived; decides the status of the stock they become. */
export const Condition = Schema.Literals(["available", "quarantine", "damaged"])
export type Condition = typeof Condition.Type

/** What the supplier announced. */
export interface ExpectedLine {
  readonly line: LineId
  readonly sku: Sku
  readonly quantity: number
  readonly lot?: LotId
  readonly expiresOn?: LocalDate
}

/** In what a received line differs from the announcement: more than announced, or not announced at all. */
export const Discrepancy = Schema.Literals(["over", "unexpected"])
export type Discrepancy = typeof Discrepancy.Type

/** One scan at the dock: so many units, of one lot, in one condition, on the dock's floor or into a handling unit. */
export interface Receipt {
  readonly receipt: string
  readonly line: LineId
  readonly sku: Sku
  readonly quantity: number
  readonly lot?: LotId
  readonly expiresOn?: LocalDate
  readonly condition: Condition
  readonly into?: Lpn
}

/** What was found in the delivery under one line; a line that nobody announced is expected with 0. */
export interface ReceivedLine {
  readonly line: LineId
  readonly sku: Sku
  readonly expected: number
  readonly received: number
}

/** A planned putaway; `done` units of it were carried, to `placed`, which may be another location than planned. */
export interface Putaway {
  readonly task: TaskId
  readonly sku: Sku
  readonly lot: LotId | ""
  readonly quantity: number
  readonly to: LocationId
  readonly done?: number
  readonly placed?: LocationId
}

/** An inbound shipment as it stands. */
export interface InboundShipment {
  readonly status: InboundStatus
  readonly asn: AsnId | undefined
  readonly supplier: string
  readonly site: SiteId | undefined
  readonly announced: ReadonlyArray<ExpectedLine>
  /** Arrived without having been announced, so that there is nothing to differ from. */
  readonly blind: boolean
  readonly dock: LocationId | undefined
  readonly lines: ReadonlyArray<ReceivedLine>
  /** Receipts by name, so that a scan sent twice counts once. */
  readonly receipts: ReadonlyMap<string, Receipt>
  readonly putaways: ReadonlyArray<Putaway>
}

export const notAnnounced: InboundShipment = {
  status: "None",
  asn: undefined,
  supplier: "",
  site: undefined,
  announced: [],
  blind: false,
  dock: undefined,
  lines: [],
  receipts: new Map(),
  putaways: []
}

/** Lines of which fewer or more came than were announced; none for a blind delivery. */
export const discrepanciesOf = (shipment: InboundShipment): ReadonlyArray<ReceivedLine> =>
  shipment.blind ? [] : shipment.lines.filter((line) => line.received !== line.expected)

/** Received units of a SKU's lot, in whatever condition. */
export const receivedOf = (shipment: InboundShipment, sku: Sku, lot: LotId | ""): number => {
  let units = 0
  for (const receipt of shipment.receipts.values()) {
    if (receipt.sku === sku && (receipt.lot ?? "") === lot) units += receipt.quantity
  }
  return units
}

/** Received units of a SKU's lot that no putaway has taken away from the dock or is planned to. */
export const unplannedOf = (shipment: InboundShipment, sku: Sku, lot: LotId | ""): number =>
  shipment.putaways.reduce(
    (units, putaway) =>
      putaway.sku === sku && putaway.lot === lot ? units - (putaway.done ?? putaway.quantity) : units,
    receivedOf(shipment, sku, lot)
  )
