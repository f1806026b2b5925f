/**
 * When to empty the cart on a given way.
 */
import { type CartModel } from "./tourModel.ts"

/** Cuts one order after another into loads. */
export interface CartLoads {
  /** Cuts the first `size` stops of an order, and writes into `emptied` before which of them the cart is emptied. */
  readonly cut: (order: Int32Array, size: number) => void
  readonly emptied: Uint8Array
}

/**
 * The cheapest cuts of orders of `count` stops: each load fits the cart, and the ways by the drop-offs add least. Every
 * stop has to fit by itself. O(n × stops in a load).
 *
 * Source: Prins (2004), A simple and effective evolutionary algorithm for the vehicle routing problem, Computers &
 * Operations Research 31(12), there Split.
 */
export const cartLoads = (count: number, leg: Float64Array, cart: CartModel): CartLoads => {
  const limits = cart.most.length
  const emptied = new Uint8Array(count + 1)
  const cutAt = new Int32Array(count + 1)
  /** The least that the first so many stops cost when the cart is emptied after them. */
  const upTo = new Float64Array(count + 1)
  const load = new Float64Array(limits)

  const fitsToo = (stop: number): boolean => {
    let fits = true
    for (let limit = 0; limit < limits; limit++) {
      load[limit] = (load[limit] as number) + (cart.load[limit * count + stop] as number)
      if ((load[limit] as number) > (cart.most[limit] as number) * (1 + 1e-12)) fits = false
    }
    return fits
  }
  const cut = (order: Int32Array, size: number): void => {
    for (let end = 1; end <= size; end++) {
      upTo[end] = Number.POSITIVE_INFINITY
      load.fill(0)
      let inside = 0
      for (let from = end - 1; from >= 0 && fitsToo(order[from] as number); from--) {
        const first = order[from] as number
        if (from < end - 1) inside += leg[first * count + (order[from + 1] as number)] as number
        const before = from === 0 ? 0 : (cart.via[(order[from - 1] as number) * count + first] as number)
        const cost = (upTo[from] as number) + before + inside
        if (cost >= (upTo[end] as number)) continue
        upTo[end] = cost
        cutAt[end] = from
      }
    }
    emptied.fill(0)
    for (let end = cutAt[size] as number; end > 0; end = cutAt[end] as number) emptied[end] = 1
  }
  return { cut, emptied }
}
