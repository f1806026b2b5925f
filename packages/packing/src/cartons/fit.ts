/**
 * Does it fit? The fast path for one carton, without choosing among several.
 */
import { firstApart } from "./apart.ts"
import { benchFor, goInPiles } from "./benchFor.ts"
import { allInOne } from "./exchangeCartons.ts"
import { plainAttempt, plainAttempts } from "./attempts.ts"
import { makeWorkbench, takesAll } from "./firstFit.ts"
import { fitsBySize, kindsOf, roomOf, type Kinds, type Room } from "../problem/Kinds.ts"
import { isProvedExactly, neverInOne } from "./neverInOne.ts"
import { placementsOf } from "./placementsOf.ts"
import type { CartonType, PackingRules, PackItem } from "../problem/PackingProblem.ts"
import type { Placement } from "../problem/PackPlan.ts"
import { spreadPiles } from "./packPiled.ts"
import type { PackBench } from "./PackBench.ts"

/** Whether all items go in one carton, and why not; when several reasons apply, the first listed. */
export type Fit =
  /** They do, like this. */
  | { readonly _tag: "Fits"; readonly placements: ReadonlyArray<Placement> }
  /** One unit of this item does not go in, in any orientation it allows. */
  | { readonly _tag: "ItemTooLarge"; readonly item: string }
  | { readonly _tag: "TooHeavy"; readonly grossGrams: number; readonly maxGrossGrams: number }
  | { readonly _tag: "TooMuchVolume"; readonly volumeMm3: number; readonly innerVolumeMm3: number }
  /** These two may not share a carton, or one fits neither beside nor on the other. */
  | { readonly _tag: "NeverTogether"; readonly items: readonly [string, string] }
  /** No reason above forbids it, but of the arrangements tried none takes all. `proved` when none does. */
  | { readonly _tag: "NoArrangementFound"; readonly proved: boolean }

/** Steps of a proof that no arrangement takes a few units, when all else was in vain. */
const mostSteps = 30_000
/** Tries before the answer is no. */
const tries = 24
const usualPatience = 80_000

export interface FitOptions {
  /** Work before the answer is no, counted as in `solve`; 80,000, a few milliseconds, when not said. */
  readonly patience?: number
}

/**
 * Whether `items` fit in one `carton`, by the `rules` for support (full when not said) and separation, and by their
 * own. Sizes and masses as in a problem that `solve` takes; items of one kind listed once.
 *
 * The reasons but the last are proofs and cost O(items²). That no arrangement takes all is proved at once where the
 * shapes of units say so or, for up to six of them, all arrangements. Else piles of units alike are tried in 24 ways,
 * single units by depth first search in 24 orders, and blocks by a beam search where `patience` pays for it. For up to
 * six units that these leave out all arrangements are looked at again, up to 30,000 steps, or `patience` if less.
 */
export const fit = (
  items: ReadonlyArray<PackItem>,
  carton: CartonType,
  rules: PackingRules = {},
  { patience = usualPatience }: FitOptions = {}
): Fit => {
  const kinds = kindsOf(items)
  const room = roomOf(carton)
  const never = neverFits(items, carton, kinds, room)
  if (never !== undefined) return never
  const ways = goInPiles(items, [carton]) ? plainAttempts : 0
  const atOnce = inPiles(items, kinds, room, 0, Math.min(1, ways))
  if (atOnce !== undefined) return { _tag: "Fits", placements: atOnce }
  const stop = (): boolean => false
  const problem = { ...rules, items, cartons: [carton], objective: "fewestThenSmallest" } as const
  const bench = benchFor(problem, [carton], { seed: 0, stop })
  const apart = neverTogether(items, bench)
  if (apart !== undefined) return apart
  if (neverInOne(bench, 0)) return { _tag: "NoArrangementFound", proved: true }
  const piled = inPiles(items, kinds, room, 1, ways)
  if (piled !== undefined) return { _tag: "Fits", placements: piled }
  bench.effort.limit = patience
  const found = allInOne(bench, 0, tries)
  if (found !== undefined) {
    return { _tag: "Fits", placements: placementsOf(items, bench.parcels.kindOf, found.cartons.filled[0]!.lying) }
  }
  const proved =
    items.every(({ nestMm }) => nestMm === undefined) &&
    isProvedExactly(kinds, bench.parcels.kindOf, room, Math.min(mostSteps, patience))
  return { _tag: "NoArrangementFound", proved }
}

const neverFits = (
  items: ReadonlyArray<PackItem>,
  { maxGrossGrams, tareGrams }: CartonType,
  kinds: Kinds,
  room: Room
): Fit | undefined => {
  const tooLarge = items.find((_, kind) => !fitsBySize(kinds, kind, room))
  if (tooLarge !== undefined) return { _tag: "ItemTooLarge", item: tooLarge.id }
  const grossGrams = items.reduce((sum, item) => sum + item.quantity * item.massGrams, tareGrams)
  if (grossGrams > maxGrossGrams) return { _tag: "TooHeavy", grossGrams, maxGrossGrams }
  const volumeMm3 = items.reduce((sum, item, kind) => sum + item.quantity * kinds.volumeMm3[kind]!, 0)
  const roomMm3 = room.lengthMm * room.widthMm * room.heightMm
  return volumeMm3 > roomMm3 ? { _tag: "TooMuchVolume", volumeMm3, innerVolumeMm3: roomMm3 } : undefined
}

const neverTogether = (items: ReadonlyArray<PackItem>, bench: PackBench): Fit | undefined => {
  const apart = firstApart(bench, 0)
  if (apart === undefined) return undefined
  const firstOf = (sort: number): string => items[bench.parcels.kindsIn[sort]![0]!]!.id
  return { _tag: "NeverTogether", items: [firstOf(apart[0]), firstOf(apart[1])] }
}

/** All units in piles, in ways number `from` to `to - 1`. Needs only columns of the items: most content goes in so. */
const inPiles = (
  items: ReadonlyArray<PackItem>,
  kinds: Kinds,
  room: Room,
  from: number,
  to: number
): ReadonlyArray<Placement> | undefined => {
  const workbench = makeWorkbench(kinds)
  for (let way = from; way < to; way++) {
    if (!takesAll(kinds, room, kinds.quantity, plainAttempt(kinds, way), workbench)) continue
    // A unit needs no number but that of its kind.
    const waiting = items.map(({ quantity }, kind) => Array<number>(quantity).fill(kind))
    return placementsOf(items, [...items.keys()], spreadPiles(workbench.load.piles, waiting))
  }
  return undefined
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
    case "NeverTogether": {
      const [first, second] = answer.items
      return first === second ? `two of ${first} never go in together` : `${first} and ${second} never go in together`
    }
    case "NoArrangementFound":
      return answer.proved ? "no arrangement takes all" : "no arrangement found that takes all"
  }
}
