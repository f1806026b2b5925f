/**
 * Giving each of some rows a column of its own for the least cost in all.
 */

/** Costs of rows in columns. Row r, column c is at `r × columns + c`; `Infinity` where the pair is forbidden. */
export interface CostTable {
  readonly rows: number
  /** At least as many as rows. */
  readonly columns: number
  readonly cost: Float64Array
}

/** The least cost, and prices that prove it: no pair costs less than its row's and its column's price together. */
export interface LeastAssignment {
  readonly _tag: "Assigned"
  /** The column of each row. */
  readonly column: Int32Array
  readonly cost: number
  readonly rowPrice: Float64Array
  /** 0 or less; 0 for a column that nobody has. */
  readonly columnPrice: Float64Array
}

/** These rows may go to these columns only, which are fewer: a proof, by Hall's theorem. */
export interface ColumnsContended {
  readonly _tag: "ColumnsContended"
  readonly rows: ReadonlyArray<number>
  readonly columns: ReadonlyArray<number>
}

/**
 * The assignment of least cost, by shortest augmenting paths: row after row takes the column that is nearest when all
 * rows before may move to make room. Costs may be below 0. Ties break by column. Rows that find no way to a free column
 * are a proof that there is no assignment.
 *
 * O(rows² × columns) at worst; rows that find a free column of their own at once take O(columns).
 *
 * Source: Jonker and Volgenant (1987), A shortest augmenting path algorithm for dense and sparse linear assignment
 * problems, Computing 38; Hall (1935), On representatives of subsets, Journal of the London Mathematical Society 10.
 */
export const linearAssignment = (table: CostTable): LeastAssignment | ColumnsContended => {
  const paths = emptyPaths(table)
  if (table.rows === table.columns) reduceColumns(paths)
  for (let row = 0; row < table.rows; row++) {
    if (paths.column[row]! >= 0) continue
    const contended = augment(paths, row)
    if (contended !== undefined) return contended
  }
  const { column, columnPrice } = paths
  const rowPrice = new Float64Array(table.rows)
  let cost = 0
  for (let row = 0; row < table.rows; row++) {
    const own = table.cost[row * table.columns + column[row]!]!
    rowPrice[row] = own - columnPrice[column[row]!]!
    cost += own
  }
  return { _tag: "Assigned", column, cost, rowPrice, columnPrice }
}

/** An assignment in the making, with room for one search. */
interface Paths {
  readonly table: CostTable
  readonly column: Int32Array
  readonly rowOf: Int32Array
  readonly columnPrice: Float64Array
  /** Of the search for one row: the way to each column, the row before it, and the columns in order of the search. */
  readonly way: Float64Array
  readonly before: Int32Array
  readonly order: Int32Array
}

const emptyPaths = (table: CostTable): Paths => ({
  table,
  column: new Int32Array(table.rows).fill(-1),
  rowOf: new Int32Array(table.columns).fill(-1),
  columnPrice: new Float64Array(table.columns),
  way: new Float64Array(table.columns),
  before: new Int32Array(table.columns),
  order: new Int32Array(table.columns)
})

/** Prices each column at its least cost, and gives it to that row when it has none. For as many columns as rows. */
const reduceColumns = ({ column, columnPrice, rowOf, table }: Paths): void => {
  const { columns, cost, rows } = table
  for (let at = columns - 1; at >= 0; at--) {
    let least = Infinity
    let row = -1
    for (let candidate = 0; candidate < rows; candidate++) {
      const here = cost[candidate * columns + at]!
      if (here >= least) continue
      least = here
      row = candidate
    }
    if (row < 0) continue
    columnPrice[at] = least
    if (column[row]! >= 0) continue
    column[row] = at
    rowOf[at] = row
  }
}

/** Gives `start` a column, moving others along the shortest way; or says who contends. */
const augment = (paths: Paths, start: number): ColumnsContended | undefined => {
  const { before, columnPrice, order, rowOf, table, way } = paths
  const { columns, cost } = table
  for (let at = 0; at < columns; at++) {
    way[at] = cost[start * columns + at]! - columnPrice[at]!
    before[at] = start
    order[at] = at
  }
  // Columns before `done` are reached for good, in `order`; the rest are open.
  for (let done = 0; ; done++) {
    const nearest = nearestOpen(paths, done)
    if (nearest < 0) return contended(paths, start, done)
    const at = order[nearest]!
    order[nearest] = order[done]!
    order[done] = at
    const length = way[at]!
    const row = rowOf[at]!
    if (row < 0) {
      for (let index = 0; index < done; index++) columnPrice[order[index]!]! += way[order[index]!]! - length
      takeAlong(paths, start, at)
      return undefined
    }
    const slack = length - (cost[row * columns + at]! - columnPrice[at]!)
    for (let index = done + 1; index < columns; index++) {
      const next = order[index]!
      const longer = slack + cost[row * columns + next]! - columnPrice[next]!
      if (longer >= way[next]!) continue
      way[next] = longer
      before[next] = row
    }
  }
}

/** Where in `order` the nearest open column is, a free one before others; -1 when none can be reached. */
const nearestOpen = ({ order, rowOf, table, way }: Paths, done: number): number => {
  let least = Infinity
  let nearest = -1
  for (let index = done; index < table.columns; index++) {
    const at = order[index]!
    const length = way[at]!
    if (length > least || length === Infinity) continue
    if (length === least && (rowOf[order[nearest]!]! < 0 || rowOf[at]! >= 0)) continue
    least = length
    nearest = index
  }
  return nearest
}

const takeAlong = ({ before, column, rowOf }: Paths, start: number, free: number): void => {
  for (let at = free; ;) {
    const row = before[at]!
    const next = column[row]!
    column[row] = at
    rowOf[at] = row
    if (row === start) return
    at = next
  }
}

const contended = ({ order, rowOf }: Paths, start: number, done: number): ColumnsContended => {
  const columns = Array.from(order.subarray(0, done))
  return { _tag: "ColumnsContended", rows: [start, ...columns.map((at) => rowOf[at]!)], columns }
}
