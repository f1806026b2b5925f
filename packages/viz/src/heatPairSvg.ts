import { bodyTopPx, defaultWidthPx, drawing, marginPx, noData } from "./drawing.ts"
import { faceSvg, floorScale, groundSvg, isEmptyPlan, stationsSvg } from "./floorBase.ts"
import { type Face, type FloorPlan } from "./FloorPlan.ts"
import { heatLegendPx, heatLegendSvg } from "./heatLegend.ts"
import { type HeatCaption } from "./heatMapSvg.ts"
import { heatColour, heatSteps } from "./heatSteps.ts"
import { isDrawable, label } from "./svg.ts"
import { counted, numberText } from "./ticks.ts"

/** How often each location was visited, and what that is called: `before`, `after`. */
export interface NamedHeat {
  readonly name: string
  readonly visits: ReadonlyMap<string, number>
}

/**
 * One floor twice, before above after, in the same colours for the same counts: where the visits were, and where they
 * are now. As `heatMapSvg` else.
 */
export const heatPairSvg = (plan: FloorPlan, pair: readonly [NamedHeat, NamedHeat], caption: HeatCaption): string => {
  const { title, unit, widthPx = defaultWidthPx } = caption
  if (isEmptyPlan(plan)) return noData(title, "the floor is empty", widthPx)
  const counts = pair.map(({ visits }) => plan.faces.map((face) => countOf(face, visits)))
  const steps = heatSteps(counts.flat())
  if (steps.length === 0) return noData(title, `no ${unit} on this floor`, widthPx)
  let top = bodyTopPx + heatLegendPx
  const body = [...heatLegendSvg(steps, unit, bodyTopPx)]
  for (const [index, { name }] of pair.entries()) {
    const scale = floorScale(plan, { leftPx: marginPx, topPx: top + namePx, widthPx: widthPx - 2 * marginPx })
    const cells = plan.faces.map((face, at) => {
      const count = counts[index]?.[at] ?? 0
      const colour = heatColour(count, steps)
      const said = `${face.name}: ${numberText(count)} ${unit}`
      return faceSvg(face, scale, colour === undefined ? "sw-shelf" : `sw-h${colour}`, said)
    })
    body.push(label(name, { class: "sw-soft", x: marginPx, y: top + 14 }))
    body.push(...groundSvg(plan, scale), ...cells, ...stationsSvg(plan, scale))
    top += namePx + scale.heightPx
  }
  const sums = pair.map(({ name }, index) => {
    const drawn = (counts[index] ?? []).reduce((sum, count) => sum + count, 0)
    return `${name}: ${numberText(drawn)} ${unit}`
  })
  const desc = `${counted(plan.faces.length, "bay")}, ${sums.join(", ")}.`
  return drawing({ title, desc, widthPx, heightPx: top + marginPx }, body)
}

const namePx = 22

const countOf = ({ locations }: Face, visits: ReadonlyMap<string, number>): number =>
  locations.reduce((sum, id) => {
    const count = visits.get(id) ?? 0
    return count > 0 && isDrawable(count) ? sum + count : sum
  }, 0)
