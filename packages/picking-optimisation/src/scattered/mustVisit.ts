/**
 * Where something has to be taken because there is too little of it elsewhere.
 */
import { type StockedPlaces } from "./stockedPlaces.ts"

/**
 * Which places are visited by every plan, 1 or 0, and which sub-aisles may be passed by, for `stock`, per sub-aisle the
 * units of each SKU there.
 */
export const mustVisit = (
  { count, demand, firstStock, stockSku, stockUnits }: StockedPlaces,
  stock: ReadonlyArray<ArrayLike<number>>
): { readonly isForced: Uint8Array; readonly mayPass: Uint8Array } => {
  /** What may be left out. */
  const spare = Float64Array.from(demand, (units) => -units)
  for (const inside of stock) {
    for (let sku = 0; sku < spare.length; sku++) spare[sku] = (spare[sku] as number) + (inside[sku] as number)
  }
  const isForced = new Uint8Array(count)
  for (let place = 0; place < count; place++) {
    const to = firstStock[place + 1] as number
    for (let at = firstStock[place] as number; at < to; at++) {
      if ((stockUnits[at] as number) > (spare[stockSku[at] as number] as number)) isForced[place] = 1
    }
  }
  const mayPass = Uint8Array.from(stock, (inside) =>
    spare.every((units, sku) => (inside[sku] as number) <= units) ? 1 : 0
  )
  return { isForced, mayPass }
}
