/**
 * What may stand where: one set of rules for slotting and for putaway.
 *
 * Most rules look at one thing and one place. Three look at what stands elsewhere: segregation of hazardous goods,
 * families apart and families together; `Standing` keeps count for those.
 */
import type { Point } from "@stowage/layout/Location"

/** The sides of one unit, or the clear inside of a place. */
export interface Sides {
  readonly lengthMm: number
  readonly widthMm: number
  readonly heightMm: number
}

/** From the coldest to the warmest, in degrees Celsius. */
export interface TemperatureRange {
  readonly leastCelsius: number
  readonly mostCelsius: number
}

/** What a SKU asks of any place that it stands in. What is not said is not asked for. */
export interface StorageNeeds {
  readonly unitVolumeMm3: number
  readonly unitMassGrams: number
  /** The sides of one unit, when known: a unit must then go into the place in some orientation. */
  readonly sides?: Sides
  /** A unit stands as it is: its height is upwards. */
  readonly upright?: boolean
  /** How it must be kept (`ambient`, `chilled`); the place must take that class. */
  readonly handlingClass: string
  /** The temperatures it bears; the place must stay between them. */
  readonly temperature?: TemperatureRange
  /** Class of a hazardous good (`3`, `5.1`); only a place that says so takes it. */
  readonly hazmatClass?: string
  /** What it takes to handle it (`forklift`); it must be able to serve the place. */
  readonly equipment?: string
  readonly owner?: string
  /** What it belongs to, for families that stand together or apart. */
  readonly family?: string
  /** The only zones it may stand in. */
  readonly zones?: ReadonlyArray<string>
}

/** What a place offers. */
export interface StorageRoom {
  readonly capacityVolumeMm3: number
  readonly maxMassGrams: number
  readonly inner?: Sides
  readonly handlingClasses: ReadonlyArray<string>
  /** The temperatures it stays between; no SKU that asks for any stands in a place that does not say. */
  readonly temperature?: TemperatureRange
  /** Classes of hazardous goods that it takes; none when not said. */
  readonly hazmatClasses?: ReadonlyArray<string>
  /** The equipment that can serve it; any when not said. */
  readonly equipment?: ReadonlyArray<string>
  /** Whose goods it takes; anybody's when not said. */
  readonly owners?: ReadonlyArray<string>
  /** From 1 at the bottom. */
  readonly level?: number
  readonly zone?: string
  readonly aisle?: string
  /** Where it is on the floor. */
  readonly at?: Point
  /** Nothing may be put there. */
  readonly closed?: boolean
}

/** How far apart: in different zones, in different aisles, or at least so far as the crow flies over the floor. */
export type Separation = "zone" | "aisle" | { readonly mm: number }

/** Goods of the one that stand apart from goods of the other; twice the same: any two SKUs of it. */
export interface Apart {
  readonly between: readonly [string, string]
  readonly by: Separation
}

/** The rules of a site. What is not said is allowed. */
export interface StorageRules {
  /** Units heavier than this stand no higher than this level. */
  readonly heavyLow?: { readonly overGrams: number; readonly topLevel: number }
  /** Between hazmat classes. */
  readonly segregation?: ReadonlyArray<Apart>
  readonly familiesApart?: ReadonlyArray<Apart>
  /** All of a family stand in one aisle, or one zone. */
  readonly familiesTogether?: ReadonlyArray<{ readonly family: string; readonly in: "zone" | "aisle" }>
}

/** Every rule, in the order checked. */
export const storageRules = [
  "closed",
  "fixed",
  "forbidden",
  "handlingClass",
  "temperature",
  "hazmat",
  "equipment",
  "owner",
  "zone",
  "heavyLow",
  "height",
  "size",
  "volume",
  "mass",
  "segregation",
  "familyApart",
  "familyTogether"
] as const
export type StorageRule = (typeof storageRules)[number]

/** What is put there, all units together. */
export interface Load {
  readonly volumeMm3: number
  readonly massGrams: number
}

/** One thing asked of a place that is yes or no, and is the same for all SKUs with this key. */
export interface Requirement {
  readonly rule: StorageRule
  readonly key: string
  readonly holds: (room: StorageRoom) => boolean
}

const isOpen: Requirement = { rule: "closed", key: "", holds: (room) => room.closed !== true }

/** What a SKU asks but for room, in the order of `storageRules`. */
export const requirementsOf = (needs: StorageNeeds, { heavyLow }: StorageRules): ReadonlyArray<Requirement> => {
  const { equipment, handlingClass, hazmatClass, owner, temperature, unitMassGrams, zones } = needs
  const asked: Array<Requirement> = [
    isOpen,
    { rule: "handlingClass", key: handlingClass, holds: (room) => room.handlingClasses.includes(handlingClass) }
  ]
  if (temperature !== undefined) {
    const { leastCelsius, mostCelsius } = temperature
    const holds = ({ temperature: kept }: StorageRoom): boolean =>
      kept !== undefined && kept.leastCelsius >= leastCelsius && kept.mostCelsius <= mostCelsius
    asked.push({ rule: "temperature", key: `${leastCelsius} ${mostCelsius}`, holds })
  }
  if (hazmatClass !== undefined) {
    asked.push({
      rule: "hazmat",
      key: hazmatClass,
      holds: (room) => room.hazmatClasses?.includes(hazmatClass) === true
    })
  }
  if (equipment !== undefined) {
    asked.push({ rule: "equipment", key: equipment, holds: (room) => room.equipment?.includes(equipment) ?? true })
  }
  asked.push({
    rule: "owner",
    key: owner ?? "",
    holds: (room) => room.owners === undefined || (owner !== undefined && room.owners.includes(owner))
  })
  if (zones !== undefined) {
    const holds = ({ zone }: StorageRoom): boolean => zone !== undefined && zones.includes(zone)
    asked.push({ rule: "zone", key: zones.join("\n"), holds })
  }
  if (heavyLow !== undefined && unitMassGrams > heavyLow.overGrams) {
    asked.push({ rule: "heavyLow", key: "", holds: ({ level = 1 }) => level <= heavyLow.topLevel })
  }
  return asked
}

/** The first rule about one thing and one place by which this place refuses; undefined when none does. */
export const refusedByRoom = (
  rules: StorageRules,
  needs: StorageNeeds,
  load: Load,
  room: StorageRoom
): StorageRule | undefined => {
  for (const { holds, rule } of requirementsOf(needs, rules)) if (!holds(room)) return rule
  return refusedForRoom(needs, load, room)
}

/** The first rule of measures by which a place refuses. */
const refusedForRoom = (needs: StorageNeeds, load: Load, room: StorageRoom): StorageRule | undefined => {
  const size = sizeRefuses(needs, room.inner)
  if (size !== undefined) return size
  if (load.volumeMm3 > room.capacityVolumeMm3) return "volume"
  return load.massGrams > room.maxMassGrams ? "mass" : undefined
}

/** Whether a unit goes into a place of this inside, whatever lies there. */
export const sizeRefuses = (
  { sides, upright = false }: StorageNeeds,
  inner: Sides | undefined
): "height" | "size" | undefined => {
  if (sides === undefined || inner === undefined) return undefined
  if (upright && sides.heightMm > inner.heightMm) return "height"
  return goesIn(sides, inner, upright) ? undefined : "size"
}

/** Whether a unit goes in, turned as it may be. */
const goesIn = (unit: Sides, room: Sides, upright: boolean): boolean => {
  if (upright) {
    const [least, most] = [Math.min(unit.lengthMm, unit.widthMm), Math.max(unit.lengthMm, unit.widthMm)]
    return least <= Math.min(room.lengthMm, room.widthMm) && most <= Math.max(room.lengthMm, room.widthMm)
  }
  const sides = ascending(unit)
  return ascending(room).every((side, index) => side >= sides[index]!)
}

/** Sides from shortest to longest: a thing goes into a room, turned as needed, when each is at most the room's. */
export const ascending = ({ lengthMm, widthMm, heightMm }: Sides): readonly [number, number, number] =>
  [lengthMm, widthMm, heightMm].sort((a, b) => a - b) as [number, number, number]
