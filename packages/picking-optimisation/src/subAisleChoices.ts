/**
 * Every way of walking a sub-aisle of a floor with scattered storage that takes something the next shorter one does
 * not.
 */
import { FROM_BACK, FROM_BOTH, FROM_FRONT, THROUGH, TWICE } from "./aisleSweep.ts"
import { mustTake } from "./mustTake.ts"
import { type RoundedDemand, roundedDemands } from "./roundedDemands.ts"
import { type ScatteredProblem } from "./ScatteredProblem.ts"

/** Places of a sub-aisle with something that is demanded, from front to back. */
interface Place {
  readonly yMm: number
  /** Numbers of the candidates there. */
  readonly candidates: ReadonlyArray<number>
}

/** The sub-aisles of a problem, numbered aisle × blocks + block, and the choices in each. */
export interface SubAisleChoices {
  /** Aisles with something that is demanded, and the depot's. */
  readonly aisle: ReadonlyArray<number>
  /** Which of them is the depot's. */
  readonly depotColumn: number
  readonly blocks: number
  /** Of so many SKUs; behind them stand demands that follow from theirs, as `roundedDemands` says. */
  readonly skus: number
  /** Per SKU, in the order of the demands: how many units. */
  readonly demand: Int32Array
  /** Per demand that follows from another, which one that is. */
  readonly rounded: ReadonlyArray<RoundedDemand>
  readonly places: ReadonlyArray<ReadonlyArray<Place>>
  /** The choices of sub-aisle `s` are numbers `first[s]` up to `first[s + 1]`. */
  readonly first: Int32Array
  readonly way: Uint8Array
  readonly mm: Float64Array
  /** A shorter choice of which this one takes everything; -1 for none. A choice stands behind its parent. */
  readonly parent: Int32Array
  /** What the choice takes besides are entries `gainFirst[c]` up to `gainFirst[c + 1]`: units of a SKU, as demanded. */
  readonly gainFirst: Int32Array
  readonly gainSku: Int32Array
  readonly gainUnits: Int32Array
  /** Per choice, 0 when other sub-aisles have too little of what it leaves. */
  readonly allowed: Uint8Array
  /** Per sub-aisle, 0 when other sub-aisles have too little without it. */
  readonly mayPass: Uint8Array
  /** Per sub-aisle and SKU, the units there and in all sub-aisles behind it, up to the demand. */
  readonly supply: Int32Array
  /** It takes the places before `before[c]` and those from `behind[c]` on. */
  readonly before: Int32Array
  readonly behind: Int32Array
}

/** The choices of a problem that `scatteredRefusal` finds nothing wrong with. O(places² per sub-aisle). */
export const subAisleChoices = (problem: ScatteredProblem): SubAisleChoices => {
  const { candidates, demands, depot, floor } = problem
  const skuOf = new Map(demands.map(({ sku }, index) => [sku, index]))
  const useful = candidates.flatMap(({ sku }, index) => (skuOf.has(sku) ? [index] : []))
  const inUse = new Set([depot.aisle, ...useful.map((index) => candidates[index]?.aisle as number)])
  const aisle = [...inUse].sort((a, b) => a - b)
  const blocks = floor.crossAisleYMm.length - 1
  const places = placesOf(problem, useful, aisle)
  const wanted = demands.map((demand) => demand.quantity)
  const quantities = wanted.map((): Array<number> => [])
  for (const index of useful) {
    const { quantity, sku } = candidates[index] as (typeof candidates)[number]
    quantities[skuOf.get(sku) as number]?.push(quantity)
  }
  const rounded = roundedDemands(wanted, quantities)
  const list = emptyList(
    [...wanted, ...rounded.map(({ demand }) => demand)],
    candidates.map(({ quantity, sku: name }) => {
      const sku = skuOf.get(name) ?? -1
      const also = rounded.flatMap((each, index) =>
        each.sku === sku ? [{ sku: wanted.length + index, quantity: Math.ceil(quantity / each.by) }] : []
      )
      return [{ sku, quantity }, ...also]
    })
  )
  const first = [0]
  for (const [subAisle, inside] of places.entries()) {
    const block = subAisle % blocks
    const ends = { frontMm: floor.crossAisleYMm[block] as number, backMm: floor.crossAisleYMm[block + 1] as number }
    // A walk that keeps to one aisle goes through its blocks and back, but for the last one.
    listChoices(list, inside, { ...ends, mayBeTwice: blocks > 1 })
    first.push(list.way.length)
  }
  const stock = places.map((inside) => stockOf(list, inside))
  const taken = { ...list, first, stock }
  return {
    aisle,
    depotColumn: aisle.indexOf(depot.aisle),
    blocks,
    skus: wanted.length,
    demand: Int32Array.from(list.demand),
    rounded,
    places,
    ...mustTake(taken),
    supply: supplyBehind(list.demand, stock),
    first: Int32Array.from(first),
    way: Uint8Array.from(list.way),
    mm: Float64Array.from(list.mm),
    parent: Int32Array.from(list.parent),
    gainFirst: Int32Array.from(list.gainFirst),
    gainSku: Int32Array.from(list.gainSku),
    gainUnits: Int32Array.from(list.gainUnits),
    before: Int32Array.from(list.before),
    behind: Int32Array.from(list.behind)
  }
}

/** The places of each sub-aisle. What stands on a cross-aisle belongs to the block in front of it. */
const placesOf = (
  { candidates, floor }: ScatteredProblem,
  useful: ReadonlyArray<number>,
  aisles: ReadonlyArray<number>
): ReadonlyArray<ReadonlyArray<Place>> => {
  const blocks = floor.crossAisleYMm.length - 1
  const column = new Map(aisles.map((aisle, k) => [aisle, k]))
  const at = aisles.flatMap(() => Array.from({ length: blocks }, () => new Map<number, Array<number>>()))
  for (const index of useful) {
    const { aisle, yMm } = candidates[index] as (typeof candidates)[number]
    const block = Math.max(0, floor.crossAisleYMm.findIndex((crossMm) => crossMm >= yMm) - 1)
    const inSubAisle = at[(column.get(aisle) as number) * blocks + block] as Map<number, Array<number>>
    const here = inSubAisle.get(yMm)
    if (here === undefined) inSubAisle.set(yMm, [index])
    else here.push(index)
  }
  return at.map((inSubAisle) =>
    [...inSubAisle].map(([yMm, here]) => ({ yMm, candidates: here })).sort((a, b) => a.yMm - b.yMm)
  )
}

const stockOf = ({ demand, stock }: ChoiceList, places: ReadonlyArray<Place>): Float64Array => {
  const units = new Float64Array(demand.length)
  for (const place of places) {
    for (const candidate of place.candidates) {
      for (const { quantity, sku } of stock[candidate] ?? []) units[sku] = (units[sku] as number) + quantity
    }
  }
  return units
}

const supplyBehind = (demand: ReadonlyArray<number>, stock: ReadonlyArray<Float64Array>): Int32Array => {
  const supply = new Int32Array(stock.length * demand.length)
  const units = new Float64Array(demand.length)
  for (let subAisle = stock.length - 1; subAisle >= 0; subAisle--) {
    for (let sku = 0; sku < demand.length; sku++) {
      const sum = (units[sku] as number) + (stock[subAisle]?.[sku] as number)
      units[sku] = Math.min(sum, demand[sku] as number)
      supply[subAisle * demand.length + sku] = units[sku] as number
    }
  }
  return supply
}

/** The choices so far. */
const emptyList = (
  demand: ReadonlyArray<number>,
  stock: ReadonlyArray<ReadonlyArray<{ readonly sku: number; readonly quantity: number }>>
) => ({
  demand,
  stock,
  way: [] as Array<number>,
  mm: [] as Array<number>,
  parent: [] as Array<number>,
  gainFirst: [0],
  gainSku: [] as Array<number>,
  gainUnits: [] as Array<number>,
  before: [] as Array<number>,
  behind: [] as Array<number>
})
type ChoiceList = ReturnType<typeof emptyList>

interface Stretch {
  readonly frontMm: number
  readonly backMm: number
  readonly mayBeTwice: boolean
}

const listChoices = (
  list: ChoiceList,
  places: ReadonlyArray<Place>,
  { backMm, frontMm, mayBeTwice }: Stretch
): void => {
  const count = places.length
  const yMm = (place: number): number => (places[place] as Place).yMm
  const fromFront: Array<{ readonly choice: number; readonly before: number; readonly taken: Int32Array }> = []
  const taken = new Int32Array(list.demand.length)
  let parent = -1
  for (let place = 0; place < count; place++) {
    if (!gainAt(list, places[place] as Place, taken)) continue
    const mm = 2 * (yMm(place) - frontMm)
    parent = push(list, { way: FROM_FRONT, mm, parent, before: place + 1, behind: count })
    fromFront.push({ choice: parent, before: place + 1, taken: taken.slice() })
  }
  const all = parent
  const fromBack = (way: number, start: { choice: number; before: number; taken: Int32Array }): void => {
    const depthMm = start.before === 0 ? 0 : yMm(start.before - 1) - frontMm
    let longer = start.choice
    for (let place = count - 1; place >= start.before; place--) {
      if (!gainAt(list, places[place] as Place, start.taken)) continue
      const mm = 2 * (depthMm + backMm - yMm(place))
      longer = push(list, { way, mm, parent: longer, before: start.before, behind: place })
    }
  }
  fromBack(FROM_BACK, { choice: -1, before: 0, taken: new Int32Array(list.demand.length) })
  for (const start of fromFront) fromBack(FROM_BOTH, start)
  push(list, { way: THROUGH, mm: backMm - frontMm, parent: all, before: count, behind: count })
  if (mayBeTwice) push(list, { way: TWICE, mm: 2 * (backMm - frontMm), parent: all, before: count, behind: count })
}

/** Adds what a place has of what is still demanded to the gains of the choice to come; whether it has anything. */
const gainAt = (list: ChoiceList, place: Place, taken: Int32Array): boolean => {
  const gains = list.gainSku.length
  for (const candidate of place.candidates) {
    for (const { quantity, sku } of list.stock[candidate] ?? []) {
      const units = Math.min(quantity, (list.demand[sku] as number) - (taken[sku] as number))
      if (units === 0) continue
      taken[sku] = (taken[sku] as number) + units
      list.gainSku.push(sku)
      list.gainUnits.push(units)
    }
  }
  return list.gainSku.length > gains
}

const push = (
  list: ChoiceList,
  choice: {
    readonly way: number
    readonly mm: number
    readonly parent: number
    readonly before: number
    readonly behind: number
  }
): number => {
  list.mm.push(choice.mm)
  list.parent.push(choice.parent)
  list.before.push(choice.before)
  list.behind.push(choice.behind)
  list.gainFirst.push(list.gainSku.length)
  return list.way.push(choice.way) - 1
}
