/**
 * Which blocks suit a space best.
 *
 * Source: Araya, Guerrero and Nuñez (2017), VCS: a new heuristic function for selecting boxes in the single container
 * loading problem, Computers and Operations Research 82: volume, contact with neighbours, loss and number of units.
 */
import { fitBits, sidesSize, sizeClasses, type Blocks } from "./Blocks.ts"
import { admits, isConstrained } from "./admits.ts"
import { farCorner, isLeft, placedSize, type LoadState } from "./LoadState.ts"
import type { LoadRoom, LoadTask } from "./LoadTask.ts"
import { spaceSize } from "./Spaces.ts"

/** The best blocks for one space, best first. */
export interface Best {
  count: number
  readonly block: Int32Array
  readonly score: Float64Array
}

export const makeBest = (most: number): Best => ({
  count: 0,
  block: new Int32Array(most),
  score: new Float64Array(most)
})

/** Gap between a block and the far side of its space, as a share of its own side, that still counts as contact. */
const touching = 0.04

/** Rectangles that touch each of the six sides of a space: u1, v1, u2, v2 from its near corner. */
interface Neighbours {
  readonly counts: Int32Array
  readonly sides: Float64Array
}

const mostNeighbours = 64
const rectangle = 4
const neighbours: Neighbours = {
  counts: new Int32Array(6),
  sides: new Float64Array(6 * mostNeighbours * rectangle)
}

/**
 * Puts up to `most` blocks that fit the space into `best`.
 *
 * A score is the worth of the block, less for many units, times the share of the space that could still be used, times
 * the fourth power of the share of its surface that touches something. Blocks are asked in falling order of worth,
 * until no other can be better.
 */
export const bestBlocks = (state: LoadState, task: LoadTask, space: number, most: number, best: Best): void => {
  const { blocks, room } = task
  const { sides } = state.spaces
  const at = space * spaceSize
  const spaceL = sides[at + 3]! - sides[at]!
  const spaceW = sides[at + 4]! - sides[at + 1]!
  const spaceH = sides[at + 5]! - sides[at + 2]!
  const spaceMm3 = spaceL * spaceW * spaceH
  const far = farCorner(state.spaces, space, room)
  findNeighbours(state, blocks, room, at)
  const { options } = state
  const { classes, key, sides: blockSides } = blocks
  const constrained = isConstrained(task)
  const { x, y, z } = state.reach
  best.count = 0
  let worst = 0
  let kept = firstNotAbove(options, state.optionCount, key, spaceMm3 * blocks.mostRate * (1 + 1e-9))
  let asked = kept
  const fits = sizeClasses(room, spaceL, spaceW, spaceH) | fitBits
  for (; asked < state.optionCount; asked++) {
    const block = options[asked]!
    if (((fits - classes[block]!) & fitBits) !== fitBits) {
      options[kept++] = block
      continue
    }
    if (key[block]! <= worst) break
    const row = block * sidesSize
    const blockL = blockSides[row]!
    const blockW = blockSides[row + 1]!
    const blockH = blockSides[row + 2]!
    if (blockL > spaceL || blockW > spaceW || blockH > spaceH || blockSides[row + 3] !== state.drop) {
      options[kept++] = block
      continue
    }
    if (!isLeft(state, task, block)) continue
    options[kept++] = block
    const usable = (blockL + x[spaceL - blockL]!) * (blockW + y[spaceW - blockW]!) * (blockH + z[spaceH - blockH]!)
    const atMost = (key[block]! * usable) / spaceMm3
    if (atMost <= worst) continue
    const score = atMost * contactFactor(spaceL, spaceW, spaceH, blockL, blockW, blockH, far, worst / atMost)
    if (score <= worst || (constrained && !admits(state, task, block, space, far))) continue
    insert(best, block, score, most)
    if (best.count === most) worst = best.score[most - 1]!
  }
  if (kept < asked) {
    options.copyWithin(kept, asked, state.optionCount)
    state.optionCount -= asked - kept
  }
}

/** The first of the options, whose keys fall, with a key not above `most`: blocks before it hold too much. */
const firstNotAbove = (options: Int32Array, count: number, key: Float64Array, most: number): number => {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >> 1
    if (key[options[middle]!]! > most) low = middle + 1
    else high = middle
  }
  return low
}

const insert = (best: Best, block: number, score: number, most: number): void => {
  let to = best.count < most ? best.count++ : most - 1
  for (; to > 0 && best.score[to - 1]! < score; to--) {
    best.score[to] = best.score[to - 1]!
    best.block[to] = best.block[to - 1]!
  }
  best.score[to] = score
  best.block[to] = block
}

const findNeighbours = (
  { spaces, placed, placedCount }: LoadState,
  blocks: Blocks,
  room: LoadRoom,
  at: number
): void => {
  const { sides } = spaces
  const x1 = sides[at]!
  const y1 = sides[at + 1]!
  const z1 = sides[at + 2]!
  const x2 = sides[at + 3]!
  const y2 = sides[at + 4]!
  const z2 = sides[at + 5]!
  neighbours.counts.fill(0)
  if (x1 === 0) addNeighbour(0, 0, 0, y2 - y1, z2 - z1)
  if (x2 === room.lengthMm) addNeighbour(1, 0, 0, y2 - y1, z2 - z1)
  if (y1 === 0) addNeighbour(2, 0, 0, x2 - x1, z2 - z1)
  if (y2 === room.widthMm) addNeighbour(3, 0, 0, x2 - x1, z2 - z1)
  if (z1 === 0) addNeighbour(4, 0, 0, x2 - x1, y2 - y1)
  if (z2 === room.heightMm) addNeighbour(5, 0, 0, x2 - x1, y2 - y1)
  for (let from = 0, end = placedCount * placedSize; from < end; from += placedSize) {
    const block = placed[from]!
    const a1 = placed[from + 1]!
    const a2 = a1 + blocks.l[block]!
    if (a1 > x2 || a2 < x1) continue
    const b1 = placed[from + 2]!
    const b2 = b1 + blocks.w[block]!
    if (b1 > y2 || b2 < y1) continue
    const c1 = placed[from + 3]!
    const c2 = c1 + blocks.h[block]!
    if (c1 > z2 || c2 < z1) continue
    if (a2 === x1 || a1 === x2) addNeighbour(a2 === x1 ? 0 : 1, b1 - y1, c1 - z1, b2 - y1, c2 - z1)
    else if (b2 === y1 || b1 === y2) addNeighbour(b2 === y1 ? 2 : 3, a1 - x1, c1 - z1, a2 - x1, c2 - z1)
    else if (c2 === z1 || c1 === z2) addNeighbour(c2 === z1 ? 4 : 5, a1 - x1, b1 - y1, a2 - x1, b2 - y1)
  }
}

const addNeighbour = (side: number, u1: number, v1: number, u2: number, v2: number): void => {
  const count = neighbours.counts[side]!
  if (count === mostNeighbours) return
  neighbours.counts[side] = count + 1
  const to = (side * mostNeighbours + count) * rectangle
  neighbours.sides[to] = u1
  neighbours.sides[to + 1] = v1
  neighbours.sides[to + 2] = u2
  neighbours.sides[to + 3] = v2
}

/**
 * The fourth power of the share of a block's surface that touches neighbours, when it lies in the chosen corner of the
 * space; 0 as soon as it cannot be above `least`.
 */
const contactFactor = (
  spaceL: number,
  spaceW: number,
  spaceH: number,
  l: number,
  w: number,
  h: number,
  far: number,
  least: number
): number => {
  const x = far & 1 ? spaceL - l : 0
  const y = far & 2 ? spaceW - w : 0
  const z = far & 4 ? spaceH - h : 0
  const throughX = spaceL - l <= touching * l
  const throughY = spaceW - w <= touching * w
  const throughZ = spaceH - h <= touching * h
  const endMm2 = w * h
  const sideMm2 = l * h
  const baseMm2 = l * w
  const surfaceMm2 = 2 * (endMm2 + sideMm2 + baseMm2)
  const most =
    (throughX ? 2 * endMm2 : endMm2) + (throughY ? 2 * sideMm2 : sideMm2) + (throughZ ? 2 * baseMm2 : baseMm2)
  if (fourthPower(most / surfaceMm2) <= least) return 0
  let mm2 = 0
  if (throughX || !(far & 1)) mm2 += touchedMm2(0, y, z, w, h)
  if (throughX || far & 1) mm2 += touchedMm2(1, y, z, w, h)
  if (throughY || !(far & 2)) mm2 += touchedMm2(2, x, z, l, h)
  if (throughY || far & 2) mm2 += touchedMm2(3, x, z, l, h)
  if (throughZ || !(far & 4)) mm2 += touchedMm2(4, x, y, l, w)
  if (throughZ || far & 4) mm2 += touchedMm2(5, x, y, l, w)
  return fourthPower(mm2 / surfaceMm2)
}

const fourthPower = (share: number): number => share * share * (share * share)

const touchedMm2 = (side: number, u: number, v: number, du: number, dv: number): number => {
  const { sides, counts } = neighbours
  let mm2 = 0
  let at = side * mostNeighbours * rectangle
  for (const end = at + counts[side]! * rectangle; at < end; at += rectangle) {
    const along = Math.min(u + du, sides[at + 2]!) - Math.max(u, sides[at]!)
    if (along <= 0) continue
    const up = Math.min(v + dv, sides[at + 3]!) - Math.max(v, sides[at + 1]!)
    if (up > 0) mm2 += along * up
  }
  return mm2
}
