/**
 * Every statement the store uses, prepared once. Values go in as parameters only.
 */
import type { DatabaseSync } from "node:sqlite"

const balanceOf = "SELECT account, posted, pending_out, pending_in FROM accounts JOIN balances USING (number)"
const claimOf = `
  SELECT claims.id, f.account AS "from", t.account AS "to", quantity, expires_at FROM claims
  JOIN accounts f ON f.number = from_number
  JOIN accounts t ON t.number = to_number`

/** Statements that read. */
export const prepareReads = (database: DatabaseSync) => ({
  last: database.prepare("SELECT max(position) AS position FROM commits"),
  saved: database.prepare("SELECT position FROM saved"),
  /** Changes whenever another connection has written. */
  dataVersion: database.prepare("PRAGMA data_version"),
  find: database.prepare("SELECT position, body FROM commits WHERE id = ?"),
  positionOf: database.prepare("SELECT position FROM commits WHERE id = ?"),
  commit: database.prepare("SELECT position, body FROM commits WHERE position = ?"),
  commits: database.prepare("SELECT position, body FROM commits WHERE position > ? ORDER BY position LIMIT ?"),
  version: database.prepare("SELECT version FROM streams WHERE stream = ? ORDER BY version DESC LIMIT 1"),
  appends: database.prepare("SELECT position FROM streams WHERE stream = ? AND version > ? ORDER BY version"),
  balance: database.prepare(
    `SELECT number, account, posted, pending_out, pending_in FROM accounts
    JOIN balances USING (number) WHERE account = ?`
  ),
  balances: database.prepare(balanceOf),
  balancesOfPlace: database.prepare(`${balanceOf} WHERE place = ?`),
  balancesOfSku: database.prepare(`${balanceOf} WHERE sku = ?`),
  balancesOfSkuAtSite: database.prepare(`${balanceOf} WHERE sku = ? AND site = ?`),
  claimState: database.prepare(
    "SELECT 'pending' AS state FROM claims WHERE id = ?1 UNION ALL SELECT state FROM resolved WHERE id = ?1"
  ),
  claim: database.prepare(`${claimOf} WHERE claims.id = ?`),
  claims: database.prepare(claimOf),
  expirable: database.prepare(`${claimOf} WHERE expires_at <= ?`)
})
export type Reads = ReturnType<typeof prepareReads>

/** Statements of the writer. */
export const prepareWrites = (database: DatabaseSync) => ({
  begin: database.prepare("BEGIN IMMEDIATE"),
  commit: database.prepare("COMMIT"),
  rollback: database.prepare("ROLLBACK"),
  lastNumber: database.prepare("SELECT max(number) AS number FROM accounts"),
  insertCommit: database.prepare("INSERT INTO commits (position, id, body) VALUES (?, ?, ?)"),
  save: database.prepare("UPDATE saved SET position = ?"),
  insertAccount: database.prepare("INSERT INTO accounts (number, account, sku, site, place) VALUES (?, ?, ?, ?, ?)"),
  insertBalance: database.prepare("INSERT INTO balances (posted, pending_out, pending_in, number) VALUES (?, ?, ?, ?)"),
  updateBalance: database.prepare("UPDATE balances SET posted = ?, pending_out = ?, pending_in = ? WHERE number = ?"),
  deleteAccount: database.prepare("DELETE FROM accounts WHERE number = ?"),
  deleteBalance: database.prepare("DELETE FROM balances WHERE number = ?"),
  insertClaim: database.prepare(
    "INSERT INTO claims (id, from_number, to_number, quantity, expires_at) VALUES (?, ?, ?, ?, ?)"
  ),
  deleteClaim: database.prepare("DELETE FROM claims WHERE id = ?"),
  insertResolved: database.prepare("INSERT INTO resolved (id, state) VALUES (?, ?)"),
  insertAppend: database.prepare("INSERT INTO streams (stream, version, position) VALUES (?, ?, ?)")
})
export type Writes = ReturnType<typeof prepareWrites>
