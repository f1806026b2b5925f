/**
 * All that can be sold, to look up by SKU or by GTIN. A catalogue never changes: another one takes its place.
 */
import type { Gtin } from "@stowage/kernel/Gtin"
import type { Sku } from "@stowage/kernel/Ids"
import { packOf, type PackRatio } from "@stowage/kernel/PackRatio"
import * as Result from "effect/Result"
import type { Item, Product, ProductId } from "./Item.ts"
import type { PackLevel } from "./PackLadder.ts"

/** What a barcode stands for: `ratio` says how many base units of the item are in one. */
export interface Scanned {
  readonly item: Item
  readonly level: "each" | PackLevel
  readonly ratio: PackRatio
}

/** Items in the order given, and where to find them. */
export interface Catalog {
  readonly items: ReadonlyArray<Item>
  readonly bySku: ReadonlyMap<Sku, Item>
  readonly byGtin: ReadonlyMap<Gtin, Scanned>
  readonly products: ReadonlyMap<ProductId, Product>
}

/** Why items make no catalogue, in order of precedence for each item in turn. Positions count from 0. */
export type CatalogRefusal =
  | {
      readonly _tag: "DuplicateProduct"
      readonly productId: ProductId
      readonly first: string
      readonly second: string
    }
  | { readonly _tag: "DuplicateSku"; readonly sku: Sku; readonly firstAt: number; readonly secondAt: number }
  | { readonly _tag: "UnknownProduct"; readonly sku: Sku; readonly productId: ProductId }
  | { readonly _tag: "DuplicateGtin"; readonly gtin: Gtin; readonly first: Sku; readonly second: Sku }

/** A SKU or GTIN that no item has. */
export type LookupRefusal =
  | { readonly _tag: "UnknownSku"; readonly sku: Sku }
  | { readonly _tag: "UnknownGtin"; readonly gtin: Gtin }

/** A catalogue of `items`; a product that an item names must be among `products`. Time O(n). */
export const catalogOf = (
  items: ReadonlyArray<Item>,
  products: ReadonlyArray<Product> = []
): Result.Result<Catalog, CatalogRefusal> => {
  const byProduct = new Map<ProductId, Product>()
  for (const product of products) {
    const known = byProduct.get(product.productId)
    if (known !== undefined) {
      const { productId } = product
      return Result.fail({ _tag: "DuplicateProduct", productId, first: known.name, second: product.name })
    }
    byProduct.set(product.productId, product)
  }
  const bySku = new Map<Sku, Item>()
  const byGtin = new Map<Gtin, Scanned>()
  for (const [at, item] of items.entries()) {
    const { sku, productId } = item
    if (bySku.has(sku)) {
      const firstAt = items.findIndex((other) => other.sku === sku)
      return Result.fail({ _tag: "DuplicateSku", sku, firstAt, secondAt: at })
    }
    bySku.set(sku, item)
    if (productId !== undefined && !byProduct.has(productId)) {
      return Result.fail({ _tag: "UnknownProduct", sku, productId })
    }
    for (const [gtin, scanned] of gtinsOf(item)) {
      const other = byGtin.get(gtin)
      if (other !== undefined) return Result.fail({ _tag: "DuplicateGtin", gtin, first: other.item.sku, second: sku })
      byGtin.set(gtin, scanned)
    }
  }
  return Result.succeed({ items, bySku, byGtin, products: byProduct })
}

/** The item of `sku`. */
export const itemOf = (catalog: Catalog, sku: Sku): Result.Result<Item, LookupRefusal> => {
  const item = catalog.bySku.get(sku)
  return item === undefined ? Result.fail({ _tag: "UnknownSku", sku }) : Result.succeed(item)
}

/** What `gtin` stands for: an each, or a pack of so many. */
export const scan = (catalog: Catalog, gtin: Gtin): Result.Result<Scanned, LookupRefusal> => {
  const scanned = catalog.byGtin.get(gtin)
  return scanned === undefined ? Result.fail({ _tag: "UnknownGtin", gtin }) : Result.succeed(scanned)
}

/** A refusal as a sentence. */
export const sayCatalogRefusal = (refusal: CatalogRefusal | LookupRefusal): string => {
  switch (refusal._tag) {
    case "DuplicateProduct":
      return `Expected one product ${refusal.productId}, got "${refusal.first}" and "${refusal.second}"`
    case "DuplicateSku":
      return `Expected one item with SKU ${refusal.sku}, got items ${refusal.firstAt} and ${refusal.secondAt}`
    case "UnknownProduct":
      return `Expected the product of SKU ${refusal.sku} among the products, got ${refusal.productId}`
    case "DuplicateGtin":
      return `Expected one SKU with GTIN ${refusal.gtin}, got ${refusal.first} and ${refusal.second}`
    case "UnknownSku":
      return `Expected a SKU of the catalogue, got ${refusal.sku}`
    case "UnknownGtin":
      return `Expected a GTIN of the catalogue, got ${refusal.gtin}`
  }
}

const gtinsOf = (item: Item): ReadonlyArray<readonly [Gtin, Scanned]> => {
  const found: Array<readonly [Gtin, Scanned]> = []
  if (item.gtin !== undefined) found.push([item.gtin, { item, level: "each", ratio: packOf(1) }])
  for (const { gtin, level, ratio } of item.packs) {
    if (gtin !== undefined) found.push([gtin, { item, level, ratio }])
  }
  return found
}
