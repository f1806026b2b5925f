/**
 * Every kind of problem that this package solves, drawn small, with few ids and round numbers, so that things collide.
 */
import { type FulfilmentOrderId, type LocationId } from "@stowage/kernel/Ids"
import { type Instant } from "@stowage/kernel/Instant"
import { type Random } from "@stowage/kernel/Random"
import { type RectangularFloor } from "@stowage/layout/Floor"
import { solveBatching } from "@stowage/picking-optimisation/batching/batch"
import {
  type BatchingProblem,
  batchingRefusalText,
  type PickOrder
} from "@stowage/picking-optimisation/batching/BatchingProblem"
import { batchViolations } from "@stowage/picking-optimisation/batching/BatchPlan"
import { solveInterleave } from "@stowage/picking-optimisation/interleaving/interleave"
import { interleaveViolations } from "@stowage/picking-optimisation/interleaving/InterleavePlan"
import {
  type InterleaveProblem,
  interleaveRefusalText,
  taskKinds
} from "@stowage/picking-optimisation/interleaving/InterleaveProblem"
import { passViolations } from "@stowage/picking-optimisation/zones/PassPlan"
import { passObjectives, type PassProblem, passRefusalText } from "@stowage/picking-optimisation/zones/PassProblem"
import { solvePassing } from "@stowage/picking-optimisation/zones/passSequence"
import { routeViolations } from "@stowage/picking-optimisation/routing/PickRoute"
import { routeMethods, solveRoute } from "@stowage/picking-optimisation/routing/route"
import { type Pick, routingRefusalText } from "@stowage/picking-optimisation/routing/RoutingProblem"
import { type WaveProblem, waveRefusalText } from "@stowage/picking-optimisation/release/WaveProblem"
import { solveWaves } from "@stowage/picking-optimisation/release/waves"
import { waveViolations } from "@stowage/picking-optimisation/release/WaveSchedule"
import { type ZoneProblem, zoneRefusalText } from "@stowage/picking-optimisation/zones/ZoneProblem"
import { solveZones } from "@stowage/picking-optimisation/zones/zones"
import { zoneWaveViolations } from "@stowage/picking-optimisation/zones/ZoneWaves"
import { type ProblemKind, problemKind } from "@stowage/testkit/solverTorture"
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

const routing = (method: (typeof routeMethods)[number]): ProblemKind =>
  problemKind(`routing by ${method}`, {
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

const batching: ProblemKind = problemKind("batching", {
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

const waves: ProblemKind = problemKind("waves", {
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

const zoneNames = ["A", "B", "C"] as const

const drawPickZones = (chance: Random) =>
  zoneNames.map((id) => ({
    id,
    pickers: 1 + chance.int(3),
    pace: 1 + chance.int(2),
    transportMillis: chance.int(5)
  }))

/** Now and then an order without work. */
const drawZoned = (chance: Random, index: number) => ({
  id: `O${index}` as FulfilmentOrderId,
  zones: zoneNames
    .filter((_, zone) => (zone === index % 3 ? !chance.chance(0.001) : chance.chance(0.5)))
    .map((zone) => ({ zone, lines: 1 + chance.int(3), workMillis: chance.int(9) }))
})

const zoneWaves: ProblemKind = problemKind("zone waves", {
  draw: (chance): ZoneProblem => ({
    zones: drawPickZones(chance),
    orders: times(1 + chance.int(12), (index) => drawZoned(chance, index)),
    setupMillis: chance.int(6),
    ...(chance.chance(0.5) ? { waves: 1 + chance.int(5) } : { limits: { orders: 1 + chance.int(5), lines: 9 } })
  }),
  solve: solveZones,
  violations: zoneWaveViolations,
  say: zoneRefusalText
})

const passing: ProblemKind = problemKind("pick-and-pass", {
  draw: (chance): PassProblem => ({
    zones: drawPickZones(chance),
    orders: times(1 + chance.int(9), (index) => ({
      ...drawZoned(chance, index),
      dueMillis: chance.int(60) - (chance.chance(0.002) ? 61 : 0)
    })),
    objective: chance.pick(passObjectives),
    releaseMillis: chance.int(4)
  }),
  solve: solvePassing,
  violations: passViolations,
  say: passRefusalText
})

const interleaving: ProblemKind = problemKind("interleaving", {
  draw: (chance): InterleaveProblem => {
    const at = times(1 + chance.int(9), () => [chance.int(6), chance.int(6)] as const)
    const place = (): number => chance.int(at.length + (chance.chance(0.001) ? 1 : 0))
    return {
      // Going down is twice as far as going up.
      distances: {
        count: at.length,
        between: (from, to) => {
          const [a = [0, 0], b = [0, 0]] = [at[from], at[to]]
          return Math.abs(a[0] - b[0]) + Math.max(b[1] - a[1], 2 * (a[1] - b[1]))
        }
      },
      unitsPerSecond: 100 + chance.int(900),
      workers: times(1 + chance.int(3), (index) => ({
        id: `W${index}`,
        at: place(),
        ...(chance.chance(0.5) ? { home: place() } : {}),
        equipment: index === 0 || chance.chance(0.5) ? ["lift"] : []
      })),
      tasks: times(1 + chance.int(12), (index) => ({
        id: `T${index}`,
        kind: chance.pick(taskKinds),
        from: place(),
        to: place(),
        handlingMillis: chance.int(9),
        priority: index > 6 ? 0 : 1,
        ...(chance.chance(0.3) ? { dueMillis: 100 + chance.int(900) } : {}),
        ...(chance.chance(0.3) ? { equipment: "lift" } : {}),
        ...(index > 0 && chance.chance(0.3) ? { waitsFor: [`T${chance.int(index)}`] } : {})
      }))
    }
  },
  solve: solveInterleave,
  violations: interleaveViolations,
  say: interleaveRefusalText
})

export const kinds: ReadonlyArray<ProblemKind> = [
  ...routeMethods.map(routing),
  batching,
  waves,
  zoneWaves,
  passing,
  interleaving,
  ...kindsOnGraphs
]
