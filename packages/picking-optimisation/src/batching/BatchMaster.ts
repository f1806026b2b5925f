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
import { limitOfLowest, Lowest } from "./Lowest.ts"
import { type OrderSets } from "./OrderSets.ts"
import { type SearchEffort } from "./SearchEffort.ts"
import { type PricedSets } from "./withinGap.ts"

/** Two orders that must be, or must not be, walked together; numbered as the master numbers them. */
export interface PairRule {
  readonly a: number
  readonly b: number
  readonly together: boolean
}

/** Sets added at once from those measured. */
const addedAtOnce = 200
/** What looking for a measured set, and at what one costs, takes, in units of effort. */
const lookWork = 30
const priceWork = 12
/** So many are looked at before the caller is asked whether to stop. */
const lookedAtOnce = 1 << 12
/** Sets added before anything is solved, for each order. */
const likelyPerOrder = 12
/** A share this near to 0 or 1 is taken for it. */
export const sureShare = 1e-3

export class BatchMaster {
  readonly program: CoverProgram
  readonly orders: Int32Array
  /** Rules that the sets chosen keep to. */
  readonly rules: Array<PairRule> = []

  /** Orders of the columns that are taken for good, by the master's numbers, have 1: no other column has them. */
  private readonly settled: Uint8Array
  private anySettled = false
  private readonly taken = new Set<number>()
  private readonly sets: OrderSets
  private readonly effort: SearchEffort
  private readonly core: BatchCore
  /** The master's number of an order; -1 for one it does not have. */
  private readonly rowOf: Int32Array
  /** Measured sets of these orders alone. */
  private known: Int32Array
  /** Sets that are columns have 1. */
  private isColumn: Uint8Array
  private readonly lowest = new Lowest(addedAtOnce)
  /** The price of each order, and of a batch, when last fetched from the program. */
  private readonly worth: Float64Array
  private batchWorth = 0
  /** Sets near those chosen, the first `nearCount`. */
  private near = new Int32Array(1024)
  private nearCount = 0
  private readonly room: Float64Array
  private readonly trial: Int32Array
  private readonly rows: Int32Array
  private readonly inside: Uint8Array

  /** A master of `orders` with these groups of them; `likely` is what each order, and last a batch, may be worth. */
  constructor(sets: OrderSets, orders: Int32Array, groups: Groups, likely: Float64Array, effort: SearchEffort) {
    this.core = sets.core
    this.sets = sets
    this.orders = orders
    this.effort = effort
    this.rowOf = new Int32Array(this.core.orders).fill(-1)
    for (const [row, order] of orders.entries()) this.rowOf[order] = row
    this.trial = new Int32Array(this.core.orders + 1)
    this.rows = new Int32Array(orders.length)
    this.inside = new Uint8Array(this.core.orders)
    this.settled = new Uint8Array(orders.length)
    const alone = Float64Array.from(orders, (order) => sets.measure(Int32Array.of(order), 1))
    this.program = new CoverProgram(alone, fewestCarts(this.core, orders), !this.core.isMonotone)
    const columns = groups.map((group) =>
      this.program.add(
        group.map((order) => this.rowOf[order] as number),
        group.length,
        sets.measure(Int32Array.from(group), group.length)
      )
    )
    this.program.startFrom(columns)
    this.known = this.knownSets()
    this.isColumn = new Uint8Array(sets.size)
    this.worth = new Float64Array(this.core.orders)
    this.room = new Float64Array(this.core.most.length)
    this.addLikely(likely)
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
      const [from, end] = [program.first[column] as number, program.first[column + 1] as number]
      program.barred[column] = this.allow(program.member, from, end) || this.taken.has(column) ? 0 : 1
    }
    program.reprice()
  }

  /** Takes a column for good; false, and nothing changed, when one of its orders is settled. Call `enforce` after. */
  take(column: number): boolean {
    if (!this.isOpen(column)) return false
    this.anySettled = true
    for (const row of this.rowsOf(column)) this.settled[row] = 1
    this.taken.add(column)
    return true
  }

  /** Gives back every column that was taken. */
  release(): void {
    this.anySettled = false
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
    const { first, member } = this.program
    for (let entry = first[column] as number; entry < (first[column + 1] as number); entry++) {
      if (this.settled[member[entry] as number] === 1) return false
    }
    return true
  }

  /** The orders of a column, by the core's numbers. */
  ordersOf(column: number): ReadonlyArray<number> {
    return Array.from(this.rowsOf(column), (row) => this.orders[row] as number)
  }

  rowsOf(column: number): Int32Array {
    const { first, member } = this.program
    return member.subarray(first[column], first[column + 1])
  }

  /** Whether the rows from `from` up to `end` of a list may be chosen together. */
  private allow(rows: Int32Array, from: number, end: number): boolean {
    for (let entry = from; entry < end; entry++) if (this.settled[rows[entry] as number] === 1) return false
    for (const { a, b, together } of this.rules) {
      let found = 0
      for (let entry = from; entry < end; entry++) if (rows[entry] === a || rows[entry] === b) found++
      if (found === (together ? 1 : 2)) return false
    }
    return true
  }

  /** Keeps only so many of the known sets, those that cost least beyond their orders' prices. */
  keepCheapest(count: number): void {
    if (this.known.length <= count) return
    const excess = this.excesses()
    const limitMm = limitOfLowest(excess, count)
    this.known = this.known.filter((_, index) => (excess[index] as number) < limitMm)
  }

  /** Keeps only the known sets of which each costs less than `mostMm` beyond its orders' prices. */
  keepWithin(mostMm: number): void {
    const excess = this.excesses()
    this.known = this.known.filter((_, index) => (excess[index] as number) < mostMm)
  }

  /** The known sets, and what each costs beyond the prices of its orders. */
  get priced(): PricedSets {
    return { sets: this.known, excessMm: this.excesses() }
  }

  private excesses(): Float64Array {
    const { known } = this
    const excess = new Float64Array(known.length)
    this.fetchWorth()
    for (let index = 0; index < known.length; index++) {
      excess[index] = this.excessMm(known[index] as number)
      // Told of the work alone: every set has its excess when this is over.
      if (index % lookedAtOnce === 0) this.effort.spend(lookWork * lookedAtOnce)
    }
    return excess
  }

  /** Adds known sets that are cheaper than their orders' prices, the cheapest first; gives how many. */
  private addKnown(): number {
    return this.addCheapest(this.known, this.known.length)
  }

  private addCheapest(sets: Int32Array, count: number): number {
    const { isColumn, lowest } = this
    const anyAllowed = this.rules.length === 0 && !this.anySettled
    const limit = -this.program.tolerance
    this.fetchWorth()
    lowest.clear(limit)
    for (let index = 0; index < count; index++) {
      if (index % lookedAtOnce === 0 && this.effort.spend(priceWork * lookedAtOnce)) break
      const set = sets[index] as number
      const excess = this.excessMm(set)
      if (excess >= limit || isColumn[set] === 1) continue
      if (anyAllowed || this.allow(this.rows, 0, this.readRows(set))) lowest.offer(set, excess)
    }
    const found = lowest.numbers
    // Of many, those that are far cheaper: they change the prices of the rest.
    const most = found.length < addedAtOnce ? limit : this.excessMm(found[0] as number) / 2
    let added = 0
    for (; added < found.length && this.excessMm(found[added] as number) <= most; added++)
      this.add(found[added] as number)
    return added
  }

  private add(set: number): void {
    this.isColumn[set] = 1
    this.program.add(this.rows, this.readRows(set), this.sets.walkMm[set] as number)
  }

  /** Adds the sets that would cost least beyond what orders, and last a batch, are likely to be worth. */
  private addLikely(worth: Float64Array): void {
    const likely = new Lowest(likelyPerOrder * this.orders.length)
    this.worth.set(worth.subarray(0, this.core.orders))
    this.batchWorth = worth[this.core.orders] as number
    likely.clear(Number.POSITIVE_INFINITY)
    for (const set of this.known) likely.offer(set, this.excessMm(set))
    for (const set of likely.numbers) this.add(set)
  }

  /** The prices of the program, by the orders' own numbers. */
  private fetchWorth(): void {
    for (const [row, order] of this.orders.entries()) this.worth[order] = this.program.price[row] as number
    this.batchWorth = this.program.price[this.program.rows] as number
  }

  /** Writes the rows of a set; gives how many. */
  private readRows(set: number): number {
    const { first, member } = this.sets
    const from = first[set] as number
    const count = (first[set + 1] as number) - from
    for (let index = 0; index < count; index++) this.rows[index] = this.rowOf[member[from + index] as number] as number
    return count
  }

  /** What a set costs beyond the prices of its orders. */
  private excessMm(set: number): number {
    const { worth } = this
    const { first, member, walkMm } = this.sets
    const end = first[set + 1] as number
    let excess = (walkMm[set] as number) - this.batchWorth
    for (let entry = first[set] as number; entry < end; entry++) excess -= worth[member[entry] as number] as number
    return excess
  }

  /** The measured sets that have no order but these. */
  private knownSets(): Int32Array {
    const { earlier, first, member, newest, size } = this.sets
    const known = new Int32Array(size)
    let count = 0
    let looked = 0
    for (const order of this.orders) {
      for (let set = newest[order] as number; set >= 0; set = earlier[set] as number) {
        if (looked++ % lookedAtOnce === 0 && this.effort.spend(lookWork * lookedAtOnce)) break
        if (this.hasAll(member, first[set] as number, first[set + 1] as number)) known[count++] = set
      }
    }
    return known.slice(0, count)
  }

  private hasAll(member: Int32Array, from: number, end: number): boolean {
    for (let entry = from; entry < end; entry++) if ((this.rowOf[member[entry] as number] as number) < 0) return false
    return true
  }

  /** Adds sets one order away from those chosen that are cheaper than their orders' prices; gives how many. */
  private addNear(): number {
    this.nearCount = 0
    this.fetchWorth()
    for (const column of this.program.basis) {
      if (column < 0 || !this.isOpen(column)) continue
      const [measured, near] = [this.sets.measured, this.nearCount]
      this.measureNear(column)
      if (this.effort.spend(800 * (this.sets.measured - measured) + 50 * (this.nearCount - near))) break
    }
    if (this.sets.size > this.isColumn.length) {
      const isColumn = new Uint8Array(2 * this.sets.size)
      isColumn.set(this.isColumn)
      this.isColumn = isColumn
    }
    return this.addCheapest(this.near, this.nearCount)
  }

  /** Every set that has one order less, one more, or one changed for another, unless its prices rule it out. */
  private measureNear(column: number): void {
    const { inside, orders, settled, sets, trial, worth } = this
    const own = this.ordersOf(column)
    const until = this.core.walksUntilAsked
    let askAt = until > 0 ? sets.measured + until : Number.POSITIVE_INFINITY
    for (const order of own) inside[order] = 1
    for (let gone = -1; gone < own.length && !this.effort.isOver; gone++) {
      if (sets.measured >= askAt) {
        this.effort.ask()
        askAt = sets.measured + until
      }
      let count = 0
      let paid = this.batchWorth - this.program.tolerance
      for (let index = 0; index < own.length; index++) {
        if (index === gone) continue
        const order = own[index] as number
        trial[count++] = order
        paid += worth[order] as number
      }
      const set = count === 0 ? -1 : sets.numberOf(trial, count)
      if (set >= 0) this.addToNear(set)
      const walkMm = set < 0 || !this.core.isMonotone ? Number.NEGATIVE_INFINITY : (sets.walkMm[set] as number)
      const room = this.roomWith(count)
      for (let row = 0; row < orders.length; row++) {
        const order = orders[row] as number
        if (inside[order] === 1 || settled[row] === 1 || walkMm - paid >= (worth[order] as number)) continue
        if (!this.fits(room, order)) continue
        trial[count] = order
        const larger = sets.numberOf(trial, count + 1)
        if (larger >= 0) this.addToNear(larger)
      }
    }
    for (const order of own) inside[order] = 0
  }

  private addToNear(set: number): void {
    if (this.nearCount === this.near.length) {
      const near = new Int32Array(2 * this.near.length)
      near.set(this.near)
      this.near = near
    }
    this.near[this.nearCount++] = set
  }

  /** What one cart takes besides the first `count` orders of the trial, by limit. */
  private roomWith(count: number): Float64Array {
    const { load, most, orders } = this.core
    const { room } = this
    for (let limit = 0; limit < most.length; limit++) {
      let left = (most[limit] as number) + rounding
      for (let index = 0; index < count; index++) left -= load[limit * orders + (this.trial[index] as number)] as number
      room[limit] = left
    }
    return room
  }

  private fits(room: Float64Array, order: number): boolean {
    const { load, orders } = this.core
    for (let limit = 0; limit < room.length; limit++) {
      if ((load[limit * orders + order] as number) > (room[limit] as number)) return false
    }
    return true
  }
}
