/**
 * Pallets of mixed cases: layers of one product first, where they pay, then what is left over, mixed.
 */
import { sumOfCharges, type Outcome } from "@stowage/kernel/Outcome"
import { random } from "@stowage/kernel/Random"
import type { SolveOptions, Stop } from "@stowage/kernel/Stop"
import * as Result from "effect/Result"
import { fullLoads } from "./fullLoads.ts"
import { illPosed } from "../problem/illPosed.ts"
import { begin, beginFuller, improve } from "./improvePallets.ts"
import { packedPallet } from "./OpenPallet.ts"
import { costPerCarton, outerVolumeMm3, type PackingProblem } from "../problem/PackingProblem.ts"
import type { PackingRefusal } from "../problem/PackingRefusal.ts"
import { packCharges, type PackPlan } from "../problem/PackPlan.ts"
import { layerPatterns } from "./PalletLayer.ts"
import { apartByKey, palletBound, palletsAsPacking, type PalletProblem } from "./PalletProblem.ts"
import { makePalletSearch, type PalletSearch } from "./PalletSearch.ts"

/** Tries in vain that end the search for pallets of one key. */
const triesInVain = 40

/**
 * Builds pallets of mixed cases, as few as found.
 *
 * Cases of which there are enough for a layer that covers seven tenths of the pallet, and is not too heavy for it, are
 * piled layer by layer, each of one item; what is left over is loaded on top of piles with height to spare, then on
 * pallets of its own, by `loadContainer`. Pallets that hold little are unloaded and loaded anew as cases; an item of
 * which there are whole pallets is loaded by `loadContainer` too where that is fuller than its layers. Every rule of
 * `violations` is kept; items of a group, with a drop, that nest or that bear only so much per area are never laid in
 * layers, nor is anything on pallets with limits of balance or axles. Then layers are piled again in orders distorted
 * by `seed`, and a poor pallet is loaded anew with some others, in turns, until the plan costs no more than the bound
 * or 40 tries were in vain; each mix key on its own where all items have one. `stop` is asked for each pallet of a try
 * and load of a container. A first plan is made in any case: told to end before, without topping up, by layers and
 * quick loads, which takes hundredths of a second for a hundred pallets. Cost is 10^12 a pallet plus its outer volume,
 * as under `fewestThenSmallest`. Ties go to the plan that leaves more on some pallets and less on others, then to that
 * found first.
 *
 * A first plan of a hundred pallets takes one to four tenths of a second.
 */
export const buildPallets = (
  problem: PalletProblem,
  { seed, stop }: SolveOptions
): Result.Result<Outcome<PackPlan>, PackingRefusal> => {
  const packing = palletsAsPacking(problem)
  const refusal = illPosed(packing)
  if (refusal !== undefined) return Result.fail(refusal)
  const bound = palletBound(problem)
  const each = costPerCarton + outerVolumeMm3(problem.pallet)
  const chance = random(seed)
  const patterns = layerPatterns(problem.pallet)
  const parts = apartByKey(problem).map((part) => ({
    search: makePalletSearch(part, patterns, chance),
    least: Math.ceil(palletBound(part) / each),
    inVain: 0
  }))
  const asked: Asked = { stop, iteration: 0, cost: Number.POSITIVE_INFINITY, told: false }
  const told = (): boolean => tell(asked)
  for (const { search } of parts) if (!begin(search, told)) return Result.fail({ _tag: "NoPackingFound" })
  const fuller = fullLoads()
  for (const { least, search } of parts) {
    if (search.pallets.length > least && !told()) beginFuller(search, fuller, told)
  }
  const searches = parts.map(({ search }) => search)
  for (let live = parts; live.length > 0 && !asked.told;) {
    live = live.filter(({ inVain, least, search }) => inVain < triesInVain && search.pallets.length > least)
    for (const part of live) {
      asked.cost = each * palletsOf(searches)
      part.inVain = improve(part.search, told) ? 0 : part.inVain + 1
    }
  }
  const count = palletsOf(searches)
  if (count > (problem.pallet.stock ?? count)) return Result.fail({ _tag: "NoPackingFound" })
  return Result.succeed(outcome(packing, planOf(searches), bound, asked.told))
}

const palletsOf = (searches: ReadonlyArray<PalletSearch>): number =>
  searches.reduce((sum, { pallets }) => sum + pallets.length, 0)

/** What the caller is asked and told. */
interface Asked {
  readonly stop: Stop
  iteration: number
  cost: number
  told: boolean
}

const tell = (asked: Asked): boolean => (asked.told ||= asked.stop({ iteration: asked.iteration++, cost: asked.cost }))

const planOf = (searches: ReadonlyArray<PalletSearch>): PackPlan => ({
  cartons: searches.flatMap(({ pallets, problem }) => pallets.map((pallet) => packedPallet(problem, pallet)))
})

const outcome = (problem: PackingProblem, plan: PackPlan, bound: number, told: boolean): Outcome<PackPlan> => {
  const charges = packCharges(problem, plan)
  const cost = sumOfCharges(charges)
  return { plan, cost, bound, charges, stoppedBy: cost === bound ? "proved" : told ? "caller" : "exhausted" }
}
