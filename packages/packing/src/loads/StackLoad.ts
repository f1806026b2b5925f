/**
 * What every unit of a load bears, kept while units are put on top of one another.
 */
import type { LoadKinds } from "./LoadKinds.ts"
import { unitSize } from "./unblock.ts"

/** Units in columns, those below before those above, and what each stands on. */
export interface StackLoad {
  count: number
  /** Kind, corner and sides of each. */
  units: Int32Array
  topGrams: Float64Array
  /** By height: the last unit whose top is there, and of each unit the one before it with the same; -1 for none. */
  lastAt: Int32Array
  sameTop: Int32Array
  /** What unit u stands on is from `from[u]` up to `from[u + 1]`. */
  from: Int32Array
  below: Int32Array
  /** Part of its load that goes there. */
  share: Float64Array
}

export const makeStackLoad = (): StackLoad => ({
  count: 0,
  units: new Int32Array(64 * unitSize),
  topGrams: new Float64Array(64),
  lastAt: new Int32Array(64).fill(-1),
  sameTop: new Int32Array(64),
  from: new Int32Array(65),
  below: new Int32Array(256),
  share: new Float64Array(256)
})

export const copyStackLoad = (source: StackLoad, to: StackLoad): void => {
  const { count } = source
  const contacts = source.from[count]!
  reserve(to, count, contacts)
  to.count = count
  to.units.set(source.units.subarray(0, count * unitSize))
  to.topGrams.set(source.topGrams.subarray(0, count))
  if (to.lastAt.length < source.lastAt.length) to.lastAt = source.lastAt.slice()
  else to.lastAt.fill(-1).set(source.lastAt)
  to.sameTop.set(source.sameTop.subarray(0, count))
  to.from.set(source.from.subarray(0, count + 1))
  to.below.set(source.below.subarray(0, contacts))
  to.share.set(source.share.subarray(0, contacts))
}

/** Makes room for so many units and contacts, and as much again. */
const reserve = (load: StackLoad, units: number, contacts: number): void => {
  if (load.topGrams.length < units) {
    load.units = grown(load.units, 2 * units * unitSize)
    load.from = grown(load.from, 2 * units + 1)
    load.sameTop = grown(load.sameTop, 2 * units)
    const topGrams = new Float64Array(2 * units)
    topGrams.set(load.topGrams)
    load.topGrams = topGrams
  }
  if (load.below.length < contacts) {
    load.below = grown(load.below, 2 * contacts)
    const share = new Float64Array(2 * contacts)
    share.set(load.share)
    load.share = share
  }
}

const grown = (column: Int32Array, length: number): Int32Array => {
  const larger = new Int32Array(length)
  larger.set(column)
  return larger
}

/**
 * Puts units, each below before what stands on it, at x, y, z, and says whether all that is below bears them. When not,
 * nothing is put. A unit of a kind that bears nothing gets nothing on it, not even what weighs nothing.
 */
export const putOn = (
  load: StackLoad,
  kinds: LoadKinds,
  units: Int32Array,
  x: number,
  y: number,
  z: number
): boolean => {
  const before = load.count
  for (let at = 0; at < units.length; at += unitSize) {
    if (putUnit(load, kinds, units, at, x, y, z)) continue
    while (load.count > before) takeLast(load, kinds)
    return false
  }
  return true
}

/** Takes the units beyond `count` off again, last first. */
export const takeOff = (load: StackLoad, kinds: LoadKinds, count: number): void => {
  while (load.count > count) takeLast(load, kinds)
}

/** Takes all units off. */
export const clearStackLoad = (load: StackLoad): void => {
  load.count = 0
  load.lastAt.fill(-1)
}

const takeLast = (load: StackLoad, kinds: LoadKinds): void => {
  load.count--
  load.lastAt[topOf(load, load.count)] = load.sameTop[load.count]!
  hand(load, kinds, load.count, -kinds.massGrams[load.units[load.count * unitSize]!]!)
}

const putUnit = (
  load: StackLoad,
  kinds: LoadKinds,
  source: Int32Array,
  at: number,
  x: number,
  y: number,
  z: number
): boolean => {
  const unit = load.count
  reserve(load, unit + 1, load.from[unit]! + unit)
  const { units } = load
  const to = unit * unitSize
  units[to] = source[at]!
  units[to + 1] = source[at + 1]! + x
  units[to + 2] = source[at + 2]! + y
  units[to + 3] = source[at + 3]! + z
  units[to + 4] = source[at + 4]!
  units[to + 5] = source[at + 5]!
  units[to + 6] = source[at + 6]!
  load.topGrams[unit] = 0
  findContacts(load, kinds, unit)
  if (!isBorneBelow(load, kinds, unit)) return false
  fileTop(load, unit)
  load.count++
  const bears = hand(load, kinds, unit, kinds.massGrams[source[at]!]!)
  if (!bears) takeLast(load, kinds)
  return bears
}

const topOf = ({ units }: StackLoad, unit: number): number => units[unit * unitSize + 3]! + units[unit * unitSize + 6]!

const fileTop = (load: StackLoad, unit: number): void => {
  const top = topOf(load, unit)
  const { lastAt } = load
  if (top >= lastAt.length) {
    load.lastAt = new Int32Array(2 * top).fill(-1)
    load.lastAt.set(lastAt)
  }
  load.sameTop[unit] = load.lastAt[top]!
  load.lastAt[top] = unit
}

/** What a unit stands on: the one it is nested in, or all whose tops its base touches. */
const findContacts = (load: StackLoad, kinds: LoadKinds, unit: number): void => {
  const { units, from, below, lastAt, sameTop, share } = load
  const to = unit * unitSize
  const x1 = units[to + 1]!
  const y1 = units[to + 2]!
  const z1 = units[to + 3]!
  const x2 = x1 + units[to + 4]!
  const y2 = y1 + units[to + 5]!
  let contact = from[unit]!
  let mm2 = 0
  from[unit + 1] = contact
  if (z1 === 0) return
  const nest = nestOf(load, kinds, to)
  if (nest >= 0) {
    below[contact] = nest
    share[contact] = 1
    from[unit + 1] = contact + 1
    return
  }
  for (let other = lastAt[z1] ?? -1; other >= 0; other = sameTop[other]!) {
    const at = other * unitSize
    const l = Math.min(x2, units[at + 1]! + units[at + 4]!) - Math.max(x1, units[at + 1]!)
    const w = Math.min(y2, units[at + 2]! + units[at + 5]!) - Math.max(y1, units[at + 2]!)
    if (l <= 0 || w <= 0) continue
    below[contact] = other
    share[contact++] = l * w
    mm2 += l * w
  }
  for (let at = from[unit]!; at < contact; at++) share[at] = share[at]! / mm2
  from[unit + 1] = contact
}

/** The unit that the one at `to` is nested in; -1 when it is in none. */
const nestOf = ({ lastAt, sameTop, units }: StackLoad, kinds: LoadKinds, to: number): number => {
  const nestMm = kinds.nestMm[units[to]!]!
  if (nestMm === 0) return -1
  let other = lastAt[units[to + 3]! - nestMm + units[to + 6]!] ?? -1
  while (other >= 0 && !isNest(units, kinds, to, other * unitSize)) other = sameTop[other]!
  return other
}

/** Whether the unit at `above` stands nested right in the one at `below`. */
const isNest = (units: Int32Array, kinds: LoadKinds, above: number, below: number): boolean => {
  const kind = units[above]!
  const nestMm = kinds.nestMm[kind]!
  // Lying, a unit may be lower than its like is raised by nesting: then it stands clear above.
  return (
    units[below] === kind &&
    nestMm < units[above + 6]! &&
    nestMm === units[above + 3]! - units[below + 3]! &&
    units[above + 1] === units[below + 1] &&
    units[above + 2] === units[below + 2] &&
    units[above + 4] === units[below + 4] &&
    units[above + 5] === units[below + 5] &&
    units[above + 6] === units[below + 6]
  )
}

/** Slack for the rounding of shares: what is within it may still be found sound when counted in another order. */
const slack = 1e-7

/** Whether what a new unit stands on directly bears it: most that is refused is so here, before mass is handed. */
const isBorneBelow = ({ below, from, share, topGrams, units }: StackLoad, kinds: LoadKinds, unit: number): boolean => {
  const grams = kinds.massGrams[units[unit * unitSize]!]!
  for (let at = from[unit]!, end = from[unit + 1]!; at < end; at++) {
    const under = below[at]!
    const most = kinds.maxTopGrams[units[under * unitSize]!]!
    if (most === 0 || topGrams[under]! + grams * share[at]! > most + slack) return false
  }
  return true
}

/** Hands mass down from a unit to all it stands on, directly or not; false when one of them bears no more. */
const hand = (load: StackLoad, kinds: LoadKinds, unit: number, grams: number): boolean => {
  const { units, topGrams, from, below, share } = load
  const kind = units[unit * unitSize]!
  const mm2 = units[unit * unitSize + 4]! * units[unit * unitSize + 5]!
  const gramsPerDm2 = (10_000 * (kinds.massGrams[kind]! + topGrams[unit]!)) / mm2
  let bears = true
  for (let at = from[unit]!, end = from[unit + 1]!; at < end; at++) {
    const under = below[at]!
    const underKind = units[under * unitSize]!
    const part = grams * share[at]!
    const borne = topGrams[under]! + part
    const most = kinds.maxTopGrams[underKind]!
    topGrams[under] = borne
    if (most === 0 || borne > most + slack) bears = false
    if (gramsPerDm2 > kinds.maxTopGramsPerDm2[underKind]! + slack) bears = false
    if (!hand(load, kinds, under, part)) bears = false
  }
  return bears
}
