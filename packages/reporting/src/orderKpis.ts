/**
 * KPIs that the customer sees.
 *
 * Names and definitions follow the DC Measures of WERC (Warehousing Education and Research Council) where it has them.
 */
import { percentileHours } from "./Durations.ts"
import { countOf, figureOf, type KpiDefinition, type Measured, ratioOf } from "./Kpi.ts"
import type { Tally } from "./Tally.ts"

const orderFill = ({ counts }: Tally): Measured => ratioOf(counts.ordersFilled, counts.ordersJudged)
const onTime = ({ counts }: Tally): Measured => ratioOf(counts.ordersOnTime, counts.ordersDue)

const productOf = (...factors: ReadonlyArray<number | undefined>): number | undefined => {
  let product = 1
  for (const factor of factors) {
    if (factor === undefined) return undefined
    product *= factor
  }
  return product
}

export const orderKpis = {
  ordersPlaced: {
    title: "Orders placed",
    unit: "orders",
    better: "neither",
    meaning: "Orders, on the day the customer placed them.",
    formula: "count of orders placed",
    measure: ({ counts }) => countOf(counts.ordersPlaced)
  },
  linesPlaced: {
    title: "Lines ordered",
    unit: "lines",
    better: "neither",
    meaning: "Order lines as placed, later changes left out.",
    formula: "count of lines of orders placed",
    measure: ({ counts }) => countOf(counts.linesPlaced)
  },
  unitsPlaced: {
    title: "Units ordered",
    unit: "units",
    better: "neither",
    meaning: "Base units of order lines as placed, later changes left out.",
    formula: "sum of units of orders placed",
    measure: ({ counts }) => countOf(counts.unitsPlaced)
  },
  ordersShipped: {
    title: "Orders shipped",
    unit: "orders",
    better: "neither",
    meaning: "Orders of which something shipped and nothing is wanted any more, on the day that came true.",
    formula: "count of orders shipped",
    measure: ({ counts }) => countOf(counts.ordersShipped)
  },
  unitsShipped: {
    title: "Units shipped",
    unit: "units",
    better: "neither",
    meaning: "Base units that left for customers.",
    formula: "sum of units shipped",
    measure: ({ counts }) => countOf(counts.unitsShipped)
  },
  lineFillRate: {
    title: "Line fill rate",
    unit: "share",
    better: "higher",
    meaning:
      "Share of lines that the order's first shipment brought in full. A line cut for want of stock is not filled; " +
      "one the customer cancelled is not counted. Lines of an overdue order of which nothing has left are not " +
      "filled.",
    formula: "lines filled / lines judged",
    measure: ({ counts }) => ratioOf(counts.linesFilled, counts.linesJudged)
  },
  orderFillRate: {
    title: "Order fill rate",
    unit: "share",
    better: "higher",
    meaning: "Share of orders whose first shipment brought every line in full, judged as lines are.",
    formula: "orders filled / orders judged",
    measure: orderFill
  },
  onTimeShipment: {
    title: "On-time shipment",
    unit: "share",
    better: "higher",
    meaning:
      "Share of orders with a due date of which nothing was wanted any more by then. An overdue order that is still " +
      "open is late, on the day it was due; one that was cancelled before anything left is not counted.",
    formula: "orders shipped by their due date / (orders shipped with a due date + orders overdue)",
    measure: onTime
  },
  perfectOrderIndex: {
    title: "Perfect order index",
    unit: "share",
    better: "higher",
    meaning:
      "How likely an order goes right in all four respects, if they go wrong independently. Damage and documents " +
      "are not in the journal: their shares are assumed, 1 unless given.",
    formula: "on-time shipment x order fill rate x undamaged share x documented share",
    assumed: ["undamagedShare", "documentedShare"],
    measure: (tally, { documentedShare = 1, undamagedShare = 1 }) =>
      figureOf(productOf(onTime(tally).value, orderFill(tally).value, undamagedShare, documentedShare))
  },
  perfectOrderRate: {
    title: "Perfect orders",
    unit: "share",
    better: "higher",
    meaning:
      "Share of orders that were both complete in the first shipment and not late, counted order by order. An order " +
      "without a due date is never late.",
    formula: "orders complete and not late / (orders shipped + orders lost for want of stock + orders overdue)",
    measure: ({ counts }) => ratioOf(counts.ordersPerfect, counts.ordersOver)
  },
  orderCycleP50Hours: {
    title: "Order cycle time, median",
    unit: "hours",
    better: "lower",
    meaning:
      "Hours from placed to the last unit shipped, that half of the orders shipped do not exceed; to the minute.",
    formula: "50th percentile, nearest rank, of shipped at - placed at",
    measure: ({ orderCycle }) => figureOf(percentileHours(orderCycle, 0.5))
  },
  orderCycleP95Hours: {
    title: "Order cycle time, 95 %",
    unit: "hours",
    better: "lower",
    meaning:
      "Hours from placed to the last unit shipped, that 95 % of the orders shipped do not exceed; to the minute.",
    formula: "95th percentile, nearest rank, of shipped at - placed at",
    measure: ({ orderCycle }) => figureOf(percentileHours(orderCycle, 0.95))
  },
  unitsBackordered: {
    title: "Backordered units",
    unit: "units",
    better: "lower",
    meaning: "Units found short, when promised or on the floor, and left waiting for stock; again each time they are.",
    formula: "sum of units newly backordered",
    measure: ({ counts }) => countOf(counts.unitsBackordered)
  },
  unitsOversold: {
    title: "Oversold units",
    unit: "units",
    better: "lower",
    meaning: "Units by which any commit took what can be promised of a SKU at a site below zero. Must be 0.",
    formula: "sum over commits of new deficits in the promise book",
    measure: ({ counts }) => countOf(counts.unitsOversold)
  }
} as const satisfies Record<string, KpiDefinition>
