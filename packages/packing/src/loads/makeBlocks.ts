/**
 * The blocks that a container may be loaded with.
 *
 * Sources: Eley (2002), Solving container loading problems by block arrangement, EJOR 141: grids of one kind;
 * Fanslau and Bortfeldt (2010), A tree search algorithm for solving the container loading problem, INFORMS Journal on
 * Computing 22: blocks of blocks with little waste, and packing areas.
 */
import { addBlock, blocksOf, isNew, makeDraft, type BlockDraft, type BlockLimits } from "./BlockDraft.ts"
import type { Blocks } from "./Blocks.ts"
import type { LoadKinds } from "./LoadKinds.ts"

/**
 * Grids of every kind in every pose, smallest first, and then joins of any two blocks, until there are `most` or
 * `stop` says so. Single units are always among them. Where there would be too many grids, the numbers of units along
 * an axis are thinned out: the least and the greatest stay.
 */
export const makeBlocks = (kinds: LoadKinds, limits: BlockLimits): Blocks => {
  const draft = makeDraft(kinds, limits)
  addGrids(draft)
  addJoins(draft)
  return blocksOf(draft)
}

type Grid = readonly [kind: number, pose: number, nx: number, ny: number, nz: number]

/** Share of all blocks that may be grids. */
const gridShare = 0.7
/** Most different numbers of units along an axis to begin with. */
const mostAlong = 128
/** Most units in a grid of which each has to be asked what it bears. */
const mostBearing = 200

const unitsIn = ([, , nx, ny, nz]: Grid): number => nx * ny * nz

const addGrids = (draft: BlockDraft): void => {
  const most = Math.floor(draft.limits.most * gridShare)
  // More units along an axis than there are of any kind need not be thinned out.
  let thin = Math.min(mostAlong, Math.max(1, ...draft.kinds.quantity))
  let grids = gridsOf(draft, thin, most)
  while (grids.length > most && thin > 1) {
    thin = Math.floor(thin / 1.4)
    grids = gridsOf(draft, thin, most)
  }
  for (const grid of grids.sort((a, b) => unitsIn(a) - unitsIn(b))) addGrid(draft, grid)
}

/** Grids of at most `thin` different numbers along each axis; only the first ones when there are more than `most`. */
const gridsOf = ({ kinds, limits }: BlockDraft, thin: number, most: number): Array<Grid> => {
  const grids: Array<Grid> = []
  for (let kind = 0; kind < kinds.count; kind++) {
    const units = Math.min(kinds.quantity[kind]!, limits.bears === undefined ? Number.POSITIVE_INFINITY : mostBearing)
    for (let pose = kinds.poseFrom[kind]!; pose < kinds.poseFrom[kind + 1]!; pose++) {
      const rise = kinds.rise[pose]!
      const acrossX = numbers(Math.min(units, Math.floor(limits.lengthMm / kinds.l[pose]!)), thin)
      const acrossY = numbers(Math.min(units, Math.floor(limits.widthMm / kinds.w[pose]!)), thin)
      const up = numbers(Math.min(units, 1 + Math.floor((limits.heightMm - kinds.h[pose]!) / rise)), thin)
      for (const nx of acrossX) {
        for (const ny of acrossY) {
          if (nx * ny > units) break
          for (const nz of up) {
            if (nx * ny * nz > units) break
            grids.push([kind, pose, nx, ny, nz])
          }
        }
      }
      if (grids.length > most && thin > 1) return grids
    }
  }
  return grids
}

/** Whole numbers from 1 to `most`: the first ones, and the parts that `most` can be divided in; about `thin` in all. */
const numbers = (most: number, thin: number): ReadonlyArray<number> => {
  const first = most <= thin ? most : Math.max(1, thin >> 1)
  const found: Array<number> = []
  for (let number = 1; number <= first; number++) found.push(number)
  if (most <= thin) return found
  for (let parts = thin - first; parts > 0; parts--) {
    const part = Math.floor(most / parts)
    if (part > found.at(-1)!) found.push(part)
  }
  return found
}

const addGrid = (
  draft: BlockDraft,
  [kind, pose, nx, ny, nz]: readonly [number, number, number, number, number]
): void => {
  const { kinds } = draft
  const units = nx * ny * nz
  const l = nx * kinds.l[pose]!
  const w = ny * kinds.w[pose]!
  const h = kinds.h[pose]! + (nz - 1) * kinds.rise[pose]!
  if (!isNew(draft, l, w, h, [kind, units])) return
  // A nested pile counts as solid: nothing else can use the room between its units.
  addBlock(draft, {
    l,
    w,
    h,
    volumeMm3: l * w * h,
    worth: units * kinds.worth[kind]!,
    massGrams: units * kinds.massGrams[kind]!,
    units,
    topL: l,
    topW: w,
    drop: kinds.drop[kind]!,
    needs: [kind, units],
    made: [3, kind, pose, nx, ny, nz]
  })
}

/**
 * Joins along x and y ask for heights that differ little, joins along z for such lengths: blocks are looked up by both,
 * so that most pairs, which would leave waste, are never met.
 */
const addJoins = (draft: BlockDraft): void => {
  const { l, h, limits } = draft
  const byHeight = makeClasses(limits.heightMm)
  const byLength = makeClasses(limits.lengthMm)
  let filed = 0
  for (let a = 0; a < l.length; a++) {
    if (limits.stop?.()) return
    for (; filed <= a; filed++) {
      byHeight.members[byHeight.classOf[h[filed]!]!]!.push(filed)
      byLength.members[byLength.classOf[l[filed]!]!]!.push(filed)
    }
    joinNear(draft, a, byHeight, h[a]!, joinBeside)
    joinNear(draft, a, byLength, l[a]!, joinAbove)
    if (l.length >= limits.most) return
  }
}

/** Lengths in classes, each reaching about a twentieth farther than it begins, and the blocks of each. */
interface Classes {
  readonly classOf: Int32Array
  readonly members: ReadonlyArray<Array<number>>
}

const makeClasses = (mostMm: number): Classes => {
  const classOf = new Int32Array(mostMm + 1)
  const members: Array<Array<number>> = [[]]
  let next = 1
  for (let length = 1; length <= mostMm; length++) {
    if (length === next) {
      members.push([])
      next = Math.max(length + 1, Math.floor((length * 21) / 20))
    }
    classOf[length] = members.length - 1
  }
  return { classOf, members }
}

const none: ReadonlyArray<number> = []

/** Joins a block with those filed in the class of this length and in the two next to it, as long as more are wanted. */
const joinNear = (
  draft: BlockDraft,
  a: number,
  { classOf, members }: Classes,
  length: number,
  joinWith: (draft: BlockDraft, a: number, b: number) => void
): void => {
  const own = classOf[length]!
  for (let step = 0; step < 3; step++) {
    for (const b of members[step === 0 ? own : step === 1 ? own - 1 : own + 1] ?? none) {
      if (draft.l.length >= draft.limits.most) return
      joinWith(draft, a, b)
    }
  }
}

/** Joins two blocks along x and along y, where that leaves little waste. */
const joinBeside = (draft: BlockDraft, a: number, b: number): void => {
  const { l, w, h, limits } = draft
  if (limits.supported && h[a] !== h[b]) return
  const most = (draft.volumeMm3[a]! + draft.volumeMm3[b]!) / limits.leastFill
  const highest = Math.max(h[a]!, h[b]!)
  const sumL = l[a]! + l[b]!
  const sumW = w[a]! + w[b]!
  const x = sumL <= limits.lengthMm && sumL * Math.max(w[a]!, w[b]!) * highest <= most
  const y = sumW <= limits.widthMm && Math.max(l[a]!, l[b]!) * sumW * highest <= most
  if (!(x || y)) return
  const needs = joined(draft, a, b)
  if (needs === undefined) return
  if (x) join(draft, 0, a, b, needs)
  if (y) join(draft, 1, a, b, needs)
}

/** Puts one block on the other, where that leaves little waste. */
const joinAbove = (draft: BlockDraft, a: number, b: number): void => {
  const { l, w, h, limits } = draft
  const sumH = h[a]! + h[b]!
  if (sumH > limits.heightMm) return
  const most = (draft.volumeMm3[a]! + draft.volumeMm3[b]!) / limits.leastFill
  if (Math.max(l[a]!, l[b]!) * Math.max(w[a]!, w[b]!) * sumH > most) return
  const needs = joined(draft, a, b)
  if (needs === undefined) return
  if (!limits.supported || standsOn(draft, b, a)) join(draft, 2, a, b, needs)
  else if (standsOn(draft, a, b)) join(draft, 2, b, a, needs)
}

const standsOn = ({ l, w, topL, topW }: BlockDraft, above: number, below: number): boolean =>
  l[above]! <= topL[below]! && w[above]! <= topW[below]!

/** Kinds of both, added up; undefined when they may not be together or there are not so many units. */
const joined = ({ drop, needs, kinds }: BlockDraft, a: number, b: number): ReadonlyArray<number> | undefined => {
  const sum = [...needs[a]!]
  const other = needs[b]!
  if (drop[a] !== drop[b] || exclude(kinds, sum, other)) return undefined
  for (let at = 0; at < other.length; at += 2) {
    let place = 0
    while (place < sum.length && sum[place] !== other[at]) place += 2
    if (place === sum.length) sum.push(other[at]!, other[at + 1]!)
    else sum[place + 1] = sum[place + 1]! + other[at + 1]!
    if (sum[place + 1]! > kinds.quantity[other[at]!]!) return undefined
  }
  return sum
}

const exclude = (kinds: LoadKinds, needs: ReadonlyArray<number>, others: ReadonlyArray<number>): boolean => {
  for (let at = 0; at < needs.length; at += 2) {
    const excluded = kinds.excludes[needs[at]!]!
    if (excluded.length === 0) continue
    for (let other = 0; other < others.length; other += 2) if (excluded.includes(others[other]!)) return true
  }
  return false
}

const join = (draft: BlockDraft, axis: number, a: number, b: number, needs: ReadonlyArray<number>): void => {
  const l = axis === 0 ? draft.l[a]! + draft.l[b]! : Math.max(draft.l[a]!, draft.l[b]!)
  const w = axis === 1 ? draft.w[a]! + draft.w[b]! : Math.max(draft.w[a]!, draft.w[b]!)
  const h = axis === 2 ? draft.h[a]! + draft.h[b]! : Math.max(draft.h[a]!, draft.h[b]!)
  const [topL, topW] = topOf(draft, axis, a, b)
  if (draft.limits.supported && topL * topW < draft.limits.leastFill * l * w) return
  if (!isNew(draft, l, w, h, needs)) return
  addBlock(draft, {
    l,
    w,
    h,
    volumeMm3: draft.volumeMm3[a]! + draft.volumeMm3[b]!,
    worth: draft.worth[a]! + draft.worth[b]!,
    massGrams: draft.massGrams[a]! + draft.massGrams[b]!,
    units: draft.units[a]! + draft.units[b]!,
    topL,
    topW,
    drop: draft.drop[a]!,
    needs,
    made: [axis, a, b, 0, 0, 0]
  })
}

const topOf = ({ l, w, topL, topW }: BlockDraft, axis: number, a: number, b: number): readonly [number, number] => {
  if (axis === 2) return [topL[b]!, topW[b]!]
  if (axis === 0) {
    return topL[a] === l[a] ? [l[a]! + topL[b]!, Math.min(topW[a]!, topW[b]!)] : [topL[a]!, topW[a]!]
  }
  return topW[a] === w[a] ? [Math.min(topL[a]!, topL[b]!), w[a]! + topW[b]!] : [topL[a]!, topW[a]!]
}
