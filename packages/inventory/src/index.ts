export { type Adjustment, type AdjustmentReason, adjustStock, adjustmentReasons } from "./adjustStock.ts"
export {
  type Allocation,
  type Rejected,
  type Taken,
  allocate,
  claimPick,
  explainAllocation,
  pickClaim
} from "./allocate.ts"
export {
  type AllocationAsk,
  type AllocationStrategy,
  type Draw,
  type StockCandidate,
  emptyLocations,
  fefo,
  fifo,
  lifo,
  nearest,
  rejection,
  thenBy
} from "./AllocationStrategy.ts"
export { type AsOf, balancesAsOf } from "./asOf.ts"
export {
  type AtpDay,
  type AtpTerms,
  type ChannelShare,
  type DatedUnits,
  atpByDay,
  freeForChannel,
  promiseDay
} from "./atp.ts"
export { type Audit, type AuditedCommit, rederive, startAudit, verify } from "./audit.ts"
export type { Claim, Finding, Rederived, Sum } from "./auditRules.ts"
export { type Availability, availabilityOf } from "./availability.ts"
export {
  type AvailabilityChange,
  type AvailabilityFeed,
  type SalesTerms,
  startAvailabilityFeed
} from "./availabilityFeed.ts"
export {
  type BackorderClaim,
  type BackorderFill,
  type FilledBackorder,
  backordered,
  fillBackorders
} from "./backorders.ts"
export { makeGood, takeBeyond, unbookedAt } from "./beyondBooks.ts"
export {
  type Weighed,
  type WeighedStock,
  moveWeighed,
  receiveWeighed,
  settleWeighed,
  shareOfWeight,
  weighedAlong,
  weightAt
} from "./catchWeight.ts"
export {
  type Count,
  CountReason,
  CountStatus,
  CountTolerance,
  CountedStock,
  type Variance,
  VarianceReason,
  beyondTolerance,
  blindSheet,
  type BlindSheet,
  countStatusNext,
  variancesByReason,
  variancesOf
} from "./Count.ts"
export { type CorrectionRefusal, correct, correctionId, sayCorrectionRefusal } from "./correct.ts"
export { type CountCommand, CountDecider, CountEvent, type CountRefusal, sayCountRefusal } from "./CountDecider.ts"
export { evenPromises } from "./evenPromises.ts"
export { type BalanceLine, type Clock, explainBalance, sayBalanceLine } from "./explainBalance.ts"
export { fewestTouches } from "./fewestTouches.ts"
export { type PickedPack, fullPacksFirst } from "./fullPacksFirst.ts"
export {
  type HandlingUnit,
  type NestingRefusal,
  type UnitTree,
  carryUnit,
  contentsOf,
  nestUnit,
  registerUnit,
  sayNestingRefusal,
  sendUnit,
  shipUnit,
  standsAt,
  tiers,
  unitAt,
  unitTree
} from "./handlingUnits.ts"
export {
  type Kit,
  type KitComponent,
  type KitPlaces,
  type KitRefusal,
  type ReserveKitLine,
  type ReservedKits,
  type Work,
  type WorkUnits,
  breakKits,
  buildKits,
  componentLine,
  doWork,
  kitRefusal,
  kitsFrom,
  reserveKits,
  sayKitRefusal,
  workAt
} from "./kits.ts"
export { type Lot, LotDecider, LotEvent, type LotExpiresOtherwise, type RegisterLot, lotRecordId } from "./Lot.ts"
export {
  type HeldClaim,
  type SettledClaim,
  breakPromise,
  changeStatus,
  keepPromise,
  moveStock,
  receiveStock,
  settlePick,
  shipStock
} from "./moveStock.ts"
export {
  type DatedCommit,
  type Movement,
  type MovementReader,
  type PendedClaim,
  floorTime,
  movementsOf,
  startMovements
} from "./movements.ts"
export { oneLot } from "./oneLot.ts"
export {
  type NoRoomLeft,
  type RoomLeft,
  repayRoom,
  roomLeft,
  roomLeftAfter,
  roomRefusal,
  sayRoomRefusal,
  takeRoomFound
} from "./overfull.ts"
export { type CountedPlace, type VarianceBooked, postCount, postVariances } from "./postCount.ts"
export { type Promises, promiseLess, promiseMore, promisesAfter, repayShortfall } from "./promiseTransfers.ts"
export { type OwnershipChange, changeOwner, ownershipChanges, shipConsigned } from "./ownership.ts"
export { type InPacks, type PackCount, inPacks, packsOpened, unitsOfPacks } from "./packs.ts"
export { type Recall, recall } from "./recall.ts"
export {
  type ClaimedBy,
  type Reservation,
  type ReserveFrom,
  type ReserveLine,
  type ReservedLine,
  claimId,
  claimedBy,
  reserve,
  reserveAll
} from "./reserve.ts"
export {
  type Room,
  claimRoom,
  freeRoom,
  grantRoom,
  roomClaim,
  roomCounted,
  roomOfAll,
  settleRoom,
  takeRoom,
  unitsThatFit
} from "./roomTransfers.ts"
export {
  type SerialPlace,
  type SerialPlaces,
  type SerialReceipt,
  type SerialRefusal,
  claimSerials,
  receiveSerials,
  saySerialRefusal,
  serialArrives,
  serialClaim,
  serialIs,
  serialLeaves,
  serialPlaces,
  settleSerials,
  shipSerials
} from "./serials.ts"
export { type ShelfLifeTerms, shelfLifeFor } from "./shelfLife.ts"
export {
  HoldReason,
  type StockHold,
  type StockHoldCommand,
  StockHoldDecider,
  StockHoldEvent,
  type StockHoldRefusal,
  sayStockHoldRefusal
} from "./StockHold.ts"
export type { StoredBooks } from "./storedBooks.ts"
export {
  type Measure,
  type StockKey,
  backorderAt,
  promisable,
  promiseSource,
  promisedTo,
  roomAt,
  roomBeyond,
  roomGranted,
  roomOverfull,
  roomTaken,
  shortfallAt,
  stockAt
} from "./stockAccounts.ts"
export { type Thing, type Trace, type TraceDirection, type TraceStart, trace } from "./trace.ts"
