/**
 * Items of which only the SKU is known: what a file does not say is drawn, for the SKU, from the seed. Whatever is
 * drawn is marked in the catalogue as estimated, with the rule that did it.
 */
import type { Basis, Item } from "@stowage/catalog/Item"
import { plainHandling } from "@stowage/catalog/HandlingRules"
import type { Dimensions } from "@stowage/kernel/Dimensions"
import { volumeMm3 } from "@stowage/kernel/Dimensions"
import type { Sku } from "@stowage/kernel/Ids"
import type { MassGrams } from "@stowage/kernel/Mass"
import { packOf } from "@stowage/kernel/PackRatio"
import { type Random, random } from "@stowage/kernel/Random"

/** What is known of a SKU; what is absent is drawn. */
export interface KnownItem {
  readonly sku: Sku
  readonly description?: string
  readonly dimensions?: Dimensions
  readonly massGrams?: MassGrams
  readonly unitsPerCase?: number
  readonly casesPerPallet?: number
}

/** The rules, as the report states them. */
export const estimateRules = {
  dimensions: "volume log-uniform from 0.1 to 12 litres, sides in proportion 1 : 0.5–1 : 0.2–1",
  mass: "0.1 to 0.5 kg per litre, at least 20 g",
  cases: "cases of 6, 12 or 24",
  lots: "one SKU in ten is tracked by lot and expires; its lots keep for 180 to 730 days and must keep 14 more when picked"
} as const

const litre = 1_000_000

const drawnDimensions = (chance: Random): Dimensions => {
  const volume = Math.exp(Math.log(0.1) + chance.next() * Math.log(120)) * litre
  const [width, height] = [0.5 + 0.5 * chance.next(), 0.2 + 0.8 * chance.next()]
  const length = Math.cbrt(volume / (width * height))
  const whole = (side: number): number => Math.max(5, Math.round(side))
  return { lengthMm: whole(length), widthMm: whole(length * width), heightMm: whole(length * height) }
}

const drawnMass = (size: Dimensions, chance: Random): MassGrams =>
  Math.max(20, Math.round((volumeMm3(size) / litre) * (100 + 400 * chance.next()))) as MassGrams

const basis = (known: unknown, rule: string): Basis =>
  known === undefined ? { _tag: "Estimated", rule } : { _tag: "Stated" }

/** The item of a SKU. The same seed and SKU give the same item, whatever else is in the file. */
export const estimateItem = (known: KnownItem, seed: number): Item => {
  const chance = random(`${seed}/item/${known.sku}`)
  const drawn = drawnDimensions(chance)
  const dimensions = known.dimensions ?? drawn
  const massGrams = known.massGrams ?? drawnMass(dimensions, chance)
  const perCase = known.unitsPerCase ?? chance.pick([6, 12, 24])
  const pallet = known.casesPerPallet === undefined ? [] : [known.casesPerPallet * perCase]
  const expires = chance.chance(0.1)
  return {
    sku: known.sku,
    description: known.description ?? known.sku,
    options: {},
    dimensions,
    dimensionsBasis: basis(known.dimensions, estimateRules.dimensions),
    massGrams,
    massBasis: basis(known.massGrams, estimateRules.mass),
    packs: [
      ...(perCase > 1 ? [{ level: "case" as const, ratio: packOf(perCase) }] : []),
      ...pallet.filter((units) => units > perCase).map((units) => ({ level: "pallet" as const, ratio: packOf(units) }))
    ],
    handling: expires ? { ...plainHandling, lotTracked: true, expiry: { minimumRemainingDays: 14 } } : plainHandling,
    backorderAllowed: true
  }
}
