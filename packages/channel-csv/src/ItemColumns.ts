/**
 * What the columns of an item file mean: sizes, masses and packs of what is sold.
 */
import * as Schema from "effect/Schema"

const opt = Schema.optionalKey
const Column = Schema.NonEmptyString

/** A number in a column, and how many of our units one of its units is: `{ "column": "width_cm", "times": 10 }`. */
export const Measure = Schema.Union([
  Column,
  Schema.Struct({
    column: Column,
    times: Schema.Number.check(Schema.isGreaterThan(0, { expected: "a factor above 0" }))
  })
])
export type Measure = typeof Measure.Type

/** Sizes come out in whole millimetres, masses in whole grams, at least 1 each. */
export const ItemColumns = Schema.Struct({
  sku: Column,
  description: opt(Column),
  family: opt(Column),
  lengthMm: opt(Measure),
  widthMm: opt(Measure),
  heightMm: opt(Measure),
  massGrams: opt(Measure),
  unitsPerCase: opt(Column),
  casesPerPallet: opt(Column)
})
export type ItemColumns = typeof ItemColumns.Type

/** For a file whose header has our own names; columns it has not are as if they were not declared. */
export const ownItemColumns: ItemColumns = {
  sku: "sku",
  description: "description",
  family: "family",
  lengthMm: "lengthMm",
  widthMm: "widthMm",
  heightMm: "heightMm",
  massGrams: "massGrams",
  unitsPerCase: "unitsPerCase",
  casesPerPallet: "casesPerPallet"
}
