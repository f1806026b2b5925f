import { none, type Board } from "./Board.ts"
import { measures } from "./Fitting.ts"
import { leave, take, type Pass } from "./Pass.ts"
import type { SlottingProblem } from "./SlottingProblem.ts"

/**
 * Places the families that must stand together, the largest first, each in the aisle or zone where it takes least from
 * the others: by the worth that each face has when all SKUs are paired with all faces. A family that finds no aisle is
 * left to be placed one by one, as are all that are left when `isStopped` says so; it is asked for each family.
 */
export const settleFamilies = (
  problem: SlottingProblem,
  pass: Pass,
  order: Int32Array,
  isStopped: () => boolean
): void => {
  const { familiesTogether = [] } = problem.rules ?? {}
  if (familiesTogether.length === 0) return
  const { board } = pass
  const worth = worthOf(board)
  const units = { zone: unitsOf(problem, pass, "zone"), aisle: unitsOf(problem, pass, "aisle") }
  const families = new Map<string, Array<number>>(familiesTogether.map(({ family }) => [family, []]))
  for (const berth of order) families.get(problem.skus[board.skuAt[berth]!]!.family ?? "")?.push(berth)
  const sized = familiesTogether.toSorted(
    (a, b) => families.get(b.family)!.length - families.get(a.family)!.length || (a.family < b.family ? -1 : 1)
  )
  for (const { family, in: where } of sized) {
    if (isStopped()) return
    const members = families.get(family)!.filter((berth) => pass.places.assigned[berth] === none)
    if (members.length === 0) continue
    const priced = units[where]
      .map((ranks) => ({ ranks, ...priceOf(pass, worth, members, ranks) }))
      .filter(({ price }) => Number.isFinite(price))
      .sort((a, b) => a.price - b.price || a.first - b.first)
    const largestFirst = members.toSorted((a, b) => volumeOf(board, b) - volumeOf(board, a) || a - b)
    priced.some(({ ranks }) => settleIn(pass, members, ranks) || settleIn(pass, largestFirst, ranks))
  }
}

/** Faces from the first tried, by zone or aisle. */
const unitsOf = (
  { faces }: SlottingProblem,
  { board, ranks }: Pass,
  where: "zone" | "aisle"
): ReadonlyArray<ReadonlyArray<number>> => {
  const units = new Map<string, Array<number>>()
  for (const rank of ranks) {
    const unit = faces[board.faceAt[rank]!]![where]
    if (unit === undefined) continue
    const inUnit = units.get(unit)
    if (inUnit === undefined) units.set(unit, [rank])
    else inUnit.push(rank)
  }
  return [...units.values()]
}

/** What having each face is worth to the others, in the plan that pairs most visits with nearest face. */
const worthOf = ({ faceCount, millis, weight }: Board): Float64Array => {
  const heaviest = Float64Array.from(weight).sort().reverse()
  const worth = new Float64Array(faceCount)
  for (let rank = faceCount - 2; rank >= 0; rank--) {
    worth[rank] = worth[rank + 1]! + (heaviest[rank] ?? 0) * (millis[rank + 1]! - millis[rank]!)
  }
  return worth
}

/**
 * Of the members on the first free faces of the unit, whether they fit or not, and the first of these; infinite when
 * there are too few.
 */
const priceOf = (
  { board: { millis, weight }, places }: Pass,
  worth: Float64Array,
  members: ReadonlyArray<number>,
  ranks: ReadonlyArray<number>
): { readonly price: number; readonly first: number } => {
  let [price, first, index] = [0, none, 0]
  for (const rank of ranks) {
    if (places.berthOn[rank] !== none) continue
    if (index === 0) first = rank
    price += weight[members[index++]!]! * millis[rank]! + worth[rank]!
    if (index === members.length) return { price, first }
  }
  return { price: Infinity, first }
}

const volumeOf = ({ fitting, skuAt }: Board, berth: number): number => fitting.needs[skuAt[berth]! * measures]!

/** All members there, or none. */
const settleIn = (pass: Pass, members: ReadonlyArray<number>, ranks: ReadonlyArray<number>): boolean => {
  const { board, places } = pass
  const placed: Array<number> = []
  for (const berth of members) {
    const rank = ranks.find(
      (candidate) =>
        places.berthOn[candidate] === none &&
        board.fits(berth, candidate) &&
        places.conflict(berth, candidate) === undefined
    )
    if (rank === undefined) {
      for (const other of placed) leave(pass, other)
      return false
    }
    take(pass, berth, rank)
    placed.push(berth)
  }
  return true
}
