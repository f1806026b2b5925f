/**
 * Random containers to load, drawn small, with few ids and round numbers, so that exact fits and ties come up, and
 * under every mix of rules.
 */
import type { Random } from "@stowage/kernel/Random"
import type { LoadProblem } from "@stowage/packing/loads/LoadPlan"
import type { CartonType, Orientations, PackItem } from "@stowage/packing/problem/PackingProblem"

/** Which rules a problem has, drawn anew for each so that all mixes come up. */
type Has = (rule: string) => boolean

const orientations: ReadonlyArray<Orientations> = ["any", "upright", "flat", "fixed", ["length", "height"], ["width"]]

export const drawLoad = (chance: Random): LoadProblem => {
  const rules = new Map<string, boolean>()
  const has: Has = (rule) => {
    const known = rules.get(rule) ?? chance.chance(0.3)
    rules.set(rule, known)
    return known && chance.chance(0.7)
  }
  const most = chance.pick([3, 6, 15])
  const length = 2 + chance.int(2 * most)
  const width = 2 + chance.int(2 * most)
  const items = Array.from({ length: 1 + chance.int(6) }, (_, index) => drawItem(chance, has, `${index}`, most))
  return {
    items,
    container: drawContainer(chance, has, length, width, 2 + chance.int(2 * most)),
    support: chance.pick(["full", "full", "none", 0.7]),
    separations: [["acid", "base"]]
  }
}

const drawItem = (chance: Random, has: Has, id: string, most: number): PackItem => {
  const side = (): number => 1 + chance.int(most)
  const heightMm = side()
  const lying = chance.pick(orientations)
  const nests = heightMm > 1 && (lying === "any" || lying === "upright" || lying === "fixed") && has("nest")
  return {
    id,
    lengthMm: side(),
    widthMm: side(),
    heightMm,
    massGrams: chance.int(50),
    quantity: 1 + chance.int(12),
    orientations: lying,
    ...(has("load") ? { maxTopGrams: chance.pick([0, 30, 80, 200]) } : {}),
    ...(has("pressure") ? { maxTopGramsPerDm2: chance.pick([20_000, 100_000, 300_000]) } : {}),
    ...(nests ? { nestMm: 1 + chance.int(heightMm - 1) } : {}),
    ...(!nests && has("padding") ? { paddingMm: chance.int(3) } : {}),
    ...(has("group") ? { group: chance.pick(["set", "kit"]) } : {}),
    ...(has("class") ? { separationClass: chance.pick(["acid", "base", "food"]) } : {}),
    ...(has("key") ? { mixKey: chance.pick(["A", "B"]) } : {}),
    ...(has("drop") ? { drop: 1 + chance.int(3) } : {}),
    ...(has("value") ? { value: chance.int(100) } : {})
  }
}

const drawContainer = (chance: Random, has: Has, length: number, width: number, height: number): CartonType => {
  const [leastXMm, leastYMm] = [chance.int(length), chance.int(width)]
  const rear = length - chance.int(Math.max(1, length >> 1))
  const axles = [
    { xMm: -1 - chance.int(3), leastGrams: chance.int(40), mostGrams: 50 + chance.int(900) },
    { xMm: rear, mostGrams: 50 + chance.int(900) }
  ] as const
  return {
    id: "C",
    innerLengthMm: length,
    innerWidthMm: width,
    innerHeightMm: height,
    outerLengthMm: length,
    outerWidthMm: width,
    outerHeightMm: height,
    tareGrams: 1,
    maxGrossGrams: chance.pick([100, 500, 100_000]),
    unloadFrom: chance.pick(["end", "top"]),
    ...(has("overhang") ? { overhangMm: { lengthMm: chance.int(3), widthMm: chance.int(3) } } : {}),
    ...(has("balance")
      ? {
          balance: { leastXMm, mostXMm: leastXMm + chance.int(length), leastYMm, mostYMm: leastYMm + chance.int(width) }
        }
      : {}),
    ...(has("axles") ? { axles } : {})
  }
}
