/** A walk as a line on the page. */

export type PagePoint = readonly [x: number, y: number]

/** Beside the centre line on the side where people walk, so that the way in and the way back are two lines. */
export const keepRightPx = 3

const isSame = (a: PagePoint, b: PagePoint): boolean => Math.hypot(a[0] - b[0], a[1] - b[1]) < 0.01

const withoutRepeats = (points: ReadonlyArray<PagePoint>): ReadonlyArray<PagePoint> =>
  points.filter((point, index) => {
    const before = points[index - 1]
    return before === undefined || !isSame(before, point)
  })

/** Unit vector to the right of a walk from `a` to `b`, on a page whose y runs down. */
const rightOf = (a: PagePoint, b: PagePoint): PagePoint => {
  const length = Math.hypot(b[0] - a[0], b[1] - a[1])
  return [-(b[1] - a[1]) / length, (b[0] - a[0]) / length]
}

const moved = ([x, y]: PagePoint, [dx, dy]: PagePoint, by: number): PagePoint => [x + dx * by, y + dy * by]

/** Where the line goes at a corner: one point, or two where the walk turns back. */
const corner = (
  before: PagePoint | undefined,
  at: PagePoint,
  after: PagePoint | undefined,
  besidePx: number
): ReadonlyArray<PagePoint> => {
  const [incoming, outgoing] = [before && rightOf(before, at), after && rightOf(at, after)]
  if (incoming === undefined || outgoing === undefined) {
    const only = incoming ?? outgoing
    return only === undefined ? [at] : [moved(at, only, besidePx)]
  }
  const cosine = incoming[0] * outgoing[0] + incoming[1] * outgoing[1]
  if (cosine < -0.5) return [moved(at, incoming, besidePx), moved(at, outgoing, besidePx)]
  return [moved(at, [incoming[0] + outgoing[0], incoming[1] + outgoing[1]], besidePx / (1 + cosine))]
}

/** The line of a walk, so far to the right of the points walked over: walks in lanes of their own can be told apart. */
export const walkLine = (points: ReadonlyArray<PagePoint>, besidePx = keepRightPx): ReadonlyArray<PagePoint> => {
  const walked = withoutRepeats(points)
  return walked.flatMap((point, index) => corner(walked[index - 1], point, walked[index + 1], besidePx))
}

const shortestPx = 22

/** An arrowhead in the middle of each straight that is long enough for one. */
export const arrowheads = (line: ReadonlyArray<PagePoint>): ReadonlyArray<ReadonlyArray<PagePoint>> =>
  line.flatMap((from, index) => {
    const to = line[index + 1]
    const length = to === undefined ? 0 : Math.hypot(to[0] - from[0], to[1] - from[1])
    if (to === undefined || length < shortestPx) return []
    const [across, ahead] = [rightOf(from, to), [(to[0] - from[0]) / length, (to[1] - from[1]) / length] as const]
    const middle: PagePoint = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]
    const back = moved(middle, ahead, -4)
    return [[moved(middle, ahead, 5), moved(back, across, 4), moved(back, across, -4)]]
  })
