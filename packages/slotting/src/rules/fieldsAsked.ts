/**
 * What rules between SKUs must know of every place.
 */
import type { Apart, StorageRoom, StorageRules } from "./StorageRules.ts"

/** A field that says where a place is, and the rule that asks for it. */
export interface FieldAsked<Because> {
  readonly field: "zone" | "aisle" | "at"
  readonly because: Because
}

/** What the rules ask for, in their order. */
export const fieldsAsked = ({
  familiesApart = [],
  familiesTogether = [],
  segregation = []
}: StorageRules): ReadonlyArray<FieldAsked<"segregation" | "familyApart" | "familyTogether">> => {
  const fieldOf = ({ by }: Apart): FieldAsked<never>["field"] => (typeof by === "object" ? "at" : by)
  return [
    ...segregation.map((apart) => ({ field: fieldOf(apart), because: "segregation" as const })),
    ...familiesApart.map((apart) => ({ field: fieldOf(apart), because: "familyApart" as const })),
    ...familiesTogether.map(({ in: field }) => ({ field, because: "familyTogether" as const }))
  ]
}

/** The first field asked for that some place does not say, with the first such place. */
export const firstMissing = <Place extends StorageRoom, Because>(
  places: ReadonlyArray<Place>,
  asked: ReadonlyArray<FieldAsked<Because>>
): (FieldAsked<Because> & { readonly place: Place }) | undefined => {
  for (const { because, field } of asked) {
    const place = places.find((candidate) => candidate[field] === undefined)
    if (place !== undefined) return { place, field, because }
  }
  return undefined
}

/** In a sentence. */
export const fieldMissingText = ({ because, field }: FieldAsked<string>): string =>
  `expected ${field}, as ${because} asks for, got nothing`
