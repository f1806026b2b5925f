import { heatColours } from "./colours.ts"
import { extent } from "./extent.ts"
import { isDrawable } from "./svg.ts"
import { roundedUp } from "./ticks.ts"

/** Up to a value, in one colour. */
export interface HeatStep {
  readonly upTo: number
  /** The colour's number, from 0 for little to 7 for much. */
  readonly colour: number
}

const exact = (value: number): number => Number(value.toPrecision(12))

/** The round number below: 1 of 2, 2 of 5, 5 of 10. */
const stepBelow = (upTo: number): number => {
  const power = 10 ** Math.floor(Math.log10(upTo * (1 + 1e-12)))
  const digit = Math.round(upTo / power)
  return exact(digit === 5 ? 2 * power : upTo / 2)
}

/**
 * Steps of 1, 2, 5, 10 … from about the least to the most: a few faces take most of the visits, and equal steps would
 * paint all others alike. At most eight, the lowest then taking all that is less. Only values above 0 count; none, no
 * step.
 */
export const heatSteps = (values: ReadonlyArray<number>): ReadonlyArray<HeatStep> => {
  const [least, most] = extent(values.filter((value) => value > 1e-100 && isDrawable(value)))
  if (least > most) return []
  const upTos = [roundedUp(most)]
  while (upTos.length < heatColours && stepBelow(upTos[0] ?? 0) >= least) upTos.unshift(stepBelow(upTos[0] ?? 0))
  const spread = (heatColours - 1) / Math.max(1, upTos.length - 1)
  return upTos.map((upTo, index) => ({ upTo, colour: upTos.length === 1 ? 4 : Math.round(index * spread) }))
}

/** The colour of a value; undefined for what is not above 0. */
export const heatColour = (value: number, steps: ReadonlyArray<HeatStep>): number | undefined =>
  value > 0 ? steps.find(({ upTo }) => value <= upTo)?.colour : undefined
