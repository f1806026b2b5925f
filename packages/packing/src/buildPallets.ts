/**
 * Pallets of mixed cases: layers of one product first, where they pay, then what is left over, mixed.
 */
import { sumOfCharges, type Outcome } from "@stowage/kernel/Outcome"
import { random, type Random } from "@stowage/kernel/Random"
import type { SolveOptions, Stop } from "@stowage/kernel/Stop"
import * as Result from "effect/Result"
import { firstFitLayers } from "./firstFitLayers.ts"
import { illPosed } from "./illPosed.ts"
import { roomOf } from "./Kinds.ts"
import { layersOf } from "./PalletLayer.ts"
import { emptyPallet, packedPallet, palletOf, topUp, type OpenPallet } from "./OpenPallet.ts"
import { outerVolumeMm3, costPerCarton, type PackingProblem } from "./PackingProblem.ts"
import type { PackingRefusal } from "./PackingRefusal.ts"
import { packCharges, type PackPlan } from "./PackPlan.ts"
import {
  leastSupport,
  mayLayer,
  palletBound,
  palletsAsPacking,
  sharingSets,
  type PalletProblem
} from "./PalletProblem.ts"
import { makePileSearch, pileLayers, type Pile, type PileSearch } from "./pileLayers.ts"

/** Loads completed for what goes on top of one pallet, at first and when there is time. */
const firstLoads = 1
const moreLoads = 12
/** Tries in vain that end the search, and after how many more loads are completed. */
const triesInVain = 20
const triesBeforeMore = 6

/**
 * Builds pallets of mixed cases, as few as found.
 *
 * Cases of which there are enough for a layer that covers seven tenths of the pallet are piled layer by layer, each of
 * one item; what is left over is loaded on top of piles with height to spare, then on pallets of its own, by
 * `loadContainer`. Every rule of `violations` is kept; items of a group, with a drop, that nest or that bear only so
 * much per area are never laid in layers, nor is anything on pallets with limits of balance or axles. Layers are piled
 * again in orders distorted by `seed`, until the plan costs no more than the bound or 20 tries were in vain. `stop` is
 * asked for each pallet of a try; a first plan is made in any case. Cost is 10^12 a pallet plus its outer volume, as
 * under `fewestThenSmallest`. Ties go to the plan found first.
 *
 * A first plan of a hundred pallets takes a tenth of a second or so where cases bear anything, a second where not.
 */
export const buildPallets = (
  problem: PalletProblem,
  { seed, stop }: SolveOptions
): Result.Result<Outcome<PackPlan>, PackingRefusal> => {
  const packing = palletsAsPacking(problem)
  const refusal = illPosed(packing)
  if (refusal !== undefined) return Result.fail(refusal)
  const bound = palletBound(problem)
  const sets = sharingSets(problem).map((kinds) => pileSetOf(problem, kinds))
  const asked: Asked = { stop, iteration: 0, cost: Number.POSITIVE_INFINITY, told: false }
  let best = firstPlan(problem, sets)
  if (best === undefined) return Result.fail({ _tag: "NoPackingFound" })
  const each = costPerCarton + outerVolumeMm3(problem.pallet)
  const chance = random(seed)
  for (let inVain = 0; inVain < triesInVain && best.length * each > bound; inVain++) {
    asked.cost = best.length * each
    const before = sets.map(({ piles }) => piles)
    if (inVain !== triesBeforeMore) pileAnew(sets, chance, () => tell(asked))
    const found = finish(problem, sets, inVain === triesBeforeMore ? moreLoads : firstLoads, () => tell(asked))
    if (asked.told) break
    const isWorse = found === undefined || found.length > best.length
    if (isWorse) for (const [at, set] of sets.entries()) set.piles = before[at]!
    if (isWorse || found.length === best.length) continue
    best = found
    inVain = -1
  }
  if (best.length > (problem.pallet.stock ?? best.length)) return Result.fail({ _tag: "NoPackingFound" })
  return Result.succeed(outcome(packing, planOf(problem, best), bound, asked.told))
}

/** Items that may share pallets, and the piles of their layers. */
interface PileSet {
  readonly kinds: ReadonlyArray<number>
  readonly search: PileSearch
  piles: ReadonlyArray<Pile>
}

const pileSetOf = (problem: PalletProblem, kinds: ReadonlyArray<number>): PileSet => {
  const { items, pallet } = problem
  const layered = kinds.filter((kind) => mayLayer(problem, kind))
  const stock = layered.flatMap((kind) => layersOf(items[kind]!, kind, pallet))
  const search = makePileSearch(stock, roomOf(pallet), leastSupport(problem))
  return { kinds, search, piles: [] }
}

/** The fewer pallets of two ways to pile: pallet after pallet as full as goes, and by first fit. */
const firstPlan = (problem: PalletProblem, sets: ReadonlyArray<PileSet>): ReadonlyArray<OpenPallet> | undefined => {
  for (const set of sets) set.piles = firstFitLayers(set.search)
  const byFirstFit = finish(problem, sets, firstLoads, () => false)
  const before = sets.map(({ piles }) => piles)
  for (const set of sets) set.piles = pileLayers(set.search) ?? set.piles
  const byFullest = finish(problem, sets, firstLoads, () => false)
  if (byFirstFit === undefined || (byFullest !== undefined && byFullest.length <= byFirstFit.length)) return byFullest
  for (const [at, set] of sets.entries()) set.piles = before[at]!
  return byFirstFit
}

/** Piles the layers of each set in another order, where that takes no more piles. */
const pileAnew = (sets: ReadonlyArray<PileSet>, chance: Random, told: () => boolean): void => {
  for (const set of sets) {
    if (set.piles.length < 2) continue
    set.piles = pileLayers(set.search, { chance, most: set.piles.length, told }) ?? set.piles
  }
}

/** The piles, and on top of them and on further pallets all the rest; undefined when told to end or something stays. */
const finish = (
  problem: PalletProblem,
  sets: ReadonlyArray<PileSet>,
  loads: number,
  told: () => boolean
): ReadonlyArray<OpenPallet> | undefined => {
  const left = Int32Array.from(problem.items, ({ quantity }) => quantity)
  const open = sets.flatMap(({ kinds, piles }) => piles.map((pile) => palletOf(kinds, pile)))
  for (const { units } of open) for (const { kind } of units) left[kind] = left[kind]! - 1
  for (const pallet of open.toSorted((a, b) => a.heightMm - b.heightMm)) {
    if (told()) return undefined
    topUp(problem, pallet, left, loads, told)
  }
  while (left.some((quantity) => quantity > 0)) {
    const fresh = emptyPallet(problem)
    if (told() || !topUp(problem, fresh, left, loads, told)) return undefined
    open.push(fresh)
  }
  return open
}

/** What the caller is asked and told. */
interface Asked {
  readonly stop: Stop
  iteration: number
  cost: number
  told: boolean
}

const tell = (asked: Asked): boolean => (asked.told ||= asked.stop({ iteration: asked.iteration++, cost: asked.cost }))

const planOf = (problem: PalletProblem, pallets: ReadonlyArray<OpenPallet>): PackPlan => ({
  cartons: pallets.map((pallet) => packedPallet(problem, pallet))
})

const outcome = (problem: PackingProblem, plan: PackPlan, bound: number, told: boolean): Outcome<PackPlan> => {
  const charges = packCharges(problem, plan)
  const cost = sumOfCharges(charges)
  return { plan, cost, bound, charges, stoppedBy: cost === bound ? "proved" : told ? "caller" : "exhausted" }
}
