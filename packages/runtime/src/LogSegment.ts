/**
 * A segment: what is kept of the commits of a span, made once from a layer of them, or from smaller segments, and never
 * changed.
 */
import { type ClaimRun, closedPages, openedPages } from "./ClaimRun.ts"
import type { NewPage, SegmentHead, Span } from "./LogStorage.ts"
import type { MentionTable } from "./MentionTable.ts"
import { firstsOf, namePage, namesOnPage, runOf } from "./namePages.ts"

/** A segment as it is stored. */
export interface LogSegment {
  readonly head: SegmentHead
  readonly pages: ReadonlyArray<NewPage>
}

/** The segment of a span: of the mentions in a layer those after the place `after`. */
export const segmentOf = (span: Span, mentions: MentionTable, after: number, claims: ClaimRun): LogSegment => {
  const run = runOf(mentions, after)
  const firsts: Array<number> = []
  const names: Array<NewPage> = []
  for (let start = 0; start < run.high.length; start += namesOnPage) {
    const page = namePage(run, start, Math.min(run.high.length, start + namesOnPage))
    names.push({ ...span, kind: "names", number: firsts.length, ...page })
    firsts.push(run.high[start] as number)
  }
  const opened = openedPages(span, claims.opened)
  // Nothing was open before the first commit.
  const closed = closedPages(span, span.from === 0 ? [] : claims.closed)
  return {
    head: { ...span, firsts: firstsOf(firsts), opened: opened.length, closed: closed.length },
    pages: [...names, ...opened, ...closed]
  }
}
