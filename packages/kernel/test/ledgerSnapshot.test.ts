import * as fc from "fast-check"
import * as Result from "effect/Result"
import { assert, describe, it } from "vitest"
import type { Account } from "@stowage/kernel/Account"
import { checksum } from "@stowage/kernel/checksum"
import { isRefusal, makeLedger } from "@stowage/kernel/ledger"
import { type LedgerSnapshot, packSnapshot, unpackSnapshot } from "@stowage/kernel/ledgerSnapshot"
import { packSections, saySectionsRefusal, unpackSections } from "@stowage/kernel/sections"
import {
  after,
  copyOf,
  customer,
  histories,
  isHeld,
  pend,
  pendingOf,
  post,
  shelf,
  sorted,
  supplier
} from "./ledgerHistories.ts"

const unpacked = (bytes: Uint8Array): LedgerSnapshot => {
  const snapshot = unpackSnapshot(bytes)
  if (Result.isFailure(snapshot)) return assert.fail(saySectionsRefusal(snapshot.failure))
  return snapshot.success
}

const small = (): Uint8Array => {
  const ledger = after(
    [post(supplier, shelf, 10)],
    [pend("p1", shelf, customer, 4, 60), pend("p2", shelf, customer, 1)]
  )
  return packSnapshot(ledger.balances(), ledger.pendings())
}

describe("a snapshot of a ledger", () => {
  it("gives back every balance that holds something and every open claim", () => {
    const property = fc.property(histories, (history) => {
      const ledger = makeLedger()
      for (const { at, transfers } of history) ledger.post(transfers, at)
      const snapshot = unpacked(packSnapshot(ledger.balances(), ledger.pendings()))
      const held = Array.from(ledger.balances()).filter(isHeld)
      assert.deepStrictEqual(sorted(snapshot.allBalances()), sorted(held.map(copyOf)))
      assert.deepStrictEqual(sorted(snapshot.allClaims()), sorted(Array.from(ledger.openPendings(), pendingOf)))
      assert.deepStrictEqual(
        [snapshot.balances, snapshot.claims],
        [held.length, Array.from(ledger.openPendings()).length]
      )
    })
    fc.assert(property, { numRuns: 300 })
  })

  it("keeps thousands of names as they are", () => {
    const balances = Array.from({ length: 3000 }, (_, nth) => ({
      account: `promise|acme|${"NAME-".repeat(nth % 4)}${nth}|||available|site:WH1` as Account,
      posted: nth + 1,
      pendingOut: 0,
      pendingIn: 0
    }))
    assert.deepStrictEqual(sorted(unpacked(packSnapshot(balances, [])).allBalances()), sorted(balances))
  })

  it("is a source: a ledger over it goes on as the one that was packed", () => {
    const property = fc.property(histories, histories, (before, then) => {
      const ledger = makeLedger()
      for (const { at, transfers } of before) ledger.post(transfers, at)
      const over = makeLedger(unpacked(packSnapshot(ledger.balances(), ledger.pendings())))
      const open = makeLedger({
        balance: (account) => ledger.balance(account),
        pending: (id) => {
          const claim = ledger.pending(id)
          return claim?.state === "pending" ? pendingOf(claim) : undefined
        }
      })
      for (const { at, transfers } of then) {
        const [answer, expected] = [over.post(transfers, at), open.post(transfers, at)]
        assert.deepStrictEqual(isRefusal(answer) ? answer : undefined, isRefusal(expected) ? expected : undefined)
      }
    })
    fc.assert(property, { numRuns: 300 })
  })

  it("of nothing is empty", () => {
    const snapshot = unpacked(packSnapshot([], []))
    assert.deepStrictEqual([snapshot.balances, snapshot.claims, snapshot.balance(shelf)], [0, 0, undefined])
  })

  it("is read from bytes that lie anywhere", () => {
    const bytes = small()
    const moved = new Uint8Array(bytes.length + 3)
    moved.set(bytes, 3)
    assert.deepStrictEqual(copyOf(unpacked(moved.subarray(3)).balance(shelf)! as never), {
      account: shelf,
      posted: 10,
      pendingOut: 5,
      pendingIn: 0
    })
  })

  it("is refused with any single bit changed, and cut short or made longer at any byte", () => {
    const bytes = small()
    for (let at = 0; at < bytes.length; at++) {
      for (let bit = 0; bit < 8; bit++) {
        const bad = bytes.slice()
        bad[at] = (bad[at] as number) ^ (1 << bit)
        assert.isTrue(Result.isFailure(unpackSnapshot(bad)), `byte ${at}, bit ${bit}`)
      }
      assert.isTrue(Result.isFailure(unpackSnapshot(bytes.slice(0, at))), `cut at ${at}`)
    }
    for (const more of [1, 8]) {
      const longer = new Uint8Array(bytes.length + more)
      longer.set(bytes)
      assert.isTrue(Result.isFailure(unpackSnapshot(longer)))
    }
  })

  it("names what is wrong with it", () => {
    const bytes = small()
    const refusalOf = (bad: Uint8Array) => {
      const answer = unpackSnapshot(bad)
      return Result.isFailure(answer) ? answer.failure : undefined
    }
    const changed = (at: number, by: number) => {
      const bad = bytes.slice()
      bad[at] = (bad[at] as number) ^ by
      return refusalOf(bad)
    }
    assert.deepStrictEqual(refusalOf(new Uint8Array(5)), { _tag: "NotSections", bytes: 5 })
    assert.deepStrictEqual(changed(0, 1), { _tag: "NotSections", bytes: bytes.length })
    assert.deepStrictEqual(changed(4, 3), { _tag: "OtherFormat", format: 1, expected: 2 })
    assert.deepStrictEqual(changed(8, 1), { _tag: "TableDamaged" })
    assert.deepStrictEqual(changed(bytes.length - 1, 1), { _tag: "SectionDamaged", name: "clms" })
  })

  it("is refused when its parts cannot belong together, though each is whole", () => {
    const whole = unpackSections(2, small())
    if (Result.isFailure(whole)) return assert.fail("expected sections")
    const with_ = (name: string, bytes: Uint8Array) => {
      const sections = Array.from(whole.success, ([of, held]) => ({ name: of, bytes: of === name ? bytes : held }))
      const answer = unpackSnapshot(packSections(2, sections))
      return Result.isFailure(answer) ? answer.failure : undefined
    }
    const bytes = (words: ReadonlyArray<number>) => new Uint8Array(Int32Array.from(words).buffer)
    for (const [name, words] of [
      ["skus", [9]],
      ["plac", [-1]],
      ["kind", [0, 0, 0, 9]],
      ["acct", [0, 0, 9]],
      ["acct", [5, 0, 0]],
      ["acct", [0, 0]],
      ["bals", [0, 0]],
      ["clmn", [0]],
      ["clms", [0, 0]]
    ] as const) {
      const expected = name === "clmn" ? "clms" : name
      assert.deepStrictEqual(with_(name, bytes(words)), { _tag: "SectionDamaged", name: expected })
    }
  })
})

describe("a checksum", () => {
  it("tells every change of one word, and how many words there are", () => {
    const words = fc.array(fc.integer(), { minLength: 1, maxLength: 9 })
    const property = fc.property(words, fc.nat(8), fc.integer(), (words, at, other) => {
      const index = at % words.length
      const sum = checksum(Int32Array.from(words))
      const changed = words.with(index, other)
      assert.strictEqual(words[index] === other, String(checksum(Int32Array.from(changed))) === String(sum))
      assert.notDeepEqual(checksum(Int32Array.from([...words, 0])), sum)
    })
    fc.assert(property)
  })
})
