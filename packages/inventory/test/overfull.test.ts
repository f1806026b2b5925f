import type { Transfer } from "@stowage/kernel/Transfer"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import {
  repayRoom,
  roomLeft,
  roomLeftAfter,
  roomRefusal,
  sayRoomRefusal,
  takeRoomFound
} from "@stowage/inventory/overfull"
import {
  claimRoom,
  freeRoom,
  grantRoom,
  type Room,
  roomOfAll,
  settleRoom,
  takeRoom,
  unitsThatFit
} from "@stowage/inventory/roomTransfers"
import { type Measure, measures, roomAt, roomBeyond, roomOverfull, roomTaken } from "@stowage/inventory/stockAccounts"
import { at, location, makeYard, pendPromise, site, tea, type Yard } from "./yard.ts"

const shelf = location("A1")
const box: Room = { volumeMm3: 1000, massGrams: 300, units: 1 }
/** Room for ten boxes by volume, five by mass, eight by number, and for two pallets. */
const shelfRoom: Room = { volumeMm3: 10_000, massGrams: 1500, units: 8, lpns: 2 }

const granted = (room: Room = shelfRoom): Yard => {
  const yard = makeYard()
  yard.post(grantRoom(site, shelf, room))
  return yard
}
const now = (yard: Yard) => roomLeft(yard.ledger.balances(), at("A1"))
const found = (yard: Yard, quantity: number) => takeRoomFound(site, shelf, box, quantity, now(yard))
const freed = (yard: Yard, quantity: number) => freeRoom(site, shelf, box, quantity, now(yard).over)
const said = (yard: Yard, transfers: ReadonlyArray<Transfer>): string => {
  const refusal = roomRefusal(yard.refused(transfers))
  return refusal === undefined ? "about something else" : sayRoomRefusal(refusal)
}

describe("a refusal of room", () => {
  it("names the limit that is reached: volume, weight, units or handling units", () => {
    const unit = { volumeMm3: 1, massGrams: 1, units: 1, lpns: 1 }
    const limits: ReadonlyArray<readonly [Measure, string]> = [
      ["volumeMm3", "WH1/A1 has room for 3 mm³ more; this asks for 4."],
      ["massGrams", "WH1/A1 has room for 3 grams more; this asks for 4."],
      ["units", "WH1/A1 has room for 3 units more; this asks for 4."],
      ["lpns", "WH1/A1 has room for 3 handling units more; this asks for 4."]
    ]
    for (const [limit, sentence] of limits) {
      const yard = granted({ volumeMm3: 9, massGrams: 9, units: 9, lpns: 9, [limit]: 3 })
      assert.strictEqual(said(yard, claimRoom("put-1", site, shelf, unit, 4)), sentence)
      assert.deepStrictEqual(now(yard), { volumeMm3: 9, massGrams: 9, units: 9, lpns: 9, [limit]: 3 })
    }
  })

  it("is not made of a refusal about anything else", () => {
    const yard = granted()
    assert.strictEqual(said(yard, [pendPromise(tea)("claim:1" as never, 1)]), "about something else")
    assert.strictEqual(said(yard, settleRoom("nobody", box, 1)), "about something else")
  })
})

describe("the room of a pallet", () => {
  it("is that of all on it and its own, claimed together or not at all", () => {
    const yard = granted()
    const pallet = roomOfAll([
      { unit: box, quantity: 4 },
      { unit: { volumeMm3: 500, massGrams: 250, lpns: 1 }, quantity: 1 }
    ])
    assert.deepStrictEqual(pallet, { volumeMm3: 4500, massGrams: 1450, units: 4, lpns: 1 })
    yard.post(claimRoom("put-1", site, shelf, pallet, 1))
    assert.deepStrictEqual(now(yard), { volumeMm3: 5500, massGrams: 50, units: 4, lpns: 1 })
    assert.strictEqual(
      said(yard, claimRoom("put-2", site, shelf, pallet, 1)),
      "WH1/A1 has room for 50 grams more; this asks for 1450."
    )
    yard.post(settleRoom("put-1", pallet, 1))
    assert.strictEqual(yard.posted(roomTaken(site, shelf, "lpns")), 1)
  })

  it("leaves out what it takes nothing of: a unit of unknown weight is limited by the rest", () => {
    const yard = granted()
    yard.post(takeRoom(site, shelf, { volumeMm3: 1000, massGrams: 0 }, 10))
    assert.deepStrictEqual(now(yard), { ...shelfRoom, volumeMm3: 0 })
    assert.isAbove(unitsThatFit(shelfRoom, { volumeMm3: 0, massGrams: 0 }), 1e9)
  })

  it("is refused beyond what can be counted exactly", () => {
    const unit = { volumeMm3: Number.MAX_SAFE_INTEGER, massGrams: 1 }
    assert.strictEqual(granted().refused(takeRoom(site, shelf, unit, 2))._tag, "QuantityNotWhole")
  })
})

describe("a location that holds more than it has room for", () => {
  it("is over-full by name, takes nothing more, and has room again once enough has left it", () => {
    const yard = granted()
    yard.post(found(yard, 7))
    assert.deepStrictEqual(now(yard), {
      volumeMm3: 3000,
      massGrams: 0,
      units: 1,
      lpns: 2,
      over: { massGrams: 600 }
    })
    assert.strictEqual(
      said(yard, claimRoom("put-1", site, shelf, box, 1)),
      "WH1/A1 has room for 0 grams more; this asks for 300."
    )
    assert.strictEqual(yard.posted(roomBeyond("massGrams")), -600)
    yard.post(freed(yard, 1))
    assert.deepStrictEqual(now(yard).over, { massGrams: 300 })
    yard.post(freed(yard, 2))
    assert.deepStrictEqual(now(yard), { volumeMm3: 6000, massGrams: 300, units: 4, lpns: 2 })
    assert.strictEqual(yard.posted(roomBeyond("massGrams")), 0)
  })

  it("leaves the room that a putaway has claimed to it", () => {
    const yard = granted()
    yard.post(claimRoom("put-1", site, shelf, box, 2))
    yard.post(found(yard, 4))
    assert.deepStrictEqual(now(yard).over, { massGrams: 300 })
    yard.post(settleRoom("put-1", box, 2))
    assert.strictEqual(yard.posted(roomTaken(site, shelf, "massGrams")), 1500)
  })

  it("gets what a putaway had claimed and gives up, before anybody else does; else the audit names it", () => {
    const [yard, careless] = [granted(), granted()]
    for (const one of [yard, careless]) {
      one.post(claimRoom("put-1", site, shelf, box, 2))
      one.post(found(one, 5))
    }
    yard.post([...settleRoom("put-1", box, 0), ...repayRoom(site, shelf, roomOf(box, 2), now(yard).over)])
    assert.deepStrictEqual(now(yard), { volumeMm3: 5000, massGrams: 0, units: 3, lpns: 2 })
    careless.post(settleRoom("put-1", box, 0))
    const said = careless.audit().map(({ rule, said }) => `${rule}: ${said}`)
    const beyond = `${roomOverfull(site, shelf, "massGrams")}: 600 stand beyond while 600 are left.`
    assert.deepStrictEqual(said, [`room: ${beyond}`])
  })

  it("gets as well what a pallet does not take that was emptied on the way, of all that it was planned to take", () => {
    const yard = granted()
    const [pallet, full] = [{ volumeMm3: 500, massGrams: 300, lpns: 1 }, roomOfAll([{ unit: box, quantity: 2 }])]
    const planned = roomOfAll([
      { unit: full, quantity: 1 },
      { unit: pallet, quantity: 1 }
    ])
    yard.post(claimRoom("put-1", site, shelf, planned, 1))
    yard.post(found(yard, 4))
    assert.deepStrictEqual(now(yard).over, { massGrams: 600 })
    yard.post([...settleRoom("put-1", pallet, 1, planned), ...repayRoom(site, shelf, full, now(yard).over)])
    assert.deepStrictEqual(now(yard), { volumeMm3: 5500, massGrams: 0, units: 4, lpns: 1 })
    assert.deepStrictEqual([...yard.ledger.openPendings()], [])
    assert.deepStrictEqual(yard.audit(), [])
  })

  it("is not taken down twice by two who looked at the same time", () => {
    const yard = granted()
    yard.post(found(yard, 6))
    const [one, other] = [freed(yard, 1), freed(yard, 1)]
    yard.post(one)
    assert.deepInclude(yard.refused(other), { account: roomOverfull(site, shelf, "massGrams"), available: 0 })
    yard.post(freed(yard, 1))
    assert.strictEqual(now(yard).massGrams, 300)
  })

  it("holds granted room, room beyond and nothing else, over any history; what fits is never noted as beyond", () => {
    const step = fc.record({ what: fc.constantFrom("found", "put", "left", "claim", "void"), quantity: fc.nat(4) })
    const property = fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      const yard = granted()
      let [units, claims] = [0, 0]
      const open: Array<string> = []
      for (const { quantity, what } of steps) {
        const before = now(yard)
        if (quantity === 0) continue
        if (what === "found") {
          yard.post(found(yard, quantity))
          units += quantity
          assert.deepStrictEqual(numbersOf(now(yard)), numbersOf(roomLeftAfter(before, box, quantity)))
        }
        if (what === "put" && unitsThatFit(before, box) >= quantity) {
          yard.post(takeRoom(site, shelf, box, quantity))
          units += quantity
        }
        if (what === "left" && units >= quantity) {
          yard.post(freed(yard, quantity))
          units -= quantity
          assert.deepStrictEqual(numbersOf(now(yard)), numbersOf(roomLeftAfter(before, box, -quantity)))
        }
        if (what === "claim" && unitsThatFit(before, box) >= 1) {
          yard.post(claimRoom(`put-${++claims}`, site, shelf, box, 1))
          open.push(`put-${claims}`)
        }
        const [task] = open
        if (what === "void" && task !== undefined) {
          yard.post([...settleRoom(task, box, 0), ...repayRoom(site, shelf, box, before.over)])
          open.shift()
        }
        for (const measure of ["volumeMm3", "massGrams", "units"] as const) {
          const [taken, beyond] = [roomTaken(site, shelf, measure), roomOverfull(site, shelf, measure)].map(yard.posted)
          assert.strictEqual((taken ?? 0) + (beyond ?? 0), units * (box[measure] ?? 0))
          assert.strictEqual(yard.posted(roomAt(site, shelf, measure)) + (taken ?? 0), shelfRoom[measure])
          assert.strictEqual(yard.posted(roomBeyond(measure)), -(beyond ?? 0))
          if ((beyond ?? 0) > 0) assert.strictEqual(now(yard)[measure], 0)
        }
      }
      assert.deepStrictEqual(yard.audit(), [])
    })
    fc.assert(property, { numRuns: 300 })
  })
})

const roomOf = (unit: Room, quantity: number): Room => roomOfAll([{ unit, quantity }])

/** Every measure as a number, so that nothing and absent are the same. */
const numbersOf = (room: ReturnType<typeof roomLeft>) =>
  measures.map((measure) => [room[measure] ?? 0, room.over?.[measure] ?? 0])
