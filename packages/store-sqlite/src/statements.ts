/**
 * Every statement the store uses, prepared once. Values go in as parameters only; many names go in as one JSON array.
 */
import type { DatabaseSync } from "node:sqlite"

const balanceOf = "SELECT account, posted, pending_out, pending_in FROM accounts JOIN balances USING (number)"
const ofPage = "to_position = ? AND from_position = ? AND kind = ?"

/** Statements that read. */
export const prepareReads = (database: DatabaseSync) => ({
  begin: database.prepare("BEGIN"),
  end: database.prepare("COMMIT"),
  last: database.prepare("SELECT max(last) AS position FROM blocks"),
  saved: database.prepare("SELECT max(to_position) AS position FROM segments"),
  blocks: database.prepare("SELECT first, last, body FROM blocks WHERE last > ? ORDER BY last"),
  blockOf: database.prepare("SELECT first, last, body FROM blocks WHERE last >= ? ORDER BY last LIMIT 1"),
  /** Begins with the accounts asked for, and never with the table: `CROSS JOIN` leaves SQLite no choice. */
  accounts: database.prepare(
    `SELECT number, account, posted, pending_out, pending_in
    FROM json_each(?) AS asked CROSS JOIN accounts ON account = asked.value JOIN balances USING (number)`
  ),
  balances: database.prepare(balanceOf),
  balancesOfPlace: database.prepare(`${balanceOf} WHERE place = ?`),
  balancesOfSku: database.prepare(`${balanceOf} WHERE sku = ?`),
  balancesOfSkuAtSite: database.prepare(`${balanceOf} WHERE sku = ? AND site = ?`),
  segments: database.prepare("SELECT from_position, to_position, firsts, opened, closed FROM segments ORDER BY 2"),
  page: database.prepare(`SELECT keys, vals FROM pages WHERE ${ofPage} AND number = ?`),
  keys: database.prepare(`SELECT keys FROM pages WHERE ${ofPage} AND number >= ? AND number < ? ORDER BY number`)
})
export type Reads = ReturnType<typeof prepareReads>

/** Statements of the writer. */
export const prepareWrites = (database: DatabaseSync) => ({
  begin: database.prepare("BEGIN IMMEDIATE"),
  commit: database.prepare("COMMIT"),
  rollback: database.prepare("ROLLBACK"),
  insertBlock: database.prepare("INSERT INTO blocks (first, last, body) VALUES (?, ?, ?)"),
  number: database.prepare("SELECT number FROM accounts WHERE account = ?"),
  insertAccount: database.prepare("INSERT INTO accounts (account, sku, site, place) VALUES (?, ?, ?, ?)"),
  insertBalance: database.prepare("INSERT INTO balances (posted, pending_out, pending_in, number) VALUES (?, ?, ?, ?)"),
  updateBalance: database.prepare("UPDATE balances SET posted = ?, pending_out = ?, pending_in = ? WHERE number = ?"),
  deleteAccount: database.prepare("DELETE FROM accounts WHERE number = ?"),
  deleteBalance: database.prepare("DELETE FROM balances WHERE number = ?"),
  segment: database.prepare("SELECT 1 FROM segments WHERE to_position = ? AND from_position = ?"),
  insertSegment: database.prepare(
    "INSERT INTO segments (from_position, to_position, firsts, opened, closed) VALUES (?, ?, ?, ?, ?)"
  ),
  deleteSegment: database.prepare("DELETE FROM segments WHERE to_position = ? AND from_position = ?"),
  insertPage: database.prepare(
    "INSERT OR REPLACE INTO pages (to_position, from_position, kind, number, keys, vals) VALUES (?, ?, ?, ?, ?, ?)"
  ),
  deletePages: database.prepare("DELETE FROM pages WHERE to_position = ? AND from_position = ?")
})
export type Writes = ReturnType<typeof prepareWrites>
