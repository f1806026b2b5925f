export { abcXyz, usualLimits, type ClassLimits, type DemandClass } from "./abcXyz.ts"
export { affinityOf, type Affinity, type AffinityOptions } from "./affinityOf.ts"
export { byVisits } from "./byVisits.ts"
export { classBased, type ClassPolicy } from "./classBased.ts"
export { cubePerOrder, cubePerOrderIndex } from "./cubePerOrderIndex.ts"
export { demandOf, type OrderLine, type SkuDemand } from "./demandOf.ts"
export { explainSlot, type NearerFace, type SkuNotSlotted, type SlotExplanation } from "./explainSlot.ts"
export {
  faceMinMax,
  refillDemandText,
  type FaceMinMax,
  type RefillDemand,
  type RefillDemandInvalid
} from "./faceMinMax.ts"
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
} from "./ForwardArea.ts"
export { forwardBound, type ForwardBound } from "./forwardBound.ts"
export { solveGeneralised } from "./generalised.ts"
export {
  generalisedCharges,
  generalisedCost,
  generalisedViolations,
  type GeneralisedPlan,
  type GeneralisedViolation
} from "./GeneralisedPlan.ts"
export {
  generalisedRefusal,
  generalisedRefusalText,
  type GeneralisedProblem,
  type GeneralisedRefusal
} from "./GeneralisedProblem.ts"
export { linearAssignment, type ColumnsContended, type CostTable, type LeastAssignment } from "./linearAssignment.ts"
export {
  labourMillis,
  moveCharges,
  moveCost,
  moveViolations,
  netBenefitMillis,
  type Move,
  type MovePlan,
  type MoveViolation
} from "./MovePlan.ts"
export { moveRefusal, moveRefusalText, type MoveLabour, type MoveProblem, type MoveRefusal } from "./MoveProblem.ts"
export { moveSequence } from "./moveSequence.ts"
export { pickFacesOf, type FaceRules } from "./pickFacesOf.ts"
export { moveCurve, planMoves, type MovePoint } from "./planMoves.ts"
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
} from "./Putaway.ts"
export { putawayFloorOf, type PutawayFloor } from "./PutawayFloor.ts"
export {
  putawayRefusalText,
  type LocationFieldMissing,
  type LocationTwice,
  type LocationUnknown,
  type PutawayMeasureInvalid,
  type PutawayRefusal,
  type StockMissing
} from "./PutawayRefusal.ts"
export { putawayViolations, type PutawayViolation } from "./putawayViolations.ts"
export { solveQuadratic } from "./quadratic.ts"
export {
  quadraticCharges,
  quadraticCost,
  quadraticViolations,
  type QuadraticPlan,
  type QuadraticViolation
} from "./QuadraticPlan.ts"
export {
  quadraticRefusal,
  quadraticRefusalText,
  type QuadraticProblem,
  type QuadraticRefusal
} from "./QuadraticProblem.ts"
export { randomSlots } from "./randomSlots.ts"
export { reachByLevel, usualReach, type Reach } from "./reachByLevel.ts"
export {
  replayRefusalText,
  type AssignmentTwice,
  type AssignmentUnknown,
  type PlanBroken,
  type ReplayMeasureInvalid,
  type ReplayRefusal
} from "./ReplayRefusal.ts"
export { solveReslot } from "./reslot.ts"
export { reslotCharges, reslotCost, reslotViolations, type ReslotPlan, type ReslotViolation } from "./ReslotPlan.ts"
export {
  reslotRefusal,
  reslotRefusalText,
  type PickRound,
  type PlaceWalks,
  type ReslotProblem,
  type ReslotRefusal,
  type StoredSku
} from "./ReslotProblem.ts"
export { scatter, type Scattered, type ScatterOptions, type ScatterPlan } from "./scatter.ts"
export { equalSpace, equalTime, restocksPerDay, squareRootOfFlow } from "./shareSpace.ts"
export { sketchFaces, sketchSkus } from "./sketch.ts"
export { solve, type SlotOptions } from "./slot.ts"
export {
  cost,
  slotCharges,
  violations,
  type Assignment,
  type RuleBroken,
  type SlotPlan,
  type SlotViolation,
  type TooMuch
} from "./SlotPlan.ts"
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
} from "./SlotRefusal.ts"
export { slottingBound } from "./slottingBound.ts"
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
} from "./SlottingProblem.ts"
export {
  slottingFromTables,
  tablesRefusalText,
  type SlottingFromTables,
  type SlottingTables,
  type TableOptions,
  type TablesRefusal
} from "./slottingTables.ts"
export { solveForwardArea } from "./solveForwardArea.ts"
export { spaceUse, type SpaceUse } from "./spaceUse.ts"
export { splitPutaway, type PutawayPart, type SplitPutaway } from "./splitPutaway.ts"
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
} from "./StorageRules.ts"
export { countRefusals, suggestPutaway, whyNot, whyNotThere } from "./suggestPutaway.ts"
export { whatIf, type AisleVisits, type PastLine, type Replayed, type RouteMm } from "./whatIf.ts"
