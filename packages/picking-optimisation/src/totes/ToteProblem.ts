/**
 * Which lines go in which tote, and which totes on which trip? The question, and when it has no answer.
 */
import { type FulfilmentOrderId } from "@stowage/kernel/Ids"
import { type TripFloor } from "../trips/TripFloor.ts"
import { placesBetween, tripFloorRefusal, type TripFloorRefusal, tripRefusalText } from "../trips/TripProblem.ts"

/** Units of one product at one place. They may go in several totes. */
export interface ToteLine {
  readonly place: number
  /** Whole and above 0. */
  readonly quantity: number
  /** Of one unit. */
  readonly massGrams: number
  readonly volumeMm3: number
}

export interface ToteOrder {
  readonly id: FulfilmentOrderId
  readonly lines: ReadonlyArray<ToteLine>
}

/** What one tote takes. A limit that is left out does not bind. */
export interface ToteLimits {
  readonly massGrams?: number
  readonly volumeMm3?: number
  readonly units?: number
}
export const toteLimitNames = ["massGrams", "volumeMm3", "units"] as const
export type ToteLimitName = (typeof toteLimitNames)[number]

/** Pick every unit into totes, and walk with so many totes at once, in walks that are together the shortest. */
export interface ToteProblem {
  readonly floor: TripFloor
  readonly start: number
  readonly end: number
  readonly orders: ReadonlyArray<ToteOrder>
  readonly tote: ToteLimits
  readonly totesPerCart: number
  /** Whether a tote may hold units of several orders. */
  readonly mayMix: boolean
  /** Whether an order's totes may go on several trips. */
  readonly maySplit: boolean
}

/** Why a tote problem is refused, in order of precedence. Lines are numbered by their index in the order. */
export type ToteRefusal =
  | TripFloorRefusal
  | { readonly _tag: "ToteLimitWrong"; readonly limit: ToteLimitName | "totesPerCart"; readonly value: number }
  | { readonly _tag: "NoOrders" }
  | { readonly _tag: "OrderIdTaken"; readonly id: FulfilmentOrderId }
  | { readonly _tag: "OrderHasNoLines"; readonly id: FulfilmentOrderId }
  | {
      readonly _tag: "LineWrong"
      readonly id: FulfilmentOrderId
      readonly line: number
      readonly field: keyof ToteLine
      readonly value: number
    }
  | { readonly _tag: "LineUnreachable"; readonly id: FulfilmentOrderId; readonly line: number; readonly place: number }
  /** One unit is more than a tote takes. */
  | {
      readonly _tag: "UnitOverTote"
      readonly id: FulfilmentOrderId
      readonly line: number
      readonly limit: ToteLimitName
      readonly asked: number
      readonly most: number
    }
  /** The units take so many totes at least, of the order that is one too many and those before it. */
  | { readonly _tag: "TooManyTotes"; readonly id: FulfilmentOrderId; readonly totes: number; readonly most: number }
  /** No walk was found over the places of every trip. */
  | { readonly _tag: "NoWalkFound" }
  /** It must go on one trip, and was not packed in as few totes as a cart takes. */
  | { readonly _tag: "OrderOverCart"; readonly id: FulfilmentOrderId; readonly totes: number; readonly most: number }

/** How much of a limit one unit of a line takes. */
export const unitAsks = (line: ToteLine, limit: ToteLimitName): number => (limit === "units" ? 1 : line[limit])

/** What is wrong with `problem` before anything is packed; undefined when nothing is. */
export const toteRefusal = (problem: ToteProblem): ToteRefusal | undefined => {
  const { end, floor, orders, start, tote, totesPerCart } = problem
  const wrong = tripFloorRefusal(floor, start, end)
  if (wrong !== undefined) return wrong
  if (!(Number.isInteger(totesPerCart) && totesPerCart > 0)) {
    return { _tag: "ToteLimitWrong", limit: "totesPerCart", value: totesPerCart }
  }
  for (const limit of toteLimitNames) {
    const value = tote[limit]
    if (value !== undefined && !(value > 0)) return { _tag: "ToteLimitWrong", limit, value }
  }
  if (orders.length === 0) return { _tag: "NoOrders" }
  const ids = new Set<FulfilmentOrderId>()
  for (const { id, lines } of orders) {
    if (ids.has(id)) return { _tag: "OrderIdTaken", id }
    ids.add(id)
    if (lines.length === 0) return { _tag: "OrderHasNoLines", id }
  }
  return wrongLines(problem) ?? tooManyTotes(problem)
}

/** A plan names every tote: one of more than these is longer than anybody reads, and than there is memory for. */
export const mostTotes = 250_000

const tooManyTotes = ({ orders, tote }: ToteProblem): ToteRefusal | undefined => {
  const taken = toteLimitNames.map(() => 0)
  for (const { id, lines } of orders) {
    for (const [at, limit] of toteLimitNames.entries()) {
      const most = tote[limit] ?? Number.POSITIVE_INFINITY
      for (const line of lines) taken[at] = (taken[at] as number) + (line.quantity * unitAsks(line, limit)) / most
    }
    const totes = Math.ceil(Math.max(...taken))
    if (totes > mostTotes) return { _tag: "TooManyTotes", id, totes, most: mostTotes }
  }
  return undefined
}

/** The refusal in words. */
export const toteRefusalText = (refusal: ToteRefusal): string => {
  switch (refusal._tag) {
    case "ToteLimitWrong":
      return `${refusal.limit}: expected more than 0, got ${refusal.value}`
    case "OrderHasNoLines":
      return `order ${refusal.id}: expected at least one line, got none`
    case "LineWrong":
      return `order ${refusal.id}, line ${refusal.line}: expected ${expectedOf[refusal.field]}, got ${refusal.value}`
    case "LineUnreachable":
      return `order ${refusal.id}, line ${refusal.line}: expected a walk over place ${refusal.place}, got none`
    case "UnitOverTote": {
      const { asked, id, limit, line, most } = refusal
      return `order ${id}, line ${line}: expected at most ${most} ${limit} a unit, got ${asked}`
    }
    case "OrderOverCart":
      return `order ${refusal.id}: expected at most ${refusal.most} totes, got ${refusal.totes}`
    case "TooManyTotes":
      return `orders up to ${refusal.id}: expected units for at most ${refusal.most} totes, got ${refusal.totes}`
    case "NoWalkFound":
      return "expected a walk over the places of every trip, found none"
    case "NoOrders":
    case "OrderIdTaken":
    case "FloorUnknown":
    case "PlaceUnknown":
    case "LengthWrong":
    case "TableWrong":
    case "EndUnreachable":
      return tripRefusalText(refusal)
  }
}

const expectedOf = {
  place: "a place of the floor",
  quantity: "a whole quantity of at least 1",
  massGrams: "massGrams of 0 or more",
  volumeMm3: "volumeMm3 of 0 or more"
} as const satisfies { readonly [Field in keyof ToteLine]: string }

const isSize = (value: number): boolean => value >= 0 && Number.isFinite(value)

const wrongLines = ({ end, floor, orders, start, tote }: ToteProblem): ToteRefusal | undefined => {
  const isBetween = placesBetween(floor, start, end)
  for (const { id, lines } of orders) {
    for (const [line, each] of lines.entries()) {
      const { massGrams, place, quantity, volumeMm3 } = each
      const isQuantity = Number.isSafeInteger(quantity) && quantity > 0
      if (!isQuantity) return { _tag: "LineWrong", id, line, field: "quantity", value: quantity }
      const isPlace = Number.isInteger(place) && place >= 0 && place < floor.places
      if (!isPlace) return { _tag: "LineWrong", id, line, field: "place", value: place }
      if (!isSize(massGrams)) return { _tag: "LineWrong", id, line, field: "massGrams", value: massGrams }
      if (!isSize(volumeMm3)) return { _tag: "LineWrong", id, line, field: "volumeMm3", value: volumeMm3 }
      if (isBetween[place] === 0) return { _tag: "LineUnreachable", id, line, place }
      for (const limit of toteLimitNames) {
        const [asked, most] = [unitAsks(each, limit), tote[limit] ?? Number.POSITIVE_INFINITY]
        if (asked > most) return { _tag: "UnitOverTote", id, line, limit, asked, most }
      }
    }
  }
  return undefined
}
