/**
 * What moves between cartons as one: a single unit, or all units of a group that stays together.
 */
import type { Kinds } from "./Kinds.ts"
import type { PackItem } from "./PackingProblem.ts"

/** Parcels by number; parcels that are alike in all that matters are of one sort. */
export interface Parcels {
  readonly count: number
  readonly sorts: number
  readonly sortOf: Int32Array
  /** Units of parcel p are `first[p]` to `first[p + 1] - 1`. */
  readonly first: Int32Array
  /** The kind of each unit. */
  readonly kindOf: Int32Array
  /** Of one parcel of each sort. */
  readonly volumeMm3: Float64Array
  readonly massGrams: Float64Array
  /** The kinds that a parcel of each sort holds, each once. */
  readonly kindsIn: ReadonlyArray<ReadonlyArray<number>>
}

export const parcelsOf = (items: ReadonlyArray<PackItem>, kinds: Kinds): Parcels => {
  const groups = new Map<string, Array<number>>()
  const sortOf: Array<number> = []
  const first = [0]
  const kindOf: Array<number> = []
  const kindsIn: Array<ReadonlyArray<number>> = []
  const add = (sort: number, units: ReadonlyArray<number>): void => {
    for (const kind of units) kindOf.push(kind)
    sortOf.push(sort)
    first.push(kindOf.length)
  }
  for (const [kind, item] of items.entries()) {
    if (item.group !== undefined) {
      groups.set(item.group, [...(groups.get(item.group) ?? []), kind])
      continue
    }
    for (let unit = 0; unit < item.quantity; unit++) add(kindsIn.length, [kind])
    kindsIn.push([kind])
  }
  for (const together of groups.values()) {
    add(
      kindsIn.length,
      together.flatMap((kind) => Array.from({ length: items[kind]!.quantity }, () => kind))
    )
    kindsIn.push(together)
  }
  const volumeMm3 = new Float64Array(kindsIn.length)
  const massGrams = new Float64Array(kindsIn.length)
  for (const [parcel, sort] of sortOf.entries()) {
    // Parcels of one sort are alike: the last one speaks for all.
    const inside = kindOf.slice(first[parcel], first[parcel + 1])
    volumeMm3[sort] = inside.reduce((sum, kind) => sum + kinds.volumeMm3[kind]!, 0)
    massGrams[sort] = inside.reduce((sum, kind) => sum + kinds.massGrams[kind]!, 0)
  }
  return {
    count: sortOf.length,
    sorts: kindsIn.length,
    sortOf: Int32Array.from(sortOf),
    first: Int32Array.from(first),
    kindOf: Int32Array.from(kindOf),
    volumeMm3,
    massGrams,
    kindsIn
  }
}
