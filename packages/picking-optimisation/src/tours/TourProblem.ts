/**
 * In what order should these stops be visited, wherever they lie? The question for any distances, one-way or not.
 */
import { type PlaceDistances } from "./PlaceDistances.ts"

/** What a stop puts on the cart, or what a cart takes. What is left out is 0 of a stop, no limit of a cart. */
export interface CartLoad {
  readonly units?: number
  readonly massGrams?: number
  readonly volumeMm3?: number
}

export const cartLoadNames = ["units", "massGrams", "volumeMm3"] as const
export type CartLoadName = (typeof cartLoadNames)[number]

/** When work at a stop may begin, in milliseconds after the tour has begun. Who comes early waits. */
export interface TimeWindow {
  readonly opensAtMillis: number
  readonly closesAtMillis: number
}

/** Something to do at a place. Several stops may be at one place. */
export interface TourStop {
  /** Unique within the problem. */
  readonly id: string
  /** Number of the place. */
  readonly place: number
  /** How long the work takes; 0 when not given. */
  readonly serviceMillis?: number
  readonly window?: TimeWindow
  /** Stops of a lower class come before all of a higher one: heavy ones 0, fragile ones 9. 0 when not given. */
  readonly class?: number
  readonly load?: CartLoad
}

/** A cart that is emptied on the way when it is full. */
export interface TourCart {
  readonly limits: CartLoad
  /** Places where the cart can be emptied. */
  readonly dropOffs: ReadonlyArray<number>
  /** How long emptying takes; 0 when not given. */
  readonly dropOffMillis?: number
}

/**
 * Visit every stop once in the shortest tour that keeps the rules. The cost is its length, in the unit of the
 * distances.
 */
export interface TourProblem {
  readonly distances: PlaceDistances
  readonly stops: ReadonlyArray<TourStop>
  /** Places to choose from where the tour begins. Without any it begins at its first stop. */
  readonly starts?: ReadonlyArray<number>
  /**
   * Places to choose from where the tour ends. When not given it ends where it began; when empty, at its last stop.
   */
  readonly ends?: ReadonlyArray<number>
  /** Pairs of stops by id: the first is visited before the second. */
  readonly before?: ReadonlyArray<readonly [first: string, second: string]>
  /** How fast distances are covered. Needed for time windows, and without them of no effect. */
  readonly unitsPerSecond?: number
  readonly cart?: TourCart
}

/** How much a stop asks of a limit. */
export const loadOf = ({ load }: TourStop, name: CartLoadName): number => load?.[name] ?? 0

/** How much all these stops together ask of a limit. */
export const allLoads = (stops: ReadonlyArray<TourStop>, name: CartLoadName): number =>
  stops.reduce((sum, stop) => sum + loadOf(stop, name), 0)
