/**
 * A slotting problem as columns of numbers: what the search reads in its loops.
 */
import {
  ascending,
  facesOf,
  unitsInFace,
  visitMillis,
  type PickFace,
  type SlotSku,
  type SlottingProblem
} from "./SlottingProblem.ts"

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
  /** Whether the berth's SKU may live in the face of this rank. */
  readonly fits: (berth: number, rank: number) => boolean
  /** Whether every face that fits the first berth's SKU also fits the other's, as their needs show. */
  readonly needsAtLeast: (berth: number, other: number) => boolean
}

export const boardOf = (problem: SlottingProblem): Board => {
  const { skus, faces } = problem
  const visits = faces.map((face) => visitMillis(problem, face))
  const faceAt = Int32Array.from(faces.keys()).sort(
    (a, b) => visits[a]! - visits[b]! || (faces[a]!.face < faces[b]!.face ? -1 : 1)
  )
  const skuAt = Int32Array.from(skus.flatMap((sku, at) => Array.from({ length: facesOf(sku) }, () => at)))
  return {
    faceCount: faces.length,
    faceAt,
    millis: Float64Array.from(faceAt, (at) => visits[at]!),
    berthCount: skuAt.length,
    skuAt,
    weight: Float64Array.from(skuAt, (at) => skus[at]!.visitsPerDay / facesOf(skus[at]!)),
    ...fitting(
      Array.from(skuAt, (at) => skus[at]!),
      Array.from(faceAt, (at) => faces[at]!)
    )
  }
}

/** Numbers of one berth or face: class, volume, mass, and three sides from the shortest. */
const width = 6

const fitting = (
  skus: ReadonlyArray<SlotSku>,
  faces: ReadonlyArray<PickFace>
): Pick<Board, "fits" | "needsAtLeast"> => {
  const classes = [...new Set(skus.map((sku) => sku.handlingClass))]
  const takes = faces.map((face) => classes.map((handlingClass) => face.handlingClasses.includes(handlingClass)))
  const taken = Uint8Array.from(takes.flat(), Number)
  const classOf = new Map(classes.map((handlingClass, index) => [handlingClass, index]))
  const needs = Float64Array.from(
    skus.flatMap((sku) => {
      const sides = sku.sides === undefined ? [0, 0, 0] : ascending(sku.sides)
      const units = unitsInFace(sku)
      return [classOf.get(sku.handlingClass)!, units * sku.unitVolumeMm3, units * sku.unitMassGrams, ...sides]
    })
  )
  const room = Float64Array.from(
    faces.flatMap((face) => {
      const sides = face.inner === undefined ? [Infinity, Infinity, Infinity] : ascending(face.inner)
      return [0, face.capacityVolumeMm3, face.maxMassGrams, ...sides]
    })
  )
  const fits = (berth: number, rank: number): boolean => {
    const need = berth * width
    if (taken[rank * classes.length + needs[need]!] === 0) return false
    for (let measure = 1; measure < width; measure++) {
      if (needs[need + measure]! > room[rank * width + measure]!) return false
    }
    return true
  }
  const needsAtLeast = (berth: number, other: number): boolean => {
    if (needs[berth * width] !== needs[other * width]) return false
    for (let measure = 1; measure < width; measure++) {
      if (needs[berth * width + measure]! < needs[other * width + measure]!) return false
    }
    return true
  }
  return { fits, needsAtLeast }
}
