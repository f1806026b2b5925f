/**
 * Commits as a store may keep them: some neighbours in one text, a line each, so that a group of commits is a
 * few rows and not one for each.
 */
import type { Position, RecordedCommit } from "./Commit.ts"
import { commitFrom } from "./commitLine.ts"
import { StoreFailure } from "./Journal.ts"
import type { LogEntry } from "./LogStorage.ts"

/** The commits from `first` to `last`. */
export interface LogBlock {
  readonly first: Position
  readonly last: Position
  readonly body: string
}

/** Of so many characters a block is full when not said otherwise: few enough that reading one commit of it is cheap. */
const usualBlock = 16_384

/** The entries as blocks, in order, of at most `fullAt` characters. A block is of one commit at least, however long. */
export const blocksOf = (entries: ReadonlyArray<LogEntry>, fullAt = usualBlock): ReadonlyArray<LogBlock> => {
  const blocks: Array<LogBlock> = []
  let start = 0
  let characters = 0
  const close = (end: number): void => {
    const [first, last] = [entries[start], entries[end - 1]]
    if (first === undefined || last === undefined) return
    const lines = entries.slice(start, end).map(({ body }) => body)
    blocks.push({ first: first.commit.position, last: last.commit.position, body: lines.join("\n") })
    start = end
    characters = 0
  }
  for (const [index, { body }] of entries.entries()) {
    if (index > start && characters + body.length > fullAt) close(index)
    characters += body.length + 1
  }
  close(entries.length)
  return blocks
}

/** The commit at `position` from its line; `where` says of what, should the line be none. Throws `Damaged`. */
export const commitOfLine = (line: string, position: Position, where: string): RecordedCommit => {
  try {
    return commitFrom(line, position)
  } catch {
    const detail = `${where}: the commit at position ${position} cannot be read; restore it from a backup`
    throw new StoreFailure({ reason: "Damaged", retry: false, detail })
  }
}

/** The commits of a block after a position. Throws `Damaged` when they are not those that it says. */
export const commitsOfBlock = (
  { first, last, body }: LogBlock,
  after: Position,
  where: string
): ReadonlyArray<RecordedCommit> => {
  const lines = body.split("\n")
  if (lines.length !== last - first + 1) {
    const detail = `${where}: expected commits ${first} to ${last} in one block, found ${lines.length}`
    throw new StoreFailure({ reason: "Damaged", retry: false, detail: `${detail}; restore it from a backup` })
  }
  const skipped = Math.max(0, after - first + 1)
  return lines.slice(skipped).map((line, nth) => commitOfLine(line, (first + skipped + nth) as Position, where))
}

/** The commit of a block at `position`. Throws `Damaged`. */
export const commitOfBlock = ({ first, body }: LogBlock, position: Position, where: string): RecordedCommit => {
  let start = 0
  for (let left = position - first; left > 0 && start >= 0; left--) start = body.indexOf("\n", start) + 1 || -1
  const end = start < 0 ? -1 : body.indexOf("\n", start)
  return commitOfLine(start < 0 ? "" : body.slice(start, end < 0 ? body.length : end), position, where)
}
