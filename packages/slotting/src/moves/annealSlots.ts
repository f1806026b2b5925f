/**
 * Exchanging SKUs' places by chance, at first boldly and then ever more carefully, on the walks of whole rounds.
 */
import type { Random } from "@stowage/kernel/Random"
import type { ReslotProblem } from "./ReslotProblem.ts"
import { replace, replaceMm, roundWalks, type RoundWalks } from "./RoundWalks.ts"

/** SKUs in places, with the walks of all rounds. */
export interface SlottedRounds {
  readonly walks: RoundWalks
  readonly origin: Int32Array
  readonly place: Int32Array
  /** The SKU in each place; -1 where none is, -2 where none may be. */
  readonly skuAt: Int32Array
  /** Places that SKUs may change to. */
  readonly open: Int32Array
  /** Whether a SKU may be in a place, at `sku × places + place`; undefined where all may be anywhere. */
  readonly mayBe: Uint8Array | undefined
  readonly movedAtMost: number
  moved: number
  lengthMm: number
}

/** Every SKU where it is. */
export const slottedRounds = (problem: ReslotProblem): SlottedRounds => {
  const { empty, movedAtMost, skus, walks } = problem
  const place = Int32Array.from(skus, (stored) => stored.place)
  const skuAt = new Int32Array(walks.places).fill(-2)
  for (const at of empty) skuAt[at] = -1
  for (const [sku, at] of place.entries()) skuAt[at] = sku
  const isFree = skus.every(({ mayBeAt }) => mayBeAt === undefined)
  const mayBe = isFree ? undefined : new Uint8Array(skus.length * walks.places)
  for (const [sku, { mayBeAt, place: own }] of skus.entries()) {
    for (const at of mayBeAt ?? Array(walks.places).keys())
      mayBe?.fill(1, sku * walks.places + at, sku * walks.places + at + 1)
    mayBe?.fill(1, sku * walks.places + own, sku * walks.places + own + 1)
  }
  const slotted: SlottedRounds = {
    walks: roundWalks(problem, place),
    origin: place.slice(),
    place,
    skuAt,
    open: Int32Array.of(...place, ...empty),
    mayBe,
    movedAtMost: movedAtMost ?? skus.length,
    moved: 0,
    lengthMm: 0
  }
  slotted.lengthMm = totalMm(slotted.walks)
  return slotted
}

const totalMm = ({ rounds }: RoundWalks): number => {
  let total = 0
  for (const { lengthMm, perDay } of rounds) total += lengthMm * perDay
  return total
}

/** How many more SKUs than now are away from where they were, when these two change places. */
export const movesMore = ({ origin, place, skuAt }: SlottedRounds, sku: number, to: number): number => {
  const from = place[sku]!
  const other = skuAt[to]!
  const more = (to === origin[sku] ? 0 : 1) - (from === origin[sku] ? 0 : 1)
  return other < 0 ? more : more + (from === origin[other] ? 0 : 1) - (to === origin[other] ? 0 : 1)
}

/** Whether the SKU may go there, and the one there to where it is. */
export const mayChange = ({ mayBe, place, skuAt, walks }: SlottedRounds, sku: number, to: number): boolean => {
  const other = skuAt[to]!
  if (other === -2 || to === place[sku]) return false
  if (mayBe === undefined) return true
  return mayBe[sku * walks.places + to] === 1 && (other < 0 || mayBe[other * walks.places + place[sku]!] === 1)
}

/**
 * How much longer all rounds of a day become, at most, when a SKU goes to a place and the one there to its own; below 0
 * when shorter. Rounds that pick both walk as before.
 */
export const changeMm = ({ place, skuAt, walks }: SlottedRounds, sku: number, to: number): number => {
  const from = place[sku]!
  const other = skuAt[to]!
  return oneMm(walks, sku, other, from, to) + (other < 0 ? 0 : oneMm(walks, other, sku, to, from))
}

/** Of the rounds that pick `sku` but not `other`. */
const oneMm = (walks: RoundWalks, sku: number, other: number, from: number, to: number): number => {
  const { isIn, rounds, roundsOf } = walks
  const mine = roundsOf[sku]!
  const row = other * rounds.length
  let adds = 0
  for (let at = 0; at < mine.length; at++) {
    const round = mine[at]!
    if (other >= 0 && isIn[row + round] === 1) continue
    adds += rounds[round]!.perDay * replaceMm(walks, rounds[round]!, from, to)
  }
  return adds
}

/** Lets a SKU go to a place, and the one there to its own. */
export const changePlaces = (slotted: SlottedRounds, sku: number, to: number): void => {
  const { place, skuAt } = slotted
  const from = place[sku]!
  const other = skuAt[to]!
  slotted.moved += movesMore(slotted, sku, to)
  changeRounds(slotted, sku, other, from, to)
  if (other >= 0) {
    changeRounds(slotted, other, sku, to, from)
    place[other] = from
  }
  place[sku] = to
  skuAt[to] = sku
  skuAt[from] = other < 0 ? -1 : other
}

const changeRounds = (slotted: SlottedRounds, sku: number, other: number, from: number, to: number): void => {
  const { isIn, rounds, roundsOf } = slotted.walks
  for (const round of roundsOf[sku]!) {
    if (other >= 0 && isIn[other * rounds.length + round] === 1) continue
    const walk = rounds[round]!
    const before = walk.lengthMm
    replace(slotted.walks, walk, from, to)
    slotted.lengthMm += walk.perDay * (walk.lengthMm - before)
  }
}

/**
 * Draws a change and tries it at this heat; each SKU away from where it was beyond the limit costs `price`. A SKU that
 * is away is often sent back where there is a limit. Returns whether the change was made.
 */
export const tryChange = (slotted: SlottedRounds, chance: Random, heat: number, price: number): boolean => {
  const { moved, movedAtMost, open, origin, place } = slotted
  const sku = chance.int(place.length)
  const isToReturn = movedAtMost < place.length && place[sku] !== origin[sku]
  const to = isToReturn && chance.next() < backShare ? origin[sku]! : open[chance.int(open.length)]!
  if (!mayChange(slotted, sku, to)) return false
  const after = moved + movesMore(slotted, sku, to)
  const pays = price * (Math.max(0, after - movedAtMost) - Math.max(0, moved - movedAtMost))
  const most = chance.exponential(heat) - pays
  // Nothing shortens the rounds by more than they are long.
  if (most < -slotted.lengthMm || changeMm(slotted, sku, to) > most) return false
  changePlaces(slotted, sku, to)
  return true
}

const backShare = 0.25
