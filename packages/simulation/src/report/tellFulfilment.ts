/**
 * The warehouse's side of an order in words: where its stock was taken from, who picked and packed it, when it left.
 */
import type { FulfilmentOrderEvent } from "@stowage/fulfilment/FulfilmentOrderEvent"
import type { Instant } from "@stowage/kernel/Instant"
import { fewest, sayAt, sayCount, saySpan, sayTime } from "./phrases.ts"
import type { StoryStep, Telling } from "./Story.ts"

type Event<Tag extends FulfilmentOrderEvent["_tag"]> = Extract<FulfilmentOrderEvent, { readonly _tag: Tag }>

const reasonsSaid = 14

/** The step that `event` of the fulfilment order `id` is; none for what another step says better. */
export const tellFulfilment = (telling: Telling, id: string, event: FulfilmentOrderEvent): StoryStep | undefined => {
  switch (event._tag) {
    case "FulfilmentOrderOpened":
      return opened(telling, event)
    case "LinesAllocated":
      return allocated(event)
    case "PickShorted":
      return shorted(event)
    case "CartonsPacked":
      return packed(event)
    case "FulfilmentOrderShipped":
      return shipped(telling, id, event)
    case "FulfilmentOrderCancelled": {
      const freed = event.freed.map(({ location, quantity, sku }) => `${quantity} × ${sku} stay at ${location}`)
      const why = [event.reason, ...fewest(freed, reasonsSaid)]
      return { at: event.at, kind: "cancelled", said: `The floor's work ${id} was called off.`, why }
    }
    case "FulfilmentOrderReleased":
    case "PickStarted":
    case "PickConfirmed":
    case "PickingCompleted":
      return undefined
  }
}

const opened = (telling: Telling, event: Event<"FulfilmentOrderOpened">): StoryStep => {
  const { at, dueAt, id, lines, shipMode, site } = event
  telling.dueAt.set(id, dueAt)
  const units = lines.reduce((sum, line) => sum + line.quantity, 0)
  const said = `Handed to site ${site} as ${id}: ${sayCount(lines.length, "line")}, ${sayCount(units, "unit")}.`
  const mode = shipMode === "" ? "" : ` with ${shipMode}`
  return { at, kind: "released", said, why: [`must leave${mode} by ${sayAt(dueAt, telling.zone)}`] }
}

const allocated = ({ at, short, tasks }: Event<"LinesAllocated">): StoryStep => {
  const units = tasks.reduce((sum, task) => sum + task.quantity, 0)
  const places = new Set(tasks.map(({ location }) => location)).size
  const missing = short.reduce((sum, line) => sum + line.quantity, 0)
  const found = `Stock for ${sayCount(units, "unit")} set aside at ${sayCount(places, "location")}`
  const none = `No stock found for ${sayCount(missing, "unit")}`
  const said = units === 0 ? `${none}.` : missing === 0 ? `${found}.` : `${found}; none for ${missing}.`
  // Tasks of one line carry the same reasons.
  const why = new Set([...tasks.flatMap((task) => task.why), ...short.map((line) => line.why)])
  return { at, kind: missing > 0 ? "waiting" : "allocated", said, why: fewest([...why], reasonsSaid) }
}

const placeWords = ({ location, lot }: { readonly location: string; readonly lot: string }): string =>
  lot === "" ? location : `${location} lot ${lot}`

/** Picks of one picker that follow one another, as one step. */
export const tellPicks = (telling: Telling, picks: ReadonlyArray<Event<"PickConfirmed">>): StoryStep | undefined => {
  const [first, last] = [picks[0], picks.at(-1)]
  if (first === undefined || last === undefined) return undefined
  const units = picks.reduce((sum, pick) => sum + pick.quantity, 0)
  const what = `${sayCount(units, "unit")} in ${sayCount(picks.length, "stop")}`
  const said = `${first.picker} picked ${what}, into ${first.into}.`
  const why = picks.map(
    (pick) => `${sayTime(pick.at, telling.zone)}: ${pick.quantity} × ${pick.sku} from ${placeWords(pick)}`
  )
  const cost = picks.length === 1 ? {} : { cost: `${saySpan(last.at - first.at)} on the walk` }
  return { at: first.at, kind: "picked", said, why: fewest(why, reasonsSaid), ...cost }
}

const reasonWords: Readonly<Record<Event<"PickShorted">["reason"], string>> = {
  notFound: "they were not where the books say",
  damaged: "the others are damaged",
  wrongItem: "something else lay in their place",
  blocked: "the location could not be reached"
}

const shorted = (event: Event<"PickShorted">): StoryStep => {
  const { asked, at, picker, quantity, reason, sku } = event
  const missing = asked - quantity
  const said = `Short pick: ${picker} found ${quantity} of ${asked} × ${sku} at ${placeWords(event)}.`
  const why = [reasonWords[reason], `${sayCount(missing, "unit")} taken out of sale until the location is counted`]
  return { at, kind: "shortPick", said, why, cost: `${sayCount(missing, "unit")} missing` }
}

const packed = ({ at, cartons, packer }: Event<"CartonsPacked">): StoryStep => {
  const names = cartons.map(({ carton }) => carton)
  const units = cartons.reduce((sum, { contents }) => sum + contents.reduce((all, one) => all + one.quantity, 0), 0)
  const into = cartons.length === 1 ? `carton ${names[0] ?? ""}` : `${cartons.length} cartons (${names.join(", ")})`
  const why = cartons.flatMap(({ lpn, why }) => (cartons.length === 1 ? why : why.map((reason) => `${lpn}: ${reason}`)))
  const grams = cartons.reduce((sum, { grossGrams }) => sum + grossGrams, 0)
  const said = `${packer} packed ${sayCount(units, "unit")} into ${into}.`
  return { at, kind: "packed", said, why: fewest(why, reasonsSaid), cost: `${(grams / 1000).toFixed(1)} kg gross` }
}

const againstDue = (at: Instant, dueAt: Instant | undefined): string => {
  if (dueAt === undefined) return ""
  return at <= dueAt ? `, on time: ${saySpan(dueAt - at)} to spare` : `, late by ${saySpan(at - dueAt)}`
}

const shipped = (telling: Telling, id: string, event: Event<"FulfilmentOrderShipped">): StoryStep => {
  const { at, carrier, cartons, lines, tracking } = event
  const dueAt = telling.dueAt.get(id)
  const units = lines.reduce((sum, line) => sum + line.quantity, 0)
  const what = `${sayCount(units, "unit")} in ${sayCount(cartons.length, "carton")}`
  const said = `${what} left with ${carrier}${againstDue(at, dueAt)}.`
  const late = dueAt !== undefined && at > dueAt
  const why = [`cartons ${fewest(cartons, 6).join(", ")}`, ...(tracking === undefined ? [] : [`tracking ${tracking}`])]
  return { at, kind: late ? "shippedLate" : "shipped", said, why, ...(late ? { cost: saySpan(at - dueAt) } : {}) }
}
