/**
 * Whether a few units go in one carton, by trying every order, orientation and whole-millimetre place. Slow and
 * simple.
 */
import { payloadGrams, type CartonType, type PackItem } from "@stowage/packing/problem/PackingProblem"

type Sides = readonly [number, number, number]

/** Heights of what is loaded, one number a square millimetre. */
type Ground = ReadonlyArray<ReadonlyArray<number>>

export const fitsSomehow = (items: ReadonlyArray<PackItem>, carton: CartonType): boolean => {
  const units = items.flatMap((item) => Array.from({ length: item.quantity }, () => item))
  if (units.reduce((sum, { massGrams }) => sum + massGrams, 0) > payloadGrams(carton)) return false
  const floor = Array.from({ length: carton.innerLengthMm }, () => Array.from({ length: carton.innerWidthMm }, () => 0))
  return restFits(units, floor, carton.innerHeightMm)
}

const restFits = (units: ReadonlyArray<PackItem>, ground: Ground, heightMm: number): boolean =>
  units.length === 0 ||
  units.some((unit, index) =>
    waysToLie(unit).some((sides) =>
      groundsAfter(ground, sides, heightMm).some((after) => restFits(units.toSpliced(index, 1), after, heightMm))
    )
  )

const groundsAfter = (ground: Ground, [l, w, h]: Sides, heightMm: number): ReadonlyArray<Ground> =>
  ground.flatMap((line, x) =>
    line.flatMap((z, y) => {
      if (z + h > heightMm || x + l > ground.length || y + w > line.length) return []
      const under = (atX: number, atY: number): boolean => atX >= x && atX < x + l && atY >= y && atY < y + w
      const level = ground.every((row, atX) => row.every((other, atY) => !under(atX, atY) || other === z))
      return level ? [ground.map((row, atX) => row.map((other, atY) => (under(atX, atY) ? z + h : other)))] : []
    })
  )

const waysToLie = ({ lengthMm: l, widthMm: w, heightMm: h, orientations }: PackItem): ReadonlyArray<Sides> => {
  if (orientations === "fixed") return [[l, w, h]]
  if (orientations === "upright")
    return [
      [l, w, h],
      [w, l, h]
    ]
  return [
    [l, w, h],
    [w, l, h],
    [l, h, w],
    [h, l, w],
    [w, h, l],
    [h, w, l]
  ]
}
