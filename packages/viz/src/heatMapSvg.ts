import { bodyTopPx, defaultWidthPx, drawing, marginPx, noData } from "./drawing.ts"
import { type Face, type FloorPlan } from "./FloorPlan.ts"
import { faceSvg, floorScale, groundSvg, isEmptyPlan, stationsSvg } from "./floorBase.ts"
import { heatLegendPx, heatLegendSvg } from "./heatLegend.ts"
import { heatColour, heatSteps } from "./heatSteps.ts"
import { type PlanCaption } from "./layoutSvg.ts"
import { isDrawable } from "./svg.ts"
import { counted, numberText } from "./ticks.ts"

export interface HeatCaption extends PlanCaption {
  /** What is counted, in the plural: `visits`, `units`. */
  readonly unit: string
}

/**
 * How often each bay was visited, all its levels together. A location without a count had no visit; a count below 0 or
 * not a number is drawn as none. What was counted at locations that the plan does not have is said in the description.
 */
export const heatMapSvg = (plan: FloorPlan, visits: ReadonlyMap<string, number>, caption: HeatCaption): string => {
  const { title, unit, widthPx = defaultWidthPx } = caption
  if (isEmptyPlan(plan)) return noData(title, "the floor is empty", widthPx)
  const known = (count: number | undefined): number =>
    count !== undefined && count > 0 && isDrawable(count) ? count : 0
  const sumOf = (face: Face): number => face.locations.reduce((sum, id) => sum + known(visits.get(id)), 0)
  const heats = plan.faces.map((face) => ({ face, count: sumOf(face) }))
  const drawn = heats.reduce((sum, { count }) => sum + count, 0)
  if (drawn === 0) return noData(title, `no ${unit} on this floor`, widthPx)
  const total = [...visits.values()].reduce((sum, count) => sum + known(count), 0)
  const elsewhere = total > drawn ? `, ${numberText(total - drawn)} elsewhere` : ""
  const most = heats.reduce((best, heat) => (heat.count > best.count ? heat : best))
  const desc = `${numberText(drawn)} ${unit} at ${counted(plan.faces.length, "bay")}, most at ${most.face.name}: ${numberText(most.count)}${elsewhere}.`
  const steps = heatSteps(heats.map(({ count }) => count))
  const scale = floorScale(plan, { leftPx: marginPx, topPx: bodyTopPx + heatLegendPx, widthPx: widthPx - 2 * marginPx })
  const heightPx = bodyTopPx + heatLegendPx + scale.heightPx + marginPx
  const cells = heats.map(({ count, face }) => {
    const colour = heatColour(count, steps)
    return faceSvg(
      face,
      scale,
      colour === undefined ? "sw-shelf" : `sw-h${colour}`,
      `${face.name}: ${numberText(count)} ${unit}`
    )
  })
  const body = [
    ...heatLegendSvg(steps, unit, bodyTopPx),
    ...groundSvg(plan, scale),
    ...cells,
    ...stationsSvg(plan, scale)
  ]
  return drawing({ title, desc, widthPx, heightPx }, body)
}
