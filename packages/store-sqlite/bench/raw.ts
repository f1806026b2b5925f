/**
 * The same work without a library: what one would write by hand for this workload and nothing else. All lines of an
 * order or none, an event and a hold kept per order, and on SQLite an idempotency key too.
 */
import { DatabaseSync } from "node:sqlite"
import { type Order, skuName } from "@stowage/testkit/orderSource"

/** A hand-written store of reservations. */
export interface Raw {
  /** Reserves all of each order or nothing of it; how many were reserved. */
  readonly reserve: (orders: ReadonlyArray<Order>) => number
  /** Ships or releases orders that were reserved. */
  readonly settle: (orders: ReadonlyArray<Order>) => void
  readonly close: () => void
}

/** A map of balances, a map of holds, a list of events. */
export const rawMemory = (skus: number, each: number): Raw => {
  const stock = new Map<string, { onHand: number; reserved: number }>()
  const names = Array.from({ length: skus }, (_, sku) => skuName(sku))
  for (const name of names) stock.set(name, { onHand: each, reserved: 0 })
  const holds = new Map<string, { sku: string; quantity: number }>()
  const events: Array<object> = []
  const reserve = ({ id, lines }: Order): boolean => {
    for (const { sku, quantity } of lines) {
      const held = stock.get(names[sku] as string)
      if (held === undefined || held.onHand - held.reserved < quantity) return false
    }
    for (let index = 0; index < lines.length; index++) {
      const { sku, quantity } = lines[index] as Order["lines"][number]
      const name = names[sku] as string
      const held = stock.get(name)
      if (held !== undefined) held.reserved += quantity
      holds.set(`${id}/${index}`, { sku: name, quantity })
    }
    events.push({ _tag: "OrderReserved", orderId: id, lines })
    return true
  }
  const settle = ({ id, lines, shipped }: Order): void => {
    for (let index = 0; index < lines.length; index++) {
      const claim = `${id}/${index}`
      const hold = holds.get(claim)
      const held = hold && stock.get(hold.sku)
      if (hold === undefined || held === undefined) throw new Error(`${claim} is not held`)
      held.reserved -= hold.quantity
      if (shipped) held.onHand -= hold.quantity
      holds.delete(claim)
    }
    events.push({ _tag: shipped ? "OrderShipped" : "OrderReleased", orderId: id })
  }
  return {
    reserve: (orders) => orders.filter(reserve).length,
    settle: (orders) => orders.forEach(settle),
    close: () => stock.clear()
  }
}

/** Three tables and an idempotency key, each batch of orders in one transaction. */
export const rawSqlite = (file: string, skus: number, each: number): Raw => {
  const database = new DatabaseSync(file)
  database.exec(`
    PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -32768; PRAGMA wal_autocheckpoint = 4000;
    CREATE TABLE stock (sku TEXT PRIMARY KEY, available INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE holds (id TEXT PRIMARY KEY, sku TEXT NOT NULL, quantity INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE events (position INTEGER PRIMARY KEY, stream TEXT NOT NULL, body TEXT NOT NULL) STRICT;
    CREATE TABLE done (key TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
    BEGIN`)
  const insertStock = database.prepare("INSERT INTO stock VALUES (?, ?)")
  for (let sku = 0; sku < skus; sku++) insertStock.run(skuName(sku), each)
  database.exec("COMMIT")
  const take = database.prepare("UPDATE stock SET available = available - ? WHERE sku = ? AND available >= ?")
  const put = database.prepare("UPDATE stock SET available = available + ? WHERE sku = ?")
  const release = database.prepare("DELETE FROM holds WHERE id = ? RETURNING sku, quantity")
  const hold = database.prepare("INSERT INTO holds VALUES (?, ?, ?)")
  const event = database.prepare("INSERT INTO events (stream, body) VALUES (?, ?)")
  const done = database.prepare("INSERT INTO done VALUES (?)")
  const reserve = ({ id, lines }: Order): boolean => {
    for (let index = 0; index < lines.length; index++) {
      const { sku, quantity } = lines[index] as Order["lines"][number]
      const name = skuName(sku)
      if (take.run(quantity, name, quantity).changes === 0) {
        if (index === 0) return false
        throw new Error(`${name} ran out: the workload has ample stock, or none`)
      }
      hold.run(`${id}/${index}`, name, quantity)
    }
    done.run(`reserve:${id}`)
    event.run(`order/${id}`, JSON.stringify({ _tag: "OrderReserved", orderId: id, lines }))
    return true
  }
  const settle = ({ id, lines, shipped }: Order): void => {
    done.run(`settle:${id}`)
    for (let index = 0; index < lines.length; index++) {
      const held = release.get(`${id}/${index}`)
      if (held === undefined) throw new Error(`${id}/${index} is not held`)
      if (!shipped) put.run(held["quantity"] as number, held["sku"] as string)
    }
    event.run(`order/${id}`, JSON.stringify({ _tag: shipped ? "OrderShipped" : "OrderReleased", orderId: id }))
  }
  const inOne = <A>(work: () => A): A => {
    database.exec("BEGIN IMMEDIATE")
    const done = work()
    database.exec("COMMIT")
    return done
  }
  return {
    reserve: (orders) => inOne(() => orders.filter(reserve).length),
    settle: (orders) => inOne(() => orders.forEach(settle)),
    close: () => database.close()
  }
}
