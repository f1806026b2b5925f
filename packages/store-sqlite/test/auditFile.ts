/**
 * Whether a journal's file is true to itself: everything in the tables made again from the commits alone, with the
 * ledger's rules but none of the store's code.
 */
import { DatabaseSync } from "node:sqlite"
import { isRefusal, makeLedger } from "@stowage/kernel/ledger"
import { claimsFrom } from "@stowage/runtime/ClaimRun"
import type { Commit, Position } from "@stowage/runtime/Commit"
import { commitOfLine } from "@stowage/runtime/LogBlock"
import { type NameKind, nameHash } from "@stowage/runtime/nameHash"
import { keysFrom, wholeNumbers } from "@stowage/runtime/namePages"

/** What an audit found. */
export interface Audit {
  readonly problems: ReadonlyArray<string>
  /** Commits in the file, in order. */
  readonly commits: ReadonlyArray<Commit>
  /** Up to which position the other tables tell. */
  readonly saved: number
}

/** Rows as one sorted text each, so that two tables are equal when their texts are. */
const texts = (rows: Iterable<ReadonlyArray<unknown>>): ReadonlyArray<string> =>
  Array.from(rows, (row) => JSON.stringify(row)).sort()

const differences = (name: string, found: ReadonlyArray<string>, expected: ReadonlyArray<string>): Array<string> => {
  const [has, should] = [new Set(found), new Set(expected)]
  return [
    ...(found.length === expected.length ? [] : [`${name} has ${found.length} rows, expected ${expected.length}`]),
    ...found.filter((row) => !should.has(row)).map((row) => `${name} has ${row}, which the commits do not give`),
    ...expected.filter((row) => !has.has(row)).map((row) => `${name} lacks ${row}`)
  ]
}

/** The names that a commit mentions, as hashes beside its position. */
const mentions = ({ id, appends, transfers }: Commit, position: number): ReadonlyArray<readonly [number, number]> => {
  const at = (kind: NameKind, name: string) => [nameHash(kind, name), position] as const
  return [
    at("commit", id),
    ...appends.map(({ stream }) => at("stream", stream)),
    ...transfers.flatMap((transfer) => (transfer._tag === "Post" ? [] : [at("claim", transfer.id)]))
  ]
}

/** What the tables must hold once the first `saved` commits are saved. */
const expectedTables = (commits: ReadonlyArray<Commit>, saved: number) => {
  const ledger = makeLedger()
  const problems: Array<string> = []
  const versions = new Map<string, number>()
  const named: Array<readonly [number, number]> = []
  const tables = { balances: texts([]), claims: texts([]), names: texts([]) }
  const snapshot = (): void => {
    tables.balances = texts(
      [...ledger.balances()]
        .filter(({ posted, pendingOut, pendingIn }) => posted !== 0 || pendingOut !== 0 || pendingIn !== 0)
        .map(({ account, posted, pendingOut, pendingIn }) => [account, posted, pendingOut, pendingIn])
    )
    tables.claims = texts([...ledger.openPendings()].map(({ id, expiresAt }) => [id, expiresAt ?? null]))
    tables.names = texts(named)
  }
  for (const [index, commit] of commits.entries()) {
    if (index === saved) snapshot()
    const answer = ledger.post(commit.transfers, commit.at)
    if (isRefusal(answer)) problems.push(`commit ${index + 1} is refused when posted again: ${answer._tag}`)
    for (const { stream, expected, events } of commit.appends) {
      if ((versions.get(stream) ?? 0) !== expected)
        problems.push(`${stream} does not stand at ${expected} at ${index + 1}`)
      versions.set(stream, expected + events.length)
    }
    named.push(...mentions(commit, index + 1))
  }
  if (saved >= commits.length) snapshot()
  return { tables, problems }
}

const all = (database: DatabaseSync, sql: string): ReadonlyArray<Readonly<Record<string, unknown>>> =>
  database.prepare(sql).all()

/** What the pages of the segments tell. */
const segmentsIn = (database: DatabaseSync) => {
  const names: Array<readonly [number, number]> = []
  const opened = new Map<string, number>()
  const closed = new Set<string>()
  const pages = `SELECT kind, from_position, keys, vals FROM pages JOIN segments USING (from_position, to_position)
    ORDER BY to_position, kind, number`
  for (const row of all(database, pages)) {
    const [from, keys, values] = [Number(row["from_position"]), row["keys"] as Uint8Array, row["vals"] as Uint8Array]
    if (row["kind"] === "opened") {
      for (const { id, expiresAt } of claimsFrom({ keys, values })) opened.set(id, expiresAt)
    } else if (row["kind"] === "closed") for (const { id } of claimsFrom({ keys, values })) closed.add(id)
    else {
      const { high, low } = keysFrom(keys)
      const places = wholeNumbers(values)
      high.forEach((one, nth) => names.push([one * 0x1_0000 + (low[nth] ?? 0), from + (places[nth] ?? 0)]))
    }
  }
  const claims = [...opened].filter(([id]) => !closed.has(id))
  return {
    names: texts(names),
    claims: texts(claims.map(([id, expiresAt]) => [id, Number.isFinite(expiresAt) ? expiresAt : null]))
  }
}

/** The segments follow one another without gaps. */
const gapsIn = (spans: ReadonlyArray<Readonly<Record<string, unknown>>>): ReadonlyArray<string> =>
  spans.flatMap(({ from_position: from }, nth) => {
    const before = nth === 0 ? 0 : spans[nth - 1]?.["to_position"]
    return from === before ? [] : [`a segment from ${String(from)} follows ${String(before)}`]
  })

/** Audits `file`, which nobody writes. A file that was never made a journal is empty, and sound. */
export const auditFile = (file: string): Audit => {
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    if (database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'blocks'").get() === undefined) {
      return { problems: [], commits: [], saved: 0 }
    }
    const blocks = all(database, "SELECT first, last, body FROM blocks ORDER BY last")
    const commits: Array<Commit> = []
    const problems: Array<string> = []
    for (const { first, last, body } of blocks) {
      if (first !== commits.length + 1) problems.push(`a gap before position ${String(first)}`)
      for (const line of String(body).split("\n")) {
        commits.push(commitOfLine(line, (commits.length + 1) as Position, file))
      }
      if (last !== commits.length) problems.push(`a block up to ${String(last)} ends at ${commits.length}`)
    }
    const spans = all(database, "SELECT from_position, to_position FROM segments ORDER BY to_position")
    const saved = Number(spans.at(-1)?.["to_position"] ?? 0)
    if (saved > commits.length) problems.push(`saved up to ${saved}, but there are ${commits.length} commits`)
    const expected = expectedTables(commits, saved)
    const balances = all(
      database,
      "SELECT account, posted, pending_out, pending_in FROM accounts JOIN balances USING (number)"
    )
    const { claims, names } = segmentsIn(database)
    return {
      commits,
      saved,
      problems: [
        ...problems,
        ...gapsIn(spans),
        ...expected.problems,
        ...differences("balances", texts(balances.map((row) => Object.values(row))), expected.tables.balances),
        ...differences("claims", claims, expected.tables.claims),
        ...differences("names", names, expected.tables.names)
      ].slice(0, 20)
    }
  } finally {
    database.close()
  }
}
