/**
 * Whether a carton and everything in it bears what it has to: gross mass, stack load, balance, axles.
 */
import type { Axle, CartonType, PackItem } from "./PackingProblem.ts"
import type { Placement } from "./PackPlan.ts"
import type { ContentViolation } from "./PackViolation.ts"
import { topLoads } from "./topLoads.ts"

type Items = ReadonlyMap<string, PackItem>

/** Grams and mm by which a sum of fractions may be off before it counts. */
const rounding = 1e-6

export const massViolations = (
  items: Items,
  type: CartonType | undefined,
  index: number,
  placements: ReadonlyArray<Placement>
): ReadonlyArray<ContentViolation> => [
  ...(type === undefined ? [] : inMass(type, items, index, placements)),
  ...inStackLoad(items, index, placements),
  ...(type === undefined ? [] : inBalance(type, items, index, placements))
]

const gramsOf = (items: Items, { item }: Placement): number => items.get(item)?.massGrams ?? 0

const inMass = (
  type: CartonType,
  items: Items,
  index: number,
  placements: ReadonlyArray<Placement>
): Array<ContentViolation> => {
  const grossGrams = placements.reduce((sum, placed) => sum + gramsOf(items, placed), type.tareGrams)
  const { maxGrossGrams } = type
  return grossGrams <= maxGrossGrams ? [] : [{ _tag: "TooHeavy", index, grossGrams, maxGrossGrams }]
}

const inStackLoad = (
  items: Items,
  index: number,
  placements: ReadonlyArray<Placement>
): ReadonlyArray<ContentViolation> => {
  const bearsAll = [...items.values()].every(
    ({ maxTopGrams, maxTopGramsPerDm2 }) => maxTopGrams === undefined && maxTopGramsPerDm2 === undefined
  )
  if (bearsAll) return []
  const { gramsPerDm2, topGrams, touched } = topLoads(items, placements)
  return placements.flatMap(({ item }, placement) =>
    overloaded(
      items.get(item),
      { index, placement, item },
      topGrams[placement]!,
      gramsPerDm2[placement]!,
      touched[placement]!
    )
  )
}

const overloaded = (
  item: PackItem | undefined,
  placed: { readonly index: number; readonly placement: number; readonly item: string },
  topGrams: number,
  gramsPerDm2: number,
  touched: boolean
): Array<ContentViolation> => {
  const { maxTopGrams = Number.POSITIVE_INFINITY, maxTopGramsPerDm2 = Number.POSITIVE_INFINITY } = item ?? {}
  const found: Array<ContentViolation> = []
  const nothingOnTop = maxTopGrams === 0 && touched
  if (nothingOnTop || topGrams > maxTopGrams + rounding) {
    found.push({ _tag: "TopOverloaded", ...placed, topGrams, maxTopGrams })
  }
  if (gramsPerDm2 > maxTopGramsPerDm2 + rounding) {
    found.push({ _tag: "TopPressed", ...placed, gramsPerDm2, maxTopGramsPerDm2 })
  }
  return found
}

const inBalance = (
  { balance = {}, axles }: CartonType,
  items: Items,
  index: number,
  placements: ReadonlyArray<Placement>
): ReadonlyArray<ContentViolation> => {
  let grams = 0
  let momentX = 0
  let momentY = 0
  for (const placed of placements) {
    const mass = gramsOf(items, placed)
    grams += mass
    momentX += mass * (placed.x + placed.l / 2)
    momentY += mass * (placed.y + placed.w / 2)
  }
  if (grams === 0) return []
  const found: Array<ContentViolation> = []
  const within = (centreMm: number, leastMm = Number.NEGATIVE_INFINITY, mostMm = Number.POSITIVE_INFINITY): boolean =>
    centreMm >= leastMm - rounding && centreMm <= mostMm + rounding
  const [x, y] = [momentX / grams, momentY / grams]
  if (!within(x, balance.leastXMm, balance.mostXMm)) found.push({ _tag: "OffBalance", index, axis: "x", centreMm: x })
  if (!within(y, balance.leastYMm, balance.mostYMm)) found.push({ _tag: "OffBalance", index, axis: "y", centreMm: y })
  if (axles === undefined) return found
  const [front, rear] = axles
  const onRear = (grams * (x - front.xMm)) / (rear.xMm - front.xMm)
  return [...found, ...onAxle(index, "front", front, grams - onRear), ...onAxle(index, "rear", rear, onRear)]
}

const onAxle = (
  index: number,
  axle: "front" | "rear",
  { leastGrams = 0, mostGrams }: Axle,
  grams: number
): ReadonlyArray<ContentViolation> =>
  grams >= leastGrams - rounding && grams <= mostGrams + rounding ? [] : [{ _tag: "AxleLoad", index, axle, grams }]
