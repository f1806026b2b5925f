/** The sets by name. */
import type { BenchSet } from "./BenchSet.ts"
import { gapSet } from "./gapSet.ts"
import { qapSet } from "./qapSet.ts"

export const sets: Readonly<Record<string, BenchSet>> = { gap: gapSet, qap: qapSet }
