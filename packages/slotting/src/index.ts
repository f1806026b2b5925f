export { affinityOf, type Affinity, type AffinityOptions } from "./affinityOf.ts"
export { byVisits } from "./byVisits.ts"
export { cubePerOrder, cubePerOrderIndex } from "./cubePerOrderIndex.ts"
export { demandOf, type OrderLine, type SkuDemand } from "./demandOf.ts"
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
