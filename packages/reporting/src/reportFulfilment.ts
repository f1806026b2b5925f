/**
 * The floor as a report sees it: tours walked, tasks picked, cartons packed.
 */
import type { FulfilmentOrderEvent } from "@stowage/fulfilment/FulfilmentOrderEvent"
import type { WaveEvent } from "@stowage/fulfilment/Wave"
import * as HashMap from "effect/HashMap"
import * as Option from "effect/Option"
import { type Addends, addTo, type OpenLines, type Report, type ReportSettings } from "./Report.ts"

type Event<Tag extends FulfilmentOrderEvent["_tag"]> = Extract<FulfilmentOrderEvent, { readonly _tag: Tag }>

/** The report after `event` of the fulfilment order whose stream is `stream`. Time linear in the event. */
export const reportFulfilment = (
  report: Report,
  stream: string,
  event: FulfilmentOrderEvent,
  settings: ReportSettings
): Report => {
  switch (event._tag) {
    case "FulfilmentOrderOpened": {
      const lines = new Map(event.lines.map(({ line, sku }) => [line, sku]))
      return { ...report, openLines: HashMap.set(report.openLines, stream, lines) }
    }
    case "PickConfirmed":
      return addTo(report, event.at, settings, { picks: 1 })
    case "PickShorted":
      return addTo(report, event.at, settings, { picks: 1, picksShort: 1 })
    case "PickingCompleted": {
      const linesPicked = event.lines.filter(({ picked }) => picked > 0).length
      return addTo(report, event.at, settings, { linesPicked })
    }
    case "CartonsPacked": {
      const lines = Option.getOrElse(HashMap.get(report.openLines, stream), (): OpenLines => new Map())
      return addTo(report, event.at, settings, cartonsOf(lines, event, settings))
    }
    case "FulfilmentOrderShipped":
    case "FulfilmentOrderCancelled":
      return { ...report, openLines: HashMap.remove(report.openLines, stream) }
    case "LinesAllocated":
    case "FulfilmentOrderReleased":
    case "PickStarted":
      return report
  }
}

/** The report after `event` of a wave. */
export const reportWave = (report: Report, event: WaveEvent, settings: ReportSettings): Report => {
  if (event._tag === "WaveCompleted") return report
  const walkMm = event.tours.reduce((sum, tour) => sum + tour.walkMm, 0)
  return addTo(report, event.at, settings, { walkMm })
}

const cartonsOf = (lines: OpenLines, { cartons }: Event<"CartonsPacked">, settings: ReportSettings): Addends => {
  const sums = { cartonsMeasured: 0, cartonFillBasisPoints: 0, cartonsPriced: 0, cartonCostMinor: 0 }
  for (const { carton, contents } of cartons) {
    const facts = settings.cartonOf?.(carton)
    if (facts === undefined) continue
    const volumeMm3 = contentsMm3(lines, contents, settings)
    if (volumeMm3 !== undefined) {
      sums.cartonsMeasured += 1
      // Whole numbers, so that the sum is the same in whatever order cartons come.
      sums.cartonFillBasisPoints += Math.round((10_000 * volumeMm3) / facts.innerVolumeMm3)
    }
    if (facts.costMinor !== undefined) {
      sums.cartonsPriced += 1
      sums.cartonCostMinor += facts.costMinor
    }
  }
  return sums
}

/** Volume of what is in a carton; undefined when that of one of its units is not known. */
const contentsMm3 = (
  lines: OpenLines,
  contents: Event<"CartonsPacked">["cartons"][number]["contents"],
  settings: ReportSettings
): number | undefined => {
  let volumeMm3 = 0
  for (const { line, quantity } of contents) {
    const sku = lines.get(line)
    const unitMm3 = sku === undefined ? undefined : settings.unitVolumeMm3Of?.(sku)
    if (unitMm3 === undefined) return undefined
    volumeMm3 += quantity * unitMm3
  }
  return volumeMm3
}
