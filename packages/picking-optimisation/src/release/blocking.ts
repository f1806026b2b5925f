/**
 * How often pickers stand in each other's way where an aisle is too narrow to pass.
 *
 * The closed forms are of a ring of faces: an aisle, or a one-way circuit of aisles, in which whoever leaves at the end
 * comes in again at the beginning. They hold for a floor in steady work.
 */

/**
 * The share of time that each of two pickers is blocked on a ring of `faces` where nobody can pass. Picking and a step
 * take one unit of time each; in each unit a picker picks with the chance `pickShare`, else steps on, also onto a face
 * that the other leaves in the same unit. 0 at `pickShare` 0 and 1, most at one half.
 *
 * How far one is ahead of the other is a symmetric walk, reflected where they meet, so every distance is as likely:
 * they meet 1 time in `faces` - 1. From two faces on.
 */
export const blockedOfTwo = (faces: number, pickShare: number): number => (pickShare * (1 - pickShare)) / (faces - 1)

/**
 * As `blockedOfTwo`, but nobody picks twice at one face: after a pick comes a step. Little at few picks, most at about
 * three picks in ten faces, and nothing when everybody stops everywhere: a dense wave moves in step.
 *
 * The closed form agrees with the exact Markov chain. For the shape compare Gue, Meller and Skufca (2006), The effects
 * of pick density on order picking areas with narrow aisles, IIE Transactions 38(10).
 */
export const blockedOfTwoOnePickEach = (faces: number, pickShare: number): number =>
  (pickShare * (1 - pickShare)) / ((faces - 1) * (1 + pickShare) ** 2 - 2 * pickShare ** 2)

/**
 * The chance that the next face is taken when a picker wants to step on, with `pickers` on a one-way ring of `faces`
 * that nobody can pass on, and times at a face that are exponential. Exact for any numbers: every way of standing apart
 * is as likely (the totally asymmetric exclusion process on a ring).
 */
export const nextFaceTaken = (faces: number, pickers: number): number => {
  if (pickers <= 1) return 0
  return faces <= 1 ? 1 : Math.min(1, (pickers - 1) / (faces - 1))
}

/** One narrow aisle, and how busy a plan makes it. */
export interface NarrowAisle {
  /** What to call it in charges: `aisle 3`. */
  readonly name: string
  /** Faces that a picker can stand at, one picker to a face; a whole number of at least 1. */
  readonly faces: number
  /** Time that pickers spend in it, walking and picking, if nobody stood in their way; at least 0. */
  readonly busyMillis: number
}

/** Pickers at work on a plan. */
export interface PickersAtWork {
  /** A whole number of at least 1. */
  readonly pickers: number
  /** All their work if nobody stood in anybody's way, inside narrow aisles and outside; at least as much as inside. */
  readonly workMillis: number
}

/** What waiting an aisle costs. */
export interface Blocking {
  readonly name: string
  /** Expected time that pickers stand and wait in it. */
  readonly waitMillis: number
}

/**
 * The time that pickers will spend waiting for each other in each narrow aisle, when the plan's work is spread over the
 * shift and over the pickers. Each of the others is in the aisle with the chance that it is busy by one of them; with
 * `m` in it the next face is taken with the chance `nextFaceTaken`, so a stay of one unit takes 1 / (1 - that). More
 * pickers than faces do not go in: they wait outside as long as those inside take.
 *
 * An estimate: it takes pickers to be where they are independently of each other, which holds for plans that do not
 * start all pickers at one aisle. Throws on numbers that cannot be, naming the aisle. O(aisles × pickers).
 */
export const blockingOf = (
  aisles: ReadonlyArray<NarrowAisle>,
  { pickers, workMillis }: PickersAtWork
): ReadonlyArray<Blocking> => {
  mustBe("pickers", pickers, "a whole number of at least 1", Number.isSafeInteger(pickers) && pickers >= 1)
  mustBe("workMillis", workMillis, "0 or more", isTime(workMillis))
  return aisles.map(({ busyMillis, faces, name }) => {
    mustBe(`${name}, faces`, faces, "a whole number of at least 1", Number.isSafeInteger(faces) && faces >= 1)
    mustBe(`${name}, busyMillis`, busyMillis, "0 or more", isTime(busyMillis))
    const busy = workMillis > 0 ? Math.min(1, busyMillis / workMillis) : 0
    const chances = binomial(pickers - 1, busy)
    const stay = chances.reduce((sum, chance, others) => sum + chance * stayWith(faces, others + 1), 0)
    return { name, waitMillis: pickers < 2 ? 0 : Math.max(0, busyMillis * (stay - 1)) }
  })
}

const isTime = (millis: number): boolean => millis >= 0 && Number.isFinite(millis)

const mustBe = (field: string, value: number, expected: string, isRight: boolean): void => {
  if (!isRight) throw new RangeError(`${field}: expected ${expected}, got ${value}`)
}

/** How much longer a stay is with so many in the aisle, against alone. */
const stayWith = (faces: number, inside: number): number => {
  const most = Math.max(1, faces - 1)
  const held = Math.min(inside, most)
  return (inside / held) * (1 / (1 - nextFaceTaken(faces, held)))
}

/** The chances that 0, 1 … all of `count` are where each is with the chance `share`; by logarithms, for many of them. */
const binomial = (count: number, share: number): Float64Array => {
  const chances = new Float64Array(count + 1)
  if (share <= 0 || share >= 1) {
    chances[share <= 0 ? 0 : count] = 1
    return chances
  }
  let ways = 0
  for (let chosen = 0; chosen <= count; chosen++) {
    if (chosen > 0) ways += Math.log(count - chosen + 1) - Math.log(chosen)
    chances[chosen] = Math.exp(ways + chosen * Math.log(share) + (count - chosen) * Math.log1p(-share))
  }
  return chances
}
