/**
 * From blocks to the units in them.
 */
import type { BlockTree } from "./Blocks.ts"
import type { LoadKinds } from "./LoadKinds.ts"

/** Numbers that one unit takes: its kind, its corner and its sides. */
export const unitSize = 7

/**
 * Each unit of a row of the tree, its corner relative to the block's. A block's waste is behind what is joined in it,
 * or, when it is mirrored, before it.
 */
export const unitsOf = (tree: BlockTree, kinds: LoadKinds, made: number, mirrored: number): Int32Array => {
  const units: Array<number> = []
  const [l, w] = addUnits(tree, kinds, made, 0, 0, 0, units)
  for (let at = 0; at < units.length; at += unitSize) {
    if (mirrored & 1) units[at + 1] = l - units[at + 1]! - units[at + 4]!
    if (mirrored & 2) units[at + 2] = w - units[at + 2]! - units[at + 5]!
  }
  return Int32Array.from(units)
}

/** Adds the units of a row, and says its sides. */
const addUnits = (
  tree: BlockTree,
  kinds: LoadKinds,
  made: number,
  x: number,
  y: number,
  z: number,
  units: Array<number>
): readonly [l: number, w: number, h: number] => {
  const { axis, first, second, nx, ny, nz } = tree
  const along = axis[made]!
  if (along < 3) {
    const [l, w, h] = addUnits(tree, kinds, first[made]!, x, y, z, units)
    const [toX, toY, toZ] = [along === 0 ? x + l : x, along === 1 ? y + w : y, along === 2 ? z + h : z]
    const [l2, w2, h2] = addUnits(tree, kinds, second[made]!, toX, toY, toZ, units)
    return [
      along === 0 ? l + l2 : Math.max(l, l2),
      along === 1 ? w + w2 : Math.max(w, w2),
      along === 2 ? h + h2 : Math.max(h, h2)
    ]
  }
  const kind = first[made]!
  const pose = second[made]!
  const l = kinds.l[pose]!
  const w = kinds.w[pose]!
  const h = kinds.h[pose]!
  const rise = kinds.rise[pose]!
  for (let layer = 0; layer < nz[made]!; layer++) {
    for (let row = 0; row < ny[made]!; row++) {
      for (let column = 0; column < nx[made]!; column++) {
        units.push(kind, x + column * l, y + row * w, z + layer * rise, l, w, h)
      }
    }
  }
  return [nx[made]! * l, ny[made]! * w, h + (nz[made]! - 1) * rise]
}
