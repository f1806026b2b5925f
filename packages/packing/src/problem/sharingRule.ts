/**
 * Which sorts of parcels may share a carton at all: by separation class and by mix key.
 */
import type { PackingRules, PackItem } from "./PackingProblem.ts"
import type { Parcels } from "./Parcels.ts"

export const sharingRule = (
  items: ReadonlyArray<PackItem>,
  { kindsIn }: Parcels,
  separations: NonNullable<PackingRules["separations"]>
): ((sort: number, other: number) => boolean) => {
  const classes = kindsIn.map((kinds) => kinds.map((kind) => items[kind]!.separationClass))
  const keys = kindsIn.map((kinds) => kinds.flatMap((kind) => items[kind]!.mixKey ?? []))
  const meet = (sort: number, a: string, other: number, b: string): boolean =>
    classes[sort]!.includes(a) && classes[other]!.includes(b)
  return (sort, other) =>
    !separations.some(([a, b]) => meet(sort, a, other, b) || meet(sort, b, other, a)) &&
    keys[sort]!.every((key) => keys[other]!.every((another) => another === key))
}
