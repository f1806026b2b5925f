/**
 * A second, simpler reading of the books. It knows nothing of the ledger's code: it adds up transfers and compares.
 */
import { type Account, isLimited } from "@stowage/kernel/Account"
import type { Instant } from "@stowage/kernel/Instant"
import type { PendingId, Transfer } from "@stowage/kernel/Transfer"
import {
  type Claim,
  type Finding,
  type Rederived,
  type Sum,
  conservation,
  identities,
  nestings,
  rooms,
  twoBooks,
  weights
} from "./auditRules.ts"
import { type StoredBooks, sameBalances, sameClaims } from "./storedBooks.ts"

/** The part of a recorded commit that the audit reads. */
export interface AuditedCommit {
  readonly position: number
  readonly at: Instant
  readonly transfers: ReadonlyArray<Transfer>
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
  /** Everything that is wrong, given what the store reports; empty when nothing is. O(balances + claims). */
  readonly findings: (stored: StoredBooks) => ReadonlyArray<Finding>
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
      const things = [...identities(sums), ...nestings(sums), ...weights(sums), ...rooms(sums)]
      const rules = [...conservation(sums), ...twoBooks(sums), ...things]
      return [...sums.findings, ...rules, ...sameBalances(sums, stored.balances), ...sameClaims(sums, stored.pendings)]
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

/**
 * Derives everything once more from the journal and names any difference; empty when there is none. `commits` are all
 * commits of the journal in order, `stored` what the store reports now. There is nothing to repair with: books that
 * differ from their journal are a store's defect, and the journal is right. O(transfers + balances + claims).
 */
export const verify = (commits: Iterable<AuditedCommit>, stored: StoredBooks): ReadonlyArray<Finding> => {
  const audit = startAudit()
  for (const commit of commits) audit.read(commit)
  return audit.findings(stored)
}
