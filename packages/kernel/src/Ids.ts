/**
 * Names of things. Each id is a string of its own brand, so that an order's id cannot stand where a location's should.
 * All are free text of 1 to 120 printable characters without the `|` and `=` that the ledger's account keys are built
 * with.
 */
import * as Schema from "effect/Schema"

const idText = Schema.String.check(
  Schema.isPattern(/^[^\p{Cc}|=]{1,120}$/u, { expected: "1 to 120 printable characters, none of them | or =" })
)

/** The seller's code of a sellable unit. Not a GTIN: that is the GS1 key of the same thing. */
export const Sku = idText.pipe(Schema.brand("Sku"))
export type Sku = typeof Sku.Type

/** Who owns the stock: the merchant himself, a 3PL's client, a consignor. */
export const OwnerId = idText.pipe(Schema.brand("OwnerId"))
export type OwnerId = typeof OwnerId.Type

/** A warehouse or store. No `/` in it, which stands between a site and its locations. */
export const SiteId = idText.check(Schema.isPattern(/^[^/]*$/, { expected: "no /" })).pipe(Schema.brand("SiteId"))
export type SiteId = typeof SiteId.Type

/** A place in a site that stock can stand in. */
export const LocationId = idText.pipe(Schema.brand("LocationId"))
export type LocationId = typeof LocationId.Type

/** A production lot or batch. */
export const LotId = idText.pipe(Schema.brand("LotId"))
export type LotId = typeof LotId.Type

/** A serial number of one unit of one SKU. */
export const SerialId = idText.pipe(Schema.brand("SerialId"))
export type SerialId = typeof SerialId.Type

/** Licence plate number: the id of any handling unit (tote, carton, pallet). An SSCC is one kind of LPN. */
export const Lpn = idText.pipe(Schema.brand("Lpn"))
export type Lpn = typeof Lpn.Type

export const OrderId = idText.pipe(Schema.brand("OrderId"))
export type OrderId = typeof OrderId.Type

/** A line of an order, unique within it. */
export const LineId = idText.pipe(Schema.brand("LineId"))
export type LineId = typeof LineId.Type

export const CustomerId = idText.pipe(Schema.brand("CustomerId"))
export type CustomerId = typeof CustomerId.Type

/** The work order that one site gets for one order. */
export const FulfilmentOrderId = idText.pipe(Schema.brand("FulfilmentOrderId"))
export type FulfilmentOrderId = typeof FulfilmentOrderId.Type

export const WaveId = idText.pipe(Schema.brand("WaveId"))
export type WaveId = typeof WaveId.Type

/** Advance ship notice: what a supplier says is coming. */
export const AsnId = idText.pipe(Schema.brand("AsnId"))
export type AsnId = typeof AsnId.Type

/** One unit of work on the floor: a pick, a putaway, a count. */
export const TaskId = idText.pipe(Schema.brand("TaskId"))
export type TaskId = typeof TaskId.Type
