/**
 * Martello, Pisinger and Vigo (2000): 320 instances of eight classes, no turning, no support, fewest cartons. A folder
 * of `class*_n*.txt`: blocks of `n W H D` and n lines `w h d`. The reference is the mean that Gonçalves and Resende
 * (2013) publish for a class and size, so that gaps mean something in sum only.
 */
import { readdirSync, readFileSync } from "node:fs"
import { basename, dirname, join } from "node:path"
import { statSync } from "node:fs"
import type { PackItem } from "../src/problem/PackingProblem.ts"
import type { BenchSet } from "./BenchSet.ts"
import { manyCartons, type CartonsInstance } from "./manyCartons.ts"
import { plainCarton } from "./plainCarton.ts"

/** By class: for 50, 100, 150 and 200 items. */
const publishedMeans: ReadonlyArray<ReadonlyArray<number>> = [
  [13.4, 26.6, 36.3, 50.7],
  [13.8, 25.7, 36.6, 49.4],
  [13.3, 25.9, 37.4, 49.8],
  [29.4, 59.0, 86.8, 118.8],
  [8.3, 15.0, 19.9, 27.1],
  [9.7, 18.9, 29.0, 37.2],
  [7.4, 12.2, 15.3, 23.4],
  [9.2, 18.8, 23.6, 29.3]
]

export const mpvSet: BenchSet = (options) => manyCartons(instancesIn(options.path), options)

const instancesIn = (path: string): ReadonlyArray<CartonsInstance> => {
  const isFile = statSync(path).isFile()
  const folder = isFile ? dirname(path) : path
  const files = isFile ? [basename(path)] : readdirSync(path).sort()
  return files.flatMap((file) => {
    const [, group, size] = /^class(\d)_n(\d+)\.txt$/.exec(file) ?? []
    if (group === undefined || size === undefined) return []
    const reference = publishedMeans[Number(group) - 1]?.[Number(size) / 50 - 1]
    const numbers = readFileSync(join(folder, file), "utf8").trim().split(/\s+/).map(Number)
    return instancesFrom(numbers, `class${group}_n${size}`, reference)
  })
}

const instancesFrom = (
  numbers: ReadonlyArray<number>,
  name: string,
  reference: number | undefined
): ReadonlyArray<CartonsInstance> => {
  const instances: Array<CartonsInstance> = []
  for (let at = 0; at < numbers.length;) {
    const [count, length, width, height] = numbers.slice(at, at + 4) as [number, number, number, number]
    at += 4
    const items = Array.from({ length: count }, (_, index): PackItem => {
      const [l, w, h] = numbers.slice(at + 3 * index, at + 3 * index + 3) as [number, number, number]
      return {
        id: String(index),
        lengthMm: l,
        widthMm: w,
        heightMm: h,
        massGrams: 0,
        quantity: 1,
        orientations: "fixed"
      }
    })
    at += 3 * count
    const cartons = [plainCarton("bin", length, width, height)]
    const problem = { items, cartons, objective: "fewestThenSmallest", support: "none" } as const
    instances.push({ name: `${name}_${instances.length + 1}`, problem, reference })
  }
  return instances
}
