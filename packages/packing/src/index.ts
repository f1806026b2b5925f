export { explainPacking, type Alternative, type CartonReason, type PackExplanation } from "./explainPacking.ts"
export { describeFit, fit, type Fit } from "./fit.ts"
export { solve } from "./pack.ts"
export { packingBound } from "./packingBound.ts"
export {
  cartonCost,
  costPerCarton,
  innerVolumeMm3,
  payloadGrams,
  unitVolumeMm3,
  type CartonType,
  type Orientations,
  type PackingObjective,
  type PackingProblem,
  type PackItem
} from "./PackingProblem.ts"
export { describePackingRefusal, illPosed, type ItemFitsNoCarton, type PackingRefusal } from "./PackingRefusal.ts"
export {
  packCharges,
  violations,
  type NotSupported,
  type PackedCarton,
  type Placement,
  type PackPlan,
  type PackViolation
} from "./PackPlan.ts"
export { sketchCartons, sketchItems } from "./sketch.ts"
