import { atLocation, inUnit, type Place } from "@stowage/kernel/Account"
import type { LocationId, Lpn, SiteId } from "@stowage/kernel/Ids"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import {
  carryUnit,
  contentsOf,
  type HandlingUnit,
  nestUnit,
  registerUnit,
  sayNestingRefusal,
  sendUnit,
  shipUnit,
  standsAt,
  tiers,
  unitAt,
  unitTree
} from "@stowage/inventory/handlingUnits"
import { availabilityOf } from "@stowage/inventory/availability"
import { receiveStock } from "@stowage/inventory/moveStock"
import { stockAt } from "@stowage/inventory/stockAccounts"
import { at, makeYard, owner, site, tea, type Yard } from "./yard.ts"

const unitOf = (lpn: string, tier: number): HandlingUnit => ({ lpn: lpn as Lpn, tier })
const [inner, carton, pallet] = [unitOf("I-1", tiers.inner), unitOf("C-1", tiers.carton), unitOf("P-1", tiers.pallet)]
const key = { owner, sku: tea }
const treeOf = (yard: Yard) => unitTree(yard.ledger.balances())
const within = (unit: HandlingUnit) => inUnit(site, unit.lpn)
const other = "WH2" as SiteId
const there = atLocation(other, "B1" as LocationId)

/** Three in the inner, two in the carton around it, one on the pallet that carries both. */
const loaded = (): Yard => {
  const yard = makeYard()
  for (const unit of [inner, carton, pallet]) yard.post(registerUnit(unit, at("DOCK")))
  yard.post([Result.getOrThrow(nestUnit(inner, at("DOCK"), carton, site))])
  yard.post([Result.getOrThrow(nestUnit(carton, at("DOCK"), pallet, site))])
  for (const [unit, quantity] of [
    [inner, 3],
    [carton, 2],
    [pallet, 1]
  ] as const) {
    yard.post(receiveStock(key, "leaf-ltd", site, within(unit), quantity, yard.promises(tea)))
  }
  return yard
}
const total = (yard: Yard, unit: HandlingUnit): number =>
  contentsOf(treeOf(yard), unit.lpn).reduce((sum, { posted }) => sum + posted, 0)

describe("a handling unit", () => {
  it("is carried by one transfer with all that is in it, to any depth", () => {
    const yard = loaded()
    assert.strictEqual(total(yard, pallet), 6)
    yard.post([carryUnit(pallet, at("DOCK"), at("A1"))])
    for (const unit of [inner, carton, pallet]) assert.strictEqual(standsAt(treeOf(yard), unit.lpn), at("A1"))
    assert.strictEqual(total(yard, pallet), 6)
    assert.strictEqual(total(yard, carton), 5)
    assert.deepStrictEqual(yard.audit(), [])
  })

  it("inside itself, by a tier that was made up, stands nowhere, is gone through once, and is found by the audit", () => {
    const yard = loaded()
    yard.post([Result.getOrThrow(nestUnit(pallet, at("DOCK"), unitOf("C-1", 9), site))])
    const tree = treeOf(yard)
    assert.isUndefined(standsAt(tree, inner.lpn))
    assert.strictEqual(total(yard, carton), 6)
    assert.lengthOf(shipUnit(tree, pallet.lpn, "ann"), 6)
    const said = yard.audit().map(({ rule, said }) => `${rule}: ${said}`)
    assert.deepStrictEqual(said, ["identity: P-1 of tier 3 is in C-1 of tier 2; expected a higher one."])
  })

  it("may be as deep as you like", () => {
    const depth = 50_000
    const units = Array.from({ length: depth }, (_, nth) => unitOf(`U-${nth}`, depth - nth))
    const place = (nth: number) => (nth === 0 ? at("DOCK") : inUnit(site, `U-${nth - 1}` as Lpn))
    const none = { posted: 1, pendingIn: 0, pendingOut: 0 }
    const tree = unitTree(units.map((unit, nth) => ({ account: unitAt(unit, place(nth)), ...none })))
    assert.strictEqual(standsAt(tree, `U-${depth - 1}` as Lpn), at("DOCK"))
    assert.lengthOf(shipUnit(tree, "U-0" as Lpn, "ann"), depth)
  })

  it("is in one place: it is not carried from where it does not stand", () => {
    const yard = loaded()
    const refusal = yard.refused([carryUnit(carton, at("DOCK"), at("A1"))])
    assert.deepStrictEqual(refusal, {
      _tag: "BalanceTooLow",
      account: unitAt(carton, at("DOCK")),
      asked: 1,
      available: 0
    })
    assert.strictEqual(yard.refused(registerUnit(carton, at("A9")))._tag, "PendingIdTaken")
  })

  it("goes only into a higher tier, so that none is ever inside itself", () => {
    const refused = nestUnit(pallet, at("DOCK"), carton, site)
    assert.isTrue(Result.isFailure(refused))
    if (Result.isFailure(refused)) {
      const said = "P-1 of tier 3 goes into a higher tier only; C-1 is of tier 2."
      assert.strictEqual(sayNestingRefusal(refused.failure), said)
    }
    assert.isTrue(Result.isFailure(nestUnit(carton, at("DOCK"), unitOf("C-2", 2), site)))
  })

  it("is shipped with everything inside, and unknown ones hold and ship nothing", () => {
    const yard = loaded()
    yard.post(shipUnit(treeOf(yard), pallet.lpn, "ann"))
    assert.strictEqual(yard.availability(tea).onHand, 0)
    assert.strictEqual(yard.posted(stockAt(key, "customer:ann" as Place)), 6)
    const stranger = "X-1" as Lpn
    assert.deepStrictEqual(shipUnit(treeOf(yard), stranger, "ann"), [])
    assert.deepStrictEqual(contentsOf(treeOf(yard), stranger), [])
    assert.isUndefined(standsAt(treeOf(yard), stranger))
  })

  it("is sent to another site with everything inside, and what is for sale can be promised there", () => {
    const yard = loaded()
    const transfers = sendUnit(treeOf(yard), pallet.lpn, { from: site, to: other }, there, () => ({
      free: 0,
      shortfall: 0
    }))
    yard.post(transfers)
    assert.deepStrictEqual(yard.audit(), [])
    assert.strictEqual(yard.availability(tea).available, 0)
    assert.strictEqual(availabilityOf(owner, tea, other, yard.ledger.balances()).available, 6)
    assert.strictEqual(standsAt(treeOf(yard), inner.lpn), there)
    assert.strictEqual(total(yard, pallet), 6)
  })
})

describe("however units are nested and carried", () => {
  const units = [unitOf("U1", 1), unitOf("U2", 1), unitOf("U3", 2), unitOf("U4", 2), unitOf("U5", 3)]
  const spots = [at("A1"), at("A2")]
  const moves = fc.array(fc.tuple(fc.nat(4), fc.nat(6)), { maxLength: 20 })

  it("each stands where one says who only remembers its last move, and holds what was put in", () => {
    fc.assert(
      fc.property(moves, (drawn) => {
        const yard = makeYard()
        const last = new Map<Lpn, Place>()
        for (const unit of units) {
          yard.post(registerUnit(unit, at("A1")))
          yard.post(receiveStock(key, "leaf-ltd", site, within(unit), unit.tier, yard.promises(tea)))
          last.set(unit.lpn, at("A1"))
        }
        for (const [which, where] of drawn) {
          const unit = units[which] as HandlingUnit
          const from = last.get(unit.lpn) as Place
          const spot = spots[where]
          const into = units[where - 2]
          const move =
            spot === undefined
              ? nestUnit(unit, from, into as HandlingUnit, site)
              : Result.succeed(carryUnit(unit, from, spot))
          const fits = spot !== undefined || (into !== undefined && into.tier > unit.tier)
          assert.strictEqual(Result.isSuccess(move), fits)
          const to = spot ?? within(into as HandlingUnit)
          if (Result.isFailure(move) || to === from) continue
          yard.post([move.success])
          last.set(unit.lpn, to)
        }
        const tree = treeOf(yard)
        const root = (place: Place): Place => (place.startsWith("in:") ? root(last.get(place.slice(7) as Lpn)!) : place)
        const inside = (unit: HandlingUnit): number =>
          unit.tier +
          units.filter(({ lpn }) => last.get(lpn) === within(unit)).reduce((sum, child) => sum + inside(child), 0)
        for (const unit of units) {
          assert.strictEqual(standsAt(tree, unit.lpn), root(within(unit)))
          assert.strictEqual(total(yard, unit), inside(unit))
        }
        assert.deepStrictEqual(yard.audit(), [])
      })
    )
  })
})
