export { compareKpis, type KpiComparison } from "./compareKpis.ts"
export { meanHours, percentileHours, type Durations } from "./Durations.ts"
export { type Assumptions, type KpiDefinition, type KpiUnit, type Measured } from "./Kpi.ts"
export {
  kpiDefinitions,
  kpiNames,
  kpisOf,
  trendOf,
  type DayKpis,
  type Kpi,
  type KpiName,
  type Kpis,
  type Period
} from "./kpis.ts"
export { projectReport, reportOf } from "./projectReport.ts"
export { addLabour, emptyReport, type CartonFacts, type Report, type ReportSettings } from "./Report.ts"
export { type ReportedAppend, type ReportedCommit, type ReportedEvent } from "./ReportedCommit.ts"
export { sayKpi } from "./sayKpi.ts"
export { type Counts, type Tally } from "./Tally.ts"
