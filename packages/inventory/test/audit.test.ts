import { account, outside } from "@stowage/kernel/Account"
import type { Balance, Pend, Pending, PendingId, Transfer } from "@stowage/kernel/Transfer"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { type AuditedCommit, rederive, verify } from "@stowage/inventory/audit"
import { claimPick, pickClaim } from "@stowage/inventory/allocate"
import { keepPromise, moveStock, receiveStock, settlePick, shipStock } from "@stowage/inventory/moveStock"
import { claimId } from "@stowage/inventory/reserve"
import { promisable, promiseSource, stockAt } from "@stowage/inventory/stockAccounts"
import { after } from "./floor.ts"
import { happenings } from "./happenings.ts"
import { at, instant, line, makeYard, mug, order, owner, pendPromise, site, task, tea, unit } from "./yard.ts"

const key = { owner, sku: tea }
const [shelf, tote] = [stockAt(key, at("A1")), stockAt(key, unit("TOTE-1"))]
const claim = claimId(order("web-1"), line("1"), 1)

/** A day: ten in, six promised, four of them picked, three shipped; one more picker on his way. */
const aDay = (): { readonly commits: ReadonlyArray<AuditedCommit>; readonly stored: ReadonlyArray<Balance> } => {
  const yard = makeYard()
  yard.post(receiveStock(key, "leaf-ltd", site, at("A1"), 10, yard.promises(tea)))
  yard.post([pendPromise(tea)(claim, 6)])
  yard.post([claimPick(task("t1"), shelf, tote, 5)])
  yard.post([settlePick(task("t1"), 4)])
  const rest = { id: claimId(order("web-1"), line("1"), 2), pend: pendPromise(tea) }
  const kept = keepPromise({ id: claim, quantity: 6 }, 3, rest)
  yard.post([shipStock(key, unit("TOTE-1"), "ann", 3), ...kept.transfers])
  yard.post([claimPick(task("t2"), shelf, tote, 2)])
  return { commits: yard.commits, stored: [...yard.ledger.balances()].map((balance) => ({ ...balance })) }
}

const { commits: day, stored } = aDay()
/** Open claims as a store has them that agrees with these commits. */
const openAfter = (commits: ReadonlyArray<AuditedCommit>): ReadonlyArray<Pending> =>
  [...rederive(commits).openClaims].map(([id, { expiresAt, from, quantity, to }]) => ({
    id,
    from,
    to,
    quantity,
    expiresAt: expiresAt === Number.POSITIVE_INFINITY ? undefined : instant(expiresAt),
    state: "pending" as const
  }))
const said = (
  commits: ReadonlyArray<AuditedCommit>,
  balances: ReadonlyArray<Balance> = stored,
  pendings: ReadonlyArray<Pending> = openAfter(commits)
) => verify(commits, { balances, pendings }).map(({ rule, said }) => `${rule}: ${said}`)
/**
 * The day with one more commit at its end, and balances that agree with it, as a store that was tampered with has
 * them.
 */
const dayAnd = (...transfers: ReadonlyArray<Transfer>) => {
  const commits = [...day, { position: day.length + 1, at: instant(0), transfers }]
  const balances = [...rederive(commits).sums].map(([account, { in: pendingIn, out: pendingOut, posted }]) => ({
    account,
    posted,
    pendingOut,
    pendingIn
  }))
  return said(commits, balances)
}
const post = (from: Balance["account"], to: Balance["account"], quantity: number): Transfer => ({
  _tag: "Post",
  from,
  to,
  quantity
})

describe("the audit", () => {
  it("finds nothing wrong with sound books, nor with none", () => {
    assert.deepStrictEqual(said(day), [])
    assert.deepStrictEqual(said([], [], []), [])
  })

  it("does not mind balances of nothing, kept or left out", () => {
    const nothing = stored.filter(
      ({ pendingIn, pendingOut, posted }) => posted !== 0 || pendingOut !== 0 || pendingIn !== 0
    )
    assert.deepStrictEqual(said(day, nothing), [])
    const more = { account: stockAt(key, at("A9")), posted: 0, pendingOut: 0, pendingIn: 0 }
    assert.deepStrictEqual(said(day, [...stored, more]), [])
  })

  it("names a balance that was changed, with what is stored and what was added up", () => {
    for (const [field, numbers] of [
      ["posted", "7/2/0"],
      ["pendingOut", "6/3/0"],
      ["pendingIn", "6/2/1"]
    ] as const) {
      const changed = stored.map((one) => (one.account === shelf ? { ...one, [field]: one[field] + 1 } : one))
      assert.deepStrictEqual(said(day, changed), [`balance: ${shelf}: stored ${numbers}, added up 6/2/0.`])
    }
  })

  it("names a balance that is missing, there twice, or from nowhere", () => {
    const kept = stored.filter(({ account }) => account !== shelf)
    assert.deepStrictEqual(said(day, kept), [`balance: ${shelf}: not stored, added up 6/2/0.`])
    const twice = [...stored, ...stored.filter(({ account }) => account === shelf)]
    assert.deepStrictEqual(said(day, twice), [`balance: ${shelf}: stored 6/2/0, added up 0/0/0.`])
    const stray = { account: stockAt(key, at("A9")), posted: 5, pendingOut: 0, pendingIn: 0 }
    assert.deepStrictEqual(said(day, [...stored, stray]), [`balance: ${stray.account}: stored 5/0/0, added up 0/0/0.`])
  })

  it("names a claim that is stored with another quantity, other accounts or another end, with both", () => {
    const open = openAfter(day)
    const dock = stockAt(key, at("DOCK"))
    const [pick, held] = [pickClaim(task("t2")), `2 from ${shelf} to ${tote} without end`]
    for (const [change, claim] of [
      [{ quantity: 3 }, `3 from ${shelf} to ${tote} without end`],
      [{ to: dock }, `2 from ${shelf} to ${dock} without end`],
      [{ expiresAt: instant(9) }, `2 from ${shelf} to ${tote} until 9`]
    ] as const) {
      const changed = open.map((one) => (one.id === pick ? { ...one, ...change } : one))
      assert.deepStrictEqual(said(day, stored, changed), [`claim: ${pick}: stored ${claim}, by the journal ${held}.`])
    }
  })

  it("names a claim that is missing, stored as resolved, or from nowhere", () => {
    const open = openAfter(day)
    const [pick, held] = [pickClaim(task("t2")), `2 from ${shelf} to ${tote} without end`]
    const missing = [`claim: ${pick}: not stored, by the journal ${held}.`]
    const kept = open.filter(({ id }) => id !== pick)
    assert.deepStrictEqual(said(day, stored, kept), missing)
    const resolved = open.map((one) => (one.id === pick ? { ...one, state: "voided" as const } : one))
    assert.deepStrictEqual(said(day, stored, resolved), missing)
    const stray = { id: pickClaim(task("t9")), from: shelf, to: tote, quantity: 2, expiresAt: undefined }
    assert.deepStrictEqual(said(day, stored, [...open, { ...stray, state: "pending" as const }]), [
      `claim: pick:t9: stored ${held}, not open by the journal.`
    ])
  })

  it("names the position after a commit that is missing, and what comes out of order", () => {
    const holed = said(day.filter(({ position }) => position !== 2))
    assert.include(holed, "positions: Position 3 follows 1; expected 2.")
    assert.include(said(day.slice(1)), "positions: Position 2 follows 0; expected 1.")
    assert.include(said(day.toReversed()), "positions: Position 6 follows 0; expected 1.")
  })

  it("finds the last commit missing by the balances that it left", () => {
    assert.deepStrictEqual(said(day.slice(0, -1)), [
      `balance: ${shelf}: stored 6/2/0, added up 6/0/0.`,
      `balance: ${tote}: stored 1/0/2, added up 1/0/0.`
    ])
  })

  it("names both accounts of a transfer that was written twice", () => {
    const doubled = day.map((commit) =>
      commit.position === 5 ? { ...commit, transfers: [...commit.transfers.slice(0, 1), ...commit.transfers] } : commit
    )
    const customer = stockAt(key, outside("customer", "ann"))
    assert.includeMembers(said(doubled), [
      `limit: Position 5 takes ${tote} to -2 with 0 of it claimed.`,
      `balance: ${tote}: stored 1/0/2, added up -2/0/2.`,
      `balance: ${customer}: stored 3/0/0, added up 6/0/0.`
    ])
  })

  it("names a claim that is resolved twice, was never pending, is pended twice, or settles more than it held", () => {
    const stranger = "nobody's" as PendingId
    const resolutions: ReadonlyArray<Transfer> = [
      { _tag: "Settle", id: claim, quantity: 1 },
      { _tag: "Void", id: claim },
      { _tag: "Expire", id: claim }
    ]
    for (const again of resolutions) {
      assert.deepStrictEqual(dayAnd(again), [`claim: Position 7: ${claim} is resolved but not pending.`])
    }
    const unknown = [`claim: Position 7: ${stranger} is resolved but not pending.`]
    assert.deepStrictEqual(dayAnd({ _tag: "Void", id: stranger }), unknown)
    assert.deepStrictEqual(dayAnd(pendPromise(tea)(claim, 1)), [`claim: Position 7: ${claim} is pended a second time.`])
    assert.deepStrictEqual(dayAnd(settlePick(task("t2"), 3)), ["claim: Position 7: pick:t2 settles 3 of 2."])
  })

  it("names a claim that expired before its time, or that never does", () => {
    const pend = { ...claimPick(task("t3"), shelf, tote, 1), ttlMillis: 10 }
    const expire = (millis: number): ReadonlyArray<AuditedCommit> => [
      ...day,
      { position: 7, at: instant(5), transfers: [pend] },
      { position: 8, at: instant(millis), transfers: [{ _tag: "Expire", id: pickClaim(task("t3")) }] }
    ]
    assert.deepStrictEqual(said(expire(15)), [])
    assert.deepStrictEqual(said(expire(14)), ["claim: Position 8: pick:t3 expires before its time."])
    const [endless] = dayAnd({ _tag: "Expire", id: "pick:t2" as PendingId })
    assert.strictEqual(endless, "claim: Position 7: pick:t2 expires before its time.")
  })

  it("names an account that is taken below zero, be it by a movement or by a claim, and where", () => {
    const dock = stockAt(key, at("DOCK"))
    assert.deepStrictEqual(dayAnd(moveStock(key, at("A1"), at("DOCK"), 9)), [
      `limit: Position 7 takes ${shelf} to -3 with 2 of it claimed.`
    ])
    assert.deepStrictEqual(dayAnd(claimPick(task("t3"), shelf, dock, 5)), [
      `limit: Position 7 takes ${shelf} to 6 with 7 of it claimed.`
    ])
  })

  it("names an account once for each commit that takes it below zero", () => {
    const away = moveStock(key, at("A1"), at("DOCK"), 9)
    assert.deepStrictEqual(dayAnd(away, away), [`limit: Position 7 takes ${shelf} to -12 with 2 of it claimed.`])
  })

  it("lets outside parties go below zero, and whoever is given back within the commit", () => {
    assert.deepStrictEqual(dayAnd(moveStock(key, at("A1"), at("DOCK"), 9), moveStock(key, at("DOCK"), at("A1"), 9)), [])
  })

  it("names a book that does not add up to zero", () => {
    const cup = stockAt({ owner, sku: mug }, outside("customer", "ann"))
    assert.deepStrictEqual(dayAnd(post(stockAt(key, outside("customer", "ann")), cup, 2)), [
      "conservation: The physical book of TEA adds up to -2; expected 0.",
      "conservation: The physical book of MUG adds up to 2; expected 0."
    ])
    const room = account({ book: "capacity", owner, sku: tea, place: outside("grant", "layout") })
    assert.deepStrictEqual(dayAnd(post(promiseSource(owner, tea, "supplier"), room, 2)), [
      "conservation: The promise book of TEA adds up to -2; expected 0.",
      "conservation: The capacity book of TEA adds up to 2; expected 0."
    ])
  })

  it("names the SKU whose promise book is out of step with its stock, with both counts", () => {
    const lost = post(shelf, stockAt(key, outside("variance", "lost")), 2)
    assert.deepStrictEqual(dayAnd(lost), ["twoBooks: TEA of acme at WH1: 5 sellable units, the promise book knows 7."])
    const dreamt = post(promiseSource(owner, mug, "supplier"), promisable(owner, mug, site), 3)
    assert.deepStrictEqual(dayAnd(dreamt), [
      "twoBooks: MUG of acme at WH1: 0 sellable units, the promise book knows 3."
    ])
    const unfit = post(shelf, stockAt({ ...key, status: "damaged" }, at("A1")), 1)
    assert.deepStrictEqual(dayAnd(unfit), ["twoBooks: TEA of acme at WH1: 6 sellable units, the promise book knows 7."])
  })

  it("adds up what is left of the claims", () => {
    const { openClaims } = rederive(day)
    assert.deepStrictEqual(
      [...openClaims].map(([id, { quantity }]) => [id, quantity] as const),
      [
        [claimId(order("web-1"), line("1"), 2), 3],
        ["pick:t2" as PendingId, 2]
      ]
    )
  })
})

describe("any damage to any history", () => {
  const damaged = (harm: (commits: ReadonlyArray<AuditedCommit>, nth: number) => ReadonlyArray<AuditedCommit>) =>
    fc.assert(
      fc.property(happenings, fc.nat(99), (drawn, which) => {
        const { commits, ledger } = after(drawn).yard
        fc.pre(commits.length > 0)
        const harmed = harm(commits, which % commits.length)
        assert.isNotEmpty(verify(harmed, { balances: ledger.balances(), pendings: ledger.openPendings() }))
      })
    )

  it("is found when a commit is left out, or comes twice", () => {
    damaged((commits, nth) => commits.filter((_, index) => index !== nth))
    damaged((commits, nth) => commits.flatMap((commit, index) => (index === nth ? [commit, commit] : [commit])))
  })

  it("is found when a transfer is left out, written twice, or moves another quantity", () => {
    const mended = (change: (transfer: Transfer) => ReadonlyArray<Transfer>) =>
      damaged((commits, nth) =>
        commits.map((commit, index) => {
          const [first, ...others] = commit.transfers
          if (index !== nth || first === undefined) return commit
          return { ...commit, transfers: [...change(first), ...others] }
        })
      )
    mended(() => [])
    mended((transfer) => [transfer, transfer])
    mended((transfer) => {
      const moves = transfer._tag === "Post" || transfer._tag === "Settle"
      return moves ? [{ ...transfer, quantity: transfer.quantity + 1 }] : []
    })
  })

  it("is found when an open claim was pended with another quantity, for another account or another time", () => {
    const changes: ReadonlyArray<(pend: Pend) => Pend> = [
      (pend) => ({ ...pend, quantity: pend.quantity + 1 }),
      (pend) => ({ ...pend, from: pend.to, to: pend.from }),
      (pend) => ({ ...pend, ttlMillis: (pend.ttlMillis ?? 0) + 7 })
    ]
    // Of a resolved claim only what it moved is kept, so what it once held leaves no trace.
    fc.assert(
      fc.property(happenings, fc.nat(99), fc.constantFrom(...changes), (drawn, which, change) => {
        const { commits, ledger } = after(drawn).yard
        const open = [...ledger.openPendings()]
        const id = open[which % Math.max(1, open.length)]?.id
        fc.pre(id !== undefined)
        const harmed = commits.map((commit) => ({
          ...commit,
          transfers: commit.transfers.map((one) => (one._tag === "Pend" && one.id === id ? change(one) : one))
        }))
        const findings = verify(harmed, { balances: ledger.balances(), pendings: open })
        assert.isTrue(findings.some(({ rule, said }) => rule === "claim" && said.startsWith(`${id}:`)))
      })
    )
  })

  it("is found and named when one balance is changed, and nothing else is then", () => {
    fc.assert(
      fc.property(happenings, fc.nat(99), fc.constantFrom(-1, 1), (drawn, which, change) => {
        const { commits, ledger } = after(drawn).yard
        const balances = [...ledger.balances()].map((balance) => ({ ...balance }))
        const changed = balances[which % Math.max(1, balances.length)]
        fc.pre(changed !== undefined)
        changed.posted += change
        const [finding, ...others] = verify(commits, { balances, pendings: ledger.openPendings() })
        assert.strictEqual(finding?.rule, "balance")
        assert.isTrue(finding?.said.startsWith(`${changed.account}:`))
        assert.deepStrictEqual(others, [])
      })
    )
  })
})

describe("the audit of a long history", () => {
  const long = 200_000

  it("takes two hundred thousand transfers, in one commit each or all in one", () => {
    const [there, back] = [moveStock(key, at("A1"), at("DOCK"), 1), moveStock(key, at("DOCK"), at("A1"), 1)]
    const received = { position: 1, at: instant(0), transfers: day[0]?.transfers ?? [] }
    const moves = Array.from({ length: long }, (_, index) => (index % 2 === 0 ? there : back))
    const balances = [...rederive([received]).sums].map(([account, { posted }]) => ({
      account,
      posted,
      pendingOut: 0,
      pendingIn: 0
    }))
    const each = moves.map((move, index) => ({ position: index + 2, at: instant(0), transfers: [move] }))
    assert.deepStrictEqual(verify([received, ...each], { balances, pendings: [] }), [])
    assert.deepStrictEqual(
      verify([received, { position: 2, at: instant(0), transfers: moves }], { balances, pendings: [] }),
      []
    )
  })

  it("names two hundred thousand faults as readily", () => {
    const faults = Array.from({ length: long }, (_, index): AuditedCommit => ({
      position: index + 1,
      at: instant(0),
      transfers: [{ _tag: "Void", id: `nobody's ${index}` as PendingId }]
    }))
    assert.strictEqual(verify(faults, { balances: [], pendings: [] }).length, long)
    const stray = Array.from({ length: long }, (_, index) => ({
      account: stockAt(key, at(`A${index}`)),
      posted: 1,
      pendingOut: 0,
      pendingIn: 0
    }))
    assert.strictEqual(verify([], { balances: stray, pendings: [] }).length, long)
  })
})
