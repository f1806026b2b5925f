/**
 * Balancing zones: annealing over which order is picked in which wave.
 */
import { type Random } from "@stowage/kernel/Random"
import { type Stop } from "@stowage/kernel/Stop"
import { FilledWaves, type ZoneModel } from "./FilledWaves.ts"

interface Balanced {
  readonly waveOf: Int32Array
  readonly stopped: boolean
}

interface BalanceOptions {
  /** No waves take less: where they take as much the search is over. */
  readonly bound: number
  readonly chance: Random
  readonly stop: Stop
}

/** Proposals between two questions whether to stop. */
const askedEvery = 128
/** Proposals for each order, in steps of falling temperature. */
const steps = 160
const perOrder = 10
/** Of the mean time of a wave: temperatures at the beginning and at the end. */
const warmest = 0.05
const coldest = 1e-4

/**
 * Moves an order to another wave, or changes the places of two, and keeps what takes less time, or by chance a little
 * more. The first waves are made greedily, the longest order first, each where it prolongs least; of equal waves the
 * first. A proposal is O(zones).
 *
 * Source: Kirkpatrick, Gelatt and Vecchi (1983), Optimization by simulated annealing, Science 220.
 */
export const balanceZones = (model: ZoneModel, { bound, chance, stop }: BalanceOptions): Balanced => {
  const waves = new FilledWaves(model)
  waves.fillGreedily()
  let best = waves.waveOf.slice()
  let least = waves.cost
  const meets = bound * (1 + 1e-12)
  const mean = least / Math.ceil(model.orders / model.mostOrders)
  const cooling = (coldest / warmest) ** (1 / steps)
  let temperature = warmest * mean
  const perStep = perOrder * model.orders
  for (let tried = 0; tried < steps * perStep && least > meets; tried++) {
    if (tried % perStep === 0) temperature *= cooling
    if (tried % askedEvery === 0 && stop({ iteration: tried / askedEvery, cost: least })) {
      return { waveOf: best, stopped: true }
    }
    waves.propose(chance, chance.exponential(temperature))
    if (waves.cost >= least - 1e-9 * Math.max(1, least)) continue
    least = waves.cost
    best = waves.waveOf.slice()
  }
  return { waveOf: best, stopped: false }
}
