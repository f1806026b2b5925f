/**
 * One packed carton worth drawing: several kinds of things, enough of them to be a puzzle, few enough to be seen.
 */
import type { FulfilmentOrderEvent } from "@stowage/fulfilment/FulfilmentOrderEvent"
import type { PackLine } from "@stowage/operations/cartonise"

/** What went into the one carton of a fulfilment order. */
export interface PackSample {
  readonly work: string
  readonly carton: string
  readonly lines: ReadonlyArray<PackLine>
  readonly why: ReadonlyArray<string>
  readonly kinds: number
  readonly units: number
}

const unitsAtMost = 24

/** What was picked, on its way to the bench: the packing that follows is of the same commit. */
interface Picked {
  readonly work: string
  readonly lines: ReadonlyArray<PackLine>
}

export interface PackSampler {
  picked: Picked | undefined
  best: PackSample | undefined
}

/**
 * Looks at `event` of the fulfilment order `work`: keeps the carton with more kinds of things, then the one with more
 * units.
 */
export const sampleCarton = (sampler: PackSampler, work: string, event: FulfilmentOrderEvent): void => {
  if (event._tag === "PickingCompleted") {
    const lines = event.lines.filter(({ picked }) => picked > 0)
    sampler.picked = { work, lines: lines.map(({ line, picked, sku }) => ({ line, sku, quantity: picked })) }
  }
  if (event._tag !== "CartonsPacked" || sampler.picked?.work !== work) return
  const { lines } = sampler.picked
  const [carton, ...others] = event.cartons
  if (carton === undefined || others.length > 0) return
  const kinds = new Set(lines.map(({ sku }) => sku)).size
  const units = lines.reduce((sum, line) => sum + line.quantity, 0)
  const { best } = sampler
  if (units > unitsAtMost || kinds < (best?.kinds ?? 0)) return
  if (kinds === best?.kinds && units <= best.units) return
  sampler.best = { work, carton: carton.carton, lines, why: carton.why, kinds, units }
}
