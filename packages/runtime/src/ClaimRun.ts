/**
 * Which claims a span of commits opened that none of them resolved, and which of earlier ones it resolved. Whoever asks
 * for open claims puts the runs of all segments together: there are never more of them than were open at some moment.
 */
import type { PendingId } from "@stowage/kernel/Transfer"
import { ClaimList } from "./ClaimList.ts"
import { ClaimReader, claimForm } from "./ClaimReader.ts"
import { type Position, type RecordedCommit, origin } from "./Commit.ts"
import type { NewPage, Page, PageKind, Span } from "./LogStorage.ts"

/** What happened to claims, in order; of commits that may open and resolve the same. */
export class ClaimEvents {
  readonly opened = new ClaimList()
  readonly closed = new ClaimList()
}

/** What commits left open, and ids of what they closed of before. */
export interface ClaimRun {
  readonly opened: ClaimList
  readonly closed: ReadonlyArray<PendingId>
}

const never = Number.POSITIVE_INFINITY

/** Adds what a commit did to claims. */
export const noteClaims = ({ opened, closed }: ClaimEvents, { position, at, transfers }: RecordedCommit): void => {
  for (const transfer of transfers) {
    if (transfer._tag === "Pend") {
      const { id, ttlMillis } = transfer
      opened.add(id, position, ttlMillis === undefined ? Number.POSITIVE_INFINITY : at + ttlMillis)
    } else if (transfer._tag !== "Post") closed.add(transfer.id, position, never)
  }
}

const firstPositionOn = (page: Uint8Array): Position => {
  const reader = new ClaimReader(page)
  reader.next()
  return reader.position
}

/** Adds to `open` the claims of others after a position that are not among the resolved, which are left out there. */
export const addOpen = (open: ClaimList, claims: ClaimList, after: Position, resolved: Set<PendingId>): void => {
  for (const page of claims.pages()) {
    if (resolved.size === 0 && open.isFull(page) && firstPositionOn(page) > after) {
      open.addPage(page)
      continue
    }
    const reader = new ClaimReader(page)
    while (reader.next()) {
      const { position } = reader
      if (position <= after) continue
      const { id } = reader
      if (resolved.size === 0 || !resolved.delete(id)) open.add(id, position, reader.expiresAt)
    }
  }
}

/** What the commits after a position left open, and what they closed of before. */
export const claimRun = (events: ReadonlyArray<ClaimEvents>, after: Position): ClaimRun => {
  const resolved = new Set<PendingId>()
  for (const { closed } of events) {
    for (const claim of closed) if (claim.position > after) resolved.add(claim.id)
  }
  const opened = new ClaimList()
  for (const some of events) addOpen(opened, some.opened, after, resolved)
  return { opened, closed: [...resolved] }
}

const nothing = new Uint8Array(0)

const pagesOf = ({ from, to }: Span, kind: PageKind, claims: ClaimList, first: number): ReadonlyArray<NewPage> =>
  claims.pages().map((values, nth) => ({ from, to, kind, number: first + nth, keys: nothing, values }))

/** Opened claims as pages, numbered from `first` on. */
export const openedPages = (span: Span, opened: ClaimList, first = 0): ReadonlyArray<NewPage> =>
  pagesOf(span, "opened", opened, first)

/** Ids of closed claims as pages. */
export const closedPages = (span: Span, ids: ReadonlyArray<PendingId>): ReadonlyArray<NewPage> => {
  const closed = new ClaimList()
  for (const id of ids) closed.add(id, origin, never)
  return pagesOf(span, "closed", closed, 0)
}

/** Ids as JSON, and as numbers all positions and then all expiries, where they are of opened claims. */
const claimsFromJson = ({ keys, values }: Page): ClaimList => {
  const claims = new ClaimList()
  const ids = JSON.parse(new TextDecoder().decode(values)) as ReadonlyArray<PendingId>
  const numbers = new Float64Array(keys.slice().buffer)
  for (const [nth, id] of ids.entries()) {
    claims.add(id, (numbers[nth] ?? origin) as Position, numbers[ids.length + nth] ?? never)
  }
  return claims
}

/** The claims on a page, of opened or of closed ones. */
export const claimsFrom = (page: Page): ClaimList => {
  if (page.values[0] !== claimForm) return claimsFromJson(page)
  const claims = new ClaimList()
  claims.addPage(page.values)
  return claims
}
