/**
 * Catch weight: units that are counted in ones and sold by what each really weighs. The grams stand in an account of
 * the weight book beside the units' own, and move in the same commit.
 */
import { type Account, account, outside, type Place } from "@stowage/kernel/Account"
import type { SiteId, TaskId } from "@stowage/kernel/Ids"
import type { Transfer } from "@stowage/kernel/Transfer"
import { moveStock, receiveStock, settlePick } from "./moveStock.ts"
import type { Promises } from "./promiseTransfers.ts"
import type { StockKey } from "./stockAccounts.ts"

/** Grams of the units of `key` at `place`. */
export const weightAt = (key: StockKey, place: Place): Account =>
  account({
    book: "weight",
    owner: key.owner,
    sku: key.sku,
    lot: key.lot,
    serial: key.serial,
    status: key.status,
    place
  })

const moveGrams = (key: StockKey, from: Place, to: Place, massGrams: number): Transfer => ({
  _tag: "Post",
  from: weightAt(key, from),
  to: weightAt(key, to),
  quantity: massGrams
})

/** Units and what they weigh together; both at least 1. */
export interface Weighed {
  readonly quantity: number
  readonly massGrams: number
}

/** Weighed units from a supplier. */
export const receiveWeighed = (
  key: StockKey,
  supplier: string,
  site: SiteId,
  place: Place,
  { massGrams, quantity }: Weighed,
  promises: Promises
): ReadonlyArray<Transfer> => [
  ...receiveStock(key, supplier, site, place, quantity, promises),
  moveGrams(key, outside("supplier", supplier), place, massGrams)
]

/** Weighed units carried from one place to another, shipped, or adjusted away: whatever `to` is. */
export const moveWeighed = (
  key: StockKey,
  from: Place,
  to: Place,
  { massGrams, quantity }: Weighed
): ReadonlyArray<Transfer> => [moveStock(key, from, to, quantity), moveGrams(key, from, to, massGrams)]

/** A pick that was claimed by the unit and weighed as it was found. Of nothing found the claim alone is freed. */
export const settleWeighed = (
  task: TaskId,
  key: StockKey,
  from: Place,
  to: Place,
  { massGrams, quantity }: Weighed
): ReadonlyArray<Transfer> => [
  settlePick(task, quantity),
  ...(quantity === 0 ? [] : [moveGrams(key, from, to, massGrams)])
]

/**
 * What `quantity` of weighed units weigh when nobody puts them on the scales: their share, rounded down; all of
 * it when all go. So repeated shares add up to the whole.
 */
export const shareOfWeight = (quantity: number, whole: Weighed): number =>
  Number((BigInt(whole.massGrams) * BigInt(quantity)) / BigInt(whole.quantity))
