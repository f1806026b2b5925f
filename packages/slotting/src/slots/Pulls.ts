/**
 * What joint orders make of a berth's place: the walks between its face and those of its partners.
 */
import { none, type Board } from "./Board.ts"
import type { Assigned } from "./Places.ts"
import type { SlottingProblem } from "./SlottingProblem.ts"

export interface Pulls {
  /** Milliseconds a day of walks between a berth, were it on this face, and all its partners but `except`. */
  readonly pull: (berth: number, rank: number, except: number) => number
  /** Partners' berths by falling joint orders. */
  readonly partners: (berth: number) => Int32Array
  /** Ranks of faces as they stand along the aisles, and where each rank is in that row. */
  readonly row: Int32Array
  readonly rowOf: Int32Array
}

/** Undefined when nothing is ordered together. `assigned` is read as it changes. */
export const pullsOf = (problem: SlottingProblem, board: Board, assigned: Assigned): Pulls | undefined => {
  const { affinity = [], walkMmPerSecond } = problem
  if (affinity.length === 0) return undefined
  const berthsOf = new Map<string, Array<number>>()
  for (const [berth, at] of board.skuAt.entries()) {
    const { sku } = problem.skus[at]!
    const berths = berthsOf.get(sku)
    if (berths === undefined) berthsOf.set(sku, [berth])
    else berths.push(berth)
  }
  const joint = Array.from(board.skuAt, (): Array<readonly [number, number]> => [])
  for (const { between, ordersPerDay } of affinity) {
    const [a, b] = [berthsOf.get(between[0]) ?? [], berthsOf.get(between[1]) ?? []]
    const each = ordersPerDay / (a.length * b.length)
    for (const one of a) {
      for (const other of b) {
        joint[one]!.push([other, each])
        joint[other]!.push([one, each])
      }
    }
  }
  const partners = joint.map((pairs) =>
    Int32Array.from(
      pairs.sort((a, b) => b[1] - a[1] || a[0] - b[0]),
      ([at]) => at
    )
  )
  const orders = joint.map((pairs) => Float64Array.from(pairs, ([, each]) => each))
  const points = Array.from(board.faceAt, (at) => problem.faces[at]!.at ?? { xMm: 0, yMm: 0 })
  const [x, y] = [Float64Array.from(points, ({ xMm }) => xMm), Float64Array.from(points, ({ yMm }) => yMm)]
  const row = Int32Array.from(points.keys()).sort((a, b) => x[a]! - x[b]! || y[a]! - y[b]! || a - b)
  const rowOf = new Int32Array(row.length)
  for (const [index, rank] of row.entries()) rowOf[rank] = index
  const millisPerMm = 1000 / walkMmPerSecond
  const pull = (berth: number, rank: number, except: number): number => {
    const [others, each] = [partners[berth]!, orders[berth]!]
    let mm = 0
    for (let index = 0; index < others.length; index++) {
      const other = others[index]!
      const there = assigned[other]!
      if (other === except || there === none) continue
      mm += each[index]! * (Math.abs(x[rank]! - x[there]!) + Math.abs(y[rank]! - y[there]!))
    }
    return mm * millisPerMm
  }
  return { pull, partners: (berth) => partners[berth]!, row, rowOf }
}
