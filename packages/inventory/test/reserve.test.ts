import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { receiveStock } from "@stowage/inventory/moveStock"
import { type ReserveFrom, type ReserveLine, claimId, reserve, reserveAll } from "@stowage/inventory/reserve"
import { promisable, promisedTo } from "@stowage/inventory/stockAccounts"
import type { Sku } from "@stowage/kernel/Ids"
import { at, line, makeYard, mug, order, owner, site, tea } from "./yard.ts"

const from = (free: Readonly<Record<string, number>>): ReserveFrom => ({
  order: order("web-1"),
  owner,
  site,
  free: (sku) => free[sku] ?? 0
})
const ask = (id: string, sku: Sku, quantity: number, claimsBefore = 0): ReserveLine => ({
  line: line(id),
  sku,
  quantity,
  claimsBefore
})
const brief = (lines: ReturnType<typeof reserve>["lines"]) => lines.map(({ reserved, short }) => [reserved, short])

const asks = fc
  .array(fc.record({ sku: fc.constantFrom(tea, mug), quantity: fc.nat(5), claimsBefore: fc.nat(2) }), { maxLength: 6 })
  .map((drawn) => drawn.map((asked, index) => ({ ...asked, line: line(`${index}`) })))
const supply = fc.record({ TEA: fc.nat(8), MUG: fc.nat(8) })

describe("reserving an order's lines", () => {
  it("claims each line in the promise book under a name of its own, for as long as it is asked to", () => {
    const claims = { ...from({ TEA: 5 }), ttlMillis: 60_000 }
    assert.deepStrictEqual(reserve(claims, [ask("1", tea, 3, 2)]), {
      transfers: [
        {
          _tag: "Pend",
          id: claimId(order("web-1"), line("1"), 3),
          from: promisable(owner, tea, site),
          to: promisedTo(owner, tea),
          quantity: 3,
          ttlMillis: 60_000
        }
      ],
      lines: [
        { line: line("1"), sku: tea, asked: 3, reserved: 3, short: 0, claim: claimId(order("web-1"), line("1"), 3) }
      ]
    })
    assert.notProperty(reserve(from({ TEA: 5 }), [ask("1", tea, 3)]).transfers[0], "ttlMillis")
  })

  it("gives in the order of the lines and names what is short; lines of one SKU draw on one stock", () => {
    const { lines, transfers } = reserve(from({ TEA: 5, MUG: 1 }), [
      ask("1", tea, 3),
      ask("2", mug, 1),
      ask("3", tea, 3),
      ask("4", tea, 1)
    ])
    assert.deepStrictEqual(brief(lines), [
      [3, 0],
      [1, 0],
      [2, 1],
      [0, 1]
    ])
    assert.strictEqual(transfers.length, 3)
    assert.notProperty(lines[3], "claim")
  })

  it("reserves nothing of a SKU that the site has nothing of, or less than nothing free", () => {
    assert.deepStrictEqual(brief(reserve(from({}), [ask("1", tea, 2)]).lines), [[0, 2]])
    assert.deepStrictEqual(brief(reserve(from({ TEA: -3 }), [ask("1", tea, 2)]).lines), [[0, 2]])
    assert.deepStrictEqual(makeYard().availability(tea), {
      onHand: 0,
      sellable: 0,
      reserved: 0,
      available: 0,
      shortfall: 0
    })
  })

  it("gives no claim to a line that asks for nothing", () => {
    assert.deepStrictEqual(reserve(from({ TEA: 5 }), [ask("1", tea, 0)]), {
      transfers: [],
      lines: [{ line: line("1"), sku: tea, asked: 0, reserved: 0, short: 0 }]
    })
  })

  it("keeps all or nothing when told to: one short line leaves every line short of all it asked for", () => {
    const lines = [ask("1", tea, 2), ask("2", mug, 2)]
    const none = reserveAll(from({ TEA: 5, MUG: 1 }), lines)
    assert.deepStrictEqual(none.transfers, [])
    assert.deepStrictEqual(none.lines, [
      { line: line("1"), sku: tea, asked: 2, reserved: 0, short: 2 },
      { line: line("2"), sku: mug, asked: 2, reserved: 0, short: 2 }
    ])
    const plenty = from({ TEA: 5, MUG: 2 })
    assert.deepStrictEqual(reserveAll(plenty, lines), reserve(plenty, lines))
  })

  it("gives and names as short exactly what was asked, never more than is free, and as much as it can", () => {
    fc.assert(
      fc.property(asks, supply, fc.boolean(), (lines, free, allOrNothing) => {
        const { lines: given, transfers } = (allOrNothing ? reserveAll : reserve)(from(free), lines)
        assert.deepStrictEqual(
          given.map(({ asked, line }) => [line, asked]),
          lines.map((one) => [one.line, one.quantity])
        )
        for (const { asked, claim, reserved, short } of given) {
          assert.strictEqual(asked, reserved + short)
          assert.strictEqual(claim !== undefined, reserved > 0)
        }
        for (const sku of [tea, mug]) {
          const sum = (of: "asked" | "reserved") =>
            given.filter((one) => one.sku === sku).reduce((total, one) => total + one[of], 0)
          const most = Math.min(sum("asked"), sku === tea ? free.TEA : free.MUG)
          if (allOrNothing) assert.include([0, sum("asked")], sum("reserved"))
          else assert.strictEqual(sum("reserved"), most)
          assert.isAtMost(sum("reserved"), most)
        }
        const claimed = transfers.map((transfer) => (transfer._tag === "Pend" ? [transfer.id, transfer.quantity] : []))
        const named = given.flatMap(({ claim, reserved }) => (claim === undefined ? [] : [[claim, reserved]]))
        assert.deepStrictEqual(claimed, named)
      })
    )
  })

  it("is taken by the ledger whole, and once what was free is gone somebody else's is refused", () => {
    fc.assert(
      fc.property(asks, supply, (lines, free) => {
        const yard = makeYard()
        for (const [sku, quantity] of [
          [tea, free.TEA],
          [mug, free.MUG]
        ] as const) {
          if (quantity > 0) yard.post(receiveStock({ owner, sku }, "s", site, at("A1"), quantity, yard.promises(sku)))
        }
        const seen = { ...from(free), free: (sku: Sku) => yard.promises(sku).free }
        const { transfers } = reserve(seen, lines)
        yard.post(transfers)
        const { free: left } = yard.promises(tea)
        const late = reserve({ ...from({ TEA: left + 1 }), order: order("web-2") }, [ask("1", tea, left + 1)])
        const refusal = yard.refused(late.transfers)
        assert.deepStrictEqual(refusal, {
          _tag: "BalanceTooLow",
          account: promisable(owner, tea, site),
          asked: left + 1,
          available: left
        })
      })
    )
  })
})

describe("a line that asks for what is no count", () => {
  it("is a mistake that is named: units less than none would be given to the next line", () => {
    for (const quantity of [-3, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      assert.throws(
        () => reserve(from({ TEA: 5 }), [ask("1", tea, quantity), ask("2", tea, 7)]),
        RangeError,
        `Line 1 asks for ${quantity} of TEA; expected a whole number of at least 0`
      )
    }
    assert.deepStrictEqual(brief(reserve(from({ TEA: 5 }), [ask("1", tea, 0)]).lines), [[0, 0]])
  })

  it("is none of what is no number, and that is named too", () => {
    const nothing = () => reserve(from({ TEA: Number.NaN }), [ask("1", tea, 1)])
    assert.throws(nothing, RangeError, "NaN units of TEA are free at WH1; expected a number")
  })
})

describe("the name of a claim", () => {
  it("is never that of another line's, whatever signs their ids are made of", () => {
    const ids = fc.stringMatching(/^[a/#:1-3]{1,4}$/)
    const claims = fc.tuple(ids, ids, fc.integer({ min: 1, max: 12 }))
    fc.assert(
      fc.property(claims, claims, (a, b) => {
        const [first, second] = [a, b].map(([of, id, nth]) => claimId(order(of), line(id), nth))
        assert.strictEqual(first === second, a.join("|") === b.join("|"))
      }),
      {
        examples: [
          [
            ["a/b", "c", 1],
            ["a", "b/c", 1]
          ]
        ]
      }
    )
  })
})
