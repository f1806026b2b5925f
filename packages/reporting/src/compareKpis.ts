/**
 * The same KPIs of two periods, two policies or two runs, side by side.
 */
import type { KpiDefinition } from "./Kpi.ts"
import { kpiDefinitions, type KpiName, kpiNames, type Kpis } from "./kpis.ts"

/** One KPI before and after. */
export interface KpiComparison {
  readonly name: KpiName
  readonly before: number | undefined
  readonly after: number | undefined
  /** After less before, in the KPI's unit; no data when one of them has none. */
  readonly difference: number | undefined
  /** The difference in percent of before; no data when before is 0, of which nothing is a percentage. */
  readonly percent: number | undefined
  /** Whether it went the way it should; `same` when it did not move, or which way it goes is neither good nor bad. */
  readonly verdict: "better" | "worse" | "same" | undefined
}

/** All KPIs, in the order of the table. */
export const compareKpis = (before: Kpis, after: Kpis): ReadonlyArray<KpiComparison> =>
  kpiNames.map((name) => compared(name, before[name].value, after[name].value))

const compared = (name: KpiName, before: number | undefined, after: number | undefined): KpiComparison => {
  if (before === undefined || after === undefined) {
    return { name, before, after, difference: undefined, percent: undefined, verdict: undefined }
  }
  const difference = after - before
  const percent = before === 0 ? undefined : (100 * difference) / before
  const { better }: KpiDefinition = kpiDefinitions[name]
  if (difference === 0 || better === "neither") return { name, before, after, difference, percent, verdict: "same" }
  const verdict = difference > 0 === (better === "higher") ? "better" : "worse"
  return { name, before, after, difference, percent, verdict }
}
