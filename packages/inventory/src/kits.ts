/**
 * Kits: units of several SKUs sold as one. A kit is built into a SKU of its own, broken into its components again, or
 * sold as it is, by promising its components.
 */
import { type Account, outside, type Place } from "@stowage/kernel/Account"
import type { OwnerId, SiteId, Sku } from "@stowage/kernel/Ids"
import type { Transfer } from "@stowage/kernel/Transfer"
import { mustBeCount } from "./askedUnits.ts"
import { type Promises, promiseLess, promiseMore } from "./promiseTransfers.ts"
import { type Reservation, type ReserveFrom, type ReserveLine, reserve } from "./reserve.ts"
import { type StockKey, stockAt } from "./stockAccounts.ts"

/** So many units of a SKU in one kit; at least 1. */
export interface KitComponent {
  readonly sku: Sku
  readonly quantity: number
}

/** What one kit is made of. Of a SKU that is named twice it takes both. */
export interface Kit {
  readonly sku: Sku
  readonly components: ReadonlyArray<KitComponent>
}

/** How many units of each SKU are in one kit. */
const unitsOf = ({ components }: Kit): ReadonlyMap<Sku, number> => {
  const units = new Map<Sku, number>()
  for (const { quantity, sku } of components) units.set(sku, (units.get(sku) ?? 0) + quantity)
  return units
}

const isCount = ({ quantity }: KitComponent): boolean => Number.isSafeInteger(quantity) && quantity >= 1

/**
 * How many kits `free` components make: the least over the components. 0 for a kit of nothing, and for one that takes
 * less than one unit of a component, or units in parts. Throws where what is free is no number.
 */
export const kitsFrom = (kit: Kit, free: (sku: Sku) => number): number => {
  const kits = Array.from(unitsOf(kit), ([sku, each]) => {
    const units = free(sku)
    if (Number.isNaN(units)) throw new RangeError(`NaN units of ${sku} are free; expected a number`)
    return Math.max(0, Math.floor(units / each))
  })
  return kits.length === 0 || !kit.components.every(isCount) ? 0 : Math.min(...kits)
}

/** Units of one lot that go into work or come out of it, at a place. */
export interface WorkUnits {
  readonly key: StockKey
  readonly place: Place
  readonly quantity: number
}

/** A piece of work that turns units into others. Its name is used once, so that a trace knows what went into what. */
export interface Work {
  readonly name: string
  readonly site: SiteId
  readonly uses: ReadonlyArray<WorkUnits>
  readonly makes: ReadonlyArray<WorkUnits>
}

const forSale = ({ status }: StockKey): boolean => (status ?? "available") === "available"

/** How many units for sale a piece of work makes of each owner's SKU; less than none of what it uses up. */
const madeForSale = ({ makes, uses }: Work): Iterable<{ owner: OwnerId; sku: Sku; units: number }> => {
  const made = new Map<string, { owner: OwnerId; sku: Sku; units: number }>()
  const add = ({ owner, sku }: StockKey, units: number): void => {
    const before = made.get(`${owner}|${sku}`)?.units ?? 0
    made.set(`${owner}|${sku}`, { owner, sku, units: before + units })
  }
  for (const { key, quantity } of uses) if (forSale(key)) add(key, 0 - quantity)
  for (const { key, quantity } of makes) if (forSale(key)) add(key, quantity)
  return made.values()
}

/**
 * Turns units into others in one commit: builds kits, breaks them, gives units another lot number. What it uses up
 * leaves the promise book as far as it was for sale, and what it makes enters it; units that come out of it as the same
 * SKU are as promised as before. The ledger refuses to use up what is promised or claimed. `promises` is what the site
 * holds of each owner's SKU. O(units).
 */
export const doWork = (work: Work, promises: (owner: OwnerId, sku: Sku) => Promises): ReadonlyArray<Transfer> => {
  const at = outside("work", work.name)
  const move = (key: StockKey, from: Place, to: Place, quantity: number): Transfer => {
    return { _tag: "Post", from: stockAt(key, from), to: stockAt(key, to), quantity }
  }
  return [
    ...work.uses.map(({ key, place, quantity }) => move(key, place, at, quantity)),
    ...work.makes.map(({ key, place, quantity }) => move(key, at, place, quantity)),
    ...[...madeForSale(work)].flatMap(({ owner, sku, units }) =>
      units > 0
        ? promiseMore("variance", owner, sku, work.site, units, promises(owner, sku))
        : // Nothing that is promised is used up: all of it is taken from what is free, which the ledger limits.
          promiseLess(owner, sku, work.site, 0 - units, { free: 0 - units, shortfall: 0 })
    )
  ]
}

/** Where and of which lot a component is taken or put, and where the kit is. */
export interface KitPlaces {
  readonly name: string
  readonly site: SiteId
  readonly kit: Omit<WorkUnits, "quantity">
  readonly components: ReadonlyArray<WorkUnits>
}

/** Components that a kit's recipe does not ask for, or in another number. */
export type KitRefusal = {
  readonly _tag: "ComponentsDiffer"
  readonly sku: Sku
  readonly expected: number
  readonly given: number
}

/** A refusal as a sentence. */
export const sayKitRefusal = ({ expected, given, sku }: KitRefusal): string =>
  `The kits take ${expected} of ${sku}; ${given} were given.`

/** The first SKU whose units are not what `count` kits are made of; undefined when all are right. */
export const kitRefusal = (kit: Kit, count: number, units: ReadonlyArray<WorkUnits>): KitRefusal | undefined => {
  const given = new Map<Sku, number>()
  for (const { key, quantity } of units) given.set(key.sku, (given.get(key.sku) ?? 0) + quantity)
  const expected = unitsOf(kit)
  for (const sku of new Set([...expected.keys(), ...given.keys()])) {
    const [wanted, got] = [count * (expected.get(sku) ?? 0), given.get(sku) ?? 0]
    if (wanted !== got) return { _tag: "ComponentsDiffer", sku, expected: wanted, given: got }
  }
  return undefined
}

/** The work that builds `count` kits from components where they stand, lot by lot. */
export const buildKits = (count: number, { components, kit, name, site }: KitPlaces): Work => ({
  name,
  site,
  uses: components,
  makes: [{ ...kit, quantity: count }]
})

/** The work that breaks `count` kits into components, lot by lot. */
export const breakKits = (count: number, { components, kit, name, site }: KitPlaces): Work => ({
  name,
  site,
  uses: [{ ...kit, quantity: count }],
  makes: components
})

/** A line that asks for kits sold by their components. */
export interface ReserveKitLine extends Omit<ReserveLine, "sku"> {
  readonly kit: Kit
}

/** What a line of kits was given, in kits: asked = reserved + short. */
export interface ReservedKits {
  readonly line: ReserveKitLine["line"]
  readonly asked: number
  readonly reserved: number
  readonly short: number
}

/**
 * The line under which a kit's component is claimed, since each has a claim of its own. Neither lines nor SKUs contain
 * `|`, so it is no order's line and no other component's; `claimedBy` takes it apart.
 */
export const componentLine = (line: ReserveLine["line"], sku: Sku): ReserveLine["line"] =>
  `${line}|${sku}` as ReserveLine["line"]

/**
 * Promises whole kits: of each kit all its components or none of them. Lines draw on what those before left. Throws on
 * a quantity that is no count. O(lines · components).
 */
export const reserveKits = (
  from: ReserveFrom,
  lines: ReadonlyArray<ReserveKitLine>
): { readonly kits: ReadonlyArray<ReservedKits>; readonly components: Reservation } => {
  const left = new Map<Sku, number>()
  const free = (sku: Sku): number => left.get(sku) ?? from.free(sku)
  const kits: Array<ReservedKits> = []
  const wanted: Array<ReserveLine> = []
  for (const { claimsBefore, kit, line, quantity: asked } of lines) {
    mustBeCount(line, kit.sku, asked)
    const reserved = Math.min(asked, kitsFrom(kit, free))
    kits.push({ line, asked, reserved, short: asked - reserved })
    if (reserved === 0) continue
    for (const [sku, quantity] of unitsOf(kit)) {
      left.set(sku, free(sku) - reserved * quantity)
      wanted.push({ line: componentLine(line, sku), sku, quantity: reserved * quantity, claimsBefore })
    }
  }
  return { kits, components: reserve(from, wanted) }
}

/** The account of a piece of work for a SKU; what is left on it went in and did not come out. */
export const workAt = (key: StockKey, name: string): Account => stockAt(key, outside("work", name))
