/**
 * What is known of a walk besides its length: what a stop more or less would change.
 *
 * A floor is in *parts*, numbered from 0 in the order of their stops: a stretch of aisle, or a crossing. The margins of
 * a walk say what it would cost if one part were walked otherwise and the rest as is best then.
 */
export interface WalkMargins {
  readonly parts: number
  /** The stops of part `p` are `firstStop[p]` up to `firstStop[p + 1]`. */
  readonly firstStop: Int32Array
  readonly partOf: Int32Array
  /** How many numbers the margins of a walk are. */
  readonly size: number
  /** What `measure` takes, in units of effort. */
  readonly work: number
  /**
   * Length of the shortest walk over the first `count` stops of `list`, at least one, ascending. Writes what its
   * margins are made of to `restMm` from `at` on.
   */
  readonly measure: (list: Int32Array, count: number, restMm: Float64Array, at: number) => number
  /** Makes the margins of a walk that was measured: many a walk is measured and not taken. */
  readonly weigh: (restMm: Float64Array, at: number) => void
  /**
   * Length of the shortest walk that has in part `part` the stops from `from` up to `to` of `list`, ascending, and
   * elsewhere those it was measured with, by its margins at `at`. O(stops from `from` up to `to`).
   */
  readonly withPart: (
    part: number,
    list: Int32Array,
    from: number,
    to: number,
    restMm: Float64Array,
    at: number
  ) => number
  /**
   * Writes to `lengthMm` from `row` on, for each stop of part `part` by its number, how long the walk is with it as
   * well as those from `from` up to `to` of `list`, which are the part's. O(stops of the part).
   */
  readonly withEach: (
    part: number,
    list: Int32Array,
    from: number,
    to: number,
    restMm: Float64Array,
    at: number,
    lengthMm: Float64Array,
    row: number
  ) => void
}
