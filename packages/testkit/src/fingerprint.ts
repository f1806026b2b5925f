/**
 * Text by which a later look at the same data shows whether it was changed in place.
 */

/** Equal for data that has not changed. Maps and sets count by their entries, bigints by their digits. */
export const fingerprint = (data: unknown): string => JSON.stringify(data, inJson)

const inJson = (_key: string, value: unknown): unknown => {
  if (typeof value === "bigint") return String(value)
  return value instanceof Map || value instanceof Set ? [...value] : value
}
