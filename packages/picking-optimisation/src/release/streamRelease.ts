/**
 * Waveless release: orders go to the floor one by one, as soon as there is room for them, the most urgent first.
 *
 * Work in progress is capped, for the floor and for each zone: by Little's law a cap holds the time from release to
 * picked near cap / throughput, so an order that comes in urgent overtakes all that is not released yet.
 *
 * Source: Spearman, Woodruff and Hopp (1990), CONWIP: a pull alternative to kanban, International Journal of Production
 * Research 28(5).
 */
import { type FulfilmentOrderId } from "@stowage/kernel/Ids"
import { type Instant } from "@stowage/kernel/Instant"

/** What is counted as work in progress: orders, lines, and the time that one picker takes for them. */
export const workNames = ["orders", "lines", "workMillis"] as const
export type WorkName = (typeof workNames)[number]

/** An amount of work. */
export type Work = Readonly<Record<WorkName, number>>

/** Caps on work in progress. One that is left out does not bind. */
export type WorkCap = Partial<Work>

/** What one order asks of one zone. */
export interface ZoneWork {
  readonly zone: string
  readonly lines: number
  readonly workMillis: number
}

/** An order that may be released. */
export interface StreamOrder {
  readonly id: FulfilmentOrderId
  /** By when it must be picked. */
  readonly dueAt: Instant
  /** A higher one goes first, whatever is due when. */
  readonly priority: number
  /** Each zone at most once, at least one. */
  readonly zones: ReadonlyArray<ZoneWork>
  /** Refills that its picks wait for and that are not done. It is kept back while there is one. */
  readonly waitsFor: ReadonlyArray<string>
}

/** The floor as it stands. */
export interface StreamFloor {
  readonly at: Instant
  /** Released and not picked yet. */
  readonly inWork: Work
  readonly cap: WorkCap
  /** Zones that are not named have no work and no cap. */
  readonly zones: ReadonlyMap<string, { readonly inWork: Work; readonly cap: WorkCap }>
}

/** Why an order is kept back, in order of precedence. */
export type KeptBack =
  /** Another of these has the same id, and came before it. */
  | { readonly _tag: "NamedTwice" }
  /** It asks for no zone, or for the same one twice. */
  | { readonly _tag: "ZonesWrong"; readonly zones: ReadonlyArray<string> }
  /** A time or a priority is not a number, or work is less than none. Nothing can be said of when it should go. */
  | { readonly _tag: "FieldWrong"; readonly field: string; readonly value: number; readonly expected: string }
  | { readonly _tag: "WaitsForRefill"; readonly refills: ReadonlyArray<string> }
  /** The floor is full. `zone` is undefined for the floor as a whole. */
  | {
      readonly _tag: "NoRoom"
      readonly zone: string | undefined
      readonly work: WorkName
      readonly asked: number
      readonly room: number
    }
  /** There is room, but a more urgent order waits for room of the whole floor, and would wait for ever if passed. */
  | { readonly _tag: "BehindMoreUrgent"; readonly id: FulfilmentOrderId }

/** What to release now, most urgent first, and why the others are kept. */
export interface StreamRelease {
  readonly released: ReadonlyArray<FulfilmentOrderId>
  readonly kept: ReadonlyArray<{ readonly id: FulfilmentOrderId; readonly because: KeptBack }>
}

/**
 * Which of the waiting orders to release now: by priority, then by slack (time until due less its own work), then by
 * id. One that finds its zone full is passed by orders of other zones. One that finds the whole floor full is not
 * passed, so that large orders are not starved; but an empty floor, or an empty zone, takes any order, even one above
 * its cap. An order that makes no sense is kept back and named, and delays no other. O(n log n).
 */
export const releaseNext = (orders: ReadonlyArray<StreamOrder>, floor: StreamFloor): StreamRelease => {
  const room = roomOf(floor)
  const released: Array<FulfilmentOrderId> = []
  const kept: Array<StreamRelease["kept"][number]> = []
  const sound: Array<StreamOrder> = []
  const ids = new Set<FulfilmentOrderId>()
  for (const order of orders) {
    const because = ids.has(order.id) ? ({ _tag: "NamedTwice" } as const) : whatIsWrong(order)
    ids.add(order.id)
    if (because === undefined) sound.push(order)
    else kept.push({ id: order.id, because })
  }
  let blockedBy: FulfilmentOrderId | undefined
  for (const order of sound.sort(byUrgency)) {
    const because = whyKept(order, room, blockedBy)
    if (because !== undefined) {
      if (because._tag === "NoRoom" && because.zone === undefined) blockedBy ??= order.id
      kept.push({ id: order.id, because })
      continue
    }
    released.push(order.id)
    take(room, order)
  }
  return { released, kept }
}

/** Why an order is kept back, in a sentence. */
export const keptBackText = (because: KeptBack): string => {
  switch (because._tag) {
    case "NamedTwice":
      return "another order has the same id; expected one of its own"
    case "ZonesWrong":
      return `expected work in at least one zone, each once, got ${because.zones.join(", ") || "none"}`
    case "FieldWrong":
      return `${because.field}: expected ${because.expected}, got ${because.value}`
    case "WaitsForRefill":
      return `waits for ${because.refills.join(", ")}`
    case "NoRoom": {
      const where = because.zone === undefined ? "the floor" : `zone ${because.zone}`
      return `asks for ${because.asked} ${because.work}; ${where} has room for ${because.room}`
    }
    case "BehindMoreUrgent":
      return `${because.id} is more urgent and waits for room`
  }
}

/** Work in progress that changes while orders are released. */
interface Filling {
  readonly inWork: Record<WorkName, number>
  readonly cap: WorkCap
}

interface Room {
  readonly floor: Filling
  readonly zones: Map<string, Filling>
}

const roomOf = ({ cap, inWork, zones }: StreamFloor): Room => ({
  floor: { inWork: { ...inWork }, cap },
  zones: new Map(Array.from(zones, ([zone, at]) => [zone, { inWork: { ...at.inWork }, cap: at.cap }]))
})

const whatIsWrong = ({ dueAt, priority, zones }: StreamOrder): KeptBack | undefined => {
  const names = zones.map(({ zone }) => zone)
  if (names.length === 0 || new Set(names).size < names.length) return { _tag: "ZonesWrong", zones: names }
  for (const [field, value] of Object.entries({ dueAt, priority })) {
    if (!Number.isFinite(value)) return { _tag: "FieldWrong", field, value, expected: "a number" }
  }
  for (const { lines, workMillis, zone } of zones) {
    for (const [field, value] of Object.entries({ lines, workMillis })) {
      if (!(value >= 0 && Number.isFinite(value)))
        return { _tag: "FieldWrong", field: `${field} in ${zone}`, value, expected: "0 or more" }
    }
  }
  return undefined
}

const workMillisOf = ({ zones }: StreamOrder): number => zones.reduce((sum, { workMillis }) => sum + workMillis, 0)

const byUrgency = (a: StreamOrder, b: StreamOrder): number =>
  b.priority - a.priority ||
  a.dueAt - workMillisOf(a) - (b.dueAt - workMillisOf(b)) ||
  (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

const workOf = (zones: ReadonlyArray<ZoneWork>): Work => ({
  orders: 1,
  lines: zones.reduce((sum, { lines }) => sum + lines, 0),
  workMillis: zones.reduce((sum, { workMillis }) => sum + workMillis, 0)
})

const whyKept = (order: StreamOrder, room: Room, blockedBy: FulfilmentOrderId | undefined): KeptBack | undefined => {
  if (order.waitsFor.length > 0) return { _tag: "WaitsForRefill", refills: order.waitsFor }
  for (const at of order.zones) {
    const filling = room.zones.get(at.zone)
    const full = filling === undefined ? undefined : noRoom(filling, workOf([at]), at.zone)
    if (full !== undefined) return full
  }
  const full = noRoom(room.floor, workOf(order.zones), undefined)
  if (full !== undefined) return full
  return blockedBy === undefined ? undefined : { _tag: "BehindMoreUrgent", id: blockedBy }
}

const noRoom = ({ cap, inWork }: Filling, work: Work, zone: string | undefined): KeptBack | undefined => {
  if (inWork.orders === 0) return undefined
  for (const name of workNames) {
    const most = cap[name]
    if (most === undefined || inWork[name] + work[name] <= most) continue
    return { _tag: "NoRoom", zone, work: name, asked: work[name], room: Math.max(0, most - inWork[name]) }
  }
  return undefined
}

const take = ({ floor, zones }: Room, order: StreamOrder): void => {
  fill(floor, workOf(order.zones))
  for (const at of order.zones) {
    const filling = zones.get(at.zone)
    if (filling !== undefined) fill(filling, workOf([at]))
  }
}

const fill = ({ inWork }: Filling, work: Work): void => {
  for (const name of workNames) inWork[name] += work[name]
}
