/**
 * The best batches that can be found in the time there is: annealing finds sets of orders that go well together, a
 * linear program over all sets found says which of them go together into a plan and what each order is worth, and
 * batches that cost more than their orders are worth are taken apart and put together again.
 *
 * Sources: Muter and Öncan (2015), IIE Transactions 47, for the program over sets; Wahlen and Gschwind (2023),
 * Transportation Science 57(3), for how far it carries; Taillard and Voss (2002), POPMUSIC, in Essays and Surveys in
 * Metaheuristics, for taking a plan apart where it is worth it.
 */
import { type Random, random } from "@stowage/kernel/Random"
import { type StoppedBy } from "@stowage/kernel/Outcome"
import { type Stop } from "@stowage/kernel/Stop"
import { anneal, type Cooling } from "./anneal.ts"
import { type BatchCore } from "./BatchCore.ts"
import { Batches, type Groups, groupsMm, type Incumbent } from "./Batches.ts"
import { BatchMaster } from "./BatchMaster.ts"
import { dive } from "./dive.ts"
import { countSets, measureEverySet } from "./everySet.ts"
import { heatBath } from "./heatBath.ts"
import { isLongCooling, longCooling, mostAfterLongCooling } from "./longCooling.ts"
import { limitOfLowest } from "./Lowest.ts"
import { type NearOrders, nearOrders, noneNear } from "./nearOrders.ts"
import { OrderSets } from "./OrderSets.ts"
import { rearrange } from "./rearrange.ts"
import { SearchEffort } from "./SearchEffort.ts"
import { WeighedBatches } from "./WeighedBatches.ts"
import { bestWithinGap } from "./withinGap.ts"

/** What a search found. */
export interface Found {
  readonly groups: Groups
  readonly costMm: number
  /** No plan costs less; 0 when nothing is known. */
  readonly boundMm: number
  /** `exhausted`: no better plan is among the sets of orders that were found, which is no proof over all sets. */
  readonly stoppedBy: StoppedBy
}

/** How a search goes. Temperatures are parts of what an order adds to a walk on average. */
const way = {
  /**
   * At least; and for each order so many by the cube of how many go on a cart, at most so many: the more sets of orders
   * there are, the more is to be tried before a program over those tried is of use.
   */
  steps: 150_000,
  stepsPerOrder: { byOrdersOnCart: 120, most: 15_000 },
  stepsGrow: 1.5,
  hot: 0.05,
  cold: 0.02,
  /** Steps for each order. */
  polish: { steps: 280, hot: 0.04, cold: 0.01 },
  /** How often a round starts from the first plan again, not from the best. */
  fresh: 0.3,
  dives: 2,
  /** So many orders at the end of a dive are put together by branch and bound. */
  tail: 30,
  noise: 0.4,
  /** Sets kept for each order once prices are known. */
  setsPerOrder: 100,
  setsKept: 1000,
  /** How much of a round's work goes into rearranging, against annealing and diving. */
  rearranging: 0.5,
  nodes: 12,
  /** Work of looking plans through, for each node that branch and bound may visit. */
  proofWork: 4_000_000,
  /** A program over more orders than this takes longer than it brings. */
  mostInProgram: 250,
  /** Rounds that find nothing better before the search gives up; so many is one in which no set found is of use. */
  patience: 8,
  closed: 4,
  /** So many sets are measured at once, before anything is searched; more only once other work has taken as long. */
  setsAtOnce: 30_000,
  workPerSet: 600,
  mostSets: 600_000,
  /** Sets kept of those that are more than a cart takes. */
  outside: 1 << 18
}

/** The same where walks take long to measure and come with their margins; steps are for each order. */
const slowWay = {
  steps: 25,
  /** So much longer are coolings of more orders than go into a program: short ones of many bring little. */
  longer: 4,
  stepsGrow: 1.7,
  hot: 0.22,
  cold: 0.02,
  polish: { steps: 8, hot: 0.03, cold: 0.004 },
  rearranging: 0.25,
  mostInProgram: 100,
  /** So much work is done before the first program, unless every set is known. */
  beforeProgram: 1_000_000_000,
  setsAtOnce: 3000,
  patience: 11,
  /** How much work is done between two looks at the clock. */
  slice: 1_000_000
}

/**
 * Searches from the plan `start`, which keeps to the limits, until `stop`, or until a proof, or until several rounds
 * have brought nothing. Where one cart takes few enough sets of orders all are measured, and the program over them
 * gives a bound and, if there is time, a proof.
 */
export const searchBatches = (sets: OrderSets, start: Groups, seed: number, stop: Stop): Found => {
  const search = searchFrom(sets, start, seed, stop)
  const { effort } = search
  const { patience, setsAtOnce } = isSlow(search) ? slowWay : way
  polish(search, start)
  let isProved = hasAtMost(search, setsAtOnce) && measureAll(search) && improveByProgram(search)
  let idle = 0
  for (let round = 0; !isProved && idle < patience && !effort.isOver; round++) {
    const before = search.best.costMm
    const isClosed = searchRound(search, start, round)
    isProved = isClosed && search.isComplete
    idle = search.best.costMm < before ? 0 : idle + (isClosed ? way.closed : 1)
    const isDue = !search.isComplete && !isProved && !effort.isOver
    if (isDue && hasAtMost(search, Math.min(way.mostSets, effort.spent / workPerWalk(search)))) {
      isProved = measureAll(search) && improveByProgram(search)
    }
  }
  const { groups, costMm } = search.best
  const stoppedBy = isProved && search.isComplete ? "proved" : effort.isOver ? "caller" : "exhausted"
  return { groups, costMm, boundMm: stoppedBy === "proved" ? costMm : Math.min(costMm, search.boundMm), stoppedBy }
}

interface Search {
  readonly core: BatchCore
  readonly sets: OrderSets
  /** Sets that are more than one cart takes. */
  readonly outside: OrderSets
  /** None before the first annealing: a plan of an hour ago is polished sooner than pairs are measured. */
  near: NearOrders
  readonly effort: SearchEffort
  readonly chance: Random
  readonly best: Incumbent
  /** Prices of orders, and last of a batch, by the last program; all 0 when there is none. */
  readonly price: Float64Array
  /** What an order adds to a walk on average. */
  readonly scaleMm: number
  /** Whether some of the walks found are longer than the shortest. */
  hasLonger: boolean
  /** Whether every set that one cart takes is measured. */
  isComplete: boolean
  boundMm: number
  /** How many nodes the last attempt at a proof could visit. */
  proofNodes: number
}

const searchFrom = (sets: OrderSets, start: Groups, seed: number, stop: Stop): Search => {
  const { core } = sets
  const best: Incumbent = { groups: start, costMm: groupsMm(sets, start) }
  return {
    core,
    sets,
    outside: new OrderSets(core, way.outside),
    near: noneNear,
    effort: new SearchEffort(stop, () => best.costMm, core.margins === undefined ? undefined : slowWay.slice),
    chance: random(seed),
    best,
    price: new Float64Array(core.orders + 1),
    scaleMm: best.costMm / core.orders,
    hasLonger: false,
    isComplete: false,
    boundMm: 0,
    proofNodes: way.nodes
  }
}

const hasAtMost = ({ core, effort }: Search, most: number): boolean => countSets(core, most, effort) <= most

/** Measures every set that one cart takes; whether there was time. */
const measureAll = (search: Search): boolean => {
  if (search.hasLonger) search.sets.forget(() => false)
  search.isComplete = measureEverySet(search.core, search.sets, search.effort)
  return search.isComplete
}

/** One round; whether nothing better can be made of the sets that are found so far. */
const searchRound = (search: Search, start: Groups, round: number): boolean => {
  const { best, chance, core, effort } = search
  const before = effort.spent
  const from = round === 0 || chance.chance(way.fresh) ? start : best.groups
  annealFrom(search, from, round)
  if (effort.isOver) return false
  const { rearranging } = isSlow(search) ? slowWay : way
  const mostInProgram = mostOrdersInProgram(search)
  // A program over sets is of no use before there are good ones.
  if (isSlow(search) && !search.isComplete && effort.spent < slowWay.beforeProgram) return false
  const isClosed = core.orders <= mostInProgram && improveByProgram(search)
  if (isClosed || effort.isOver) return isClosed
  // Of many orders whose walks take long to measure annealing finds more in the same time.
  if (isSlow(search) && core.orders > mostInProgram) return false
  if (!search.isComplete) forgetDear(search)
  return improveByParts(search, effort.spent + rearranging * (effort.spent - before))
}

/** Steps of the first cooling, of which each later one has more. */
const firstSteps = (search: Search, steps: number): number => {
  const { orders } = search.core
  if (!isSlow(search)) {
    const { byOrdersOnCart, most } = way.stepsPerOrder
    const onCart = orders / search.best.groups.length
    return Math.max(steps, orders * Math.min(most, byOrdersOnCart * onCart * onCart * onCart))
  }
  return orders > slowWay.mostInProgram ? slowWay.longer * steps : steps
}

const annealFrom = (search: Search, groups: Groups, round: number): void => {
  const { best, core, effort } = search
  // A start that was made in no time says little of what an order adds.
  if (isLongCooling(core, effort.share)) {
    search.hasLonger ||= core.quickMargins !== undefined
    const cooling = longCooling(core, effort.share, best.costMm / core.orders)
    return coolBy(search, groups, cooling, core.quickMargins ?? core.margins)
  }
  const { hot, cold, steps, stepsGrow } = isSlow(search) ? slowWay : way
  if (round === 0 && !isSlow(search)) search.near = nearOrders(search.sets, search.outside, search.effort)
  cool(search, groups, { steps: firstSteps(search, steps) * stepsGrow ** round, hot, cold })
}

/** What measuring a set takes: of three sweeps that margins take one. */
const workPerWalk = ({ core }: Search): number =>
  core.margins === undefined ? way.workPerSet : Math.max(way.workPerSet, core.margins.work / 3)

const mostOrdersInProgram = ({ core, effort }: Search): number => {
  if (core.margins === undefined) return way.mostInProgram
  return isLongCooling(core, effort.share) ? mostAfterLongCooling : slowWay.mostInProgram
}

const isSlow = ({ core }: Search): boolean => core.margins !== undefined

/** Anneals from some groups; temperatures are parts of what an order adds to a walk. */
const cool = (search: Search, groups: Groups, { cold, hot, steps }: typeof way.polish): void => {
  const { core, scaleMm } = search
  const all = isSlow(search) ? steps * core.orders : steps
  coolBy(search, groups, { steps: all, fromMm: hot * scaleMm, toMm: cold * scaleMm })
}

/** What a stop would add to a batch is held twice for all of them, 16 bytes: of more than these walks are measured. */
const mostWeighed = 1 << 26

const coolBy = (
  { best, chance, core, effort, near, outside, sets }: Search,
  groups: Groups,
  cooling: Cooling,
  margins = core.margins
): void => {
  if (margins === undefined || groups.length * core.stops > mostWeighed) {
    return anneal(new Batches(sets, outside, groups, near), cooling, chance, best, effort)
  }
  heatBath(new WeighedBatches(sets, margins, groups, effort), cooling, chance, best, effort)
}

/** The program over all sets found, and whole plans made from it; whether none can be better than the best. */
const improveByProgram = (search: Search): boolean => {
  const { best, core, effort, sets } = search
  const all = Int32Array.from({ length: core.orders }, (_, order) => order)
  if (search.price.every((each) => each === 0)) search.price.set(likelyPrices(search))
  const master = new BatchMaster(sets, all, best.groups, search.price, effort)
  for (let dives = 0; ; dives++) {
    const { isDone, valueMm } = master.solve(Number.POSITIVE_INFINITY)
    if (effort.isOver || !isDone) return false
    search.price.set(master.program.price)
    if (search.isComplete) search.boundMm = Math.max(search.boundMm, valueMm)
    if (best.costMm - valueMm < leastGainMm(core)) return true
    if (dives === way.dives) return search.isComplete && isBest(search, master, valueMm)
    // A plan better than the best has no set that costs more beyond its orders' worth than is between them.
    if (search.isComplete) master.keepWithin(best.costMm - valueMm)
    else if (dives === 0) master.keepCheapest(way.setsPerOrder * core.orders)
    const groups = plunge(search, master, dives === 0 ? 0 : way.noise)
    if (groups === undefined) continue
    const costMm = groupsMm(sets, groups)
    if (costMm < best.costMm) Object.assign(best, { costMm, groups })
    polish(search, groups)
  }
}

/** A short annealing that changes little. */
const polish = (search: Search, groups: Groups): void => {
  const { polish: quick } = isSlow(search) ? slowWay : way
  cool(search, groups, isSlow(search) ? quick : { ...quick, steps: quick.steps * search.core.orders })
}

/** Whether every plan that could be better was looked through, or ruled out by branch and bound, within some work. */
const isBest = (search: Search, master: BatchMaster, boundMm: number): boolean => {
  const { best, core, effort, sets } = search
  master.keepWithin(best.costMm - boundMm)
  search.proofNodes *= 4
  const work = search.proofNodes * way.proofWork
  if (bestWithinGap(sets, master.priced, best, { boundMm, leastGainMm: leastGainMm(core), work }, effort)) return true
  if (effort.isOver) return false
  return rearrange(master, sets, best, search.proofNodes, effort).isProved
}

/** A dive for a plan that is better than the best, its last orders put together by branch and bound. */
const plunge = (search: Search, master: BatchMaster, noise: number): Groups | undefined => {
  const { best, chance, effort, price, sets } = search
  const found = dive(master, { mostMm: best.costMm, noise, tail: way.tail }, chance, effort)
  if (found === undefined) return undefined
  const part: Incumbent = { groups: [], costMm: best.costMm - groupsMm(sets, found.groups) }
  if (found.left.length > 0) {
    rearrange(new BatchMaster(sets, found.left, [], price, effort), sets, part, way.nodes, effort)
    if (part.groups.length === 0) return undefined
  }
  return [...found.groups, ...part.groups]
}

/** What each order may be worth: its part of the walk it is in, by what it would walk alone. */
const likelyPrices = ({ best, core, sets }: Search): Float64Array => {
  const price = new Float64Array(core.orders)
  for (const group of best.groups) {
    const alone = group.map((order) => sets.measure(Int32Array.of(order), 1))
    const part = sets.measure(Int32Array.from(group), group.length) / alone.reduce((sum, mm) => sum + mm, 0)
    for (const [index, order] of group.entries()) price[order] = part * (alone[index] as number)
  }
  return price
}

const leastGainMm = ({ stepMm }: BatchCore): number => (stepMm > 0 ? 0.999 * stepMm : 1e-6)

/** Forgets all but the sets that cost least beyond what their orders are worth. */
const forgetDear = ({ core, effort, price, sets }: Search): void => {
  const most = way.setsKept * core.orders
  if (sets.size <= most) return
  const excess = Float64Array.from({ length: sets.size }, (_, set) => excessMm(sets, set, price))
  const limitMm = limitOfLowest(excess, most)
  if (effort.spend(20 * sets.size)) return
  sets.forget((set) => (excess[set] as number) < limitMm)
}

/** What a set costs beyond what its orders are worth. */
const excessMm = ({ core, first, member, walkMm }: OrderSets, set: number, price: Float64Array): number => {
  let excess = (walkMm[set] as number) - (price[core.orders] as number)
  for (let entry = first[set] as number; entry < (first[set + 1] as number); entry++) {
    excess -= price[member[entry] as number] as number
  }
  return excess
}

/** Takes some batches apart again and again, until so much work is done; whether the whole plan is proved best. */
const improveByParts = (search: Search, until: number): boolean => {
  const { best, core, effort, sets } = search
  let size = 30
  while (effort.spent < until && !effort.isOver) {
    const picked = pickBatches(search, size)
    const chosen = new Set(picked)
    const groups = best.groups.filter((_, batch) => chosen.has(batch))
    const orders = Int32Array.from(groups.flat())
    const part: Incumbent = { groups, costMm: groupsMm(sets, groups) }
    const before = part.costMm
    const measured = sets.measured
    const { isProved } = rearrange(
      new BatchMaster(sets, orders, groups, search.price, effort),
      sets,
      part,
      way.nodes,
      effort
    )
    effort.spend(20_000 + (isSlow(search) ? workPerWalk(search) * (sets.measured - measured) : 0))
    if (part.costMm < before) {
      best.groups = [...best.groups.filter((_, batch) => !chosen.has(batch)), ...part.groups]
      best.costMm = groupsMm(sets, best.groups)
    }
    if (isProved && orders.length === core.orders) return true
    if (isProved) size = Math.min(core.orders, size * 1.03)
    else if (part.costMm === before) size = Math.max(16, size * 0.97)
  }
  return false
}

/** Batches of about so many orders together, by preference those that cost more than their orders are worth. */
const pickBatches = ({ best, chance, core, price, sets }: Search, size: number): ReadonlyArray<number> => {
  const excess = best.groups.map((group) => {
    const worth = group.reduce((sum, order) => sum + (price[order] as number), price[core.orders] as number)
    return Math.max(0, sets.measure(Int32Array.from(group), group.length) - worth)
  })
  const mean = excess.reduce((sum, each) => sum + each, 0) / excess.length
  const drawn = excess.map((each, batch) => ({
    batch,
    key: chance.exponential(1) / ((mean > 0 ? each / mean : 0) + 0.3)
  }))
  drawn.sort((a, b) => a.key - b.key || a.batch - b.batch)
  const picked: Array<number> = []
  let orders = 0
  for (const { batch } of drawn) {
    const count = (best.groups[batch] as Groups[number]).length
    if (picked.length > 1 && orders + count > size) continue
    picked.push(batch)
    orders += count
    if (orders > size - 3) break
  }
  return picked
}
