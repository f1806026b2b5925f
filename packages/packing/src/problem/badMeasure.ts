/**
 * Measures of a packing problem that are no numbers of the kind expected, or absurd.
 */
import type { CartonType, PackingRules, PackItem } from "./PackingProblem.ts"
import type { PackingRefusal } from "./PackingRefusal.ts"

/** Longest side taken: 100 m. Its cube is still a safe integer. */
const mostMm = 100_000
/** Largest mass taken: 1,000 t. */
const mostGrams = 1_000_000_000
/** Most units of one item: each gets a placement of its own. */
const mostUnits = 100_000
/** Most stops of one vehicle. */
const mostDrops = 10_000

/** Measures by the name of their field; those not given are fine. */
type Fields = Readonly<Record<string, number | undefined>>

export const badItem = (item: PackItem): PackingRefusal | undefined => {
  const { id, lengthMm, widthMm, heightMm, massGrams, quantity } = item
  const { maxTopGrams, maxTopGramsPerDm2, nestMm, paddingMm, drop, value } = item
  return (
    firstBad("item", id, { lengthMm, widthMm, heightMm }, 1, mostMm) ??
    firstBad("item", id, { massGrams }, 0, mostGrams) ??
    firstBad("item", id, { quantity }, 1, mostUnits) ??
    firstBad("item", id, { maxTopGrams, maxTopGramsPerDm2 }, 0, mostGrams) ??
    firstBad("item", id, { nestMm }, 1, mostMm) ??
    firstBad("item", id, { paddingMm }, 0, mostMm) ??
    firstBad("item", id, { drop }, 1, mostDrops) ??
    firstBad("item", id, { value }, 0, Number.MAX_SAFE_INTEGER) ??
    unknownEdges(item)
  )
}

export const badCarton = (carton: CartonType): PackingRefusal | undefined => {
  const { id, innerLengthMm, innerWidthMm, innerHeightMm, outerLengthMm, outerWidthMm, outerHeightMm } = carton
  const sides = { innerLengthMm, innerWidthMm, innerHeightMm, outerLengthMm, outerWidthMm, outerHeightMm }
  const { tareGrams, maxGrossGrams, costMinor, stock, dimDivisor, rates = [], overhangMm, balance, axles } = carton
  const { lengthMm, widthMm } = overhangMm ?? {}
  return (
    firstBad("carton", id, sides, 1, mostMm) ??
    firstBad("carton", id, { tareGrams, maxGrossGrams }, 0, mostGrams) ??
    firstBad("carton", id, { costMinor }, 0, Number.MAX_SAFE_INTEGER) ??
    firstBad("carton", id, { stock }, 0, Number.MAX_SAFE_INTEGER) ??
    firstBad("carton", id, { dimDivisor }, 1, mostGrams) ??
    firstBad("carton", id, numbered("rates", "upToGrams", rates), 0, mostGrams) ??
    firstBad("carton", id, numbered("rates", "costMinor", rates), 0, Number.MAX_SAFE_INTEGER) ??
    firstBad("carton", id, { "overhangMm.lengthMm": lengthMm, "overhangMm.widthMm": widthMm }, 0, mostMm) ??
    firstBad("carton", id, { ...balance }, -mostMm, mostMm) ??
    firstBad("carton", id, numbered("axles", "xMm", axles ?? []), -mostMm, mostMm) ??
    firstBad("carton", id, numbered("axles", "leastGrams", axles ?? []), 0, mostGrams) ??
    firstBad("carton", id, numbered("axles", "mostGrams", axles ?? []), 0, mostGrams)
  )
}

export const badRules = ({ support }: PackingRules): PackingRefusal | undefined => {
  if (typeof support !== "number" || (support >= 0 && support <= 1)) return undefined
  const expected = "full, none, or a share from 0 to 1"
  return { _tag: "MeasureInvalid", of: "rules", id: "problem", field: "support", value: support, expected }
}

/** One field of each entry of a list, by a name that says which entry. */
const numbered = <Key extends string>(
  list: string,
  key: Key,
  entries: ReadonlyArray<{ readonly [K in Key]?: number | undefined }>
): Fields => Object.fromEntries(entries.map((entry, index) => [`${list}[${index}].${key}`, entry[key]]))

const firstBad = (
  of: "item" | "carton",
  id: string,
  fields: Fields,
  least: number,
  most: number
): PackingRefusal | undefined => {
  for (const [field, value] of Object.entries(fields)) {
    if (value === undefined || (Number.isInteger(value) && value >= least && value <= most)) continue
    return { _tag: "MeasureInvalid", of, id, field, value, expected: `a whole number from ${least} to ${most}` }
  }
  return undefined
}

const unknownEdges = ({ id, orientations }: PackItem): PackingRefusal | undefined => {
  const names: ReadonlyArray<string> = typeof orientations === "string" ? [] : orientations
  const known = typeof orientations === "string" || names.length > 0
  if (known && names.every((edge) => ["length", "width", "height"].includes(edge))) return undefined
  return { _tag: "OrientationsUnknown", item: id, orientations: names.join(", ") }
}
