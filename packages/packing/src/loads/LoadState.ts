/**
 * A container while it is loaded: which blocks are where, what is left over and what is still empty.
 */
import { unitsOfBlock, type LoadRoom, type LoadTask } from "./LoadTask.ts"
import { copyReach, countReach, makeReach, type Reach } from "./Reach.ts"
import { copySpaces, makeSpaces, spaceSize, takeOut, type Least, type Spaces, type Taken } from "./Spaces.ts"
import { clearStackLoad, copyStackLoad, makeStackLoad, putOn, type StackLoad } from "./StackLoad.ts"

/** Numbers that one placed block takes: which, its corner, and whether it is mirrored along x (1) and y (2). */
export const placedSize = 5

export interface LoadState {
  readonly left: Int32Array
  readonly spaces: Spaces
  placed: Int32Array
  placedCount: number
  /** Blocks there are units enough for, by number; some may be there no more. */
  readonly options: Int32Array
  optionCount: number
  worth: number
  payloadGrams: number
  /** The stop that is being loaded for: the last first. 0 when drops do not matter. */
  drop: number
  readonly reach: Reach
  /** Used when any unit bears only so much. */
  readonly stack: StackLoad
}

export const makeState = ({ kinds, blocks, room }: LoadTask): LoadState => ({
  left: new Int32Array(kinds.count),
  spaces: makeSpaces(),
  placed: new Int32Array(64 * placedSize),
  placedCount: 0,
  options: new Int32Array(blocks.count),
  optionCount: 0,
  worth: 0,
  payloadGrams: 0,
  drop: 0,
  reach: makeReach(kinds, room),
  stack: makeStackLoad()
})

/** The empty container. */
export const resetState = (state: LoadState, { kinds, blocks, room }: LoadTask): void => {
  state.left.set(kinds.quantity)
  state.spaces.count = 1
  state.spaces.sides.set([0, 0, 0, room.lengthMm, room.widthMm, room.heightMm])
  state.placedCount = 0
  for (let block = 0; block < blocks.count; block++) state.options[block] = block
  state.optionCount = blocks.count
  state.worth = 0
  state.payloadGrams = room.payloadGrams
  state.drop = kinds.drop.reduce((last, drop) => Math.max(last, drop), 0)
  clearStackLoad(state.stack)
}

export const copyState = ({ stacked }: LoadTask, from: LoadState, to: LoadState): void => {
  const { left, options, optionCount, placedCount, placed } = from
  to.left.set(left)
  copySpaces(from.spaces, to.spaces)
  const size = placedCount * placedSize
  if (to.placed.length < size + placedSize) to.placed = new Int32Array(2 * (size + placedSize))
  for (let at = 0; at < size; at++) to.placed[at] = placed[at]!
  to.placedCount = placedCount
  to.options.set(options.subarray(0, optionCount))
  to.optionCount = optionCount
  to.worth = from.worth
  to.payloadGrams = from.payloadGrams
  to.drop = from.drop
  copyReach(from.reach, to.reach)
  if (stacked) copyStackLoad(from.stack, to.stack)
}

/** Whether enough units of each of its kinds, and payload, are left for a block. */
export const isLeft = (state: LoadState, { blocks }: LoadTask, block: number): boolean => {
  const { left } = state
  const { from, kind, need } = blocks
  for (let at = from[block]!, end = from[block + 1]!; at < end; at++) {
    if (left[kind[at]!]! < need[at]!) return false
  }
  return blocks.massGrams[block]! <= state.payloadGrams
}

const taken: Taken = { x1: 0, y1: 0, z1: 0, x2: 0, y2: 0, z2: 0, topX1: 0, topY1: 0, topX2: 0, topY2: 0 }

/** Loads a block in the corner of a space that is nearest to one of the container. */
export const place = (state: LoadState, task: LoadTask, block: number, space: number): void => {
  const { blocks, room } = task
  const { sides } = state.spaces
  const at = space * spaceSize
  const far = farCorner(state.spaces, space, room)
  const x = far & 1 ? sides[at + 3]! - blocks.l[block]! : sides[at]!
  const y = far & 2 ? sides[at + 4]! - blocks.w[block]! : sides[at + 1]!
  const z = far & 4 ? sides[at + 5]! - blocks.h[block]! : sides[at + 2]!
  if (task.stacked) putOn(state.stack, task.kinds, unitsOfBlock(task, block, far & 3), x, y, z)
  record(state, block, x, y, z, far & 3)
  useUp(state, task, block)
  state.worth += blocks.worth[block]!
  state.payloadGrams -= blocks.massGrams[block]!
  take(state.spaces, task, block, x, y, z, far, state.reach.least)
  renewReach(state, task)
}

/** Counts the reach anew when half of the kinds are gone. */
const renewReach = ({ left, reach }: LoadState, { kinds }: LoadTask): void => {
  let alive = 0
  for (let kind = 0; kind < kinds.count; kind++) if (left[kind]! > 0) alive++
  if (alive > 0 && (alive <= reach.kinds / 2 || (alive < 6 && alive < reach.kinds))) countReach(reach, kinds, left)
}

/** Takes a block's units from what is left, and with them all that must not be loaded with them. */
const useUp = ({ left }: LoadState, { blocks, kinds, exclusive }: LoadTask, block: number): void => {
  for (let row = blocks.from[block]!, end = blocks.from[block + 1]!; row < end; row++) {
    const kind = blocks.kind[row]!
    left[kind] = left[kind]! - blocks.need[row]!
    if (!exclusive) continue
    for (const other of kinds.excludes[kind]!) left[other] = 0
  }
}

const take = (
  spaces: Spaces,
  { blocks, room }: LoadTask,
  block: number,
  x: number,
  y: number,
  z: number,
  mirrored: number,
  least: Least
): void => {
  const topL = blocks.topL[block]!
  const topW = blocks.topW[block]!
  taken.x1 = x
  taken.y1 = y
  taken.z1 = z
  taken.x2 = x + blocks.l[block]!
  taken.y2 = y + blocks.w[block]!
  taken.z2 = z + blocks.h[block]!
  taken.topX1 = mirrored & 1 ? taken.x2 - topL : x
  taken.topY1 = mirrored & 2 ? taken.y2 - topW : y
  taken.topX2 = taken.topX1 + topL
  taken.topY2 = taken.topY1 + topW
  takeOut(spaces, taken, room.supportShare === 1, least)
}

/**
 * Goes on to the stop before the one loaded for, with all the room that is empty, also what nothing went in; false when
 * there is none.
 */
export const nextDrop = (state: LoadState, task: LoadTask): boolean => {
  const { kinds, room } = task
  let next = 0
  for (let kind = 0; kind < kinds.count; kind++) {
    const drop = kinds.drop[kind]!
    if (state.left[kind]! > 0 && drop < state.drop && drop > next) next = drop
  }
  if (next === 0) return false
  state.drop = next
  state.spaces.count = 1
  state.spaces.sides.set([0, 0, 0, room.lengthMm, room.widthMm, room.heightMm])
  const { placed } = state
  for (let at = 0; at < state.placedCount * placedSize; at += placedSize) {
    const [block, x, y, z, mirrored] = [placed[at]!, placed[at + 1]!, placed[at + 2]!, placed[at + 3]!, placed[at + 4]!]
    take(state.spaces, task, block, x, y, z, mirrored, state.reach.least)
  }
  return true
}

const record = (state: LoadState, block: number, x: number, y: number, z: number, mirrored: number): void => {
  const at = state.placedCount++ * placedSize
  if (state.placed.length < at + placedSize) {
    const grown = new Int32Array(2 * state.placed.length)
    grown.set(state.placed)
    state.placed = grown
  }
  const { placed } = state
  placed[at] = block
  placed[at + 1] = x
  placed[at + 2] = y
  placed[at + 3] = z
  placed[at + 4] = mirrored
}

/** At which end of a space its corner nearest to one of the container is: bit 0 for x, 1 for y, 2 for z. */
export const farCorner = ({ sides }: Spaces, space: number, room: LoadRoom): number => {
  const at = space * spaceSize
  const x = !room.door && room.lengthMm - sides[at + 3]! < sides[at]! ? 1 : 0
  const y = room.widthMm - sides[at + 4]! < sides[at + 1]! ? 2 : 0
  const z = room.supportShare === 0 && room.heightMm - sides[at + 5]! < sides[at + 2]! ? 4 : 0
  return x | y | z
}

/** The space to fill next: nearest to a corner of the container, the largest of those as near; -1 when none is left. */
export const nextSpace = ({ spaces }: LoadState, { room }: LoadTask): number => {
  const { sides, count } = spaces
  const { lengthMm, widthMm, heightMm, supportShare, door } = room
  let best = -1
  let nearest = Number.POSITIVE_INFINITY
  let largest = 0
  for (let space = 0, at = 0; space < count; space++, at += spaceSize) {
    const x1 = sides[at]!
    const y1 = sides[at + 1]!
    const z1 = sides[at + 2]!
    const x2 = sides[at + 3]!
    const y2 = sides[at + 4]!
    const z2 = sides[at + 5]!
    const dx = door ? x1 : Math.min(x1, lengthMm - x2)
    const dy = Math.min(y1, widthMm - y2)
    const dz = supportShare > 0 ? z1 : Math.min(z1, heightMm - z2)
    const distance = dx + dy + dz
    if (distance > nearest) continue
    const volume = (x2 - x1) * (y2 - y1) * (z2 - z1)
    if (distance === nearest && volume <= largest) continue
    best = space
    nearest = distance
    largest = volume
  }
  return best
}
