/**
 * Slotting and putaway by every rule there is.
 */
import { whenExhausted } from "@stowage/kernel/Stop"
import { byVisits } from "@stowage/slotting/slots/byVisits"
import { cubePerOrderIndex } from "@stowage/slotting/slots/cubePerOrderIndex"
import { solve } from "@stowage/slotting/slots/slot"
import { describeSlotRefusal } from "@stowage/slotting/slots/SlotRefusal"
import { violations } from "@stowage/slotting/slots/SlotPlan"
import { type ProblemKind, problemKind } from "@stowage/testkit/solverTorture"
import { putaway } from "./putawayKind.ts"
import { drawWarehouse } from "./warehouses.ts"

const slotting = (name: string, mostSkus: number, method: typeof solve): ProblemKind =>
  problemKind(name, {
    draw: (chance) => drawWarehouse(chance, mostSkus),
    solve: method,
    violations,
    say: describeSlotRefusal
  })

export const kindsOfRules: ReadonlyArray<ProblemKind> = [
  slotting("slotting of a few SKUs by every rule", 6, solve),
  slotting("slotting of many SKUs by every rule", 60, solve),
  slotting("slotting until nothing gains", 12, (problem) => solve(problem, { seed: 0, stop: whenExhausted })),
  slotting("slotting by cube-per-order index", 20, cubePerOrderIndex),
  slotting("slotting by visits", 20, byVisits),
  putaway
]
