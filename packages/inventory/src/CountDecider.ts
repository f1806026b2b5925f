/**
 * The count's record: what may be asked, what happened, why not.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { Decider } from "@stowage/kernel/Decider"
import { LocationId, SiteId, TaskId } from "@stowage/kernel/Ids"
import { Instant } from "@stowage/kernel/Instant"
import {
  type Count,
  CountReason,
  type CountStatus,
  CountTolerance,
  CountedStock,
  type Variance,
  VarianceReason,
  beyondTolerance,
  kindOf,
  variancesOf
} from "./Count.ts"

/**
 * What may be asked of a count. `RecordCount` brings what the books said as of the watermark; the counter never sees
 * it.
 */
export type CountCommand =
  | {
      readonly _tag: "RequestCount"
      readonly task: TaskId
      readonly site: SiteId
      readonly location: LocationId
      readonly reason: CountReason
      /** What may be off without approval; anything when absent. */
      readonly tolerance?: CountTolerance
      readonly at: Instant
    }
  | {
      readonly _tag: "RecordCount"
      readonly counter: string
      readonly counted: ReadonlyArray<CountedStock>
      readonly watermark: number
      readonly booked: ReadonlyArray<CountedStock>
      readonly at: Instant
    }
  | { readonly _tag: "RequestRecount"; readonly by: string; readonly why: string; readonly at: Instant }
  | {
      readonly _tag: "ApproveCount"
      readonly by: string
      /** Why records were off; those left out are booked as `countVariance`. */
      readonly reasons: ReadonlyArray<VarianceReason>
      readonly at: Instant
    }
  | { readonly _tag: "CloseCount"; readonly by: string; readonly at: Instant }

const Varied = Schema.Struct({ ...CountedStock.fields, booked: Schema.Int })

/** What happened to a count. Stored as written: add cases and optional fields, never change one. */
export const CountEvent = Schema.TaggedUnion({
  CountRequested: {
    task: TaskId,
    site: SiteId,
    location: LocationId,
    reason: CountReason,
    tolerance: Schema.optionalKey(CountTolerance),
    at: Instant
  },
  CountRecorded: {
    counter: Schema.String,
    counted: Schema.Array(CountedStock),
    watermark: Schema.Int,
    variances: Schema.Array(Varied),
    at: Instant
  },
  RecountRequested: { by: Schema.String, why: Schema.String, at: Instant },
  CountApproved: { by: Schema.String, reasons: Schema.Array(VarianceReason), at: Instant },
  CountClosed: { by: Schema.String, at: Instant }
})
export type CountEvent = typeof CountEvent.Type

/** Why a count command is refused, in order of precedence. */
export type CountRefusal =
  /** A count of something else was asked for under this task. */
  | { readonly _tag: "TaskIdTaken"; readonly task: TaskId | undefined }
  /** Negative, no number, or units in parts. */
  | { readonly _tag: "ToleranceWrong"; readonly field: keyof CountTolerance; readonly value: number }
  /** The count is not at the step that the command needs. */
  | { readonly _tag: "WrongStatus"; readonly status: CountStatus; readonly needed: CountStatus }
  | { readonly _tag: "QuantityNegative"; readonly sku: string; readonly quantity: number }
  /** Units in parts, or no number. */
  | { readonly _tag: "QuantityNotWhole"; readonly sku: string; readonly quantity: number }
  /** A unit with a number of its own was counted so many times; there is one of it. */
  | { readonly _tag: "SerialNotOne"; readonly sku: string; readonly serial: string; readonly quantity: number }
  /** Not a position of the journal: a whole number of at least 0. */
  | { readonly _tag: "WatermarkNotPosition"; readonly watermark: number }
  /** A recount is by somebody else. */
  | { readonly _tag: "CounterCountedBefore"; readonly counter: string }
  /** A recount looked at less than the count before it. */
  | { readonly _tag: "WatermarkWentBack"; readonly watermark: number; readonly before: number }
  /** Nobody approves what he counted himself. */
  | { readonly _tag: "ApproverCounted"; readonly by: string }
  /** A reason for a record that is not off. */
  | { readonly _tag: "NoSuchVariance"; readonly reason: VarianceReason }
  /** More than its tolerance is off: count again, or have it approved. */
  | { readonly _tag: "BeyondTolerance"; readonly variances: ReadonlyArray<Variance> }

type Decision = Result.Result<ReadonlyArray<CountEvent>, CountRefusal>

const initial: Count = {
  status: "None",
  task: undefined,
  site: undefined,
  location: undefined,
  reason: undefined,
  watermark: 0,
  counted: [],
  variances: [],
  counters: [],
  tolerance: undefined,
  approvedBy: undefined,
  reasons: []
}

const request = (command: Extract<CountCommand, { _tag: "RequestCount" }>, count: Count): Decision => {
  const { _tag: _, ...asked } = command
  if (count.status === "None") {
    const wrong = wrongTolerance(asked.tolerance ?? {})
    return wrong === undefined ? Result.succeed([{ _tag: "CountRequested", ...asked }]) : Result.fail(wrong)
  }
  const samePlace = count.site === asked.site && count.location === asked.location
  const sameTolerance =
    count.tolerance?.units === asked.tolerance?.units && count.tolerance?.percent === asked.tolerance?.percent
  const same = samePlace && sameTolerance && count.task === asked.task && count.reason === asked.reason
  return same ? Result.succeed([]) : Result.fail({ _tag: "TaskIdTaken", task: count.task })
}

const wrongTolerance = ({ percent = 0, units = 0 }: CountTolerance): CountRefusal | undefined => {
  if (!isCount(units)) return { _tag: "ToleranceWrong", field: "units", value: units }
  const isPercent = percent >= 0 && Number.isFinite(percent)
  return isPercent ? undefined : { _tag: "ToleranceWrong", field: "percent", value: percent }
}

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0

/** The first serial that was counted more than once, wherever its units were put down. */
const serialNotOne = (counted: ReadonlyArray<CountedStock>): CountRefusal | undefined => {
  const units = new Map<string, number>()
  for (const { quantity, serial, sku } of counted) {
    if (serial === undefined) continue
    const sum = (units.get(`${sku}|${serial}`) ?? 0) + quantity
    if (sum > 1) return { _tag: "SerialNotOne", sku, serial, quantity: sum }
    units.set(`${sku}|${serial}`, sum)
  }
  return undefined
}

const record = (command: Extract<CountCommand, { _tag: "RecordCount" }>, count: Count): Decision => {
  if (count.status !== "Requested" && count.status !== "RecountRequested") {
    return Result.fail({ _tag: "WrongStatus", status: count.status, needed: "Requested" })
  }
  const { at, booked, counted, counter, watermark } = command
  const wrong = counted.find((stock) => !isCount(stock.quantity))
  if (wrong !== undefined) {
    const { quantity, sku } = wrong
    return Result.fail({ _tag: quantity < 0 ? "QuantityNegative" : "QuantityNotWhole", sku, quantity })
  }
  const twice = serialNotOne(counted)
  if (twice !== undefined) return Result.fail(twice)
  if (!isCount(watermark)) return Result.fail({ _tag: "WatermarkNotPosition", watermark })
  if (count.counters.includes(counter)) return Result.fail({ _tag: "CounterCountedBefore", counter })
  if (watermark < count.watermark) {
    return Result.fail({ _tag: "WatermarkWentBack", watermark, before: count.watermark })
  }
  const variances = variancesOf(counted, booked)
  return Result.succeed([{ _tag: "CountRecorded", counter, counted, watermark, variances, at }])
}

const recount = (command: Extract<CountCommand, { _tag: "RequestRecount" }>, count: Count): Decision => {
  if (count.status === "RecountRequested") return Result.succeed([])
  if (count.status !== "Counted") return Result.fail({ _tag: "WrongStatus", status: count.status, needed: "Counted" })
  const { at, by, why } = command
  return Result.succeed([{ _tag: "RecountRequested", by, why, at }])
}

const approve = (command: Extract<CountCommand, { _tag: "ApproveCount" }>, count: Count): Decision => {
  const { at, by, reasons } = command
  if (count.status === "Approved" && count.approvedBy === by) return Result.succeed([])
  if (count.status !== "Counted") return Result.fail({ _tag: "WrongStatus", status: count.status, needed: "Counted" })
  if (count.counters.includes(by)) return Result.fail({ _tag: "ApproverCounted", by })
  const varied = new Set(count.variances.map(kindOf))
  const strange = reasons.find((reason) => !varied.has(kindOf(reason)))
  if (strange !== undefined) return Result.fail({ _tag: "NoSuchVariance", reason: strange })
  return Result.succeed([{ _tag: "CountApproved", by, reasons, at }])
}

const close = (command: Extract<CountCommand, { _tag: "CloseCount" }>, count: Count): Decision => {
  if (count.status === "Closed") return Result.succeed([])
  if (count.status !== "Counted" && count.status !== "Approved") {
    return Result.fail({ _tag: "WrongStatus", status: count.status, needed: "Counted" })
  }
  const { tolerance, variances } = count
  const beyond = tolerance === undefined || count.status === "Approved" ? [] : beyondTolerance(variances, tolerance)
  if (beyond.length > 0) return Result.fail({ _tag: "BeyondTolerance", variances: beyond })
  return Result.succeed([{ _tag: "CountClosed", by: command.by, at: command.at }])
}

/** A cycle count as decisions. */
export const CountDecider: Decider<Count, CountCommand, CountEvent, CountRefusal> = {
  initial,
  decide: (command, count) => {
    switch (command._tag) {
      case "RequestCount":
        return request(command, count)
      case "RecordCount":
        return record(command, count)
      case "RequestRecount":
        return recount(command, count)
      case "ApproveCount":
        return approve(command, count)
      case "CloseCount":
        return close(command, count)
    }
  },
  evolve: (count, event) => {
    switch (event._tag) {
      case "CountRequested": {
        const { location, reason, site, task, tolerance } = event
        return { ...count, status: "Requested", task, site, location, reason, tolerance }
      }
      case "CountRecorded": {
        const { counted, counter, variances, watermark } = event
        const counters = [...count.counters, counter]
        return { ...count, status: "Counted", counted, variances, watermark, counters }
      }
      case "RecountRequested":
        return { ...count, status: "RecountRequested" }
      case "CountApproved":
        return { ...count, status: "Approved", approvedBy: event.by, reasons: event.reasons }
      case "CountClosed":
        return { ...count, status: "Closed" }
    }
  }
}

/** A refusal as a sentence that says what to do. */
export const sayCountRefusal = (refusal: CountRefusal): string => {
  switch (refusal._tag) {
    case "TaskIdTaken":
      return `Task ${refusal.task} counts something else; expected a task of its own.`
    case "WrongStatus":
      return `The count is ${refusal.status}; expected ${refusal.needed}.`
    case "ToleranceWrong":
      return `The tolerance in ${refusal.field} is ${refusal.value}; expected ${
        refusal.field === "units" ? "a whole number of 0 or more" : "0 or more"
      }.`
    case "QuantityNegative":
      return `${refusal.quantity} units of ${refusal.sku} were counted; expected 0 or more.`
    case "QuantityNotWhole":
      return `${refusal.quantity} units of ${refusal.sku} were counted; expected a whole number.`
    case "SerialNotOne":
      return `Serial ${refusal.serial} of ${refusal.sku} was counted ${refusal.quantity} times; expected once.`
    case "WatermarkNotPosition":
      return `The count is of position ${refusal.watermark}; expected a whole number of 0 or more.`
    case "CounterCountedBefore":
      return `${refusal.counter} counted here before; expected somebody else.`
    case "WatermarkWentBack":
      return `The recount is of position ${refusal.watermark}; expected ${refusal.before} or later.`
    case "ApproverCounted":
      return `${refusal.by} counted this; expected somebody else's approval.`
    case "NoSuchVariance":
      return `${refusal.reason.sku} in status ${refusal.reason.status} is not off; expected a record that is.`
    case "BeyondTolerance": {
      const off = refusal.variances.map(({ booked, quantity, sku }) => `${sku} ${quantity} for ${booked}`)
      return `More is off than is tolerated (${off.join(", ")}); count again, or have it approved.`
    }
  }
}
