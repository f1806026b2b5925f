/**
 * Ivancic, Mathur and Mohanty (1989): 47 problems of one container size each, fewest containers. The file's format is
 * that of the OR-Library: `n`, then per problem its number, `L W H`, how many types, and per type its number, each side
 * with 1 where it may stand vertical, and a quantity. No support asked unless `--support` says so.
 */
import { readFileSync } from "node:fs"
import type { Edge, PackItem } from "../src/problem/PackingProblem.ts"
import type { BenchSet } from "./BenchSet.ts"
import { manyCartons, type CartonsInstance } from "./manyCartons.ts"
import { plainCarton } from "./plainCarton.ts"

export const thpack9Set: BenchSet = (options) => manyCartons(instancesIn(options.path), options)

const instancesIn = (path: string): ReadonlyArray<CartonsInstance> => {
  const numbers = readFileSync(path, "utf8").trim().split(/\s+/).map(Number)
  let at = 0
  const next = (): number => {
    const value = numbers[at++]
    if (value === undefined) throw new RangeError(`${path}: expected another number, got the end`)
    return value
  }
  return Array.from({ length: next() }, (): CartonsInstance => {
    const name = `thpack9_${next()}`
    const cartons = [plainCarton("container", next(), next(), next())]
    const items = Array.from({ length: next() }, (): PackItem => {
      const id = String(next())
      const [lengthMm, l, widthMm, w, heightMm, h] = [next(), next(), next(), next(), next(), next()]
      const vertical: ReadonlyArray<readonly [Edge, number]> = [
        ["length", l],
        ["width", w],
        ["height", h]
      ]
      const orientations = vertical.flatMap(([edge, flag]) => (flag === 1 ? [edge] : []))
      return { id, lengthMm, widthMm, heightMm, massGrams: 0, quantity: next(), orientations }
    })
    return { name, problem: { items, cartons, objective: "fewestThenSmallest", support: "none" }, reference: undefined }
  })
}
