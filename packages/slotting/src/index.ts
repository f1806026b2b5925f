export { byVisits } from "./byVisits.ts"
export { cubePerOrder, cubePerOrderIndex } from "./cubePerOrderIndex.ts"
export { explainSlot, type NearerFace, type SkuNotSlotted, type SlotExplanation } from "./explainSlot.ts"
export { pickFacesOf, type FaceRules } from "./pickFacesOf.ts"
export { randomSlots } from "./randomSlots.ts"
export { sketchFaces, sketchSkus } from "./sketch.ts"
export { solve } from "./slot.ts"
export {
  cost,
  slotCharges,
  violations,
  type Assignment,
  type SlotPlan,
  type SlotViolation,
  type TooMuch
} from "./SlotPlan.ts"
export {
  describeSlotRefusal,
  illPosed,
  type FacesContended,
  type NoFaceFits,
  type SlotRefusal,
  type TooFewFaces
} from "./SlotRefusal.ts"
export { slottingBound } from "./slottingBound.ts"
export {
  facesOf,
  refusedBy,
  slotRules,
  travelMillis,
  unitsInFace,
  visitMillis,
  type PickFace,
  type Sides,
  type SlotRule,
  type SlotSku,
  type SlottingProblem
} from "./SlottingProblem.ts"
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
export { moveCurve, planMoves, type MovePoint } from "./planMoves.ts"
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
