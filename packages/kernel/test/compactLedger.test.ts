import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import type { Account } from "@stowage/kernel/Account"
import type { AccountTable } from "@stowage/kernel/AccountTable"
import { type BatchNames, refusalOf } from "@stowage/kernel/BatchAnswer"
import { CompactLedger } from "@stowage/kernel/compactLedger"
import { isRefusal, makeLedger } from "@stowage/kernel/ledger"
import type { PendingId, Transfer } from "@stowage/kernel/Transfer"
import { TransferBatch } from "@stowage/kernel/TransferBatch"
import { claim, customer, dock, histories, pendingOf, shelf, supplier, t0 } from "./ledgerHistories.ts"

const ids = ["p1", "p2", "p3", "p4"].map((name) => claim(name))

const add = (batch: TransferBatch, accounts: AccountTable, transfer: Transfer): void => {
  switch (transfer._tag) {
    case "Post":
      return batch.post(accounts.numberOf(transfer.from), accounts.numberOf(transfer.to), transfer.quantity)
    case "Pend": {
      const [from, to] = [accounts.numberOf(transfer.from), accounts.numberOf(transfer.to)]
      return batch.pend(ids.indexOf(transfer.id), from, to, transfer.quantity, transfer.ttlMillis)
    }
    case "Settle":
      return batch.settle(ids.indexOf(transfer.id), transfer.quantity)
    case "Void":
      return batch.void(ids.indexOf(transfer.id))
    case "Expire":
      return batch.expire(ids.indexOf(transfer.id))
  }
}

const namesOf = (accounts: AccountTable): BatchNames => ({
  account: (number) => accounts.textOf(number),
  claim: (number) => ids[number] as PendingId
})

const balanceOf = (compact: CompactLedger, account: Account) => {
  const number = compact.accounts.find(account)
  return [compact.posted(number), compact.pendingOut(number), compact.pendingIn(number)]
}

const claimOf = (compact: CompactLedger, id: PendingId) => {
  const held = compact.claim(ids.indexOf(id))
  if (held === undefined) return undefined
  const { from, to, quantity, expiresAt, state } = held
  return {
    id,
    from: compact.accounts.textOf(from),
    to: compact.accounts.textOf(to),
    quantity,
    expiresAt: Number.isNaN(expiresAt) ? undefined : expiresAt,
    state
  }
}

describe("the compact ledger", () => {
  it("agrees with the ledger, answer by answer, however groups are put into batches", () => {
    const property = fc.property(histories, fc.integer({ min: 1, max: 7 }), (history, perBatch) => {
      const ledger = makeLedger()
      const compact = new CompactLedger()
      const { accounts } = compact
      const batch = new TransferBatch()
      for (let start = 0; start < history.length; start += perBatch) {
        const groups = history.slice(start, start + perBatch)
        batch.clear()
        for (const { at, transfers } of groups) {
          for (const transfer of transfers) add(batch, accounts, transfer)
          batch.endGroup(at)
        }
        const accepted = compact.post(batch)
        const expected = groups.map(({ at, transfers }) => ledger.post(transfers, at))
        assert.strictEqual(accepted, expected.filter((answer) => !isRefusal(answer)).length)
        for (const [group, answer] of expected.entries()) {
          const refusal = refusalOf(batch, compact.answer, group, namesOf(accounts))
          assert.deepStrictEqual(refusal, isRefusal(answer) ? answer : undefined)
        }
        for (const { account, posted, pendingOut, pendingIn } of ledger.balances()) {
          assert.deepStrictEqual(balanceOf(compact, account), [posted, pendingOut, pendingIn])
        }
        for (const id of ids) {
          const claim = ledger.pending(id)
          assert.deepStrictEqual(claimOf(compact, id), claim && pendingOf(claim))
        }
      }
    })
    fc.assert(property, { numRuns: 1000 })
  })

  it("refuses what whole numbers cannot hold, as the ledger does", () => {
    const most = Number.MAX_SAFE_INTEGER
    const compact = new CompactLedger()
    const { accounts } = compact
    const [from, to, other] = [accounts.numberOf(supplier), accounts.numberOf(shelf), accounts.numberOf(dock)]
    const batch = new TransferBatch()
    for (const [a, b, quantity] of [
      [from, to, most],
      [other, to, 1]
    ] as const) {
      batch.post(a, b, quantity)
      batch.endGroup(t0)
    }
    assert.strictEqual(compact.post(batch), 1)
    const names = namesOf(accounts)
    assert.deepStrictEqual(refusalOf(batch, compact.answer, 1, names), { _tag: "BalanceTooLarge", account: shelf })
    assert.deepStrictEqual([compact.posted(to), compact.posted(other)], [most, 0])
  })

  it("holds many accounts, claims and groups, and a number that no account has is a mistake", () => {
    const compact = new CompactLedger()
    const { accounts } = compact
    const [from, to] = [accounts.numberOf(supplier), accounts.numberOf(customer)]
    const shelves = Array.from({ length: 5000 }, (_, bay) => accounts.numberOf(`${shelf}-${bay}` as Account))
    const batch = new TransferBatch()
    for (const [bay, number] of shelves.entries()) {
      batch.post(from, number, bay + 1)
      batch.pend(bay, number, to, bay + 1)
      batch.endGroup(t0)
    }
    assert.strictEqual(compact.post(batch), 5000)
    assert.deepStrictEqual([compact.posted(from), compact.pendingIn(to)], [-12_502_500, 12_502_500])
    assert.strictEqual(compact.claims, 5000)
    batch.clear()
    batch.post(from, accounts.size, 1)
    batch.endGroup(t0)
    assert.throws(() => compact.post(batch), /below 5002, got 0 and 5002/)
  })
})
