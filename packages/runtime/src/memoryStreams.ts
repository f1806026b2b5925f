/**
 * Which commits of a list append to which stream. Each append knows the one before it, so a stream is read from its end
 * and a new append costs the same however long the stream is.
 */
import { makeTextTable } from "@stowage/kernel/TextTable"
import { type Append, type Commit, type Position, type Recorded, type StreamId, recordedEvents } from "./Commit.ts"

export interface Streams {
  /** How many events `stream` has. O(length of its name). */
  readonly version: (stream: StreamId) => number
  /** Takes in the commit at `position`. */
  readonly note: (commit: Commit, position: Position) => void
  /** The events of `stream` after version `after`, in order. O(events found). */
  readonly read: (stream: StreamId, after: number) => ReadonlyArray<Recorded>
}

/** Numbers of one append: the commit's position, its index there, and which append to the same stream was before it. */
const width = 3

/** The streams of `commits`, none of which is noted yet. */
export const makeStreams = (commits: ReadonlyArray<Commit>): Streams => {
  const names = makeTextTable<StreamId>()
  /** The number of the last append of each stream, plus one. */
  const last: Array<number> = []
  let places = new Int32Array(width * 64)
  let count = 0

  const appendAt = (place: number): Append =>
    (commits[(places[width * place] as number) - 1] as Commit).appends[places[width * place + 1] as number] as Append

  const versionAt = (place: number): number => {
    const { expected, events } = appendAt(place)
    return expected + events.length
  }

  const version = (stream: StreamId): number => {
    const number = names.find(stream)
    return number < 0 ? 0 : versionAt((last[number] as number) - 1)
  }

  const note = ({ appends }: Commit, position: Position): void => {
    for (let index = 0; index < appends.length; index++) {
      const number = names.numberOf((appends[index] as Append).stream)
      if (width * (count + 1) > places.length) {
        const larger = new Int32Array(2 * places.length)
        larger.set(places)
        places = larger
      }
      places[width * count] = position
      places[width * count + 1] = index
      places[width * count + 2] = last[number] ?? 0
      count += 1
      last[number] = count
    }
  }

  const read = (stream: StreamId, after: number): ReadonlyArray<Recorded> => {
    const number = names.find(stream)
    const found: Array<ReadonlyArray<Recorded>> = []
    for (let place = (last[number] ?? 0) - 1; place >= 0; place = (places[width * place + 2] as number) - 1) {
      if (versionAt(place) <= after) break
      const position = places[width * place] as Position
      const commit = { ...(commits[position - 1] as Commit), position }
      found.push(recordedEvents(commit, appendAt(place)).filter(({ version }) => version > after))
    }
    return found.reverse().flat()
  }

  return { version, note, read }
}
