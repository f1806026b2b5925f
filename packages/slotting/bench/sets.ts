/** The sets by name. */
import type { BenchSet } from "./BenchSet.ts"
import { qapSet } from "./qapSet.ts"

export const sets: Readonly<Record<string, BenchSet>> = { qap: qapSet }
