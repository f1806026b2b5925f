/** How long reaching takes beside picking itself, by the height of the shelf. */
export interface Reach {
  /** Between waist and shoulder. */
  readonly goldenMillis: number
  /** Below: bending. */
  readonly lowMillis: number
  /** Above, as far as an arm reaches. */
  readonly highMillis: number
  /** Higher: a step, or a vehicle. */
  readonly stepMillis: number
}

/** A picker of 1.75 m: golden from 0.7 to 1.4 m, and within reach up to 1.9 m. */
const [waistMm, shoulderMm, armMm] = [700, 1_400, 1_900]

/** Rounded from methods-time measurement: a bend and rise takes 2 s, an arm up 1 s, a step up and down 6 s. */
export const usualReach: Reach = { goldenMillis: 0, lowMillis: 2_000, highMillis: 1_000, stepMillis: 6_000 }

/**
 * What a visit to each level costs beside the walk, in milliseconds, from level 1 at the floor: by the middle of the
 * level, when each is so high.
 *
 * Source: Petersen, Siu and Heiser (2005), Improving order picking performance utilizing slotting and golden zone
 * storage, International Journal of Operations and Production Management 25.
 */
export const reachByLevel = (levels: number, levelMm: number, reach: Reach): ReadonlyArray<number> =>
  Array.from({ length: levels }, (_, index) => {
    const middleMm = (index + 0.5) * levelMm
    if (middleMm < waistMm) return reach.lowMillis
    if (middleMm <= shoulderMm) return reach.goldenMillis
    return middleMm <= armMm ? reach.highMillis : reach.stepMillis
  })
