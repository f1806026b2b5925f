/**
 * A second, simpler reading of the books. It knows nothing of the ledger's code: it adds up transfers and compares.
 */
import { type Account, accountParts, isLimited, siteOf } from "@stowage/kernel/Account"
import type { Instant } from "@stowage/kernel/Instant"
import type { Balance, PendingId, Transfer } from "@stowage/kernel/Transfer"

/** The part of a recorded commit that the audit reads. */
export interface AuditedCommit {
  readonly position: number
  readonly at: Instant
  readonly transfers: ReadonlyArray<Transfer>
}

/** What the books should say and do not, as a sentence with the names and numbers in it. */
export interface Finding {
  readonly rule: "positions" | "conservation" | "limit" | "claim" | "balance" | "twoBooks"
  readonly said: string
}

interface Sum {
  posted: number
  out: number
  in: number
}

interface Claim {
  readonly from: Account
  readonly to: Account
  readonly quantity: number
  /** Never for a claim without end. */
  readonly expiresAt: number
}

/** Balances added up from transfers, and what was odd on the way. */
export interface Rederived {
  readonly sums: ReadonlyMap<Account, Readonly<Sum>>
  readonly openClaims: ReadonlyMap<PendingId, Claim>
  readonly findings: ReadonlyArray<Finding>
}

interface Books {
  readonly sums: Map<Account, Sum>
  readonly claims: Map<PendingId, Claim>
  readonly used: Set<PendingId>
  readonly findings: Array<Finding>
}

const sumOf = (books: Books, account: Account): Sum => {
  const known = books.sums.get(account)
  if (known !== undefined) return known
  const sum = { posted: 0, out: 0, in: 0 }
  books.sums.set(account, sum)
  return sum
}

const add = (books: Books, transfer: Transfer, { at, position }: AuditedCommit): ReadonlyArray<Account> => {
  const odd = (said: string): ReadonlyArray<Account> => {
    books.findings.push({ rule: "claim", said: `Position ${position}: ${said}.` })
    return []
  }
  if (transfer._tag === "Post") {
    sumOf(books, transfer.from).posted -= transfer.quantity
    sumOf(books, transfer.to).posted += transfer.quantity
    return [transfer.from]
  }
  if (transfer._tag === "Pend") {
    const { from, id, quantity, to, ttlMillis = Number.POSITIVE_INFINITY } = transfer
    if (books.used.has(id)) return odd(`${id} is pended a second time`)
    books.used.add(id)
    books.claims.set(id, { from, to, quantity, expiresAt: at + ttlMillis })
    sumOf(books, from).out += quantity
    sumOf(books, to).in += quantity
    return [from]
  }
  const claim = books.claims.get(transfer.id)
  if (claim === undefined) return odd(`${transfer.id} is resolved but not pending`)
  books.claims.delete(transfer.id)
  if (transfer._tag === "Expire" && claim.expiresAt > at) odd(`${transfer.id} expires before its time`)
  const moved = transfer._tag === "Settle" ? transfer.quantity : 0
  if (moved > claim.quantity) return odd(`${transfer.id} settles ${moved} of ${claim.quantity}`)
  const [from, to] = [sumOf(books, claim.from), sumOf(books, claim.to)]
  from.out -= claim.quantity
  to.in -= claim.quantity
  from.posted -= moved
  to.posted += moved
  return [claim.from]
}

/** An audit in progress: commits are shown to it one by one, so that a journal need not fit into memory. */
export interface Audit {
  /** To be called with every commit of the journal, in order. O(transfers). */
  readonly read: (commit: AuditedCommit) => void
  /** What was added up so far. */
  readonly rederived: () => Rederived
  /** Everything that is wrong, given all balances as the store reports them; empty when nothing is. O(balances). */
  readonly findings: (stored: Iterable<Balance>) => ReadonlyArray<Finding>
}

/** An audit that has read nothing yet. */
export const startAudit = (): Audit => {
  const books: Books = { sums: new Map(), claims: new Map(), used: new Set(), findings: [] }
  let last = 0
  const rederived = (): Rederived => ({ sums: books.sums, openClaims: books.claims, findings: books.findings })
  return {
    read: (commit) => {
      const { position } = commit
      if (position !== last + 1) {
        books.findings.push({ rule: "positions", said: `Position ${position} follows ${last}; expected ${last + 1}.` })
      }
      last = position
      readTransfers(books, commit)
    },
    rederived,
    findings: (stored) => {
      const sums = rederived()
      return [...sums.findings, ...conservation(sums), ...twoBooks(sums), ...sameBalances(sums, stored)]
    }
  }
}

const readTransfers = (books: Books, commit: AuditedCommit): void => {
  const { position, transfers } = commit
  const lowered = new Set(transfers.flatMap((transfer) => add(books, transfer, commit)))
  for (const account of lowered) {
    const { out, posted } = sumOf(books, account)
    if (!isLimited(account) || posted - out >= 0) continue
    const said = `Position ${position} takes ${account} to ${posted} with ${out} of it claimed.`
    books.findings.push({ rule: "limit", said })
  }
}

/** Adds up every transfer of `commits`, which must be all of them in order. O(transfers). */
export const rederive = (commits: Iterable<AuditedCommit>): Rederived => {
  const audit = startAudit()
  for (const commit of commits) audit.read(commit)
  return audit.rederived()
}

/** Nothing is made or lost: the posted balances of a book, and of a SKU in it, add up to zero. */
const conservation = (rederived: Rederived): ReadonlyArray<Finding> => {
  const totals = new Map<string, number>()
  for (const [account, { posted }] of rederived.sums) {
    const { book, sku } = accountParts(account)
    totals.set(`${book} book of ${sku}`, (totals.get(`${book} book of ${sku}`) ?? 0) + posted)
  }
  return [...totals]
    .filter(([, total]) => total !== 0)
    .map(([name, total]) => ({ rule: "conservation", said: `The ${name} adds up to ${total}; expected 0.` }))
}

/**
 * Sellable units at a site are exactly those that the promise book knows: free, promised, less the shortfall. And
 * nothing is free to promise while something promised is missing.
 */
const twoBooks = (rederived: Rederived): ReadonlyArray<Finding> => {
  const sellable = new Map<string, number>()
  const promised = new Map<string, number>()
  const addTo = (map: Map<string, number>, key: string, quantity: number): void => {
    map.set(key, (map.get(key) ?? 0) + quantity)
  }
  const free = new Map<string, number>()
  const missing = new Map<string, number>()
  for (const [account, { out, posted }] of rederived.sums) {
    const { book, owner, place, sku, status } = accountParts(account)
    const site = place.startsWith("shortfall:") ? place.slice("shortfall:".length) : siteOf(place)
    if (site === undefined || status !== "available") continue
    if (book === "physical") addTo(sellable, `${sku} of ${owner} at ${site}`, posted)
    if (book !== "promise") continue
    const key = `${sku} of ${owner} at ${site}`
    addTo(promised, key, posted)
    if (place.startsWith("site:")) free.set(key, posted - out)
    else if (posted !== 0) missing.set(key, -posted)
  }
  const twice = [...free].filter(([key, units]) => units > 0 && missing.has(key))
  const sold = twice.map(([key, units]): Finding => {
    const said = `${key}: ${units} units are free to promise while ${missing.get(key)} promised ones are missing.`
    return { rule: "twoBooks", said }
  })
  const apart = [...new Set([...sellable.keys(), ...promised.keys()])]
    .filter((key) => (sellable.get(key) ?? 0) !== (promised.get(key) ?? 0))
    .map((key): Finding => {
      const said = `${key}: ${sellable.get(key) ?? 0} sellable units, the promise book knows ${promised.get(key) ?? 0}.`
      return { rule: "twoBooks", said }
    })
  return [...apart, ...sold]
}

/** The store's balances against those added up. Balances of nothing may be left out by either. */
const sameBalances = (rederived: Rederived, stored: Iterable<Balance>): ReadonlyArray<Finding> => {
  const findings: Array<Finding> = []
  const left = new Map(rederived.sums)
  for (const { account, pendingIn, pendingOut, posted } of stored) {
    const sum = left.get(account) ?? { posted: 0, out: 0, in: 0 }
    left.delete(account)
    if (sum.posted === posted && sum.out === pendingOut && sum.in === pendingIn) continue
    const said = `${account}: stored ${posted}/${pendingOut}/${pendingIn}, added up ${sum.posted}/${sum.out}/${sum.in}.`
    findings.push({ rule: "balance", said })
  }
  for (const [account, sum] of left) {
    if (sum.posted === 0 && sum.out === 0 && sum.in === 0) continue
    findings.push({ rule: "balance", said: `${account}: not stored, added up ${sum.posted}/${sum.out}/${sum.in}.` })
  }
  return findings
}

/**
 * Everything that is wrong with the books; empty when nothing is. `commits` are all commits of the journal in order,
 * `stored` all balances as the store reports them now. O(transfers + balances).
 */
export const auditBooks = (commits: Iterable<AuditedCommit>, stored: Iterable<Balance>): ReadonlyArray<Finding> => {
  const audit = startAudit()
  for (const commit of commits) audit.read(commit)
  return audit.findings(stored)
}
