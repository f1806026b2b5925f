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
