/**
 * KPIs of the floor: picking, packing, inbound, and whether the books agree with the shelves.
 */
import { meanHours, percentileHours } from "./Durations.ts"
import { countOf, figureOf, type KpiDefinition, type Measured, ratioOf } from "./Kpi.ts"

const hourMillis = 3_600_000

export const floorKpis = {
  linesPicked: {
    title: "Lines picked",
    unit: "lines",
    better: "neither",
    meaning: "Lines of fulfilment orders of which something was picked, on the day their picking ended.",
    formula: "count of lines picked",
    measure: ({ counts }) => countOf(counts.linesPicked)
  },
  linesPerLabourHour: {
    title: "Lines per labour hour",
    unit: "linesPerHour",
    better: "higher",
    meaning: "Lines picked in an hour of work. The hours come from outside the journal; without them there is no data.",
    formula: "lines picked / labour hours",
    measure: ({ counts }) => ratioOf(counts.linesPicked, counts.labourMillis / hourMillis)
  },
  walkPerLineMm: {
    title: "Walk per line",
    unit: "mm",
    better: "lower",
    meaning: "Millimetres walked for a line: the planned walk of the tours released, over the lines picked.",
    formula: "walk of released tours / lines picked",
    measure: ({ counts }) => ratioOf(counts.walkMm, counts.linesPicked)
  },
  shortPicksPerThousand: {
    title: "Short picks per thousand",
    unit: "perThousand",
    better: "lower",
    meaning: "Of a thousand picks, those that found fewer units at the location than were booked there.",
    formula: "1000 x short picks / picks",
    measure: ({ counts }) => ratioOf(counts.picksShort, counts.picks, 1000)
  },
  cartonFill: {
    title: "Carton fill",
    unit: "share",
    better: "higher",
    meaning: "Mean share of a carton's inner volume that its contents take; each carton counts alike, to 0.01 %.",
    formula: "sum of (volume of contents / inner volume) / cartons measured",
    measure: ({ counts }): Measured => ratioOf(counts.cartonFillBasisPoints / 10_000, counts.cartonsMeasured)
  },
  cartonCostMinor: {
    title: "Cost of cartons",
    unit: "minorUnits",
    better: "lower",
    meaning: "Price of all cartons packed, in minor units of the currency their prices are in.",
    formula: "sum of carton prices",
    measure: ({ counts }): Measured =>
      counts.cartonsPriced === 0 ? figureOf(undefined) : countOf(counts.cartonCostMinor)
  },
  dockToStockMedianHours: {
    title: "Dock to stock, median",
    unit: "hours",
    better: "lower",
    meaning:
      "Hours from a shipment's arrival at the dock until units stand in their location, that half of all putaways " +
      "do not exceed; to the minute.",
    formula: "50th percentile, nearest rank, of put away at - arrived at, over putaways",
    measure: ({ dockToStock }) => figureOf(percentileHours(dockToStock, 0.5))
  },
  dockToStockMeanHours: {
    title: "Dock to stock, mean",
    unit: "hours",
    better: "lower",
    meaning: "Mean hours from a shipment's arrival at the dock until a putaway of it stands in its location.",
    formula: "sum of (put away at - arrived at) / putaways",
    measure: ({ dockToStock }) => ({
      value: meanHours(dockToStock),
      numerator: dockToStock.sumMillis / hourMillis,
      denominator: dockToStock.count
    })
  },
  recordAccuracy: {
    title: "Inventory record accuracy",
    unit: "share",
    better: "higher",
    meaning:
      "Share of counted stock records (owner, SKU, lot and status at a location) that were within tolerance of the " +
      "books: off by at most the SKU's tolerance percent of its booked units.",
    formula: "records within tolerance / records counted",
    measure: ({ counts }) => ratioOf(counts.recordsRight, counts.recordsCounted)
  },
  locationAccuracy: {
    title: "Location accuracy",
    unit: "share",
    better: "higher",
    meaning: "Share of location counts in which every record was within tolerance.",
    formula: "locations all right / locations counted",
    measure: ({ counts }) => ratioOf(counts.locationsRight, counts.locationsCounted)
  },
  unitAccuracy: {
    title: "Absolute unit accuracy",
    unit: "share",
    better: "higher",
    meaning:
      "How much of the booked units the floor confirms. Too many and too few are both off and never offset each " +
      "other; 0 when the books are off by more than they hold.",
    formula: "max(0, 1 - sum of |counted - booked| / sum of booked)",
    measure: ({ counts }) => ratioOf(Math.max(0, counts.unitsBooked - counts.unitsOff), counts.unitsBooked)
  }
} as const satisfies Record<string, KpiDefinition>
