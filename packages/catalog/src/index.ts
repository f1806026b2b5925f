export {
  catalogOf,
  itemOf,
  sayCatalogRefusal,
  scan,
  type Catalog,
  type CatalogRefusal,
  type LookupRefusal,
  type Scanned
} from "./Catalog.ts"
export { CatalogFile, decodeCatalog, type CatalogFileRefusal } from "./catalogFile.ts"
export { catalog } from "./drawCatalog.ts"
export {
  ExpiryRule,
  HandlingRules,
  HazmatClass,
  Orientation,
  plainHandling,
  TemperatureClass
} from "./HandlingRules.ts"
export { Basis, Item, Product, ProductId } from "./Item.ts"
export { Pack, packAt, PackLadder, PackLevel } from "./PackLadder.ts"
