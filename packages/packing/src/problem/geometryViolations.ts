/**
 * Whether what is in a carton lies as it may, inside, apart and supported.
 */
import { common, commonFloorMm2, contactsMm2, isNestedIn } from "./contact.ts"
import type { CartonType, PackingRules, PackItem, Support } from "./PackingProblem.ts"
import type { Placement } from "./PackPlan.ts"
import type { ContentViolation } from "./PackViolation.ts"

export const geometryViolations = (
  { support = "full" }: PackingRules,
  items: ReadonlyMap<string, PackItem>,
  type: CartonType | undefined,
  index: number,
  placements: ReadonlyArray<Placement>
): ReadonlyArray<ContentViolation> => [
  ...(type === undefined ? [] : inBounds(type, index, placements)),
  ...lyingRight(items, index, placements),
  ...apart(items, index, placements),
  ...supported(support, items, index, placements)
]

const inBounds = (type: CartonType, index: number, placements: ReadonlyArray<Placement>): Array<ContentViolation> => {
  const { lengthMm: alongX, widthMm: alongY } = type.overhangMm ?? { lengthMm: 0, widthMm: 0 }
  return placements.flatMap(({ item, x, y, z, l, w, h }, placement): Array<ContentViolation> => {
    const low = x >= -alongX && y >= -alongY && z >= 0
    const inX = x + l <= type.innerLengthMm + alongX
    const inY = y + w <= type.innerWidthMm + alongY
    return low && inX && inY && z + h <= type.innerHeightMm ? [] : [{ _tag: "OutOfBounds", index, placement, item }]
  })
}

const lyingRight = (
  items: ReadonlyMap<string, PackItem>,
  index: number,
  placements: ReadonlyArray<Placement>
): Array<ContentViolation> =>
  placements.flatMap(({ item, l, w, h }, placement): Array<ContentViolation> => {
    const known = items.get(item)
    if (known === undefined) return [{ _tag: "UnknownItem", index, placement, item }]
    return mayLie(known, l, w, h) ? [] : [{ _tag: "WrongOrientation", index, placement, item }]
  })

const mayLie = (item: PackItem, l: number, w: number, h: number): boolean => {
  const padding = 2 * (item.paddingMm ?? 0)
  const [length, width, height] = [item.lengthMm + padding, item.widthMm + padding, item.heightMm + padding]
  const turns = (a: number, b: number): boolean => (l === a && w === b) || (l === b && w === a)
  const onHeight = h === height && turns(length, width)
  const onWidth = h === width && turns(length, height)
  const onLength = h === length && turns(width, height)
  switch (item.orientations) {
    case "fixed":
      return h === height && l === length && w === width
    case "upright":
      return onHeight
    case "flat":
      return h === Math.min(length, width, height) && (onHeight || onWidth || onLength)
    case "any":
      return onHeight || onWidth || onLength
    default: {
      const edges = new Set(item.orientations)
      return (onHeight && edges.has("height")) || (onWidth && edges.has("width")) || (onLength && edges.has("length"))
    }
  }
}

const apart = (
  items: ReadonlyMap<string, PackItem>,
  index: number,
  placements: ReadonlyArray<Placement>
): Array<ContentViolation> => {
  const found: Array<ContentViolation> = []
  for (const [placement, a] of placements.entries()) {
    for (let other = 0; other < placement; other++) {
      const b = placements[other]
      if (b === undefined || commonFloorMm2(a, b) === 0 || common(a.z, a.h, b.z, b.h) === 0) continue
      if (isNestedIn(items, a, b) || isNestedIn(items, b, a)) continue
      found.push({ _tag: "Overlap", index, placement, other })
    }
  }
  return found
}

const supported = (
  support: Support,
  items: ReadonlyMap<string, PackItem>,
  index: number,
  placements: ReadonlyArray<Placement>
): Array<ContentViolation> => {
  const share = support === "full" ? 1 : support === "none" ? 0 : support
  const found: Array<ContentViolation> = []
  for (const [placement, above] of placements.entries()) {
    const { item, z, l, w } = above
    if (z === 0) continue
    let supportedMm2 = 0
    let byEarlierMm2 = 0
    for (const [other, mm2] of contactsMm2(items, placements, above).entries()) {
      supportedMm2 += mm2
      if (other < placement) byEarlierMm2 += mm2
    }
    const baseMm2 = l * w
    if (supportedMm2 < share * baseMm2)
      found.push({ _tag: "NotSupported", index, placement, item, supportedMm2, baseMm2 })
    else if (byEarlierMm2 < supportedMm2) found.push({ _tag: "LoadedTooEarly", index, placement, item })
  }
  return found
}
