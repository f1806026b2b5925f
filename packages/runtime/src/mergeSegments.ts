/**
 * Segments are merged as they become many, so that there are never more than a few for each power of `fanOut` commits:
 * each name is then written again so often as the journal has become `fanOut` times longer.
 *
 * Source: O'Neil, Cheng, Gawlick, O'Neil (1996), The log-structured merge-tree, Acta Informatica 33; merged by tiers.
 */
import * as Effect from "effect/Effect"
import { ClaimList } from "./ClaimList.ts"
import { addOpen, claimsFrom, closedPages, openedPages } from "./ClaimRun.ts"
import type { StoreFailure } from "./Journal.ts"
import { claimPages } from "./logOpenClaims.ts"
import type { LogTables, NewPage, Page, PageName, SegmentHead, Span } from "./LogStorage.ts"
import { type NameRun, firstsOf, keysFrom, namePage, namesOnPage, wholeNumbers } from "./namePages.ts"
import type { PendingId } from "@stowage/kernel/Transfer"

/** Segments by how many commits they are of: the power of `fanOut`. */
const tierOf = ({ from, to }: Span, fanOut: number): number => Math.floor(Math.log(to - from) / Math.log(fanOut) + 1e-9)

/**
 * The segments to be merged next, neighbours; none when there are few of each tier. Everybody chooses the same, so a
 * merge that was broken off is done again, over what is left of it.
 */
export const toMerge = <A extends Span>(segments: ReadonlyArray<A>, fanOut: number): ReadonlyArray<A> => {
  const tiers = segments.map((segment) => tierOf(segment, fanOut))
  for (let tier = 0; tier <= Math.max(...tiers); tier++) {
    let first = segments.length
    while (first > 0 && (tiers[first - 1] as number) <= tier) first -= 1
    if (segments.length - first >= fanOut) return segments.slice(first, first + fanOut)
  }
  return []
}

/** Pages of one segment that are read at once. */
const pagesAtOnce = 8

/** Reads the names of a segment in order. */
interface Cursor {
  readonly head: SegmentHead
  /** What is to be added to its places. */
  readonly offset: number
  /** Pages that were read, the next first. */
  pages: Array<NameRun>
  /** How many pages were asked for. */
  asked: number
  /** The next name on the first page. */
  at: number
}

const runFrom = ({ keys, values }: Page): NameRun => ({ ...keysFrom(keys), places: wholeNumbers(values) })

/** Makes names follow one another in pages, which `write` gets. */
class Output {
  readonly firsts: Array<number> = []
  private run = emptyRun()
  private size = 0
  private pages: Array<NewPage> = []
  private readonly span: Span

  constructor(span: Span) {
    this.span = span
  }

  add(high: number, low: number, place: number): void {
    const { run, size } = this
    run.high[size] = high
    run.low[size] = low
    run.places[size] = place
    this.size = size + 1
    if (this.size === namesOnPage) this.turn()
  }

  /** The pages that are full; at the end, the last one too. */
  take(isEnd: boolean): ReadonlyArray<NewPage> {
    if (isEnd && this.size > 0) this.turn()
    const { pages } = this
    this.pages = []
    return pages
  }

  private turn(): void {
    const page = namePage(this.run, 0, this.size)
    this.pages.push({ from: this.span.from, to: this.span.to, kind: "names", number: this.firsts.length, ...page })
    this.firsts.push(this.run.high[0] as number)
    this.run = emptyRun()
    this.size = 0
  }
}

const emptyRun = (): NameRun => ({
  high: new Uint32Array(namesOnPage),
  low: new Uint16Array(namesOnPage),
  places: new Uint32Array(namesOnPage)
})

/** Takes names from the cursors, the least first, until one of them needs its next page. */
const take = (cursors: ReadonlyArray<Cursor>, output: Output): void => {
  for (;;) {
    let least: Cursor | undefined
    let high = Number.POSITIVE_INFINITY
    for (const cursor of cursors) {
      const page = cursor.pages[0]
      // Of equal names the earlier comes first.
      if (page !== undefined && (page.high[cursor.at] as number) < high) {
        least = cursor
        high = page.high[cursor.at] as number
      }
    }
    const page = least?.pages[0]
    if (least === undefined || page === undefined) return
    output.add(high, page.low[least.at] as number, (page.places[least.at] as number) + least.offset)
    least.at += 1
    if (least.at < page.high.length) continue
    least.pages.shift()
    least.at = 0
    if (least.pages.length === 0) return
  }
}

/** Reads on wherever nothing is left; false when a segment is there no more. */
const readOn = (tables: LogTables, cursors: ReadonlyArray<Cursor>): Effect.Effect<boolean, StoreFailure> =>
  Effect.gen(function* () {
    for (const cursor of cursors) {
      const { head, asked } = cursor
      const left = Math.min(pagesAtOnce, head.firsts.length / 4 - asked)
      if (cursor.pages.length > 0 || left === 0) continue
      const { from, to } = head
      const names = Array.from({ length: left }, (_, nth): PageName => ({
        from,
        to,
        kind: "names",
        number: asked + nth
      }))
      const pages = yield* tables.pages(names)
      if (pages === undefined) return false
      cursor.pages = pages.map(runFrom)
      cursor.asked += left
    }
    return true
  })

/** Writes the names of `heads` in one order; undefined when a segment is there no more. */
const mergeNames = (
  tables: LogTables,
  span: Span,
  heads: ReadonlyArray<SegmentHead>
): Effect.Effect<Uint8Array | undefined, StoreFailure> =>
  Effect.gen(function* () {
    const cursors = heads.map((head): Cursor => ({ head, offset: head.from - span.from, pages: [], asked: 0, at: 0 }))
    const output = new Output(span)
    for (;;) {
      if (!(yield* readOn(tables, cursors))) return undefined
      const isEnd = cursors.every(({ pages }) => pages.length === 0)
      take(cursors, output)
      const pages = output.take(isEnd)
      if (pages.length > 0) yield* tables.write(pages)
      if (isEnd) return firstsOf(output.firsts)
      yield* Effect.yieldNow
    }
  })

/** Writes the claims of `heads`; how many pages of each kind, or undefined when a segment is there no more. */
const mergeClaims = (
  tables: LogTables,
  span: Span,
  heads: ReadonlyArray<SegmentHead>
): Effect.Effect<{ readonly opened: number; readonly closed: number } | undefined, StoreFailure> =>
  Effect.gen(function* () {
    const read = yield* tables.pages(claimPages(heads, "closed"))
    if (read === undefined) return undefined
    const resolved = new Set<PendingId>()
    for (const page of read) for (const { id } of claimsFrom(page)) resolved.add(id)
    let opened = 0
    const names = claimPages(heads, "opened")
    for (let start = 0; start < names.length; start += pagesAtOnce) {
      const pages = yield* tables.pages(names.slice(start, start + pagesAtOnce))
      if (pages === undefined) return undefined
      const open = new ClaimList()
      for (const page of pages) addOpen(open, claimsFrom(page), span.from, resolved)
      const written = openedPages(span, open, opened)
      yield* tables.write(written)
      opened += written.length
    }
    // Nothing was open before the first commit.
    const closed = closedPages(span, span.from === 0 ? [] : [...resolved])
    yield* tables.write(closed)
    return { opened, closed: closed.length }
  })

/** Makes one segment of neighbours; false when one of them was there no more. */
export const mergeSegments = (
  tables: LogTables,
  heads: ReadonlyArray<SegmentHead>
): Effect.Effect<boolean, StoreFailure> =>
  Effect.gen(function* () {
    const [first, last] = [heads[0], heads.at(-1)]
    if (first === undefined || last === undefined) return false
    const span: Span = { from: first.from, to: last.to }
    const firsts = yield* mergeNames(tables, span, heads)
    const claims = firsts && (yield* mergeClaims(tables, span, heads))
    if (firsts === undefined || claims === undefined) return false
    return yield* tables.replace({ ...span, firsts, ...claims }, heads)
  })
