/**
 * From the cheapest walk at some prices to the places that it passes.
 */
import { NOT_WALKED } from "../routing/ChosenWays.ts"
import { alongCheapest } from "./ColumnSweep.ts"
import { ALL_WAYS } from "../routing/frontierArcs.ts"
import { type PricedSweep } from "./pricedSweep.ts"
import { type VisitedPlaces } from "./VisitedPlaces.ts"

/** Visits what the cheapest walk at the prices passes, and nothing else. Call after `backward`. */
export const visitCheapest = (sweep: PricedSweep, places: VisitedPlaces): void => {
  const { bestChoice, choices } = sweep
  places.clear()
  alongCheapest(sweep, (subAisle, way) => {
    if (way >= NOT_WALKED) return
    const choice = bestChoice[subAisle * ALL_WAYS + way] as number
    const first = places.firstPlace[subAisle] as number
    const end = places.firstPlace[subAisle + 1] as number
    const before = first + (choices.before[choice] as number)
    const behind = first + (choices.behind[choice] as number)
    for (let place = first; place < end; place++) if (place < before || place >= behind) places.mark(place)
    places.priceWays(subAisle)
  })
}
