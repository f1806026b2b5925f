export {
  Account,
  account,
  accountParts,
  atLocation,
  inUnit,
  isLimited,
  locationOf,
  lpnOf,
  outside,
  placeOf,
  siteOf,
  siteWide,
  type AccountParts,
  type Book,
  type OutsideKind,
  type Place,
  type StockStatus
} from "./Account.ts"
export { AccountTable } from "./AccountTable.ts"
export { allocateMoney, type AllocationRefusal, type MoneyAllocation } from "./allocateMoney.ts"
export { BatchAnswer, batchCodes, refusalOf, type BatchNames } from "./BatchAnswer.ts"
export {
  BusinessCalendar,
  isBusinessDay,
  mondayToFriday,
  nextBusinessDay,
  onOrAfter,
  plusBusinessDays
} from "./BusinessCalendar.ts"
export { CompactLedger, type CompactClaim } from "./compactLedger.ts"
export { Currency, minorUnitDigits } from "./Currency.ts"
export { CutOff, cutOffAt, cutOffDay, dueAt } from "./cutOff.ts"
export { fold, type Decider } from "./Decider.ts"
export { Dimensions, volumeMm3 } from "./Dimensions.ts"
export { eaches, Eaches, SomeEaches } from "./Eaches.ts"
export { Gln } from "./Gln.ts"
export { gs1CheckDigit, hasGs1CheckDigit } from "./gs1CheckDigit.ts"
export { Gtin, GtinFromText } from "./Gtin.ts"
export {
  AsnId,
  CustomerId,
  FulfilmentOrderId,
  LineId,
  LocationId,
  LotId,
  Lpn,
  OrderId,
  OwnerId,
  SerialId,
  SiteId,
  Sku,
  TaskId,
  WaveId
} from "./Ids.ts"
export { Instant, plusMillis } from "./Instant.ts"
export { isoWeekday, LocalDate, LocalTime, plusDays, TimeZone, type IsoWeekday } from "./LocalDate.ts"
export {
  isRefusal,
  makeKeepingLedger,
  makeLedger,
  type KeepingLedger,
  type Ledger,
  type LedgerChange,
  type LedgerSource
} from "./ledger.ts"
export { packSnapshot, unpackSnapshot, type LedgerSnapshot } from "./ledgerSnapshot.ts"
export { MassGrams } from "./Mass.ts"
export { isMeasure, isPace, isPosition, largestMeasure } from "./Measure.ts"
export {
  addMoney,
  compareMoney,
  formatMoney,
  MinorUnits,
  money,
  moneyFromJson,
  MoneyJson,
  moneyToJson,
  negateMoney,
  type MixedCurrencies,
  type Money
} from "./Money.ts"
export { gapPercent, sumOfCharges, type Charge, type Outcome, type StoppedBy } from "./Outcome.ts"
export {
  composeRatio,
  packOf,
  PackRatio,
  sameRatio,
  sayPackRefusal,
  splitIntoPacks,
  toBaseUnits,
  toPacks,
  type PackRefusal,
  type PackSplit
} from "./PackRatio.ts"
export { parseMoney, type MoneyTextRefusal, type SurplusDecimals } from "./parseMoney.ts"
export { fnv1a, random, type Random } from "./Random.ts"
export { saySectionsRefusal, type SectionsRefusal } from "./sections.ts"
export { Sscc, ssccOf, type SsccRefusal } from "./Sscc.ts"
export { afterIterations, afterMillis, whenExhausted, type Progress, type SolveOptions, type Stop } from "./Stop.ts"
export { TransferBatch, endless } from "./TransferBatch.ts"
export {
  available,
  sayTransferRefusal,
  type Balance,
  type Expire,
  type Pend,
  type Pending,
  type PendingId,
  type PendingState,
  type Post,
  type Settle,
  type Transfer,
  type TransferRefusal,
  type Void
} from "./Transfer.ts"
export { instantAt, instantOfWall, localDateOf, localTimeOf, wallMillisOf } from "./zonedTime.ts"
