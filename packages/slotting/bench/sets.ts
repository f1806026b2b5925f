/** The sets by name. */
import type { BenchSet } from "./BenchSet.ts"
import { putawaySet } from "./putawaySet.ts"
import { qapSet } from "./qapSet.ts"
import { scaleSet } from "./scaleSet.ts"

export const sets: Readonly<Record<string, BenchSet>> = {
  qap: qapSet,
  putaway: putawaySet,
  scale: scaleSet
}
