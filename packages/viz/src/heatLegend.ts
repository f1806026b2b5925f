import { marginPx } from "./drawing.ts"
import { type HeatStep } from "./heatSteps.ts"
import { element, label, widthOf } from "./svg.ts"
import { numberText } from "./ticks.ts"

/** Height of the legend below the title. */
export const heatLegendPx = 34

/** Which colour is how much. */
export const heatLegendSvg = (steps: ReadonlyArray<HeatStep>, unit: string, y: number): ReadonlyArray<string> => {
  const first = marginPx + widthOf(unit, 12) + 12
  const swatch = 52
  return [
    label(unit, { class: "sw-soft", x: marginPx, y: y + 11 }),
    element("rect", { class: "sw-shelf", x: first, y, width: swatch, height: 12 }),
    label("0", { class: "sw-soft sw-small", x: first + swatch / 2, y: y + 24, "text-anchor": "middle" }),
    ...steps.flatMap(({ colour, upTo }, index) => {
      const x = first + (index + 1) * swatch
      const middle = { x: x + swatch / 2, y: y + 24, "text-anchor": "middle" }
      return [
        element("rect", { class: `sw-h${colour}`, x, y, width: swatch, height: 12 }),
        label(`≤ ${numberText(upTo)}`, { class: "sw-soft sw-small", ...middle })
      ]
    })
  ]
}
