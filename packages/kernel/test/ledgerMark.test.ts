import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import type { Account } from "@stowage/kernel/Account"
import type { Instant } from "@stowage/kernel/Instant"
import { isRefusal, type LedgerSource, makeLedger } from "@stowage/kernel/ledger"
import type { Transfer } from "@stowage/kernel/Transfer"
import { emptyNaiveLedger, naiveBalance } from "./naiveLedger.ts"
import {
  t0,
  shelf,
  supplier,
  customer,
  claim,
  post,
  pend,
  settle,
  after,
  numbersOf,
  commits,
  histories,
  copyOf,
  pendingOf,
  sorted,
  seen,
  makeStore
} from "./ledgerHistories.ts"

describe("a ledger with a mark", () => {
  it("holds what it has seen, and says so without asking its store", () => {
    const asked: Array<string> = []
    const source: LedgerSource = {
      balance: (of) => void asked.push(of),
      pending: (id) => void asked.push(id)
    }
    const ledger = makeLedger(source)
    assert.isFalse(ledger.held(shelf) !== undefined || ledger.hasPending(claim("p1")))
    assert.deepStrictEqual(asked, [])
    ledger.post([post(supplier, shelf, 2), pend("p1", shelf, customer, 1)], t0)
    assert.isTrue(ledger.held(shelf) !== undefined && ledger.hasPending(claim("p1")))
    ledger.forgetPendings()
    assert.isTrue(ledger.held(shelf) !== undefined && !ledger.hasPending(claim("p1")))
    ledger.forget()
    assert.isFalse(ledger.held(shelf) !== undefined)
  })

  it("rolls back to it as often as it is told to, and to a later mark once that is set", () => {
    const ledger = after([post(supplier, shelf, 10)], [pend("p1", shelf, customer, 4)])
    ledger.mark()
    const before = seen(ledger)
    for (const id of ["p2", "p2"]) {
      ledger.post([settle("p1", 3), pend(id, shelf, customer, 2)], t0)
      ledger.post([post(shelf, customer, 1), settle(id, 1)], t0)
      ledger.rollBack()
      assert.deepStrictEqual(seen(ledger), before)
      assert.isFalse(ledger.hasPending(claim(id)))
    }
    ledger.post([settle("p1", 3)], t0)
    ledger.mark()
    ledger.rollBack()
    assert.deepStrictEqual(numbersOf(ledger, shelf), [7, 0, 0])
  })

  it("has nothing to roll back to before the first mark, nor once it forgot", () => {
    const ledger = after([post(supplier, shelf, 10)])
    ledger.rollBack()
    assert.deepStrictEqual(numbersOf(ledger, shelf), [10, 0, 0])
    ledger.mark()
    ledger.post([post(shelf, customer, 1)], t0)
    ledger.forgetPendings()
    ledger.rollBack()
    assert.deepStrictEqual(numbersOf(ledger, shelf), [9, 0, 0])
  })

  const steps = fc.array(
    fc.oneof(
      { weight: 6, arbitrary: commits },
      { weight: 1, arbitrary: fc.constantFrom("mark" as const, "roll back" as const) }
    ),
    { maxLength: 30 }
  )

  it("tells each balance that changed since then once, as it is now, and none that was only tried or taken back", () => {
    const property = fc.property(steps, (steps) => {
      const ledger = makeLedger()
      assert.deepStrictEqual(ledger.changed(), [])
      ledger.mark()
      let changed = new Set<Account>()
      for (const step of steps) {
        if (step === "mark") ledger.mark()
        if (step === "roll back") ledger.rollBack()
        if (typeof step === "string") changed = new Set()
        else {
          const change = ledger.post(step.transfers, step.at)
          if (!isRefusal(change)) for (const { account } of change.balances) changed.add(account)
        }
        assert.deepStrictEqual(
          ledger.changed().map(({ account }) => account),
          [...changed]
        )
        for (const balance of ledger.changed()) assert.strictEqual(balance, ledger.held(balance.account))
      }
    })
    fc.assert(property)
  })

  it("tells each balance once in a chapter, and again in the next or once it was forgotten", () => {
    const ledger = after([post(supplier, shelf, 10)])
    const told = (chapter: number) => ledger.changedFirst(chapter).map(({ account }) => account)
    const commit = (id: string): void => {
      ledger.mark()
      ledger.post([pend(id, shelf, customer, 1)], t0)
    }
    commit("p1")
    assert.deepStrictEqual([told(1), told(1)], [[shelf, customer], []])
    commit("p2")
    assert.deepStrictEqual([told(1), told(2)], [[], [shelf, customer]])
    ledger.forget()
    commit("p3")
    assert.deepStrictEqual(told(2), [])
    ledger.mark()
    ledger.post([post(supplier, shelf, 5)], t0)
    assert.deepStrictEqual(told(2), [supplier, shelf])
  })

  it("is after a roll-back as if what it undid had never been posted, over a store too", () => {
    const property = fc.property(histories, steps, (history, steps) => {
      const store = makeStore()
      const first = makeLedger()
      for (const { at, transfers } of history) {
        const change = first.post(transfers, at)
        if (!isRefusal(change)) store.keep(change)
      }
      const [ledger, open] = [makeLedger(store.source), makeLedger(store.source)]
      ledger.mark()
      let sinceMark: ReadonlyArray<{ readonly transfers: ReadonlyArray<Transfer>; readonly at: Instant }> = []
      for (const step of steps) {
        if (step === "mark") {
          for (const { at, transfers } of sinceMark) open.post(transfers, at)
          ledger.mark()
          sinceMark = []
        } else if (step === "roll back") {
          ledger.rollBack()
          sinceMark = []
          for (const { account } of [...ledger.balances(), ...open.balances()]) {
            const none = naiveBalance(emptyNaiveLedger, account)
            assert.deepStrictEqual(copyOf(ledger.balance(account) ?? none), copyOf(open.balance(account) ?? none))
          }
          for (const id of ["p1", "p2", "p3", "p4"].map(claim)) {
            const [one, other] = [ledger.pending(id), open.pending(id)]
            assert.deepStrictEqual(one && pendingOf(one), other && pendingOf(other))
          }
          assert.deepStrictEqual(
            sorted(Array.from(ledger.openPendings(), pendingOf)),
            sorted(Array.from(open.openPendings(), pendingOf))
          )
        } else {
          ledger.post(step.transfers, step.at)
          sinceMark = [...sinceMark, step]
        }
      }
    })
    fc.assert(property, { numRuns: 500 })
  })
})
