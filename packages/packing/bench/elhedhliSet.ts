/**
 * Mixed cases after Elhedhli, Gzara and Yildiz (2019): one pallet size, cases upright, fewest pallets, fully supported
 * unless `--support` says otherwise. A JSON file of `{ class, n, seed, pallet: [L, W, H], types: [[l, w, h, quantity]] }`.
 */
import { readFileSync } from "node:fs"
import type { PackItem } from "../src/problem/PackingProblem.ts"
import type { BenchSet } from "./BenchSet.ts"
import { manyCartons, type CartonsInstance } from "./manyCartons.ts"
import { plainCarton } from "./plainCarton.ts"

interface Written {
  readonly class: number
  readonly n: number
  readonly seed: number
  readonly pallet: readonly [number, number, number]
  readonly types: ReadonlyArray<readonly [number, number, number, number]>
}

export const elhedhliSet: BenchSet = (options) => {
  const written = JSON.parse(readFileSync(options.path, "utf8")) as ReadonlyArray<Written>
  return manyCartons(written.map(instanceFrom), options)
}

const instanceFrom = ({ class: group, n, pallet, seed, types }: Written): CartonsInstance => {
  const items = types.map(([lengthMm, widthMm, heightMm, quantity], index): PackItem => ({
    id: String(index),
    lengthMm,
    widthMm,
    heightMm,
    massGrams: 0,
    quantity,
    orientations: "upright"
  }))
  const problem = { items, cartons: [plainCarton("pallet", ...pallet)], objective: "fewestThenSmallest" } as const
  return { name: `class${group}_n${n}_${seed}`, problem, reference: undefined }
}
