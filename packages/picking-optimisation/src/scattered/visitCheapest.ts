/**
 * From a walk to the places that it passes.
 */
import { FROM_BACK, FROM_BOTH } from "../routing/aisleSweep.ts"
import { NOT_WALKED } from "../routing/ChosenWays.ts"
import { type ChoicesWithin } from "./choicesWithin.ts"
import { alongCheapest } from "./ColumnSweep.ts"
import { ALL_WAYS } from "../routing/frontierArcs.ts"
import { type PricedSweep } from "./pricedSweep.ts"
import { type VisitedPlaces } from "./VisitedPlaces.ts"

/** Visits what the cheapest walk at the prices passes, and nothing else. Call after `backward`. */
export const visitCheapest = (sweep: PricedSweep, places: VisitedPlaces): void => {
  const { bestBack, bestFront, choices } = sweep
  const { firstPlace } = places
  places.clear()
  alongCheapest(sweep, (subAisle, way) => {
    if (way === NOT_WALKED) return
    const slot = subAisle * ALL_WAYS + way
    const first = firstPlace[subAisle] as number
    const end = firstPlace[subAisle + 1] as number
    const before = way === FROM_BACK ? first : first + (choices.before[bestFront[slot] as number] as number)
    const behind =
      way === FROM_BACK || way === FROM_BOTH ? first + (choices.behind[bestBack[slot] as number] as number) : end
    for (let place = first; place < end; place++) if (place < before || place >= behind) places.mark(place)
    places.priceWays(subAisle)
  })
}

/** Visits what these entries take, and nothing else. */
export const visitChosen = (
  places: VisitedPlaces,
  { before, behind, first }: ChoicesWithin,
  entries: ReadonlyArray<number>
): void => {
  places.clear()
  for (const entry of entries) {
    const subAisle = Math.floor(first.findLastIndex((each) => each <= entry) / ALL_WAYS)
    const from = places.firstPlace[subAisle] as number
    for (let place = from; place < (places.firstPlace[subAisle + 1] as number); place++) {
      if (place - from < (before[entry] as number) || place - from >= (behind[entry] as number)) places.mark(place)
    }
    places.priceWays(subAisle)
  }
}
