/**
 * The segments of the tables as this process knows them: their heads, and the names that they mention, so that a name
 * that no commit has ever mentioned costs no question.
 */
import * as Effect from "effect/Effect"
import { type Position, origin } from "./Commit.ts"
import type { StoreFailure } from "./Journal.ts"
import type { LogTables, Page, PageName, SegmentHead, Span } from "./LogStorage.ts"
import { NameSet } from "./NameSet.ts"
import { highOf, lowOf } from "./nameHash.ts"
import { type NameRun, keysFrom, lowerBound, namesOnPage, wholeNumbers } from "./namePages.ts"

/** A segment that this process knows. */
export interface KnownSegment extends Span {
  readonly head: SegmentHead
  /** The first 32 bits of each page of names. */
  readonly firsts: Uint32Array
}

export type KnownSegments = ReadonlyArray<KnownSegment>

/** Up to which position they tell. */
export const savedIn = (segments: KnownSegments): Position => segments.at(-1)?.to ?? origin

/** Keys of so many pages are read at once. */
const pagesAtOnce = 64

/** The segments that there are. */
export const readSegments = (tables: LogTables): Effect.Effect<KnownSegments, StoreFailure> =>
  Effect.map(tables.heads, (heads) =>
    heads.map((head) => ({ from: head.from, to: head.to, head, firsts: wholeNumbers(head.firsts) }))
  )

/** The segments of one process. */
export interface LogSegments {
  readonly all: () => KnownSegments
  readonly set: (segments: KnownSegments) => void
  /** Whether a segment may mention a name of this hash. O(1) for names that were taken in. */
  readonly mayMention: (hash: number) => boolean
  /** The segments of which one is the last to mention a name of this hash, unless two names have the same. */
  readonly lastWith: (hash: number) => KnownSegments
  /** Takes in the names of these segments, from the oldest on, as long as there is room for them. */
  readonly takeIn: (tables: LogTables, segments: KnownSegments) => Effect.Effect<void, StoreFailure>
}

/** Adds the names of a segment, under its number; false when it is there no more. */
const addNames = (
  tables: LogTables,
  names: NameSet,
  { head, firsts }: KnownSegment,
  segment: number
): Effect.Effect<boolean, StoreFailure> =>
  Effect.gen(function* () {
    names.makeRoom(firsts.length * namesOnPage)
    for (let first = 0; first < firsts.length; first += pagesAtOnce) {
      const count = Math.min(pagesAtOnce, firsts.length - first)
      const pages = yield* tables.keys(head, first, count)
      // It was merged meanwhile, and will be taken in as part of another.
      if (pages.length < count) return false
      for (const bytes of pages) {
        const { high, low } = keysFrom(bytes)
        for (let index = 0; index < high.length; index++) {
          names.add(high[index] as number, low[index] as number, segment)
        }
      }
      yield* Effect.yieldNow
    }
    return true
  })

/** No segments yet; of at most so many names it will be known whether they are mentioned. */
export const makeLogSegments = (mostNames: number): LogSegments => {
  const names = new NameSet()
  /** Where the segments ended whose names were taken in, by their numbers. */
  const ends: Array<Position> = []
  let all: KnownSegments = []
  let isTakingIn = false

  /** The names of all commits up to here were taken in. */
  const known = (): Position => ends.at(-1) ?? origin
  const hasRoom = ({ firsts }: KnownSegment): boolean => names.size + firsts.length * namesOnPage <= mostNames

  const takeIn = (tables: LogTables, segments: KnownSegments): Effect.Effect<void, StoreFailure> =>
    Effect.suspend(() => {
      const segment = segments.find(({ to }) => to > known())
      if (segment === undefined || !hasRoom(segment)) return Effect.void
      return Effect.flatMap(addNames(tables, names, segment, ends.length), (done) => {
        if (!done) return Effect.void
        ends.push(segment.to)
        return takeIn(tables, segments)
      })
    })

  return {
    all: () => all,
    set: (segments) => {
      all = segments
    },
    mayMention: (hash) => all.length > 0 && (savedIn(all) > known() || names.find(hash) >= 0),
    lastWith: (hash) => {
      const number = names.find(hash)
      if (number >= ends.length) return all
      const end = number < 0 ? origin : (ends[number] as Position)
      // What was not taken in may mention anything.
      return all.filter(({ from, to }) => to > known() || (from < end && end <= to))
    },
    takeIn: (tables, segments) =>
      Effect.suspend(() => {
        if (isTakingIn) return Effect.void
        isTakingIn = true
        return Effect.ensuring(
          takeIn(tables, segments),
          Effect.sync(() => {
            isTakingIn = false
          })
        )
      })
  }
}

/** The pages of a segment on which names with these upper bits are, if any are. */
const pagesWith = ({ firsts, from, to }: KnownSegment, high: number): ReadonlyArray<PageName> => {
  const found: Array<PageName> = []
  // What begins on one page may have begun at the end of the page before.
  let number = Math.max(0, lowerBound(firsts, high) - 1)
  while (number < firsts.length && (firsts[number] as number) <= high) {
    found.push({ from, to, kind: "names", number })
    number += 1
  }
  return found
}

const runFrom = ({ keys, values }: Page): NameRun => ({ ...keysFrom(keys), places: wholeNumbers(values) })

/** Places that mention a name, in order. */
const placesIn = (run: NameRun, high: number, low: number): ReadonlyArray<number> => {
  const found: Array<number> = []
  for (let index = lowerBound(run.high, high); run.high[index] === high; index++) {
    if (run.low[index] === low) found.push(run.places[index] as number)
  }
  return found
}

interface Asked {
  readonly hash: number
  readonly page: PageName
}

/** Positions of the commits that mention names of each of some hashes, the newest first. */
export type Mentioned = ReadonlyMap<number, ReadonlyArray<Position>>

/** Positions in the segments in which each hash is looked for; undefined when a segment is there no more. */
export const mentionsIn = (
  tables: LogTables,
  hashes: Iterable<number>,
  within: (hash: number) => KnownSegments
): Effect.Effect<Mentioned | undefined, StoreFailure> => {
  const asked: Array<Asked> = []
  for (const hash of new Set(hashes)) {
    for (const segment of within(hash)) {
      for (const page of pagesWith(segment, highOf(hash))) asked.push({ hash, page })
    }
  }
  if (asked.length === 0) return Effect.succeed(new Map())
  const keyOf = ({ to, number }: PageName): string => `${to} ${number}`
  const names = [...new Map(asked.map(({ page }) => [keyOf(page), page])).values()]
  return Effect.map(tables.pages(names), (read) => {
    if (read === undefined) return undefined
    const pages = new Map(names.map((name, nth) => [keyOf(name), runFrom(read[nth] as Page)]))
    const found = new Map<number, Array<Position>>()
    for (const { hash, page } of asked) {
      const content = pages.get(keyOf(page))
      if (content === undefined) continue
      const positions = found.get(hash) ?? []
      for (const place of placesIn(content, highOf(hash), lowOf(hash))) positions.push((page.from + place) as Position)
      found.set(hash, positions)
    }
    for (const positions of found.values()) positions.reverse()
    return found
  })
}
