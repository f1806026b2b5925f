import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { type Account, account, accountParts, isLimited, siteWide } from "@stowage/kernel/Account"
import type { OwnerId, Sku } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import { isRefusal, type Ledger, makeLedger } from "@stowage/kernel/ledger"
import { available, type PendingId, type Transfer } from "@stowage/kernel/Transfer"
import { sayTransferRefusal, type TransferRefusal } from "@stowage/kernel/Transfer"
import { emptyNaiveLedger, naiveBalance, naivePost } from "./naiveLedger.ts"
import {
  t0,
  site,
  at,
  from,
  shelf,
  dock,
  supplier,
  customer,
  claim,
  post,
  pend,
  settle,
  voided,
  expire,
  after,
  numbersOf,
  pairs,
  stocking,
  histories,
  copyOf,
  pendingOf,
  isHeld,
  sorted,
  seen,
  makeStore
} from "./ledgerHistories.ts"

const promised = account({ book: "promise", owner: "acme" as OwnerId, sku: "TEA" as Sku, place: siteWide(site) })

const refuses = (ledger: Ledger, transfers: ReadonlyArray<Transfer>, refusal: TransferRefusal, now = t0): void => {
  assert.deepStrictEqual(ledger.post(transfers, now), refusal)
}

describe("the ledger", () => {
  it("moves what is posted at once and what is pended when it is settled", () => {
    const ledger = after([post(supplier, shelf, 10)], [pend("p1", shelf, customer, 4)])
    assert.deepStrictEqual(numbersOf(ledger, shelf), [10, 4, 0])
    assert.deepStrictEqual(numbersOf(ledger, customer), [0, 0, 4])
    ledger.post([settle("p1", 4)], t0)
    assert.deepStrictEqual(numbersOf(ledger, shelf), [6, 0, 0])
    assert.deepStrictEqual(numbersOf(ledger, customer), [4, 0, 0])
  })

  it("tells a balance as it is, and what is posted later does not change what was told", () => {
    const ledger = after([post(supplier, shelf, 10)])
    const told = [ledger.balance(shelf), ...ledger.balances()]
    ledger.post([pend("p1", shelf, customer, 4)], t0)
    const ten = { account: shelf, posted: 10, pendingOut: 0, pendingIn: 0 }
    assert.deepStrictEqual(told, [ten, { ...ten, account: supplier, posted: -10 }, ten])
  })

  it("moves nothing to or from text that is no account, not even to other such text", () => {
    const texts = ["", "a", "b", "|||||", "physical|acme|TEA||available|site:WH1", `${shelf}|x`].map(
      (text) => text as Account
    )
    const ledger = after([post(supplier, shelf, 10)])
    for (const from of texts) {
      for (const to of [...texts, shelf, "TEA" as Account]) {
        refuses(ledger, [post(from, to, 1)], { _tag: "DifferentThings", index: 0, from, to })
        refuses(ledger, [pend("p", to, from, 1)], { _tag: "DifferentThings", index: 0, from: to, to: from })
      }
    }
  })

  it("frees what was not settled, and all of what was voided or has expired", () => {
    const claims = [pend("p1", shelf, customer, 4), pend("p2", shelf, customer, 2), pend("p3", shelf, customer, 1, 60)]
    const ledger = after([post(supplier, shelf, 10)], claims, [settle("p1", 1), voided("p2")])
    assert.deepStrictEqual(numbersOf(ledger, shelf), [9, 1, 0])
    ledger.post([expire("p3")], 60 as Instant)
    assert.deepStrictEqual(numbersOf(ledger, shelf), [9, 0, 0])
    assert.deepStrictEqual(
      ["p1", "p2", "p3"].map((id) => ledger.pending(claim(id))?.state),
      ["settled", "voided", "expired"]
    )
  })

  it("counts a claim against its account from the moment it is pended", () => {
    const ledger = after([post(supplier, shelf, 10)], [pend("p1", shelf, customer, 7)])
    refuses(ledger, [post(shelf, customer, 4)], { _tag: "BalanceTooLow", account: shelf, asked: 4, available: 3 })
  })

  it("sums demand over the commit: two lines cannot both take the last unit", () => {
    const ledger = after([post(supplier, shelf, 1)])
    const both = [pend("p1", shelf, customer, 1), pend("p2", shelf, customer, 1)]
    refuses(ledger, both, { _tag: "BalanceTooLow", account: shelf, asked: 2, available: 1 })
  })

  it("nets what a commit takes from an account with what it puts in, whatever the order", () => {
    const ledger = after([post(shelf, customer, 5), post(supplier, shelf, 5)])
    assert.deepStrictEqual(numbersOf(ledger, shelf), [0, 0, 0])
  })

  it("lets outside parties go below zero", () => {
    assert.deepStrictEqual(numbersOf(after([post(supplier, customer, 9)]), supplier), [-9, 0, 0])
  })

  it("pends and settles in one commit", () => {
    const ledger = after([post(supplier, shelf, 3)], [pend("p1", shelf, customer, 3), settle("p1", 2)])
    assert.deepStrictEqual(numbersOf(ledger, shelf), [1, 0, 0])
  })

  it("accepts a commit of nothing", () => {
    const answer = makeLedger().post([], t0)
    assert.isFalse(isRefusal(answer))
  })
})

describe("the ledger refuses, in order of precedence,", () => {
  const stocked = () =>
    after([post(supplier, shelf, 5)], [pend("p1", shelf, customer, 2), pend("p2", shelf, dock, 1, 60)])

  it("a quantity that is no whole number of at least 1", () => {
    for (const quantity of [0, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
      const refusal = { _tag: "QuantityNotWhole", index: 1, quantity } as const
      for (const wrong of [post(shelf, shelf, quantity), pend("p1", shelf, shelf, quantity), settle("p9", quantity)]) {
        refuses(stocked(), [post(shelf, customer, 1), wrong], refusal)
      }
    }
  })

  it("to move between different books or SKUs, or nowhere", () => {
    for (const to of [promised, at("A1", "MUG"), shelf]) {
      refuses(stocked(), [post(shelf, to, 99)], { _tag: "DifferentThings", index: 0, from: shelf, to })
      refuses(stocked(), [pend("p1", shelf, to, 1)], { _tag: "DifferentThings", index: 0, from: shelf, to })
    }
  })

  it("a claim's id that was used before, also in the same commit, also for a claim long resolved", () => {
    refuses(stocked(), [pend("p1", shelf, customer, 99)], { _tag: "PendingIdTaken", index: 0, id: claim("p1") })
    const twice = [pend("p8", shelf, customer, 1), pend("p8", shelf, customer, 1)]
    refuses(stocked(), twice, { _tag: "PendingIdTaken", index: 1, id: claim("p8") })
    const ledger = stocked()
    ledger.post([voided("p1")], t0)
    refuses(ledger, [pend("p1", shelf, customer, 1)], { _tag: "PendingIdTaken", index: 0, id: claim("p1") })
  })

  it("to resolve a claim that nobody pended", () => {
    for (const transfer of [settle("p9", 1), voided("p9"), expire("p9")]) {
      refuses(stocked(), [transfer], { _tag: "PendingUnknown", index: 0, id: claim("p9") })
    }
  })

  it("to resolve a claim a second time, saying how it was resolved", () => {
    const ways = [
      [settle("p2", 1), "settled"],
      [voided("p2"), "voided"],
      [expire("p2"), "expired"]
    ] as const
    for (const [first, state] of ways) {
      for (const [second] of ways) {
        const ledger = stocked()
        ledger.post([first], 60 as Instant)
        const refusal = { _tag: "PendingResolved", index: 0, id: claim("p2"), state } as const
        refuses(ledger, [second], refusal, 60 as Instant)
      }
    }
  })

  it("to settle more than was pended", () => {
    refuses(stocked(), [settle("p1", 3)], {
      _tag: "MoreThanPending",
      index: 0,
      id: claim("p1"),
      asked: 3,
      pending: 2
    })
  })

  it("to expire a claim before its time, or one without end", () => {
    const expiresAt = 60 as Instant
    refuses(stocked(), [expire("p2")], { _tag: "NotYetExpired", index: 0, id: claim("p2"), expiresAt }, 59 as Instant)
    const endless = { _tag: "NotYetExpired", index: 0, id: claim("p1"), expiresAt: undefined } as const
    refuses(stocked(), [expire("p1")], endless, Number.MAX_SAFE_INTEGER as Instant)
  })

  it("to take a limited account below zero, naming the first in order of mention", () => {
    const both = [post(shelf, customer, 1), post(dock, customer, 7), post(shelf, customer, 2)]
    refuses(stocked(), both, { _tag: "BalanceTooLow", account: shelf, asked: 3, available: 2 })
    refuses(stocked(), both.slice(0, 2), { _tag: "BalanceTooLow", account: dock, asked: 7, available: 0 })
  })

  it("the faults of single transfers before the balances of all", () => {
    refuses(stocked(), [post(dock, customer, 9), voided("p9")], {
      _tag: "PendingUnknown",
      index: 1,
      id: claim("p9")
    })
  })

  it("a balance that whole numbers cannot hold exactly", () => {
    const most = Number.MAX_SAFE_INTEGER
    const ledger = after([post(supplier, shelf, most)])
    const answer = ledger.post([post(from("variance"), shelf, 1)], t0)
    assert.deepStrictEqual(answer, { _tag: "BalanceTooLarge", account: shelf })
    assert.deepStrictEqual(numbersOf(ledger, shelf), [most, 0, 0])
  })

  it("in sentences that say what to mend", () => {
    assert.strictEqual(
      sayTransferRefusal({ _tag: "BalanceTooLow", account: shelf, asked: 3, available: 2 }),
      "physical|acme|TEA|||available|at:WH1/A1 has 2 available; this commit asks for 3."
    )
    assert.include(
      sayTransferRefusal({ _tag: "NotYetExpired", index: 0, id: claim("p1"), expiresAt: undefined }),
      "void it instead"
    )
  })
})

describe("whatever is posted in whatever order,", () => {
  it("the ledger agrees with a naive one, answer by answer", () => {
    const property = fc.property(histories, (history) => {
      const ledger = makeLedger()
      let naive = emptyNaiveLedger
      for (const { at, transfers } of history) {
        const [real, expected] = [ledger.post(transfers, at), naivePost(naive, transfers, at)]
        if (!("_tag" in expected)) naive = expected
        assert.deepStrictEqual(isRefusal(real) ? real : undefined, "_tag" in expected ? expected : undefined)
        for (const known of naive.posted.keys()) {
          assert.deepStrictEqual(
            copyOf(ledger.balance(known) ?? naiveBalance(naive, known)),
            naiveBalance(naive, known)
          )
        }
        assert.deepStrictEqual(sorted(Array.from(ledger.pendings(), pendingOf)), sorted(naive.pendings.values()))
      }
    })
    fc.assert(property, { numRuns: 500 })
  })

  it("nothing is made or lost: every book's posted units of a SKU add up to 0, outside parties included", () => {
    const property = fc.property(histories, (history) => {
      const ledger = makeLedger()
      for (const { at, transfers } of history) ledger.post(transfers, at)
      const sums = new Map<string, number>()
      for (const { account, pendingIn, pendingOut, posted } of ledger.balances()) {
        const { book, sku } = accountParts(account)
        for (const [kind, units] of [["posted", posted] as const, ["claimed", pendingIn - pendingOut] as const]) {
          const key = `${kind} ${book} ${sku}`
          sums.set(key, (sums.get(key) ?? 0) + units)
        }
      }
      for (const [key, sum] of sums) assert.strictEqual(sum, 0, key)
    })
    fc.assert(property)
  })

  it("no limited account is ever below zero, with or without what is claimed of it", () => {
    const property = fc.property(histories, (history) => {
      const ledger = makeLedger()
      for (const { at, transfers } of history) {
        ledger.post(transfers, at)
        for (const balance of ledger.balances()) {
          if (isLimited(balance.account)) assert.isTrue(available(balance) >= 0 && balance.posted >= 0)
        }
      }
    })
    fc.assert(property)
  })

  it("a refused commit leaves no trace", () => {
    const property = fc.property(histories, (history) => {
      const ledger = makeLedger()
      for (const { at, transfers } of history) {
        const before = seen(ledger)
        if (isRefusal(ledger.post(transfers, at))) assert.deepStrictEqual(seen(ledger), before)
      }
    })
    fc.assert(property, { numRuns: 300 })
  })

  it("a ledger rolled back to its mark is as if nothing had been posted since", () => {
    const property = fc.property(histories, histories, (before, since) => {
      const ledger = makeLedger()
      for (const { at, transfers } of before) ledger.post(transfers, at)
      const there = seen(ledger)
      ledger.mark()
      for (const { at, transfers } of since) ledger.post(transfers, at)
      ledger.rollBack()
      assert.deepStrictEqual(seen(ledger), there)
      assert.strictEqual(
        [...ledger.openPendings()].length,
        [...ledger.pendings()].filter(({ state }) => state === "pending").length
      )
    })
    fc.assert(property, { numRuns: 300 })
  })

  it("the order of a commit's posts decides nothing", () => {
    const posts = fc.array(fc.tuple(pairs, fc.integer({ min: 1, max: 4 })), { minLength: 2, maxLength: 5 })
    const shuffled = posts.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))
    )
    const property = fc.property(shuffled, ([one, other]) => {
      const ledgers = [one, other].map((list) => {
        const ledger = after(stocking)
        const moves = list.filter(([[a, b]]) => a !== b && accountParts(a).sku === accountParts(b).sku)
        const refused = isRefusal(
          ledger.post(
            moves.map(([[a, b], quantity]) => post(a, b, quantity)),
            t0
          )
        )
        return { refused, ...seen(ledger) }
      })
      assert.deepStrictEqual(ledgers[0], ledgers[1])
    })
    fc.assert(property)
  })

  it("a change names what it changed, as it is now, and every balance that turned from or to nothing", () => {
    const property = fc.property(histories, (history) => {
      const ledger = makeLedger()
      const [held, open] = [new Set<Account>(), new Set<PendingId>()]
      for (const { at, transfers } of history) {
        const change = ledger.post(transfers, at)
        if (isRefusal(change)) continue
        assert.strictEqual(new Set(change.balances.map(({ account }) => account)).size, change.balances.length)
        for (const balance of change.turned) {
          if (isHeld(balance)) held.add(balance.account)
          else held.delete(balance.account)
        }
        for (const { id, state } of change.pendings) {
          if (state === "pending") open.add(id)
          else open.delete(id)
        }
        const holding = Array.from(ledger.balances()).filter(isHeld)
        assert.deepStrictEqual(sorted(held), sorted(holding.map(({ account }) => account)))
        assert.deepStrictEqual(sorted(open), sorted(Array.from(ledger.openPendings(), ({ id }) => id)))
      }
    })
    fc.assert(property)
  })
})

it("a ledger that forgets and asks its store answers as one that remembers", () => {
  const property = fc.property(histories, fc.array(fc.boolean(), { maxLength: 31 }), (history, forgetful) => {
    const store = makeStore()
    const [lazy, remembering] = [makeLedger(store.source), makeLedger()]
    for (const [index, { at, transfers }] of history.entries()) {
      const [answer, expected] = [lazy.post(transfers, at), remembering.post(transfers, at)]
      assert.strictEqual(isRefusal(answer), isRefusal(expected))
      if (isRefusal(answer)) assert.deepStrictEqual(answer, expected)
      else store.keep(answer)
      if (forgetful[index] === true) lazy.forget()
      if (forgetful[index] === true) assert.strictEqual(lazy.size(), 0)
    }
    assert.deepStrictEqual(
      sorted(Array.from(store.balances.values()).filter(isHeld)),
      sorted(Array.from(remembering.balances(), copyOf).filter(isHeld))
    )
    assert.deepStrictEqual(sorted(store.pendings.values()), sorted(Array.from(remembering.pendings(), pendingOf)))
    for (const { account } of remembering.balances()) {
      assert.deepStrictEqual(
        copyOf(lazy.balance(account) ?? naiveBalance(emptyNaiveLedger, account)),
        copyOf(remembering.balance(account) ?? naiveBalance(emptyNaiveLedger, account))
      )
    }
  })
  fc.assert(property, { numRuns: 300 })
})
