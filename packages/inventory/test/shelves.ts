/**
 * Shelves that are limited in all that room is measured in, and handling units that are planned for them, put there,
 * nested, split, lost from and shipped; beside the books what one knows who looks at the shelves and the open tasks.
 */
import { lpnOf, type Place } from "@stowage/kernel/Account"
import type { Lpn } from "@stowage/kernel/Ids"
import type { Transfer, TransferRefusal } from "@stowage/kernel/Transfer"
import { adjustStock } from "@stowage/inventory/adjustStock"
import {
  carryUnit,
  type HandlingUnit,
  nestUnit,
  registerUnit,
  shipUnit,
  unitTree
} from "@stowage/inventory/handlingUnits"
import { moveStock, receiveStock } from "@stowage/inventory/moveStock"
import { repayRoom, roomLeft, type RoomLeft, takeRoomFound } from "@stowage/inventory/overfull"
import {
  claimRoom,
  freeRoom,
  grantRoom,
  type Room,
  roomClaim,
  roomCounted,
  roomOfAll,
  settleRoom,
  takeRoom
} from "@stowage/inventory/roomTransfers"
import { type Measure, measures } from "@stowage/inventory/stockAccounts"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { at, location, makeYard, owner, site, tea, unit, type Yard } from "./yard.ts"

/** What is not for sale, so that nothing is promised of it. */
const key = { owner, sku: tea, status: "hold" } as const
const none = { free: 0, shortfall: 0 }

const box: Room = { volumeMm3: 2, massGrams: 1, units: 1 }
/** What a unit takes beside what is in it: a carton of tier 2 weighs nothing to speak of. */
const ownRoom = ({ tier }: HandlingUnit): Room => ({ volumeMm3: 1, massGrams: tier === 3 ? 2 : 0, lpns: 1 })

/** One shelf is limited in everything, the other neither in units nor in handling units. */
const granted: Readonly<Record<string, Room>> = {
  A1: { volumeMm3: 17, massGrams: 10, units: 7, lpns: 2 },
  A2: { volumeMm3: 40, massGrams: 12 }
}
const dock = at("DOCK")
const spots = ["A1", "A2"] as const
type Spot = (typeof spots)[number]
const spotOf = (place: Place): Spot | undefined => spots.find((spot) => at(spot) === place)

/** Something that happens. `which` and `other` pick one of the units or tasks, round and round. */
export interface Step {
  readonly what: "arrive" | "plan" | "put" | "abandon" | "wait" | "carry" | "nest" | "split" | "find" | "lose" | "ship"
  readonly which: number
  readonly other: number
  readonly to: Spot
  readonly quantity: number
}

export const stepsOf: fc.Arbitrary<ReadonlyArray<Step>> = fc.array(
  fc.record({
    what: fc.constantFrom<Step["what"]>(
      ...(["arrive", "arrive", "plan", "plan", "put", "put", "abandon", "wait"] as const),
      ...(["carry", "nest", "split", "find", "lose", "ship"] as const)
    ),
    which: fc.nat(5),
    other: fc.nat(5),
    to: fc.constantFrom(...spots),
    quantity: fc.integer({ min: 1, max: 4 })
  }),
  { maxLength: 40, size: "max" }
)

interface Seen extends HandlingUnit {
  place: Place
  boxes: number
}

interface Task {
  readonly name: string
  readonly unit: Seen
  readonly to: Spot
  /** The room that it holds. */
  readonly room: Room
  readonly endsAt: number
}

export interface Shelves {
  readonly yard: Yard
  readonly units: Array<Seen>
  /** Boxes that stand in no unit. */
  readonly loose: Record<Spot, number>
  tasks: ReadonlyArray<Task>
  now: number
  count: number
}

const nthOf = <A>(things: ReadonlyArray<A>, nth: number): A | undefined => things[nth % Math.max(1, things.length)]

const rootOf = (shelves: Shelves, { place }: Seen): Place => {
  const lpn = lpnOf(place)
  const around = shelves.units.find((one) => one.lpn === lpn)
  return around === undefined ? place : rootOf(shelves, around)
}

const within = (shelves: Shelves, one: Seen): ReadonlyArray<Seen> => [
  one,
  ...shelves.units.filter(({ place }) => lpnOf(place) === one.lpn).flatMap((inner) => within(shelves, inner))
]

/** A unit's own room and that of all in it. */
const roomOf = (shelves: Shelves, one: Seen): Room =>
  roomOfAll(
    within(shelves, one).flatMap((inner) => [
      { unit: ownRoom(inner), quantity: 1 },
      { unit: box, quantity: inner.boxes }
    ])
  )

/** What stands at a spot, by looking; and what tasks hold of it. */
export const seenAt = (shelves: Shelves, spot: Spot, measure: Measure): { stands: number; claimed: number } => {
  const roots = shelves.units.filter(({ place }) => place === at(spot))
  const all = roomOfAll([
    { unit: box, quantity: shelves.loose[spot] },
    ...roots.map((one) => ({ unit: roomOf(shelves, one), quantity: 1 }))
  ])
  const claims = shelves.tasks.filter(({ to }) => to === spot).map(({ room }) => room[measure] ?? 0)
  const counted = measure in (granted[spot] ?? {})
  return {
    stands: counted ? (all[measure] ?? 0) : 0,
    claimed: claims.reduce((sum, claim) => sum + claim, 0)
  }
}

/** Room that nothing stands in and no task holds; below zero where more stands there than fits. */
export const leftAt = (shelves: Shelves, spot: Spot, measure: Measure): number => {
  const { claimed, stands } = seenAt(shelves, spot, measure)
  return (granted[spot]?.[measure] ?? 0) - stands - claimed
}

const countedAt = (spot: Spot, room: Room): Room => roomCounted(room, granted[spot] as Room)

/** The first limit that `room` would break at a spot; undefined when it fits. */
const broken = (shelves: Shelves, spot: Spot, room: Room): Measure | undefined =>
  measures.find((measure) => {
    const asked = countedAt(spot, room)[measure] ?? 0
    return asked > 0 && asked > Math.max(0, leftAt(shelves, spot, measure))
  })

const roomNow = ({ yard }: Shelves, spot: Spot): RoomLeft => roomLeft(yard.ledger.balances(), at(spot))

/** What leaves one place and comes to another takes its room along; docks have no limits. */
const alongWith = (shelves: Shelves, from: Place, to: Place, room: Room): ReadonlyArray<Transfer> => {
  const [left, come] = [spotOf(from), spotOf(to)]
  if (from === to) return []
  return [
    ...(left === undefined
      ? []
      : freeRoom(site, location(left), countedAt(left, room), 1, roomNow(shelves, left).over)),
    ...(come === undefined ? [] : takeRoom(site, location(come), countedAt(come, room), 1))
  ]
}

/** What a step was answered: taken, or the refusal with the limit that one who looks expects to be named. */
export interface Answer {
  readonly refusal: TransferRefusal | undefined
  readonly expected: { readonly spot: Spot; readonly limit: Measure } | "MoreThanPending" | undefined
}

const post = (shelves: Shelves, transfers: ReadonlyArray<Transfer>, expected: Answer["expected"]): Answer => {
  const { now, yard } = shelves
  if (expected !== undefined) return { refusal: yard.refused(transfers, now), expected }
  if (transfers.length > 0) yard.post(transfers, now)
  return { refusal: undefined, expected }
}

const repaid = (shelves: Shelves, spot: Spot, freed: (measure: Measure) => number): ReadonlyArray<Transfer> => {
  const room = Object.fromEntries(measures.map((measure) => [measure, freed(measure)])) as Required<Room>
  return repayRoom(site, location(spot), room, roomNow(shelves, spot).over)
}

/** Ends a task with nothing put there: what stands beyond the room gets what comes free. */
const end = (shelves: Shelves, task: Task, how: "Void" | "Expire"): void => {
  const { name, room, to } = task
  const held = measures.filter((measure) => (room[measure] ?? 0) > 0)
  const ended = held.map((measure): Transfer => ({ _tag: how, id: roomClaim(name, measure) }))
  post(shelves, [...ended, ...repaid(shelves, to, (measure) => room[measure] ?? 0)], undefined)
  shelves.tasks = shelves.tasks.filter((one) => one !== task)
}

const ttlMillis = 5000

const happen = (shelves: Shelves, { other, quantity, to, what, which }: Step): Answer | undefined => {
  const { loose, tasks, units, yard } = shelves
  const here = nthOf(units, which)
  const there = nthOf(units, other)
  const task = nthOf(tasks, which)
  const into = (room: Room): Answer["expected"] => {
    const limit = broken(shelves, to, room)
    return limit === undefined ? undefined : { spot: to, limit }
  }
  switch (what) {
    case "arrive": {
      const made = { lpn: `U${++shelves.count}` as Lpn, tier: which % 2 === 0 ? 3 : 2, place: dock, boxes: quantity }
      units.push(made)
      const goods = receiveStock(key, "leaf-ltd", site, unit(made.lpn), quantity, none)
      return post(shelves, [...registerUnit(made, dock), ...goods], undefined)
    }
    case "plan": {
      if (here === undefined || here.place !== dock) return undefined
      const room = countedAt(to, roomOf(shelves, here))
      const name = `put-${++shelves.count}`
      const endsAt = other % 2 === 0 ? shelves.now + ttlMillis : Number.POSITIVE_INFINITY
      const claims = claimRoom(name, site, location(to), room, 1).map((claim) =>
        other % 2 === 0 ? { ...claim, ttlMillis } : claim
      )
      const answer = post(shelves, claims, into(room))
      if (answer.refusal === undefined) shelves.tasks = [...tasks, { name, unit: here, to, room, endsAt }]
      return answer
    }
    case "put": {
      if (task === undefined || task.unit.place !== dock) return undefined
      const put = countedAt(task.to, roomOf(shelves, task.unit))
      const grew = measures.some((measure) => (put[measure] ?? 0) > (task.room[measure] ?? 0))
      const transfers = [
        carryUnit(task.unit, dock, at(task.to)),
        ...settleRoom(task.name, put, 1, task.room),
        ...(grew ? [] : repaid(shelves, task.to, (measure) => (task.room[measure] ?? 0) - (put[measure] ?? 0)))
      ]
      const answer = post(shelves, transfers, grew ? "MoreThanPending" : undefined)
      if (answer.refusal !== undefined) return answer
      task.unit.place = at(task.to)
      shelves.tasks = tasks.filter((one) => one !== task)
      return answer
    }
    case "abandon":
      if (task !== undefined) end(shelves, task, "Void")
      return undefined
    case "wait":
      shelves.now += 1000 * quantity
      for (const due of tasks.filter(({ endsAt }) => endsAt <= shelves.now)) end(shelves, due, "Expire")
      return undefined
    case "carry": {
      if (here === undefined) return undefined
      const [from, room] = [rootOf(shelves, here), roomOf(shelves, here)]
      if (from === at(to)) return undefined
      const transfers = [carryUnit(here, here.place, at(to)), ...alongWith(shelves, from, at(to), room)]
      const answer = post(shelves, transfers, into(room))
      if (answer.refusal === undefined) here.place = at(to)
      return answer
    }
    case "nest": {
      if (here === undefined || there === undefined || here.place === unit(there.lpn)) return undefined
      const move = nestUnit(here, here.place, there, site)
      if (Result.isFailure(move)) return undefined
      const [from, goal, room] = [rootOf(shelves, here), rootOf(shelves, there), roomOf(shelves, here)]
      const spot = from === goal ? undefined : spotOf(goal)
      const limit = spot && broken(shelves, spot, room)
      const expected = spot === undefined || limit === undefined ? undefined : { spot, limit }
      const answer = post(shelves, [move.success, ...alongWith(shelves, from, goal, room)], expected)
      if (answer.refusal === undefined) here.place = unit(there.lpn)
      return answer
    }
    case "split": {
      if (here === undefined || there === undefined || here === there || here.boxes === 0) return undefined
      const boxes = Math.min(quantity, here.boxes)
      const [from, goal] = [rootOf(shelves, here), rootOf(shelves, there)]
      const room = roomOfAll([{ unit: box, quantity: boxes }])
      const spot = from === goal ? undefined : spotOf(goal)
      const limit = spot && broken(shelves, spot, room)
      const expected = spot === undefined || limit === undefined ? undefined : { spot, limit }
      const move = moveStock(key, unit(here.lpn), unit(there.lpn), boxes)
      const answer = post(shelves, [move, ...alongWith(shelves, from, goal, room)], expected)
      if (answer.refusal !== undefined) return answer
      here.boxes -= boxes
      there.boxes += boxes
      return answer
    }
    case "find": {
      const found = adjustStock({ key, site, place: at(to), reason: "found", gained: quantity }, none)
      const room = takeRoomFound(site, location(to), countedAt(to, box), quantity, roomNow(shelves, to))
      loose[to] += quantity
      return post(shelves, [...found, ...room], undefined)
    }
    case "lose": {
      const boxes = Math.min(quantity, loose[to])
      if (boxes === 0) return undefined
      const lost = adjustStock({ key, site, place: at(to), reason: "lost", lost: boxes }, none)
      const room = freeRoom(site, location(to), countedAt(to, box), boxes, roomNow(shelves, to).over)
      loose[to] -= boxes
      return post(shelves, [...lost, ...room], undefined)
    }
    case "ship": {
      if (here === undefined || tasks.some((one) => one.unit === here)) return undefined
      const gone = within(shelves, here)
      const from = rootOf(shelves, here)
      const room = alongWith(shelves, from, "customer:ann" as Place, roomOf(shelves, here))
      const answer = post(shelves, [...shipUnit(unitTree(yard.ledger.balances()), here.lpn, "ann"), ...room], undefined)
      for (const one of gone) units.splice(units.indexOf(one), 1)
      return answer
    }
  }
}

const emptyShelves = (): Shelves => {
  const yard = makeYard()
  for (const spot of spots) yard.post(grantRoom(site, location(spot), granted[spot] as Room))
  return { yard, units: [], loose: { A1: 0, A2: 0 }, tasks: [], now: 0, count: 0 }
}

/** The shelves after each step, with what it was answered: the same shelves, so look at them before the next. */
export function* shelvesAfter(
  steps: ReadonlyArray<Step>
): Generator<{ readonly shelves: Shelves; readonly step: Step; readonly answer: Answer | undefined }> {
  const shelves = emptyShelves()
  for (const step of steps) yield { shelves, step, answer: happen(shelves, step) }
}
