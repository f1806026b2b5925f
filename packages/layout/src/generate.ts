/**
 * A rectangular site from a few numbers.
 */
import * as Result from "effect/Result"
import { type LocationId, type SiteId } from "@stowage/kernel/Ids"
import { type RectangularFloor } from "./Floor.ts"
import { type Layout, makeLayout } from "./Layout.ts"
import { type LayoutRefusal } from "./LayoutRefusal.ts"
import { type Capacity, type InnerDimensions, type Location, type LocationUse, notLimited } from "./Location.ts"

/** What one kind of location holds. */
export interface LocationSize extends Capacity {
  readonly inner?: InnerDimensions
}

/** Where walks start and end: where an aisle meets the first (front) or the last (back) cross-aisle. */
export interface DepotPlace {
  /** Index of the aisle, from 0 at the left. */
  readonly aisle: number
  readonly end: "front" | "back"
}

/** Counts are whole and at least 1 where nothing else is said; lengths are whole millimetres above 0. */
export interface RectangularSite {
  readonly site: SiteId
  /** Name of the zone that all aisles belong to; it begins every location's id. */
  readonly zone: string
  /** At most 1,000. */
  readonly aisles: number
  /**
   * At least 2; they divide the bays into blocks of the same number, the blocks at the front taking what is left over.
   */
  readonly crossAisles: number
  /** Bays along one side of an aisle; at least one per block, at most 1,000. */
  readonly baysPerSide: number
  /** 1: shelves on the left of each aisle only; 2: on both sides. */
  readonly sides: number
  /** Shelf levels; at most 99. */
  readonly levels: number
  /** The lowest so many levels are pick faces, those above them reserve. 0 to `levels`. */
  readonly pickLevels: number
  /** From the middle of one bay to the middle of the next. */
  readonly bayPitchMm: number
  /** From the centre line of one aisle to that of the next. */
  readonly aislePitchMm: number
  readonly crossAisleWidthMm: number
  readonly depot: DepotPlace
  readonly pickFace: LocationSize
  readonly reserve: LocationSize
}

/** A small site to start from: 10 aisles of 20 bays on both sides, two levels of pick faces below two of reserve. */
export const smallSite: RectangularSite = {
  site: "MAIN" as SiteId,
  zone: "A",
  aisles: 10,
  crossAisles: 2,
  baysPerSide: 20,
  sides: 2,
  levels: 4,
  pickLevels: 2,
  bayPitchMm: 1_200,
  aislePitchMm: 4_200,
  crossAisleWidthMm: 3_000,
  depot: { aisle: 0, end: "front" },
  pickFace: {
    volumeMm3: 720_000_000,
    massGrams: 250_000,
    inner: { lengthMm: 1_200, widthMm: 1_000, heightMm: 600 }
  },
  reserve: {
    volumeMm3: 1_800_000_000,
    massGrams: 800_000,
    inner: { lengthMm: 1_200, widthMm: 1_000, heightMm: 1_500 }
  }
}

/** More than this many locations is refused: a mistyped count, not a site. */
export const locationsAtMost = 1_000_000

/**
 * The layout of a rectangular site. The middle of the front cross-aisle is `yMm` 0, the first aisle `xMm` 0.
 *
 * A location is named zone and aisle, bay, level: `A01-03-2`. Bays are numbered like houses in a street: odd on the
 * left, even on the right, upwards from the front; with one side only, 1, 2, 3. At the depot stand `DOCK-1`, `PACK-1`
 * (where walks start and end) and `STAGE-1`, which nothing fills.
 *
 * Refuses a field out of its range, naming it. O(locations).
 */
export const generateLayout = (plan: RectangularSite): Result.Result<Layout, LayoutRefusal> => {
  const wrong = wrongField(plan)
  if (wrong !== undefined) return Result.fail(wrong)
  const floor = rectangularFloor(plan)
  const bayYMm = bayPositions(plan, floor)
  const shelves = floor.aisleXMm.flatMap((xMm, aisle) => shelvesOf(plan, { aisle, xMm, bayYMm }))
  const places = floorPlaces(plan, floor)
  return makeLayout({ site: plan.site, floor, locations: [...shelves, ...places], depots: ["PACK-1" as LocationId] })
}

interface AislePlace {
  readonly aisle: number
  readonly xMm: number
  readonly bayYMm: ReadonlyArray<number>
}

/** How many bays each block has on one side, from the front. */
const baysPerBlock = ({ baysPerSide, crossAisles }: RectangularSite): ReadonlyArray<number> => {
  const blocks = crossAisles - 1
  const each = Math.floor(baysPerSide / blocks)
  return Array.from({ length: blocks }, (_, block) => each + (block < baysPerSide % blocks ? 1 : 0))
}

const rectangularFloor = (plan: RectangularSite): RectangularFloor => {
  let y = 0
  const crossAisleYMm = [0]
  for (const bays of baysPerBlock(plan)) {
    y += plan.crossAisleWidthMm + bays * plan.bayPitchMm
    crossAisleYMm.push(y)
  }
  const aisleXMm = Array.from({ length: plan.aisles }, (_, aisle) => aisle * plan.aislePitchMm)
  return { _tag: "RectangularFloor", aisleXMm, crossAisleYMm }
}

/** The middle of each bay; a half millimetre where a width is odd. */
const bayPositions = (plan: RectangularSite, floor: RectangularFloor): ReadonlyArray<number> =>
  baysPerBlock(plan).flatMap((bays, block) => {
    const first = (floor.crossAisleYMm[block] as number) + (plan.crossAisleWidthMm + plan.bayPitchMm) / 2
    return Array.from({ length: bays }, (_, bay) => first + bay * plan.bayPitchMm)
  })

const shelvesOf = (plan: RectangularSite, { aisle, bayYMm, xMm }: AislePlace): Array<Location> => {
  const shelves: Array<Location> = []
  const lastBay = plan.sides * plan.baysPerSide
  for (let bay = 1; bay <= lastBay; bay++) {
    const left = plan.sides === 1 || bay % 2 === 1
    const yMm = bayYMm[plan.sides === 1 ? bay - 1 : (bay - 1) >> 1] as number
    for (let level = 1; level <= plan.levels; level++) {
      const picked = level <= plan.pickLevels
      const { inner, massGrams, volumeMm3 } = picked ? plan.pickFace : plan.reserve
      const name = `${plan.zone}${padded(aisle + 1, plan.aisles)}-${padded(bay, lastBay)}-${level}`
      shelves.push({
        id: name as LocationId,
        zone: plan.zone,
        aisle,
        bay,
        level,
        side: left ? "left" : "right",
        use: picked ? "pickFace" : "reserve",
        xMm,
        yMm,
        capacity: { volumeMm3, massGrams },
        ...(inner === undefined ? {} : { inner })
      })
    }
  }
  return shelves
}

const floorPlaces = (plan: RectangularSite, floor: RectangularFloor): ReadonlyArray<Location> => {
  const { aisle, end } = plan.depot
  const xMm = floor.aisleXMm[aisle] as number
  const yMm = floor.crossAisleYMm.at(end === "front" ? 0 : -1) as number
  const place = (id: string, use: LocationUse): Location => ({
    id: id as LocationId,
    zone: plan.zone,
    aisle,
    bay: 0,
    level: 0,
    side: "inLine",
    use,
    xMm,
    yMm,
    capacity: notLimited
  })
  return [place("DOCK-1", "dock"), place("PACK-1", "pack"), place("STAGE-1", "stage")]
}

/** As many digits as the largest number has, at least two, so that names sort as the numbers do. */
const padded = (value: number, largest: number): string =>
  String(value).padStart(Math.max(2, String(largest).length), "0")

const wrongField = (plan: RectangularSite): LayoutRefusal | undefined => {
  const ranges: ReadonlyArray<readonly [field: string, value: number, least: number, most: number]> = [
    ["aisles", plan.aisles, 1, 1_000],
    ["crossAisles", plan.crossAisles, 2, 100],
    ["baysPerSide", plan.baysPerSide, Math.max(1, plan.crossAisles - 1), 1_000],
    ["sides", plan.sides, 1, 2],
    ["levels", plan.levels, 1, 99],
    ["pickLevels", plan.pickLevels, 0, plan.levels],
    ["bayPitchMm", plan.bayPitchMm, 1, 100_000],
    ["aislePitchMm", plan.aislePitchMm, 1, 100_000],
    ["crossAisleWidthMm", plan.crossAisleWidthMm, 1, 100_000],
    ["depot.aisle", plan.depot.aisle, 0, plan.aisles - 1]
  ]
  for (const [field, value, least, most] of ranges) {
    if (Number.isInteger(value) && value >= least && value <= most) continue
    return { _tag: "FieldOutOfRange", field, value, expected: `a whole number of ${least} to ${most}` }
  }
  const locations = plan.aisles * plan.baysPerSide * plan.sides * plan.levels
  if (locations <= locationsAtMost) return undefined
  return {
    _tag: "FieldOutOfRange",
    field: "aisles × baysPerSide × sides × levels",
    value: locations,
    expected: `at most ${locationsAtMost} locations`
  }
}
