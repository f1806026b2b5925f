/**
 * Small tour problems, drawn so that rules collide, and the best of all orders for them.
 */
import * as fc from "fast-check"
import { type TourPlan, type TourVisit } from "@stowage/picking-optimisation/tours/TourPlan"
import { type TourProblem, type TourStop } from "@stowage/picking-optimisation/tours/TourProblem"

/** Which rules problems may have. */
export interface Rules {
  readonly oneWay?: boolean
  readonly depots?: boolean
  readonly precedence?: boolean
  readonly windows?: boolean
  readonly cart?: boolean
  readonly stopsAtMost?: number
  readonly stopsAtLeast?: number
}

const places = 8

const Matrices = (oneWay: boolean): fc.Arbitrary<ReadonlyArray<number>> =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: places * places, maxLength: places * places })
    .map((lengths) => {
      const lengthOf = (from: number, to: number): number =>
        from === to ? 0 : (lengths[oneWay || from < to ? from * places + to : to * places + from] as number)
      return lengths.map((_, index) => lengthOf(Math.floor(index / places), index % places))
    })

/** The shortest walks that these legs allow: never longer than by way of a third place. */
const closed = (legs: ReadonlyArray<number>): ReadonlyArray<number> => {
  const lengths = [...legs]
  for (let by = 0; by < places; by++) {
    for (let from = 0; from < places; from++) {
      for (let to = 0; to < places; to++) {
        const round = (lengths[from * places + by] as number) + (lengths[by * places + to] as number)
        lengths[from * places + to] = Math.min(lengths[from * places + to] as number, round)
      }
    }
  }
  return lengths
}

const Places = fc.integer({ min: 0, max: places - 1 })
const never = fc.constant(undefined)
const sometimes = <A>(asked: boolean | undefined, drawn: fc.Arbitrary<A>): fc.Arbitrary<A | undefined> =>
  asked === true ? fc.option(drawn, { nil: undefined }) : never

const Stops = (rules: Rules): fc.Arbitrary<ReadonlyArray<TourStop>> =>
  fc
    .array(
      fc.record({
        place: Places,
        serviceMillis: fc.nat(2),
        class: sometimes(rules.precedence, fc.nat(2)),
        window: sometimes(rules.windows, fc.tuple(fc.nat(30), fc.nat(40))),
        units: fc.nat(3)
      }),
      { minLength: rules.stopsAtLeast ?? 1, maxLength: rules.stopsAtMost ?? 6 }
    )
    .map((drawn) =>
      drawn.map(({ class: of, place, serviceMillis, units, window }, index) => ({
        id: `S${index}`,
        place,
        ...(rules.windows === true ? { serviceMillis } : {}),
        ...(of === undefined ? {} : { class: of }),
        ...(window === undefined
          ? {}
          : { window: { opensAtMillis: window[0], closesAtMillis: window[0] + window[1] } }),
        ...(rules.cart === true ? { load: { units, massGrams: units === 1 ? 5 : 1 } } : {})
      }))
    )

/** Problems under these rules, each now and then left out. A unit is walked in a millisecond. */
export const TourProblems = (rules: Rules): fc.Arbitrary<TourProblem> =>
  fc
    .record({
      lengths: fc
        .boolean()
        .chain((oneWay) => Matrices(rules.oneWay === true && oneWay))
        .map(rules.cart === true ? closed : (legs) => legs),
      stops: Stops(rules),
      starts: sometimes(rules.depots, fc.array(Places, { maxLength: 3 })),
      ends: sometimes(rules.depots, fc.array(Places, { maxLength: 3 })),
      before: sometimes(rules.precedence, fc.array(fc.tuple(fc.nat(5), fc.nat(5)), { maxLength: 3 })),
      cart: sometimes(
        rules.cart,
        fc.record({
          units: fc.integer({ min: 3, max: 8 }),
          dropOffs: fc.array(Places, { minLength: 1, maxLength: 2 }),
          dropOffMillis: fc.nat(3)
        })
      )
    })
    .map(({ before, cart, ends, lengths, starts, stops }) => ({
      distances: { count: places, between: (from: number, to: number) => lengths[from * places + to] as number },
      stops,
      ...(starts === undefined ? {} : { starts }),
      ...(ends === undefined ? {} : { ends }),
      ...(before === undefined ? {} : { before: pairsOf(before, stops) }),
      ...(rules.windows === true ? { unitsPerSecond: 1_000 } : {}),
      ...(cart === undefined
        ? {}
        : {
            cart: {
              limits: { units: cart.units, massGrams: 9 },
              dropOffs: cart.dropOffs,
              dropOffMillis: cart.dropOffMillis
            }
          })
    }))

const pairsOf = (drawn: ReadonlyArray<readonly [number, number]>, stops: ReadonlyArray<TourStop>) =>
  drawn.flatMap(([a, b]): ReadonlyArray<readonly [string, string]> => {
    const [first, second] = [stops[a], stops[b]]
    return first === undefined || second === undefined || a === b ? [] : [[first.id, second.id]]
  })

/**
 * The least length of any tour, by trying every order, every way to begin and end and every way to empty the cart in
 * between; `Infinity` when none keeps the rules. Only what is as long as a tour already found is not followed further.
 */
export const bestTourLength = (problem: TourProblem): number => {
  const { ends, starts = [], stops } = problem
  let least = Number.POSITIVE_INFINITY
  for (const first of stops) {
    for (const from of starts.length === 0 ? [first.place] : starts) {
      least = Math.min(least, leastFrom(problem, { first, from, ends: ends ?? [from] }, least))
    }
  }
  return least
}

interface Begun {
  readonly first: TourStop
  readonly from: number
  /** Empty when the tour ends at its last stop. */
  readonly ends: ReadonlyArray<number>
}

type OnCart = readonly [units: number, massGrams: number]

const leastFrom = (problem: TourProblem, { ends, first, from }: Begun, known: number): number => {
  const {
    before = [],
    cart,
    distances: { between },
    stops
  } = problem
  let least = known
  const mayCome = (stop: TourStop, left: ReadonlySet<TourStop>): boolean =>
    [...left].every((other) => (other.class ?? 0) >= (stop.class ?? 0)) &&
    before.every(([early, late]) => late !== stop.id || ![...left].some(({ id }) => id === early))
  const go = (left: ReadonlySet<TourStop>, at: number, walked: number, time: number, load: OnCart): void => {
    if (walked >= least) return
    if (left.size === 0) {
      least = Math.min(least, walked + Math.min(...(ends.length === 0 ? [0] : ends.map((end) => between(at, end)))))
    }
    for (const stop of left) {
      if ((left.size === stops.length && stop !== first) || !mayCome(stop, left)) continue
      const rest = new Set(left)
      rest.delete(stop)
      const arrive = (leg: number, pause: number, on: OnCart): void => {
        const loaded = [on[0] + (stop.load?.units ?? 0), on[1] + (stop.load?.massGrams ?? 0)] as const
        const begins = Math.max(time + leg + pause, stop.window?.opensAtMillis ?? 0)
        if (loaded[0] > (cart?.limits.units ?? 99) || loaded[1] > (cart?.limits.massGrams ?? 99)) return
        if (begins > (stop.window?.closesAtMillis ?? Number.POSITIVE_INFINITY)) return
        go(rest, stop.place, walked + leg, begins + (stop.serviceMillis ?? 0), loaded)
      }
      arrive(between(at, stop.place), 0, load)
      if (left.size === stops.length) continue
      for (const drop of cart?.dropOffs ?? []) {
        arrive(between(at, drop) + between(drop, stop.place), cart?.dropOffMillis ?? 0, [0, 0])
      }
    }
  }
  go(new Set(stops), from, 0, 0, [0, 0])
  return least
}

/** The ids of the stops of a plan in order; drop-offs as `>place`. */
export const visitsOf = (plan: TourPlan): ReadonlyArray<string> =>
  plan.visits.map((visit: TourVisit) => (visit._tag === "Stop" ? visit.id : `>${visit.place}`))

/** Stops `S3`, `S1` … at these places of a line of ten, a unit apart. */
export const onLine = (stops: ReadonlyArray<number>, parts: Partial<TourProblem>): TourProblem => ({
  distances: { count: 10, between: (from, to) => Math.abs(from - to) },
  stops: stops.map((place) => ({ id: `S${place}`, place })),
  ...parts
})
