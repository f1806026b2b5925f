export { type SqliteOptions, layer, layerReadOnly, layerTempFile, make } from "./SqliteJournal.ts"
