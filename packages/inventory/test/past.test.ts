import { outside } from "@stowage/kernel/Account"
import type { PendingId, Transfer } from "@stowage/kernel/Transfer"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { claimPick } from "@stowage/inventory/allocate"
import { adjustStock } from "@stowage/inventory/adjustStock"
import { balancesAsOf } from "@stowage/inventory/asOf"
import { freeForChannel } from "@stowage/inventory/atp"
import { availabilityOf } from "@stowage/inventory/availability"
import { correct, correctionId, sayCorrectionRefusal } from "@stowage/inventory/correct"
import { explainBalance, sayBalanceLine } from "@stowage/inventory/explainBalance"
import { moveStock, receiveStock, settlePick, shipStock } from "@stowage/inventory/moveStock"
import { floorTime, movementsOf } from "@stowage/inventory/movements"
import { repayShortfall } from "@stowage/inventory/promiseTransfers"
import { stockAt } from "@stowage/inventory/stockAccounts"
import { after } from "./floor.ts"
import { happenings } from "./happenings.ts"
import { addedUp, dated } from "./history.ts"
import { at, instant, makeYard, owner, pendPromise, site, task, tea, unit, type Yard } from "./yard.ts"

const key = { owner, sku: tea }
const [dock, shelf, tote] = [stockAt(key, at("DOCK")), stockAt(key, at("A1")), stockAt(key, unit("TOTE-1"))]

/** Ten in, eight put away, three claimed and two of them picked. */
const aDay = (): Yard => {
  const yard = makeYard()
  yard.post(receiveStock(key, "leaf-ltd", site, at("DOCK"), 10, yard.promises(tea)))
  yard.post([moveStock(key, at("DOCK"), at("A1"), 8)])
  yard.post([claimPick(task("t1"), shelf, tote, 3)])
  yard.post([settlePick(task("t1"), 2)])
  return yard
}

const brief = (balances: ReturnType<typeof balancesAsOf>) =>
  Object.fromEntries(
    balances.map(({ account, pendingIn, pendingOut, posted }) => [account, [posted, pendingOut, pendingIn]])
  )

describe("balances as of a position", () => {
  it("are what the ledger held then, claims and all", () => {
    const commits = dated(aDay())
    const as = (position: number) => brief(balancesAsOf(commits, { position }))
    assert.deepStrictEqual(as(0), {})
    assert.deepStrictEqual(
      [as(2)[dock], as(2)[shelf]],
      [
        [2, 0, 0],
        [8, 0, 0]
      ]
    )
    assert.deepStrictEqual(
      [as(3)[shelf], as(3)[tote]],
      [
        [8, 3, 0],
        [0, 0, 3]
      ]
    )
    assert.deepStrictEqual(
      [as(4)[shelf], as(4)[tote]],
      [
        [6, 0, 0],
        [2, 0, 0]
      ]
    )
  })

  it("give every figure of availability as it was", () => {
    const commits = dated(aDay())
    const then = availabilityOf(owner, tea, site, balancesAsOf(commits, { position: 1 }))
    assert.deepStrictEqual(then, { onHand: 10, sellable: 10, reserved: 0, available: 10, shortfall: 0 })
  })
})

describe("what a channel could sell at a moment of the past", () => {
  it("is its share of what was free then, by either clock", () => {
    const yard = aDay()
    yard.post([pendPromise(tea)("web-1" as PendingId, 4)])
    // Recorded as the fifth commit, at 50; it happened at 45.
    const commits = dated(yard, [0, 0, 0, 0, 5])
    const shares = [
      { channel: "web", keeps: 3 },
      { channel: "market", keeps: 0 }
    ]
    const sold = (asOf: Parameters<typeof balancesAsOf>[1]) =>
      ["web", "market"].map((channel) => {
        const { available } = availabilityOf(owner, tea, site, balancesAsOf(commits, asOf))
        return freeForChannel(available, 1, shares, channel)
      })
    assert.deepStrictEqual(sold({ position: 4 }), [9, 6])
    assert.deepStrictEqual(sold({ position: 5 }), [5, 2])
    assert.deepStrictEqual(sold({ floor: instant(44) }), [9, 6])
    assert.deepStrictEqual(sold({ floor: instant(45) }), [5, 2])
  })
})

describe("balances as of a moment on the floor", () => {
  // Recorded at 10, 20, 30 and 40; the putaway happened at 12.
  const commits = dated(aDay(), [0, 8])

  it("count what is recorded later for an earlier moment from that moment on", () => {
    assert.deepStrictEqual(brief(balancesAsOf(commits, { floor: instant(11) }))[dock], [10, 0, 0])
    assert.deepStrictEqual(brief(balancesAsOf(commits, { floor: instant(12) }))[dock], [2, 0, 0])
  })

  it("say what was known of that moment at a position", () => {
    assert.deepStrictEqual(brief(balancesAsOf(commits, { floor: instant(12), position: 1 }))[dock], [10, 0, 0])
  })

  it("show a claim that is resolved later, and none that was resolved before it was made", () => {
    assert.deepStrictEqual(brief(balancesAsOf(commits, { floor: instant(39) }))[shelf], [8, 3, 0])
    const early = dated(aDay(), [0, 0, 0, 15])
    assert.deepStrictEqual(brief(balancesAsOf(early, { floor: instant(25) }))[shelf], [6, 0, 0])
  })

  it("may be below zero where what emptied a place is dated before what filled it", () => {
    const early = dated(aDay(), [0, 15])
    assert.deepStrictEqual(brief(balancesAsOf(early, { floor: instant(5) }))[dock], [-8, 0, 0])
  })
})

describe("the past of any floor", () => {
  const lates = fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 40 })

  it("is what one finds who adds up the commits of then, at every position and moment", () => {
    fc.assert(
      fc.property(happenings, lates, fc.nat(40), fc.nat(400), (drawn, late, position, floor) => {
        const commits = dated(after(drawn).yard, late)
        const known = commits.filter((commit) => commit.position <= position)
        assert.deepStrictEqual(
          brief(balancesAsOf(commits, { position })),
          addedUp(known, () => true)
        )
        assert.deepStrictEqual(
          brief(balancesAsOf(commits, { position, floor: instant(floor) })),
          addedUp(known, (commit) => floorTime(commit) <= floor)
        )
      })
    )
  })

  it("ends where the ledger is now", () => {
    fc.assert(
      fc.property(happenings, lates, (drawn, late) => {
        const { yard } = after(drawn)
        assert.deepStrictEqual(brief(balancesAsOf(dated(yard, late), {})), yard.books())
      })
    )
  })
})

describe("an explained balance", () => {
  it("names every transfer behind it, with who, when by both clocks, and running sums", () => {
    const lines = explainBalance(shelf, dated(aDay(), [0, 8]))
    assert.deepStrictEqual(lines[0], {
      position: 2,
      index: 0,
      commit: "c2",
      actor: "ann",
      at: instant(20),
      occurredAt: instant(12),
      transfer: "Post",
      claim: undefined,
      other: dock,
      change: 8,
      claimed: 0,
      posted: 8,
      pendingOut: 0,
      pendingIn: 0
    })
    assert.deepStrictEqual(lines.map(sayBalanceLine), [
      `2 c2 by ann: Post +8 from ${dock}; then 8`,
      `3 c3 by ann: Pend 3 claimed to ${tote}; then 8, 3 of it claimed`,
      `4 c4 by ann: Settle -2 to ${tote}; then 6`
    ])
  })

  it("goes by the floor's clock when asked to, and comes to the same end", () => {
    const commits = dated(aDay(), [0, 0, 0, 35])
    const lines = explainBalance(shelf, commits, "floor")
    assert.deepStrictEqual(
      lines.map(({ commit, posted }) => [commit, posted]),
      [
        ["c4", -2],
        ["c2", 6],
        ["c3", 6]
      ]
    )
  })

  it("adds up to the ledger's balance, for every account of any floor and by either clock", () => {
    fc.assert(
      fc.property(happenings, fc.constantFrom("journal" as const, "floor" as const), (drawn, clock) => {
        const { yard } = after(drawn)
        const commits = dated(yard, [3, 0, 25, 7, 0, 90])
        for (const { account, pendingIn, pendingOut, posted } of yard.ledger.balances()) {
          const last = explainBalance(account, commits, clock).at(-1)
          assert.deepStrictEqual([last?.posted, last?.pendingOut, last?.pendingIn], [posted, pendingOut, pendingIn])
        }
      })
    )
  })

  it("has a line for each movement of the account, and nothing for one that nobody touched", () => {
    const commits = dated(aDay())
    const touched = [...movementsOf(commits)].filter(({ from, to }) => from === dock || to === dock)
    assert.lengthOf(explainBalance(dock, commits), touched.length)
    assert.deepStrictEqual(explainBalance(stockAt(key, at("A9")), commits), [])
  })
})

describe("a correction", () => {
  const corrected = (yard: Yard, position: number) =>
    correct(yard.commits[position - 1] ?? { transfers: [] }, (id) => yard.ledger.pending(id))

  it("moves back what a commit moved, in a commit of its own, and both stay on record", () => {
    const yard = makeYard()
    yard.post(receiveStock(key, "leaf-ltd", site, at("DOCK"), 10, yard.promises(tea)))
    const before = yard.books()
    yard.post([moveStock(key, at("DOCK"), at("A1"), 8)])
    yard.post(Result.getOrThrow(corrected(yard, 2)))
    assert.deepStrictEqual(yard.books(), before)
    assert.deepStrictEqual(
      explainBalance(shelf, dated(yard)).map(({ change }) => change),
      [8, -8]
    )
    assert.strictEqual(correctionId("move-7"), "correct:move-7")
  })

  it("undoes a receipt in both books, so that nothing of it can be promised any more", () => {
    const yard = makeYard()
    yard.post(receiveStock(key, "leaf-ltd", site, at("DOCK"), 10, yard.promises(tea)))
    yard.post(Result.getOrThrow(corrected(yard, 1)))
    assert.deepStrictEqual(yard.books(), {})
    assert.deepStrictEqual(yard.audit(), [])
  })

  it("of a receipt that had repaid what is missing leaves nothing free while that is missing again", () => {
    const yard = makeYard()
    yard.post(receiveStock(key, "leaf-ltd", site, at("A1"), 3, yard.promises(tea)))
    yard.post([pendPromise(tea)("claim:web-1|1#1" as PendingId, 3)])
    yard.post(adjustStock({ key, site, place: at("A1"), reason: "lost", lost: 3 }, yard.promises(tea)))
    yard.post(receiveStock(key, "leaf-ltd", site, at("DOCK"), 4, yard.promises(tea)))
    yard.post(receiveStock(key, "leaf-ltd", site, at("A1"), 2, yard.promises(tea)))
    const [free, missing] = [3 - 1, 3] // of what it had brought one was free, and three repaid those that were lost
    const back = Result.getOrThrow(corrected(yard, 4))
    yard.post([...back, ...repayShortfall(owner, tea, site, free, missing)])
    assert.deepStrictEqual(yard.promises(tea), { free: 0, shortfall: 1 })
    assert.deepStrictEqual(yard.audit(), [])
  })

  it("undoes the last transfer first", () => {
    const twice = [moveStock(key, at("DOCK"), at("A1"), 1), moveStock(key, at("A1"), at("A2"), 2)]
    const back = [moveStock(key, at("A2"), at("A1"), 2), moveStock(key, at("A1"), at("DOCK"), 1)]
    const never = () => undefined
    assert.deepStrictEqual(correct({ transfers: twice }, never), Result.succeed(back))
  })

  it("is refused by the ledger when the units have moved on, naming where they are missing", () => {
    const yard = aDay()
    const refusal = yard.refused(Result.getOrThrow(corrected(yard, 1)))
    assert.deepStrictEqual(refusal, { _tag: "BalanceTooLow", account: dock, asked: 10, available: 2 })
  })

  it("frees a claim that the commit made, and refuses when that was resolved since", () => {
    const yard = aDay()
    yard.post([claimPick(task("t2"), shelf, tote, 1)])
    assert.deepStrictEqual(corrected(yard, 5), Result.succeed([{ _tag: "Void", id: "pick:t2" as PendingId }]))
    const since = corrected(yard, 3)
    const id = "pick:t1" as PendingId
    assert.deepStrictEqual(since, Result.fail({ _tag: "ClaimResolvedSince", index: 0, id, state: "settled" }))
    if (Result.isFailure(since)) {
      const said = "Transfer 0: pick:t1 was settled since; undo the commit that did so."
      assert.strictEqual(sayCorrectionRefusal(since.failure), said)
    }
  })

  it("brings back what a claim had moved, free of the claim", () => {
    const yard = aDay()
    yard.post(Result.getOrThrow(corrected(yard, 4)))
    assert.deepStrictEqual([yard.posted(shelf), yard.free(shelf), yard.posted(tote)], [8, 8, 0])
  })

  it("refuses to undo nothing, and the end of a claim, and a claim that nobody made", () => {
    const known = (id: PendingId) => aDay().ledger.pending(id)
    const id = "pick:t1" as PendingId
    const undone = (transfer: Transfer) => correct({ transfers: [transfer] }, known)
    assert.deepStrictEqual(correct({ transfers: [] }, known), Result.fail({ _tag: "NothingToUndo" }))
    for (const _tag of ["Void", "Expire"] as const) {
      assert.deepStrictEqual(undone({ _tag, id }), Result.fail({ _tag: "ClaimWasFreed" as const, index: 0, id }))
    }
    const stranger = "nobody's" as PendingId
    const unknown = Result.fail({ _tag: "ClaimUnknown" as const, index: 0, id: stranger })
    assert.deepStrictEqual(undone({ _tag: "Void", id: stranger }), unknown)
  })

  it("undoes units that a commit both claimed and moved, once", () => {
    const yard = aDay()
    const before = yard.books()
    yard.post([claimPick(task("t3"), shelf, tote, 2), settlePick(task("t3"), 2)])
    yard.post([claimPick(task("t4"), shelf, tote, 2), settlePick(task("t4"), 0)])
    yard.post(Result.getOrThrow(corrected(yard, 5)))
    assert.deepStrictEqual(yard.books(), before)
    assert.deepStrictEqual(corrected(yard, 6), Result.succeed([]))
  })

  it("is the exact inverse: a commit and its correction together move nothing, on any floor", () => {
    fc.assert(
      fc.property(happenings, (drawn) => {
        const { yard } = after(drawn)
        const last = yard.commits.at(-1)
        fc.pre(last !== undefined)
        const back = corrected(yard, last.position)
        if (Result.isFailure(back)) {
          assert.include(["ClaimWasFreed"], back.failure._tag)
          return
        }
        const known = dated(yard)
        const mended = { ...last, position: last.position + 1, transfers: back.success }
        const [undone, before] = [[...known, { ...mended, id: "correct", actor: "ann" }], known.slice(0, -1)]
        const posted = (commits: typeof known) =>
          Object.entries(addedUp(commits, () => true)).flatMap(([account, [units]]) =>
            units ? [[account, units]] : []
          )
        assert.deepStrictEqual(posted(undone), posted(before))
      })
    )
  })

  it("of a shipment brings the units home", () => {
    const yard = aDay()
    yard.post([shipStock(key, unit("TOTE-1"), "ann", 2)])
    yard.post(Result.getOrThrow(corrected(yard, 5)))
    assert.strictEqual(yard.posted(tote), 2)
    assert.strictEqual(yard.posted(stockAt(key, outside("customer", "ann"))), 0)
  })
})
