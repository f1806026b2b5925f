/** Accounts, transfers and random histories of a small warehouse, and what there is to see of a ledger after them. */
import * as fc from "fast-check"
import { assert } from "vitest"
import { type Account, account, atLocation, outside } from "@stowage/kernel/Account"
import type { LocationId, OwnerId, SiteId, Sku } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import { isRefusal, type Ledger, type LedgerSource, makeLedger } from "@stowage/kernel/ledger"
import type { Balance, Pending, PendingId, Transfer } from "@stowage/kernel/Transfer"

export const t0 = 0 as Instant
export const site = "WH1" as SiteId
export const at = (location: string, sku = "TEA"): Account =>
  account({
    book: "physical",
    owner: "acme" as OwnerId,
    sku: sku as Sku,
    place: atLocation(site, location as LocationId)
  })
export const from = (kind: "supplier" | "customer" | "variance", sku = "TEA"): Account =>
  account({ book: "physical", owner: "acme" as OwnerId, sku: sku as Sku, place: outside(kind, "x") })
export const [shelf, dock, supplier, customer] = [at("A1"), at("DOCK"), from("supplier"), from("customer")]
export const claim = (name: string): PendingId => name as PendingId

export const post = (source: Account, target: Account, quantity: number): Transfer => ({
  _tag: "Post",
  from: source,
  to: target,
  quantity
})
export const pend = (id: string, source: Account, target: Account, quantity: number, ttlMillis?: number): Transfer => ({
  _tag: "Pend",
  id: claim(id),
  from: source,
  to: target,
  quantity,
  ...(ttlMillis === undefined ? {} : { ttlMillis })
})
export const settle = (id: string, quantity: number): Transfer => ({ _tag: "Settle", id: claim(id), quantity })
export const voided = (id: string): Transfer => ({ _tag: "Void", id: claim(id) })
export const expire = (id: string): Transfer => ({ _tag: "Expire", id: claim(id) })

/** A ledger after these commits, each of which must be accepted. */
export const after = (...commits: ReadonlyArray<ReadonlyArray<Transfer>>): Ledger => {
  const ledger = makeLedger()
  for (const transfers of commits) assert.isFalse(isRefusal(ledger.post(transfers, t0)))
  return ledger
}

export const numbersOf = (ledger: Ledger, of: Account): readonly [number, number, number] => {
  const { pendingIn = 0, pendingOut = 0, posted = 0 } = ledger.balance(of) ?? {}
  return [posted, pendingOut, pendingIn]
}

const accounts = fc.constantFrom(
  ...["TEA", "MUG"].flatMap((sku) => [at("A1", sku), at("DOCK", sku), from("supplier", sku), from("customer", sku)])
)
const names = fc.constantFrom("p1", "p2", "p3", "p4")
const quantities = fc.integer({ min: 0, max: 4 })
export const pairs = fc.tuple(accounts, accounts)
const transfers: fc.Arbitrary<Transfer> = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(pairs, quantities).map(([[a, b], quantity]) => post(a, b, quantity)) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(names, pairs, quantities, fc.option(fc.nat(5), { nil: undefined }))
      .map(([id, [a, b], quantity, ttl]) => pend(id, a, b, quantity, ttl))
  },
  { weight: 2, arbitrary: fc.tuple(names, quantities).map(([id, quantity]) => settle(id, quantity)) },
  { weight: 1, arbitrary: names.map(voided) },
  { weight: 1, arbitrary: names.map(expire) }
)
export const commits = fc.record({
  transfers: fc.array(transfers, { minLength: 1, maxLength: 3 }),
  at: fc.nat(9).map((millis) => millis as Instant)
})
/** Stock first, so that there is something to move. */
export const stocking = ["TEA", "MUG"].map((sku) => post(from("supplier", sku), at("A1", sku), 6))
export const histories = fc
  .array(commits, { maxLength: 30 })
  .map((history) => [{ transfers: stocking, at: t0 }, ...history])

export const copyOf = ({ account, pendingIn, pendingOut, posted }: Balance): Balance => ({
  account,
  posted,
  pendingOut,
  pendingIn
})
export const pendingOf = ({ expiresAt, from, id, quantity, state, to }: Pending): Pending => ({
  id,
  from,
  to,
  quantity,
  expiresAt,
  state
})
export const isHeld = ({ pendingIn, pendingOut, posted }: Balance): boolean =>
  posted !== 0 || pendingOut !== 0 || pendingIn !== 0

export const sorted = (lines: Iterable<unknown>): ReadonlyArray<string> =>
  Array.from(lines, (line) => JSON.stringify(line)).sort((a, b) => (a < b ? -1 : 1))

/** Everything there is to see of a ledger. */
export const seen = (ledger: Ledger) => ({
  balances: sorted(Array.from(ledger.balances(), copyOf).filter(isHeld)),
  pendings: sorted(Array.from(ledger.pendings(), pendingOf))
})

/** A store: keeps what every change says, and is asked by the ledger for what it has not seen. */
export const makeStore = () => {
  const balances = new Map<Account, Balance>()
  const pendings = new Map<PendingId, Pending>()
  const source: LedgerSource = { balance: (of) => balances.get(of), pending: (id) => pendings.get(id) }
  const keep = (change: { readonly balances: ReadonlyArray<Balance>; readonly pendings: ReadonlyArray<Pending> }) => {
    for (const balance of change.balances) balances.set(balance.account, copyOf(balance))
    for (const pending of change.pendings) pendings.set(pending.id, pendingOf(pending))
  }
  return { balances, pendings, source, keep }
}
