/**
 * Saving the tables that are made from the commits: what changed since the last time, each balance once with its last
 * value, and a segment.
 */
import type { Account } from "@stowage/kernel/Account"
import { accountParts, siteOf } from "@stowage/kernel/Account"
import type { Balance } from "@stowage/kernel/Transfer"
import { isNothing } from "@stowage/runtime/BalanceQuery"
import type { NewPage, SegmentHead, Span, TableChanges } from "@stowage/runtime/LogStorage"
import type { Writes } from "./statements.ts"

/** How many numbers of accounts are held in memory. */
const mostHeld = 200_000

/** The numbers of accounts in the tables; only those that were looked at. */
export type Numbers = Map<Account, number>

/** Writes `changes`, within the open transaction. Balances that became nothing leave the tables. */
export const save = (writes: Writes, numbers: Numbers, { balances, head, pages }: TableChanges): void => {
  if (numbers.size > mostHeld) numbers.clear()
  for (const balance of balances) {
    if (isNothing(balance)) deleteBalance(writes, numbers, balance.account)
    else saveBalance(writes, numbers, balance)
  }
  savePages(writes, pages)
  insertSegment(writes, head)
}

/** Writes pages, within the open transaction. */
export const savePages = (writes: Writes, pages: ReadonlyArray<NewPage>): void => {
  for (const { from, to, kind, number, keys, values } of pages) {
    writes.insertPage.run(to, from, kind, number, keys, values)
  }
}

const insertSegment = (writes: Writes, { from, to, firsts, opened, closed }: SegmentHead): void => {
  writes.insertSegment.run(from, to, firsts, opened, closed)
}

/** Puts one segment in the place of others, within the open transaction; whether they were all there. */
export const replace = (writes: Writes, head: SegmentHead, of: ReadonlyArray<Span>): boolean => {
  if (of.some(({ from, to }) => writes.segment.get(to, from) === undefined)) return false
  for (const { from, to } of of) {
    writes.deleteSegment.run(to, from)
    writes.deletePages.run(to, from)
  }
  insertSegment(writes, head)
  return true
}

const numberOf = (writes: Writes, numbers: Numbers, account: Account): number | undefined => {
  const held = numbers.get(account)
  if (held !== undefined) return held
  const number = writes.number.get(account)?.["number"] as number | undefined
  if (number !== undefined) numbers.set(account, number)
  return number
}

const saveBalance = (writes: Writes, numbers: Numbers, balance: Balance): void => {
  const { account, posted, pendingOut, pendingIn } = balance
  const known = numberOf(writes, numbers, account)
  if (known !== undefined) {
    writes.updateBalance.run(posted, pendingOut, pendingIn, known)
    return
  }
  const { sku, place } = accountParts(account)
  const number = Number(writes.insertAccount.run(account, sku, siteOf(place) ?? "", place).lastInsertRowid)
  writes.insertBalance.run(posted, pendingOut, pendingIn, number)
  numbers.set(account, number)
}

const deleteBalance = (writes: Writes, numbers: Numbers, account: Account): void => {
  const number = numberOf(writes, numbers, account)
  if (number === undefined) return
  writes.deleteAccount.run(number)
  writes.deleteBalance.run(number)
  numbers.delete(account)
}
