/**
 * Whether a journal's file is true to itself: everything in the tables made again from the commits alone, with the
 * ledger's rules but none of the store's code.
 */
import { DatabaseSync } from "node:sqlite"
import { isRefusal, makeLedger } from "@stowage/kernel/ledger"
import type { Commit } from "@stowage/runtime/Commit"

/** What an audit found. */
export interface Audit {
  readonly problems: ReadonlyArray<string>
  /** Commits in the file, in order. */
  readonly commits: ReadonlyArray<Commit>
  /** Up to which position the other tables tell. */
  readonly saved: number
}

interface Stored {
  readonly position: number
  readonly id: string
  readonly body: string
}

/** Rows as one sorted text each, so that two tables are equal when their texts are. */
const texts = (rows: Iterable<ReadonlyArray<unknown>>): ReadonlyArray<string> =>
  Array.from(rows, (row) => JSON.stringify(row)).sort()

const differences = (name: string, found: ReadonlyArray<string>, expected: ReadonlyArray<string>): Array<string> => {
  const [has, should] = [new Set(found), new Set(expected)]
  return [
    ...(found.length === has.size ? [] : [`${name} has a row twice`]),
    ...found.filter((row) => !should.has(row)).map((row) => `${name} has ${row}, which the commits do not give`),
    ...expected.filter((row) => !has.has(row)).map((row) => `${name} lacks ${row}`)
  ]
}

/** What the tables must hold once the first `saved` commits are saved. */
const expectedTables = (commits: ReadonlyArray<Commit>, saved: number) => {
  const ledger = makeLedger()
  const streams: Array<[string, number, number]> = []
  const problems: Array<string> = []
  const versions = new Map<string, number>()
  const tables = { balances: texts([]), claims: texts([]), resolved: texts([]), streams: texts([]) }
  const snapshot = (): void => {
    const pendings = [...ledger.pendings()]
    const open = pendings.filter(({ state }) => state === "pending")
    tables.balances = texts(
      [...ledger.balances()]
        .filter(({ posted, pendingOut, pendingIn }) => posted !== 0 || pendingOut !== 0 || pendingIn !== 0)
        .map(({ account, posted, pendingOut, pendingIn }) => [account, posted, pendingOut, pendingIn])
    )
    tables.claims = texts(
      open.map(({ id, from, to, quantity, expiresAt }) => [id, from, to, quantity, expiresAt ?? null])
    )
    tables.resolved = texts(pendings.filter(({ state }) => state !== "pending").map(({ id, state }) => [id, state]))
    tables.streams = texts(streams)
  }
  for (const [index, commit] of commits.entries()) {
    if (index === saved) snapshot()
    const answer = ledger.post(commit.transfers, commit.at)
    if (isRefusal(answer)) problems.push(`commit ${index + 1} is refused when posted again: ${answer._tag}`)
    for (const { stream, expected, events } of commit.appends) {
      if ((versions.get(stream) ?? 0) !== expected)
        problems.push(`${stream} does not stand at ${expected} at ${index + 1}`)
      versions.set(stream, expected + events.length)
      streams.push([stream, expected + events.length, index + 1])
    }
  }
  if (saved >= commits.length) snapshot()
  return { tables, problems }
}

const rowsOf = (database: DatabaseSync, sql: string): ReadonlyArray<string> =>
  texts(
    database
      .prepare(sql)
      .all()
      .map((row) => Object.values(row))
  )

/** Audits `file`, which nobody writes. A file that was never made a journal is empty, and sound. */
export const auditFile = (file: string): Audit => {
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    if (database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'commits'").get() === undefined) {
      return { problems: [], commits: [], saved: 0 }
    }
    const stored = database.prepare("SELECT position, id, body FROM commits ORDER BY position").all() as Array<never>
    const rows: ReadonlyArray<Stored> = stored
    const commits = rows.map(({ body }) => JSON.parse(body) as Commit)
    const saved = Number(database.prepare("SELECT position FROM saved").get()?.["position"])
    const problems = rows.flatMap(({ position, id }, index) => [
      ...(position === index + 1 ? [] : [`a gap before position ${position}`]),
      ...(commits[index]?.id === id ? [] : [`${id} is stored with the body of ${commits[index]?.id}`])
    ])
    if (saved > commits.length) problems.push(`saved up to ${saved}, but there are ${commits.length} commits`)
    const expected = expectedTables(commits, saved)
    const { balances, claims, resolved, streams } = expected.tables
    const found = {
      balances: "SELECT account, posted, pending_out, pending_in FROM accounts JOIN balances USING (number)",
      claims: `SELECT id, f.account AS "from", t.account AS "to", quantity, expires_at FROM claims
        JOIN accounts f ON f.number = from_number JOIN accounts t ON t.number = to_number`,
      resolved: "SELECT id, state FROM resolved",
      streams: "SELECT stream, version, position FROM streams"
    }
    return {
      commits,
      saved,
      problems: [
        ...problems,
        ...expected.problems,
        ...differences("balances", rowsOf(database, found.balances), balances),
        ...differences("claims", rowsOf(database, found.claims), claims),
        ...differences("resolved", rowsOf(database, found.resolved), resolved),
        ...differences("streams", rowsOf(database, found.streams), streams)
      ].slice(0, 20)
    }
  } finally {
    database.close()
  }
}
