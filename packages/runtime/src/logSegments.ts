/**
 * The segments of the tables as this process knows them: their heads, and the names that they mention, so that a name
 * that no commit has ever mentioned costs no question.
 */
import * as Effect from "effect/Effect"
import { type Position, origin } from "./Commit.ts"
import type { StoreFailure } from "./Journal.ts"
import type { LogSegment } from "./LogSegment.ts"
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
  /** This process wrote the segment: until its names were taken in, they need not be asked for. */
  readonly written: (segment: LogSegment) => void
  /** Takes in the names of these segments, from the oldest on, as long as there is room for them. */
  readonly takeIn: (tables: LogTables, segments: KnownSegments) => Effect.Effect<void, StoreFailure>
}

/** Reads keys of so many pages of names of a segment; fewer when there are no more of them. */
type ReadKeys = (first: number, count: number) => Effect.Effect<ReadonlyArray<Uint8Array>, StoreFailure>

/** The names of a segment that this process wrote. */
interface OwnNames extends Span {
  readonly keys: ReadonlyArray<Uint8Array>
}

const ownNames = ({ head: { from, to }, pages }: LogSegment): OwnNames => ({
  from,
  to,
  keys: pages.flatMap(({ kind, keys }) => (kind === "names" ? [keys] : []))
})

const readKeys =
  (tables: LogTables, span: Span, own: OwnNames | undefined): ReadKeys =>
  (first, count) =>
    own?.from === span.from && own.to === span.to
      ? Effect.succeed(own.keys.slice(first, first + count))
      : tables.keys(span, first, count)

/** Adds the names of a segment, under its number; false when it is there no more. */
const addNames = (
  read: ReadKeys,
  names: NameSet,
  { firsts }: KnownSegment,
  segment: number
): Effect.Effect<boolean, StoreFailure> =>
  Effect.gen(function* () {
    names.makeRoom(firsts.length * namesOnPage)
    for (let first = 0; first < firsts.length; first += pagesAtOnce) {
      const count = Math.min(pagesAtOnce, firsts.length - first)
      const pages = yield* read(first, count)
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
  let own: OwnNames | undefined

  /** The names of all commits up to here were taken in. */
  const known = (): Position => ends.at(-1) ?? origin
  const hasRoom = ({ firsts }: KnownSegment): boolean => names.size + firsts.length * namesOnPage <= mostNames

  const takeIn = (tables: LogTables, segments: KnownSegments): Effect.Effect<void, StoreFailure> =>
    Effect.suspend(() => {
      const segment = segments.find(({ to }) => to > known())
      if (segment === undefined || !hasRoom(segment)) return Effect.void
      return Effect.flatMap(addNames(readKeys(tables, segment, own), names, segment, ends.length), (done) => {
        if (!done) return Effect.void
        own = undefined
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
    written: (segment) => {
      own = ownNames(segment)
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

/** Calls `use` with the number of every page of a segment on which names with these upper bits are, if any are. */
const eachPageWith = ({ firsts }: KnownSegment, high: number, use: (number: number) => void): void => {
  // What begins on one page may have begun at the end of the page before.
  let number = Math.max(0, lowerBound(firsts, high) - 1)
  while (number < firsts.length && (firsts[number] as number) <= high) use(number++)
}

const runFrom = ({ keys, values }: Page): NameRun => ({ ...keysFrom(keys), places: wholeNumbers(values) })

/** Adds to `found` the positions behind `from` at which a page mentions the name of a hash, in order. */
const addMentions = ({ high, low, places }: NameRun, hash: number, from: Position, found: Array<Position>): void => {
  const [upper, lower] = [highOf(hash), lowOf(hash)]
  for (let index = lowerBound(high, upper); high[index] === upper; index++) {
    if (low[index] === lower) found.push((from + (places[index] as number)) as Position)
  }
}

/** The hashes to look for in each segment, the oldest segment first. */
const bySegment = (
  hashes: ReadonlySet<number>,
  within: (hash: number) => KnownSegments
): ReadonlyArray<readonly [KnownSegment, ReadonlyArray<number>]> => {
  const asked = new Map<KnownSegment, Array<number>>()
  for (const hash of hashes) {
    for (const segment of within(hash)) {
      const others = asked.get(segment)
      if (others === undefined) asked.set(segment, [hash])
      else others.push(hash)
    }
  }
  return [...asked].sort(([a], [b]) => a.to - b.to)
}

/** Positions of the commits that mention names of each of some hashes, the newest first. */
export type Mentioned = ReadonlyMap<number, ReadonlyArray<Position>>

/** Positions in the segments in which each hash is looked for; undefined when a segment is there no more. */
export const mentionsIn = (
  tables: LogTables,
  hashes: Iterable<number>,
  within: (hash: number) => KnownSegments
): Effect.Effect<Mentioned | undefined, StoreFailure> => {
  const all = new Set(hashes)
  const asked = bySegment(all, within)
  const names = asked.flatMap(([segment, some]) => {
    const { from, to } = segment
    const numbers = new Set<number>()
    for (const hash of some) eachPageWith(segment, highOf(hash), (number) => numbers.add(number))
    return Array.from(numbers, (number): PageName => ({ from, to, kind: "names", number }))
  })
  if (names.length === 0) return Effect.succeed(new Map())
  return Effect.map(tables.pages(names), (read) => {
    if (read === undefined) return undefined
    const runs = new Map<Position, Map<number, NameRun>>(asked.map(([{ to }]) => [to, new Map()]))
    for (const [nth, { to, number }] of names.entries()) runs.get(to)?.set(number, runFrom(read[nth] as Page))
    const found = new Map<number, Array<Position>>(Array.from(all, (hash) => [hash, []]))
    for (const [segment, some] of asked) {
      const ofSegment = runs.get(segment.to)
      for (const hash of some) {
        const positions = found.get(hash) as Array<Position>
        eachPageWith(segment, highOf(hash), (number) => {
          addMentions(ofSegment?.get(number) as NameRun, hash, segment.from, positions)
        })
      }
    }
    for (const positions of found.values()) positions.reverse()
    return found
  })
}
