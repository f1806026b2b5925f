/**
 * Every kind of problem that this package solves, drawn small, with round numbers, so that things collide.
 */
import type { ProblemKind } from "@stowage/testkit/solverTorture"
import { kindsOfAssignment } from "./kindsOfAssignment.ts"
import { kindsOfRules } from "./kindsOfRules.ts"

export const kinds: ReadonlyArray<ProblemKind> = [...kindsOfAssignment, ...kindsOfRules]
