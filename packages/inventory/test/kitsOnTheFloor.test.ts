import { accountParts, isLimited } from "@stowage/kernel/Account"
import type { LotId } from "@stowage/kernel/Ids"
import { weighedAlong } from "@stowage/inventory/catchWeight"
import { recall } from "@stowage/inventory/recall"
import { trace } from "@stowage/inventory/trace"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { dated } from "./history.ts"
import {
  type Doing,
  doingsOf,
  gramsOf,
  ham,
  type Kitchen,
  kitchenAfter,
  reserved,
  sellable,
  skus,
  thingOf,
  unitsOf,
  weighedIn
} from "./kitsOnTheFloor.ts"

const sameAsCounted = (kitchen: Kitchen): void => {
  for (const sku of skus) {
    const [here, promised] = [sellable(kitchen, sku), reserved(kitchen, sku)]
    assert.deepStrictEqual(kitchen.yard.availability(sku), {
      onHand: here,
      sellable: here,
      reserved: promised,
      available: Math.max(0, here - promised),
      shortfall: Math.max(0, promised - here)
    })
  }
  for (const [name, stand] of kitchen.stands) assert.strictEqual(unitsOf(kitchen, stand), kitchen.units.get(name), name)
}

/** Hams come at 920 to 1080 g, and their shares are rounded down once a step; a repacking keeps none of it back. */
const weighsLikeHams = (kitchen: Kitchen): void => {
  for (const stand of kitchen.stands.values()) {
    const [grams, units] = [gramsOf(kitchen, stand), unitsOf(kitchen, stand)]
    if (stand.sku !== ham) assert.strictEqual(grams, 0)
    else {
      assert.isAtLeast(grams, 900 * units)
      assert.isAtMost(grams, 1100 * units)
    }
  }
  const inWork = new Map<string, number>()
  for (const { account, posted } of kitchen.yard.ledger.balances()) {
    const { book, place } = accountParts(account)
    if (book === "weight") inWork.set(place, (inWork.get(place) ?? 0) + posted)
  }
  for (const place of kitchen.repackings) assert.strictEqual(inWork.get(place) ?? 0, 0)
}

const walk = (doings: ReadonlyArray<Doing>, look: (kitchen: Kitchen) => void): Kitchen => {
  let last: Kitchen | undefined
  for (const kitchen of kitchenAfter(doings)) {
    look(kitchen)
    last = kitchen
  }
  return last as Kitchen
}

/** Every thing that units of a lot are in, by what was put into what. */
const madeOf = ({ into }: Kitchen, start: string): ReadonlySet<string> => {
  const found = new Set([start])
  for (const one of found) for (const [from, to] of into) if (from === one) found.add(to)
  return found
}

describe("hams by weight, boxes and hampers of both, whatever is built, broken, sold, counted wrong and corrected", () => {
  it("are in the books as one who only counts has them, in both books and in grams, after everything", () => {
    fc.assert(
      fc.property(doingsOf, (doings) => {
        const kitchen = walk(doings, (now) => {
          sameAsCounted(now)
          weighsLikeHams(now)
        })
        assert.deepStrictEqual(kitchen.yard.audit(), [])
      }),
      { numRuns: 300 }
    )
  })

  it("are corrected wherever the units still are, and else refused for where they went", () => {
    fc.assert(
      fc.property(doingsOf, (doings) => {
        walk(doings, ({ corrected }) => {
          if (corrected === undefined) return
          const { answer, possible } = corrected
          if (possible) assert.strictEqual(answer, "done")
          else assert.include(["BalanceTooLow", "ClaimResolvedSince", "ClaimWasFreed"], answer)
        })
      }),
      { numRuns: 300 }
    )
  })

  it("meet corrections that are done, also of work, and each refusal of one; and units that are missing", () => {
    const met = new Set<string>()
    for (const doings of fc.sample(doingsOf, { numRuns: 300, seed: 1 })) {
      const kitchen = walk(doings, ({ corrected, yard }) => {
        if (corrected !== undefined) met.add(corrected.answer)
        if (yard.promises(ham).shortfall > 0) met.add("missing")
      })
      if (kitchen.wentBack) met.add("work undone")
    }
    const refusals = ["BalanceTooLow", "ClaimResolvedSince", "ClaimWasFreed"]
    assert.sameMembers([...met], ["done", "missing", "work undone", ...refusals])
  })

  it("are recalled through every hamper and new lot: nothing of the lot is for sale, and each customer is named", () => {
    fc.assert(
      fc.property(doingsOf, fc.nat(2), (doings, nth) => {
        const kitchen = walk(doings, () => undefined)
        const { units, stands, yard } = kitchen
        const lot = `L${nth}` as LotId
        const traced = trace({ sku: ham, lot }, dated(yard), "made")
        const wanted = madeOf(kitchen, `${ham}|${lot}`)
        const said = new Set(traced.things.map(thingOf))
        const known = [...stands.values()].filter((stand) => wanted.has(thingOf(stand)))
        for (const stand of known) assert.isTrue(said.has(thingOf(stand)), `${thingOf(stand)} is not named`)
        const { customers, transfers } = recall(traced, yard.ledger.balances(), (_, sku) => yard.promises(sku))
        const went = (customer: string): number =>
          [...stands].reduce((sum, [name, stand]) => {
            const counts = wanted.has(thingOf(stand)) && stand.place === `customer:${customer}`
            return counts ? sum + (units.get(name) ?? 0) : sum
          }, 0)
        for (const customer of ["ann", "ben"]) {
          const named = customers.find((one) => one.customer === customer)?.quantity ?? 0
          if (kitchen.wentBack) assert.isAtLeast(named, went(customer))
          else assert.strictEqual(named, went(customer))
        }
        if (transfers.length > 0) yard.post(weighedAlong(transfers, weighedIn(kitchen)))
        const forSale = [...yard.ledger.balances()].filter(({ account, posted }) => {
          const { book, lot, sku, status } = accountParts(account)
          return (
            book === "physical" &&
            posted > 0 &&
            isLimited(account) &&
            status === "available" &&
            wanted.has(`${sku}|${lot}`)
          )
        })
        assert.deepStrictEqual(forSale, [])
        assert.deepStrictEqual(yard.audit(), [])
      }),
      { numRuns: 300 }
    )
  })
})
