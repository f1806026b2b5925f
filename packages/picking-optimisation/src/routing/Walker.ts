/**
 * Walks a floor step by step and writes down the route.
 */
import { type Point } from "@stowage/layout/Location"
import { type PickRoute, type Visit } from "./PickRoute.ts"
import { type RoutingProblem } from "./RoutingProblem.ts"

/** Somebody who starts at the depot and does as told. */
export interface Walker {
  /** Straight on to this place: in the aisle he is in, or along the cross-aisle he stands in. */
  readonly goTo: (aisle: number, yMm: number) => void
  /** On within the aisle to pick number `pick` of the problem, which is then visited. */
  readonly visit: (pick: number) => void
  readonly route: () => PickRoute
}

/** A walker at the depot of `problem`. Steps in one direction become one leg. */
export const walkerAt = ({ depot, floor, picks }: RoutingProblem): Walker => {
  const { aisleXMm, crossAisleYMm } = floor
  const visits: Array<Visit> = []
  let xMm = aisleXMm[depot.aisle] as number
  let yMm = crossAisleYMm[depot.crossAisle] as number
  const turns: Array<Point> = [{ xMm, yMm }]
  let heading = 0
  let walkMm = 0

  const goTo = (aisle: number, toYMm: number): void => {
    const toXMm = aisleXMm[aisle] as number
    const lengthMm = Math.abs(toXMm - xMm) + Math.abs(toYMm - yMm)
    if (lengthMm === 0) return
    const ahead = 2 * Math.sign(toXMm - xMm) + Math.sign(toYMm - yMm)
    xMm = toXMm
    yMm = toYMm
    walkMm += lengthMm
    if (ahead === heading) turns[turns.length - 1] = { xMm, yMm }
    else turns.push({ xMm, yMm })
    heading = ahead
  }
  const visit = (pick: number): void => {
    const { aisle, id, yMm } = picks[pick] as (typeof picks)[number]
    goTo(aisle, yMm)
    visits.push({ id, walkedMm: walkMm })
  }
  return { goTo, visit, route: () => ({ visits, turns, walkMm }) }
}
