import { outside } from "@stowage/kernel/Account"
import type { SerialId } from "@stowage/kernel/Ids"
import type { PendingId } from "@stowage/kernel/Transfer"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { allocate } from "@stowage/inventory/allocate"
import { fifo } from "@stowage/inventory/AllocationStrategy"
import { correct } from "@stowage/inventory/correct"
import { moveStock } from "@stowage/inventory/moveStock"
import {
  claimSerials,
  receiveSerials,
  saySerialRefusal,
  serialPlaces,
  settleSerials,
  shipSerials
} from "@stowage/inventory/serials"
import { stockAt } from "@stowage/inventory/stockAccounts"
import { at, day, line, location, makeYard, owner, pendPromise, site, task, tea, unit, type Yard } from "./yard.ts"

const key = { owner, sku: tea }
const [s1, s2, s3] = ["S1" as SerialId, "S2" as SerialId, "S3" as SerialId]
const places = (yard: Yard) => serialPlaces(yard.ledger.balances())
const arrival = (serials: ReadonlyArray<SerialId>, place = at("A1"), from = outside("supplier", "leaf")) => ({
  key,
  serials,
  from,
  site,
  place
})
const received = (...serials: ReadonlyArray<SerialId>): Yard => {
  const yard = makeYard()
  yard.post(Result.getOrThrow(receiveSerials(arrival(serials), places(yard), yard.promises(tea))))
  return yard
}

describe("a serial", () => {
  it("is received once: again it is refused by name, with where it stands, at whatever place", () => {
    const yard = received(s1, s2)
    yard.post([moveStock({ ...key, serial: s1 }, at("A1"), unit("TOTE-1"), 1)])
    const again = receiveSerials(arrival([s3, s1], at("A9")), places(yard), yard.promises(tea))
    const account = stockAt({ ...key, serial: s1 }, unit("TOTE-1"))
    assert.deepStrictEqual(again, Result.fail({ _tag: "SerialIsHere" as const, sku: tea, serial: s1, account }))
    if (Result.isFailure(again)) {
      assert.strictEqual(saySerialRefusal(again.failure), `Serial S1 of TEA is here already, in ${account}.`)
    }
  })

  it("whose first receipt was a mistake and is undone can be received again, and away in between", () => {
    const yard = received(s1)
    const receipt = yard.commits[0]?.transfers ?? []
    yard.post(Result.getOrThrow(correct({ transfers: receipt }, (id) => yard.ledger.pending(id))))
    assert.strictEqual(places(yard)(tea, s1), "away")
    yard.post(Result.getOrThrow(receiveSerials(arrival([s1], at("A9")), places(yard), yard.promises(tea))))
    assert.strictEqual(places(yard)(tea, s1), stockAt({ ...key, serial: s1 }, at("A9")))
    assert.deepStrictEqual(yard.audit(), [])
  })

  it("is refused when one receipt names it twice", () => {
    const yard = makeYard()
    const twice = receiveSerials(arrival([s1, s1]), places(yard), yard.promises(tea))
    assert.deepStrictEqual(twice, Result.fail({ _tag: "SerialNamedTwice" as const, sku: tea, serial: s1 }))
  })

  it("is refused by the ledger when two receipts of it are made at the same time", () => {
    const yard = makeYard()
    const [one, two] = [at("A1"), at("A2")].map((place) =>
      Result.getOrThrow(receiveSerials(arrival([s1], place), places(yard), yard.promises(tea)))
    )
    yard.post(one ?? [])
    const refusal = yard.refused(two ?? [])
    assert.deepStrictEqual(refusal, { _tag: "PendingIdTaken", index: 1, id: "serial:TEA|S1" as PendingId })
    assert.deepStrictEqual(yard.audit(), [])
  })

  it("may come back once it has left, and once only", () => {
    const yard = received(s1)
    yard.post([...shipSerials(key, [s1], at("A1"), "ann")])
    assert.strictEqual(places(yard)(tea, s1), "away")
    const back = () =>
      receiveSerials(arrival([s1], at("A2"), outside("customer", "ann")), places(yard), { free: 0, shortfall: 0 })
    const [first, second] = [Result.getOrThrow(back()), Result.getOrThrow(back())]
    yard.post(first)
    assert.strictEqual(yard.refused(second)._tag, "BalanceTooLow")
    assert.strictEqual(places(yard)(tea, s1), stockAt({ ...key, serial: s1 }, at("A2")))
  })

  it("is allocated, picked and shipped by itself; those not found are free again", () => {
    const yard = received(s1, s2, s3)
    const candidates = [s1, s2, s3].map((serial) => ({
      account: stockAt({ ...key, serial }, at("A1")),
      location: location("A1"),
      lot: "" as const,
      available: 1,
      walkMm: 0
    }))
    const ask = { line: line("1"), sku: tea, quantity: 2, today: day("2026-03-10"), minRemainingDays: 0 }
    const { taken } = allocate(ask, candidates, fifo)
    yard.post(claimSerials(task("t1"), taken, unit("TOTE-1")))
    yard.post(settleSerials(task("t1"), [s1, s2], new Set([s2])))
    assert.strictEqual(yard.free(stockAt({ ...key, serial: s1 }, at("A1"))), 1)
    assert.strictEqual(places(yard)(tea, s2), stockAt({ ...key, serial: s2 }, unit("TOTE-1")))
  })
})

describe("whatever comes and goes", () => {
  it("every serial is in one place or away, as one who keeps a set of them says", () => {
    const steps = fc.array(fc.tuple(fc.boolean(), fc.subarray([s1, s2, s3], { minLength: 1 })), { maxLength: 12 })
    fc.assert(
      fc.property(steps, (drawn) => {
        const yard = makeYard()
        const here = new Set<SerialId>()
        for (const [comes, serials] of drawn) {
          if (comes) {
            const receipt = receiveSerials(arrival(serials), places(yard), yard.promises(tea))
            assert.strictEqual(
              Result.isFailure(receipt),
              serials.some((serial) => here.has(serial))
            )
            if (Result.isFailure(receipt)) continue
            yard.post(receipt.success)
            for (const serial of serials) here.add(serial)
          } else {
            const gone = serials.filter((serial) => here.has(serial))
            if (gone.length === 0) continue
            const id = `p${yard.commits.length}` as PendingId
            const promised = [pendPromise(tea)(id, gone.length), { _tag: "Settle" as const, id, quantity: gone.length }]
            yard.post([...shipSerials(key, gone, at("A1"), "ann"), ...promised])
            for (const serial of gone) here.delete(serial)
          }
          const stand = [s1, s2, s3].filter((serial) => yard.posted(stockAt({ ...key, serial }, at("A1"))) === 1)
          assert.sameMembers(stand, [...here])
          assert.deepStrictEqual(yard.audit(), [])
        }
      })
    )
  })

  it("books with a serial in two places are found, each place by name", () => {
    const yard = received(s1)
    const forged = moveStock({ ...key, serial: s1 }, outside("supplier", "x"), at("A2"), 1)
    yard.post([forged])
    const said = yard.audit().find(({ rule }) => rule === "identity")
    assert.strictEqual(said?.said, "Serial S1 of TEA is in at:WH1/A1 and in at:WH1/A2; expected one place.")
    yard.post([moveStock({ ...key, serial: s1 }, at("A1"), outside("customer", "x"), 1)])
    yard.post([moveStock({ ...key, serial: s1 }, at("A2"), outside("customer", "x"), 1)])
    const left = yard.audit().find(({ rule }) => rule === "identity")
    assert.strictEqual(left?.said, "Serial S1 of TEA: 0 in stock, the identity book knows 1 here.")
  })
})
