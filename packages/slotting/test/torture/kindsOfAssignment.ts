/** Assignment of items to places, of items to zones, of SKUs to other places, and moves. */
import type { Sku } from "@stowage/kernel/Ids"
import type { Random } from "@stowage/kernel/Random"
import { solveGeneralised } from "@stowage/slotting/zoning/generalised"
import { generalisedViolations } from "@stowage/slotting/zoning/GeneralisedPlan"
import { type GeneralisedProblem, generalisedRefusalText } from "@stowage/slotting/zoning/GeneralisedProblem"
import { moveViolations } from "@stowage/slotting/moves/MovePlan"
import { type MoveProblem, moveRefusalText } from "@stowage/slotting/moves/MoveProblem"
import { planMoves } from "@stowage/slotting/moves/planMoves"
import { solveQuadratic } from "@stowage/slotting/pairs/quadratic"
import { quadraticViolations } from "@stowage/slotting/pairs/QuadraticPlan"
import { type QuadraticProblem, quadraticRefusalText } from "@stowage/slotting/pairs/QuadraticProblem"
import { reslotViolations } from "@stowage/slotting/moves/ReslotPlan"
import { type ReslotProblem, reslotRefusalText } from "@stowage/slotting/moves/ReslotProblem"
import { solveReslot } from "@stowage/slotting/moves/reslot"
import { type ProblemKind, problemKind } from "@stowage/testkit/solverTorture"

const times = <A>(count: number, make: (index: number) => A): ReadonlyArray<A> =>
  Array.from({ length: count }, (_, index) => make(index))

/** Now and then an entry that is no measure. */
const drawTable = (chance: Random, rows: number, columns: number, most: number): ReadonlyArray<ReadonlyArray<number>> =>
  times(rows, () => times(columns, () => (chance.chance(0.0005) ? -1 : chance.int(most))))

const drawQuadratic = (chance: Random): QuadraticProblem => {
  const items = chance.int(20)
  const places = Math.max(0, items + chance.int(4) - (chance.chance(0.02) ? 1 : 0))
  const placing = chance.chance(0.3) ? { placing: drawTable(chance, items, places, 50) } : {}
  const sparse = chance.chance(0.5) ? 2 : 9
  return { flows: drawTable(chance, items, items, sparse), distances: drawTable(chance, places, places, 9), ...placing }
}

const drawGeneralised = (chance: Random): GeneralisedProblem => {
  const [zones, items] = [1 + chance.int(5), chance.int(25)]
  const room = Math.ceil((items * 4 * (0.7 + chance.next())) / zones)
  return {
    costs: drawTable(chance, zones, items, 30),
    loads: drawTable(chance, zones, items, 9),
    capacities: times(zones, () => room + chance.int(5))
  }
}

const drawReslot = (chance: Random): ReslotProblem => {
  const [skus, empty] = [1 + chance.int(14), chance.int(4)]
  const points = times(2 + skus + empty + 2, () => [chance.int(9), chance.int(9)] as const)
  const between = (a: readonly [number, number], b: readonly [number, number]): number =>
    1000 * (Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]))
  const isPicky = chance.chance(0.3)
  return {
    walks: { places: points.length, walkMm: points.flatMap((a) => points.map((b) => between(a, b))) },
    start: 0,
    end: chance.int(2),
    skus: times(skus, (index) => ({
      sku: `s${index}` as Sku,
      place: 2 + index,
      ...(isPicky ? { mayBeAt: times(4, () => 2 + chance.int(skus + empty)) } : {})
    })),
    empty: times(empty, (index) => 2 + skus + index),
    rounds: times(chance.int(12), () => ({
      skus: times(chance.int(9), () => chance.int(skus + (chance.chance(0.002) ? 1 : 0))),
      perDay: chance.int(4)
    })),
    ...(chance.chance(0.5) ? { movedAtMost: chance.int(skus) } : {})
  }
}

const drawMoves = (chance: Random): MoveProblem => {
  const reslot = drawReslot(chance)
  const usable = [...reslot.skus.map(({ place }) => place), ...reslot.empty]
  const last = reslot.walks.places - 1
  return {
    reslot,
    wanted: chance.shuffle(usable).slice(0, reslot.skus.length),
    buffers: [last, last - 1].slice(chance.int(3)),
    labour: { walkMmPerSecond: 500 + chance.int(1000), handlingMillis: chance.int(20_000) },
    horizonDays: chance.int(40),
    ...(chance.chance(0.3) ? { idleMillis: chance.int(200_000) } : {})
  }
}

export const kindsOfAssignment: ReadonlyArray<ProblemKind> = [
  problemKind("quadratic assignment", {
    draw: drawQuadratic,
    solve: solveQuadratic,
    violations: quadraticViolations,
    say: quadraticRefusalText
  }),
  problemKind("generalised assignment", {
    draw: drawGeneralised,
    solve: solveGeneralised,
    violations: generalisedViolations,
    say: generalisedRefusalText
  }),
  problemKind("re-slotting", {
    draw: drawReslot,
    solve: solveReslot,
    violations: reslotViolations,
    say: reslotRefusalText
  }),
  problemKind("moves", { draw: drawMoves, solve: planMoves, violations: moveViolations, say: moveRefusalText })
]
