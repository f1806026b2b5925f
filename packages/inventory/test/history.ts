/**
 * What a floor lived through, as dated commits; and their balances added up by somebody who knows nothing of claims.
 */
import type { Account } from "@stowage/kernel/Account"
import type { Instant } from "@stowage/kernel/Instant"
import type { DatedCommit } from "@stowage/inventory/movements"
import type { Yard } from "./yard.ts"

/** Commit `n` of a yard happened `late[n]` milliseconds before it was recorded; those beyond the list at once. */
export const dated = (yard: Yard, late: ReadonlyArray<number> = []): ReadonlyArray<DatedCommit> =>
  yard.commits.map((commit, index) => {
    const at = (commit.position * 10) as Instant
    const before = late[index] ?? 0
    const named = { ...commit, at, id: `c${commit.position}`, actor: "ann" }
    return before === 0 ? named : { ...named, occurredAt: (at - before) as Instant }
  })

/** Posted, claimed and awaited, by account, of every commit that `counts`; accounts of nothing are left out. */
export const addedUp = (
  commits: ReadonlyArray<DatedCommit>,
  counts: (commit: DatedCommit) => boolean
): Readonly<Record<string, ReadonlyArray<number>>> => {
  const sums: Record<string, [number, number, number]> = {}
  const add = (account: Account, which: 0 | 1 | 2, quantity: number) => {
    const sum = (sums[account] ??= [0, 0, 0])
    sum[which] += quantity
  }
  for (const commit of commits) {
    for (const transfer of commit.transfers) {
      if (transfer._tag !== "Post" && transfer._tag !== "Pend") continue
      const { from, quantity, to } = transfer
      if (transfer._tag === "Post") {
        if (!counts(commit)) continue
        add(from, 0, -quantity)
        add(to, 0, quantity)
        continue
      }
      const ending = commits
        .flatMap((one) => one.transfers.map((transfer) => ({ one, transfer })))
        .find(({ transfer: end }) => end._tag !== "Post" && end._tag !== "Pend" && end.id === transfer.id)
      if (ending !== undefined && counts(ending.one)) {
        const moved = ending.transfer._tag === "Settle" ? ending.transfer.quantity : 0
        add(from, 0, -moved)
        add(to, 0, moved)
      } else if (counts(commit)) {
        add(from, 1, quantity)
        add(to, 2, quantity)
      }
    }
  }
  return Object.fromEntries(
    Object.entries(sums)
      .filter(([, sum]) => sum.some((quantity) => quantity !== 0))
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
  )
}
