export { type Aggregate, type StoredForm, decodeEvents, encodeEvents, streamOf } from "./Aggregate.ts"
export { type BalanceQuery, asksFor, inAccountOrder, isNothing } from "./BalanceQuery.ts"
export { type BalanceIndex, makeBalanceIndex } from "./balanceIndex.ts"
export { carefulJournal } from "./carefulJournal.ts"
export {
  type Append,
  type Commit,
  type CommitId,
  type CommitRefusal,
  type EventData,
  type Position,
  type Receipt,
  type Recorded,
  type RecordedCommit,
  type StreamId,
  isReceipt,
  origin,
  recordedEvents,
  sayCommitRefusal
} from "./Commit.ts"
export { type CommitDecision, type CommitState, decideCommit } from "./decideCommit.ts"
export { type CommitDecoder, decodeCommit, makeCommitDecoder } from "./decodeCommit.ts"
export { type CommitLimits, type DecodeRefusal, sayDecodeRefusal, usualLimits } from "./decodeData.ts"
export type { ExpiryClock } from "./ExpiryClock.ts"
export { repost, selectBalances } from "./foldTransfers.ts"
export { commitsSoFar, follow } from "./follow.ts"
export { type Envelope, type Handled, type Refused, handle } from "./handle.ts"
export { IdSource, layerSeededIds, layerUuid, now } from "./IdSource.ts"
export { type Capabilities, Journal, type PendingQuery, StoreFailure, asksForPending } from "./Journal.ts"
export { type LogBlock, blocksOf, commitOfBlock, commitOfLine, commitsOfBlock } from "./LogBlock.ts"
export { type LogJournalOptions, makeLogJournal } from "./logJournal.ts"
export type {
  AppendAnswer,
  LogBatch,
  LogEntry,
  LogStorage,
  LogTables,
  NewPage,
  Page,
  PageKind,
  PageName,
  Saved,
  SegmentHead,
  Span,
  TableChanges
} from "./LogStorage.ts"
export { layerMemory, makeMemoryJournal } from "./memoryJournal.ts"
export { type News, makeNews } from "./news.ts"
export { type Parked, type Process, ProcessEvent, type ProcessState, Processes, derivedId } from "./Process.ts"
export { catchUp, processState, replay, retryParked, run } from "./runProcess.ts"
export { type Upcaster, type Upcasts, upcastEvent } from "./upcast.ts"
