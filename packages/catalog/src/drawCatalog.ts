/**
 * A catalogue drawn in a line per SKU, for tests and examples.
 */
import type { Sku } from "@stowage/kernel/Ids"
import type { MassGrams } from "@stowage/kernel/Mass"
import { packOf } from "@stowage/kernel/PackRatio"
import * as Result from "effect/Result"
import { catalogOf, sayCatalogRefusal, type Catalog } from "./Catalog.ts"
import { plainHandling, type HandlingRules } from "./HandlingRules.ts"
import type { Item } from "./Item.ts"
import type { Pack, PackLevel } from "./PackLadder.ts"

/**
 * `catalog("TEA-1 120x80x60mm 250g case:12 pallet:480; CUP-9 fragile upright")`: entries end with `;` or a line
 * break, words with a space. The SKU comes first, the rest in any order: size as length x width x height in mm (else
 * 100x100x100), mass in grams (else 500), `inner:`, `case:` and `pallet:` with their base units, and the words
 * `fragile`, `upright`, `chilled`, `frozen`, `lots`, `serials`, `expires:DAYS` (which means lots too) and
 * `backorder`.
 *
 * Throws on a word it does not know: a drawing is code, not input.
 */
export const catalog = (drawing: string): Catalog => {
  const entries = drawing.split(/[;\n]/).map((entry) => entry.trim())
  const drawn = catalogOf(entries.filter((entry) => entry !== "").map(drawItem))
  if (Result.isFailure(drawn)) throw new RangeError(sayCatalogRefusal(drawn.failure))
  return drawn.success
}

const wordRules: ReadonlyMap<string, Partial<HandlingRules>> = new Map<string, Partial<HandlingRules>>([
  ["fragile", { fragile: true }],
  ["upright", { orientation: "upright" }],
  ["chilled", { temperature: "chilled" }],
  ["frozen", { temperature: "frozen" }],
  ["lots", { lotTracked: true }],
  ["serials", { serialTracked: true }]
])

const drawItem = (entry: string): Item => {
  const [sku, ...words] = entry.split(/\s+/)
  const blank: Item = {
    sku: sku as Sku,
    description: sku as string,
    options: {},
    dimensions: { lengthMm: 100, widthMm: 100, heightMm: 100 },
    dimensionsBasis: { _tag: "Stated" },
    massGrams: 500 as MassGrams,
    massBasis: { _tag: "Stated" },
    packs: [],
    handling: plainHandling,
    backorderAllowed: false
  }
  return words.reduce(drawWord, blank)
}

const drawWord = (item: Item, word: string): Item => {
  const size = /^(\d+)[x×](\d+)[x×](\d+)mm$/.exec(word)
  if (size !== null) {
    const [lengthMm, widthMm, heightMm] = size.slice(1).map(Number) as [number, number, number]
    return { ...item, dimensions: { lengthMm, widthMm, heightMm } }
  }
  if (/^\d+g$/.test(word)) return { ...item, massGrams: Number.parseInt(word, 10) as MassGrams }
  const pack = /^(inner|case|pallet):(\d+)$/.exec(word)
  if (pack !== null) {
    const rung: Pack = { level: pack[1] as PackLevel, ratio: packOf(Number(pack[2])) }
    return { ...item, packs: [...item.packs, rung] }
  }
  if (word === "backorder") return { ...item, backorderAllowed: true }
  return { ...item, handling: { ...item.handling, ...handlingOf(word) } }
}

const handlingOf = (word: string): Partial<HandlingRules> => {
  const days = /^expires:(\d+)$/.exec(word)
  if (days !== null) return { lotTracked: true, expiry: { minimumRemainingDays: Number(days[1]) } }
  const rules = wordRules.get(word)
  if (rules === undefined) throw new RangeError(`catalog: expected a size, a mass, a pack or a rule, got "${word}"`)
  return rules
}
