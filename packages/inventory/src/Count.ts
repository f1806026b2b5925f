/**
 * A cycle count of one location: asked for, counted blind, and its differences posted. The floor is not frozen
 * meanwhile: the count says which commit of the journal the counter's look belongs to, and later movements do not
 * touch the result. Differences beyond the tolerance it was asked for with are counted again or approved first.
 */
import * as Schema from "effect/Schema"
import type { LocationId, SiteId, TaskId } from "@stowage/kernel/Ids"
import { LotId, OwnerId, SerialId, Sku } from "@stowage/kernel/Ids"
import { type AdjustmentReason, adjustmentReasons } from "./adjustStock.ts"

/** Why a location is to be counted. */
export const CountReason = Schema.Literals(["shortPick", "scheduled", "zeroCheck", "complaint"])
export type CountReason = typeof CountReason.Type

/** The steps of a count. The code, the diagram in the docs and the tests read this table. */
export const CountStatus = Schema.Literals(["None", "Requested", "Counted", "RecountRequested", "Approved", "Closed"])
export type CountStatus = typeof CountStatus.Type
export const countStatusNext = {
  None: ["Requested"],
  Requested: ["Counted"],
  Counted: ["RecountRequested", "Approved", "Closed"],
  RecountRequested: ["Counted"],
  Approved: ["Closed"],
  Closed: []
} as const satisfies { readonly [From in CountStatus]: ReadonlyArray<CountStatus> }

const StatusOfStock = Schema.Literals(["available", "quarantine", "damaged", "expired", "hold"])

/** Units of one kind that were seen at the location. */
export const CountedStock = Schema.Struct({
  owner: OwnerId,
  sku: Sku,
  lot: Schema.Union([LotId, Schema.Literal("")]),
  /** Which unit it is, where each has a number: one of these for each then, of quantity 1. */
  serial: Schema.optionalKey(SerialId),
  status: StatusOfStock,
  quantity: Schema.Int
})
export interface CountedStock extends Schema.Schema.Type<typeof CountedStock> {}

/** A difference: `counted` seen where the books, as of the watermark, said `booked`. */
export interface Variance extends CountedStock {
  readonly booked: number
}

/** How far a record may be off without anybody's approval: in units, or in percent of what is booked. 0 when absent. */
export const CountTolerance = Schema.Struct({
  units: Schema.optionalKey(Schema.Int),
  percent: Schema.optionalKey(Schema.Finite)
})
export interface CountTolerance extends Schema.Schema.Type<typeof CountTolerance> {}

/** Why one record was off, as who approved it found: the variance account that the difference is booked to. */
export const VarianceReason = Schema.Struct({
  owner: OwnerId,
  sku: Sku,
  lot: Schema.Union([LotId, Schema.Literal("")]),
  serial: Schema.optionalKey(SerialId),
  status: StatusOfStock,
  reason: Schema.Literals(adjustmentReasons)
})
export interface VarianceReason extends Schema.Schema.Type<typeof VarianceReason> {}

/** A count as it stands. */
export interface Count {
  readonly status: CountStatus
  readonly task: TaskId | undefined
  readonly site: SiteId | undefined
  readonly location: LocationId | undefined
  readonly reason: CountReason | undefined
  /** Position of the last commit the counter's look reflects. */
  readonly watermark: number
  readonly counted: ReadonlyArray<CountedStock>
  readonly variances: ReadonlyArray<Variance>
  /** Who counted, the first first; a recount is by somebody else. */
  readonly counters: ReadonlyArray<string>
  /** Any difference may be closed when it is absent. */
  readonly tolerance: CountTolerance | undefined
  readonly approvedBy: string | undefined
  readonly reasons: ReadonlyArray<VarianceReason>
}

/** What a counter is told: where to look, and nothing of what the books say. */
export interface BlindSheet {
  readonly task: TaskId
  readonly site: SiteId
  readonly location: LocationId
  readonly recount: boolean
}

/** The sheet of a count that is to be done; undefined when nothing is. */
export const blindSheet = ({ location, site, status, task }: Count): BlindSheet | undefined => {
  if (status !== "Requested" && status !== "RecountRequested") return undefined
  if (task === undefined || site === undefined || location === undefined) return undefined
  return { task, site, location, recount: status === "RecountRequested" }
}

/** Differences that are larger than `tolerance` in units and in percent of what is booked. */
export const beyondTolerance = (
  variances: ReadonlyArray<Variance>,
  { percent = 0, units = 0 }: CountTolerance
): ReadonlyArray<Variance> =>
  variances.filter(({ booked, quantity }) => {
    const off = Math.abs(quantity - booked)
    return off > units && off * 100 > percent * booked
  })

/** Each difference with the reason it is booked under: the approved one, else `countVariance`. */
export const variancesByReason = ({
  reasons,
  variances
}: Count): ReadonlyArray<{ readonly variance: Variance; readonly reason: AdjustmentReason }> => {
  const known = new Map(reasons.map((one) => [kindOf(one), one.reason]))
  return variances.map((variance) => ({ variance, reason: known.get(kindOf(variance)) ?? "countVariance" }))
}

/**
 * The name of a record: owner, SKU, lot, status and serial. Sorts like these five, since no id contains the character
 * between them, and it comes before all that ids contain.
 */
export const kindOf = (stock: Omit<CountedStock, "quantity">): string =>
  `${stock.owner}\u0000${stock.sku}\u0000${stock.lot}\u0000${stock.status}\u0000${stock.serial ?? ""}`

/**
 * Where counted and booked differ, in the order of owner, SKU, lot, status and serial. What was booked and not seen
 * counts as 0 seen; what was seen and not booked as 0 booked. O(n log n).
 */
export const variancesOf = (
  counted: ReadonlyArray<CountedStock>,
  booked: ReadonlyArray<CountedStock>
): ReadonlyArray<Variance> => {
  const kinds = new Map<string, Variance>()
  for (const stock of booked) {
    const known = kinds.get(kindOf(stock))
    kinds.set(kindOf(stock), { ...stock, quantity: 0, booked: (known?.booked ?? 0) + stock.quantity })
  }
  for (const stock of counted) {
    const known = kinds.get(kindOf(stock))
    kinds.set(kindOf(stock), {
      ...stock,
      quantity: (known?.quantity ?? 0) + stock.quantity,
      booked: known?.booked ?? 0
    })
  }
  return [...kinds.entries()]
    .filter(([, variance]) => variance.quantity !== variance.booked)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, variance]) => variance)
}
