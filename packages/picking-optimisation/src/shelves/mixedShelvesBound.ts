/**
 * The least that picking from mixed shelves could walk, without searching.
 */
import { type Sku } from "@stowage/kernel/Ids"
import { type MixedShelvesProblem, type ShelfUnit } from "./MixedShelvesProblem.ts"

/**
 * No plan walks less. A picklist walks at least to its farthest unit and back along the cross-aisles; since its
 * container is not overfull, that is at least the sum over its units of that walk times the part of the container that
 * the unit fills. Where units of one aisle are reached by a cross-aisle, each also costs the way to the nearer of its
 * two and back, on ground that no other unit pays for; else the way along the aisle counts by part as the rest does.
 * Every line is charged its cheapest unit, and orders are taken by what they cost per unit, the last in part, until
 * there are enough: a relaxation, so a bound, and a weak one, for it knows neither batches nor that a unit is taken
 * once.
 *
 * Takes a problem that `mixedShelvesRefusal` finds nothing wrong with. Millimetres. O(units + orders log orders).
 */
export const mixedShelvesBound = (problem: MixedShelvesProblem): number => {
  const leastMm = leastShares(problem)
  const priced = problem.orders
    .map(({ lines }) => {
      let count = 0
      let mm = 0
      for (const { quantity, sku } of lines) {
        count += quantity
        mm += quantity * (leastMm.get(sku) ?? Number.POSITIVE_INFINITY)
      }
      return { count, perUnitMm: mm / count }
    })
    .sort((a, b) => a.perUnitMm - b.perUnitMm)
  let missing = problem.leastUnits
  let boundMm = 0
  for (const { count, perUnitMm } of priced) {
    if (missing <= 0) break
    boundMm += Math.min(count, missing) * perUnitMm
    missing -= count
  }
  return boundMm
}

/** The least that one unit of each SKU adds to any plan. */
const leastShares = (problem: MixedShelvesProblem): ReadonlyMap<Sku, number> => {
  const { depotAisle, floor, limits, withinAisle } = problem
  const [front, middle, back] = floor.crossAisleYMm as [number, number, number]
  const partOf = new Map(problem.skus.map(({ sku, volumeMm3 }) => [sku, Math.min(1, volumeMm3 / limits.volumeMm3)]))
  const shareMm = ({ aisle, sku, yMm }: ShelfUnit): number => {
    const acrossMm = Math.abs((floor.aisleXMm[aisle] as number) - (floor.aisleXMm[depotAisle] as number))
    const fromMiddleMm = Math.abs(yMm - middle)
    const part = partOf.get(sku) as number
    if (withinAisle === "straight") return 2 * part * (acrossMm + fromMiddleMm)
    const fromFarMm = yMm < middle ? yMm - front : back - yMm
    return 2 * part * acrossMm + 2 * Math.min(fromMiddleMm, fromFarMm)
  }
  const leastMm = new Map<Sku, number>()
  for (const unit of problem.units) {
    const mm = shareMm(unit)
    if (mm < (leastMm.get(unit.sku) ?? Number.POSITIVE_INFINITY)) leastMm.set(unit.sku, mm)
  }
  return leastMm
}
