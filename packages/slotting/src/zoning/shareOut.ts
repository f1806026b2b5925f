/**
 * The cheapest way to share items out over zones with so much room, exactly.
 */

/** Items, in the order in which they are given zones, and what is known of the cheapest way so far. */
export interface Sharing {
  readonly itemsAtMost: number
  readonly zonesAtMost: number
  items: number
  zones: number
  /** Of an item in a zone, at `item × zonesAtMost + zone`; `Infinity` where it may not be. */
  readonly cost: Float64Array
  readonly load: Float64Array
  /** Of each zone; while it searches, what is left of it. */
  readonly room: Float64Array
  /** What an item is paid for being in some zone. Any prices give a bound; good ones a high one. */
  readonly price: Float64Array
  /** Ways that cost as much or more are not looked for. */
  least: number
  /** By how much a way must be cheaper than the one before. */
  step: number
  isBetter: boolean
  /** The zone of each item in the cheapest way, when `isBetter`. */
  readonly found: Int32Array
  readonly tried: Int32Array
  nodes: number
  /** How much room is one cell of a knapsack, and where each zone's cells begin. */
  unit: number
  readonly cells: Int32Array
  width: number
  /** What the items from each on gain a zone at most that has so many cells left, above their prices. */
  worth: Float64Array
  /** The prices of the items from each on. */
  readonly rest: Float64Array
  /** What a way costs at least that goes on with an item in a zone. */
  readonly ahead: Float64Array
}

export const sharing = (itemsAtMost: number, zonesAtMost: number): Sharing => ({
  itemsAtMost,
  zonesAtMost,
  items: 0,
  zones: 0,
  cost: new Float64Array(itemsAtMost * zonesAtMost),
  load: new Float64Array(itemsAtMost * zonesAtMost),
  room: new Float64Array(zonesAtMost),
  price: new Float64Array(itemsAtMost),
  least: Infinity,
  step: 0,
  isBetter: false,
  found: new Int32Array(itemsAtMost),
  tried: new Int32Array(itemsAtMost),
  nodes: 0,
  unit: 1,
  cells: new Int32Array(zonesAtMost),
  width: 0,
  worth: new Float64Array(0),
  rest: new Float64Array(itemsAtMost + 1),
  ahead: new Float64Array(itemsAtMost * zonesAtMost)
})

/**
 * Makes the knapsacks of all zones, with cells of one unit, or larger so that there are about `cellsAtMost`. O(items ×
 * cells).
 */
export const fillKnapsacks = (sharing: Sharing, cellsAtMost: number): void => {
  const { cells, cost, items, load, price, rest, room, zones, zonesAtMost } = sharing
  let total = 0
  for (let zone = 0; zone < zones; zone++) total += room[zone]!
  sharing.unit = Math.max(1, total / cellsAtMost)
  let width = 0
  for (let zone = 0; zone < zones; zone++) {
    cells[zone] = width
    width += cellOf(sharing, room[zone]!) + 1
  }
  sharing.width = width
  if (sharing.worth.length < (items + 1) * width) sharing.worth = new Float64Array((items + 1) * width)
  const { worth } = sharing
  worth.fill(0, items * width, (items + 1) * width)
  rest[items] = 0
  for (let item = items - 1; item >= 0; item--) {
    rest[item] = rest[item + 1]! + price[item]!
    const here = item * width
    const next = here + width
    for (let zone = 0; zone < zones; zone++) {
      const from = cells[zone]!
      const to = zone + 1 < zones ? cells[zone + 1]! : width
      const gain = price[item]! - cost[item * zonesAtMost + zone]!
      const used = cellOf(sharing, load[item * zonesAtMost + zone]!)
      const fits = gain > 0 ? Math.min(to, from + used) : to
      for (let cell = from; cell < fits; cell++) worth[here + cell] = worth[next + cell]!
      for (let cell = fits; cell < to; cell++) {
        const without = worth[next + cell]!
        const taken = gain + worth[next + cell - used]!
        worth[here + cell] = taken > without ? taken : without
      }
    }
  }
}

/** Room rounded down to cells, as loads are: what fits together fits in cells too. */
const cellOf = ({ unit }: Sharing, room: number): number => Math.floor(room / unit + 1e-9)

/**
 * Depth-first branch and bound over ways cheaper than `least`, with at most so many nodes; needs `fillKnapsacks` first.
 * Each item tries its zones from the one on that promises most. Returns whether there is no cheaper way than the one
 * found.
 *
 * A way costs no less than what was spent and the prices of the items to come, less what these gain the zones at most
 * by knapsacks of the room that is left: a zone that it leaves half empty, or would like to be given twice what there
 * is, shows at once.
 *
 * Source: Martello and Toth (1990), Knapsack Problems, chapters 2 and 7; bounds as in Jörnsten and Näsberg (1986),
 * European Journal of Operational Research 27.
 */
export const shareOut = (sharing: Sharing, nodesAtMost: number): boolean => {
  sharing.nodes = nodesAtMost
  sharing.isBetter = false
  branch(sharing, 0, 0)
  return sharing.nodes > 0
}

const branch = (sharing: Sharing, item: number, spent: number): void => {
  if (sharing.nodes-- <= 0) return
  const { ahead, cells, cost, found, items, load, rest, room, tried, unit, width, worth, zones, zonesAtMost } = sharing
  if (item === items) {
    if (spent >= sharing.least) return
    sharing.least = spent - sharing.step
    found.set(tried)
    sharing.isBetter = true
    return
  }
  const row = item * zonesAtMost
  const next = (item + 1) * width
  let least = spent + rest[item + 1]!
  for (let zone = 0; zone < zones; zone++) least -= worth[next + cells[zone]! + Math.floor(room[zone]! / unit + 1e-9)]!
  for (let zone = 0; zone < zones; zone++) {
    const left = room[zone]! - load[row + zone]!
    if (left < 0) ahead[row + zone] = Infinity
    else {
      const at = next + cells[zone]!
      ahead[row + zone] =
        least +
        cost[row + zone]! +
        worth[at + Math.floor(room[zone]! / unit + 1e-9)]! -
        worth[at + Math.floor(left / unit + 1e-9)]!
    }
  }
  for (;;) {
    let to = 0
    for (let zone = 1; zone < zones; zone++) if (ahead[row + zone]! < ahead[row + to]!) to = zone
    if (ahead[row + to]! >= sharing.least) return
    ahead[row + to] = Infinity
    tried[item] = to
    room[to]! -= load[row + to]!
    branch(sharing, item + 1, spent + cost[row + to]!)
    room[to]! += load[row + to]!
  }
}
