/**
 * The kinds of problem that are not bound to aisles: tours, trips, totes and shifts over random distances, and the
 * choices among many places.
 */
import { type FulfilmentOrderId, type LocationId, type SerialId, type Sku } from "@stowage/kernel/Ids"
import { type Random } from "@stowage/kernel/Random"
import { solveMixedShelves } from "@stowage/picking-optimisation/shelves/mixedShelves"
import { mixedShelvesViolations } from "@stowage/picking-optimisation/shelves/MixedShelvesPlan"
import {
  type MixedShelvesProblem,
  mixedShelvesRefusalText
} from "@stowage/picking-optimisation/shelves/MixedShelvesProblem"
import { solveParking } from "@stowage/picking-optimisation/parking/parking"
import { parkingViolations } from "@stowage/picking-optimisation/parking/ParkingPlan"
import { type ParkingProblem, parkingRefusalText } from "@stowage/picking-optimisation/parking/ParkingProblem"
import { solveScattered } from "@stowage/picking-optimisation/scattered/scattered"
import { scatteredViolations } from "@stowage/picking-optimisation/scattered/ScatteredPlan"
import { type ScatteredProblem, scatteredRefusalText } from "@stowage/picking-optimisation/scattered/ScatteredProblem"
import { solveShift } from "@stowage/picking-optimisation/shifts/shift"
import { shiftViolations } from "@stowage/picking-optimisation/shifts/ShiftPlan"
import { type ShiftOrder, type ShiftProblem, shiftRefusalText } from "@stowage/picking-optimisation/shifts/ShiftProblem"
import { solveTotes } from "@stowage/picking-optimisation/totes/totes"
import { toteViolations } from "@stowage/picking-optimisation/totes/TotePlan"
import { type ToteProblem, toteRefusalText } from "@stowage/picking-optimisation/totes/ToteProblem"
import { solveTour } from "@stowage/picking-optimisation/tours/tour"
import { tourViolations } from "@stowage/picking-optimisation/tours/TourPlan"
import { type TourProblem, type TourStop } from "@stowage/picking-optimisation/tours/TourProblem"
import { tourRefusalText } from "@stowage/picking-optimisation/tours/TourRefusal"
import { type MeasuredFloor } from "@stowage/picking-optimisation/trips/TripFloor"
import { tripViolations } from "@stowage/picking-optimisation/trips/TripPlan"
import { type TripProblem, tripRefusalText } from "@stowage/picking-optimisation/trips/TripProblem"
import { solveTrips } from "@stowage/picking-optimisation/trips/trips"
import { type ProblemKind, problemKind } from "@stowage/testkit/solverTorture"

const times = <A>(count: number, make: (index: number) => A): ReadonlyArray<A> =>
  Array.from({ length: count }, (_, index) => make(index))

const orderId = (index: number): FulfilmentOrderId => `O${index}` as FulfilmentOrderId

/** Points on a small grid, walked at right angles; one way is now and then longer than the other. */
const drawFloor = (chance: Random, places: number): MeasuredFloor => {
  const points = times(places, () => [chance.int(12), chance.int(12)] as const)
  const isUneven = chance.chance(0.3)
  const legMm = points.flatMap(([x, y], from) =>
    points.map(([ax, ay], to) => Math.abs(x - ax) + Math.abs(y - ay) + (isUneven && from < to ? chance.int(3) : 0))
  )
  for (let place = 0; place < places; place++) legMm[place * places + place] = 0
  return { _tag: "MeasuredFloor", places, legMm }
}

const tours: ProblemKind = problemKind("tours", {
  draw: (chance): TourProblem => {
    const count = 2 + chance.int(9)
    const { legMm } = drawFloor(chance, count)
    const timed = chance.chance(0.3)
    const stops = times(1 + chance.int(count), (index): TourStop => {
      const opensAtMillis = chance.int(20_000)
      return {
        id: `${index}`,
        place: chance.int(count),
        ...(chance.chance(0.3) ? { class: chance.int(3) } : {}),
        ...(timed ? { window: { opensAtMillis, closesAtMillis: opensAtMillis + 20_000 + chance.int(99_000) } } : {}),
        load: { units: chance.int(4) }
      }
    })
    return {
      distances: { count, between: (from, to) => legMm[from * count + to] as number },
      stops,
      ...(chance.chance(0.5) ? { starts: [chance.int(count)] } : {}),
      ...(chance.chance(0.3) ? { ends: times(chance.int(3), () => chance.int(count)) } : {}),
      ...(chance.chance(0.3) && stops.length > 2 ? { before: [["0", "1"] as const] } : {}),
      ...(timed ? { unitsPerSecond: 1 } : {}),
      ...(chance.chance(0.3) ? { cart: { limits: { units: 3 + chance.int(6) }, dropOffs: [chance.int(count)] } } : {})
    }
  },
  solve: solveTour,
  violations: tourViolations,
  say: tourRefusalText
})

const parkings: ProblemKind = problemKind("parked carts", {
  draw: (chance): ParkingProblem => {
    const count = 3 + chance.int(10)
    const place = (): number => chance.int(count)
    const ways = () => {
      const { legMm } = drawFloor(chance, count)
      return { count, between: (from: number, to: number) => legMm[from * count + to] as number }
    }
    return {
      cart: {
        start: place(),
        end: place(),
        parkings: times(1 + chance.int(4), place),
        unitsPerSecond: 1 + chance.int(2),
        ...(chance.chance(0.5) ? { parkMillis: chance.int(5_000) } : {}),
        ...(chance.chance(0.3) ? { distances: ways() } : {})
      },
      onFoot: { distances: ways(), unitsPerSecond: 2, hands: chance.chance(0.7) ? { units: 2 + chance.int(5) } : {} },
      stops: times(1 + chance.int(chance.chance(0.9) ? 6 : 14), (index) => ({
        id: `${index}`,
        place: place(),
        load: { units: chance.int(4) }
      })),
      ...(chance.chance(0.3) ? { order: "asListed" as const } : {})
    }
  },
  solve: solveParking,
  violations: parkingViolations,
  say: parkingRefusalText
})

const drawTrips = (chance: Random): TripProblem => {
  const places = 3 + chance.int(10)
  return {
    floor: drawFloor(chance, places),
    start: 0,
    end: chance.int(2),
    orders: times(1 + chance.int(9), (index) => ({
      id: orderId(index),
      stops: times(1 + chance.int(4), () => chance.int(places)),
      totes: 1 + chance.int(2),
      volumeMm3: chance.int(4),
      massGrams: chance.int(4)
    })),
    limits: { totes: 2 + chance.int(4), ...(chance.chance(0.4) ? { massGrams: 3 + chance.int(6) } : {}) }
  }
}

const trips: ProblemKind = problemKind("trips", {
  draw: drawTrips,
  solve: solveTrips,
  violations: tripViolations,
  say: tripRefusalText
})

const totes: ProblemKind = problemKind("totes", {
  draw: (chance): ToteProblem => {
    const places = 3 + chance.int(8)
    return {
      floor: drawFloor(chance, places),
      start: 0,
      end: chance.int(2),
      orders: times(1 + chance.int(5), (index) => ({
        id: orderId(index),
        lines: times(1 + chance.int(4), () => ({
          place: chance.int(places),
          quantity: 1 + chance.int(5),
          massGrams: chance.int(4),
          volumeMm3: chance.int(4)
        }))
      })),
      tote: { massGrams: 4 + chance.int(9), ...(chance.chance(0.5) ? { units: 2 + chance.int(6) } : {}) },
      totesPerCart: 1 + chance.int(4),
      mayMix: chance.chance(0.5),
      maySplit: chance.chance(0.5)
    }
  },
  solve: solveTotes,
  violations: toteViolations,
  say: toteRefusalText
})

const shifts: ProblemKind = problemKind("shifts", {
  draw: (chance): ShiftProblem => {
    const { floor, limits, orders } = drawTrips(chance)
    // Now and then before its release.
    const drawDue = (releasedAtMillis: number) => ({
      atMillis: chance.chance(0.002) ? 0 : releasedAtMillis + chance.int(400),
      lateness: chance.chance(0.3) ? ("hard" as const) : chance.int(3)
    })
    return {
      floor,
      limits,
      orders: orders.map((order): ShiftOrder => {
        const releasedAtMillis = chance.chance(0.3) ? chance.int(50) : 0
        return {
          ...order,
          ...(releasedAtMillis > 0 ? { releasedAtMillis } : {}),
          ...(chance.chance(0.6) ? { due: drawDue(releasedAtMillis) } : {}),
          ...(chance.chance(0.2) ? { needs: ["lift"] } : {})
        }
      }),
      pickers: times(1 + chance.int(3), (index) => ({
        id: `P${index}`,
        fromMillis: chance.int(20),
        untilMillis: 2_000 + chance.int(2_000),
        millisPerMm: 1 + chance.int(2),
        start: 0,
        end: chance.int(2),
        ...(index === 0 ? { has: ["lift"] } : {})
      })),
      setupMillis: chance.int(5),
      millisPerLine: chance.int(3),
      weights: { work: 1, makespan: chance.int(2) }
    }
  },
  solve: solveShift,
  violations: shiftViolations,
  say: shiftRefusalText
})

const scattered: ProblemKind = problemKind("scattered storage", {
  draw: (chance): ScatteredProblem => {
    const aisles = 1 + chance.int(5)
    const blocks = 1 + chance.int(2)
    const places = times(4 + chance.int(12), () => [chance.int(aisles), chance.int(8 * blocks + 1)] as const)
    const candidates = places.map(([aisle, yMm]) => ({
      location: `${aisle}/${yMm}` as LocationId,
      aisle,
      yMm,
      sku: `S${chance.int(4)}` as Sku,
      quantity: 1 + chance.int(3)
    }))
    const distinct = [...new Map(candidates.map((one) => [`${one.location} ${one.sku}`, one])).values()]
    return {
      floor: {
        _tag: "RectangularFloor",
        aisleXMm: times(aisles, (aisle) => 3 * aisle),
        crossAisleYMm: times(blocks + 1, (crossAisle) => 8 * crossAisle)
      },
      depot: { aisle: chance.int(aisles), crossAisle: chance.int(blocks + 1) },
      demands: times(1 + chance.int(3), (index) => ({ sku: `S${index}` as Sku, quantity: 1 + chance.int(3) })),
      candidates: distinct
    }
  },
  solve: solveScattered,
  violations: scatteredViolations,
  say: scatteredRefusalText
})

const shelves: ProblemKind = problemKind("mixed shelves", {
  draw: (chance): MixedShelvesProblem => ({
    floor: { _tag: "RectangularFloor", aisleXMm: times(4, (aisle) => 3 * aisle), crossAisleYMm: [0, 10, 20] },
    depotAisle: chance.int(4),
    withinAisle: chance.chance(0.5) ? "straight" : "byCrossAisle",
    skus: times(5, (index) => ({ sku: `S${index}` as Sku, volumeMm3: 1 + chance.int(3) })),
    units: times(10 + chance.int(15), (index) => ({
      id: `U${index}` as SerialId,
      sku: `S${chance.int(5)}` as Sku,
      zone: chance.chance(0.5) ? "north" : "south",
      aisle: chance.int(4),
      yMm: chance.int(21)
    })),
    orders: times(2 + chance.int(6), (index) => ({
      id: orderId(index),
      lines: times(1 + chance.int(2), () => ({ sku: `S${chance.int(5)}` as Sku, quantity: 1 + chance.int(2) }))
    })),
    limits: { orders: 1 + chance.int(4), volumeMm3: 4 + chance.int(8) },
    leastUnits: 1 + chance.int(6)
  }),
  solve: solveMixedShelves,
  violations: mixedShelvesViolations,
  say: mixedShelvesRefusalText
})

export const kindsOnGraphs: ReadonlyArray<ProblemKind> = [tours, parkings, trips, totes, shifts, scattered, shelves]
