export { type Engine, makeEngine } from "./engine.ts"
export { type EventHeap, makeEventHeap } from "./EventHeap.ts"
export { type Pool, type Work, type WorkerStats, makePool } from "./Pool.ts"
export { type RunEnd, ScenarioRefused, runOnJournal } from "./runOnJournal.ts"
export {
  type Buying,
  type Chances,
  type Demand,
  type Incoming,
  type Labour,
  type Policy,
  type Scenario,
  type Service,
  bestPolicy,
  naivePolicy
} from "./Scenario.ts"
export { type SimulatedDay, simulateDays } from "./simulateDays.ts"
export { SiteEvent, type WorkKind, workKinds } from "./SiteEvent.ts"
export { slotFaces, slottingProblem } from "./slotFaces.ts"
export { type World, applyCommit, emptyWorld } from "./World.ts"
export { worldRecords } from "./worldRecords.ts"
export { worldStock } from "./worldStock.ts"
export { type AuditResult, type RunAudit, type RunBooks, startRunAudit } from "./auditRun.ts"
export { type Cancelled } from "./scenario/incomingOf.ts"
export { type Days, chooseDays } from "./scenario/chooseDays.ts"
export { demandOf } from "./scenario/demandOf.ts"
export { type KnownItem, estimateItem } from "./scenario/estimateItem.ts"
export { type ChosenScenario, type ScenarioInput, scenarioOf, withPolicy } from "./scenario/scenarioOf.ts"
export { sizeLayout } from "./scenario/sizeLayout.ts"
export { type StoryStep } from "./report/Story.ts"
export { orderStory, tellHistory } from "./report/orderStory.ts"
export { type ReportInput } from "./report/ReportInput.ts"
export { reportPage } from "./report/reportPage.ts"
export { type RunSettings, type RunView, addCommit, emptyRunView, periodOf } from "./report/RunView.ts"
