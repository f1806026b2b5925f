/**
 * Counts by why they were asked for: a count after a short pick says whether a doubt was right, one by rota how good
 * the books are.
 */
import type { CountEvent } from "@stowage/inventory/CountDecider"

type CountReason = Extract<CountEvent, { readonly _tag: "CountRequested" }>["reason"]

/** Locations counted, and those of them where everything was as booked. */
interface Counted {
  readonly counted: number
  readonly right: number
}

/** A count that is not closed: why it was asked for, and what its last record found. */
interface OpenCount {
  readonly reason: CountReason
  readonly right: boolean | undefined
}

/** Counts so far. `noteCount` changes it. */
export interface CountTally {
  readonly open: Map<string, OpenCount>
  readonly done: Map<CountReason, Counted>
}

export const noCounts = (): CountTally => ({ open: new Map(), done: new Map() })

/** Adds `event` of the count `id`. A location that is counted again counts once, by its last count. */
export const noteCount = ({ done, open }: CountTally, id: string, event: CountEvent): void => {
  if (event._tag === "CountRequested") open.set(id, { reason: event.reason, right: undefined })
  const before = open.get(id)
  if (event._tag === "CountClosed") open.delete(id)
  if (event._tag !== "CountRecorded" || before === undefined) return
  const { reason } = before
  const right = event.variances.length === 0
  const sofar = done.get(reason) ?? { counted: 0, right: 0 }
  const first = before.right === undefined
  done.set(reason, {
    counted: sofar.counted + (first ? 1 : 0),
    right: sofar.right + Number(right) - Number(before.right ?? false)
  })
  open.set(id, { reason, right })
}

const reasonWords: Readonly<Record<CountReason, string>> = {
  shortPick: "After short picks",
  scheduled: "By rota",
  zeroCheck: "When a location should have been empty",
  complaint: "After complaints"
}

/** A sentence for each reason that there were counts for. */
export const sayCounts = ({ done }: CountTally): ReadonlyArray<string> => {
  const reasons = Object.keys(reasonWords) as ReadonlyArray<CountReason>
  return reasons.flatMap((reason) => {
    const { counted, right } = done.get(reason) ?? { counted: 0, right: 0 }
    if (counted === 0) return []
    const where = counted === 1 ? "1 location was" : `${counted} locations were`
    return `${reasonWords[reason]} ${where} counted, and in ${right} of them everything was as booked.`
  })
}
