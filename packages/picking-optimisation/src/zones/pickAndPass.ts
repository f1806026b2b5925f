/**
 * Totes through the zones, first come, first served.
 */
import { type FulfilmentOrderId } from "@stowage/kernel/Ids"
import { type PassedTote, type PassPlan, type StationVisit } from "./PassPlan.ts"
import { type PassedOrder, type PassProblem, type PassZone } from "./PassProblem.ts"

interface ToteOnItsWay {
  readonly id: FulfilmentOrderId
  readonly releasedMillis: number
  readonly workOf: ReadonlyMap<string, number>
  /** When it left the last station, or was released, and the transport since. */
  atMillis: number
  readonly visits: Array<StationVisit>
}

/**
 * When each tote is worked on in each zone, when these orders are released in this sequence; of orders that are not
 * named nothing is said. As totes only go down the line, zone after zone is told by itself: whoever comes first takes
 * the picker who is free first. O(orders × (log orders + pickers) × zones).
 */
export const passTotes = (problem: PassProblem, sequence: ReadonlyArray<FulfilmentOrderId>): PassPlan => {
  const orderOf = new Map(problem.orders.map((order) => [order.id, order]))
  const known = sequence.flatMap((id) => orderOf.get(id) ?? [])
  const totes = known.map((order, turn) => onItsWay(order, turn * (problem.releaseMillis ?? 0)))
  const stations = problem.zones.map((zone) => {
    const here = atStation(zone, totes)
    let [workMillis, waitMillis] = [0, 0]
    for (const { arrivesMillis, endMillis, startMillis } of here) {
      workMillis += endMillis - startMillis
      waitMillis += startMillis - arrivesMillis
    }
    return { zone: zone.id, totes: here.length, workMillis, waitMillis }
  })
  const passed = totes.map(arrived)
  const makespanMillis = passed.reduce((latest, { endMillis }) => Math.max(latest, endMillis), 0)
  return { totes: passed, stations, makespanMillis }
}

const onItsWay = ({ id, zones }: PassedOrder, releasedMillis: number): ToteOnItsWay => ({
  id,
  releasedMillis,
  workOf: new Map(zones.map(({ workMillis, zone }) => [zone, workMillis])),
  atMillis: releasedMillis,
  visits: []
})

const arrived = ({ id, releasedMillis, visits }: ToteOnItsWay): PassedTote => ({
  id,
  releasedMillis,
  visits,
  endMillis: visits.at(-1)?.endMillis ?? releasedMillis
})

/** Carries all totes to the zone, and works on those that have work there. */
const atStation = (zone: PassZone, totes: ReadonlyArray<ToteOnItsWay>): ReadonlyArray<StationVisit> => {
  const { id, pace = 1, pickers, transportMillis } = zone
  for (const tote of totes) tote.atMillis += transportMillis
  // The sort keeps the sequence of release among those that come together.
  const coming = totes.filter(({ workOf }) => workOf.has(id)).toSorted((a, b) => a.atMillis - b.atMillis)
  const freeAt = new Float64Array(Math.min(pickers, Math.max(1, coming.length)))
  return coming.map((tote) => {
    const picker = freeAt.indexOf(Math.min(...freeAt))
    const startMillis = Math.max(tote.atMillis, freeAt[picker] as number)
    const endMillis = startMillis + (tote.workOf.get(id) as number) / pace
    const visit = { zone: id, arrivesMillis: tote.atMillis, startMillis, endMillis }
    freeAt[picker] = endMillis
    tote.atMillis = endMillis
    tote.visits.push(visit)
    return visit
  })
}
