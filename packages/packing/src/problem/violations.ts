/**
 * An independent check of a plan. Nothing here is used by a solver to search.
 */
import { geometryViolations } from "./geometryViolations.ts"
import { massViolations } from "./massViolations.ts"
import type { CartonType, PackingProblem, PackingRules, PackItem } from "./PackingProblem.ts"
import type { PackedCarton, PackPlan, Placement } from "./PackPlan.ts"
import type { ContentViolation, PackViolation } from "./PackViolation.ts"
import { sharingViolations } from "./sharingViolations.ts"

/**
 * Every rule the plan breaks; empty when it can be carried out.
 *
 * Rules: known cartons, none empty, none beyond its stock; groups in one carton; every unit packed exactly once; and
 * in each carton all that `contentViolations` asks. Time O(n²) in the units of one carton.
 */
export const violations = (problem: PackingProblem, plan: PackPlan): ReadonlyArray<PackViolation> => {
  const types = new Map(problem.cartons.map((type) => [type.id, type]))
  const items = new Map(problem.items.map((item) => [item.id, item]))
  const found: Array<PackViolation> = []
  for (const [index, { carton, placements }] of plan.cartons.entries()) {
    const type = types.get(carton)
    if (type === undefined) found.push({ _tag: "UnknownCarton", index, carton })
    if (placements.length === 0) found.push({ _tag: "EmptyCarton", index, carton })
    found.push(...contentViolations(problem, items, type, index, placements))
  }
  found.push(...beyondStock(problem, plan), ...groupsSplit(items, plan))
  return [
    ...found,
    ...miscounted(
      problem.items,
      plan.cartons.flatMap(({ placements }) => placements)
    )
  ]
}

/**
 * Every rule broken inside one carton.
 *
 * Rules: known items, each lying in an orientation it allows, inside its carton and its overhang, apart from every
 * other, but for nested ones; **support**: as much of its base as the problem asks, all when it does not say, rests on
 * the floor or on tops of items at exactly that height, loaded before it; gross mass; **stack load**: mass passed down
 * through every layer in proportion to contact area, up to what each top bears, in all and per area; classes and keys
 * that must not mix; drops unloaded in order; balance and axles. Without a `type` what asks for one is not checked.
 */
export const contentViolations = (
  rules: PackingRules,
  items: ReadonlyMap<string, PackItem>,
  type: CartonType | undefined,
  index: number,
  placements: ReadonlyArray<Placement>
): ReadonlyArray<ContentViolation> => [
  ...geometryViolations(rules, items, type, index, placements),
  ...massViolations(items, type, index, placements),
  ...sharingViolations(rules, items, type, index, placements)
]

const beyondStock = ({ cartons }: PackingProblem, plan: PackPlan): ReadonlyArray<PackViolation> =>
  cartons.flatMap(({ id, stock = Number.POSITIVE_INFINITY }): Array<PackViolation> => {
    const used = plan.cartons.filter(({ carton }) => carton === id).length
    return used <= stock ? [] : [{ _tag: "OutOfStock", carton: id, stock, used }]
  })

const groupsSplit = (items: ReadonlyMap<string, PackItem>, plan: PackPlan): ReadonlyArray<PackViolation> => {
  const groups = new Set([...items.values()].flatMap(({ group }) => group ?? []))
  const holds = (group: string, { placements }: PackedCarton): boolean =>
    placements.some(({ item }) => items.get(item)?.group === group)
  return [...groups].flatMap((group): Array<PackViolation> => {
    const cartons = plan.cartons.flatMap((carton, index) => (holds(group, carton) ? [index] : []))
    return cartons.length <= 1 ? [] : [{ _tag: "GroupSplit", group, cartons }]
  })
}

const miscounted = (
  items: ReadonlyArray<PackItem>,
  placements: ReadonlyArray<Placement>
): ReadonlyArray<PackViolation> => {
  const packed = new Map<string, number>()
  for (const { item } of placements) packed.set(item, (packed.get(item) ?? 0) + 1)
  return items.flatMap(({ id, quantity }): Array<PackViolation> => {
    const count = packed.get(id) ?? 0
    return count === quantity ? [] : [{ _tag: "WrongCount", item: id, asked: quantity, packed: count }]
  })
}
