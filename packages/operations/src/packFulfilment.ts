/**
 * Picked units → closed cartons: the stock goes from the tote into them, and what was never found is given back to be
 * promised anew.
 */
import { inUnit } from "@stowage/kernel/Account"
import { SomeEaches } from "@stowage/kernel/Eaches"
import type { Lpn } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import { type FulfilmentOrder, pickedOf } from "@stowage/fulfilment/FulfilmentOrder"
import type { RequestId } from "@stowage/orders/OrderCommand"
import { toteOf } from "./allocateFulfilment.ts"
import type { ChosenCarton, PackLine } from "./cartonise.ts"
import { breakPromises } from "./claims.ts"
import type { Handoff, RecordCommand } from "./Handoff.ts"
import { moveCartons } from "./pickedLots.ts"
import type { StockView } from "./StockView.ts"

/** What of each line is in the tote, to be packed; lines of which nothing was found are left out. */
export const packLinesOf = (order: FulfilmentOrder): ReadonlyArray<PackLine> =>
  order.lines
    .map(({ line, sku }) => ({ line, sku, quantity: pickedOf(order, line) }))
    .filter((line) => line.quantity > 0)

/** Units that were released and not found wait in the order again, and their promise is given up. */
const givenUp = (order: FulfilmentOrder, stock: StockView, at: Instant): Handoff => {
  const { id, order: orderId } = order
  if (id === undefined || orderId === undefined) return { commands: [], transfers: [] }
  const missing = order.lines
    .map(({ line, quantity, sku }) => ({ line, sku, quantity: quantity - pickedOf(order, line) }))
    .filter((line) => line.quantity > 0)
  if (missing.length === 0) return { commands: [], transfers: [] }
  const lines = missing.map(({ line, quantity }) => ({ lineId: line, quantity: SomeEaches.make(quantity) }))
  const requestId = `short-${id}` as RequestId
  const command: RecordCommand = {
    kind: "order",
    id: orderId,
    command: { _tag: "RecordShort", at, requestId, fulfilmentOrderId: id, lines }
  }
  const transfers = breakPromises(
    stock,
    missing.map((line) => ({ order: orderId, ...line })),
    at
  )
  return { commands: [command], transfers }
}

/**
 * Closes picking and packs what was found; `cartons` come from `cartonise`, each with the number on its label. When
 * nothing was found the fulfilment order is cancelled instead, and its lines wait for stock.
 */
export const packFulfilment = (
  order: FulfilmentOrder,
  cartons: ReadonlyArray<ChosenCarton & { readonly lpn: Lpn }>,
  packer: string,
  stock: StockView,
  at: Instant
): Handoff => {
  const id = order.id ?? ""
  const short = givenUp(order, stock, at)
  const complete: RecordCommand = { kind: "fulfilmentOrder", id, command: { _tag: "CompletePicking", at } }
  if (cartons.length === 0) {
    const reason = "nothing of it was found"
    const cancel: RecordCommand = {
      kind: "fulfilmentOrder",
      id,
      command: { _tag: "CancelFulfilmentOrder", reason, at }
    }
    return { commands: [complete, cancel, ...short.commands], transfers: short.transfers }
  }
  const tote = inUnit(stock.site, toteOf(id))
  const places = { from: () => tote, to: (lpn: Lpn) => inUnit(stock.site, lpn) }
  const planned = cartons.map(({ carton, contents, grossGrams, lpn, why }) => ({
    lpn,
    carton,
    contents,
    grossGrams,
    why
  }))
  return {
    commands: [
      complete,
      { kind: "fulfilmentOrder", id, command: { _tag: "PackCartons", cartons: planned, packer, at } },
      ...short.commands
    ],
    transfers: [...moveCartons(order, stock.owner, cartons, places), ...short.transfers]
  }
}
