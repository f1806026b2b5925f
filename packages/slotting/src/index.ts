export { abcXyz, usualLimits, type ClassLimits, type DemandClass } from "./demand/abcXyz.ts"
export { affinityOf, type Affinity, type AffinityOptions } from "./demand/affinityOf.ts"
export { byVisits } from "./slots/byVisits.ts"
export { classBased, type ClassPolicy } from "./slots/classBased.ts"
export { cubePerOrder, cubePerOrderIndex } from "./slots/cubePerOrderIndex.ts"
export { demandOf, type OrderLine, type SkuDemand } from "./demand/demandOf.ts"
export { explainSlot, type NearerFace, type SkuNotSlotted, type SlotExplanation } from "./slots/explainSlot.ts"
export {
  faceMinMax,
  refillDemandText,
  type FaceMinMax,
  type RefillDemand,
  type RefillDemandInvalid
} from "./forward/faceMinMax.ts"
export {
  forwardCharges,
  forwardRefusalText,
  forwardViolations,
  illPosedForward,
  type ForwardFace,
  type ForwardPlan,
  type ForwardProblem,
  type ForwardRefusal,
  type ForwardSku,
  type ForwardViolation
} from "./forward/ForwardArea.ts"
export { forwardBound, type ForwardBound } from "./forward/forwardBound.ts"
export { solveGeneralised } from "./zoning/generalised.ts"
export {
  generalisedCharges,
  generalisedCost,
  generalisedViolations,
  type GeneralisedPlan,
  type GeneralisedViolation
} from "./zoning/GeneralisedPlan.ts"
export {
  generalisedRefusal,
  generalisedRefusalText,
  type GeneralisedProblem,
  type GeneralisedRefusal
} from "./zoning/GeneralisedProblem.ts"
export {
  linearAssignment,
  type ColumnsContended,
  type CostTable,
  type LeastAssignment
} from "./pairs/linearAssignment.ts"
export {
  labourMillis,
  moveCharges,
  moveCost,
  moveViolations,
  netBenefitMillis,
  type Move,
  type MovePlan,
  type MoveViolation
} from "./moves/MovePlan.ts"
export {
  moveRefusal,
  moveRefusalText,
  type MoveLabour,
  type MoveProblem,
  type MoveRefusal
} from "./moves/MoveProblem.ts"
export { moveSequence } from "./moves/moveSequence.ts"
export { pickFacesOf, type FaceRules } from "./slots/pickFacesOf.ts"
export { moveCurve, planMoves, type MovePoint } from "./moves/planMoves.ts"
export {
  putawayRules,
  stockMassGrams,
  stockVolumeMm3,
  type Arrival,
  type MixingRules,
  type PlaceRefused,
  type PutawayPlace,
  type PutawayReasons,
  type PutawayRefusals,
  type PutawayRule,
  type PutawayRules,
  type PutawaySuggestion,
  type PutawayWeights,
  type Stock
} from "./putaway/Putaway.ts"
export { putawayFloorOf, type PutawayFloor } from "./putaway/PutawayFloor.ts"
export {
  putawayRefusalText,
  type LocationFieldMissing,
  type LocationTwice,
  type LocationUnknown,
  type PutawayMeasureInvalid,
  type PutawayRefusal,
  type StockMissing
} from "./putaway/PutawayRefusal.ts"
export { putawayViolations, type PutawayViolation } from "./putaway/putawayViolations.ts"
export { solveQuadratic } from "./pairs/quadratic.ts"
export {
  quadraticCharges,
  quadraticCost,
  quadraticViolations,
  type QuadraticPlan,
  type QuadraticViolation
} from "./pairs/QuadraticPlan.ts"
export {
  quadraticRefusal,
  quadraticRefusalText,
  type QuadraticProblem,
  type QuadraticRefusal
} from "./pairs/QuadraticProblem.ts"
export { randomSlots } from "./slots/randomSlots.ts"
export { reachByLevel, usualReach, type Reach } from "./slots/reachByLevel.ts"
export {
  replayRefusalText,
  type AssignmentTwice,
  type AssignmentUnknown,
  type PlanBroken,
  type ReplayMeasureInvalid,
  type ReplayRefusal
} from "./slots/ReplayRefusal.ts"
export { solveReslot } from "./moves/reslot.ts"
export {
  reslotCharges,
  reslotCost,
  reslotViolations,
  type ReslotPlan,
  type ReslotViolation
} from "./moves/ReslotPlan.ts"
export {
  reslotRefusal,
  reslotRefusalText,
  type PickRound,
  type PlaceWalks,
  type ReslotProblem,
  type ReslotRefusal,
  type StoredSku
} from "./moves/ReslotProblem.ts"
export { scatter, type Scattered, type ScatterOptions, type ScatterPlan } from "./slots/scatter.ts"
export { equalSpace, equalTime, restocksPerDay, squareRootOfFlow } from "./forward/shareSpace.ts"
export { sketchFaces, sketchSkus } from "./slots/sketch.ts"
export { solve, type SlotOptions } from "./slots/slot.ts"
export {
  cost,
  slotCharges,
  violations,
  type Assignment,
  type RuleBroken,
  type SlotPlan,
  type SlotViolation,
  type TooMuch
} from "./slots/SlotPlan.ts"
export {
  describeSlotRefusal,
  illPosed,
  type FacesContended,
  type FixedRefused,
  type MeasureRefusal,
  type NoFaceFits,
  type PlaceMissing,
  type RulesInTheWay,
  type SkuUnknown,
  type SlotRefusal,
  type TooFewFaces
} from "./slots/SlotRefusal.ts"
export { slottingBound } from "./slots/slottingBound.ts"
export {
  facesOf,
  fixedFaces,
  loadOf,
  refusedBy,
  travelMillis,
  unitsInFace,
  visitMillis,
  type PickFace,
  type SlotSku,
  type SlottingProblem
} from "./slots/SlottingProblem.ts"
export {
  slottingFromTables,
  tablesRefusalText,
  type SlottingFromTables,
  type SlottingTables,
  type TableOptions,
  type TablesRefusal
} from "./slots/slottingTables.ts"
export { solveForwardArea } from "./forward/solveForwardArea.ts"
export { spaceUse, type SpaceUse } from "./putaway/spaceUse.ts"
export { splitPutaway, type PutawayPart, type SplitPutaway } from "./putaway/splitPutaway.ts"
export {
  storageRules,
  type Apart,
  type Load,
  type Separation,
  type Sides,
  type StorageNeeds,
  type StorageRoom,
  type StorageRule,
  type StorageRules,
  type TemperatureRange
} from "./rules/StorageRules.ts"
export { countRefusals, suggestPutaway, whyNot, whyNotThere } from "./putaway/suggestPutaway.ts"
export { whatIf, type AisleVisits, type PastLine, type Replayed, type RouteMm } from "./slots/whatIf.ts"
