/**
 * Every kind of problem that this package solves, drawn small, with few ids and round numbers, so that things collide.
 */
import { type FulfilmentOrderId, type LocationId } from "@stowage/kernel/Ids"
import { type Instant } from "@stowage/kernel/Instant"
import { type Random } from "@stowage/kernel/Random"
import { type RectangularFloor } from "@stowage/layout/Floor"
import { solveBatching } from "@stowage/picking-optimisation/batch"
import {
  type BatchingProblem,
  batchingRefusalText,
  type PickOrder
} from "@stowage/picking-optimisation/BatchingProblem"
import { batchViolations } from "@stowage/picking-optimisation/BatchPlan"
import { routeViolations } from "@stowage/picking-optimisation/PickRoute"
import { routeMethods, solveRoute } from "@stowage/picking-optimisation/route"
import { type Pick, routingRefusalText } from "@stowage/picking-optimisation/RoutingProblem"
import { type WaveProblem, waveRefusalText } from "@stowage/picking-optimisation/WaveProblem"
import { solveWaves } from "@stowage/picking-optimisation/waves"
import { waveViolations } from "@stowage/picking-optimisation/WaveSchedule"
import { type Kind, kindOf } from "./Kind.ts"
import { kindsOnGraphs } from "./kindsOnGraphs.ts"

const times = <A>(count: number, make: (index: number) => A): ReadonlyArray<A> =>
  Array.from({ length: count }, (_, index) => make(index))

const drawFloor = (chance: Random, crossAisles: number): RectangularFloor => {
  const step = 1 + chance.int(5)
  const block = 4 + chance.int(12)
  return {
    _tag: "RectangularFloor",
    aisleXMm: times(1 + chance.int(6), (aisle) => aisle * step),
    crossAisleYMm: times(crossAisles, (crossAisle) => crossAisle * block)
  }
}

/** Now and then a place off the floor. */
const drawPick = (chance: Random, { aisleXMm, crossAisleYMm }: RectangularFloor): Pick => {
  const aisle = chance.int(aisleXMm.length + (chance.chance(0.001) ? 1 : 0))
  const yMm = chance.int((crossAisleYMm.at(-1) as number) + 1)
  return { id: `${aisle}/${yMm}` as LocationId, aisle, yMm }
}

const distinct = (picks: ReadonlyArray<Pick>): ReadonlyArray<Pick> => [
  ...new Map(picks.map((pick) => [pick.id, pick])).values()
]

const drawDepot = (chance: Random, floor: RectangularFloor) => ({
  aisle: chance.int(floor.aisleXMm.length),
  crossAisle: chance.int(floor.crossAisleYMm.length)
})

const routing = (method: (typeof routeMethods)[number]): Kind =>
  kindOf(`routing by ${method}`, {
    draw: (chance) => {
      const floor = drawFloor(chance, 2 + chance.int(3))
      const picks = distinct(times(1 + chance.int(9), () => drawPick(chance, floor)))
      return { floor, depot: drawDepot(chance, floor), picks }
    },
    solve: (problem, options) => solveRoute(problem, { ...options, method }),
    violations: routeViolations,
    say: routingRefusalText
  })

const drawOrder = (chance: Random, floor: RectangularFloor, index: number): PickOrder => ({
  id: `O${index}` as FulfilmentOrderId,
  picks: distinct(times(1 + chance.int(4), () => drawPick(chance, floor))),
  totes: 1 + chance.int(2),
  volumeMm3: chance.int(5),
  massGrams: chance.int(5)
})

const batching: Kind = kindOf("batching", {
  draw: (chance): BatchingProblem => {
    const floor = drawFloor(chance, 2)
    return {
      floor,
      depot: drawDepot(chance, floor),
      orders: times(1 + chance.int(12), (index) => drawOrder(chance, floor, index)),
      limits: {
        totes: 2 + chance.int(5),
        ...(chance.chance(0.5) ? { lines: 3 + chance.int(8) } : {}),
        ...(chance.chance(0.5) ? { massGrams: 4 + chance.int(8) } : {})
      }
    }
  },
  solve: solveBatching,
  violations: batchViolations,
  say: batchingRefusalText
})

const waves: Kind = kindOf("waves", {
  draw: (chance): WaveProblem => ({
    startAt: chance.int(20) as Instant,
    pickers: 1 + chance.int(3),
    setupMillis: chance.int(6),
    limits: chance.chance(0.5) ? { lines: 3 + chance.int(6) } : { orders: 1 + chance.int(4) },
    oneCarrier: chance.chance(0.5),
    orders: times(1 + chance.int(12), (index) => {
      const readyAt = chance.int(30)
      return {
        id: `O${index}` as FulfilmentOrderId,
        carrier: chance.chance(0.5) ? "post" : "van",
        readyAt: readyAt as Instant,
        dueAt: (readyAt + chance.int(60) - (chance.chance(0.002) ? 1 : 0)) as Instant,
        workMillis: chance.int(9),
        lines: 1 + chance.int(3),
        volumeMm3: chance.int(9),
        weight: chance.int(3)
      }
    })
  }),
  solve: solveWaves,
  violations: waveViolations,
  say: waveRefusalText
})

export const kinds: ReadonlyArray<Kind> = [...routeMethods.map(routing), batching, waves, ...kindsOnGraphs]
