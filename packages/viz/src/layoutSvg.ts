import { bodyTopPx, defaultWidthPx, drawing, marginPx, noData } from "./drawing.ts"
import { type FloorPlan } from "./FloorPlan.ts"
import { floorScale, groundSvg, isEmptyPlan, shelvesSvg, stationsSvg } from "./floorBase.ts"
import { counted } from "./ticks.ts"

export interface PlanCaption {
  readonly title: string
  /** 800 when nothing is said. The height follows from the floor. */
  readonly widthPx?: number
}

/** The floor from above, to scale, the front below: walkways, one rectangle per bay and side, depots and docks. */
export const layoutSvg = (plan: FloorPlan, caption: PlanCaption): string => {
  const { title, widthPx = defaultWidthPx } = caption
  if (isEmptyPlan(plan)) return noData(title, "the floor is empty", widthPx)
  const scale = floorScale(plan, { leftPx: marginPx, topPx: bodyTopPx, widthPx: widthPx - 2 * marginPx })
  const locations = plan.faces.reduce((sum, face) => sum + face.locations.length, 0)
  const desc = `${counted(plan.faces.length, "bay")} with ${counted(locations, "location")}, ${counted(plan.stations.length, "station")}.`
  const heightPx = bodyTopPx + scale.heightPx + marginPx
  return drawing({ title, desc, widthPx, heightPx }, [
    ...groundSvg(plan, scale),
    ...shelvesSvg(plan, scale),
    ...stationsSvg(plan, scale)
  ])
}
