export { type AllocationTerms, allocateFulfilment, toteOf } from "./allocateFulfilment.ts"
export { type LineCut, type LineEdit, cancelOrder, cutLine, editLine } from "./cancelOrder.ts"
export { type ChosenCarton, type PackLine, cartonise, ownPackaging, sayCartonRefusal } from "./cartonise.ts"
export { type LineUnits, breakPromises, keepPromises } from "./claims.ts"
export { type PickReport, confirmPick, countAfterShort } from "./confirmPick.ts"
export {
  type DecidedAppend,
  type DecidedEvent,
  type DecidedHandoff,
  type HandoffRefused,
  type RecordStates,
  decideHandoff
} from "./decideHandoff.ts"
export {
  type DockStock,
  type PutawayChoice,
  type PutawayPlaces,
  type PutawayPlan,
  choosePutaway,
  confirmPutaway,
  planPutaway
} from "./directPutaway.ts"
export { type KitOf, expirePromises } from "./expirePromises.ts"
export { type Handoff, type RecordCommand, together } from "./Handoff.ts"
export { packFulfilment, packLinesOf } from "./packFulfilment.ts"
export { type NumberedCarton, moveCartons } from "./pickedLots.ts"
export { type PlannedTour, type WaveTerms, planTours } from "./planWave.ts"
export { promiseOrder } from "./promiseOrder.ts"
export { receiveDelivery } from "./receiveDelivery.ts"
export { type CountReport, bookedAt, recordCount } from "./recordCount.ts"
export { type ReleaseTo, isReleasable, releaseOrder } from "./releaseOrder.ts"
export { type FaceRule, type Refill, refillTransfers, refillsFor } from "./replenishFace.ts"
export { shipFulfilment } from "./shipFulfilment.ts"
export { type LineClaims, type StockView, type StrategyFor } from "./StockView.ts"
export { type Floor, hasLimitedRoom, roomOfUnit } from "./unitRoom.ts"
