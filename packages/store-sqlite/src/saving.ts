/**
 * Saving the image: what changed since the last time, each row once with its last value, into the tables.
 */
import type { Account } from "@stowage/kernel/Account"
import { accountParts, siteOf } from "@stowage/kernel/Account"
import type { Balance, Pending } from "@stowage/kernel/Transfer"
import { isNothing } from "@stowage/runtime/BalanceQuery"
import { damaged } from "./failure.ts"
import type { Image } from "./image.ts"
import type { Writes } from "./statements.ts"

/** Writes all that is unsaved, within the open transaction. Balances that became nothing leave the tables. */
export const save = (writes: Writes, image: Image): void => {
  const { numbers, unsaved } = image
  let lastNumber = Number(writes.lastNumber.get()?.["number"] ?? 0)
  for (const balance of unsaved.balances()) {
    if (saveBalance(writes, numbers, balance, lastNumber + 1)) lastNumber += 1
  }
  for (const pending of unsaved.pendings()) savePending(writes, numbers, pending, image.file)
  for (const { stream, version, position } of unsaved.appends()) writes.insertAppend.run(stream, version, position)
  writes.save.run(image.last())
}

/** Whether `next` was used as the number of a new account. */
const saveBalance = (writes: Writes, numbers: Map<Account, number>, balance: Balance, next: number): boolean => {
  const { account, posted, pendingOut, pendingIn } = balance
  const number = numbers.get(account)
  if (number === undefined) {
    if (isNothing(balance)) return false
    const { sku, place } = accountParts(account)
    writes.insertAccount.run(next, account, sku, siteOf(place) ?? "", place)
    writes.insertBalance.run(posted, pendingOut, pendingIn, next)
    numbers.set(account, next)
    return true
  }
  if (isNothing(balance)) {
    writes.deleteAccount.run(number)
    writes.deleteBalance.run(number)
    numbers.delete(account)
  } else writes.updateBalance.run(posted, pendingOut, pendingIn, number)
  return false
}

/** Claims come after balances: an account that a claim is of awaits something, so it has its number by now. */
const savePending = (writes: Writes, numbers: Map<Account, number>, pending: Pending, file: string): void => {
  const { id, from, to, quantity, expiresAt, state } = pending
  if (state !== "pending") {
    writes.deleteClaim.run(id)
    writes.insertResolved.run(id, state)
    return
  }
  const fromNumber = numbers.get(from)
  const toNumber = numbers.get(to)
  if (fromNumber === undefined || toNumber === undefined) throw damaged(file, `the claim ${id} is of no account`)
  writes.insertClaim.run(id, fromNumber, toNumber, quantity, expiresAt ?? null)
}
