/**
 * Small floors of any shape and problems on them, at random, and answers by trying everything.
 */
import * as fc from "fast-check"
import { type FulfilmentOrderId } from "@stowage/kernel/Ids"
import {
  type ArcFloor,
  legTable,
  type MeasuredFloor,
  type TripFloor
} from "@stowage/picking-optimisation/trips/TripFloor"
import { type TripOrder, type TripProblem } from "@stowage/picking-optimisation/trips/TripProblem"

export const tripOrder = (id: string, stops: ReadonlyArray<number>, changes: Partial<TripOrder> = {}): TripOrder => ({
  id: id as FulfilmentOrderId,
  stops,
  totes: 1,
  volumeMm3: 1,
  massGrams: 1,
  ...changes
})

/** A walk there and back for each triple of two places and a length. */
export const twoWay = (places: number, links: ReadonlyArray<readonly [number, number, number]>): ArcFloor => ({
  _tag: "ArcFloor",
  places,
  arcs: links.flatMap(([from, to, lengthMm]) => [
    { from, to, lengthMm },
    { from: to, to: from, lengthMm }
  ])
})

const places = 8
const Places = fc.nat(places - 1)
const Lengths = fc.integer({ min: 0, max: 9 })

/** Places in a tree, so that each is reached, and some shortcuts. */
export const TwoWayFloors: fc.Arbitrary<ArcFloor> = fc
  .record({
    tree: fc.tuple(...Array.from({ length: places - 1 }, (_, place) => fc.tuple(fc.nat(place), Lengths))),
    more: fc.array(fc.tuple(Places, Places, Lengths), { maxLength: 7 })
  })
  .map(({ more, tree }) => twoWay(places, [...tree.map(([to, mm], index) => [index + 1, to, mm] as const), ...more]))

/** The same with every place on one ring that is walked one way only. */
export const OneWayFloors: fc.Arbitrary<ArcFloor> = fc
  .record({
    ring: fc.tuple(...Array.from({ length: places }, () => Lengths)),
    more: fc.array(fc.record({ from: Places, to: Places, lengthMm: Lengths }), { maxLength: 9 })
  })
  .map(({ more, ring }) => ({
    _tag: "ArcFloor",
    places,
    arcs: [...ring.map((lengthMm, from) => ({ from, to: (from + 1) % places, lengthMm })), ...more]
  }))

export const MeasuredFloors: fc.Arbitrary<MeasuredFloor> = fc
  .array(Lengths, { minLength: places * places, maxLength: places * places })
  .map((legMm) => ({ _tag: "MeasuredFloor", places, legMm }))

export const Stops = fc.array(Places, { minLength: 1, maxLength: 5 })
export const Ends = fc.tuple(Places, Places)

/** Up to five orders of up to three lines on any floor; a cart takes two to four totes. */
export const TripProblems: fc.Arbitrary<TripProblem> = fc
  .record({
    floor: fc.oneof<fc.Arbitrary<TripFloor>[]>(TwoWayFloors, OneWayFloors, MeasuredFloors),
    ends: Ends,
    totes: fc.integer({ min: 2, max: 4 }),
    orders: fc.array(
      fc.record({ stops: fc.array(Places, { minLength: 1, maxLength: 3 }), totes: fc.integer({ min: 1, max: 2 }) }),
      { minLength: 1, maxLength: 5 }
    )
  })
  .map(({ ends: [start, end], floor, orders, totes }) => ({
    floor,
    start,
    end,
    limits: { totes },
    orders: orders.map((order, index) => tripOrder(`O${index}`, order.stops, { totes: order.totes }))
  }))

/** The shortest walk from start over the stops to end, every order of them tried. */
export const bruteForceTripMm = (floor: TripFloor, start: number, end: number, stops: Iterable<number>): number => {
  const visited = [...new Set(stops)].filter((place) => place !== start && place !== end)
  const points = [start, end, ...visited]
  const legs = legTable(floor, points)
  const leg = (from: number, to: number): number => legs[from * points.length + to] as number
  const extend = (at: number, left: ReadonlyArray<number>): number =>
    left.length === 0
      ? leg(at, 1)
      : Math.min(
          ...left.map(
            (next) =>
              leg(at, next) +
              extend(
                next,
                left.filter((other) => other !== next)
              )
          )
        )
  // A measured leg from a place to itself is not walked.
  return visited.length === 0 && start === end
    ? 0
    : extend(
        0,
        visited.map((_, index) => index + 2)
      )
}

/** Every way to put so many orders in groups. */
export const partitions = (count: number): ReadonlyArray<ReadonlyArray<ReadonlyArray<number>>> =>
  count === 0
    ? [[]]
    : partitions(count - 1).flatMap((groups) => [
        ...groups.map((_, into) => groups.map((group, index) => (index === into ? [...group, count - 1] : group))),
        [...groups, [count - 1]]
      ])

/** The least walk over all ways to put orders in trips. */
export const bruteForceTripsMm = ({ end, floor, limits, orders, start }: TripProblem): number => {
  const walks = new Map<string, number>()
  const walkOf = (group: ReadonlyArray<number>): number => {
    const members = group.map((index) => orders[index] as TripOrder)
    if (members.reduce((sum, { totes }) => sum + totes, 0) > (limits.totes ?? 99)) return Number.POSITIVE_INFINITY
    const key = group.join()
    const mm =
      walks.get(key) ??
      bruteForceTripMm(
        floor,
        start,
        end,
        members.flatMap(({ stops }) => stops)
      )
    walks.set(key, mm)
    return mm
  }
  return Math.min(...partitions(orders.length).map((groups) => groups.reduce((sum, group) => sum + walkOf(group), 0)))
}
