/**
 * Loading one container with as much as goes in, and an independent check of a load.
 */
import type { Charge } from "@stowage/kernel/Outcome"
import { unitVolumeMm3, type CartonType, type PackingRules, type PackItem } from "../problem/PackingProblem.ts"
import type { Placement } from "../problem/PackPlan.ts"
import type { PackViolation } from "../problem/PackViolation.ts"
import { contentViolations } from "../problem/violations.ts"

/**
 * One container, and what may go in it: the single container loading problem. What is packed should be worth most;
 * a unit is worth its `value`, or its volume in mm³.
 */
export interface LoadProblem extends PackingRules {
  readonly items: ReadonlyArray<PackItem>
  readonly container: CartonType
}

export interface LoadPlan {
  /** In an order in which they can be loaded. */
  readonly placements: ReadonlyArray<Placement>
  /** How many units of each item stay out, in the order of the problem; items packed in full are not listed. */
  readonly left: ReadonlyArray<{ readonly item: string; readonly quantity: number }>
}

/** What one unit is worth. */
export const unitWorth = (item: PackItem): number => item.value ?? unitVolumeMm3(item)

/** What each item costs that is left out: the worth of the units not packed. */
export const loadCharges = ({ items }: LoadProblem, { left }: LoadPlan): ReadonlyArray<Charge> => {
  const byId = new Map(items.map((item) => [item.id, item]))
  return left.flatMap(({ item, quantity }) => {
    const known = byId.get(item)
    return known === undefined ? [] : [{ reason: "left out", subject: item, amount: quantity * unitWorth(known) }]
  })
}

/**
 * Every rule a load breaks: all of `contentViolations`; no more units than there are, those packed and those left
 * adding up; each group wholly in or wholly out.
 */
export const loadViolations = (problem: LoadProblem, { placements, left }: LoadPlan): ReadonlyArray<PackViolation> => {
  const items = new Map(problem.items.map((item) => [item.id, item]))
  const packed = new Map<string, number>()
  for (const { item } of placements) packed.set(item, (packed.get(item) ?? 0) + 1)
  const out = new Map(left.map(({ item, quantity }) => [item, quantity]))
  const found: Array<PackViolation> = [...contentViolations(problem, items, problem.container, 0, placements)]
  const split = new Set<string>()
  for (const { id, quantity, group } of problem.items) {
    const inside = packed.get(id) ?? 0
    const outside = out.get(id) ?? 0
    const whole = inside + outside === quantity && outside >= 0
    if (!whole) found.push({ _tag: "WrongCount", item: id, asked: quantity, packed: inside })
    if (group !== undefined && outside > 0) split.add(group)
  }
  for (const group of split) {
    const someIn = problem.items.some((item) => item.group === group && packed.has(item.id))
    if (someIn) found.push({ _tag: "GroupSplit", group, cartons: [0] })
  }
  return found
}
