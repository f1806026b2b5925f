/**
 * Cases to be put on pallets of one type.
 */
import { packingBound } from "../problem/packingBound.ts"
import type { CartonType, PackingProblem, PackingRules, PackItem } from "../problem/PackingProblem.ts"

/** `innerHeightMm` of the pallet is how high its load may be. As many pallets as needed, or as its `stock` says. */
export interface PalletProblem extends PackingRules {
  readonly items: ReadonlyArray<PackItem>
  readonly pallet: CartonType
}

/** The same as a problem of packing, for `violations`. */
export const palletsAsPacking = ({ items, pallet, ...rules }: PalletProblem): PackingProblem => ({
  ...rules,
  items,
  cartons: [pallet],
  objective: "fewestThenSmallest"
})

/** The least any plan costs: by volume, mass and single units, counted for each mix key on its own. */
export const palletBound = (problem: PalletProblem): number => {
  const packing = palletsAsPacking(problem)
  const keys = new Set(problem.items.flatMap(({ mixKey }) => mixKey ?? []))
  const keyed = [...keys].map((key) =>
    packingBound({ ...packing, items: problem.items.filter(({ mixKey }) => mixKey === key) })
  )
  const sum = keyed.reduce((total, bound) => total + bound, 0)
  return Math.max(sum, packingBound(packing))
}

/** The problem, in parts that have no pallet in common: by mix key, where each item has one. */
export const apartByKey = (problem: PalletProblem): ReadonlyArray<PalletProblem> => {
  const parts = new Map<string, Array<PackItem>>()
  for (const item of problem.items) {
    if (item.mixKey === undefined) return [problem]
    const part = parts.get(item.mixKey)
    if (part === undefined) parts.set(item.mixKey, [item])
    else part.push(item)
  }
  return [...parts.values()].map((items) => ({ ...problem, items }))
}

/** Items that may share pallets whichever they are: those of one mix key and one class that is kept apart. */
export const sharingSets = ({ items, separations = [] }: PalletProblem): ReadonlyArray<ReadonlyArray<number>> => {
  const apart = new Set(separations.flat())
  const sets = new Map<string, Array<number>>()
  for (const [kind, { mixKey, separationClass }] of items.entries()) {
    const named = separationClass !== undefined && apart.has(separationClass) ? separationClass : null
    const key = JSON.stringify([mixKey ?? null, named])
    const set = sets.get(key)
    if (set === undefined) sets.set(key, [kind])
    else set.push(kind)
  }
  return [...sets.values()]
}

/** The part of each base that is to be supported. */
export const leastSupport = ({ support = "full" }: PalletProblem): number =>
  support === "full" ? 1 : support === "none" ? 0 : support

/** Whether an item may be laid in layers, or on top of them: no rule that only a search of whole loads keeps. */
export const mayLayer = ({ items, pallet }: PalletProblem, kind: number): boolean => {
  const { drop, group, maxTopGramsPerDm2, nestMm } = items[kind]!
  return (drop ?? group ?? maxTopGramsPerDm2 ?? nestMm ?? pallet.axles ?? pallet.balance) === undefined
}
