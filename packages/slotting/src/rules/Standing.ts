/**
 * What stands where, as far as a rule between two SKUs asks: segregation, families apart, families together.
 */
import type { Sku } from "@stowage/kernel/Ids"
import type { Apart, Separation, StorageNeeds, StorageRoom, StorageRule, StorageRules } from "./StorageRules.ts"

/** A rule that would be broken, and the SKU with which. */
export interface Conflict {
  readonly rule: StorageRule
  readonly with: Sku
}

/**
 * Counts of SKUs by group, zone and aisle. A group is a hazmat class or a family that some rule names; a SKU without
 * one is never in conflict.
 */
export interface Standing {
  /** The groups that a SKU is counted in. */
  readonly groupsOf: (needs: StorageNeeds) => ReadonlyArray<number>
  readonly add: (groups: ReadonlyArray<number>, sku: Sku, room: number) => void
  readonly remove: (groups: ReadonlyArray<number>, sku: Sku, room: number) => void
  /** The first rule that the SKU would break in a place; a SKU is never in conflict with itself. */
  readonly conflict: (groups: ReadonlyArray<number>, sku: Sku, room: number) => Conflict | undefined
  /** As `conflict`, for many places while nothing moves: each zone, aisle and square is looked at once. */
  readonly conflictsOf: (groups: ReadonlyArray<number>, sku: Sku) => (room: number) => Conflict | undefined
}

/** One side of a rule: what goods of a group keep away from, or stay with. */
interface Watch {
  readonly rule: StorageRule
  readonly other: number
  /** Which cells are asked, and how far around one's own. */
  readonly cells: Cells
}

/** Places in cells: a zone, an aisle, or a square as wide as a distance. */
interface Cells {
  /** Of each place; -1 for one that does not say. */
  readonly of: Int32Array
  /** A cell and those around it, for a distance; else none, and the cell alone is asked. */
  readonly around: ((room: number) => ReadonlyArray<number>) | undefined
  readonly apartMm: number
}

interface Groups {
  readonly known: Map<string, number>
  readonly watches: Array<Array<Watch>>
}

/** No rule between two SKUs: nobody is counted. */
export const namesNoGroup = ({ familiesApart, familiesTogether, segregation }: StorageRules): boolean =>
  [familiesApart, familiesTogether, segregation].every((rules) => rules === undefined || rules.length === 0)

/**
 * An empty site. Asking and counting take time in proportion to the rules that name a SKU's groups, and for a distance
 * to what stands within twice as far.
 */
export const standingOf = (rules: StorageRules, rooms: ReadonlyArray<StorageRoom>): Standing => {
  const groups: Groups = { known: new Map(), watches: [] }
  const made = new Map<string, Cells>()
  const cellsFor = (by: Separation): Cells => {
    const name = typeof by === "object" ? String(by.mm) : by
    const cells = made.get(name) ?? cellsOf(rooms, by)
    made.set(name, cells)
    return cells
  }
  const separate = (kind: string, rule: StorageRule, aparts: ReadonlyArray<Apart>): void => {
    for (const { between, by } of aparts) {
      const [a, b] = [groupOf(groups, `${kind} ${between[0]}`), groupOf(groups, `${kind} ${between[1]}`)]
      groups.watches[a]!.push({ rule, other: b, cells: cellsFor(by) })
      if (a !== b) groups.watches[b]!.push({ rule, other: a, cells: cellsFor(by) })
    }
  }
  separate("hazmat", "segregation", rules.segregation ?? [])
  separate("family", "familyApart", rules.familiesApart ?? [])
  for (const { family, in: where } of rules.familiesTogether ?? []) {
    const other = groupOf(groups, `family ${family}`)
    groups.watches[other]!.push({ rule: "familyTogether", other, cells: cellsFor(where) })
  }
  return { groupsOf: groupsOf(groups), ...countsOf(groups, rooms) }
}

const groupOf = ({ known, watches }: Groups, name: string): number => {
  const before = known.get(name)
  if (before !== undefined) return before
  known.set(name, watches.length)
  watches.push([])
  return watches.length - 1
}

const groupsOf =
  ({ known }: Groups): Standing["groupsOf"] =>
  ({ family, hazmatClass }) => {
    const hazmat = hazmatClass === undefined ? undefined : known.get(`hazmat ${hazmatClass}`)
    const kin = family === undefined ? undefined : known.get(`family ${family}`)
    return [hazmat, kin].filter((group) => group !== undefined)
  }

const cellsOf = (rooms: ReadonlyArray<StorageRoom>, by: Separation): Cells => {
  const numbers = new Map<string, number>()
  const numberOf = (name: string | undefined): number => {
    if (name === undefined) return -1
    if (!numbers.has(name)) numbers.set(name, numbers.size)
    return numbers.get(name)!
  }
  if (by === "zone") return { of: Int32Array.from(rooms, ({ zone }) => numberOf(zone)), around: undefined, apartMm: 0 }
  if (by === "aisle")
    return { of: Int32Array.from(rooms, ({ aisle }) => numberOf(aisle)), around: undefined, apartMm: 0 }
  const side = Math.max(1, by.mm)
  const cellAt = (room: number, right: number, up: number): string | undefined => {
    const at = rooms[room]!.at
    return at && `${Math.floor(at.xMm / side) + right} ${Math.floor(at.yMm / side) + up}`
  }
  const of = Int32Array.from(rooms, (_, room) => numberOf(cellAt(room, 0, 0)))
  const known = new Map<number, ReadonlyArray<number>>()
  const around = (room: number): ReadonlyArray<number> => {
    const cells =
      known.get(of[room]!) ??
      [-1, 0, 1].flatMap((right) => [-1, 0, 1].map((up) => numbers.get(cellAt(room, right, up) ?? "") ?? -1))
    known.set(of[room]!, cells)
    return cells
  }
  return { of, around, apartMm: by.mm }
}

/** By cell: which SKU stands at which place of it, how often. */
type Here = Map<number, Map<number, Map<Sku, number>>>

const countsOf = ({ watches }: Groups, rooms: ReadonlyArray<StorageRoom>): Omit<Standing, "groupsOf"> => {
  const here = watches.map(() => new Map<Cells, Here>())
  for (const ofGroup of watches) for (const { cells, other } of ofGroup) here[other]!.set(cells, new Map())
  const count = (groups: ReadonlyArray<number>, sku: Sku, room: number, by: 1 | -1): void => {
    for (const group of groups)
      for (const [cells, counts] of here[group]!) change(counts, cells.of[room]!, room, sku, by)
  }
  const broken = ({ cells, other, rule }: Watch, sku: Sku, room: number): Sku | undefined => {
    const counts = here[other]!.get(cells)!
    if (cells.around === undefined) return inCell(counts, rule, cells.of[room]!, sku)
    if (rooms[room]!.at === undefined) return undefined
    for (const cell of cells.around(room)) {
      const found = anotherIn(counts, cell, sku, (place) => isNearer(rooms[place]!, rooms[room]!, cells.apartMm))
      if (found !== undefined) return found
    }
    return undefined
  }
  const conflictsOf: Standing["conflictsOf"] = (groups, sku) => {
    const asks = groups.flatMap((group) =>
      watches[group]!.map(({ cells, other, rule }) => {
        const counts = here[other]!.get(cells)!
        const breaks =
          cells.around === undefined ? inCells(counts, rule, cells, sku) : nearby(counts, cells, rooms, sku)
        return { rule, breaks }
      })
    )
    return (room) => {
      for (const { breaks, rule } of asks) {
        const other = breaks(room)
        if (other !== undefined) return { rule, with: other }
      }
      return undefined
    }
  }
  return {
    add: (groups, sku, room) => count(groups, sku, room, 1),
    remove: (groups, sku, room) => count(groups, sku, room, -1),
    conflict: (groups, sku, room) => {
      for (const group of groups) {
        for (const watch of watches[group]!) {
          const other = broken(watch, sku, room)
          if (other !== undefined) return { rule: watch.rule, with: other }
        }
      }
      return undefined
    },
    conflictsOf
  }
}

/** Who is in the way in a zone or an aisle, or, of a family that stands together, in any other. */
const inCell = (here: Here, rule: StorageRule, cell: number, sku: Sku): Sku | undefined =>
  rule === "familyTogether" ? elsewhere(here, cell) : anotherIn(here, cell, sku, () => true)

/** As `inCell`, each cell asked once. */
const inCells = (here: Here, rule: StorageRule, cells: Cells, sku: Sku): ((room: number) => Sku | undefined) => {
  const known = new Map<number, Sku | undefined>()
  return (room) => {
    const cell = cells.of[room]!
    if (!known.has(cell)) known.set(cell, inCell(here, rule, cell, sku))
    return known.get(cell)
  }
}

/** Who is nearer than allowed, by what is in each square and those around it. */
const nearby = (
  here: Here,
  cells: Cells,
  rooms: ReadonlyArray<StorageRoom>,
  sku: Sku
): ((room: number) => Sku | undefined) => {
  const known = new Map<number, ReadonlyArray<readonly [number, Sku]>>()
  const othersAround = (room: number): ReadonlyArray<readonly [number, Sku]> =>
    (cells.around?.(room) ?? []).flatMap((cell) =>
      [...(here.get(cell) ?? [])].flatMap(([place, counts]) => {
        const other = [...counts.keys()].find((candidate) => candidate !== sku)
        return other === undefined ? [] : [[place, other] as const]
      })
    )
  return (room) => {
    const cell = cells.of[room]!
    const others = known.get(cell) ?? othersAround(room)
    known.set(cell, others)
    return others.find(([place]) => isNearer(rooms[place]!, rooms[room]!, cells.apartMm))?.[1]
  }
}

const change = (here: Here, cell: number, room: number, sku: Sku, by: 1 | -1): void => {
  const places = here.get(cell) ?? new Map<number, Map<Sku, number>>()
  const counts = places.get(room) ?? new Map<Sku, number>()
  const now = (counts.get(sku) ?? 0) + by
  if (now > 0) counts.set(sku, now)
  else counts.delete(sku)
  if (counts.size > 0) places.set(room, counts)
  else places.delete(room)
  if (places.size > 0) here.set(cell, places)
  else here.delete(cell)
}

const anotherIn = (here: Here, cell: number, sku: Sku, isMeant: (place: number) => boolean): Sku | undefined => {
  for (const [place, counts] of here.get(cell) ?? []) {
    if (isMeant(place)) for (const other of counts.keys()) if (other !== sku) return other
  }
  return undefined
}

const elsewhere = (here: Here, cell: number): Sku | undefined => {
  for (const [other, places] of here) {
    if (other !== cell) for (const counts of places.values()) for (const sku of counts.keys()) return sku
  }
  return undefined
}

const isNearer = ({ at: a }: StorageRoom, { at: b }: StorageRoom, mm: number): boolean =>
  a !== undefined && b !== undefined && Math.hypot(a.xMm - b.xMm, a.yMm - b.yMm) < mm
