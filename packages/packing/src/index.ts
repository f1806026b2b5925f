export { buildPallets } from "./pallets/buildPallets.ts"
export {
  explainPacking,
  type Alternative,
  type CartonReason,
  type PackExplanation,
  type UnitReason
} from "./cartons/explainPacking.ts"
export {
  chooseRange,
  rangeRefusalText,
  type CartonRangePlan,
  type RangeProblem,
  type RangeRefusal,
  type RangeStep
} from "./cartons/chooseRange.ts"
export { describeFit, fit, type Fit, type FitOptions } from "./cartons/fit.ts"
export { illPosed } from "./problem/illPosed.ts"
export { loadContainer, type LoadOptions } from "./loads/loadContainer.ts"
export { loadCharges, loadViolations, unitWorth, type LoadPlan, type LoadProblem } from "./loads/LoadPlan.ts"
export { solve, type PackOptions } from "./cartons/pack.ts"
export { packingBound } from "./problem/packingBound.ts"
export { packingInstructions, type PackingStep } from "./cartons/packingInstructions.ts"
export {
  billedGrams,
  cartonCost,
  costPerCarton,
  innerVolumeMm3,
  outerVolumeMm3,
  paddedSides,
  payloadGrams,
  unitVolumeMm3,
  verticalEdges,
  type Axle,
  type Balance,
  type CartonType,
  type Edge,
  type Orientations,
  type PackingObjective,
  type PackingProblem,
  type PackingRules,
  type PackItem,
  type Rate,
  type Sides,
  type Support
} from "./problem/PackingProblem.ts"
export { describePackingRefusal, type ItemFitsNoCarton, type PackingRefusal } from "./problem/PackingRefusal.ts"
export { palletBound, palletsAsPacking, type PalletProblem } from "./pallets/PalletProblem.ts"
export { packCharges, type PackedCarton, type Placement, type PackPlan } from "./problem/PackPlan.ts"
export type {
  AxleLoad,
  ContentViolation,
  InTheWay,
  NotSeparated,
  NotSupported,
  OffBalance,
  PackViolation,
  TopOverloaded
} from "./problem/PackViolation.ts"
export { sketchCartons, sketchItems } from "./cartons/sketch.ts"
export { contentViolations, violations } from "./problem/violations.ts"
