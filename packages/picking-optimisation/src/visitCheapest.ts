/**
 * From the cheapest walk at some prices to the places that it passes.
 */
import { NOT_WALKED } from "./ChosenWays.ts"
import { cheapestOn, cheapestWay } from "./ColumnSweep.ts"
import { ALL_WAYS } from "./frontierArcs.ts"
import { type PricedSweep } from "./pricedSweep.ts"
import { type VisitedPlaces } from "./VisitedPlaces.ts"

/** Visits what the cheapest walk at the prices passes, and nothing else. Call after `backward`. */
export const visitCheapest = (sweep: PricedSweep, places: VisitedPlaces): void => {
  const { arcs, bestChoice, blocks, choices, columns, start } = sweep
  places.clear()
  let kind = start
  for (let column = 0; column < columns; column++) {
    for (let block = 0; block < blocks; block++) {
      const subAisle = column * blocks + block
      const way = cheapestWay(sweep, subAisle, kind)
      const slot = subAisle * ALL_WAYS + way
      if (way < NOT_WALKED) {
        const choice = bestChoice[slot] as number
        const first = places.firstPlace[subAisle] as number
        const end = places.firstPlace[subAisle + 1] as number
        const before = first + (choices.before[choice] as number)
        const behind = first + (choices.behind[choice] as number)
        for (let place = first; place < end; place++) if (place < before || place >= behind) places.mark(place)
        places.priceWays(subAisle)
      }
      kind = (arcs.walked[block] as Int32Array)[kind * ALL_WAYS + way] as number
    }
    const on = cheapestOn(sweep, column, kind)
    if (on < 0) return
    kind = on
  }
}
