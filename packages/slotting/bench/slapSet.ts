/**
 * Storage assignment on open floors with obstacles: folders of a layout (`tsplib_parent.json`) and its instances, each
 * with its published plan (`…_SLAP_res.json`), which is measured anew. Lengths are in units of the coordinates.
 *
 * Source of the set: Oxenstierna, van Rensburg, Stuckey and Krueger (2023), Storage assignment using nested annealing
 * and Hamming distances, ICORES.
 */
import { existsSync, readFileSync } from "node:fs"
import { basename, dirname, join } from "node:path"
import type { Sku } from "@stowage/kernel/Ids"
import { afterMillis, whenExhausted } from "@stowage/kernel/Stop"
import { walksAroundMm } from "@stowage/layout/visibilityGraph"
import { solveTour } from "@stowage/picking-optimisation/tours/tour"
import * as Result from "effect/Result"
import { labourMillis } from "../src/moves/MovePlan.ts"
import type { MoveProblem } from "../src/moves/MoveProblem.ts"
import { moveSequence } from "../src/moves/moveSequence.ts"
import { reslotViolations } from "../src/moves/ReslotPlan.ts"
import { type ReslotProblem, reslotRefusalText } from "../src/moves/ReslotProblem.ts"
import { solveReslot } from "../src/moves/reslot.ts"
import { type BenchSet, gapTo, type Measured, type SetOptions, timed } from "./BenchSet.ts"
import { filesBelow } from "./folders.ts"

interface Floor {
  readonly depots: readonly [start: number, end: number]
  readonly places: number
  readonly walkMm: Float64Array
}

interface Instance {
  readonly problem: ReslotProblem
  /** The published place of each SKU; undefined when there is no plan. */
  readonly published: ReadonlyArray<number> | undefined
}

export const slapSet: BenchSet = (options) => {
  const floors = new Map<string, Floor>()
  const floorOf = (file: string): Floor => {
    let folder = dirname(file)
    while (!existsSync(join(folder, "tsplib_parent.json")) && dirname(folder) !== folder) folder = dirname(folder)
    const floor = floors.get(folder) ?? floorIn(join(folder, "tsplib_parent.json"))
    floors.set(folder, floor)
    return floor
  }
  return filesBelow(options.instances)
    .filter((file) => file.endsWith(".json") && !/(_SLAP_res|tsplib_parent)\.json$/.test(file))
    .map((file) => {
      const name = basename(file, ".json")
      return { name, measure: () => measure(name, instanceIn(file, floorOf(file)), options) }
    })
}

const measure = (name: string, { problem, published }: Instance, options: SetOptions): Measured => {
  const movedOf = (places: ReadonlyArray<number>): number =>
    problem.skus.filter(({ place }, sku) => places[sku] !== place).length
  const limit = published === undefined || options.moves === "unlimited" ? {} : { movedAtMost: movedOf(published) }
  const limited = { ...problem, ...limit }
  const stop = afterMillis(1000 * options.seconds, options.now)
  const { ms, value } = timed(() => solveReslot(limited, { seed: options.seed, stop }))
  if (Result.isFailure(value)) throw new RangeError(`${name}: ${reslotRefusalText(value.failure)}`)
  const { bound, plan } = value.success
  const before = walked(
    problem,
    problem.skus.map(({ place }) => place)
  )
  const after = walked(problem, plan.places)
  const reference = published === undefined ? null : walked(problem, published)
  const line = {
    instance: name,
    cost: after,
    bound,
    reference,
    gapPercent: gapTo(after, reference),
    ms,
    violations: reslotViolations(limited, plan).length,
    moves: movedOf(plan.places),
    movesCost: carriedMm(problem, plan.places),
    before,
    after
  }
  return { line, assignment: Object.fromEntries(problem.skus.map(({ sku }, at) => [sku, plan.places[at]])) }
}

/** What is walked to carry all moved SKUs to their places once, with a buffer at the start of the rounds. */
const carriedMm = (problem: ReslotProblem, wanted: ReadonlyArray<number>): number => {
  const labour = { walkMmPerSecond: 1000, handlingMillis: 0 }
  const moving: MoveProblem = { reslot: problem, wanted, buffers: [problem.start], labour, horizonDays: 1 }
  return labourMillis(moving, { moves: moveSequence(moving, wanted) ?? [] })
}

/** The length of all rounds, each walked as the routing of `picking-optimisation` has it. */
const walked = ({ end, rounds, start, walks }: ReslotProblem, places: ReadonlyArray<number>): number => {
  const between = (from: number, to: number): number => walks.walkMm[from * walks.places + to]!
  const distances = { count: walks.places, between }
  const known = new Map<string, number>()
  let total = 0
  for (const { skus } of rounds) {
    const stops = [...new Set(skus)].map((sku) => places[sku]!)
    const key = stops.toSorted((a, b) => a - b).join()
    const length = known.get(key) ?? tourLength({ distances, stops, start, end })
    known.set(key, length)
    total += length
  }
  return total
}

const tourLength = ({
  distances,
  end,
  start,
  stops
}: {
  readonly distances: { readonly count: number; readonly between: (from: number, to: number) => number }
  readonly stops: ReadonlyArray<number>
  readonly start: number
  readonly end: number
}): number => {
  const named = stops.map((place) => ({ id: String(place), place }))
  const answer = solveTour({ distances, stops: named, starts: [start], ends: [end] }, { seed: 0, stop: whenExhausted })
  return Result.getOrThrow(answer).cost
}

interface ParentFile {
  readonly LOCATION_COORD_SECTION: Readonly<Record<string, readonly [number, number]>>
  readonly OBSTACLES: Readonly<Record<string, ReadonlyArray<number>>>
  readonly DEPOTS: readonly [string, string]
}

const floorIn = (file: string): Floor => {
  const parent = JSON.parse(readFileSync(file, "utf8")) as ParentFile
  const places = Math.max(...Object.keys(parent.LOCATION_COORD_SECTION).map(Number)) + 1
  const points = Array.from({ length: places }, (_, place) => {
    const [xMm = 0, yMm = 0] = parent.LOCATION_COORD_SECTION[String(place)] ?? []
    return { xMm, yMm }
  })
  const obstacles = Object.values(parent.OBSTACLES).map((corners) => corners.map((corner) => points[corner]!))
  const [start, end] = parent.DEPOTS
  return { depots: [Number(start), Number(end)], places, walkMm: walksAroundMm(points, obstacles) }
}

interface InstanceFile {
  readonly VISIT_LOCATION_SECTION: Readonly<Record<string, string>>
  readonly PICKING_LOG: Readonly<Record<string, { readonly SKUS: ReadonlyArray<string> }>>
}

interface ResultFile {
  readonly slottedSKUs: Readonly<Record<string, { readonly rawLocCurrent: string }>>
}

const instanceIn = (file: string, { depots, places, walkMm }: Floor): Instance => {
  const read = JSON.parse(readFileSync(file, "utf8")) as InstanceFile
  const entries = Object.entries(read.VISIT_LOCATION_SECTION)
  const indexOf = new Map(entries.map(([sku], index) => [sku, index]))
  const problem = {
    walks: { places, walkMm },
    start: depots[0],
    end: depots[1],
    skus: entries.map(([sku, place]) => ({ sku: sku as Sku, place: Number(place) })),
    empty: [],
    rounds: Object.values(read.PICKING_LOG).map(({ SKUS }) => ({ skus: SKUS.map((sku) => indexOf.get(sku)!) }))
  }
  const results = file.replace(/\.json$/, "_SLAP_res.json")
  if (!existsSync(results)) return { problem, published: undefined }
  const { slottedSKUs } = JSON.parse(readFileSync(results, "utf8")) as ResultFile
  const published = entries.map(([sku, place]) => Number(slottedSKUs[sku]?.rawLocCurrent ?? place))
  return { problem, published }
}
