/**
 * A layout as a JSON file: the numbers a rectangular site is generated from, or a drawing. Not the locations one by
 * one.
 *
 * ```json
 * { "aisles": 6, "baysPerSide": 12, "depot": { "aisle": 2, "end": "front" } }
 * { "drawing": ["A1.B1", "A2.B2", "..D.."], "cellMm": 1200 }
 * ```
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as SchemaIssue from "effect/SchemaIssue"
import { SiteId } from "@stowage/kernel/Ids"
import { drawLayout, oneMetre } from "./draw.ts"
import { generateLayout, smallSite } from "./generate.ts"
import { type Layout } from "./Layout.ts"
import { type LayoutRefusal, layoutRefusalText } from "./LayoutRefusal.ts"

/** `expected` answers a value out of bounds, `identifier` one of another type: both are to be told the same. */
const inWords = (expected: string) => ({ expected, identifier: expected })
const count = Schema.Int.annotate(inWords("a whole number"))
const aboveNothing = inWords("a whole number above 0")
const size = Schema.Int.annotate(aboveNothing).check(Schema.isGreaterThan(0, aboveNothing))

const Capacity = Schema.Struct({ volumeMm3: size, massGrams: size })

const LocationSize = Schema.Struct({
  volumeMm3: size,
  massGrams: size,
  inner: Schema.optionalKey(Schema.Struct({ lengthMm: size, widthMm: size, heightMm: size }))
})

/** The fields of a generated site; one that is left out is as in `smallSite`. */
export const GeneratedLayoutFile = Schema.Struct({
  site: Schema.optionalKey(SiteId),
  zone: Schema.optionalKey(
    Schema.String.check(Schema.isPattern(/^[\p{L}\p{N}]{1,20}$/u, { expected: "1 to 20 letters or digits" }))
  ),
  aisles: count,
  crossAisles: Schema.optionalKey(count),
  baysPerSide: count,
  sides: Schema.optionalKey(count),
  levels: Schema.optionalKey(count),
  pickLevels: Schema.optionalKey(count),
  bayPitchMm: Schema.optionalKey(count),
  aislePitchMm: Schema.optionalKey(count),
  crossAisleWidthMm: Schema.optionalKey(count),
  depot: Schema.optionalKey(Schema.Struct({ aisle: count, end: Schema.Literals(["front", "back"]) })),
  pickFace: Schema.optionalKey(LocationSize),
  reserve: Schema.optionalKey(LocationSize)
})
export type GeneratedLayoutFile = typeof GeneratedLayoutFile.Type

/** A drawing, as one text or one per row. What is left out is as in `oneMetre`. */
export const DrawnLayoutFile = Schema.Struct({
  site: Schema.optionalKey(SiteId),
  drawing: Schema.Union([Schema.String, Schema.Array(Schema.String)]).annotate(
    inWords("a text, or a list of texts, one per row")
  ),
  cellMm: Schema.optionalKey(size),
  capacity: Schema.optionalKey(Capacity)
})
export type DrawnLayoutFile = typeof DrawnLayoutFile.Type

/** A field of a file that is not what it should be. */
export interface WrongField {
  /** `depot.end`; empty for the file as a whole. */
  readonly path: string
  readonly expected: string
  /** As JSON, cut after 60 characters; `nothing` for a field that is missing. */
  readonly found: string
}

/** Why a layout file is refused, in order of precedence. */
export type LayoutFileRefusal =
  | { readonly _tag: "NotJson"; readonly problem: string }
  /** Every wrong field, not only the first. */
  | { readonly _tag: "FieldsWrong"; readonly fields: ReadonlyArray<WrongField> }
  | LayoutRefusal

/** The layout that the text of a file describes. A field it does not know is refused too: it is a mistyped one. */
export const readLayoutFile = (text: string): Result.Result<Layout, LayoutFileRefusal> => {
  const json = Result.try({ try: (): unknown => JSON.parse(text), catch: (error) => String(error) })
  if (Result.isFailure(json)) return Result.fail({ _tag: "NotJson", problem: json.failure })
  const isDrawing = typeof json.success === "object" && json.success !== null && "drawing" in json.success
  return isDrawing ? readDrawn(json.success) : readGenerated(json.success)
}

/** The refusal in words, for whoever wrote the file. */
export const layoutFileRefusalText = (refusal: LayoutFileRefusal): string => {
  switch (refusal._tag) {
    case "NotJson":
      return `expected JSON, got ${refusal.problem}`
    case "FieldsWrong":
      return refusal.fields
        .map(({ expected, found, path }) => `${path === "" ? "the file" : path}: expected ${expected}, got ${found}`)
        .join("\n")
    case "FieldOutOfRange":
    case "DrawingUnreadable":
    case "NoLocation":
    case "LocationIdTaken":
    case "NoDepot":
    case "LocationUnreachable":
      return layoutRefusalText(refusal)
  }
}

const strictly = { errors: "all", onExcessProperty: "error" } as const
const decodeGenerated = Schema.decodeUnknownResult(GeneratedLayoutFile, strictly)
const decodeDrawn = Schema.decodeUnknownResult(DrawnLayoutFile, strictly)
const issuesOf = SchemaIssue.makeFormatterStandardSchemaV1()

const readGenerated = (json: unknown): Result.Result<Layout, LayoutFileRefusal> => {
  const file = decodeGenerated(json)
  if (Result.isFailure(file)) return Result.fail(fieldsWrong(json, file.failure.issue))
  return generateLayout({ ...smallSite, ...file.success })
}

const readDrawn = (json: unknown): Result.Result<Layout, LayoutFileRefusal> => {
  const file = decodeDrawn(json)
  if (Result.isFailure(file)) return Result.fail(fieldsWrong(json, file.failure.issue))
  const { drawing, ...scale } = file.success
  return drawLayout(typeof drawing === "string" ? drawing : drawing.join("\n"), { ...oneMetre, ...scale })
}

/** What the two messages that name no value say here. */
const plainly: Readonly<Record<string, string>> = {
  "Missing key": "this field",
  "Expected no excess property": "no field of that name"
}

const fieldsWrong = (json: unknown, issue: SchemaIssue.Issue): LayoutFileRefusal => ({
  _tag: "FieldsWrong",
  fields: issuesOf(issue).issues.map(({ message, path = [] }) => {
    const keys = path.map((step) => (typeof step === "object" ? step.key : step))
    const expected = plainly[message] ?? message.replace(/^Expected /, "")
    return { path: keys.map(String).join("."), expected, found: valueAt(json, keys) }
  })
})

const valueAt = (json: unknown, keys: ReadonlyArray<PropertyKey>): string => {
  let value = json
  for (const key of keys) value = Object(value)[key]
  const text = JSON.stringify(value) ?? "nothing"
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
