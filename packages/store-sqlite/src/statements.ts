/**
 * Every statement the store uses, prepared once. Values go in as parameters only; many names go in as one JSON array.
 */
import type { DatabaseSync } from "node:sqlite"

const balanceOf = "SELECT account, posted, pending_out, pending_in FROM accounts JOIN balances USING (number)"
const claimColumns = 'SELECT claims.id, f.account AS "from", t.account AS "to", quantity, expires_at'
const withAccounts = "JOIN accounts f ON f.number = from_number JOIN accounts t ON t.number = to_number"
const claimOf = `${claimColumns} FROM claims ${withAccounts}`

/** Begins with the names asked for, and never with the table: `CROSS JOIN` leaves SQLite no choice. */
const named = (names: string): string => `FROM json_each(${names}) AS asked CROSS JOIN`
const asked = named("?")

/** Statements that read. */
export const prepareReads = (database: DatabaseSync) => ({
  begin: database.prepare("BEGIN"),
  end: database.prepare("COMMIT"),
  last: database.prepare("SELECT max(position) AS position FROM commits"),
  saved: database.prepare("SELECT position FROM saved"),
  commits: database.prepare("SELECT position, body FROM commits WHERE position > ? ORDER BY position LIMIT ?"),
  /** Whether any of these names of commits, streams and claims is known. */
  knows: database.prepare(
    `SELECT EXISTS (SELECT 1 ${named("?1")} commits ON commits.id = asked.value)
      OR EXISTS (SELECT 1 ${named("?2")} streams ON stream = asked.value)
      OR EXISTS (SELECT 1 ${named("?3")} claims ON claims.id = asked.value)
      OR EXISTS (SELECT 1 ${named("?3")} resolved ON resolved.id = asked.value) AS known`
  ),
  ids: database.prepare(`SELECT commits.id, position ${asked} commits ON commits.id = asked.value`),
  versions: database.prepare(
    "SELECT value AS stream, (SELECT max(version) FROM streams WHERE stream = value) AS version FROM json_each(?)"
  ),
  openClaims: database.prepare(`${claimColumns} ${asked} claims ON claims.id = asked.value ${withAccounts}`),
  resolved: database.prepare(`SELECT resolved.id, state ${asked} resolved ON resolved.id = asked.value`),
  accounts: database.prepare(
    `SELECT number, account, posted, pending_out, pending_in ${asked} accounts ON account = asked.value
    JOIN balances USING (number)`
  ),
  appended: database.prepare(
    `SELECT position, body FROM streams JOIN commits USING (position)
    WHERE stream = ? AND version > ? ORDER BY version`
  ),
  balances: database.prepare(balanceOf),
  balancesOfPlace: database.prepare(`${balanceOf} WHERE place = ?`),
  balancesOfSku: database.prepare(`${balanceOf} WHERE sku = ?`),
  balancesOfSkuAtSite: database.prepare(`${balanceOf} WHERE sku = ? AND site = ?`),
  claims: database.prepare(claimOf),
  expirable: database.prepare(`${claimOf} WHERE expires_at <= ?`)
})
export type Reads = ReturnType<typeof prepareReads>

/** Statements of the writer. */
export const prepareWrites = (database: DatabaseSync) => ({
  begin: database.prepare("BEGIN IMMEDIATE"),
  commit: database.prepare("COMMIT"),
  rollback: database.prepare("ROLLBACK"),
  insertCommit: database.prepare("INSERT INTO commits (position, id, body) VALUES (?, ?, ?)"),
  save: database.prepare("UPDATE saved SET position = ?"),
  number: database.prepare("SELECT number FROM accounts WHERE account = ?"),
  insertAccount: database.prepare("INSERT INTO accounts (account, sku, site, place) VALUES (?, ?, ?, ?)"),
  insertBalance: database.prepare("INSERT INTO balances (posted, pending_out, pending_in, number) VALUES (?, ?, ?, ?)"),
  updateBalance: database.prepare("UPDATE balances SET posted = ?, pending_out = ?, pending_in = ? WHERE number = ?"),
  deleteAccount: database.prepare("DELETE FROM accounts WHERE number = ?"),
  deleteBalance: database.prepare("DELETE FROM balances WHERE number = ?"),
  insertClaim: database.prepare(
    "INSERT OR REPLACE INTO claims (id, from_number, to_number, quantity, expires_at) VALUES (?, ?, ?, ?, ?)"
  ),
  deleteClaim: database.prepare("DELETE FROM claims WHERE id = ?"),
  insertResolved: database.prepare("INSERT OR REPLACE INTO resolved (id, state) VALUES (?, ?)"),
  insertAppend: database.prepare("INSERT INTO streams (stream, version, position) VALUES (?, ?, ?)")
})
export type Writes = ReturnType<typeof prepareWrites>
