/**
 * A site at work: its world, its clock, its people, and the commits it makes.
 */
import type { CommitId, Commit, EventData, StreamId } from "@stowage/runtime/Commit"
import type { LocationId, Sku } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import type { LocalDate } from "@stowage/kernel/LocalDate"
import { type Random, random } from "@stowage/kernel/Random"
import { fefo, fifo } from "@stowage/inventory/AllocationStrategy"
import { distancesOf } from "@stowage/layout/distances"
import type { Location } from "@stowage/layout/Location"
import { decideHandoff } from "@stowage/operations/decideHandoff"
import type { Handoff } from "@stowage/operations/Handoff"
import type { StockView, StrategyFor } from "@stowage/operations/StockView"
import type { Floor } from "@stowage/operations/unitRoom"
import * as Result from "effect/Result"
import { type Engine, makeEngine } from "./engine.ts"
import { type Pool, makePool } from "./Pool.ts"
import type { Scenario } from "./Scenario.ts"
import type { SiteEvent, WorkKind } from "./SiteEvent.ts"
import { type World, applyCommit } from "./World.ts"
import { worldRecords } from "./worldRecords.ts"
import { worldStock } from "./worldStock.ts"

/** People by what they do. */
export interface Crew {
  readonly pickers: Pool<string>
  readonly packers: Pool<string>
  readonly handlers: Pool<string>
}

/** A site on one simulated day. */
export interface Site {
  readonly scenario: Scenario
  readonly world: World
  readonly stock: StockView
  readonly floor: Floor
  readonly engine: Engine
  readonly crew: Crew
  readonly today: LocalDate
  readonly strategyFor: StrategyFor
  /** From the pack station, with reserve locations behind every pick face. */
  readonly walkMm: (location: LocationId) => number
  /** Chance about the thing of this name: the same whatever else is drawn. */
  readonly chanceOf: (name: string) => Random
  /**
   * Commits a hand-off under a name of its own, with what the site itself has to say. Nothing in it, nothing committed.
   */
  readonly record: (id: string, actor: string, handoff: Handoff, said?: ReadonlyArray<SiteEvent>) => void
}

/** What stays the same from day to day. */
export interface Grounds {
  readonly scenario: Scenario
  readonly world: World
  readonly walkMm: (location: LocationId) => number
  /** Reserve locations, nearest to a face first. */
  readonly reservesNear: (face: LocationId) => ReadonlyArray<LocationId>
  readonly emit: (commit: Commit) => void
}

/** Further than any walk: reserve is picked from only when no face has the stock. */
const behindEveryFace = 1e9

/** The grounds of a scenario; commits go to `emit` as they are made, after the world has taken them in. */
export const groundsOf = (scenario: Scenario, world: World, emit: (commit: Commit) => void): Grounds => {
  const { layout } = scenario
  const distances = distancesOf(layout)
  const [depot] = layout.depots
  const walks = new Map<LocationId, number>()
  for (const location of layout.locations) {
    const behind = location.use === "reserve" ? behindEveryFace : 0
    walks.set(location.id, behind + distances.walkMm(depot, location))
  }
  const reserves = layout.locations.filter((location) => location.use === "reserve")
  const near = new Map<string, ReadonlyArray<LocationId>>()
  const sortedFrom = (place: Location): ReadonlyArray<LocationId> =>
    reserves
      .map((reserve) => ({ id: reserve.id, mm: distances.walkMm(place, reserve) }))
      .sort((a, b) => a.mm - b.mm || (a.id < b.id ? -1 : 1))
      .map(({ id }) => id)
  return {
    scenario,
    world,
    walkMm: (location) => walks.get(location) ?? behindEveryFace,
    reservesNear: (face) => {
      const place = layout.byId.get(face) ?? depot
      const key = `${place.xMm}/${place.yMm}`
      const known = near.get(key) ?? sortedFrom(place)
      near.set(key, known)
      return known
    },
    emit
  }
}

const named = (role: string, count: number): ReadonlyArray<string> =>
  Array.from({ length: count }, (_, index) => `${role} ${index + 1}`)

/** The site on the day `today`, whose clock stands at `start`. */
export const siteOn = (grounds: Grounds, today: LocalDate, start: Instant): Site => {
  const { scenario, world } = grounds
  const { catalog, labour, layout, owner, seed } = scenario
  const engine = makeEngine(start)
  const records = worldRecords(world)
  const record: Site["record"] = (id, actor, handoff, said = []) => {
    const decided = decideHandoff(records, handoff)
    if (Result.isFailure(decided)) {
      const { command, id: record, kind, said: why } = decided.failure
      throw new Error(`${id}: ${kind} ${record} refused ${command}. ${why}`)
    }
    const { appends: decidedAppends, transfers } = decided.success
    const own = saidBySite(world, layout.site, said)
    const appends = [...decidedAppends.map((append) => ({ ...append, stream: append.stream as StreamId })), ...own]
    if (appends.length === 0 && transfers.length === 0) return
    const commit: Commit = { id: id as CommitId, at: engine.now(), actor, appends, transfers }
    applyCommit(world, commit)
    grounds.emit(commit)
  }
  return {
    scenario,
    world,
    stock: worldStock(world, owner, layout.site),
    floor: { catalog, layout },
    engine,
    crew: {
      pickers: makePool(engine, named("picker", labour.pickers)),
      packers: makePool(engine, named("packer", labour.packers)),
      handlers: makePool(engine, named("handler", labour.handlers))
    },
    today,
    strategyFor: (sku: Sku) => (catalog.bySku.get(sku)?.handling.expiry === undefined ? fifo : fefo),
    walkMm: grounds.walkMm,
    chanceOf: (name) => random(`${seed}/${name}`),
    record
  }
}

/** What the site says goes to its own stream; what people did, to the stream of their work. */
const saidBySite = (world: World, site: string, said: ReadonlyArray<SiteEvent>): Commit["appends"] => {
  const streams = new Map<string, Array<EventData>>()
  for (const event of said) {
    const stream = event._tag === "WorkDone" ? `work/${site}` : `site/${site}`
    streams.set(stream, [...(streams.get(stream) ?? []), event])
  }
  return [...streams].map(([stream, events]) => ({
    stream: stream as StreamId,
    expected: world.versions.get(stream) ?? 0,
    events
  }))
}

/** Nothing to decide: for commits that carry only transfers, or only what the site says. */
export const only = (transfers: Handoff["transfers"] = []): Handoff => ({ commands: [], transfers })

/** Somebody's work from `startedAt` until now. */
export const workDone = (
  site: Site,
  kind: WorkKind,
  worker: string,
  work: { readonly subject: string; readonly startedAt: Instant; readonly walkMm: number }
): SiteEvent => ({ _tag: "WorkDone", kind, worker, ...work, finishedAt: site.engine.now() })
