/**
 * What has to be taken in a sub-aisle because the others have too little.
 */

/** What the choices of a problem take, as `SubAisleChoices` has it, and what there is. */
export interface ChoiceGains {
  readonly demand: ArrayLike<number>
  readonly first: ArrayLike<number>
  readonly parent: ArrayLike<number>
  readonly gainFirst: ArrayLike<number>
  readonly gainSku: ArrayLike<number>
  readonly gainUnits: ArrayLike<number>
  /** Per sub-aisle, units of each SKU. */
  readonly stock: ReadonlyArray<Float64Array>
}

/** Which choices take enough, and which sub-aisles may be passed by: 1, or 0. */
export const mustTake = (gains: ChoiceGains): { readonly allowed: Uint8Array; readonly mayPass: Uint8Array } => {
  const { demand, first, stock } = gains
  const skus = demand.length
  const allowed = new Uint8Array(first[first.length - 1] as number).fill(1)
  const mayPass = new Uint8Array(stock.length).fill(1)
  /** What may be left out. */
  const spare = new Float64Array(skus)
  for (const inside of stock) {
    for (let sku = 0; sku < skus; sku++) spare[sku] = (spare[sku] as number) + (inside[sku] as number)
  }
  for (let sku = 0; sku < skus; sku++) spare[sku] = (spare[sku] as number) - (demand[sku] as number)
  const needed = new Float64Array(skus)
  const short = new Float64Array(skus)
  for (const [subAisle, inside] of stock.entries()) {
    let most = 0
    for (let sku = 0; sku < skus; sku++) {
      needed[sku] = (inside[sku] as number) - (spare[sku] as number)
      if ((needed[sku] as number) > most) most = needed[sku] as number
    }
    if (most === 0) continue
    mayPass[subAisle] = 0
    for (let choice = first[subAisle] as number; choice < (first[subAisle + 1] as number); choice++) {
      short.set(needed)
      takeOff(gains, choice, short)
      allowed[choice] = short.every((units) => units <= 0) ? 1 : 0
    }
  }
  return { allowed, mayPass }
}

const takeOff = ({ gainFirst, gainSku, gainUnits, parent }: ChoiceGains, choice: number, units: Float64Array): void => {
  for (let each = choice; each >= 0; each = parent[each] as number) {
    for (let gain = gainFirst[each] as number; gain < (gainFirst[each + 1] as number); gain++) {
      const sku = gainSku[gain] as number
      units[sku] = (units[sku] as number) - (gainUnits[gain] as number)
    }
  }
}
