/**
 * How to pack a carton, in words: one line a step, for whoever stands at the bench.
 */
import type { CartonType, PackingProblem, PackItem } from "../problem/PackingProblem.ts"
import type { PackedCarton, Placement } from "../problem/PackPlan.ts"

/** One thing to do: units of one item that lie alike side by side or on one another. */
export interface PackingStep {
  readonly item: string
  readonly units: number
  /** How many of the carton's placements are in it after this step. */
  readonly placed: number
  readonly words: string
}

/**
 * The steps of one carton in the order of its placements, units alike in a row taken together. Says how each lies,
 * where from the carton's near left corner, and on what. Without steps for a carton that the problem does not know.
 */
export const packingInstructions = (
  { cartons, items }: PackingProblem,
  { carton, placements }: PackedCarton
): ReadonlyArray<PackingStep> => {
  const type = cartons.find(({ id }) => id === carton)
  if (type === undefined) return []
  const byId = new Map(items.map((item) => [item.id, item]))
  const steps: Array<PackingStep> = []
  for (let from = 0; from < placements.length;) {
    let end = from + 1
    while (end < placements.length && liesAlike(placements[from]!, placements[end]!)) end++
    const some = placements.slice(from, end)
    const words = wordsFor(type, byId.get(some[0]!.item), some, placements.slice(0, from))
    steps.push({ item: some[0]!.item, units: some.length, placed: end, words })
    from = end
  }
  return steps
}

const liesAlike = (a: Placement, b: Placement): boolean =>
  a.item === b.item && a.z === b.z && a.l === b.l && a.w === b.w && a.h === b.h

const wordsFor = (
  type: CartonType,
  item: PackItem | undefined,
  some: ReadonlyArray<Placement>,
  before: ReadonlyArray<Placement>
): string => {
  const [first] = some as [Placement]
  const count = some.length === 1 ? first.item : `${some.length} × ${first.item}`
  return `${count}: ${poseWords(item, first)}, ${placeWords(type, first)}, ${baseWords(first, before)}`
}

/** Which side is up, by the item's own measures. */
const poseWords = (item: PackItem | undefined, { h, l, w }: Placement): string => {
  const along = `${l} mm lengthways`
  if (item === undefined || h === item.heightMm + 2 * (item.paddingMm ?? 0)) return `upright, ${along}`
  return h === Math.min(l, w, h) ? `laid flat, ${along}` : `on its side, ${h} mm high, ${along}`
}

const placeWords = ({ innerLengthMm, innerWidthMm }: CartonType, { l, w, x, y }: Placement): string => {
  if (x === 0 && y === 0) return "in the near left corner"
  const alongside = [
    ...(x === 0 ? ["at the near end"] : x + l === innerLengthMm ? ["at the far end"] : [`${x} mm from the near end`]),
    ...(y === 0
      ? ["at the left side"]
      : y + w === innerWidthMm
        ? ["at the right side"]
        : [`${y} mm from the left side`])
  ]
  return alongside.join(" ")
}

const baseWords = (placed: Placement, before: ReadonlyArray<Placement>): string => {
  if (placed.z === 0) return "on the floor"
  const isBelow = (below: Placement): boolean =>
    below.z + below.h === placed.z &&
    below.x < placed.x + placed.l &&
    placed.x < below.x + below.l &&
    below.y < placed.y + placed.w &&
    placed.y < below.y + below.w
  const below = [...new Set(before.filter(isBelow).map(({ item }) => item))]
  return below.length === 0 ? `${placed.z} mm up` : `on ${below.join(" and ")}`
}
