/**
 * Published joint batching and routing instances on graphs, whose orders take whole boxes on a trolley.
 *
 * Source of the set: Valle, Beasley and da Cunha (2017), European Journal of Operational Research 262(3), as given
 * out by Briant, Cambazard, Cattaruzza, Catusse, Ladier and Ogier (2020), European Journal of Operational Research
 * 285(2).
 */
import * as Schema from "effect/Schema"
import { type FulfilmentOrderId } from "@stowage/kernel/Ids"
import { type ArcFloor } from "@stowage/picking-optimisation/trips/TripFloor"
import { type ToteProblem } from "@stowage/picking-optimisation/totes/ToteProblem"
import { type TripProblem } from "@stowage/picking-optimisation/trips/TripProblem"

const Arc = Schema.Tuple([Schema.Int, Schema.Int, Schema.Number])

/** What every instance on a graph has. */
export const GraphFields = {
  name: Schema.String,
  arcs: Schema.Array(Arc),
  nLoc: Schema.Int,
  nInter: Schema.Int,
  start: Schema.Int,
  end: Schema.Int
}

export const JointLine = Schema.Struct({
  ...GraphFields,
  /** The place of each product, and how much of each of the box's sizes one unit takes. */
  prod: Schema.Array(Schema.Array(Schema.Number)),
  /** Lines name products from 1. */
  orders: Schema.Array(
    Schema.Struct({ boxes: Schema.Int, lines: Schema.Array(Schema.Tuple([Schema.Int, Schema.Int])) })
  ),
  boxesPerTrolley: Schema.Int,
  boxCap: Schema.Array(Schema.Number),
  mixedBoxes: Schema.Int,
  bks: Schema.optionalKey(Schema.Number)
})
export type JointLine = typeof JointLine.Type

/** The floor of an instance; lengths have no unit, one is taken as a millimetre. */
export const floorOf = ({
  arcs,
  end,
  nInter,
  nLoc
}: Pick<JointLine, "arcs" | "nLoc" | "nInter" | "end">): ArcFloor => ({
  _tag: "ArcFloor",
  places: arcs.reduce((most, [from, to]) => Math.max(most, from + 1, to + 1), Math.max(nLoc + nInter + 2, end + 1)),
  arcs: arcs.map(([from, to, lengthMm]) => ({ from, to, lengthMm }))
})

/** An order's name is its place in the instance. */
export const orderName = (index: number): FulfilmentOrderId => String(index) as FulfilmentOrderId

/** Whole orders that take so many boxes each. */
export const tripProblemOf = (line: JointLine): TripProblem => ({
  floor: floorOf(line),
  start: line.start,
  end: line.end,
  limits: { totes: line.boxesPerTrolley },
  orders: line.orders.map(({ boxes, lines }, index) => ({
    id: orderName(index),
    stops: lines.map(([product]) => line.prod[product - 1]?.[0] ?? -1),
    totes: boxes,
    volumeMm3: 0,
    massGrams: 0
  }))
})

/** Whether the lines of an order are yet to be put in boxes, of which each has one order alone. */
export const hasOpenBoxes = ({ mixedBoxes }: JointLine): boolean => mixedBoxes === 0

/** Lines that go in boxes with limits of mass and of volume; orders may be split over trolleys. */
export const toteProblemOf = (line: JointLine): ToteProblem => ({
  floor: floorOf(line),
  start: line.start,
  end: line.end,
  totesPerCart: line.boxesPerTrolley,
  tote: { massGrams: line.boxCap[0] ?? 0, volumeMm3: line.boxCap[1] ?? 0 },
  mayMix: false,
  maySplit: true,
  orders: line.orders.map(({ lines }, index) => ({
    id: orderName(index),
    lines: lines.map(([product, quantity]) => {
      const [place = -1, massGrams = 0, volumeMm3 = 0] = line.prod[product - 1] ?? []
      return { place, quantity, massGrams, volumeMm3 }
    })
  }))
})
