/**
 * The blocks that a container may be loaded with.
 *
 * Sources: Eley (2002), Solving container loading problems by block arrangement, EJOR 141: grids of one kind;
 * Fanslau and Bortfeldt (2010), A tree search algorithm for solving the container loading problem, INFORMS Journal on
 * Computing 22: blocks of blocks with little waste, and packing areas.
 */
import type { Blocks, BlockTree } from "./Blocks.ts"
import type { LoadKinds } from "./LoadKinds.ts"
import { unitsOf } from "./unblock.ts"

/** What the blocks are to be like. */
export interface BlockLimits {
  readonly lengthMm: number
  readonly widthMm: number
  readonly heightMm: number
  /** Least share of a block that its units fill. */
  readonly leastFill: number
  /** Most blocks made. */
  readonly most: number
  /** Whether each block and what stands on it must be wholly supported. */
  readonly supported: boolean
  /** Whether the lower units of a block bear the upper ones; they do when not asked. */
  readonly bears?: (units: Int32Array) => boolean
}

/** Power of the number of units by which a block is worth less: one large unit is handled more easily than many. */
const unitsPower = -0.2

/** Blocks while they are made. */
interface Making {
  readonly limits: BlockLimits
  readonly kinds: LoadKinds
  readonly l: Array<number>
  readonly w: Array<number>
  readonly h: Array<number>
  readonly volumeMm3: Array<number>
  readonly worth: Array<number>
  readonly massGrams: Array<number>
  readonly units: Array<number>
  readonly topL: Array<number>
  readonly topW: Array<number>
  readonly drop: Array<number>
  /** Kinds and how many of each, one pair after another. */
  readonly needs: Array<ReadonlyArray<number>>
  readonly tree: { readonly [Column in keyof BlockTree]: Array<number> }
  readonly seen: Set<number>
}

/**
 * Grids of every kind in every pose, smallest first, and then joins of any two blocks, until there are `most`. Single
 * units are always among them.
 */
export const makeBlocks = (kinds: LoadKinds, limits: BlockLimits): Blocks => {
  const making: Making = {
    limits,
    kinds,
    l: [],
    w: [],
    h: [],
    volumeMm3: [],
    worth: [],
    massGrams: [],
    units: [],
    topL: [],
    topW: [],
    drop: [],
    needs: [],
    tree: { axis: [], first: [], second: [], nx: [], ny: [], nz: [] },
    seen: new Set()
  }
  addGrids(making)
  addJoins(making)
  return sorted(making)
}

const addGrids = (making: Making): void => {
  const { kinds, limits } = making
  const grids: Array<readonly [kind: number, pose: number, nx: number, ny: number, nz: number]> = []
  for (let kind = 0; kind < kinds.count; kind++) {
    for (let pose = kinds.poseFrom[kind]!; pose < kinds.poseFrom[kind + 1]!; pose++) {
      const most = kinds.quantity[kind]!
      const { l, w, h, rise } = kinds
      for (let nx = 1; nx <= most && nx * l[pose]! <= limits.lengthMm; nx++) {
        for (let ny = 1; nx * ny <= most && ny * w[pose]! <= limits.widthMm; ny++) {
          for (let nz = 1; nx * ny * nz <= most && h[pose]! + (nz - 1) * rise[pose]! <= limits.heightMm; nz++) {
            grids.push([kind, pose, nx, ny, nz])
          }
        }
      }
    }
  }
  const units = ([, , nx, ny, nz]: (typeof grids)[number]): number => nx * ny * nz
  const order = grids.map((_, index) => index).sort((a, b) => units(grids[a]!) - units(grids[b]!) || a - b)
  for (const index of order) {
    const grid = grids[index]!
    if (units(grid) > 1 && making.l.length >= limits.most) return
    addGrid(making, grid)
  }
}

const addGrid = (making: Making, [kind, pose, nx, ny, nz]: readonly [number, number, number, number, number]): void => {
  const { kinds } = making
  const units = nx * ny * nz
  const l = nx * kinds.l[pose]!
  const w = ny * kinds.w[pose]!
  const h = kinds.h[pose]! + (nz - 1) * kinds.rise[pose]!
  if (!isNew(making, l, w, h, [kind, units])) return
  // A nested pile counts as solid: nothing else can use the room between its units.
  push(making, {
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

const addJoins = (making: Making): void => {
  const { l, limits } = making
  for (let a = 0; a < l.length; a++) {
    for (let b = 0; b <= a; b++) {
      if (l.length >= limits.most) return
      tryJoin(making, a, b)
    }
  }
}

const tryJoin = (making: Making, a: number, b: number): void => {
  const { l, w, h, volumeMm3, limits, drop } = making
  const volume = (volumeMm3[a]! + volumeMm3[b]!) / limits.leastFill
  const widest = Math.max(w[a]!, w[b]!)
  const highest = Math.max(h[a]!, h[b]!)
  const longest = Math.max(l[a]!, l[b]!)
  const sumL = l[a]! + l[b]!
  const sumW = w[a]! + w[b]!
  const sumH = h[a]! + h[b]!
  const level = !limits.supported || h[a] === h[b]
  const x = level && sumL <= limits.lengthMm && sumL * widest * highest <= volume
  const y = level && sumW <= limits.widthMm && longest * sumW * highest <= volume
  const z = sumH <= limits.heightMm && longest * widest * sumH <= volume
  if (!(x || y || z) || drop[a] !== drop[b]) return
  const needs = joined(making, a, b)
  if (needs === undefined) return
  if (x) join(making, 0, a, b, needs)
  if (y) join(making, 1, a, b, needs)
  if (!z) return
  if (!limits.supported || standsOn(making, b, a)) join(making, 2, a, b, needs)
  else if (standsOn(making, a, b)) join(making, 2, b, a, needs)
}

const standsOn = ({ l, w, topL, topW }: Making, above: number, below: number): boolean =>
  l[above]! <= topL[below]! && w[above]! <= topW[below]!

/** Kinds of both, added up; undefined when there are not so many units. */
const joined = ({ needs, kinds }: Making, a: number, b: number): ReadonlyArray<number> | undefined => {
  const sum = [...needs[a]!]
  const other = needs[b]!
  if (exclude(kinds, sum, other)) return undefined
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

const join = (making: Making, axis: number, a: number, b: number, needs: ReadonlyArray<number>): void => {
  const l = axis === 0 ? making.l[a]! + making.l[b]! : Math.max(making.l[a]!, making.l[b]!)
  const w = axis === 1 ? making.w[a]! + making.w[b]! : Math.max(making.w[a]!, making.w[b]!)
  const h = axis === 2 ? making.h[a]! + making.h[b]! : Math.max(making.h[a]!, making.h[b]!)
  const [topL, topW] = topOf(making, axis, a, b)
  if (making.limits.supported && topL * topW < making.limits.leastFill * l * w) return
  if (!isNew(making, l, w, h, needs)) return
  push(making, {
    l,
    w,
    h,
    volumeMm3: making.volumeMm3[a]! + making.volumeMm3[b]!,
    worth: making.worth[a]! + making.worth[b]!,
    massGrams: making.massGrams[a]! + making.massGrams[b]!,
    units: making.units[a]! + making.units[b]!,
    topL,
    topW,
    drop: making.drop[a]!,
    needs,
    made: [axis, a, b, 0, 0, 0]
  })
}

const topOf = ({ l, w, topL, topW }: Making, axis: number, a: number, b: number): readonly [number, number] => {
  if (axis === 2) return [topL[b]!, topW[b]!]
  if (axis === 0) {
    return topL[a] === l[a] ? [l[a]! + topL[b]!, Math.min(topW[a]!, topW[b]!)] : [topL[a]!, topW[a]!]
  }
  return topW[a] === w[a] ? [Math.min(topL[a]!, topL[b]!), w[a]! + topW[b]!] : [topL[a]!, topW[a]!]
}

/** Whether no block has these sides and units yet. Two that differ may pass for the same, once in some 10^15 pairs. */
const isNew = ({ kinds, seen }: Making, l: number, w: number, h: number, needs: ReadonlyArray<number>): boolean => {
  let hash = l * 1_000_003 + w * 7_368_787 + h * 15_485_863
  for (let at = 0; at < needs.length; at += 2) hash += needs[at + 1]! * kinds.mark[needs[at]!]!
  const before = seen.size
  seen.add(hash)
  return seen.size > before
}

interface Row {
  readonly l: number
  readonly w: number
  readonly h: number
  readonly volumeMm3: number
  readonly worth: number
  readonly massGrams: number
  readonly units: number
  readonly topL: number
  readonly topW: number
  readonly drop: number
  readonly needs: ReadonlyArray<number>
  readonly made: readonly [axis: number, first: number, second: number, nx: number, ny: number, nz: number]
}

const push = (making: Making, row: Row): void => {
  append(making, row)
  const { bears } = making.limits
  const last = making.l.length - 1
  if (bears !== undefined && !bears(unitsOf(making.tree, making.kinds, last, 0))) removeLast(making)
}

const append = (making: Making, row: Row): void => {
  making.l.push(row.l)
  making.w.push(row.w)
  making.h.push(row.h)
  making.volumeMm3.push(row.volumeMm3)
  making.worth.push(row.worth)
  making.massGrams.push(row.massGrams)
  making.units.push(row.units)
  making.topL.push(row.topL)
  making.topW.push(row.topW)
  making.drop.push(row.drop)
  making.needs.push(row.needs)
  const [axis, first, second, nx, ny, nz] = row.made
  making.tree.axis.push(axis)
  making.tree.first.push(first)
  making.tree.second.push(second)
  making.tree.nx.push(nx)
  making.tree.ny.push(ny)
  making.tree.nz.push(nz)
}

const removeLast = (making: Making): void => {
  const { l, w, h, volumeMm3, worth, massGrams, units, topL, topW, drop, needs, tree } = making
  for (const column of [l, w, h, volumeMm3, worth, massGrams, units, topL, topW, drop, needs]) column.pop()
  for (const column of [tree.axis, tree.first, tree.second, tree.nx, tree.ny, tree.nz]) column.pop()
}

const sorted = ({ l, w, h, worth, massGrams, units, topL, topW, drop, needs, tree }: Making): Blocks => {
  const keys = worth.map((value, block) => value * units[block]! ** unitsPower)
  const made = Int32Array.from(
    keys.map((_, block) => block).sort((a, b) => keys[b]! - keys[a]! || units[a]! - units[b]! || a - b)
  )
  const count = made.length
  const from = new Int32Array(count + 1)
  for (let block = 0; block < count; block++) from[block + 1] = from[block]! + needs[made[block]!]!.length / 2
  const kind = new Int32Array(from[count]!)
  const need = new Int32Array(from[count]!)
  for (let block = 0; block < count; block++) {
    for (const [at, value] of needs[made[block]!]!.entries()) {
      const column = at % 2 === 0 ? kind : need
      column[from[block]! + (at >> 1)] = value
    }
  }
  const whole = (column: ReadonlyArray<number>): Int32Array => Int32Array.from(made, (block) => column[block]!)
  const real = (column: ReadonlyArray<number>): Float64Array => Float64Array.from(made, (block) => column[block]!)
  return {
    count,
    l: whole(l),
    w: whole(w),
    h: whole(h),
    key: real(keys),
    worth: real(worth),
    massGrams: real(massGrams),
    from,
    kind,
    need,
    topL: whole(topL),
    topW: whole(topW),
    drop: whole(drop),
    made,
    tree
  }
}
