/**
 * Small mixed-shelves problems, by example and at random, and the best answer by trying all.
 */
import * as fc from "fast-check"
import { type FulfilmentOrderId, type SerialId, type Sku } from "@stowage/kernel/Ids"
import { shelfWalkMm } from "@stowage/picking-optimisation/shelves/MixedShelvesPlan"
import {
  type MixedShelvesProblem,
  type ShelfOrder,
  type ShelfUnit
} from "@stowage/picking-optimisation/shelves/MixedShelvesProblem"

export const skuOf = (text: string): Sku => text as Sku
export const unitId = (text: string): SerialId => text as SerialId
export const orderId = (text: string): FulfilmentOrderId => text as FulfilmentOrderId

/** `tea@z1/2/30` is a unit of tea in zone z1, aisle 2, 30 mm to the back of the middle; that is its id as well. */
export const unit = (text: string): ShelfUnit => {
  const [sku = "", place = ""] = text.split("@")
  const [zone = "", aisle, yMm] = place.split("/")
  return { id: unitId(text), sku: skuOf(sku), zone, aisle: Number(aisle), yMm: Number(yMm) }
}

/** `shelfOrder("A", "2×tea", "cup")`. */
export const shelfOrder = (id: string, ...lines: ReadonlyArray<string>): ShelfOrder => ({
  id: orderId(id),
  lines: lines.map((text) => {
    const [first = "", second] = text.split("×")
    return second === undefined ? { sku: skuOf(first), quantity: 1 } : { sku: skuOf(second), quantity: Number(first) }
  })
})

/** Five aisles 10 mm apart, 100 mm to the front and to the back of the middle; the depot in the middle of the third. */
export const shelves = (
  units: ReadonlyArray<string>,
  orders: ReadonlyArray<ShelfOrder>,
  changes: Partial<MixedShelvesProblem> = {}
): MixedShelvesProblem => ({
  floor: { _tag: "RectangularFloor", aisleXMm: [0, 10, 20, 30, 40], crossAisleYMm: [-100, 0, 100] },
  depotAisle: 2,
  withinAisle: "straight",
  skus: ["tea", "cup", "pot"].map((text, index) => ({ sku: skuOf(text), volumeMm3: index + 1 })),
  units: units.map(unit),
  orders,
  limits: { orders: 2, volumeMm3: 6 },
  leastUnits: 1,
  ...changes
})

const Skus = fc.constantFrom("tea", "cup", "pot")
const Units = fc.record({
  sku: Skus,
  zone: fc.constantFrom("z1", "z2"),
  aisle: fc.nat(3),
  yMm: fc.integer({ min: -6, max: 5 })
})
const Orders = fc.array(Skus, { minLength: 1, maxLength: 2 })

/** Up to seven units of three SKUs in two zones, up to four orders of one or two of them, and limits that bind. */
export const MixedShelvesProblems: fc.Arbitrary<MixedShelvesProblem> = fc
  .record({
    units: fc.array(Units, { minLength: 1, maxLength: 7 }),
    orders: fc.array(Orders, { minLength: 1, maxLength: 4 }),
    steps: fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })),
    depotAisle: fc.nat(3),
    withinAisle: fc.constantFrom("straight" as const, "byCrossAisle" as const),
    limits: fc.record({ orders: fc.integer({ min: 1, max: 3 }), volumeMm3: fc.integer({ min: 2, max: 6 }) }),
    leastUnits: fc.integer({ min: 1, max: 4 })
  })
  .map(({ orders, steps: [one, two, three], units, ...rest }) => ({
    floor: { _tag: "RectangularFloor", aisleXMm: [0, one, one + two, one + two + three], crossAisleYMm: [-6, 0, 5] },
    skus: ["tea", "cup", "pot"].map((text, index) => ({ sku: skuOf(text), volumeMm3: index + 1 })),
    units: units.map((each, index) => ({ ...each, id: unitId(`U${index}`), sku: skuOf(each.sku) })),
    orders: orders.map((lines, index) => shelfOrder(`O${index}`, ...lines)),
    ...rest
  }))

/** The shortest walk over units by trying every order of visits. */
export const bruteForceTourMm = (problem: MixedShelvesProblem, units: ReadonlyArray<ShelfUnit>): number => {
  const depot = { aisle: problem.depotAisle, yMm: problem.floor.crossAisleYMm[1] as number }
  let bestMm = Number.POSITIVE_INFINITY
  const extend = (at: Pick<ShelfUnit, "aisle" | "yMm">, left: ReadonlyArray<ShelfUnit>, walkedMm: number): void => {
    if (walkedMm >= bestMm) return
    if (left.length === 0) bestMm = Math.min(bestMm, walkedMm + shelfWalkMm(problem, at, depot))
    for (const next of left) {
      const others = left.filter((other) => other !== next)
      extend(next, others, walkedMm + shelfWalkMm(problem, at, next))
    }
  }
  extend(depot, units, 0)
  return bestMm
}

/** All ways to divide things into groups that are `allowed`. */
const partitions = <A>(
  things: ReadonlyArray<A>,
  allowed: (group: ReadonlyArray<A>) => boolean
): ReadonlyArray<ReadonlyArray<ReadonlyArray<A>>> => {
  const [first, ...rest] = things
  if (first === undefined) return [[]]
  return partitions(rest, allowed).flatMap((groups) => [
    ...groups.flatMap((group, at) => (allowed([first, ...group]) ? [groups.with(at, [first, ...group])] : [])),
    ...(allowed([first]) ? [[[first], ...groups]] : [])
  ])
}

/** The least walk of all plans, by trying all selections, allocations, batches and picklists; never when there is none. */
export const bestOfAllShelfPlans = (problem: MixedShelvesProblem): number => {
  const { leastUnits, limits, orders, skus, units } = problem
  const volumeOf = new Map(skus.map(({ sku, volumeMm3 }) => [sku, volumeMm3]))
  const fits = (list: ReadonlyArray<ShelfUnit>): boolean =>
    new Set(list.map(({ zone }) => zone)).size === 1 &&
    list.reduce((sum, { sku }) => sum + (volumeOf.get(sku) ?? 0), 0) <= limits.volumeMm3
  const toursMm = new Map<string, number>()
  const tourMm = (list: ReadonlyArray<ShelfUnit>): number => {
    const key = list.map(({ id }) => id).join()
    const known = toursMm.get(key) ?? bruteForceTourMm(problem, list)
    toursMm.set(key, known)
    return known
  }
  const listsMm = new Map<string, number>()
  const pickedMm = (list: ReadonlyArray<ShelfUnit>): number => {
    const key = list.map(({ id }) => id).join()
    const known =
      listsMm.get(key) ??
      Math.min(...partitions(list, fits).map((parts) => parts.reduce((sum, part) => sum + tourMm(part), 0)))
    listsMm.set(key, known)
    return known
  }
  let best = Number.POSITIVE_INFINITY
  const allocate = (
    batches: ReadonlyArray<ReadonlyArray<Sku>>,
    free: ReadonlyArray<ShelfUnit>,
    walkedMm: number,
    given: ReadonlyArray<ShelfUnit>
  ): void => {
    const [batch, ...later] = batches
    if (batch === undefined) {
      best = Math.min(best, walkedMm)
      return
    }
    const [sku, ...others] = batch
    if (sku === undefined) return allocate(later, free, walkedMm + pickedMm(given.toSorted(byId)), [])
    for (const one of free.filter((candidate) => candidate.sku === sku)) {
      allocate(
        [others, ...later],
        free.filter((other) => other !== one),
        walkedMm,
        [...given, one]
      )
    }
  }
  for (let mask = 1; mask < 1 << orders.length; mask++) {
    const chosen = orders.filter((_, at) => (mask >> at) % 2 === 1)
    const skusOf = (order: ShelfOrder) =>
      order.lines.flatMap(({ quantity, sku }) => Array.from({ length: quantity }, () => sku))
    if (chosen.flatMap(skusOf).length < leastUnits) continue
    for (const batches of partitions(chosen, (group) => group.length <= limits.orders)) {
      allocate(
        batches.map((group) => group.flatMap(skusOf)),
        units,
        0,
        []
      )
    }
  }
  return best
}

const byId = (a: ShelfUnit, b: ShelfUnit): number => (a.id < b.id ? -1 : 1)
