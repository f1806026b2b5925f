/**
 * Whether one carton of a type never takes a whole order, as far as that is quickly proved.
 */
import { firstApart } from "./apart.ts"
import { fewestByShape } from "../problem/fewestByShape.ts"
import type { Kinds, Room } from "../problem/Kinds.ts"
import type { PackBench } from "./PackBench.ts"
import { packExactly } from "./packExactly.ts"

/** Up to so many units all arrangements are looked at. */
const fewUnits = 6
/** Steps within which most of what can be proved of them is. */
const quickSteps = 1000

/**
 * By sizes, volume and mass, by pairs that never share it, by what large units of up to 60 kinds leave of it, and for
 * up to six units by all arrangements, as far as 1,000 steps reach. Worked out once for each type.
 */
export const neverInOne = (bench: PackBench, type: number): boolean => (bench.never[type] ??= isProved(bench, type))

const isProved = (bench: PackBench, type: number): boolean => {
  const { holds, parcels, roomMm3, rooms } = bench
  const room = rooms[type]!
  let volumeMm3 = 0
  let massGrams = 0
  for (let parcel = 0; parcel < parcels.count; parcel++) {
    const sort = parcels.sortOf[parcel]!
    if (holds[type]![sort] === 0) return true
    volumeMm3 += parcels.volumeMm3[sort]!
    massGrams += parcels.massGrams[sort]!
  }
  if (volumeMm3 > roomMm3[type]! || massGrams > room.payloadGrams) return true
  return firstApart(bench, type) !== undefined || isTooMuch(bench, room)
}

/** Above so many kinds their shapes are not asked, which takes too long to be done without asking to stop. */
const mostKinds = 60

/** Whether the shapes of units speak against it, each of which fits the room; what nests is left out. */
const isTooMuch = ({ items, kinds, parcels }: PackBench, room: Room): boolean => {
  const some = [...items.keys()].filter((kind) => items[kind]!.nestMm === undefined)
  if (some.length <= mostKinds && fewestByShape(kinds, some, room) > 1) return true
  return some.length === items.length && isProvedExactly(kinds, parcels.kindOf, room, quickSteps)
}

/** Whether no arrangement takes these units, by their kinds, as far as so many steps reach; false for many units. */
export const isProvedExactly = (kinds: Kinds, units: Int32Array, room: Room, steps: number): boolean =>
  units.length <= fewUnits && packExactly(kinds, [...units], room, steps) === "none"
