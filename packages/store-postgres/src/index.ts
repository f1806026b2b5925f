export {
  type PostgresOptions,
  type SingleWriterOptions,
  layer,
  layerReadOnly,
  layerSingleWriter,
  layerTempTenant,
  make,
  makeSingleWriter,
  prepareDatabase
} from "./PostgresJournal.ts"
export { type Address } from "./connection.ts"
export { grantsTo } from "./schema.sql.ts"
