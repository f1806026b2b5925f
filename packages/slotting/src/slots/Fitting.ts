/**
 * The rules about one SKU and one place as columns of bits and numbers: what a search asks in its loops.
 */
import {
  ascending,
  requirementsOf,
  type Load,
  type Requirement,
  type Sides,
  type StorageNeeds,
  type StorageRoom,
  type StorageRules
} from "../rules/StorageRules.ts"

/** Numbers of one SKU or place: volume, mass, three sides from the shortest, and the footprint and height as it is. */
export const measures = 8

/** How many of them may be compared one by one, whatever way up: a place must have at least what a SKU asks. */
export const comparable = 5

export interface Fitting {
  /** How many words of 32 bits the requirements take. */
  readonly words: number
  /** A bit for each requirement of each SKU, and for each that a place meets. */
  readonly asked: Int32Array
  readonly met: Int32Array
  readonly needs: Float64Array
  readonly rooms: Float64Array
  readonly upright: Uint8Array
  /** Whether no rule about the two refuses. */
  readonly fits: (sku: number, room: number) => boolean
}

interface Wanted {
  readonly needs: StorageNeeds
  readonly load: Load
}

/** Compiles the rules. Time O(SKUs + places · distinct requirements). */
export const fittingOf = (
  rules: StorageRules,
  skus: ReadonlyArray<Wanted>,
  places: ReadonlyArray<StorageRoom>
): Fitting => {
  const known = new Map<string, { readonly requirement: Requirement; readonly bit: number }>()
  const bits = skus.map(({ needs }) =>
    requirementsOf(needs, rules).map((requirement) => {
      const name = `${requirement.rule}\n${requirement.key}`
      const before = known.get(name)
      if (before === undefined) known.set(name, { requirement, bit: known.size })
      return before?.bit ?? known.size - 1
    })
  )
  const words = Math.ceil(known.size / 32)
  const asked = new Int32Array(skus.length * words)
  for (const [sku, ofSku] of bits.entries()) for (const bit of ofSku) setBit(asked, sku * words, bit)
  const met = new Int32Array(places.length * words)
  for (const { bit, requirement } of known.values()) {
    for (const [at, place] of places.entries()) if (requirement.holds(place)) setBit(met, at * words, bit)
  }
  const columns = {
    words,
    asked,
    met,
    needs: Float64Array.from(
      skus.flatMap(({ needs, load }) => needNumbers(load.volumeMm3, load.massGrams, needs.sides))
    ),
    rooms: roomNumbers(places),
    upright: Uint8Array.from(skus, ({ needs }) => Number(needs.upright === true))
  }
  return { ...columns, fits: fitsIn(columns) }
}

const setBit = (words: Int32Array, from: number, bit: number): void => {
  words[from + (bit >>> 5)]! |= 1 << (bit & 31)
}

/** The numbers of what is put somewhere; sides that are not known go in anywhere. */
const needNumbers = (volumeMm3: number, massGrams: number, sides?: Sides): ReadonlyArray<number> =>
  numbersOf(volumeMm3, massGrams, sides, 0)

/** The numbers of places, one after the other; sides that are not known take anything. */
const roomNumbers = (places: ReadonlyArray<StorageRoom>): Float64Array =>
  Float64Array.from(
    places.flatMap(({ capacityVolumeMm3, inner, maxMassGrams }) =>
      numbersOf(capacityVolumeMm3, maxMassGrams, inner, Infinity)
    )
  )

const numbersOf = (
  volumeMm3: number,
  massGrams: number,
  sides: Sides | undefined,
  unknown: number
): ReadonlyArray<number> => {
  if (sides === undefined) return [volumeMm3, massGrams, ...Array.from({ length: measures - 2 }, () => unknown)]
  const [least, most] = [Math.min(sides.lengthMm, sides.widthMm), Math.max(sides.lengthMm, sides.widthMm)]
  return [volumeMm3, massGrams, ...ascending(sides), least, most, sides.heightMm]
}

const fitsIn = ({ asked, met, needs, rooms, upright, words }: Omit<Fitting, "fits">): Fitting["fits"] => {
  return (sku, room) => {
    for (let word = 0; word < words; word++) {
      const bits = asked[sku * words + word]!
      if ((met[room * words + word]! & bits) !== bits) return false
    }
    const last = upright[sku] === 1 ? measures : comparable
    for (let measure = 0; measure < last; measure++) {
      if (needs[sku * measures + measure]! > rooms[room * measures + measure]!) return false
    }
    return true
  }
}
