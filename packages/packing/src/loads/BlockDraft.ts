/**
 * Blocks while they are made.
 */
import { sidesSize, sizeClasses, type Blocks, type BlockTree } from "./Blocks.ts"
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
  /** Asked now and then; true ends the making of blocks. */
  readonly stop?: () => boolean
}

/** Blocks in columns, in the order in which they are made. */
export interface BlockDraft {
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

/** One block to be. */
export interface Row {
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

/**
 * The fifth root of a number of units, by which a block is worth less: a few large units leave the small ones for small
 * gaps. By Newton's method, since powers of fractions are not the same to the last bit everywhere.
 */
const fifthRoot = (units: number): number => {
  const known = fifthRoots.get(units)
  if (known !== undefined) return known
  let root = 1 + (units - 1) / 5
  for (let step = 0; step < 60; step++) root -= (root - units / (root * root * root * root)) / 5
  fifthRoots.set(units, root)
  return root
}

/** Those worked out so far: numbers of units are few. */
const fifthRoots = new Map<number, number>()

export const makeDraft = (kinds: LoadKinds, limits: BlockLimits): BlockDraft => ({
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
})

/** Adds a block, unless its lower units do not bear its upper ones. */
export const addBlock = (draft: BlockDraft, row: Row): void => {
  append(draft, row)
  const { bears } = draft.limits
  const last = draft.l.length - 1
  if (bears !== undefined && !bears(unitsOf(draft.tree, draft.kinds, last, 0))) removeLast(draft)
}

const append = (draft: BlockDraft, row: Row): void => {
  draft.l.push(row.l)
  draft.w.push(row.w)
  draft.h.push(row.h)
  draft.volumeMm3.push(row.volumeMm3)
  draft.worth.push(row.worth)
  draft.massGrams.push(row.massGrams)
  draft.units.push(row.units)
  draft.topL.push(row.topL)
  draft.topW.push(row.topW)
  draft.drop.push(row.drop)
  draft.needs.push(row.needs)
  const [axis, first, second, nx, ny, nz] = row.made
  draft.tree.axis.push(axis)
  draft.tree.first.push(first)
  draft.tree.second.push(second)
  draft.tree.nx.push(nx)
  draft.tree.ny.push(ny)
  draft.tree.nz.push(nz)
}

const removeLast = (draft: BlockDraft): void => {
  const { l, w, h, volumeMm3, worth, massGrams, units, topL, topW, drop, needs, tree } = draft
  for (const column of [l, w, h, volumeMm3, worth, massGrams, units, topL, topW, drop, needs]) column.pop()
  for (const column of [tree.axis, tree.first, tree.second, tree.nx, tree.ny, tree.nz]) column.pop()
}

/** Whether no block has these sides and units yet. Two that differ may pass for the same, once in some 10^15 pairs. */
export const isNew = (
  { kinds, seen }: BlockDraft,
  l: number,
  w: number,
  h: number,
  needs: ReadonlyArray<number>
): boolean => {
  let hash = l * 1_000_003 + w * 7_368_787 + h * 15_485_863
  for (let at = 0; at < needs.length; at += 2) hash += needs[at + 1]! * kinds.mark[needs[at]!]!
  const before = seen.size
  seen.add(hash)
  return seen.size > before
}

/** The blocks made, most `key` first. */
export const blocksOf = (draft: BlockDraft): Blocks => {
  const { drop, h, l, limits, massGrams, topL, topW, tree, units, w, worth } = draft
  const keys = worth.map((value, block) => value / fifthRoot(units[block]!))
  const made = Int32Array.from(keys.keys()).sort((a, b) => keys[b]! - keys[a]! || units[a]! - units[b]! || a - b)
  const count = made.length
  const sides = new Int32Array(sidesSize * count)
  const classes = new Int32Array(count)
  let mostRate = 0
  for (let block = 0; block < count; block++) {
    const row = made[block]!
    const at = sidesSize * block
    sides[at] = l[row]!
    sides[at + 1] = w[row]!
    sides[at + 2] = h[row]!
    sides[at + 3] = drop[row]!
    classes[block] = sizeClasses(limits, l[row]!, w[row]!, h[row]!)
    mostRate = Math.max(mostRate, worth[row]! / (l[row]! * w[row]! * h[row]!))
  }
  return {
    count,
    sides,
    classes,
    mostRate,
    l: whole(l, made),
    w: whole(w, made),
    h: whole(h, made),
    key: real(keys, made),
    worth: real(worth, made),
    massGrams: real(massGrams, made),
    ...needsOf(draft, made),
    topL: whole(topL, made),
    topW: whole(topW, made),
    drop: whole(drop, made),
    made,
    tree
  }
}

const needsOf = ({ needs }: BlockDraft, made: Int32Array): Pick<Blocks, "from" | "kind" | "need"> => {
  const count = made.length
  const from = new Int32Array(count + 1)
  for (let block = 0; block < count; block++) from[block + 1] = from[block]! + needs[made[block]!]!.length / 2
  const kind = new Int32Array(from[count]!)
  const need = new Int32Array(from[count]!)
  for (let block = 0; block < count; block++) {
    const some = needs[made[block]!]!
    for (let at = 0, to = from[block]!; at < some.length; at += 2, to++) {
      kind[to] = some[at]!
      need[to] = some[at + 1]!
    }
  }
  return { from, kind, need }
}

const whole = (column: ReadonlyArray<number>, made: Int32Array): Int32Array => {
  const sorted = new Int32Array(made.length)
  for (let block = 0; block < made.length; block++) sorted[block] = column[made[block]!]!
  return sorted
}

const real = (column: ReadonlyArray<number>, made: Int32Array): Float64Array => {
  const sorted = new Float64Array(made.length)
  for (let block = 0; block < made.length; block++) sorted[block] = column[made[block]!]!
  return sorted
}
