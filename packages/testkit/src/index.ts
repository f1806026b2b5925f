export { byCallers } from "./byCallers.ts"
export { type DeciderLawOptions, type Lawful, type Oracle, deciderLaws } from "./deciderLaws.ts"
export {
  accounts,
  commits,
  counts,
  instants,
  limitedAccounts,
  locations,
  lots,
  lpns,
  orderIds,
  outsideAccounts,
  owners,
  pendingIds,
  pends,
  posts,
  promiseAccounts,
  sites,
  skus,
  someCounts,
  transfers
} from "./generators.ts"
export * as JournalContract from "./JournalContract.ts"
export { type Law, brokenLaws, describeLaws } from "./Law.ts"
export { type OrderCommits, type SkuAccounts, makeCommits } from "./orderCommits.ts"
export { type Distribution, type Order, ofOtherSkus, orderSource, skuName } from "./orderSource.ts"
export { retold } from "./retold.ts"
export { type LawfulSolver, type SolverLawOptions, solverLaws } from "./solverLaws.ts"
export { problemKind, type JudgedSolver, type ProblemKind } from "./solverTorture.ts"
