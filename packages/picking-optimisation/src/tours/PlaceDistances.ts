/**
 * How far it is between numbered places: what every tour is measured by.
 */

/** Where places lie on a plane, by number. */
export interface PlacePoints {
  readonly x: Float64Array
  readonly y: Float64Array
}

/** Distances between places numbered from 0, all in one unit. */
export interface PlaceDistances {
  readonly count: number
  /** 0 or more, and 0 from a place to itself; `Infinity` where no walk leads. */
  readonly between: (from: number, to: number) => number
  /**
   * Where the places lie, when the nearest by distance are about the nearest on the plane. Solvers then find them
   * without looking at all pairs, which matters from some thousand places on.
   */
  readonly points?: PlacePoints
}
