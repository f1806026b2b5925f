/**
 * Orders and cartons written as one reads them aloud, for tests, examples and notebooks.
 */
import type { CartonType, Orientations, PackItem } from "../problem/PackingProblem.ts"

/**
 * Items from text: `"2×mug 90×80×100 300g upright, vase 200×200×400 1500g fixed"`. Quantity 1 and `any` orientation
 * when not said; sides are length, width, height in mm; `x` may stand for `×`. Throws on anything else.
 */
export const sketchItems = (text: string): ReadonlyArray<PackItem> =>
  parts(text).map((part): PackItem => {
    const match = /^(?:(\d+)[×x])?(\S+) (\d+)[×x](\d+)[×x](\d+) (\d+)g(?: (any|upright|fixed))?$/.exec(part)
    if (match === null) throw new RangeError(`Expected an item like "2×mug 90×80×100 300g upright", got "${part}"`)
    const [, quantity, id, length, width, height, mass, orientations] = match
    return {
      id: String(id),
      lengthMm: Number(length),
      widthMm: Number(width),
      heightMm: Number(height),
      massGrams: Number(mass),
      quantity: Number(quantity ?? 1),
      orientations: (orientations ?? "any") as Orientations
    }
  })

/**
 * Cartons from text: `"S 200×150×100 5000g, L 400×300×200 20000g tare 300g cost 90"`: inner sides, most gross mass,
 * tare (0 when not said) and price in minor units. Walls have no thickness: outer sides equal inner sides. Throws on
 * anything else.
 */
export const sketchCartons = (text: string): ReadonlyArray<CartonType> =>
  parts(text).map((part): CartonType => {
    const match = /^(\S+) (\d+)[×x](\d+)[×x](\d+) (\d+)g(?: tare (\d+)g)?(?: cost (\d+))?$/.exec(part)
    if (match === null) throw new RangeError(`Expected a carton like "S 200×150×100 5000g cost 90", got "${part}"`)
    const [, id, length, width, height, gross, tare, cost] = match
    return {
      id: String(id),
      innerLengthMm: Number(length),
      innerWidthMm: Number(width),
      innerHeightMm: Number(height),
      outerLengthMm: Number(length),
      outerWidthMm: Number(width),
      outerHeightMm: Number(height),
      tareGrams: Number(tare ?? 0),
      maxGrossGrams: Number(gross),
      ...(cost === undefined ? {} : { costMinor: Number(cost) })
    }
  })

const parts = (text: string): ReadonlyArray<string> =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "")
