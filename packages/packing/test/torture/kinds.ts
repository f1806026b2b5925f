/**
 * Every kind of problem that this package solves, under every mix of rules.
 */
import type { ProblemKind } from "@stowage/testkit/solverTorture"
import { loadFaults } from "./loadFaults.ts"
import { packFaults } from "./packFaults.ts"

export const kinds: ReadonlyArray<ProblemKind> = [
  { name: "one container", faults: loadFaults },
  { name: "cartons for an order", faults: packFaults }
]
