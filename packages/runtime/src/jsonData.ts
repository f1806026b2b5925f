/**
 * What JSON can say, which is all that a store can keep of an event.
 */

/** How deep data may lie within itself: what lies in a circle ends there. */
export const deepest = 500

/** Whether an object is one as JSON makes them: of no class. */
export const isPlain = (value: object): value is { readonly [field: string]: unknown } => {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

/** Whether JSON can say `value`; fields that are undefined are as good as left out. O(size). */
export const isJsonData = (value: unknown, depth = 0): boolean => {
  if (typeof value === "number") return Number.isFinite(value)
  if (typeof value !== "object") return typeof value === "string" || typeof value === "boolean"
  if (value === null) return true
  if (depth === deepest) return false
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) if (!isJsonData(value[index], depth + 1)) return false
    return true
  }
  if (!isPlain(value)) return false
  for (const field in value) {
    const held = value[field]
    if (held !== undefined && !isJsonData(held, depth + 1)) return false
  }
  return true
}
