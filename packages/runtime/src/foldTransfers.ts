/**
 * Balances as of a moment in the past, by posting again what was posted before it.
 */
import { type Ledger, isRefusal } from "@stowage/kernel/ledger"
import type { Balance } from "@stowage/kernel/Transfer"
import { type BalanceQuery, asksFor, inAccountOrder, isNothing } from "./BalanceQuery.ts"
import { type RecordedCommit, sayCommitRefusal } from "./Commit.ts"

/** Posts a recorded commit to `ledger`. What was accepted once is accepted again; anything else means damage. */
export const repost = (ledger: Ledger, commit: RecordedCommit): void => {
  const answer = ledger.post(commit.transfers, commit.at)
  if (!isRefusal(answer)) return
  const said = sayCommitRefusal({ _tag: "TransferRefused", id: commit.id, refusal: answer })
  throw new Error(`The journal contradicts itself at position ${commit.position}. ${said}`)
}

/** What `query` asks for among the balances of `ledger`. */
export const selectBalances = (ledger: Ledger, query: BalanceQuery): ReadonlyArray<Balance> => {
  const found: Array<Balance> = []
  for (const balance of ledger.balances()) {
    if (isNothing(balance) || !asksFor(query, balance.account)) continue
    const { account, posted, pendingOut, pendingIn } = balance
    found.push({ account, posted, pendingOut, pendingIn })
  }
  return inAccountOrder(found)
}
