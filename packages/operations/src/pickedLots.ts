/**
 * Which lots the units of a carton are of: those that were picked for its lines, used up in the order of the tasks.
 */
import type { Place } from "@stowage/kernel/Account"
import type { LineId, LotId, Lpn, OwnerId, Sku } from "@stowage/kernel/Ids"
import type { Transfer } from "@stowage/kernel/Transfer"
import type { FulfilmentOrder } from "@stowage/fulfilment/FulfilmentOrder"
import { moveStock } from "@stowage/inventory/moveStock"

interface Picked {
  readonly lot: LotId | ""
  readonly sku: Sku
  left: number
}

/** A carton's number and what is in it. */
export interface NumberedCarton {
  readonly lpn: Lpn
  readonly contents: ReadonlyArray<{ readonly line: LineId; readonly quantity: number }>
}

/** Moves the units of every carton, each under its lot, between the places that `from` and `to` name for the carton. */
export const moveCartons = (
  order: FulfilmentOrder,
  owner: OwnerId,
  cartons: ReadonlyArray<NumberedCarton>,
  places: { readonly from: (lpn: Lpn) => Place; readonly to: (lpn: Lpn) => Place }
): ReadonlyArray<Transfer> => {
  const pickedFor = new Map<LineId, Array<Picked>>()
  for (const { line, lot, picked = 0, sku } of order.tasks) {
    if (picked > 0) pickedFor.set(line, [...(pickedFor.get(line) ?? []), { lot, sku, left: picked }])
  }
  const transfers: Array<Transfer> = []
  for (const { contents, lpn } of cartons) {
    for (const { line, quantity } of contents) {
      let left = quantity
      for (const picked of pickedFor.get(line) ?? []) {
        const units = Math.min(left, picked.left)
        if (units === 0) continue
        picked.left -= units
        left -= units
        transfers.push(moveStock({ owner, sku: picked.sku, lot: picked.lot }, places.from(lpn), places.to(lpn), units))
      }
    }
  }
  return transfers
}
