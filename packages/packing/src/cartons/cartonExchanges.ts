/**
 * Which cartons to take out of a plan and which to put in, so that it costs less if what is left over finds a place.
 */
import type { FilledCarton } from "./Cartons.ts"
import type { PackBench } from "./PackBench.ts"

/** Cartons to take out, by number, and types to put in. */
export interface CartonExchange {
  readonly out: ReadonlyArray<number>
  readonly types: ReadonlyArray<number>
}

/** Cartons that are considered for taking out, and for taking out two at a time. */
const mostAlone = 16
const mostInPairs = 6

/**
 * Any carton, or any two, out; in their stead nothing, one carton or two: where that costs less, stock lasts, and there
 * is volume and strength for all. The emptiest cartons first. With one type only the emptiest is taken out, since with
 * patience any other comes to the same.
 */
export const cartonExchanges = (
  bench: PackBench,
  filled: ReadonlyArray<FilledCarton>
): ReadonlyArray<CartonExchange> => {
  const emptiest = [...filled.keys()].sort((a, b) => filled[a]!.volumeMm3 - filled[b]!.volumeMm3)
  const types = [...bench.rooms.keys()]
  const alone = emptiest.slice(0, mostAlone).map((index) => [index])
  const pairs = emptiest
    .slice(0, mostInPairs)
    .flatMap((index, at, some) => some.slice(0, at).map((other) => [other, index]))
  const singly = types.map((type) => [type])
  const doubly = types.flatMap((type) => types.slice(type).map((other) => [type, other]))
  const spare = spareOf(bench, filled)
  const pays = (exchange: CartonExchange): boolean => isWorthATry(bench, filled, spare, exchange)
  if (types.length === 1)
    return alone
      .map((out) => ({ out, types: [] }))
      .filter(pays)
      .slice(0, 1)
  return [
    ...alone.flatMap((out) => [[], ...singly].map((some) => ({ out, types: some }))),
    ...pairs.flatMap((out) => singly.map((some) => ({ out, types: some }))),
    ...alone.flatMap((out) => doubly.map((some) => ({ out, types: some }))),
    ...pairs.flatMap((out) => doubly.map((some) => ({ out, types: some })))
  ].filter(pays)
}

/** What the plan's cartons have and do not use, and how many of each type are left. */
interface Spare {
  readonly mm3: number
  readonly grams: number
  readonly left: ReadonlyArray<number>
}

const spareOf = ({ range, roomMm3, rooms }: PackBench, filled: ReadonlyArray<FilledCarton>): Spare => {
  const left = [...range.stock]
  let mm3 = 0
  let grams = 0
  for (const { massGrams, type, volumeMm3 } of filled) {
    left[type]!--
    mm3 += roomMm3[type]! - volumeMm3
    grams += rooms[type]!.payloadGrams - massGrams
  }
  return { mm3, grams, left }
}

const isWorthATry = (
  { range, roomMm3, rooms }: PackBench,
  filled: ReadonlyArray<FilledCarton>,
  spare: Spare,
  { out, types }: CartonExchange
): boolean => {
  const left = [...spare.left]
  let saved = 0
  let { grams, mm3 } = spare
  for (const index of out) {
    const { massGrams, type } = filled[index]!
    saved += range.costOf(type, massGrams)
    mm3 -= roomMm3[type]!
    grams -= rooms[type]!.payloadGrams
    left[type]!++
  }
  for (const type of types) {
    saved -= range.costOf(type, 0)
    mm3 += roomMm3[type]!
    grams += rooms[type]!.payloadGrams
    left[type]!--
  }
  return saved > 0 && mm3 >= 0 && grams >= 0 && left.every((some) => some >= 0)
}
