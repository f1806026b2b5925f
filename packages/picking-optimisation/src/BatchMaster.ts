/**
 * Which sets of orders, each walked together, cover some orders at the least walk, if sets could be chosen in part. The
 * sets worth choosing are found as they are needed: among those already measured, and near those chosen.
 *
 * Source: Gilmore and Gomory (1961), A linear programming approach to the cutting-stock problem, Operations Research 9;
 * Muter and Öncan (2015), An exact solution approach for the order batching problem, IIE Transactions 47, for the
 * program over sets of orders.
 */
import { type BatchCore, fewestCarts, rounding } from "./BatchCore.ts"
import { type Groups } from "./Batches.ts"
import { CoverProgram } from "./CoverProgram.ts"
import { type OrderSets } from "./OrderSets.ts"
import { type SearchEffort } from "./SearchEffort.ts"

/** Two orders that must be, or must not be, walked together; numbered as the master numbers them. */
export interface PairRule {
  readonly a: number
  readonly b: number
  readonly together: boolean
}

/** Sets added at once from those measured. */
const addedAtOnce = 200
/** A share this near to 0 or 1 is taken for it. */
export const sureShare = 1e-3

export class BatchMaster {
  readonly program: CoverProgram
  readonly orders: Int32Array
  /** Rules that the sets chosen keep to. */
  readonly rules: Array<PairRule> = []

  /** Orders of the columns that are taken for good, by the master's numbers, have 1: no other column has them. */
  private readonly settled: Uint8Array
  private readonly taken = new Set<number>()
  private readonly sets: OrderSets
  private readonly effort: SearchEffort
  private readonly core: BatchCore
  /** The master's number of an order; -1 for one it does not have. */
  private readonly rowOf: Int32Array
  /** Measured sets of these orders alone. */
  private known: Array<number>
  private readonly isColumn = new Set<number>()
  private readonly trial: Int32Array
  private readonly inside: Uint8Array

  /** A master of `orders` with these groups of them. */
  constructor(sets: OrderSets, orders: Int32Array, groups: Groups, effort: SearchEffort) {
    this.core = sets.core
    this.sets = sets
    this.orders = orders
    this.effort = effort
    this.rowOf = new Int32Array(this.core.orders).fill(-1)
    for (const [row, order] of orders.entries()) this.rowOf[order] = row
    this.trial = new Int32Array(this.core.orders + 1)
    this.inside = new Uint8Array(this.core.orders)
    this.settled = new Uint8Array(orders.length)
    const alone = Float64Array.from(orders, (order) => sets.measure(Int32Array.of(order), 1))
    this.program = new CoverProgram(alone, fewestCarts(this.core, orders), !this.core.isMonotone)
    for (const group of groups) {
      const cost = sets.measure(Int32Array.from(group), group.length)
      this.program.add(
        group.map((order) => this.rowOf[order] as number),
        group.length,
        cost
      )
    }
    this.known = this.knownSets()
  }

  /** Least walk over all sets found so far and in `rounds` more rounds of looking; `isDone` when no more were found. */
  solve(rounds: number): { readonly valueMm: number; readonly isDone: boolean } {
    const { effort, program } = this
    for (let round = 0; ; round++) {
      const valueMm = program.solve((work) => effort.spend(work))
      if (effort.isOver || round >= rounds) return { valueMm, isDone: false }
      if (this.addKnown() === 0 && this.addNear() === 0) return { valueMm, isDone: true }
    }
  }

  /** After a change of `rules`, and after columns were taken. */
  enforce(): void {
    const { program } = this
    for (let column = 0; column < program.columns; column++) {
      program.barred[column] = this.taken.has(column) || this.allow(this.rowsOf(column)) ? 0 : 1
    }
    program.reprice()
  }

  /** Takes a column for good; false, and nothing is changed, when one of its orders is settled. Call `enforce` after. */
  take(column: number): boolean {
    if (!this.isOpen(column)) return false
    for (const row of this.rowsOf(column)) this.settled[row] = 1
    this.taken.add(column)
    return true
  }

  /** Gives back every column that was taken. */
  release(): void {
    this.settled.fill(0)
    this.taken.clear()
    this.enforce()
  }

  /** Columns chosen at least a little and not taken, in the order of the basis. */
  get chosen(): ReadonlyArray<{ readonly column: number; readonly share: number }> {
    const { barred, basis, share } = this.program
    return Array.from(basis, (column, place) => ({ column, share: share[place] as number })).filter(
      ({ column, share: part }) => column >= 0 && part > sureShare && barred[column] === 0 && this.isOpen(column)
    )
  }

  private isOpen(column: number): boolean {
    return this.rowsOf(column).every((row) => this.settled[row] === 0)
  }

  /** The orders of a column, by the core's numbers. */
  ordersOf(column: number): ReadonlyArray<number> {
    return Array.from(this.rowsOf(column), (row) => this.orders[row] as number)
  }

  rowsOf(column: number): Int32Array {
    const { first, member } = this.program
    return member.subarray(first[column], first[column + 1])
  }

  private allow(rows: Int32Array): boolean {
    if (rows.some((row) => this.settled[row] === 1)) return false
    return this.rules.every(({ a, b, together }) => {
      const [hasA, hasB] = [rows.includes(a), rows.includes(b)]
      return together ? hasA === hasB : !(hasA && hasB)
    })
  }

  /** Keeps only so many of the known sets, those that cost least beyond their orders' prices. */
  keepCheapest(count: number): void {
    if (this.known.length <= count) return
    const excess = Float64Array.from(this.known, (set) => this.excessMm(set))
    const limitMm = excess.slice().sort()[count] as number
    this.known = this.known.filter((_, index) => (excess[index] as number) < limitMm)
  }

  /** Keeps only the known sets of which each costs less than `mostMm` beyond its orders' prices. */
  keepWithin(mostMm: number): void {
    this.known = this.known.filter((set) => this.excessMm(set) < mostMm)
  }

  /** Adds known sets that are cheaper than their orders' prices, the cheapest first; gives how many. */
  private addKnown(): number {
    this.effort.spend(12 * this.known.length)
    return this.addCheapest(this.known)
  }

  private addCheapest(sets: ReadonlyArray<number>): number {
    const found: Array<number> = []
    const excess: Array<number> = []
    for (const set of sets) {
      const each = this.excessMm(set)
      if (each >= -this.program.tolerance || this.isColumn.has(set) || !this.allow(this.rowsOfSet(set))) continue
      found.push(set)
      excess.push(each)
    }
    const lowest = lowestFirst(excess).slice(0, addedAtOnce)
    for (const index of lowest) {
      const set = found[index] as number
      const rows = this.rowsOfSet(set)
      this.isColumn.add(set)
      this.program.add(rows, rows.length, this.sets.walkMm[set] as number)
    }
    return lowest.length
  }

  private rowsOfSet(set: number): Int32Array {
    const { first, member } = this.sets
    const orders = member.subarray(first[set], first[set + 1])
    return orders.map((order) => this.rowOf[order] as number)
  }

  /** What a set costs beyond the prices of its orders. */
  private excessMm(set: number): number {
    const { first, member, walkMm } = this.sets
    const { price, rows } = this.program
    const end = first[set + 1] as number
    let excess = (walkMm[set] as number) - (price[rows] as number)
    for (let entry = first[set] as number; entry < end; entry++) {
      excess -= price[this.rowOf[member[entry] as number] as number] as number
    }
    return excess
  }

  /** The measured sets that have no order but these. */
  private knownSets(): Array<number> {
    const { earlier, first, member, newest } = this.sets
    const known: Array<number> = []
    let looked = 0
    for (const order of this.orders) {
      for (let set = newest[order] as number; set >= 0; set = earlier[set] as number) {
        looked++
        if (this.hasAll(member, first[set] as number, first[set + 1] as number)) known.push(set)
      }
    }
    this.effort.spend(10 * looked)
    return known
  }

  private hasAll(member: Int32Array, from: number, end: number): boolean {
    for (let entry = from; entry < end; entry++) if ((this.rowOf[member[entry] as number] as number) < 0) return false
    return true
  }

  /** Adds sets one order away from those chosen that are cheaper than their orders' prices; gives how many. */
  private addNear(): number {
    const measured = this.sets.measured
    const near: Array<number> = []
    for (const column of this.program.basis) {
      if (column >= 0 && this.isOpen(column)) this.measureNear(column, near)
    }
    this.effort.spend(800 * (this.sets.measured - measured) + 50 * near.length)
    return this.addCheapest(near)
  }

  /** Every set that has one order less, one more, or one changed for another, unless its prices rule it out. */
  private measureNear(column: number, near: Array<number>): void {
    const { inside, sets, trial } = this
    const { price, rows, tolerance } = this.program
    const own = this.ordersOf(column)
    for (const order of own) inside[order] = 1
    for (let gone = -1; gone < own.length; gone++) {
      let count = 0
      let paid = price[rows] as number
      for (const [index, order] of own.entries()) {
        if (index === gone) continue
        trial[count++] = order
        paid += price[this.rowOf[order] as number] as number
      }
      const set = count === 0 ? -1 : sets.numberOf(trial, count)
      if (set >= 0) near.push(set)
      const walkMm = set < 0 ? 0 : (sets.walkMm[set] as number)
      for (const [row, order] of this.orders.entries()) {
        if (inside[order] === 1 || this.settled[row] === 1) continue
        const mayPay = !this.core.isMonotone || walkMm - paid - (price[row] as number) < -tolerance
        if (!mayPay || !this.fits(count, order)) continue
        trial[count] = order
        const larger = sets.numberOf(trial, count + 1)
        if (larger >= 0) near.push(larger)
      }
    }
    for (const order of own) inside[order] = 0
  }

  /** Whether one cart takes the first `count` orders of the trial and `order`. */
  private fits(count: number, order: number): boolean {
    const { load, most, orders } = this.core
    for (let limit = 0; limit < most.length; limit++) {
      let sum = load[limit * orders + order] as number
      for (let index = 0; index < count; index++) sum += load[limit * orders + (this.trial[index] as number)] as number
      if (sum > (most[limit] as number) + rounding) return false
    }
    return true
  }
}

/** The places of the lowest values, lowest first; of a long list only those in the lower half of its range. */
const lowestFirst = (values: ReadonlyArray<number>): ReadonlyArray<number> => {
  const lowest = values.reduce((least, value) => Math.min(least, value), 0)
  const limit = values.length > 4 * addedAtOnce ? lowest / 2 : 0
  const places: Array<number> = []
  for (const [place, value] of values.entries()) if (value <= limit) places.push(place)
  return places.sort((a, b) => (values[a] as number) - (values[b] as number) || a - b)
}
