/**
 * What may happen on a floor, drawn in any order and in small numbers.
 */
import type { Place, StockStatus } from "@stowage/kernel/Account"
import * as fc from "fast-check"
import { at, unit } from "./yard.ts"

/** Something that happens. `which` picks one of the things that it may happen to, round and round. */
export type Happening =
  | { readonly _tag: "Receive"; readonly which: number; readonly status: StockStatus; readonly quantity: number }
  | { readonly _tag: "Carry"; readonly which: number; readonly to: Place; readonly quantity: number }
  | { readonly _tag: "Reserve"; readonly asked: readonly [number, number, number]; readonly allOrNothing: boolean }
  | { readonly _tag: "Allocate"; readonly which: number; readonly quantity: number }
  | { readonly _tag: "Pick"; readonly which: number; readonly missing: number }
  | { readonly _tag: "Ship"; readonly which: number; readonly quantity: number }
  | { readonly _tag: "Break"; readonly which: number; readonly quantity: number }
  | { readonly _tag: "Wait"; readonly seconds: number }
  | { readonly _tag: "Gain"; readonly which: number; readonly quantity: number }
  | { readonly _tag: "Lose"; readonly which: number; readonly quantity: number }
  | { readonly _tag: "ChangeStatus"; readonly which: number; readonly to: StockStatus; readonly quantity: number }

const statuses = fc.constantFrom<StockStatus>("available", "available", "available", "hold", "damaged")
const which = fc.nat(11)
const quantity = fc.integer({ min: 1, max: 6 })
const places = [at("DOCK"), at("A1"), at("A2"), unit("TOTE-1"), unit("CARTON-1")]

export const happenings: fc.Arbitrary<ReadonlyArray<Happening>> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ _tag: fc.constant("Receive" as const), which, status: statuses, quantity }) },
    {
      weight: 2,
      arbitrary: fc.record({ _tag: fc.constant("Carry" as const), which, to: fc.constantFrom(...places), quantity })
    },
    {
      weight: 4,
      arbitrary: fc.record({
        _tag: fc.constant("Reserve" as const),
        asked: fc.tuple(quantity, quantity, fc.nat(6)),
        allOrNothing: fc.boolean()
      })
    },
    { weight: 3, arbitrary: fc.record({ _tag: fc.constant("Allocate" as const), which, quantity }) },
    { weight: 3, arbitrary: fc.record({ _tag: fc.constant("Pick" as const), which, missing: fc.nat(2) }) },
    { weight: 3, arbitrary: fc.record({ _tag: fc.constant("Ship" as const), which, quantity }) },
    { weight: 2, arbitrary: fc.record({ _tag: fc.constant("Break" as const), which, quantity }) },
    { weight: 1, arbitrary: fc.record({ _tag: fc.constant("Wait" as const), seconds: fc.nat(8) }) },
    { weight: 1, arbitrary: fc.record({ _tag: fc.constant("Gain" as const), which, quantity }) },
    { weight: 3, arbitrary: fc.record({ _tag: fc.constant("Lose" as const), which, quantity }) },
    { weight: 2, arbitrary: fc.record({ _tag: fc.constant("ChangeStatus" as const), which, to: statuses, quantity }) }
  ),
  { maxLength: 40 }
)
