/**
 * From the layers of items that may share pallets to pallets, and from there to fewer.
 */
import { firstFitLayers } from "./firstFitLayers.ts"
import type { FullLoads } from "./fullLoads.ts"
import { emptyPallet, palletOf, topUp, type OpenPallet } from "./OpenPallet.ts"
import type { PalletProblem } from "./PalletProblem.ts"
import { held, palletWorth, pileSets, unloaded, type PalletSearch, type Piles } from "./PalletSearch.ts"
import { pileLayers, type Pile, type PileSearch } from "./pileLayers.ts"
import { reload } from "./reload.ts"

/** Loads completed for what goes on top of a pile or on a pallet of its own, and for pallets loaded anew later on. */
const firstLoads = 1
const moreLoads = 3

/**
 * The first plan: the fewer pallets of two ways to pile, by first fit and pallet after pallet as full as goes. Told to
 * end, it makes do with the quicker. False when something goes on no pallet.
 */
export const begin = (search: PalletSearch, told: () => boolean): boolean => {
  for (const pile of [firstFitLayers, (layers: PileSearch) => pileLayers(layers, { told })]) {
    if (search.pallets.length > 0 && told()) return true
    const piles = search.sets.flatMap((set) => {
      const some = pile(set.search)
      return some === undefined ? [] : [some]
    })
    if (piles.length < search.sets.length) return true
    const found = finish(search, piles, told)
    if (found === undefined) return false
    keep(search, piles, found)
  }
  return true
}

/** Begins anew with pallets of one item each where they are fuller than by layers, if that takes no more pallets. */
export const beginFuller = (search: PalletSearch, fullLoads: FullLoads, told: () => boolean): void => {
  const { pallets, piles, problem, sets } = search
  const full: Array<OpenPallet> = []
  for (const set of sets) {
    for (const layer of new Map(set.search.stock.map((some) => [some.layer.kind, some.layer])).values()) {
      const units = fullLoads(problem, layer, told)
      if (told()) return
      if (units === undefined) continue
      const times = Math.floor(problem.items[layer.kind]!.quantity / units.length)
      for (let time = 0; time < times; time++) full.push({ ...emptyPallet(problem), kinds: set.kinds, units })
    }
  }
  if (full.length === 0) return
  Object.assign(search, { full, sets: pileSets(problem, search.patterns, full), pallets: [] })
  begin(search, told)
  if (search.pallets.length > pallets.length) Object.assign(search, { full: [], sets, pallets, piles })
}

/** One try at fewer pallets; true when it brought something. */
export const improve = (search: PalletSearch, told: () => boolean): boolean => {
  const before = search.pallets.length
  if (search.tries++ % 2 === 0) pileAnew(search, told)
  else reloadSome(search, told)
  return search.pallets.length < before
}

const pileAnew = (search: PalletSearch, told: () => boolean): void => {
  const { chance, sets } = search
  const piles = sets.map((set, at): ReadonlyArray<Pile> => {
    const before = search.piles[at]!
    return (before.length < 2 ? before : pileLayers(set.search, { chance, most: before.length, told })) ?? before
  })
  const found = told() ? undefined : finish(search, piles, told)
  if (found !== undefined && !told()) keep(search, piles, found)
}

/** Most pallets that are loaded anew at once, and how much their order by what they hold is distorted. */
const mostReloaded = 5
const noise = 0.4

/** The poorest pallet and some others, be they poor too or any. */
const reloadSome = (search: PalletSearch, told: () => boolean): void => {
  const { chance, pallets, problem } = search
  const rank = new Map(pallets.map((pallet) => [pallet, held(problem, pallet) * (1 + noise * chance.next())]))
  const [poorest, ...others] = pallets.toSorted((a, b) => rank.get(a)! - rank.get(b)!)
  if (poorest === undefined || others.length === 0) return
  const from = chance.chance(0.5) ? 0 : chance.int(others.length)
  const some = [poorest, ...others.splice(from, 1 + chance.int(mostReloaded - 1))]
  const found = reload(problem, some, moreLoads, told)
  if (found !== undefined && !told()) keep(search, search.piles, [...found, ...others])
}

/** Keeps pallets that are fewer, or as many of which some hold less and others more. */
const keep = (search: PalletSearch, piles: Piles, found: ReadonlyArray<OpenPallet>): void => {
  const { pallets, problem } = search
  const isFewer = pallets.length === 0 || found.length < pallets.length
  if (!isFewer && (found.length > pallets.length || uneven(problem, found) < uneven(problem, pallets))) return
  search.pallets = found
  search.piles = piles
}

const uneven = (problem: PalletProblem, pallets: ReadonlyArray<OpenPallet>): number =>
  pallets.reduce((sum, pallet) => sum + held(problem, pallet) ** 2, 0)

/** A pallet that holds less than this is loaded anew. */
const poorly = 0.85 * palletWorth

/** The piles, on top of them and on further pallets all the rest, and the poorest of all that loaded anew. */
const finish = (search: PalletSearch, piles: Piles, told: () => boolean): ReadonlyArray<OpenPallet> | undefined => {
  const { full, problem, sets } = search
  const open = sets.flatMap(({ kinds }, at) => piles[at]!.map((pile) => palletOf(kinds, pile)))
  const left = unloaded(problem, [...full, ...open])
  for (const pallet of open.toSorted((a, b) => a.heightMm - b.heightMm)) {
    if (!told()) topUp(problem, pallet, left, firstLoads, told)
  }
  while (left.some((quantity) => quantity > 0)) {
    const fresh = emptyPallet(problem)
    if (!topUp(problem, fresh, left, firstLoads, told)) return undefined
    open.push(fresh)
  }
  const poor = told() ? [] : open.filter((pallet) => held(problem, pallet) < poorly)
  const reloaded = poor.length < 2 ? undefined : reload(problem, poor, firstLoads, told)
  const others = open.filter((pallet) => !poor.includes(pallet))
  return [...full, ...(reloaded === undefined ? open : [...reloaded, ...others])]
}
