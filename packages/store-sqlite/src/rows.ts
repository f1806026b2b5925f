/**
 * Rows as the values they stand for. What a table cannot hold by its declaration is not checked again.
 */
import type { SQLOutputValue } from "node:sqlite"
import type { Account } from "@stowage/kernel/Account"
import type { Balance } from "@stowage/kernel/Transfer"
import type { Position } from "@stowage/runtime/Commit"
import type { LogBlock } from "@stowage/runtime/LogBlock"
import type { SegmentHead } from "@stowage/runtime/LogStorage"

export type Row = Readonly<Record<string, SQLOutputValue>>

export const blockFrom = (row: Row): LogBlock => ({
  first: row["first"] as Position,
  last: row["last"] as Position,
  body: row["body"] as string
})

export const balanceFrom = (row: Row): Balance => ({
  account: row["account"] as Account,
  posted: row["posted"] as number,
  pendingOut: row["pending_out"] as number,
  pendingIn: row["pending_in"] as number
})

export const headFrom = (row: Row): SegmentHead => ({
  from: row["from_position"] as Position,
  to: row["to_position"] as Position,
  firsts: row["firsts"] as Uint8Array,
  opened: row["opened"] as number,
  closed: row["closed"] as number
})
