/**
 * Every kind of problem that this package solves, drawn small, with round numbers, so that things collide.
 */
import type { Kind } from "./Kind.ts"
import { kindsOfAssignment } from "./kindsOfAssignment.ts"
import { kindsOfRules } from "./kindsOfRules.ts"

export const kinds: ReadonlyArray<Kind> = [...kindsOfAssignment, ...kindsOfRules]
