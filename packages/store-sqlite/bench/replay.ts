/**
 * How fast a ledger is there again: by reading every commit as JSON and posting it, beside reading the same text and
 * adding it up by hand; and by loading a packed snapshot.
 */
import * as Result from "effect/Result"
import { makeLedger } from "@stowage/kernel/ledger"
import { packSnapshot, unpackSnapshot } from "@stowage/kernel/ledgerSnapshot"
import type { Position, RecordedCommit } from "@stowage/runtime/Commit"
import { repost } from "@stowage/runtime/foldTransfers"
import { balancesOf } from "./balances.ts"
import { cpuSeconds, median, round } from "./measure.ts"
import { makeCommits } from "@stowage/testkit/orderCommits"
import { orderSource } from "@stowage/testkit/orderSource"

const turns = 7

export interface ReplayRow {
  readonly what: "replay"
  readonly commits: number
  /** Events and transfers of those commits. */
  readonly entries: number
  readonly commitsPerCpuSecond: number
  readonly entriesPerCpuSecond: number
  readonly rawCommitsPerCpuSecond: number
  readonly ratio: number
}

export interface LoadRow {
  readonly what: "load"
  readonly balances: number
  readonly megabytes: number
  readonly balancesPerCpuSecond: number
}

/** The same text added up by hand, unchecked. */
export const rawReplay = (lines: ReadonlyArray<string>): number => {
  const balances = new Map<string, { posted: number; pendingOut: number; pendingIn: number }>()
  const claims = new Map<string, { from: string; to: string; quantity: number }>()
  const of = (account: string) => {
    const held = balances.get(account)
    if (held !== undefined) return held
    const made = { posted: 0, pendingOut: 0, pendingIn: 0 }
    balances.set(account, made)
    return made
  }
  for (const line of lines) {
    for (const transfer of (JSON.parse(line) as RecordedCommit).transfers) {
      if (transfer._tag === "Post") {
        of(transfer.from).posted -= transfer.quantity
        of(transfer.to).posted += transfer.quantity
      } else if (transfer._tag === "Pend") {
        of(transfer.from).pendingOut += transfer.quantity
        of(transfer.to).pendingIn += transfer.quantity
        claims.set(transfer.id, transfer)
      } else {
        const claim = claims.get(transfer.id)
        if (claim === undefined) continue
        claims.delete(transfer.id)
        of(claim.from).pendingOut -= claim.quantity
        of(claim.to).pendingIn -= claim.quantity
        if (transfer._tag !== "Settle") continue
        of(claim.from).posted -= transfer.quantity
        of(claim.to).posted += transfer.quantity
      }
    }
  }
  return balances.size
}

/** Orders reserved and settled, as the lines of a journal. */
const journal = (skus: number, orders: number, seed: number): ReadonlyArray<RecordedCommit> => {
  const commits = makeCommits(skus)
  const next = orderSource(seed, skus, "zipf")
  const all = Array.from({ length: skus }, (_, sku) => commits.stock(sku, 1_000_000_000))
  for (let count = 0; count < orders; count++) {
    const order = next()
    all.push(commits.reserve(order), commits.settle(order))
  }
  return all.map((commit, index) => ({ ...commit, position: (index + 1) as Position }))
}

export const runReplay = async (skus: number, orders: number, seed: number): Promise<ReplayRow> => {
  const recorded = journal(skus, orders, seed)
  const entries = recorded.reduce(
    (sum, { appends, transfers }) =>
      sum + transfers.length + appends.reduce((events, one) => events + one.events.length, 0),
    0
  )
  const lines = recorded.map((commit) => JSON.stringify(commit))
  const [ours, raws]: [Array<number>, Array<number>] = [[], []]
  for (let turn = 0; turn < turns; turn++) {
    raws.push(await cpuSeconds(() => void rawReplay(lines)))
    ours.push(
      await cpuSeconds(() => {
        const ledger = makeLedger()
        for (const line of lines) repost(ledger, JSON.parse(line) as RecordedCommit)
      })
    )
  }
  const commits = lines.length
  return {
    what: "replay",
    commits,
    entries,
    commitsPerCpuSecond: Math.round(commits / median(ours)),
    entriesPerCpuSecond: Math.round(entries / median(ours)),
    rawCommitsPerCpuSecond: Math.round(commits / median(raws)),
    ratio: round(median(ours.map((seconds, turn) => (raws[turn] as number) / seconds)), 3)
  }
}

export const runLoad = async (balances: number): Promise<LoadRow> => {
  const bytes = packSnapshot(balancesOf(balances), [])
  const seconds: Array<number> = []
  let loaded = 0
  for (let turn = 0; turn < turns; turn++) {
    seconds.push(
      await cpuSeconds(() => {
        const snapshot = unpackSnapshot(bytes)
        if (Result.isFailure(snapshot)) throw new Error(`${snapshot.failure._tag}: the snapshot was just packed`)
        loaded = snapshot.success.balances
      })
    )
  }
  return {
    what: "load",
    balances: loaded,
    megabytes: round(bytes.length / 1e6, 1),
    balancesPerCpuSecond: Math.round(loaded / median(seconds))
  }
}
