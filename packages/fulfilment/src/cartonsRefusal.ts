/**
 * Whether cartons hold what was picked, no more and no less.
 */
import type { LineId, LotId } from "@stowage/kernel/Ids"
import { type CartonContent, type FulfilmentOrder, pickedOf, type ShippedCarton } from "./FulfilmentOrder.ts"
import type { FulfilmentOrderRefusal } from "./FulfilmentOrderRefusal.ts"

/** Why these cartons are not the order's; undefined when they are. */
export const cartonsRefusal = (
  cartons: ReadonlyArray<ShippedCarton>,
  order: FulfilmentOrder
): FulfilmentOrderRefusal | undefined => {
  if (order.lines.every(({ line }) => pickedOf(order, line) === 0)) return { _tag: "NothingPicked" }
  const numbers = cartons.map(({ lpn }) => lpn)
  const twice = numbers.find((lpn, index) => numbers.indexOf(lpn) !== index)
  if (twice !== undefined) return { _tag: "CartonTwice", lpn: twice }
  const empty = cartons.find(({ contents }) => contents.length === 0)
  if (empty !== undefined) return { _tag: "CartonEmpty", lpn: empty.lpn }
  return contentsRefusal(
    cartons.flatMap(({ contents }) => contents),
    order
  )
}

const contentsRefusal = (
  contents: ReadonlyArray<CartonContent>,
  order: FulfilmentOrder
): FulfilmentOrderRefusal | undefined => {
  const fraction = contents.find(({ quantity }) => !(Number.isSafeInteger(quantity) && quantity >= 1))
  if (fraction !== undefined) return { _tag: "QuantityNotWhole", line: fraction.line, quantity: fraction.quantity }
  const unknown = contents.find(({ line }) => !order.lines.some((known) => known.line === line))
  if (unknown !== undefined) return { _tag: "LineUnknown", line: unknown.line }
  for (const { line } of order.lines) {
    const [picked, packed] = [pickedOf(order, line), unitsIn(contents, line)]
    if (picked !== packed) return { _tag: "NotAsPicked", line, picked, packed }
  }
  return lotRefusal(contents, order)
}

/** Of a lot that is named no more may be packed than was picked of it. */
const lotRefusal = (
  contents: ReadonlyArray<CartonContent>,
  order: FulfilmentOrder
): FulfilmentOrderRefusal | undefined => {
  for (const { line, lot } of contents) {
    if (lot === undefined) continue
    const packed = unitsIn(contents, line, lot)
    const picked = order.tasks.reduce(
      (sum, task) => (task.line === line && task.lot === lot ? sum + (task.picked ?? 0) : sum),
      0
    )
    if (packed > picked) return { _tag: "NotAsPicked", line, lot, picked, packed }
  }
  return undefined
}

const unitsIn = (contents: ReadonlyArray<CartonContent>, line: LineId, lot?: LotId): number =>
  contents.reduce(
    (sum, content) =>
      content.line === line && (lot === undefined || content.lot === lot) ? sum + content.quantity : sum,
    0
  )
