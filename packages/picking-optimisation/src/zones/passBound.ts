/**
 * The least that any release sequence could cost, by the stations one by one.
 */
import { type PassedOrder, type PassProblem, type PassZone } from "./PassProblem.ts"

/** What an order does before a station, at it and after it, when it never waits. */
interface Share {
  readonly headMillis: number
  readonly workMillis: number
  readonly tailMillis: number
  readonly dueMillis: number
}

/**
 * Each station by itself: the j-th tote to leave it does so no sooner than the j shortest could, the first of them come
 * as soon as any can, and then has its way to go. For flow these are the ends of the shortest first, which are
 * least in sum for any number of pickers; for lateness each j is paired with the j-th due date less the way to go. A
 * tote that does not stop there takes at least its own time. The bound is that of the station which gives most, or, if
 * that is more, of no station: every tote alone. O(zones × orders × (log orders + pickers + zones)).
 *
 * Sources: Conway, Maxwell and Miller (1967), Theory of Scheduling, for shortest first; Chu (1992), Naval Research
 * Logistics 39, for the pairing.
 */
export const passBound = (problem: PassProblem): number => {
  const { objective, orders, releaseMillis = 0, zones } = problem
  const alone = orders.map((order) => shareOf(zones, order, undefined))
  const ownTime = ({ dueMillis, headMillis }: Share): number =>
    objective === "flow" ? headMillis : Math.max(0, headMillis - dueMillis)
  let most = alone.reduce((sum, share) => sum + ownTime(share), 0)
  // Time in system begins at the release, ends are counted from the first.
  const released = objective === "flow" ? (releaseMillis * orders.length * (orders.length - 1)) / 2 : 0
  for (const zone of zones) {
    const here: Array<Share> = []
    let elsewhere = 0
    for (const [index, order] of orders.entries()) {
      if (order.zones.some((at) => at.zone === zone.id)) here.push(shareOf(zones, order, zone))
      else elsewhere += ownTime(alone[index] as Share)
    }
    const ends = objective === "flow" ? leastEnds(zone, here) : leastLateness(zone, here)
    most = Math.max(most, ends + elsewhere - released)
  }
  return most
}

/** Without a station all of the order's time is its head. */
const shareOf = (zones: ReadonlyArray<PassZone>, order: PassedOrder, station: PassZone | undefined): Share => {
  let [before, workMillis, after, transport] = [0, 0, 0, 0]
  let isPast = false
  for (const zone of zones) {
    transport += zone.transportMillis
    const work = order.zones.find((at) => at.zone === zone.id)
    if (work === undefined) continue
    const millis = work.workMillis / (zone.pace ?? 1)
    if (isPast) after += transport + millis
    else before += transport + (zone === station ? 0 : millis)
    if (zone === station) {
      workMillis = millis
      isPast = true
    }
    transport = 0
  }
  return { headMillis: before, workMillis, tailMillis: after, dueMillis: order.dueMillis ?? Number.POSITIVE_INFINITY }
}

const firstCome = (here: ReadonlyArray<Share>): number =>
  here.reduce((least, { headMillis }) => Math.min(least, headMillis), Number.POSITIVE_INFINITY)

const shortestFirst = (here: ReadonlyArray<Share>): ReadonlyArray<number> =>
  here.map(({ workMillis }) => workMillis).sort((a, b) => a - b)

const leastEnds = ({ pickers }: PassZone, here: ReadonlyArray<Share>): number => {
  const freeAt = new Float64Array(Math.min(pickers, Math.max(1, here.length))).fill(firstCome(here))
  let sum = here.reduce((tails, { tailMillis }) => tails + tailMillis, 0)
  for (const [turn, workMillis] of shortestFirst(here).entries()) {
    // Shortest first, the pickers take turns.
    const picker = turn % freeAt.length
    freeAt[picker] = (freeAt[picker] as number) + workMillis
    sum += freeAt[picker]
  }
  return sum
}

const leastLateness = ({ pickers }: PassZone, here: ReadonlyArray<Share>): number => {
  const due = here.map(({ dueMillis, tailMillis }) => dueMillis - tailMillis).sort((a, b) => a - b)
  const first = firstCome(here)
  let [worked, late] = [0, 0]
  for (const [turn, workMillis] of shortestFirst(here).entries()) {
    worked += workMillis
    late += Math.max(0, first + Math.max(workMillis, worked / pickers) - (due[turn] as number))
  }
  return late
}
