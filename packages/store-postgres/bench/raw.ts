/**
 * The same work without a library, as one would write it by hand for this workload and nothing else, each order all or
 * nothing: an update per line that takes units if there are enough, or (where memory decides) an event per order. No
 * idempotency, no streams, no outbox, no settling in part.
 */
import * as PgPool from "@effect/sql-pg/PgPool"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Redacted from "effect/Redacted"
import * as Scope from "effect/Scope"
import { type Order, skuName } from "@stowage/testkit/orderSource"
import { makeRawWriter } from "./rawWriter.ts"

/** What one transaction of the hand-written store holds. */
export type RawMode = "order" | "batch" | "events"

/** A hand-written store of reservations. */
export interface Raw {
  readonly reserve: (orders: ReadonlyArray<Order>) => Promise<void>
  readonly settle: (orders: ReadonlyArray<Order>) => Promise<void>
  readonly close: () => Promise<void>
}

const perBatch = 256
const inFlight = 4

const tables = [
  "CREATE SCHEMA raw",
  "CREATE TABLE raw.stock (sku text PRIMARY KEY, available bigint NOT NULL) WITH (fillfactor = 50)",
  "CREATE TABLE raw.holds (id text PRIMARY KEY, skus text[] NOT NULL, quantities bigint[] NOT NULL)",
  "CREATE TABLE raw.events (position bigint PRIMARY KEY, body text NOT NULL)",
  `CREATE FUNCTION raw.reserve(p_id text, p_skus text[], p_quantities bigint[]) RETURNS boolean LANGUAGE plpgsql AS $$
  BEGIN
    FOR line IN 1 .. cardinality(p_skus) LOOP
      UPDATE raw.stock SET available = available - p_quantities[line]
        WHERE sku = p_skus[line] AND available >= p_quantities[line];
      IF NOT FOUND THEN RAISE EXCEPTION 'sold out'; END IF;
    END LOOP;
    INSERT INTO raw.holds VALUES (p_id, p_skus, p_quantities);
    RETURN true;
  END $$`,
  `CREATE FUNCTION raw.settle(p_id text) RETURNS boolean LANGUAGE plpgsql AS $$
  BEGIN
    DELETE FROM raw.holds WHERE id = p_id;
    RETURN FOUND;
  END $$`,
  // Lines of all orders in one list; an order's begin where the one before ends.
  `CREATE FUNCTION raw.reserve_all(p_ids text[], p_ends bigint[], p_skus text[], p_quantities bigint[]) RETURNS void
  LANGUAGE plpgsql AS $$
  DECLARE
    begun bigint := 1;
  BEGIN
    FOR nth IN 1 .. cardinality(p_ids) LOOP
      PERFORM raw.reserve(p_ids[nth], p_skus[begun:p_ends[nth]], p_quantities[begun:p_ends[nth]]);
      begun := p_ends[nth] + 1;
    END LOOP;
  END $$`,
  `CREATE FUNCTION raw.settle_all(p_ids text[]) RETURNS void LANGUAGE plpgsql AS $$
  BEGIN
    DELETE FROM raw.holds WHERE id = ANY (p_ids);
  END $$`
]

const batchesOf = (orders: ReadonlyArray<Order>): ReadonlyArray<ReadonlyArray<Order>> =>
  Array.from({ length: Math.ceil(orders.length / perBatch) }, (_, nth) =>
    orders.slice(nth * perBatch, (nth + 1) * perBatch)
  )

const endsOf = (orders: ReadonlyArray<Order>): ReadonlyArray<number> => {
  let end = 0
  return orders.map(({ lines }) => (end += lines.length))
}

const skusOf = (orders: ReadonlyArray<Order>): ReadonlyArray<string> =>
  orders.flatMap(({ lines }) => lines.map(({ sku }) => skuName(sku)))

const quantitiesOf = (orders: ReadonlyArray<Order>): ReadonlyArray<number> =>
  orders.flatMap(({ lines }) => lines.map(({ quantity }) => quantity))

/** Lines in the order of their SKUs: whoever locks in another order is soon in a deadlock. */
const sorted = (order: Order): Order => ({ ...order, lines: [...order.lines].sort((a, b) => a.sku - b.sku) })

/** The hand-written store in a schema of its own, with `each` units of every SKU. */
export const rawPostgres = async (url: string, mode: RawMode, skus: number, each: number): Promise<Raw> => {
  const scope = Scope.makeUnsafe()
  const pool = await Effect.runPromise(
    Scope.provide(PgPool.make({ url: Redacted.make(url), maxConnections: inFlight }), scope)
  )
  const ask = (sql: string, parameters: ReadonlyArray<unknown> = []) =>
    pool.use((connection) => connection.queryValues(sql, parameters))
  const names = Array.from({ length: skus }, (_, sku) => skuName(sku))
  await Effect.runPromise(
    Effect.andThen(
      Effect.forEach(tables, (sql) => ask(sql), { discard: true }),
      ask("INSERT INTO raw.stock SELECT name, $2 FROM unnest($1::text[]) AS name", [names, each])
    )
  )
  const eachOrder = (orders: ReadonlyArray<Order>, one: (order: Order) => Effect.Effect<unknown, unknown>) =>
    Effect.runPromise(Effect.forEach(orders, one, { concurrency: inFlight, discard: true }))
  const eachBatch = (
    orders: ReadonlyArray<Order>,
    one: (batch: ReadonlyArray<Order>) => Effect.Effect<unknown, unknown>
  ) => Effect.runPromise(Effect.forEach(batchesOf(orders), one, { discard: true }))
  const insertEvents = (after: number, bodies: ReadonlyArray<string>) =>
    Effect.runPromise(
      ask("INSERT INTO raw.events SELECT $1 + nth, body FROM unnest($2::text[]) WITH ORDINALITY AS e (body, nth)", [
        after,
        bodies
      ])
    )
  const writer = makeRawWriter(insertEvents, skus, each)
  return {
    reserve: (orders) => {
      if (mode === "events") return writer.reserve(orders)
      if (mode === "order") {
        return eachOrder(orders, (order) =>
          ask("SELECT raw.reserve($1, $2, $3)", [order.id, skusOf([sorted(order)]), quantitiesOf([sorted(order)])])
        )
      }
      return eachBatch(orders, (batch) =>
        ask("SELECT raw.reserve_all($1, $2, $3, $4)", [
          batch.map(({ id }) => id),
          endsOf(batch),
          skusOf(batch),
          quantitiesOf(batch)
        ])
      )
    },
    settle: (orders) => {
      if (mode === "events") return writer.settle(orders)
      return mode === "order"
        ? eachOrder(orders, ({ id }) => ask("SELECT raw.settle($1)", [id]))
        : eachBatch(orders, (batch) => ask("SELECT raw.settle_all($1)", [batch.map(({ id }) => id)]))
    },
    close: () => Effect.runPromise(Scope.close(scope, Exit.void))
  }
}
