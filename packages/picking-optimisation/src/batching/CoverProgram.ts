/**
 * The cheapest fractional choice of columns that covers every row: min c·x, each row covered at least once (or exactly
 * once, where that is asked), at least `fewest` columns in all, x not negative. Columns are added while it is solved,
 * which is what it is for.
 *
 * Revised primal simplex with an explicit inverse of the basis: rows are few (orders), columns are many (sets of
 * orders) and short. The demands are raised by tiny unequal amounts, so that no step is degenerate.
 *
 * Source: Dantzig and Orchard-Hays (1954), The product form for the inverse in the simplex method, MTAC 8; Harris
 * (1973), Pivot selection methods of the Devex LP code, Mathematical Programming 5, for which row leaves.
 */
import { invert } from "./invert.ts"

const smallest = { pivot: 1e-7, slack: 1e-9, share: 1e-6 }
const pivotsPerCheck = 100
const mostOnShortlist = 48

export class CoverProgram {
  /** How many rows are covered by members; one more counts the columns. */
  readonly rows: number
  columns = 0
  cost = new Float64Array(256)
  /** The rows of column `c` are entries `first[c]` up to `first[c + 1]` of `member`. */
  first = new Int32Array(257)
  member = new Int32Array(2048)
  /** Columns that must not be chosen have 1 here; `reprice` after changing it. */
  barred = new Uint8Array(256)
  /** Price of each row, and last of the count of columns. */
  readonly price: Float64Array
  /** The chosen columns, one per row: the column, or -1 - row where a row is covered more than it asks. */
  readonly basis: Int32Array
  /** How much of each is chosen. */
  readonly share: Float64Array
  /** A reduced cost this near to zero is taken for zero. */
  readonly tolerance: number

  private readonly isExact: boolean
  private pivots = 0
  /** Columns that cost less than their rows are worth, when last looked. */
  private readonly shortlist: Array<number> = []
  /** What was done since the caller was last told. */
  private work = 0
  /** What a barred column costs besides, so that it leaves the basis: far above any cost worth paying. */
  private readonly barredCost: number
  private readonly size: number
  private readonly demand: Float64Array
  /** Column by column: the inverse of the basis. */
  private readonly inverse: Float64Array
  private readonly direction: Float64Array
  /** Its rows, as views of it. */
  private readonly inverseRow: ReadonlyArray<Float64Array>

  /** Row `i` alone can be covered at `alone[i]`: the first columns. With `isExact` no row may be covered twice. */
  constructor(alone: ArrayLike<number>, fewest: number, isExact = false) {
    this.rows = alone.length
    this.isExact = isExact
    this.size = this.rows + 1
    this.price = new Float64Array(this.size)
    this.basis = new Int32Array(this.size)
    this.share = new Float64Array(this.size)
    this.direction = new Float64Array(this.size)
    this.inverse = new Float64Array(this.size * this.size)
    this.inverseRow = Array.from({ length: this.size }, (_, row) =>
      this.inverse.subarray(row * this.size, (row + 1) * this.size)
    )
    // Unequal, and the same every time.
    this.demand = Float64Array.from({ length: this.size }, (_, row) => 1 + 1e-5 * ((row * 0.6180339887498949) % 1))
    this.demand[this.rows] = fewest
    let [sum, highest] = [0, 0]
    for (let row = 0; row < this.rows; row++) {
      const cost = alone[row] as number
      sum += cost
      highest = Math.max(highest, cost)
      this.add(Int32Array.of(row), 1, cost)
    }
    this.tolerance = 1e-8 * highest
    this.barredCost = 100 * sum
    this.restart()
  }

  /** Adds a column of the first `count` of `rows`; gives its number. */
  add(rows: ArrayLike<number>, count: number, cost: number): number {
    const column = this.columns++
    const from = this.first[column] as number
    if (column === this.cost.length) this.makeRoom()
    if (from + count > this.member.length) {
      const member = new Int32Array(2 * this.member.length + count)
      member.set(this.member)
      this.member = member
    }
    for (let index = 0; index < count; index++) this.member[from + index] = rows[index] as number
    this.first[column + 1] = from + count
    this.cost[column] = cost
    this.barred[column] = 0
    return column
  }

  /** Starts from these columns, which together have every row once. */
  startFrom(columns: ReadonlyArray<number>): void {
    const { basis, demand, first, member, rows } = this
    for (const column of columns) {
      // Chosen as much as the row that asks least; what is left of the others is covered by their columns alone.
      let least = member[first[column] as number] as number
      for (let entry = first[column] as number; entry < (first[column + 1] as number); entry++) {
        const row = member[entry] as number
        basis[row] = row
        if ((demand[row] as number) < (demand[least] as number)) least = row
      }
      basis[least] = column
    }
    basis[rows] = -1 - rows
    this.refresh()
  }

  /** Least cost over the columns there are; `isOver` is told the work of each step and may end it early. */
  solve(isOver: (work: number) => boolean): number {
    for (;;) {
      const entering = this.entering()
      this.work += 2 * this.size * this.size
      if (entering === undefined || isOver(this.work)) return this.value
      this.work = 0
      const leaving = this.leaving(entering.column)
      if (leaving < 0) this.restart()
      else this.pivot(entering.column, entering.reduced, leaving)
      if (++this.pivots % pivotsPerCheck === 0 && this.hasDrifted()) this.refresh()
    }
  }

  /** Cost of the choice at the prices there are. */
  get value(): number {
    let sum = (this.price[this.rows] as number) * (this.demand[this.rows] as number)
    for (let row = 0; row < this.rows; row++) sum += this.price[row] as number
    return sum
  }

  /** Prices for the basis there is, after columns were barred or no longer are. */
  reprice(): void {
    this.shortlist.length = 0
    const { basis, inverse, price, size } = this
    const cost = Float64Array.from(basis, (column) => this.costOf(column))
    for (let row = 0; row < size; row++) {
      let sum = 0
      for (let at = 0; at < size; at++) sum += (cost[at] as number) * (inverse[row * size + at] as number)
      price[row] = sum
    }
  }

  private costOf(column: number): number {
    if (column < 0) return 0
    return (this.cost[column] as number) + (this.barred[column] === 1 ? this.barredCost : 0)
  }

  /**
   * The column with the least reduced cost below zero; negative for the surplus of a row. Looks at the shortlist while
   * it has one, then at all columns, of which it makes a new shortlist.
   */
  private entering(): { readonly column: number; readonly reduced: number } | undefined {
    const { price, rows, tolerance } = this
    let column = Number.NaN
    let best = -tolerance
    for (let look = 0; look < 2 && Number.isNaN(column); look++) {
      if (look === 1) this.makeShortlist()
      for (const candidate of this.shortlist) {
        const reduced = this.reducedCost(candidate)
        if (reduced >= best) continue
        best = reduced
        column = candidate
      }
    }
    for (let row = this.isExact ? rows : 0; row <= rows; row++) {
      const reduced = price[row] as number
      if (reduced >= best) continue
      best = reduced
      column = -1 - row
    }
    return Number.isNaN(column) ? undefined : { column, reduced: best }
  }

  private reducedCost(column: number): number {
    const { first, member, price } = this
    const end = first[column + 1] as number
    let reduced = (this.cost[column] as number) - (price[this.rows] as number)
    for (let entry = first[column] as number; entry < end; entry++) reduced -= price[member[entry] as number] as number
    return reduced
  }

  /** Some columns below zero: every one that beats what was kept before it by turns, the cheapest among them. */
  private makeShortlist(): void {
    const { barred, columns, shortlist, tolerance } = this
    shortlist.length = 0
    const kept: Array<number> = []
    this.work += 8 * columns
    for (let column = 0; column < columns; column++) {
      if (barred[column] === 1) continue
      const reduced = this.reducedCost(column)
      if (reduced >= -tolerance) continue
      if (shortlist.length < mostOnShortlist) {
        shortlist.push(column)
        kept.push(reduced)
        continue
      }
      const place = column % mostOnShortlist
      if (reduced >= (kept[place] as number)) continue
      shortlist[place] = column
      kept[place] = reduced
    }
  }

  /** Which place of the basis the column takes; -1 when rounding has spoilt the inverse. */
  private leaving(column: number): number {
    const { direction, share, size } = this
    this.aim(column)
    let limit = Number.POSITIVE_INFINITY
    for (let at = 0; at < size; at++) {
      const slope = direction[at] as number
      if (slope > smallest.pivot) limit = Math.min(limit, ((share[at] as number) + smallest.slack) / slope)
    }
    let place = -1
    for (let at = 0; at < size; at++) {
      const slope = direction[at] as number
      if (slope <= smallest.pivot || (share[at] as number) / slope > limit) continue
      if (place < 0 || slope > (direction[place] as number)) place = at
    }
    return place
  }

  /** How the shares of the basis change with the column. */
  private aim(column: number): void {
    const { direction, first, inverse, member, rows, size } = this
    const add = (row: number, sign: number): void => {
      for (let at = 0; at < size; at++) {
        direction[at] = (direction[at] as number) + sign * (inverse[row * size + at] as number)
      }
    }
    direction.fill(0)
    if (column < 0) return add(-1 - column, -1)
    for (let entry = first[column] as number; entry < (first[column + 1] as number); entry++) {
      add(member[entry] as number, 1)
    }
    add(rows, 1)
  }

  private pivot(column: number, reduced: number, place: number): void {
    const { direction, inverseRow, price, share, size } = this
    const slope = direction[place] as number
    const amount = (share[place] as number) / slope
    for (let row = 0; row < size; row++) {
      const entries = inverseRow[row] as Float64Array
      const entry = entries[place] as number
      if (entry === 0) continue
      price[row] = (price[row] as number) + (reduced / slope) * entry
      const factor = entry / slope
      for (let at = 0; at < size; at++) entries[at] = (entries[at] as number) - (direction[at] as number) * factor
      entries[place] = factor
    }
    for (let at = 0; at < size; at++) {
      share[at] = Math.max(0, (share[at] as number) - amount * (direction[at] as number))
    }
    share[place] = amount
    this.basis[place] = column
  }

  /** Whether rounding has spoilt the prices: by them every column of the basis costs what its rows are worth. */
  private hasDrifted(): boolean {
    const most = 10 * this.tolerance
    for (const column of this.basis) {
      const reduced = column < 0 ? (this.price[-1 - column] as number) : this.reducedCost(column)
      const isOff = Math.abs(reduced) > most && !(column >= 0 && this.barred[column] === 1)
      if (isOff) return true
    }
    return false
  }

  /** Inverse, shares and prices anew from the basis: rounding grows with every step. */
  private refresh(): void {
    const { basis, demand, first, member, rows, share, size } = this
    const matrix = new Float64Array(size * size)
    for (let at = 0; at < size; at++) {
      const column = basis[at] as number
      if (column < 0) matrix[(-1 - column) * size + at] = -1
      else {
        for (let entry = first[column] as number; entry < (first[column + 1] as number); entry++) {
          matrix[(member[entry] as number) * size + at] = 1
        }
        matrix[rows * size + at] = 1
      }
    }
    const inverse = invert(matrix, size)
    if (inverse === undefined) return this.restart()
    for (let at = 0; at < size; at++) {
      let sum = 0
      for (let row = 0; row < size; row++) {
        const entry = inverse[at * size + row] as number
        this.inverse[row * size + at] = entry
        sum += entry * (demand[row] as number)
      }
      if (!(sum >= -smallest.share)) return this.restart()
      share[at] = Math.max(0, sum)
    }
    this.reprice()
  }

  /** Every row by its column alone. */
  private restart(): void {
    const { basis, demand, inverse, rows, share, size } = this
    inverse.fill(0)
    for (let row = 0; row < rows; row++) {
      basis[row] = row
      inverse[row * size + row] = 1
      share[row] = demand[row] as number
    }
    basis[rows] = -1 - rows
    inverse[rows * size + rows] = -1
    let columns = 0
    for (let row = 0; row < rows; row++) {
      inverse[row * size + rows] = 1
      columns += demand[row] as number
    }
    share[rows] = columns - (demand[rows] as number)
    this.reprice()
  }

  private makeRoom(): void {
    const cost = new Float64Array(2 * this.cost.length)
    cost.set(this.cost)
    const first = new Int32Array(2 * this.cost.length + 1)
    first.set(this.first)
    const barred = new Uint8Array(2 * this.cost.length)
    barred.set(this.barred)
    Object.assign(this, { cost, first, barred })
  }
}
