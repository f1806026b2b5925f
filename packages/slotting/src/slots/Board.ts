/**
 * A slotting problem as columns of numbers: what the search reads in its loops.
 */
import { fittingOf, type Fitting } from "./Fitting.ts"
import { facesOf, loadOf, visitMillis, type SlottingProblem } from "./SlottingProblem.ts"

/** Marks a face without a berth, a berth without a face, a search without an answer. */
export const none = -1

/**
 * Faces ranked from the cheapest visit up, ties by face id, and one berth for each face that a SKU asks for.
 * A berth's weight is the visits a day that its face gets.
 */
export interface Board {
  readonly faceCount: number
  /** Position in the problem of each rank's face. */
  readonly faceAt: Int32Array
  readonly millis: Float64Array
  readonly berthCount: number
  /** Position in the problem of each berth's SKU; berths of one SKU stand together. */
  readonly skuAt: Int32Array
  readonly weight: Float64Array
  /** By SKU and rank. */
  readonly fitting: Fitting
  /** The rank that a berth has whatever it costs, or `none`. */
  readonly fixedRank: Int32Array
  /** Whether no rule about the two keeps the berth's SKU from the face of this rank. */
  readonly fits: (berth: number, rank: number) => boolean
}

/** The problem must have passed `illPosedMeasures`. Time O(n log n) and that of `fittingOf`. */
export const boardOf = (problem: SlottingProblem): Board => {
  const { faces, rules = {}, skus } = problem
  const visits = Float64Array.from(faces, (face) => visitMillis(problem, face))
  const faceAt = Int32Array.from(faces.keys()).sort(
    (a, b) => visits[a]! - visits[b]! || (faces[a]!.face < faces[b]!.face ? -1 : 1)
  )
  const skuAt = Int32Array.from(skus.flatMap((sku, at) => Array.from({ length: facesOf(sku) }, () => at)))
  const fitting = fittingOf(
    rules,
    skus.map((needs) => ({ needs, load: loadOf(needs) })),
    Array.from(faceAt, (at) => faces[at]!)
  )
  return {
    faceCount: faces.length,
    faceAt,
    millis: Float64Array.from(faceAt, (at) => visits[at]!),
    berthCount: skuAt.length,
    skuAt,
    weight: Float64Array.from(skuAt, (at) => skus[at]!.visitsPerDay / facesOf(skus[at]!)),
    fitting,
    ...chosen(problem, faceAt, skuAt, fitting)
  }
}

/** The fixed and the forbidden, with the rest of the rules. */
const chosen = (
  { faces, skus }: SlottingProblem,
  faceAt: Int32Array,
  skuAt: Int32Array,
  fitting: Fitting
): Pick<Board, "fixedRank" | "fits"> => {
  const fixedRank = new Int32Array(skuAt.length).fill(none)
  const isFixed = new Uint8Array(faceAt.length)
  const forbidden = new Map<number, ReadonlySet<number>>()
  if (skus.some(({ fixed, forbidden: not }) => fixed !== undefined || not !== undefined)) {
    const rankOf = new Map(Array.from(faceAt, (at, rank) => [faces[at]!.face, rank]))
    let berth = 0
    for (const [at, { fixed = [], forbidden: not = [], ...sku }] of skus.entries()) {
      for (const [index, face] of fixed.entries()) {
        const rank = rankOf.get(face)!
        fixedRank[berth + index] = rank
        isFixed[rank] = 1
      }
      if (not.length > 0) forbidden.set(at, new Set(not.flatMap((face) => rankOf.get(face) ?? [])))
      berth += sku.faces ?? 1
    }
  }
  const fits = (berth: number, rank: number): boolean => {
    const sku = skuAt[berth]!
    const fixed = fixedRank[berth]!
    if (fixed === none ? isFixed[rank] === 1 : fixed !== rank) return false
    return fitting.fits(sku, rank) && (forbidden.size === 0 || forbidden.get(sku)?.has(rank) !== true)
  }
  return { fixedRank, fits }
}
