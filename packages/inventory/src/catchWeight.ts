/**
 * Catch weight: units that are counted in ones and sold by what each really weighs. The grams stand in an account of
 * the weight book beside the units' own, and move in the same commit.
 */
import { type Account, account, accountParts, isLimited, outside, type Place, placeOf } from "@stowage/kernel/Account"
import type { SiteId, Sku, TaskId } from "@stowage/kernel/Ids"
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
 * it when all go. So repeated shares add up to the whole. Throws where there are no units that it could be a share of.
 */
export const shareOfWeight = (quantity: number, whole: Weighed): number => {
  const known = [quantity, whole.quantity, whole.massGrams].every(Number.isSafeInteger)
  if (known && whole.quantity >= 1) return Number((BigInt(whole.massGrams) * BigInt(quantity)) / BigInt(whole.quantity))
  const asked = `${quantity} of ${whole.quantity} units that weigh ${whole.massGrams} g`
  throw new RangeError(`Asked for the weight of ${asked}; expected whole numbers, and at least one unit`)
}

/** What is known of units that are sold by weight. */
export interface WeighedStock {
  /** Grams that one unit should weigh; undefined for a SKU that is not sold by weight. */
  readonly nominalGrams: (sku: Sku) => number | undefined
  /**
   * The units that stand on an account of the physical book, customers' among them, and their grams; undefined where
   * none do.
   */
  readonly standing: (account: Account) => Weighed | undefined
}

/** A SKU in a piece of work: units and grams that went in and did not come out, and units yet to come out of it. */
interface InWork {
  quantity: number
  massGrams: number
  toMake: number
}

const isCustomers = (account: Account): boolean => placeOf(account).startsWith("customer:")

const isWork = (account: Account): boolean => placeOf(account).startsWith("work:")

/** What stands where, as the transfers of one commit change it one after another. */
class Scales {
  readonly #known: WeighedStock
  readonly #now = new Map<Account, { readonly quantity: number; readonly massGrams: number }>()
  readonly #works = new Map<string, InWork>()

  constructor(known: WeighedStock, transfers: ReadonlyArray<Transfer>) {
    this.#known = known
    for (const transfer of transfers) {
      if (transfer._tag === "Post" && isWork(transfer.from)) this.#work(transfer.from).toMake += transfer.quantity
    }
  }

  /** Whatever lots go in and come out: of one SKU. */
  #work(account: Account): InWork {
    const name = `${accountParts(account).sku}|${placeOf(account)}`
    const known = this.#works.get(name)
    if (known !== undefined) return known
    const work = { quantity: 0, massGrams: 0, toMake: 0 }
    this.#works.set(name, work)
    return work
  }

  #at(account: Account): { readonly quantity: number; readonly massGrams: number } {
    return this.#now.get(account) ?? this.#known.standing(account) ?? { quantity: 0, massGrams: 0 }
  }

  /** Of what went into the work, and did not come out: all of it when nothing more is made of it and nothing is left. */
  #made(from: Account, quantity: number): number {
    const work = this.#work(from)
    const whole = { quantity: Math.max(work.quantity, work.toMake), massGrams: work.massGrams }
    const grams = shareOfWeight(quantity, whole)
    work.quantity -= quantity
    work.toMake -= quantity
    work.massGrams -= grams
    return grams
  }

  /**
   * Units that leave stock or come back from a customer weigh their share of what stood there, units that come out of
   * work theirs of what went in, and units that are found what those beside them do.
   */
  #weigh(from: Account, to: Account, quantity: number, nominalGrams: number): number {
    if (isWork(from) && this.#work(from).massGrams > 0) return this.#made(from, quantity)
    const there = this.#at(from)
    const whole = isLimited(from) || (isCustomers(from) && there.quantity > 0) ? there : this.#at(to)
    return whole.quantity > 0 ? shareOfWeight(quantity, whole) : quantity * nominalGrams
  }

  move(from: Account, to: Account, quantity: number, nominalGrams: number): number {
    const grams = this.#weigh(from, to, quantity, nominalGrams)
    if (isWork(to)) {
      const work = this.#work(to)
      work.quantity += quantity
      work.massGrams += grams
    }
    const [left, there] = [this.#at(from), this.#at(to)]
    this.#now.set(from, { quantity: left.quantity - quantity, massGrams: left.massGrams - grams })
    this.#now.set(to, { quantity: there.quantity + quantity, massGrams: there.massGrams + grams })
    return grams
  }
}

const gramsOf = (units: Account): Account => `weight${units.slice("physical".length)}` as Account

/**
 * `transfers`, and after each that posts units sold by weight one of the grams that they weigh when nobody puts them on
 * the scales: so a difference of a count, an adjustment, or a change of status moves both in one commit. Units take
 * their share of what stands with them, or with the customer they come back from, all of it when all go; where nothing
 * does, what they should weigh. What work makes weighs together what went into it of the SKU in the same commit,
 * whatever lots they are of. Settled claims are passed over, since a pick is weighed (`settleWeighed`). O(transfers).
 */
export const weighedAlong = (transfers: ReadonlyArray<Transfer>, known: WeighedStock): ReadonlyArray<Transfer> => {
  const scales = new Scales(known, transfers)
  return transfers.flatMap((transfer): ReadonlyArray<Transfer> => {
    if (transfer._tag !== "Post" || !transfer.from.startsWith("physical|")) return [transfer]
    const { from, quantity, to } = transfer
    const nominal = known.nominalGrams(accountParts(from).sku)
    const grams = nominal === undefined ? 0 : scales.move(from, to, quantity, nominal)
    if (grams === 0) return [transfer]
    return [transfer, { _tag: "Post", from: gramsOf(from), to: gramsOf(to), quantity: grams }]
  })
}
