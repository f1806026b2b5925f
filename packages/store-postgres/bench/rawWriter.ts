/**
 * The hand-written single writer: a map of stock decides, 512 callers each wait for their order, and whatever waits is
 * inserted as events, up to 256 at a time, in one statement.
 */
import { type Order, skuName } from "@stowage/testkit/orderSource"

/** Inserts the texts of events behind a position. */
type Insert = (after: number, bodies: ReadonlyArray<string>) => Promise<unknown>

const perInsert = 256
const callers = 512

interface Waiting {
  readonly body: string
  readonly done: () => void
}

/** Appends events in the order in which they are given; a promise for each. */
const makeAppend = (insert: Insert) => {
  const waiting: Array<Waiting> = []
  let position = 0
  let busy = false
  const write = async (): Promise<void> => {
    if (busy) return
    busy = true
    while (waiting.length > 0) {
      const batch = waiting.splice(0, perInsert)
      const after = position
      position += batch.length
      await insert(
        after,
        batch.map(({ body }) => body)
      )
      for (const { done } of batch) done()
    }
    busy = false
  }
  return (event: object): Promise<void> =>
    new Promise((done) => {
      waiting.push({ body: JSON.stringify(event), done })
      setImmediate(write)
    })
}

const all = async (orders: ReadonlyArray<Order>, one: (order: Order) => Promise<void>): Promise<void> => {
  let next = 0
  const caller = async (): Promise<void> => {
    for (let order = orders[next++]; order !== undefined; order = orders[next++]) await one(order)
  }
  await Promise.all(Array.from({ length: callers }, caller))
}

/** A writer of `skus` SKUs with `each` units. */
export const makeRawWriter = (insert: Insert, skus: number, each: number) => {
  const stock = new Map(Array.from({ length: skus }, (_, sku) => [skuName(sku), { onHand: each, reserved: 0 }]))
  const holds = new Map<string, Order>()
  const keys = new Set<string>()
  const append = makeAppend(insert)

  const reserve = (order: Order): Promise<void> => {
    const { id, lines } = order
    const held = lines.map(({ sku }) => stock.get(skuName(sku)))
    const short = held.some(
      (one, index) => one === undefined || one.onHand - one.reserved < (lines[index]?.quantity ?? 0)
    )
    if (short || keys.has(id)) throw new Error(`${id} is not to be had: the workload has ample stock`)
    keys.add(id)
    held.forEach((one, index) => {
      if (one !== undefined) one.reserved += lines[index]?.quantity ?? 0
    })
    holds.set(id, order)
    return append({ _tag: "OrderReserved", orderId: id, lines })
  }

  const settle = ({ id, lines }: Order): Promise<void> => {
    for (const { sku, quantity } of lines) {
      const held = stock.get(skuName(sku))
      if (held === undefined) continue
      held.onHand -= quantity
      held.reserved -= quantity
    }
    holds.delete(id)
    return append({ _tag: "OrderShipped", orderId: id })
  }

  return {
    reserve: (orders: ReadonlyArray<Order>) => all(orders, reserve),
    settle: (orders: ReadonlyArray<Order>) => all(orders, settle)
  }
}
