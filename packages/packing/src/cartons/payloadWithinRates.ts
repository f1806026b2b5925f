/**
 * What a carton may hold so that it can still be shipped.
 */
import { billedGrams, payloadGrams, type CartonType, type PackingObjective } from "../problem/PackingProblem.ts"

/** In grams; negative when not even the empty carton is within its last rate. Rates bind under `leastShipping` only. */
export const payloadWithinRates = (carton: CartonType, objective: PackingObjective): number => {
  const { rates = [], tareGrams } = carton
  const last = rates.at(-1)
  if (objective !== "leastShipping" || last === undefined) return payloadGrams(carton)
  if (billedGrams(carton, 0) > last.upToGrams) return -1
  return Math.min(payloadGrams(carton), last.upToGrams - tareGrams)
}
