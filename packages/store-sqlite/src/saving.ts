/**
 * Saving the tables that are made from the commits: what changed since the last time, each row once with its last
 * value.
 */
import type { Account } from "@stowage/kernel/Account"
import { accountParts, siteOf } from "@stowage/kernel/Account"
import type { Balance, Pending } from "@stowage/kernel/Transfer"
import { isNothing } from "@stowage/runtime/BalanceQuery"
import type { TableChanges } from "@stowage/runtime/LogStorage"
import { damaged } from "./failure.ts"
import type { Writes } from "./statements.ts"

/** How many numbers of accounts are held in memory. */
const mostHeld = 200_000

/** The numbers of accounts in the tables; only those that were looked at. */
export type Numbers = Map<Account, number>

/** Writes `changes`, within the open transaction. Balances that became nothing leave the tables. */
export const save = (writes: Writes, numbers: Numbers, changes: TableChanges, file: string): void => {
  const { balances, claims, appends, to } = changes
  if (numbers.size > mostHeld) numbers.clear()
  for (const balance of balances) if (!isNothing(balance)) saveBalance(writes, numbers, balance)
  for (const claim of claims) saveClaim(writes, numbers, claim, file)
  for (const balance of balances) if (isNothing(balance)) deleteBalance(writes, numbers, balance.account)
  for (const { stream, version, position } of appends) writes.insertAppend.run(stream, version, position)
  writes.save.run(to)
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

/** Claims come after balances: an account that a claim is of awaits something, so it has its number by now. */
const saveClaim = (writes: Writes, numbers: Numbers, claim: Pending, file: string): void => {
  const { id, from, to, quantity, expiresAt, state } = claim
  if (state !== "pending") {
    writes.deleteClaim.run(id)
    writes.insertResolved.run(id, state)
    return
  }
  const fromNumber = numberOf(writes, numbers, from)
  const toNumber = numberOf(writes, numbers, to)
  if (fromNumber === undefined || toNumber === undefined) throw damaged(file, `the claim ${id} is of no account`)
  writes.insertClaim.run(id, fromNumber, toNumber, quantity, expiresAt ?? null)
}
