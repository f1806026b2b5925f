/**
 * The cheapest partial walks of each kind, column after column, and how each came about.
 */
import { type Frontier, NONE, UNWALKED } from "./frontier.ts"

/** One entry per kind and step of the sweep; those of one step stand together. */
export interface Entries {
  count: number
  kind: Int32Array
  mm: Float64Array
  /** The entry it came from. */
  from: Int32Array
  /** What was done there: the way a sub-aisle is walked, `MARKED` or `LEFT`. */
  how: Uint8Array
  /** The last entry of each kind. */
  place: Int32Array
}

/** Room for so many entries, with one in which nothing is walked yet. */
export const firstEntry = (room: number): Entries => ({
  count: 1,
  kind: new Int32Array(room).fill(UNWALKED, 0, 1),
  mm: new Float64Array(room),
  from: new Int32Array(room).fill(-1, 0, 1),
  how: new Uint8Array(room),
  place: new Int32Array(256)
})

/** One step taken from a range of entries. */
export interface Pass {
  readonly from: number
  readonly to: number
  /** Where the entries begin that it leads to; they are kept cheapest by kind. */
  readonly into: number
  readonly step: number
  readonly mm: number
  readonly how: number
}

/**
 * Takes a step from every entry of a range. Of equally cheap entries the one that comes from the kind of smaller code
 * stays, so that nothing depends on which kinds other problems met before.
 */
export const advance = (
  frontier: Frontier,
  entries: Entries,
  { from, how, into, mm: stepMm, step, to }: Pass
): void => {
  ensureRoom(entries, entries.count + to - from)
  const { how: hows, kind, mm, from: origin } = entries
  let { count, place } = entries
  let after = frontier.after[step] as Int32Array
  for (let entry = from; entry < to; entry++) {
    const here = kind[entry] as number
    let next = after[here] as number
    if (next === NONE || mm[entry] === Number.POSITIVE_INFINITY) continue
    if (next < 0) {
      next = frontier.derive(step, here)
      after = frontier.after[step] as Int32Array
      if (next === NONE) continue
    }
    if (next >= place.length) place = ensurePlaces(entries, next)
    const reachedMm = (mm[entry] as number) + stepMm
    let slot = place[next] as number
    if (slot < into) {
      slot = count++
      place[next] = slot
      kind[slot] = next
    } else {
      const bestMm = mm[slot] as number
      if (reachedMm > bestMm) continue
      if (reachedMm === bestMm && isLater(frontier, here, kind[origin[slot] as number] as number)) continue
    }
    mm[slot] = reachedMm
    origin[slot] = entry
    hows[slot] = how
  }
  entries.count = count
}

/** Whether a tie goes against `kind`. The same kind by another way: the way tried first stays. */
const isLater = ({ code }: Frontier, kind: number, other: number): boolean =>
  (code[kind] as number) >= (code[other] as number)

/**
 * Gives up every entry from `begin` on that another one is as good as: no dearer, and with two parts of it hanging
 * together already. Whatever completes the first completes the second.
 */
export const giveUpFinerParts = (frontier: Frontier, { count, kind, mm, place }: Entries, begin: number): void => {
  for (let entry = begin; entry < count; entry++) {
    const coarser = frontier.coarser(kind[entry] as number)
    for (let index = 0; index < coarser.length; index++) {
      const slot = place[coarser[index] as number] ?? 0
      if (slot < begin || (mm[slot] as number) > (mm[entry] as number)) continue
      mm[entry] = Number.POSITIVE_INFINITY
      break
    }
  }
}

const ensurePlaces = (entries: Entries, least: number): Int32Array => {
  const place = new Int32Array(2 * least)
  place.set(entries.place)
  entries.place = place
  return place
}

const ensureRoom = (entries: Entries, least: number): void => {
  if (least <= entries.kind.length) return
  const room = 2 * least
  entries.kind = copied(entries.kind, new Int32Array(room))
  entries.mm = copied(entries.mm, new Float64Array(room))
  entries.from = copied(entries.from, new Int32Array(room))
  entries.how = copied(entries.how, new Uint8Array(room))
}

const copied = <A extends Int32Array | Float64Array | Uint8Array>(old: A, fresh: A): A => {
  fresh.set(old)
  return fresh
}
