/**
 * Rows as the values they stand for. What a table cannot hold by its declaration is not checked again; the text of a
 * commit is, for SQLite does not look into it.
 */
import type { SQLOutputValue } from "node:sqlite"
import type { Account } from "@stowage/kernel/Account"
import type { Instant } from "@stowage/kernel/Instant"
import type { Balance, Pending, PendingId } from "@stowage/kernel/Transfer"
import type { Commit, Position, RecordedCommit } from "@stowage/runtime/Commit"
import { damaged } from "./failure.ts"

export type Row = Readonly<Record<string, SQLOutputValue>>

export const commitFrom = (row: Row, file: string): RecordedCommit => {
  const position = row["position"] as Position
  try {
    const commit = JSON.parse(row["body"] as string) as Commit
    return { ...commit, position }
  } catch {
    throw damaged(file, `the commit at position ${position} is not JSON`)
  }
}

export const balanceFrom = (row: Row): Balance => ({
  account: row["account"] as Account,
  posted: row["posted"] as number,
  pendingOut: row["pending_out"] as number,
  pendingIn: row["pending_in"] as number
})

export const claimFrom = (row: Row): Pending => ({
  id: row["id"] as PendingId,
  from: row["from"] as Account,
  to: row["to"] as Account,
  quantity: row["quantity"] as number,
  expiresAt: (row["expires_at"] ?? undefined) as Instant | undefined,
  state: "pending"
})
