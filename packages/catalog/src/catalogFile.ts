/**
 * A catalogue as a file: JSON that says what is special about each item and leaves out what is not.
 */
import { Dimensions } from "@stowage/kernel/Dimensions"
import { GtinFromText } from "@stowage/kernel/Gtin"
import { Sku } from "@stowage/kernel/Ids"
import { MassGrams } from "@stowage/kernel/Mass"
import { PackRatio } from "@stowage/kernel/PackRatio"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { catalogOf, type Catalog, type CatalogRefusal } from "./Catalog.ts"
import {
  ExpiryRule,
  HandlingRules,
  HazmatClass,
  Orientation,
  plainHandling,
  TemperatureClass
} from "./HandlingRules.ts"
import { Basis, type Item, Product, ProductId } from "./Item.ts"
import { PackLadder, PackLevel } from "./PackLadder.ts"

const opt = Schema.optionalKey

const PackInFile = Schema.Struct({
  level: PackLevel,
  ratio: PackRatio,
  gtin: opt(GtinFromText),
  dimensions: opt(Dimensions),
  massGrams: opt(MassGrams)
})

const HandlingInFile = Schema.Struct({
  orientation: opt(Orientation),
  fragile: opt(Schema.Boolean),
  hazmatClass: opt(HazmatClass),
  temperature: opt(TemperatureClass),
  lotTracked: opt(Schema.Boolean),
  expiry: opt(ExpiryRule),
  serialTracked: opt(Schema.Boolean)
})

const ItemInFile = Schema.Struct({
  sku: Sku,
  description: Schema.String,
  productId: opt(ProductId),
  options: opt(Schema.Record(Schema.String, Schema.String)),
  gtin: opt(GtinFromText),
  dimensions: Dimensions,
  dimensionsBasis: opt(Basis),
  massGrams: MassGrams,
  massBasis: opt(Basis),
  packs: opt(Schema.Array(PackInFile)),
  handling: opt(HandlingInFile),
  backorderAllowed: opt(Schema.Boolean)
})

/**
 * The file. Left out means: measures are stated, there are no packs, handling is plain, nothing may be backordered.
 * GTINs may have 8, 12, 13 or 14 digits.
 */
export const CatalogFile = Schema.Struct({ products: opt(Schema.Array(Product)), items: Schema.Array(ItemInFile) })

/** Why a file is no catalogue: a value is not what its place asks for, or two entries contradict each other. */
export type CatalogFileRefusal =
  | { readonly _tag: "FileMalformed"; readonly problem: string }
  | { readonly _tag: "FileContradictory"; readonly refusal: CatalogRefusal }

/** The catalogue that parsed JSON `input` describes. Every malformed value is named with its path. */
export const decodeCatalog = (input: unknown): Result.Result<Catalog, CatalogFileRefusal> => {
  const file = Schema.decodeUnknownResult(CatalogFile, { errors: "all" })(input)
  if (Result.isFailure(file)) return Result.fail({ _tag: "FileMalformed", problem: file.failure.message })
  const items: Array<Item> = []
  for (const [at, item] of file.success.items.entries()) {
    const whole = withDefaults(item)
    const problem = firstProblem(PackLadder, whole.packs) ?? firstProblem(HandlingRules, whole.handling)
    if (problem !== undefined) {
      return Result.fail({ _tag: "FileMalformed", problem: `${problem}\n  in ["items"][${at}], SKU ${item.sku}` })
    }
    items.push(whole)
  }
  return Result.mapError(catalogOf(items, file.success.products ?? []), (refusal): CatalogFileRefusal => ({
    _tag: "FileContradictory",
    refusal
  }))
}

const withDefaults = (item: typeof ItemInFile.Type): Item => ({
  ...item,
  options: item.options ?? {},
  dimensionsBasis: item.dimensionsBasis ?? { _tag: "Stated" },
  massBasis: item.massBasis ?? { _tag: "Stated" },
  packs: item.packs ?? [],
  handling: { ...plainHandling, ...item.handling },
  backorderAllowed: item.backorderAllowed ?? false
})

const firstProblem = (schema: typeof PackLadder | typeof HandlingRules, value: unknown): string | undefined => {
  const decoded = Schema.decodeUnknownResult(schema)(value)
  return Result.isFailure(decoded) ? decoded.failure.message : undefined
}
