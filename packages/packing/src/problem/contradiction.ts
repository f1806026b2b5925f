/**
 * Measures that are fine one by one and cannot hold together.
 */
import { verticalEdges, type CartonType, type PackItem } from "./PackingProblem.ts"
import type { PackingRefusal } from "./PackingRefusal.ts"

export const contradictoryItem = (item: PackItem): PackingRefusal | undefined => {
  const { id, nestMm, heightMm, paddingMm = 0 } = item
  const wrong = (rule: string): PackingRefusal => ({ _tag: "ItemContradictory", item: id, rule })
  if (nestMm === undefined) return undefined
  if (nestMm >= heightMm) return wrong(`nestMm below heightMm ${heightMm}, got ${nestMm}`)
  if (paddingMm > 0) return wrong("no padding around what is nested")
  return verticalEdges(item).includes("height") ? undefined : wrong("an upright orientation for what is nested")
}

export const contradictoryCarton = (carton: CartonType): PackingRefusal | undefined => {
  const rule = brokenRule(carton)
  return rule === undefined ? undefined : { _tag: "CartonContradictory", carton: carton.id, rule }
}

const brokenRule = (carton: CartonType): string | undefined => {
  const smallerOutside =
    carton.innerLengthMm > carton.outerLengthMm ||
    carton.innerWidthMm > carton.outerWidthMm ||
    carton.innerHeightMm > carton.outerHeightMm
  if (smallerOutside) return "no inner side above its outer side"
  if (carton.tareGrams > carton.maxGrossGrams) return "tareGrams of at most maxGrossGrams"
  const { rates = [], balance = {}, axles } = carton
  const rising = rates.every(({ upToGrams }, row) => row === 0 || upToGrams > rates[row - 1]!.upToGrams)
  if (!rising) return "rates with rising upToGrams"
  const cheaper = rates.findIndex(({ costMinor }, row) => row > 0 && costMinor < rates[row - 1]!.costMinor)
  if (cheaper > 0) {
    const [less, more] = [rates[cheaper - 1]!.costMinor, rates[cheaper]!.costMinor]
    return `rates[${cheaper}].costMinor of at least ${less}, which less mass costs, got ${more}`
  }
  const { leastXMm, mostXMm, leastYMm, mostYMm } = balance
  if (leastXMm !== undefined && mostXMm !== undefined && leastXMm > mostXMm) return "leastXMm of at most mostXMm"
  if (leastYMm !== undefined && mostYMm !== undefined && leastYMm > mostYMm) return "leastYMm of at most mostYMm"
  if (axles === undefined) return undefined
  if (axles[0].xMm >= axles[1].xMm) return "the front axle before the rear axle"
  const crossed = axles.some(({ leastGrams = 0, mostGrams }) => leastGrams > mostGrams)
  return crossed ? "leastGrams of each axle of at most its mostGrams" : undefined
}
