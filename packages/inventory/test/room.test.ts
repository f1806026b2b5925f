import { sayTransferRefusal } from "@stowage/kernel/Transfer"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { takeRoomFound } from "@stowage/inventory/overfull"
import {
  claimRoom,
  freeRoom,
  grantRoom,
  type Room,
  roomClaim,
  settleRoom,
  takeRoom,
  unitsThatFit
} from "@stowage/inventory/roomTransfers"
import { type Measure, roomAt, roomGranted, roomTaken } from "@stowage/inventory/stockAccounts"
import { location, makeYard, site, type Yard } from "./yard.ts"

const measures: ReadonlyArray<Measure> = ["volumeMm3", "massGrams"]
const shelf = location("A1")
const box: Room = { volumeMm3: 1000, massGrams: 300 }
/** Room for ten boxes by volume, for five by mass. */
const shelfRoom: Room = { volumeMm3: 10_000, massGrams: 1500 }

const granted = (room: Room = shelfRoom): Yard => {
  const yard = makeYard()
  yard.post(grantRoom(site, shelf, room))
  return yard
}

const left = (yard: Yard): Room => ({
  volumeMm3: yard.free(roomAt(site, shelf, "volumeMm3")),
  massGrams: yard.free(roomAt(site, shelf, "massGrams"))
})

const taken = (yard: Yard): Room => ({
  volumeMm3: yard.posted(roomTaken(site, shelf, "volumeMm3")),
  massGrams: yard.posted(roomTaken(site, shelf, "massGrams"))
})

const times = (room: Room, count: number): Room => ({
  volumeMm3: room.volumeMm3 * count,
  massGrams: room.massGrams * count
})

const less = (a: Room, b: Room): Room => ({
  volumeMm3: a.volumeMm3 - b.volumeMm3,
  massGrams: a.massGrams - b.massGrams
})

describe("the room of a location", () => {
  it("is not overfilled: the ledger refuses, naming the location and how much room there is", () => {
    const yard = granted()
    const refusal = yard.refused(claimRoom("put-1", site, shelf, box, 6))
    assert.deepStrictEqual(refusal, {
      _tag: "BalanceTooLow",
      account: roomAt(site, shelf, "massGrams"),
      asked: 1800,
      available: 1500
    })
    const account = "capacity|site|~massGrams|||available|at:WH1/A1"
    assert.strictEqual(sayTransferRefusal(refusal), `${account} has 1500 available; this commit asks for 1800.`)
    assert.deepStrictEqual(left(yard), shelfRoom)
  })

  it("is limited by volume as well as by mass", () => {
    const refusal = granted({ volumeMm3: 1999, massGrams: 9999 }).refused(takeRoom(site, shelf, box, 2))
    assert.deepStrictEqual(refusal, {
      _tag: "BalanceTooLow",
      account: roomAt(site, shelf, "volumeMm3"),
      asked: 2000,
      available: 1999
    })
  })

  it("is held by pending putaways as if they were there, so two of them cannot share the last place", () => {
    const yard = granted()
    yard.post(claimRoom("put-1", site, shelf, box, 3))
    assert.deepStrictEqual(left(yard), less(shelfRoom, times(box, 3)))
    assert.deepStrictEqual(taken(yard), times(box, 0))
    assert.strictEqual(yard.refused(claimRoom("put-2", site, shelf, box, 3))._tag, "BalanceTooLow")
    yard.post(claimRoom("put-2", site, shelf, box, 2))
  })

  it("is taken for what was really put there; the rest of the claim is free again, all of it when nothing was", () => {
    const yard = granted()
    yard.post(claimRoom("put-1", site, shelf, box, 3))
    yard.post(settleRoom("put-1", box, 2))
    assert.deepStrictEqual([left(yard), taken(yard)], [less(shelfRoom, times(box, 2)), times(box, 2)])
    yard.post(claimRoom("put-2", site, shelf, box, 3))
    yard.post(settleRoom("put-2", box, 0))
    assert.deepStrictEqual(taken(yard), times(box, 2))
    assert.strictEqual(yard.ledger.pending(roomClaim("put-2", "massGrams"))?.state, "voided")
    assert.strictEqual(yard.refused(settleRoom("put-1", box, 1))._tag, "PendingResolved")
  })

  it("comes back when units are picked", () => {
    const yard = granted()
    yard.post(takeRoom(site, shelf, box, 5))
    assert.strictEqual(yard.refused(takeRoom(site, shelf, box, 1))._tag, "BalanceTooLow")
    yard.post(freeRoom(site, shelf, box, 1))
    yard.post(takeRoom(site, shelf, box, 1))
    assert.deepStrictEqual(taken(yard), times(box, 5))
  })

  it("may be emptied and filled in one commit, in whatever order it is written", () => {
    const yard = granted()
    yard.post(takeRoom(site, shelf, box, 5))
    yard.post([...takeRoom(site, shelf, box, 2), ...freeRoom(site, shelf, box, 2)])
    assert.deepStrictEqual(taken(yard), times(box, 5))
  })

  it("of less than nothing, or of no number, is refused by the ledger and never passed over", () => {
    for (const wrong of [-1, Number.NaN, 1e308]) {
      const yard = granted()
      const thing = { ...box, volumeMm3: wrong }
      for (const asked of [
        grantRoom(site, shelf, thing),
        claimRoom("put-1", site, shelf, thing, 1),
        takeRoom(site, shelf, thing, 1),
        freeRoom(site, shelf, thing, 1),
        freeRoom(site, shelf, box, wrong),
        takeRoomFound(site, shelf, box, wrong, shelfRoom)
      ]) {
        assert.strictEqual(yard.refused(asked)._tag, "QuantityNotWhole")
      }
    }
  })

  it("is none where none was granted", () => {
    const refusal = makeYard().refused(claimRoom("put-1", site, location("NOWHERE"), box, 1))
    assert.deepInclude(refusal, { _tag: "BalanceTooLow", available: 0 })
  })
})

describe("how many units fit", () => {
  it("is the lesser of what volume and mass allow, and 0 when not one does", () => {
    assert.strictEqual(unitsThatFit(shelfRoom, box), 5)
    assert.strictEqual(unitsThatFit({ volumeMm3: 2999, massGrams: 1500 }, box), 2)
    assert.strictEqual(unitsThatFit({ volumeMm3: 999, massGrams: 1500 }, box), 0)
    assert.strictEqual(unitsThatFit({ volumeMm3: -1, massGrams: 1500 }, box), 0)
  })

  it("is the most that the ledger will take", () => {
    const sizes = fc.record({ volumeMm3: fc.integer({ min: 1, max: 9 }), massGrams: fc.integer({ min: 1, max: 9 }) })
    fc.assert(
      fc.property(sizes, sizes, (unit, room) => {
        const yard = granted(room)
        const most = unitsThatFit(room, unit)
        assert.strictEqual(yard.refused(takeRoom(site, shelf, unit, most + 1))._tag, "BalanceTooLow")
        if (most > 0) yard.post(takeRoom(site, shelf, unit, most))
      })
    )
  })
})

describe("room over any history of putaways and picks", () => {
  const step = fc.record({
    what: fc.constantFrom("claim", "settle", "take", "free"),
    quantity: fc.integer({ min: 0, max: 4 }),
    which: fc.nat(3)
  })

  it("granted is what is left and what is taken, always; pending claims are part of what is left", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const yard = granted()
        let [units, number] = [0, 0]
        let claims: ReadonlyArray<{ readonly task: string; readonly quantity: number }> = []
        for (const { quantity, what, which } of steps) {
          const claim = claims[which % Math.max(1, claims.length)]
          const pending = claims.reduce((total, one) => total + one.quantity, 0)
          const fits = units + pending + quantity <= 5
          if (what === "settle" && claim !== undefined) {
            const found = Math.min(quantity, claim.quantity)
            yard.post(settleRoom(claim.task, box, found))
            claims = claims.filter((one) => one !== claim)
            units += found
          }
          if (what === "free" && quantity > 0 && units >= quantity) {
            yard.post(freeRoom(site, shelf, box, quantity))
            units -= quantity
          }
          if ((what === "claim" || what === "take") && quantity > 0) {
            const name = `put-${++number}`
            const asked =
              what === "claim" ? claimRoom(name, site, shelf, box, quantity) : takeRoom(site, shelf, box, quantity)
            if (!fits) assert.strictEqual(yard.refused(asked)._tag, "BalanceTooLow")
            else {
              yard.post(asked)
              if (what === "claim") claims = [...claims, { task: name, quantity }]
              else units += quantity
            }
          }
          assert.deepStrictEqual(taken(yard), times(box, units))
          for (const measure of measures) {
            const of = yard.posted(roomAt(site, shelf, measure)) + yard.posted(roomTaken(site, shelf, measure))
            assert.strictEqual(of, shelfRoom[measure])
            assert.strictEqual(yard.posted(roomGranted(measure)), -(shelfRoom[measure] ?? 0))
          }
        }
        assert.deepStrictEqual(yard.audit(), [])
      })
    )
  })
})
