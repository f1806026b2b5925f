/**
 * What follows from a demand because places are visited or not: a plan that takes 5 units from places with 3 each
 * visits two of them, though five thirds of a visit would do.
 */

/** Units counted by so many: a place has its quantity divided by that, and rounded up, and so many are demanded. */
export interface RoundedDemand {
  /** Which demand it follows from. */
  readonly sku: number
  readonly by: number
  readonly demand: number
}

/**
 * The roundings of a demand that say more than the demand itself for some quantity in stock. `stock` has the quantities
 * of the places of each SKU.
 *
 * Source: Chvátal (1973), Edmonds polytopes and a hierarchy of combinatorial problems, Discrete Mathematics 4.
 */
export const roundedDemands = (
  demand: ReadonlyArray<number>,
  stock: ReadonlyArray<ReadonlyArray<number>>
): ReadonlyArray<RoundedDemand> =>
  demand.flatMap((units, sku) => {
    const quantities = [...new Set((stock[sku] ?? []).map((quantity) => Math.min(quantity, units)))]
    return quantities.flatMap((by) => {
      const rounded = Math.ceil(units / by)
      const isTighter = quantities.some((each) => Math.ceil(each / by) * units < rounded * each)
      return isTighter ? [{ sku, by, demand: rounded }] : []
    })
  })
