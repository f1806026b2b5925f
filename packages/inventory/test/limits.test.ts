import type { Sku } from "@stowage/kernel/Ids"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { backordered, fillBackorders } from "@stowage/inventory/backorders"
import { receiveStock } from "@stowage/inventory/moveStock"
import { claimId, reserve } from "@stowage/inventory/reserve"
import {
  claimRoom,
  freeRoom,
  grantRoom,
  roomCounted,
  settleRoom,
  takeRoom,
  unitsThatFit
} from "@stowage/inventory/roomTransfers"
import { backorderAt, roomAt, roomTaken } from "@stowage/inventory/stockAccounts"
import { at, line, location, makeYard, mug, order, owner, site, tea, type Yard } from "./yard.ts"

const face = location("A1")
const mugRoom = { volumeMm3: 10, massGrams: 10, units: 1 }
const palletRoom = { volumeMm3: 10, massGrams: 10, lpns: 1 }

describe("a location's limits", () => {
  const granted = (more: object): Yard => {
    const yard = makeYard()
    yard.post(grantRoom(site, face, { volumeMm3: 1000, massGrams: 1000, ...more }))
    return yard
  }

  it("hold in units, with putaways on their way counted as there", () => {
    const yard = granted({ units: 5 })
    yard.post(claimRoom("put-1", site, face, mugRoom, 3))
    const refusal = yard.refused(claimRoom("put-2", site, face, mugRoom, 3))
    const account = roomAt(site, face, "units")
    assert.deepStrictEqual(refusal, { _tag: "BalanceTooLow", account, asked: 3, available: 2 })
    yard.post(settleRoom("put-1", mugRoom, 2))
    assert.strictEqual(yard.posted(roomTaken(site, face, "units")), 2)
    yard.post(takeRoom(site, face, mugRoom, 3))
    yard.post(freeRoom(site, face, mugRoom, 5))
    assert.strictEqual(yard.free(account), 5)
  })

  it("hold in handling units, of which a location may take a few", () => {
    const yard = granted({ lpns: 1 })
    yard.post(claimRoom("put-1", site, face, palletRoom, 1))
    assert.strictEqual(yard.refused(claimRoom("put-2", site, face, palletRoom, 1))._tag, "BalanceTooLow")
    yard.post(settleRoom("put-1", palletRoom, 0))
    yard.post(claimRoom("put-3", site, face, palletRoom, 1))
  })

  it("are those that it was granted room in: where the number of units is not limited, units are left out", () => {
    const yard = granted({})
    assert.strictEqual(yard.refused(claimRoom("put-1", site, face, mugRoom, 3))._tag, "BalanceTooLow")
    const counted = roomCounted({ ...mugRoom, lpns: 1 }, { volumeMm3: 1000, massGrams: 1000 })
    assert.deepStrictEqual(counted, { volumeMm3: 10, massGrams: 10 })
    yard.post(claimRoom("put-1", site, face, counted, 3))
    assert.strictEqual(yard.free(roomAt(site, face, "massGrams")), 970)
    const limited = { volumeMm3: 1000, massGrams: 1000, units: 5, lpns: 1 }
    assert.deepStrictEqual(roomCounted({ ...mugRoom, lpns: 1 }, limited), { ...mugRoom, lpns: 1 })
  })

  it("tell how many fit: the least of all measures, and none where one was not granted", () => {
    assert.strictEqual(unitsThatFit({ volumeMm3: 1000, massGrams: 1000, units: 4 }, mugRoom), 4)
    assert.strictEqual(unitsThatFit({ volumeMm3: 25, massGrams: 1000, units: 4 }, mugRoom), 2)
    assert.strictEqual(unitsThatFit({ volumeMm3: 1000, massGrams: 1000 }, mugRoom), 0)
  })
})

describe("a SKU that may be promised before it is there", () => {
  const stocked = (units: number): Yard => {
    const yard = makeYard()
    const key = { owner, sku: tea }
    if (units > 0) yard.post(receiveStock(key, "leaf", site, at("A1"), units, yard.promises(tea)))
    return yard
  }
  const from = (yard: Yard, allowed: ReadonlyArray<Sku> = [tea]) => ({
    order: order("web-1"),
    owner,
    site,
    free: (sku: Sku) => yard.promises(sku).free,
    backorder: (sku: Sku) => allowed.includes(sku)
  })
  const ask = (quantity: number, sku = tea) => [{ line: line("1"), sku, quantity, claimsBefore: 0 }]
  const name = (nth: number) => claimId(order("web-1"), line("1"), nth)

  it("is promised from an account of its own that may go below zero, in the open", () => {
    const yard = stocked(3)
    const { lines, transfers } = reserve(from(yard), ask(8))
    assert.deepStrictEqual(lines, [
      {
        line: line("1"),
        sku: tea,
        asked: 8,
        reserved: 3,
        short: 0,
        claim: name(1),
        backordered: 5,
        backorderClaim: name(2)
      }
    ])
    yard.post(transfers)
    assert.strictEqual(yard.free(backorderAt(owner, tea, site)), -5)
    assert.deepStrictEqual(backordered(yard.ledger.balances()), [{ owner, sku: tea, site, quantity: 5 }])
    assert.strictEqual(yard.availability(tea).available, 0)
    assert.deepStrictEqual(yard.audit(), [])
  })

  it("is so only where its catalogue entry says it: else it is short", () => {
    const [given] = reserve(from(stocked(0), [mug]), ask(2)).lines
    assert.deepStrictEqual([given?.reserved, given?.short, given?.backordered], [0, 2, undefined])
    const { backorder: _, ...never } = from(stocked(0))
    assert.strictEqual(reserve(never, ask(2)).lines[0]?.short, 2)
  })

  it("is claimed for real as stock comes in, oldest first, under the line's next names", () => {
    const yard = stocked(0)
    yard.post(reserve(from(yard), ask(5)).transfers)
    yard.post(receiveStock({ owner, sku: tea }, "leaf", site, at("A1"), 3, yard.promises(tea)))
    const claims = [{ id: name(1), quantity: 5, next: [name(2), name(3)] as const }]
    const { claims: filled, transfers } = fillBackorders(owner, tea, site, claims, yard.promises(tea).free)
    assert.deepStrictEqual(filled, [{ id: name(1), filled: 3, waiting: 2 }])
    yard.post(transfers)
    assert.strictEqual(yard.ledger.pending(name(2))?.quantity, 3)
    assert.strictEqual(yard.free(backorderAt(owner, tea, site)), -2)
    assert.deepStrictEqual(fillBackorders(owner, tea, site, claims, 0).transfers, [])
  })

  it("made for a while stands as long as before, what there is of it and what is still to come", () => {
    const next = [claimId(order("web-1"), line("1"), 2), claimId(order("web-1"), line("1"), 3)] as const
    const claim = { id: claimId(order("web-1"), line("1"), 1), quantity: 5, next }
    const ends = (ttlMillis?: number) =>
      fillBackorders(owner, tea, site, [ttlMillis === undefined ? claim : { ...claim, ttlMillis }], 3).transfers.map(
        (one) => (one._tag === "Pend" ? one.ttlMillis : one._tag)
      )
    assert.deepStrictEqual(ends(700), ["Void", 700, 700])
    assert.deepStrictEqual(ends(), ["Void", undefined, undefined])
  })

  it("is given to the oldest claim first, and what is left of it to the next", () => {
    const claims = [1, 2, 3].map((nth) => ({
      id: name(nth),
      quantity: 2,
      next: [name(nth + 10), name(nth + 20)] as const
    }))
    const { claims: filled } = fillBackorders(owner, tea, site, claims, 3)
    assert.deepStrictEqual(
      filled.map(({ filled, waiting }) => [filled, waiting]),
      [
        [2, 0],
        [1, 1],
        [0, 2]
      ]
    )
  })

  it("asked = reserved + backordered + short, on any lines, and the books are sound", () => {
    const lines = fc.array(fc.tuple(fc.constantFrom(tea, mug), fc.nat(5)), { maxLength: 4 })
    fc.assert(
      fc.property(lines, fc.nat(6), fc.subarray([tea, mug]), (drawn, units, allowed) => {
        const yard = stocked(units)
        const asked = drawn.map(([sku, quantity], nth) => ({ line: line(`${nth}`), sku, quantity, claimsBefore: 0 }))
        const reservation = reserve(from(yard, allowed), asked)
        if (reservation.transfers.length > 0) yard.post(reservation.transfers)
        for (const { asked, backordered = 0, reserved, short, sku } of reservation.lines) {
          assert.strictEqual(asked, reserved + backordered + short)
          assert.isTrue(allowed.includes(sku) ? short === 0 : backordered === 0)
        }
        assert.deepStrictEqual(yard.audit(), [])
      })
    )
  })
})
