/**
 * What a report is made of.
 */
import type { Catalog } from "@stowage/catalog/Catalog"
import type { Layout } from "@stowage/layout/Layout"
import type { TimeZone } from "@stowage/kernel/LocalDate"
import type { AuditResult } from "../auditRun.ts"
import type { RunView } from "./RunView.ts"

/** Rows of the input that were not taken in, for one reason. */
export interface Reject {
  readonly reason: string
  readonly count: number
  /** One of them, as it stood there. */
  readonly example: string
}

/** What came in. */
export interface Ingest {
  readonly rows: number
  readonly orders: number
  readonly lines: number
  readonly cancellations: number
  readonly rejects: ReadonlyArray<Reject>
  readonly notes: ReadonlyArray<string>
}

export interface ReportInput {
  readonly title: string
  /** Where the orders came from, in words. */
  readonly source: string
  readonly seed: number
  readonly zone: TimeZone
  /** What the input did not say and a rule filled in. */
  readonly assumptions: ReadonlyArray<string>
  readonly ingest: Ingest
  readonly layout: Layout
  readonly catalog: Catalog
  /** The same days twice. */
  readonly optimised: RunView
  readonly naive: RunView
  readonly audit: AuditResult
  /** Orders whose story the page tells, the most eventful first; 3,000 when nothing is said. */
  readonly storiesAtMost?: number
  /** What was typed to make this, for whoever wants to make it again. */
  readonly command?: string
}
