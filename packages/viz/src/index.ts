export { barChartSvg, type BarChart, type BarSeries } from "./barChartSvg.ts"
export { cartonSvg, type CartonDrawing, type PlacedItem } from "./cartonSvg.ts"
export { darkColours, drawingStyle, lightColours } from "./colours.ts"
export { floorPlanOf } from "./floorPlanOf.ts"
export { type Area, type Face, type FloorPlan, type Mark } from "./FloorPlan.ts"
export { floorPlanOfPoints, type PlacedLocation } from "./floorPlanOfPoints.ts"
export { ganttSvg, type Gantt, type GanttBar, type GanttRow } from "./ganttSvg.ts"
export { heatMapSvg, type HeatCaption } from "./heatMapSvg.ts"
export { heatPairSvg, type NamedHeat } from "./heatPairSvg.ts"
export { layoutSvg, type PlanCaption } from "./layoutSvg.ts"
export { lineChartSvg, type LineChart, type LinePoint, type LineSeries } from "./lineChartSvg.ts"
export { packedCartonSvg, type PackedCartonDrawing, type PackedStep } from "./packedCartonSvg.ts"
export { painterOrder, type Box } from "./painterOrder.ts"
export { pickersSvg, type PickerWalks } from "./pickersSvg.ts"
export { type WallClock } from "./timeTicks.ts"
export {
  walkLengthMm,
  walkPairSvg,
  walkSvg,
  type NamedWalk,
  type Walk,
  type WalkPoint,
  type WalkStop
} from "./walkSvg.ts"
