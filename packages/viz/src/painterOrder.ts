/** Boxes from the back to the front. */

/** A box with its corner nearest the origin and its extents along x, y and z, in mm. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly z: number
  readonly l: number
  readonly w: number
  readonly h: number
}

/** Whether `a` is wholly beyond `b` on some axis, seen from where all three axes point. */
const isBeyond = (a: Box, b: Box): boolean => a.x + a.l <= b.x || a.y + a.w <= b.y || a.z + a.h <= b.z

/**
 * The order in which a painter who looks against (1, 1, 1) paints the boxes, so that none covers one in front of it.
 * When two boxes are apart on one axis in one sense and on another in the other, no line of sight meets both, and
 * either may come first; then, and where boxes overlap or hide each other in a ring, they come in the order given.
 * O(n²).
 */
export const painterOrder = <B extends Box>(boxes: ReadonlyArray<B>): ReadonlyArray<B> => {
  const painted: Array<B> = []
  const seen = new Set<B>()
  const paint = (box: B): void => {
    if (seen.has(box)) return
    seen.add(box)
    for (const other of boxes) if (isBeyond(other, box) && !isBeyond(box, other)) paint(other)
    painted.push(box)
  }
  for (const box of boxes) paint(box)
  return painted
}
