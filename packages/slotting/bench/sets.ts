/** The sets by name. */
import type { BenchSet } from "./BenchSet.ts"
import { coiSet } from "./coiSet.ts"
import { gapSet } from "./gapSet.ts"
import { putawaySet } from "./putawaySet.ts"
import { qapSet } from "./qapSet.ts"
import { scaleSet } from "./scaleSet.ts"
import { slapSet } from "./slapSet.ts"

export const sets: Readonly<Record<string, BenchSet>> = {
  coi: coiSet,
  gap: gapSet,
  putaway: putawaySet,
  qap: qapSet,
  scale: scaleSet,
  slap: slapSet
}
