/**
 * A page that shows who walks where and when.
 */
import type { Layout } from "@stowage/layout"
import { floorPlanOf, ganttSvg, pickersSvg, type Walk } from "@stowage/viz"
import type { PlannedBatch } from "./shift.ts"

const walkOf = (layout: Layout, { batch: { route } }: PlannedBatch): Walk => ({
  points: route.turns,
  stops: route.visits.flatMap(({ id }) => {
    const at = layout.byId.get(id)
    return at === undefined ? [] : [{ location: id, xMm: at.xMm, yMm: at.yMm }]
  })
})

const eightInTheMorning = Date.UTC(2026, 0, 5, 8)

/** Self-contained HTML: the first walk of every picker on the floor, and everybody's shift. */
export const page = (layout: Layout, plans: ReadonlyArray<ReadonlyArray<PlannedBatch>>): string => {
  const names = plans.map((_, index) => `Picker ${index + 1}`)
  const floor = pickersSvg(
    floorPlanOf(layout),
    plans.map((plan, index) => ({
      picker: names[index] ?? "",
      walks: plan.slice(0, 1).map((planned) => walkOf(layout, planned))
    })),
    { title: "The first walk of each picker" }
  )
  const shift = ganttSvg({
    title: "Who picks what, when",
    clock: { utcOffsetMinutes: 0 },
    rows: plans.map((plan, index) => ({
      name: names[index] ?? "",
      bars: plan.map(({ batch, fromSeconds, toSeconds }) => ({
        fromAt: eightInTheMorning + 1000 * fromSeconds,
        toAt: eightInTheMorning + 1000 * toSeconds,
        kind: names[index] ?? "",
        label: `${batch.orders.length} orders, ${Math.round(batch.route.walkMm / 1000)} m`
      }))
    }))
  })
  return `<!doctype html><meta charset="utf-8"><title>Picks</title><body style="max-width:60rem;margin:2rem auto">${floor}${shift}</body>\n`
}
