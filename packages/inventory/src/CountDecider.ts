/**
 * The count's record: what may be asked, what happened, why not.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { Decider } from "@stowage/kernel/Decider"
import { LocationId, SiteId, TaskId } from "@stowage/kernel/Ids"
import { Instant } from "@stowage/kernel/Instant"
import { type Count, CountReason, type CountStatus, CountedStock, variancesOf } from "./Count.ts"

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
  | { readonly _tag: "CloseCount"; readonly by: string; readonly at: Instant }

const Varied = Schema.Struct({ ...CountedStock.fields, booked: Schema.Int })

/** What happened to a count. Stored as written: add cases and optional fields, never change one. */
export const CountEvent = Schema.TaggedUnion({
  CountRequested: { task: TaskId, site: SiteId, location: LocationId, reason: CountReason, at: Instant },
  CountRecorded: {
    counter: Schema.String,
    counted: Schema.Array(CountedStock),
    watermark: Schema.Int,
    variances: Schema.Array(Varied),
    at: Instant
  },
  CountClosed: { by: Schema.String, at: Instant }
})
export type CountEvent = typeof CountEvent.Type

/** Why a count command is refused, in order of precedence. */
export type CountRefusal =
  /** A count of something else was asked for under this task. */
  | { readonly _tag: "TaskIdTaken"; readonly task: TaskId | undefined }
  /** The count is not at the step that the command needs. */
  | { readonly _tag: "WrongStatus"; readonly status: CountStatus; readonly needed: CountStatus }
  | { readonly _tag: "QuantityNegative"; readonly sku: string; readonly quantity: number }

type Decision = Result.Result<ReadonlyArray<CountEvent>, CountRefusal>

const initial: Count = {
  status: "None",
  task: undefined,
  site: undefined,
  location: undefined,
  reason: undefined,
  watermark: 0,
  counted: [],
  variances: []
}

const request = (command: Extract<CountCommand, { _tag: "RequestCount" }>, count: Count): Decision => {
  const { _tag: _, ...asked } = command
  if (count.status === "None") return Result.succeed([{ _tag: "CountRequested", ...asked }])
  const samePlace = count.site === asked.site && count.location === asked.location
  const same = samePlace && count.task === asked.task && count.reason === asked.reason
  return same ? Result.succeed([]) : Result.fail({ _tag: "TaskIdTaken", task: count.task })
}

const record = (command: Extract<CountCommand, { _tag: "RecordCount" }>, count: Count): Decision => {
  if (count.status !== "Requested") {
    return Result.fail({ _tag: "WrongStatus", status: count.status, needed: "Requested" })
  }
  const { at, booked, counted, counter, watermark } = command
  const negative = counted.find((stock) => stock.quantity < 0)
  if (negative !== undefined) {
    return Result.fail({ _tag: "QuantityNegative", sku: negative.sku, quantity: negative.quantity })
  }
  const variances = variancesOf(counted, booked)
  return Result.succeed([{ _tag: "CountRecorded", counter, counted, watermark, variances, at }])
}

const close = (command: Extract<CountCommand, { _tag: "CloseCount" }>, count: Count): Decision => {
  if (count.status === "Closed") return Result.succeed([])
  if (count.status !== "Counted") return Result.fail({ _tag: "WrongStatus", status: count.status, needed: "Counted" })
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
      case "CloseCount":
        return close(command, count)
    }
  },
  evolve: (count, event) => {
    switch (event._tag) {
      case "CountRequested": {
        const { location, reason, site, task } = event
        return { ...count, status: "Requested", task, site, location, reason }
      }
      case "CountRecorded": {
        const { counted, variances, watermark } = event
        return { ...count, status: "Counted", counted, variances, watermark }
      }
      case "CountClosed":
        return { ...count, status: "Closed" }
    }
  }
}
