/**
 * Events of an older form, as this version knows them. What is stored is never changed: it is read differently.
 */
import type { EventData } from "./Commit.ts"

/**
 * An older form of an event as the form that came after it. Pure; gives back unchanged what is of that form already.
 */
export type Upcaster = (event: EventData) => EventData

/** By the name under which the older form is stored: the steps to today's form, oldest first. */
export type Upcasts = { readonly [tag: string]: Upcaster | ReadonlyArray<Upcaster> }

const stepsOf = (upcasts: Upcasts, tag: string): ReadonlyArray<Upcaster> => {
  if (!Object.hasOwn(upcasts, tag)) return []
  const found = upcasts[tag] ?? []
  return typeof found === "function" ? [found] : found
}

/**
 * `event` after all steps for its name. Steps that give it another name are followed by that name's own steps, and so
 * on. Throws a `RangeError` on names that lead back to one another.
 */
export const upcastEvent = (upcasts: Upcasts, event: EventData): EventData => {
  const names = new Set<string>()
  let current = event
  while (!names.has(current._tag)) {
    const name = current._tag
    names.add(name)
    for (const step of stepsOf(upcasts, name)) current = step(current)
    if (current._tag === name) return current
  }
  throw new RangeError(`Upcasters lead from ${[...names, current._tag].join(" to ")}; expected an end.`)
}
