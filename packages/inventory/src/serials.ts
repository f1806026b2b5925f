/**
 * Units with numbers of their own. A serial is in one place, of all sites and owners, or away.
 *
 * Where a unit stands is its account in the physical book. That there is one of it is kept by the ledger: in the
 * identity book each serial is here or away, moves from one to the other as it comes and goes, and gets there by a
 * claim whose name is used once. So of two receipts of one serial, made at the same time, the ledger refuses one.
 */
import { type Account, account, accountParts, isLimited, outside, type Place, siteWide } from "@stowage/kernel/Account"
import type { OwnerId, SerialId, SiteId, Sku, TaskId } from "@stowage/kernel/Ids"
import type { Balance, PendingId, Transfer } from "@stowage/kernel/Transfer"
import * as Result from "effect/Result"
import type { Taken } from "./allocate.ts"
import { moveStock, shipStock } from "./moveStock.ts"
import { type Promises, promiseMore } from "./promiseTransfers.ts"
import { type StockKey, stockAt } from "./stockAccounts.ts"

const keeper = "site" as OwnerId

/** Holds 1 while a serial is here, or while it is away. */
export const serialIs = (sku: Sku, serial: SerialId, where: "here" | "away"): Account =>
  account({ book: "identity", owner: keeper, sku, serial, place: siteWide(`~${where}` as SiteId) })

/** Where a serial stands: its account, away since it left, or never seen. */
export type SerialPlace = Account | "away" | "unknown"

/** Where serials stand, by SKU and serial. */
export type SerialPlaces = (sku: Sku, serial: SerialId) => SerialPlace

/** Reads where serials stand off balances of the physical and the identity book, of all sites. O(balances). */
export const serialPlaces = (balances: Iterable<Balance>): SerialPlaces => {
  const places = new Map<string, SerialPlace>()
  for (const { account, posted } of balances) {
    if (posted === 0 || !isLimited(account)) continue
    const { book, place, serial, sku } = accountParts(account)
    if (serial === "") continue
    if (book === "physical") places.set(`${sku}|${serial}`, account)
    if (book === "identity" && place === "site:~away") places.set(`${sku}|${serial}`, "away")
  }
  return (sku, serial) => places.get(`${sku}|${serial}`) ?? "unknown"
}

/** Why serials are not received, in order of precedence. */
export type SerialRefusal =
  | { readonly _tag: "SerialNamedTwice"; readonly sku: Sku; readonly serial: SerialId }
  | { readonly _tag: "SerialIsHere"; readonly sku: Sku; readonly serial: SerialId; readonly account: Account }

/** A refusal as a sentence that names the serial and where it stands. */
export const saySerialRefusal = (refusal: SerialRefusal): string => {
  switch (refusal._tag) {
    case "SerialNamedTwice":
      return `Serial ${refusal.serial} of ${refusal.sku} is named twice; expected each once.`
    case "SerialIsHere":
      return `Serial ${refusal.serial} of ${refusal.sku} is here already, in ${refusal.account}.`
  }
}

const nowhere = outside("grant", "serials")

/** A serial that comes: for the first time, or again. To be posted beside any gain of it. */
export const serialArrives = (sku: Sku, serial: SerialId, from: "away" | "unknown"): ReadonlyArray<Transfer> => {
  const here = serialIs(sku, serial, "here")
  if (from === "away") return [{ _tag: "Post", from: serialIs(sku, serial, "away"), to: here, quantity: 1 }]
  const id = `serial:${sku}|${serial}` as PendingId
  const unseen = account({ book: "identity", owner: keeper, sku, serial, place: nowhere })
  return [
    { _tag: "Pend", id, from: unseen, to: here, quantity: 1 },
    { _tag: "Settle", id, quantity: 1 }
  ]
}

/** A serial that leaves, to a customer or for good. To be posted beside any loss of it. */
export const serialLeaves = (sku: Sku, serial: SerialId): Transfer => ({
  _tag: "Post",
  from: serialIs(sku, serial, "here"),
  to: serialIs(sku, serial, "away"),
  quantity: 1
})

/**
 * Where what came from `from` goes back to when that is undone. A serial's first arrival used up the name that it had
 * to come by, so the serial is away afterwards, and can be received again; anything else is where it was.
 */
export const wentBackTo = (from: Account): Account => {
  const { place, serial, sku } = accountParts(from)
  return place === nowhere && serial !== "" ? serialIs(sku, serial, "away") : from
}

/** Serials of one SKU that come in together. */
export interface SerialReceipt {
  readonly key: Omit<StockKey, "serial">
  readonly serials: ReadonlyArray<SerialId>
  /** Who brings them: `outside("supplier", …)`, or a customer who returns them. */
  readonly from: Place
  readonly site: SiteId
  readonly place: Place
}

/**
 * The transfers of a receipt; refuses serials that are anywhere already, the first by name. `places` may be old: the
 * ledger then refuses what came in since. O(serials).
 */
export const receiveSerials = (
  { from, key, place, serials, site }: SerialReceipt,
  places: SerialPlaces,
  promises: Promises
): Result.Result<ReadonlyArray<Transfer>, SerialRefusal> => {
  const { owner, sku } = key
  const seen = new Set<SerialId>()
  const transfers: Array<Transfer> = []
  for (const serial of serials) {
    if (seen.has(serial)) return Result.fail({ _tag: "SerialNamedTwice", sku, serial })
    seen.add(serial)
    const stands = places(sku, serial)
    if (stands !== "away" && stands !== "unknown") {
      return Result.fail({ _tag: "SerialIsHere", sku, serial, account: stands })
    }
    const one = { ...key, serial }
    const arrives = serialArrives(sku, serial, stands === "away" ? "away" : "unknown")
    transfers.push(moveStock(one, from, place, 1), ...arrives)
  }
  const forSale = (key.status ?? "available") === "available"
  if (forSale) transfers.push(...promiseMore("supplier", owner, sku, site, serials.length, promises))
  return Result.succeed(transfers)
}

/** The name of the claim that a pick task has on one serial. */
export const serialClaim = (task: TaskId, serial: SerialId): PendingId => `pick:${task}|${serial}` as PendingId

const serialOf = (account: Account): SerialId => accountParts(account).serial as SerialId

/** Claims the serials that an allocation took, each by itself, for one task. O(serials). */
export const claimSerials = (task: TaskId, taken: ReadonlyArray<Taken>, to: Place): ReadonlyArray<Transfer> =>
  taken.map(({ account, quantity }) => ({
    _tag: "Pend",
    id: serialClaim(task, serialOf(account)),
    from: account,
    to: stockAt(accountParts(account), to),
    quantity
  }))

/** Serials that were claimed for a task and found; the others of them are free again. O(serials). */
export const settleSerials = (
  task: TaskId,
  claimed: ReadonlyArray<SerialId>,
  found: ReadonlySet<SerialId>
): ReadonlyArray<Transfer> =>
  claimed.map((serial) => {
    const id = serialClaim(task, serial)
    return found.has(serial) ? { _tag: "Settle", id, quantity: 1 } : { _tag: "Void", id }
  })

/** Serials that left the site; settle the promise beside it. O(serials). */
export const shipSerials = (
  key: Omit<StockKey, "serial">,
  serials: ReadonlyArray<SerialId>,
  from: Place,
  customer: string
): ReadonlyArray<Transfer> =>
  serials.flatMap((serial) => [shipStock({ ...key, serial }, from, customer, 1), serialLeaves(key.sku, serial)])
