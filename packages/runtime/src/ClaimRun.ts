/**
 * Which claims a span of commits opened that none of them resolved, and which of earlier ones it resolved. Whoever asks
 * for open claims puts the runs of all segments together: there are never more of them than were open at some moment.
 */
import { TextArena } from "@stowage/kernel/TextArena"
import type { PendingId } from "@stowage/kernel/Transfer"
import type { Position, RecordedCommit } from "./Commit.ts"
import type { NewPage, Page, PageKind, Span } from "./LogStorage.ts"

/** Ids in a row, as bytes: as strings they would be most of what the garbage collector looks at. */
export class ClaimIds {
  private readonly texts = new TextArena()

  get length(): number {
    return this.texts.size
  }

  add(id: PendingId): void {
    this.texts.push(id)
  }

  at(nth: number): PendingId {
    return this.texts.at(nth) as PendingId
  }

  /** Those from `start` on to before `end`. */
  slice(start: number, end: number): ReadonlyArray<PendingId> {
    return Array.from({ length: Math.min(end, this.length) - start }, (_, nth) => this.at(start + nth))
  }
}

/** Claims in columns, in the order in which they were opened. */
export class OpenedClaims {
  readonly ids = new ClaimIds()
  /** Of each the commit that opened it. */
  readonly positions: Array<Position> = []
  /** From when on it may expire; infinity when it never does. */
  readonly expiries: Array<number> = []

  add(id: PendingId, position: Position, expiresAt: number): void {
    this.ids.add(id)
    this.positions.push(position)
    this.expiries.push(expiresAt)
  }

  /** Adds those of `claims` after a position that are not among the resolved, which are left out there. */
  addOpen(claims: OpenedClaims, after: Position, resolved: Set<PendingId>): void {
    for (let nth = 0; nth < claims.ids.length; nth++) {
      const position = claims.positions[nth] as Position
      if (position <= after) continue
      const id = claims.ids.at(nth)
      if (resolved.size === 0 || !resolved.delete(id)) this.add(id, position, claims.expiries[nth] as number)
    }
  }
}

/** Claims that were resolved, each with the commit that did it, in columns. */
class ClosedClaims {
  readonly ids = new ClaimIds()
  readonly positions: Array<Position> = []

  add(id: PendingId, position: Position): void {
    this.ids.add(id)
    this.positions.push(position)
  }
}

/** What happened to claims, in order; of commits that may open and resolve the same. */
export class ClaimEvents {
  readonly opened = new OpenedClaims()
  readonly closed = new ClosedClaims()
}

/** What commits left open, and ids of what they closed of before. */
export interface ClaimRun {
  readonly opened: OpenedClaims
  readonly closed: ReadonlyArray<PendingId>
}

/** Adds what a commit did to claims. */
export const noteClaims = ({ opened, closed }: ClaimEvents, { position, at, transfers }: RecordedCommit): void => {
  for (const transfer of transfers) {
    if (transfer._tag === "Pend") {
      const { id, ttlMillis } = transfer
      opened.add(id, position, ttlMillis === undefined ? Number.POSITIVE_INFINITY : at + ttlMillis)
    } else if (transfer._tag !== "Post") closed.add(transfer.id, position)
  }
}

/** What the commits after a position left open, and what they closed of before. */
export const claimRun = (events: ReadonlyArray<ClaimEvents>, after: Position): ClaimRun => {
  const resolved = new Set<PendingId>()
  for (const { closed } of events) {
    for (const [nth, position] of closed.positions.entries()) if (position > after) resolved.add(closed.ids.at(nth))
  }
  const opened = new OpenedClaims()
  for (const some of events) opened.addOpen(some.opened, after, resolved)
  return { opened, closed: [...resolved] }
}

/** Claims on a page. */
const claimsOnPage = 4096

const nothing = new Uint8Array(0)
const encoder = new TextEncoder()
const decoder = new TextDecoder()

const pageOf = (
  span: Span,
  kind: PageKind,
  number: number,
  keys: Uint8Array,
  ids: ReadonlyArray<PendingId>
): NewPage => ({
  from: span.from,
  to: span.to,
  kind,
  number,
  keys,
  values: encoder.encode(JSON.stringify(ids))
})

const starts = (length: number): ReadonlyArray<number> =>
  Array.from({ length: Math.ceil(length / claimsOnPage) }, (_, nth) => nth * claimsOnPage)

/** Opened claims as pages, numbered from `first` on. */
export const openedPages = (
  span: Span,
  { ids, positions, expiries }: OpenedClaims,
  first = 0
): ReadonlyArray<NewPage> =>
  starts(ids.length).map((start, nth) => {
    const end = start + claimsOnPage
    const numbers = new Float64Array([...positions.slice(start, end), ...expiries.slice(start, end)])
    return pageOf(span, "opened", first + nth, new Uint8Array(numbers.buffer), ids.slice(start, end))
  })

/** Ids of closed claims as pages. */
export const closedPages = (span: Span, ids: ReadonlyArray<PendingId>): ReadonlyArray<NewPage> =>
  starts(ids.length).map((start, nth) => pageOf(span, "closed", nth, nothing, ids.slice(start, start + claimsOnPage)))

export const openedFrom = ({ keys, values }: Page): OpenedClaims => {
  const claims = new OpenedClaims()
  const ids = closedFrom(values)
  const numbers = new Float64Array(keys.slice().buffer)
  for (const [nth, id] of ids.entries()) {
    claims.add(id, numbers[nth] as Position, numbers[ids.length + nth] as number)
  }
  return claims
}

export const closedFrom = (values: Uint8Array): ReadonlyArray<PendingId> =>
  JSON.parse(decoder.decode(values)) as ReadonlyArray<PendingId>
