/**
 * What a store says its books are, against what they add up to.
 */
import type { Balance, Pending } from "@stowage/kernel/Transfer"
import type { Claim, Finding, Rederived } from "./auditRules.ts"

/** All balances and all claims not yet resolved, as the store reports them. */
export interface StoredBooks {
  readonly balances: Iterable<Balance>
  readonly pendings: Iterable<Pending>
}

/** The store's balances against those added up. Balances of nothing may be left out by either. */
export const sameBalances = (rederived: Rederived, stored: Iterable<Balance>): ReadonlyArray<Finding> => {
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

const sayEnd = (expiresAt: number): string =>
  expiresAt === Number.POSITIVE_INFINITY ? "without end" : `until ${expiresAt}`

const sayClaim = ({ expiresAt, from, quantity, to }: Claim): string =>
  `${quantity} from ${from} to ${to} ${sayEnd(expiresAt)}`

/** The store's open claims against those that the journal leaves open: quantity, accounts and expiry. */
export const sameClaims = (rederived: Rederived, stored: Iterable<Pending>): ReadonlyArray<Finding> => {
  const findings: Array<Finding> = []
  const left = new Map(rederived.openClaims)
  for (const { expiresAt = Number.POSITIVE_INFINITY, from, id, quantity, state, to } of stored) {
    if (state !== "pending") continue
    const known = left.get(id)
    left.delete(id)
    const claim = sayClaim({ expiresAt, from, quantity, to })
    if (known === undefined) findings.push({ rule: "claim", said: `${id}: stored ${claim}, not open by the journal.` })
    else if (sayClaim(known) !== claim) {
      findings.push({ rule: "claim", said: `${id}: stored ${claim}, by the journal ${sayClaim(known)}.` })
    }
  }
  for (const [id, claim] of left) {
    findings.push({ rule: "claim", said: `${id}: not stored, by the journal ${sayClaim(claim)}.` })
  }
  return findings
}
