/**
 * Orders drawn at random on a floor of one block, for sizes of which nobody has published an instance.
 */
import * as Result from "effect/Result"
import { random } from "@stowage/kernel/Random"
import { type JointLine } from "./jointInstances.ts"

const linesOfOrder = 3
const ordersOnCart = 8
/** In millimetres, from place to place along an aisle and from aisle to aisle. */
const [stepMm, aisleMm] = [1000, 3000]

/** The instance of a text such as `100x500x20000`: aisles, places in each, and orders of three lines. */
export const generateOrders = (size: string): Result.Result<JointLine, string> => {
  const [aisles = 0, cells = 0, orders = 0] = /^\d+x\d+x\d+$/.test(size) ? size.split("x").map(Number) : []
  if (aisles < 1 || cells < 1 || orders < 1) {
    return Result.fail(`--generate: expected aisles, places in each and orders such as 100x500x20000, got ${size}`)
  }
  // Place 0 is where walks start and end; an aisle has its two ends besides.
  const placeOf = (aisle: number, cell: number): number => 1 + aisle * (cells + 2) + cell
  const arcs: Array<[from: number, to: number, lengthMm: number]> = []
  const both = (from: number, to: number, lengthMm: number): void => {
    arcs.push([from, to, lengthMm], [to, from, lengthMm])
  }
  both(0, placeOf(0, 0), stepMm)
  for (let aisle = 0; aisle < aisles; aisle++) {
    for (let cell = 0; cell <= cells; cell++) both(placeOf(aisle, cell), placeOf(aisle, cell + 1), stepMm)
    if (aisle === 0) continue
    for (const end of [0, cells + 1]) both(placeOf(aisle - 1, end), placeOf(aisle, end), aisleMm)
  }
  const draw = random(size)
  const product = (): [number, number] => [1 + draw.int(aisles * cells), 1]
  return Result.succeed({
    name: `generated-${size}`,
    arcs,
    nLoc: aisles * cells,
    nInter: 2 * aisles,
    start: 0,
    end: 0,
    prod: Array.from({ length: aisles * cells }, (_, nth) => [placeOf(Math.floor(nth / cells), 1 + (nth % cells))]),
    orders: Array.from({ length: orders }, () => ({ boxes: 1, lines: Array.from({ length: linesOfOrder }, product) })),
    boxesPerTrolley: ordersOnCart,
    boxCap: [],
    mixedBoxes: 1
  })
}
