import * as Result from "effect/Result"
import { assert, describe, it } from "vitest"
import { solveBatching } from "@stowage/picking-optimisation/batching/batch"
import { batchingRefusalText } from "@stowage/picking-optimisation/batching/BatchingProblem"
import { solveRoute } from "@stowage/picking-optimisation/routing/route"
import { routingRefusalText } from "@stowage/picking-optimisation/routing/RoutingProblem"
import { solveScattered } from "@stowage/picking-optimisation/scattered/scattered"
import { scatteredRefusalText } from "@stowage/picking-optimisation/scattered/ScatteredProblem"
import { solveMixedShelves } from "@stowage/picking-optimisation/shelves/mixedShelves"
import { mixedShelvesRefusalText } from "@stowage/picking-optimisation/shelves/MixedShelvesProblem"
import { solveShift } from "@stowage/picking-optimisation/shifts/shift"
import { shiftRefusalText } from "@stowage/picking-optimisation/shifts/ShiftProblem"
import { solveTotes } from "@stowage/picking-optimisation/totes/totes"
import { toteRefusalText } from "@stowage/picking-optimisation/totes/ToteProblem"
import { tripRefusalText } from "@stowage/picking-optimisation/trips/TripProblem"
import { solveTrips } from "@stowage/picking-optimisation/trips/trips"
import { block, order, pickAt } from "./block.ts"
import { shelfOrder, shelves } from "./shelves.ts"
import { tripOrder } from "./tripProblems.ts"

/** The drawing of a floor, where JavaScript has no compiler that asks for another. */
const drawing = { _tag: "DrawnFloor", cellMm: 1000, rows: [".."] } as never
const said = <Refusal>(answer: Result.Result<unknown, Refusal>, say: (refusal: Refusal) => string): string =>
  say(Result.getOrThrow(Result.flip(answer)))

describe("a floor of a kind that is not asked for", () => {
  it("is refused by name where walks keep to aisles", () => {
    const expected = "the floor: expected a RectangularFloor, got DrawnFloor"
    const route = { ...block([[5]]), floor: drawing }
    const orders = [order("A", [pickAt(0, 5)])]
    const shelf = { ...shelves(["tea@z/2/5"], [shelfOrder("A", "tea")]), floor: drawing }
    assert.strictEqual(said(solveRoute(route), routingRefusalText), expected)
    assert.strictEqual(said(solveBatching({ ...route, orders, limits: {} }), batchingRefusalText), expected)
    const scattered = { floor: drawing, depot: route.depot, demands: [], candidates: [] }
    assert.strictEqual(said(solveScattered(scattered), scatteredRefusalText), expected)
    assert.strictEqual(said(solveMixedShelves(shelf), mixedShelvesRefusalText), expected)
  })

  it("is refused by name where walks follow arcs", () => {
    const expected = "the floor: expected an ArcFloor or a MeasuredFloor, got DrawnFloor"
    const where = { floor: drawing, start: 0, end: 0 }
    const orders = [tripOrder("A", [1])]
    const totes = { ...where, orders: [], totesPerCart: 1, tote: {}, mayMix: true, maySplit: true }
    const picker = { id: "ann", fromMillis: 0, untilMillis: 1, millisPerMm: 1, start: 0, end: 0 }
    const shift = { setupMillis: 0, millisPerLine: 0, weights: { work: 1, makespan: 0 }, limits: {}, pickers: [picker] }
    assert.strictEqual(said(solveTrips({ ...where, orders, limits: {} }), tripRefusalText), expected)
    assert.strictEqual(said(solveTotes(totes), toteRefusalText), expected)
    assert.strictEqual(said(solveShift({ ...shift, floor: drawing, orders }), shiftRefusalText), expected)
  })
})
