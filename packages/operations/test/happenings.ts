/**
 * What may happen at the small site in any order, drawn in small numbers. `which` picks one of the things that it may
 * happen to, round and round; often there is none, and nothing happens.
 */
import * as fc from "fast-check"
import type { Sku } from "@stowage/kernel/Ids"
import type { Goods } from "./words.ts"
import { mug, pot, tea } from "./yard.ts"

export type Happening =
  | {
      readonly _tag: "Place"
      readonly lines: ReadonlyArray<{ readonly sku: Sku; readonly quantity: number }>
      readonly known: boolean
      readonly taxIncluded: boolean
    }
  /** What waits in an order is promised; else what is promised is released. */
  | { readonly _tag: "Serve"; readonly which: number }
  | { readonly _tag: "Hold"; readonly which: number }
  | { readonly _tag: "Unhold"; readonly which: number }
  | { readonly _tag: "Edit"; readonly which: number; readonly line: number; readonly by: number }
  | { readonly _tag: "Cut"; readonly which: number; readonly line: number; readonly quantity: number }
  | { readonly _tag: "Cancel"; readonly which: number }
  /** The next step of a fulfilment order: allocate, wave, pick (with so many missing), pack, ship. */
  | { readonly _tag: "Work"; readonly which: number; readonly missing: number }
  | { readonly _tag: "Receive"; readonly sku: Sku; readonly quantity: number; readonly goods: Goods }
  /** A planned putaway is done; else one is planned. */
  | { readonly _tag: "PutAway"; readonly which: number }
  | { readonly _tag: "Refill"; readonly sku: Sku }
  | { readonly _tag: "Adjust"; readonly which: number; readonly by: number }
  /**
   * A count that was asked for is made, of how things stood `ago` commits before, `off` by so many; else one is asked
   * for.
   */
  | {
      readonly _tag: "Count"
      readonly which: number
      readonly off: number
      readonly ago: number
      readonly turnsUp: boolean
    }

const which = fc.nat(7)
const few = fc.integer({ min: 1, max: 4 })
const skus = fc.constantFrom(tea, tea, mug, mug, pot)
const line = fc.nat(2)
const change = fc.integer({ min: -2, max: 2 }).filter((by) => by !== 0)

const look = { off: fc.integer({ min: -2, max: 1 }), ago: fc.nat(3), turnsUp: fc.boolean() }

/** Tea that keeps, tea that nobody may be given, tea that has expired; and goods that came in broken. */
const goods: fc.Arbitrary<Goods> = fc.constantFrom(
  {},
  {},
  {},
  { lot: "L8", expiresOn: "2026-08-31" },
  { lot: "L2", expiresOn: "2026-01-20" },
  { lot: "L1", expiresOn: "2026-01-04" },
  { status: "damaged" }
)

const tag = <Tag extends string>(text: Tag): fc.Arbitrary<Tag> => fc.constant(text)

const place = fc.record({
  _tag: tag("Place"),
  lines: fc.array(fc.record({ sku: skus, quantity: few }), { minLength: 1, maxLength: 3 }),
  known: fc.boolean(),
  taxIncluded: fc.boolean()
})
const receive = fc.record({ _tag: tag("Receive"), sku: skus, quantity: fc.integer({ min: 1, max: 6 }), goods })

const putAway = fc.record({ _tag: tag("PutAway"), which })

const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 6, arbitrary: place },
  { weight: 18, arbitrary: fc.record({ _tag: tag("Serve"), which }) },
  { weight: 1, arbitrary: fc.record({ _tag: tag("Hold"), which }) },
  { weight: 4, arbitrary: fc.record({ _tag: tag("Unhold"), which }) },
  { weight: 2, arbitrary: fc.record({ _tag: tag("Edit"), which, line, by: change }) },
  { weight: 2, arbitrary: fc.record({ _tag: tag("Cut"), which, line, quantity: few }) },
  { weight: 1, arbitrary: fc.record({ _tag: tag("Cancel"), which }) },
  {
    weight: 48,
    arbitrary: fc.record({ _tag: tag("Work"), which: fc.nat(2), missing: fc.constantFrom(0, 0, 0, 1, 4) })
  },
  { weight: 5, arbitrary: receive },
  { weight: 5, arbitrary: putAway },
  { weight: 3, arbitrary: fc.record({ _tag: tag("Refill"), sku: fc.constantFrom(tea, mug) }) },
  { weight: 2, arbitrary: fc.record({ _tag: tag("Adjust"), which, by: change }) },
  { weight: 6, arbitrary: fc.record({ _tag: tag("Count"), which, ...look }) }
)

/** A few deliveries, most of which are put away, a few orders, and then anything. */
export const happenings: fc.Arbitrary<ReadonlyArray<Happening>> = fc
  .tuple(
    fc.array(receive, { minLength: 2, maxLength: 5, size: "max" }),
    fc.array(putAway, { maxLength: 8, size: "max" }),
    fc.array(place, { minLength: 1, maxLength: 3, size: "max" }),
    fc.array(happening, { minLength: 15, maxLength: 60, size: "max" })
  )
  .map((parts) => parts.flat())
