/**
 * What the books must be after units of an order were given up, worked out with pencil and paper: claims vanish, units
 * that are missing at the site are repaid from what comes free, and nothing else changes.
 */
import type { Account } from "@stowage/kernel/Account"
import type { LineId, Sku } from "@stowage/kernel/Ids"
import { promisable, promisedTo, shortfallAt } from "@stowage/inventory/stockAccounts"
import { type Books, owner, site, skus, type Yard } from "./yard.ts"

/** Units of a SKU that were promised and are not any more. */
export interface Freed {
  readonly line: LineId
  readonly sku: Sku
  readonly units: number
}

type Column = 0 | 1 | 2

/** The books of `yard` without the promises of these units and without these claims on the floor. */
export const booksWithout = (yard: Yard, freed: ReadonlyArray<Freed>, claims: ReadonlyArray<string> = []): Books => {
  const books = new Map<string, [number, number, number]>(
    Object.entries(yard.books()).map(([account, [posted, out, into]]) => [account, [posted, out, into]])
  )
  const add = (account: Account, column: Column, units: number): void => {
    const sums = books.get(account) ?? [0, 0, 0]
    sums[column] += units
    books.set(account, sums)
  }
  for (const { from, id, quantity, state, to } of yard.ledger.pendings()) {
    if (state !== "pending" || !claims.includes(id)) continue
    add(from, 1, -quantity)
    add(to, 2, -quantity)
  }
  for (const sku of skus) {
    const units = freed.reduce((sum, line) => (line.sku === sku ? sum + line.units : sum), 0)
    const [free, missing] = [promisable(owner, sku, site), shortfallAt(owner, sku, site)]
    const repaid = Math.min(units, 0 - (books.get(missing)?.[0] ?? 0))
    add(free, 1, -units)
    add(promisedTo(owner, sku), 2, -units)
    add(free, 0, -repaid)
    add(missing, 0, repaid)
  }
  return Object.fromEntries(
    [...books].filter(([, sums]) => sums.some((sum) => sum !== 0)).toSorted(([a], [b]) => (a < b ? -1 : 1))
  )
}
