export {
  CsvFormat,
  CsvMapping,
  DateFormat,
  decodeCsvMapping,
  FieldSources,
  Lookup,
  PriceSource,
  Rules,
  Source,
  type MappingMalformed
} from "./CsvMapping.ts"
export {
  sayFileRefusal,
  sayNote,
  sayReject,
  type CsvOrders,
  type IncomingCancellation,
  type IncomingCharge,
  type IncomingLine,
  type IncomingOrder,
  type Note,
  type Reject
} from "./CsvOrders.ts"
export { readRows, type FileRefusal, type RowVisitor } from "./csvRows.ts"
export { ItemColumns, Measure, ownItemColumns } from "./ItemColumns.ts"
export {
  cancelLine,
  matchCancellations,
  type CancellationMatch,
  type MatchedCancellations,
  type UnmatchedCancellation
} from "./matchCancellations.ts"
export { orderIdOf, placeOrder, type PlaceOrder } from "./placeOrders.ts"
export { readItems, type CsvItems, type ItemFacts } from "./readItems.ts"
export { readOrders, type CsvFiles } from "./readOrders.ts"
