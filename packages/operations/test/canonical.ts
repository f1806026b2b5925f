/**
 * A site as text: equal sites are equal texts, however they came about.
 */
import type { Yard } from "./yard.ts"

const plain = (_key: string, value: unknown): unknown => {
  if (value instanceof Map) return Object.fromEntries(value)
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/** Every record by kind and id, every balance, every claim that is open. */
export const canonical = (yard: Yard): string => {
  const records = Object.values(yard.records).flatMap((of) => of.ids().map((id) => [`${of.kind}/${id}`, of.get(id)]))
  const claims = [...yard.ledger.openPendings()].map(({ from, id, quantity, to }) => [id, { from, to, quantity }])
  const all = { records: Object.fromEntries(records), books: yard.books(), claims: Object.fromEntries(claims) }
  return JSON.stringify(all, (key, value: unknown) => plain(key, plain(key, value)), 1)
}
