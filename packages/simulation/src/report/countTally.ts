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

/** Counts so far. `noteCount` changes it. */
export interface CountTally {
  /** Why each open count was asked for. */
  readonly open: Map<string, CountReason>
  readonly done: Map<CountReason, Counted>
}

export const noCounts = (): CountTally => ({ open: new Map(), done: new Map() })

/** Adds `event` of the count `id`. */
export const noteCount = ({ done, open }: CountTally, id: string, event: CountEvent): void => {
  if (event._tag === "CountRequested") open.set(id, event.reason)
  if (event._tag === "CountClosed") open.delete(id)
  const reason = open.get(id)
  if (event._tag !== "CountRecorded" || reason === undefined) return
  const { counted, right } = done.get(reason) ?? { counted: 0, right: 0 }
  done.set(reason, { counted: counted + 1, right: right + (event.variances.length === 0 ? 1 : 0) })
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
