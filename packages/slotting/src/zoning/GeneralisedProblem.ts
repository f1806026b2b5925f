/**
 * Items to be shared out over zones that have only so much room: the generalised assignment problem.
 *
 * Source: Ross and Soland (1975), A branch and bound algorithm for the generalized assignment problem, Mathematical
 * Programming 8.
 */
import { badRow, badTable, type NumberTable, tableRefusalText, type TableRefusal } from "../NumberTable.ts"

/** Every item goes to one zone. An item may cost, and take up, something else in each zone. */
export interface GeneralisedProblem {
  /** What an item costs in a zone: a row for each zone. */
  readonly costs: NumberTable
  /** How much room an item takes up in a zone: a row for each zone. */
  readonly loads: NumberTable
  /** How much room a zone has. */
  readonly capacities: ReadonlyArray<number>
}

/** Why there is no plan, in order of precedence: when several apply, the first is returned. */
export type GeneralisedRefusal =
  | TableRefusal<keyof GeneralisedProblem>
  /** The item takes up more room in every zone than the zone has. */
  | { readonly _tag: "ItemFitsNowhere"; readonly item: number }
  /** All ways were tried: each item fits somewhere, but not all together. */
  | { readonly _tag: "RoomContended"; readonly items: number }
  /** No plan was found before the search ended; there may be one. */
  | { readonly _tag: "NoPlanFound"; readonly items: number }

/** The first reason to refuse but contention, which only a search finds. */
export const generalisedRefusal = ({
  capacities,
  costs,
  loads
}: GeneralisedProblem): GeneralisedRefusal | undefined => {
  const zones = capacities.length
  const items = loads[0]?.length ?? costs[0]?.length ?? 0
  const refusal =
    badTable("costs", costs, zones, items) ??
    badTable("loads", loads, zones, items) ??
    badRow("capacities", 0, capacities)
  if (refusal !== undefined) return refusal
  for (let item = 0; item < items; item++) {
    const fits = capacities.some((capacity, zone) => loads[zone]![item]! <= capacity)
    if (!fits) return { _tag: "ItemFitsNowhere", item }
  }
  return undefined
}

/** The refusal as a sentence for people. */
export const generalisedRefusalText = (refusal: GeneralisedRefusal): string => {
  switch (refusal._tag) {
    case "RowLengthWrong":
    case "EntryInvalid":
      return tableRefusalText(refusal)
    case "ItemFitsNowhere":
      return `item ${refusal.item}: expected a zone with room for it, got none`
    case "RoomContended":
      return `expected room for ${refusal.items} items together, got none in any of all ways`
    case "NoPlanFound":
      return `expected room for ${refusal.items} items together, got none in the ways tried`
  }
}
