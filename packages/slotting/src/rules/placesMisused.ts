/**
 * The rules between what stands here and what stands there, checked from the rules alone. No solver's code is used.
 */
import type { StorageRoom, StorageRule, StorageRules } from "./StorageRules.ts"

/** A SKU at one of its places. */
export interface PlacedSku<Name extends string, Place extends StorageRoom> {
  readonly sku: Name
  readonly hazmatClass?: string
  readonly family?: string
  readonly place: Place
}

export interface Misuse<Name extends string, Place extends StorageRoom> {
  readonly rule: StorageRule
  readonly sku: Name
  readonly place: Place
  readonly other: Name
}

/** Every two that stand together and should not, or apart and should not. */
export const placesMisused = <Name extends string, Place extends StorageRoom>(
  { familiesApart = [], familiesTogether = [], segregation = [] }: StorageRules,
  placed: ReadonlyArray<PlacedSku<Name, Place>>
): ReadonlyArray<Misuse<Name, Place>> => {
  const found: Array<Misuse<Name, Place>> = []
  const aparts = [
    ...segregation.map((apart) => ({ ...apart, rule: "segregation" as const, kind: "hazmatClass" as const })),
    ...familiesApart.map((apart) => ({ ...apart, rule: "familyApart" as const, kind: "family" as const }))
  ]
  for (const { between, by, kind, rule } of aparts) {
    const those = placed.filter((one) => one[kind] === between[1])
    for (const one of placed.filter((candidate) => candidate[kind] === between[0])) {
      for (const other of those) {
        if (one.sku !== other.sku && areTooNear(one.place, other.place, by)) {
          found.push({ rule, sku: one.sku, place: one.place, other: other.sku })
        }
      }
    }
  }
  for (const { family, in: where } of familiesTogether) {
    const [first, ...rest] = placed.filter((one) => one.family === family)
    for (const one of rest) {
      if (first === undefined || one.place[where] === first.place[where]) continue
      found.push({ rule: "familyTogether", sku: one.sku, place: one.place, other: first.sku })
    }
  }
  return found
}

const areTooNear = (a: StorageRoom, b: StorageRoom, by: "zone" | "aisle" | { readonly mm: number }): boolean => {
  if (by === "zone" || by === "aisle") return a[by] === b[by]
  if (a.at === undefined || b.at === undefined) return false
  return (a.at.xMm - b.at.xMm) ** 2 + (a.at.yMm - b.at.yMm) ** 2 < by.mm ** 2
}
