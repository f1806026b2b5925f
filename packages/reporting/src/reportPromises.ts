/**
 * Overselling, watched for from outside: the promise book added up again from its transfers, without the ledger's code.
 */
import { type Account, isLimited } from "@stowage/kernel/Account"
import type { Transfer } from "@stowage/kernel/Transfer"
import * as HashMap from "effect/HashMap"
import * as Option from "effect/Option"
import { addTo, type Report, type ReportSettings } from "./Report.ts"
import type { ReportedCommit } from "./ReportedCommit.ts"

/**
 * The report after the transfers of `commit` in the promise book. Units that the whole commit takes a limited account
 * below zero by, or further below, are oversold.
 */
export const reportPromises = (report: Report, commit: ReportedCommit, settings: ReportSettings): Report => {
  const changed = new Set<Account>()
  const note = (account: Account) => changed.add(account)
  const next = commit.transfers.reduce((reached: Report, transfer) => applied(reached, transfer, note), report)
  let unitsOversold = 0
  for (const account of changed) {
    const below = (of: Report): number => Math.max(0, -promisableIn(of, account))
    unitsOversold += Math.max(0, below(next) - below(report))
  }
  return unitsOversold === 0 ? next : addTo(next, commit.at, settings, { unitsOversold })
}

const promisableIn = (report: Report, account: Account): number =>
  Option.getOrElse(HashMap.get(report.promisable, account), () => 0)

const isWatched = (account: Account): boolean => account.startsWith("promise|") && isLimited(account)

type Note = (account: Account) => unknown

const change = (report: Report, account: Account, by: number, note: Note): Report => {
  if (by === 0 || !isWatched(account)) return report
  note(account)
  return { ...report, promisable: HashMap.set(report.promisable, account, promisableIn(report, account) + by) }
}

const applied = (report: Report, transfer: Transfer, note: Note): Report => {
  switch (transfer._tag) {
    case "Post": {
      const { from, quantity, to } = transfer
      return change(change(report, from, -quantity, note), to, quantity, note)
    }
    case "Pend": {
      const { from, id, quantity, to } = transfer
      if (!from.startsWith("promise|")) return report
      const claims = HashMap.set(report.claims, id, { from, to, quantity })
      return change({ ...report, claims }, from, -quantity, note)
    }
    case "Settle":
      return resolved(report, transfer.id, transfer.quantity, note)
    case "Void":
    case "Expire":
      return resolved(report, transfer.id, 0, note)
  }
}

const resolved = (
  report: Report,
  id: (Transfer & { readonly _tag: "Void" })["id"],
  moved: number,
  note: Note
): Report => {
  const claim = HashMap.get(report.claims, id)
  if (claim._tag === "None") return report
  const { from, quantity, to } = claim.value
  const without = { ...report, claims: HashMap.remove(report.claims, id) }
  return change(change(without, from, quantity - moved, note), to, moved, note)
}
