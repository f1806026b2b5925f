/**
 * How the room of a forward area is shared among SKUs.
 */
import type { ForwardFace, ForwardSku } from "./ForwardArea.ts"

/** How often faces are restocked a day, all together. */
export const restocksPerDay = (skus: ReadonlyArray<ForwardSku>, faces: ReadonlyArray<ForwardFace>): number => {
  const flows = new Map(skus.map(({ flowMm3PerDay, sku }) => [sku, flowMm3PerDay]))
  return faces.reduce((sum, { sku, volumeMm3 }) => sum + (flows.get(sku) ?? 0) / volumeMm3, 0)
}

/** Every SKU the same room, whatever is picked of it. Least and most are not looked at. */
export const equalSpace = (skus: ReadonlyArray<ForwardSku>, volumeMm3: number): ReadonlyArray<ForwardFace> =>
  skus.map(({ sku }) => ({ sku, volumeMm3: volumeMm3 / skus.length }))

/** Every SKU room for the same number of days: all are restocked equally often. Least and most are not looked at. */
export const equalTime = (skus: ReadonlyArray<ForwardSku>, volumeMm3: number): ReadonlyArray<ForwardFace> => {
  const flow = skus.reduce((sum, { flowMm3PerDay }) => sum + flowMm3PerDay, 0)
  return skus.map(({ flowMm3PerDay, sku }) => ({ sku, volumeMm3: (volumeMm3 * flowMm3PerDay) / flow }))
}

/**
 * Room in proportion to the square root of flow: the fewest restocks there can be in this room. Where a SKU would get
 * less than its least or more than its most it gets just that, and the rest is shared alike among the others.
 * Undefined when the least of all together is more than the room. Without flow a SKU gets its least. Cases are not
 * looked at. Time O(n) for each of 100 halvings.
 *
 * Source: Bartholdi and Hackman, Warehouse and distribution science: the law of the square root of flow.
 */
export const squareRootOfFlow = (
  skus: ReadonlyArray<ForwardSku>,
  volumeMm3: number
): ReadonlyArray<ForwardFace> | undefined => {
  const share = ({ flowMm3PerDay, leastMm3 = 0, mostMm3 = Infinity }: ForwardSku, scale: number): number =>
    Math.min(mostMm3, Math.max(leastMm3, scale * Math.sqrt(flowMm3PerDay)))
  const total = (scale: number): number => skus.reduce((sum, sku) => sum + share(sku, scale), 0)
  if (total(0) > volumeMm3 * (1 + 1e-12)) return undefined
  let [low, high] = [0, 1]
  while (total(high) < volumeMm3 && high < 1e150) high *= 2
  for (let halving = 0; halving < 100; halving++) {
    const middle = (low + high) / 2
    if (total(middle) <= volumeMm3) low = middle
    else high = middle
  }
  return skus.map((sku) => ({ sku: sku.sku, volumeMm3: share(sku, low) }))
}
