import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { isRefusal, makeKeepingLedger, makeLedger } from "@stowage/kernel/ledger"
import type { Transfer } from "@stowage/kernel/Transfer"
import {
  commits,
  customer,
  expire,
  histories,
  pend,
  post,
  seen,
  settle,
  shelf,
  supplier,
  t0
} from "./ledgerHistories.ts"

describe("a ledger that keeps what it posts", () => {
  it("gives the transfers back as they came, and none of those that it refused", () => {
    const ledger = makeKeepingLedger()
    const first = [post(supplier, shelf, 9), pend("p1", shelf, customer, 4, 7), pend("p2", shelf, customer, 2)]
    const second = [settle("p1", 3), expire("p1")]
    assert.isFalse(isRefusal(ledger.post(first, t0)))
    assert.isTrue(isRefusal(ledger.post(second, t0)))
    assert.isFalse(isRefusal(ledger.post(second.slice(0, 1), t0)))
    assert.strictEqual(ledger.posted(), 4)
    assert.deepStrictEqual(ledger.transfers(0, 3), first)
    assert.deepStrictEqual(ledger.transfers(3, 4), [settle("p1", 3)])
  })

  it("keeps what a ledger that forgets nothing accepted, over any history and any roll-back", () => {
    const more = fc.array(commits, { maxLength: 6 })
    const property = fc.property(histories, more, (history, undone) => {
      const [ledger, other] = [makeKeepingLedger(), makeLedger()]
      const accepted: Array<Transfer> = []
      for (const { at, transfers } of history) {
        ledger.mark()
        for (const one of undone) ledger.post(one.transfers, one.at)
        ledger.rollBack()
        const refused = isRefusal(ledger.post(transfers, at))
        assert.strictEqual(isRefusal(other.post(transfers, at)), refused)
        if (!refused) accepted.push(...transfers)
      }
      assert.deepStrictEqual(ledger.transfers(0, ledger.posted()), accepted)
      assert.deepStrictEqual(seen(other).balances, seen({ ...other, ...ledger }).balances)
    })
    fc.assert(property, { numRuns: 300 })
  })
})
