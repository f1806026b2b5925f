/**
 * Claims that are not resolved: the runs of all segments put together, and what is not saved yet.
 */
import * as Effect from "effect/Effect"
import type { Instant } from "@stowage/kernel/Instant"
import type { Pending, PendingId } from "@stowage/kernel/Transfer"
import type { ClaimList } from "./ClaimList.ts"
import { type ClaimRun, claimsFrom } from "./ClaimRun.ts"
import type { Position } from "./Commit.ts"
import type { StoreFailure } from "./Journal.ts"
import type { LogImage } from "./logImage.ts"
import { claimIn, readCommits } from "./logMentions.ts"
import { savedIn } from "./logSegments.ts"
import type { LogStorage, PageKind, PageName, SegmentHead } from "./LogStorage.ts"

/** The names of all pages of claims of these segments, of one kind. */
export const claimPages = (
  heads: ReadonlyArray<SegmentHead>,
  kind: Exclude<PageKind, "names">
): ReadonlyArray<PageName> =>
  heads.flatMap((head) =>
    Array.from({ length: head[kind] }, (_, number) => ({ from: head.from, to: head.to, kind, number }))
  )

const claimsOpenIn = Effect.fnUntraced(function* (
  storage: LogStorage,
  heads: ReadonlyArray<SegmentHead>,
  unsaved: ClaimRun,
  at: Instant | undefined
) {
  const { tables } = storage
  const closed = new Set(unsaved.closed)
  const opened: Array<ClaimList> = [unsaved.opened]
  if (tables !== undefined) {
    const pages = yield* tables.pages([...claimPages(heads, "closed"), ...claimPages(heads, "opened")])
    if (pages === undefined) return undefined
    const closedCount = heads.reduce((sum, head) => sum + head.closed, 0)
    for (const page of pages.slice(0, closedCount)) for (const { id } of claimsFrom(page)) closed.add(id)
    for (const page of pages.slice(closedCount)) opened.push(claimsFrom(page))
  }
  const open = new Map<PendingId, Position>()
  for (const claims of opened) {
    for (const claim of claims) {
      if (at !== undefined && claim.expiresAt > at) continue
      const { id, position } = claim
      if (!closed.has(id)) open.set(id, position)
    }
  }
  const commits = yield* readCommits(storage, open.values())
  return Array.from(open).flatMap(([id, position]) => {
    const commit = commits.get(position)
    return (commit && claimIn(id, commit)) ?? []
  })
})

/**
 * The claims that were open at the moment of this call, of those that may be expired at `at` when that is given;
 * undefined when the segments have to be read again. O(claims open at the end of each segment).
 */
export const openClaims = (
  storage: LogStorage,
  image: LogImage,
  at: Instant | undefined
): Effect.Effect<ReadonlyArray<Pending> | undefined, StoreFailure> => {
  const segments = image.segments.all()
  const heads = segments.map(({ head }) => head)
  const unsaved = image.overlay.claims(savedIn(segments))
  return claimsOpenIn(storage, heads, unsaved, at)
}
