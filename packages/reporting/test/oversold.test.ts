import type { OrderId, OwnerId, SiteId, Sku } from "@stowage/kernel/Ids"
import { promisable, promisedTo, promiseSource, shortfallAt } from "@stowage/inventory/stockAccounts"
import type { PendingId, Transfer } from "@stowage/kernel/Transfer"
import { makeLedger } from "@stowage/kernel/ledger"
import { isRefusal } from "@stowage/kernel/ledger"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { clock, kpisAfter, moved } from "./history.ts"

const owner = "us" as OwnerId
const tea = "TEA" as Sku
const site = "WH1" as SiteId
const free = promisable(owner, tea, site)
const customer = promisedTo(owner, tea)
const at = clock(2)

const supply = (quantity: number): Transfer => ({
  _tag: "Post",
  from: promiseSource(owner, tea, "supplier"),
  to: free,
  quantity
})
const claim = (order: string, quantity: number): Transfer => ({
  _tag: "Pend",
  id: `claim:${order as OrderId}` as PendingId,
  from: free,
  to: customer,
  quantity
})
const settle = (order: string, quantity: number): Transfer => ({
  _tag: "Settle",
  id: `claim:${order}` as PendingId,
  quantity
})
const drop = (order: string): Transfer => ({ _tag: "Void", id: `claim:${order}` as PendingId })

const oversold = (...commits: ReadonlyArray<ReturnType<typeof moved>>): number | undefined =>
  kpisAfter(commits).unitsOversold.value

describe("oversold units", () => {
  it("are none while promises stay within what there is", () => {
    assert.strictEqual(oversold(moved(at, supply(5)), moved(at, claim("A", 3), claim("B", 2))), 0)
  })

  it("are those promised beyond it, by claim or at once", () => {
    assert.strictEqual(oversold(moved(at, supply(5)), moved(at, claim("A", 3)), moved(at, claim("B", 4))), 2)
    const post: Transfer = { _tag: "Post", from: free, to: customer, quantity: 7 }
    assert.strictEqual(oversold(moved(at, supply(5)), moved(at, post)), 2)
  })

  it("are summed over a commit, in which supply and demand may come in any order", () => {
    assert.strictEqual(oversold(moved(at, claim("A", 3), supply(5))), 0)
    assert.strictEqual(oversold(moved(at, supply(5)), moved(at, claim("A", 3), claim("B", 3))), 1)
  })

  it("are counted as often as they are sold, and not for staying oversold", () => {
    const history = [
      moved(at, supply(2)),
      moved(at, claim("A", 3)),
      moved(at, claim("B", 1)),
      moved(at, supply(1)),
      moved(at, drop("A")),
      moved(at, claim("C", 4))
    ]
    // -1, -2, -1, 2, -2: one, one more, none, none, two.
    assert.strictEqual(oversold(...history), 4)
  })

  it("free what a claim held and did not need", () => {
    const kept = [moved(at, supply(5)), moved(at, claim("A", 5)), moved(at, settle("A", 2))]
    assert.strictEqual(oversold(...kept, moved(at, claim("B", 3))), 0)
    assert.strictEqual(oversold(...kept, moved(at, claim("B", 4))), 1)
  })

  it("are not the units of outside parties, who may owe", () => {
    const lost: Transfer = {
      _tag: "Post",
      from: shortfallAt(owner, tea, site),
      to: promiseSource(owner, tea, "variance"),
      quantity: 3
    }
    assert.strictEqual(oversold(moved(at, lost)), 0)
  })

  it("are always none where the ledger's rules were kept", () => {
    const Step = fc.record({
      kind: fc.constantFrom("supply", "claim", "settle", "drop"),
      quantity: fc.integer({ min: 1, max: 4 })
    })
    fc.assert(
      fc.property(fc.array(fc.array(Step, { minLength: 1, maxLength: 3 }), { maxLength: 20 }), (groups) => {
        const ledger = makeLedger()
        const commits = groups.flatMap((group, index) => {
          const transfers = group.map(({ kind, quantity }, nth): Transfer => {
            const known = `${quantity}`
            if (kind === "supply") return supply(quantity)
            if (kind === "claim") return claim(index < 4 ? known : `${index}.${nth}`, quantity)
            return kind === "settle" ? settle(known, 1) : drop(known)
          })
          return isRefusal(ledger.post(transfers, at)) ? [] : [moved(at, ...transfers)]
        })
        assert.strictEqual(kpisAfter(commits).unitsOversold.value, 0)
      })
    )
  })
})
