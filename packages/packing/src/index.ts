export { buildPallets } from "./buildPallets.ts"
export {
  explainPacking,
  type Alternative,
  type CartonReason,
  type PackExplanation,
  type UnitReason
} from "./explainPacking.ts"
export {
  chooseRange,
  rangeRefusalText,
  type CartonRangePlan,
  type RangeProblem,
  type RangeRefusal,
  type RangeStep
} from "./chooseRange.ts"
export { describeFit, fit, type Fit, type FitOptions } from "./fit.ts"
export { illPosed } from "./illPosed.ts"
export { loadContainer, type LoadOptions } from "./loadContainer.ts"
export { loadCharges, loadViolations, unitWorth, type LoadPlan, type LoadProblem } from "./LoadPlan.ts"
export { solve, type PackOptions } from "./pack.ts"
export { packingBound } from "./packingBound.ts"
export { packingInstructions, type PackingStep } from "./packingInstructions.ts"
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
} from "./PackingProblem.ts"
export { describePackingRefusal, type ItemFitsNoCarton, type PackingRefusal } from "./PackingRefusal.ts"
export { palletBound, palletsAsPacking, type PalletProblem } from "./PalletProblem.ts"
export { packCharges, type PackedCarton, type Placement, type PackPlan } from "./PackPlan.ts"
export type {
  AxleLoad,
  ContentViolation,
  InTheWay,
  NotSeparated,
  NotSupported,
  OffBalance,
  PackViolation,
  TopOverloaded
} from "./PackViolation.ts"
export { sketchCartons, sketchItems } from "./sketch.ts"
export { contentViolations, violations } from "./violations.ts"
