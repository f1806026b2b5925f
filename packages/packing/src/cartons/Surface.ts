/**
 * The top of what is loaded so far, as seen from above: level areas, each with its height.
 *
 * When the whole base of every item is supported, nothing hollow is ever left under an item, so a load is described
 * by its surface alone: an item may stand wherever one level area holds its base, and overlap and floating cannot
 * occur. The corners of these areas are the extreme points of such a load.
 *
 * Each level is kept as its maximal rectangles, which overlap. A search uses one surface again and again, so columns
 * are typed arrays and changed in place. Raising costs O(r²) in the rectangles of a level, at most `most` in all.
 *
 * Sources: Crainic, Perboli and Tadei (2008), Extreme point-based heuristics for three-dimensional bin packing,
 * INFORMS Journal on Computing 20; Jylänki (2010), A thousand ways to pack the bin (maximal rectangles).
 */

export interface Surface {
  /** How many rectangles there are; the columns beyond are free. */
  count: number
  readonly x0: Int32Array
  readonly y0: Int32Array
  readonly x1: Int32Array
  readonly y1: Int32Array
  /** Height above the carton's floor. */
  readonly z: Int32Array
}

/** Rectangles kept at a time. More are dropped: the load then may leave room unused, never become wrong. */
const most = 256

export const makeSurface = (): Surface => ({
  count: 0,
  x0: new Int32Array(most),
  y0: new Int32Array(most),
  x1: new Int32Array(most),
  y1: new Int32Array(most),
  z: new Int32Array(most)
})

/** Empties the carton: one level area, its floor. */
export const clearSurface = (surface: Surface, lengthMm: number, widthMm: number): void => {
  surface.count = 0
  add(surface, 0, 0, lengthMm, widthMm, 0)
}

/**
 * Puts something of height `top - z` on the level area at `z` under the given rectangle. Its own top becomes level area
 * unless `top` is at least `ceiling`, where nothing could stand any more.
 */
export const raise = (
  surface: Surface,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  z: number,
  top: number,
  ceiling: number
): void => {
  cut(surface, x0, y0, x1, y1, z)
  if (top < ceiling) join(surface, x0, y0, x1, y1, top)
}

/** Takes a rectangle away from a level: what it meets is replaced by the up to four largest parts beside it. */
const cut = (surface: Surface, bx0: number, by0: number, bx1: number, by1: number, level: number): void => {
  const { x0, y0, x1, y1, z } = surface
  const before = surface.count
  let met = 0
  for (let rect = 0; rect < before; rect++) {
    if (z[rect] !== level) continue
    const rx0 = x0[rect]!
    const ry0 = y0[rect]!
    const rx1 = x1[rect]!
    const ry1 = y1[rect]!
    if (rx0 >= bx1 || bx0 >= rx1 || ry0 >= by1 || by0 >= ry1) continue
    z[rect] = gone
    met++
    if (rx0 < bx0) add(surface, rx0, ry0, bx0, ry1, level)
    if (bx1 < rx1) add(surface, bx1, ry0, rx1, ry1, level)
    if (ry0 < by0) add(surface, rx0, ry0, rx1, by0, level)
    if (by1 < ry1) add(surface, rx0, by1, rx1, ry1, level)
  }
  if (met > 0) sweep(surface)
}

/** Adds a rectangle to a level, and the larger ones it makes with its neighbours of the same height. */
const join = (surface: Surface, bx0: number, by0: number, bx1: number, by1: number, level: number): void => {
  const { x0, y0, x1, y1, z } = surface
  const first = surface.count
  add(surface, bx0, by0, bx1, by1, level)
  for (let made = first; made < surface.count; made++) {
    for (let rect = 0; rect < made; rect++) {
      if (z[rect] !== level || z[made] === gone) continue
      const lowX = Math.max(x0[rect]!, x0[made]!)
      const highX = Math.min(x1[rect]!, x1[made]!)
      const lowY = Math.max(y0[rect]!, y0[made]!)
      const highY = Math.min(y1[rect]!, y1[made]!)
      // Two that touch along a side are one stretch as wide as what they have in common.
      if (lowX <= highX && lowY < highY) {
        add(surface, Math.min(x0[rect]!, x0[made]!), lowY, Math.max(x1[rect]!, x1[made]!), highY, level)
      }
      if (lowY <= highY && lowX < highX) {
        add(surface, lowX, Math.min(y0[rect]!, y0[made]!), highX, Math.max(y1[rect]!, y1[made]!), level)
      }
    }
  }
  sweep(surface)
}

/** Marks a rectangle that another one has replaced. */
const gone = -1

/** Adds a rectangle unless one of its level holds it; those it holds are marked gone. */
const add = (surface: Surface, ax0: number, ay0: number, ax1: number, ay1: number, level: number): void => {
  const { count, x0, y0, x1, y1, z } = surface
  for (let rect = 0; rect < count; rect++) {
    if (z[rect] !== level) continue
    const rx0 = x0[rect]!
    const ry0 = y0[rect]!
    const rx1 = x1[rect]!
    const ry1 = y1[rect]!
    if (rx0 <= ax0 && ry0 <= ay0 && rx1 >= ax1 && ry1 >= ay1) return
    if (rx0 >= ax0 && ry0 >= ay0 && rx1 <= ax1 && ry1 <= ay1) z[rect] = gone
  }
  if (count === most) return
  x0[count] = ax0
  y0[count] = ay0
  x1[count] = ax1
  y1[count] = ay1
  z[count] = level
  surface.count = count + 1
}

/** Drops what is marked gone. */
const sweep = (surface: Surface): void => {
  const { x0, y0, x1, y1, z } = surface
  let kept = 0
  for (let rect = 0; rect < surface.count; rect++) {
    if (z[rect] === gone) continue
    x0[kept] = x0[rect]!
    y0[kept] = y0[rect]!
    x1[kept] = x1[rect]!
    y1[kept] = y1[rect]!
    z[kept] = z[rect]!
    kept++
  }
  surface.count = kept
}
