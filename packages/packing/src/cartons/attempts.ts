/**
 * The ways to try a first fit, in a fixed sequence: plain ones first, then shuffled ones from a seed.
 */
import type { Random } from "@stowage/kernel/Random"
import type { Attempt } from "./firstFit.ts"
import { posesSize, type Kinds } from "../problem/Kinds.ts"

/** What "decreasing" means. The base is the largest face, thickness the shortest side. */
const sortKeys = ["base", "thickness", "length", "volume"] as const
type SortKey = (typeof sortKeys)[number]
const aims = ["low", "cover", "snug"] as const
const piles = ["layers", "towers", "singles"] as const

/** How many attempts are plain: the same whatever the seed. */
export const plainAttempts = sortKeys.length * aims.length * 2

/** The units up to which units are also tried one by one. Above it only in piles, so that large orders stay quick. */
const fewUnits = 64

/** The attempt number `iteration`, below `plainAttempts`. */
export const plainAttempt = (kinds: Kinds, iteration: number): Attempt => ({
  order: decreasing(kinds, sortKeys[iteration % sortKeys.length]!, () => 1),
  aim: aims[Math.floor(iteration / sortKeys.length) % aims.length]!,
  pile: iteration < plainAttempts / 2 ? "layers" : "towers"
})

/** An attempt drawn from `random`: a plain order somewhat shuffled. `units` is how many units there are in all. */
export const shuffledAttempt = (kinds: Kinds, units: number, random: Random): Attempt => ({
  order: decreasing(kinds, random.pick(sortKeys), () => 0.6 + 0.8 * random.next()),
  aim: random.pick(aims),
  pile: piles[random.int(units > fewUnits ? 2 : 3)]!
})

/** Kinds by falling key, each key weighted; ties in the order of the problem. */
const decreasing = (kinds: Kinds, key: SortKey, weight: () => number): Int32Array => {
  const keys = Float64Array.from({ length: kinds.count }, (_, kind) => keyOf(kinds, kind, key) * weight())
  return Int32Array.from(keys, (_, kind) => kind).sort((a, b) => keys[b]! - keys[a]! || a - b)
}

const keyOf = (kinds: Kinds, kind: number, key: SortKey): number => {
  const l = kinds.poses[kind * posesSize]!
  const w = kinds.poses[kind * posesSize + 1]!
  const h = kinds.poses[kind * posesSize + 2]!
  switch (key) {
    case "base":
      return (l * w * h) / Math.min(l, w, h)
    case "thickness":
      return Math.min(l, w, h)
    case "length":
      return Math.max(l, w, h)
    case "volume":
      return l * w * h
  }
}
