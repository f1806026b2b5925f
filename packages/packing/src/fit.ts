/**
 * Does it fit? The fast path for one carton, without choosing among several.
 */
import { plainAttempt, plainAttempts } from "./attempts.ts"
import { firstFit, makeWorkbench } from "./firstFit.ts"
import { fitsBySize, kindsOf, roomOf } from "./Kinds.ts"
import { innerVolumeMm3, unitVolumeMm3, type CartonType, type PackItem } from "./PackingProblem.ts"
import type { Placement } from "./PackPlan.ts"
import { unpile } from "./unpile.ts"

/** Whether all items go in one carton, and why not; when several reasons apply, the first listed. */
export type Fit =
  /** They do, like this. */
  | { readonly _tag: "Fits"; readonly placements: ReadonlyArray<Placement> }
  /** One unit of this item does not go in, in any orientation it allows. */
  | { readonly _tag: "ItemTooLarge"; readonly item: string }
  | { readonly _tag: "TooHeavy"; readonly grossGrams: number; readonly maxGrossGrams: number }
  | { readonly _tag: "TooMuchVolume"; readonly volumeMm3: number; readonly innerVolumeMm3: number }
  /** No reason above forbids it, but the best of the arrangements tried leaves this many units out. */
  | { readonly _tag: "NoArrangementFound"; readonly unitsLeft: number }

/**
 * Whether `items` fit in one `carton`, fully supported. Sizes and masses as in a problem that `solve` takes.
 *
 * The first three reasons are proofs and cost O(items). `NoArrangementFound` is not a proof: a first fit was tried
 * in 24 ways.
 */
export const fit = (items: ReadonlyArray<PackItem>, carton: CartonType): Fit => {
  const kinds = kindsOf(items)
  const room = roomOf(carton)
  const tooLarge = items.find((_, kind) => !fitsBySize(kinds, kind, room))
  if (tooLarge !== undefined) return { _tag: "ItemTooLarge", item: tooLarge.id }
  const grossGrams = items.reduce((sum, item) => sum + item.quantity * item.massGrams, carton.tareGrams)
  const { maxGrossGrams } = carton
  if (grossGrams > maxGrossGrams) return { _tag: "TooHeavy", grossGrams, maxGrossGrams }
  const volumeMm3 = items.reduce((sum, item) => sum + item.quantity * unitVolumeMm3(item), 0)
  const roomMm3 = innerVolumeMm3(carton)
  if (volumeMm3 > roomMm3) return { _tag: "TooMuchVolume", volumeMm3, innerVolumeMm3: roomMm3 }
  const workbench = makeWorkbench(kinds)
  let unitsLeft = Number.POSITIVE_INFINITY
  for (let iteration = 0; iteration < plainAttempts; iteration++) {
    const tookAll = firstFit(kinds, room, kinds.quantity, plainAttempt(kinds, iteration), workbench)
    if (tookAll) return { _tag: "Fits", placements: unpile(items, workbench.load.piles) }
    unitsLeft = Math.min(
      unitsLeft,
      workbench.load.left.reduce((sum, units) => sum + units, 0)
    )
  }
  return { _tag: "NoArrangementFound", unitsLeft }
}

/** Litres, to the precision that people compare by. */
const litres = (volumeMm3: number): string => `${Number((volumeMm3 / 1e6).toPrecision(3))} l`

/** The answer as a sentence for people. */
export const describeFit = (answer: Fit): string => {
  switch (answer._tag) {
    case "Fits":
      return `all ${answer.placements.length} units fit`
    case "ItemTooLarge":
      return `${answer.item} does not go in, whichever way it is turned`
    case "TooHeavy":
      return `it would weigh ${answer.grossGrams} g, and may weigh ${answer.maxGrossGrams} g`
    case "TooMuchVolume":
      return `${litres(answer.volumeMm3)} of items, and room for ${litres(answer.innerVolumeMm3)}`
    case "NoArrangementFound":
      return `no arrangement found that takes all: ${answer.unitsLeft} units stay out`
  }
}
