/**
 * The tables made from the journal: what they are asked, and how they are saved.
 */
import * as Effect from "effect/Effect"
import { type Account, accountParts, siteOf } from "@stowage/kernel/Account"
import type { Instant } from "@stowage/kernel/Instant"
import type { Balance, Pending, PendingId, PendingState } from "@stowage/kernel/Transfer"
import { isNothing } from "@stowage/runtime/BalanceQuery"
import type { CommitId, Position, StreamId } from "@stowage/runtime/Commit"
import type { StoreFailure } from "@stowage/runtime/Journal"
import type { Facts, LogTables, Saved, TableChanges, Wanted } from "@stowage/runtime/LogStorage"
import type { Asking, Rows, Value } from "./connection.ts"
import { keyOf, nameOf, restOf, stored, told } from "./names.ts"
import { commitsFrom } from "./rows.ts"

/** A resolved claim is remembered by its id only, so that it is not used again. */
const nowhere = "" as Account

/** Names by their keys; of long names only those asked for are known. */
const naming = (asked: ReadonlyArray<string>): ((key: string) => string) => {
  const long = new Map(asked.filter((name) => restOf(name) !== null).map((name) => [keyOf(name), name]))
  return (key) => long.get(key) ?? told(key)
}

const keysOf = (names: ReadonlyArray<string>): ReadonlyArray<string> => names.map(keyOf)

type Cell = Value | undefined

const restFrom = (rest: Cell): string | null => (typeof rest === "string" ? rest : null)

const claimFrom = (id: string, [quantity, expiresAt, from, to, state]: ReadonlyArray<Cell>): Pending => ({
  id: id as PendingId,
  from: told(String(from ?? nowhere)) as Account,
  to: told(String(to ?? nowhere)) as Account,
  quantity: Number(quantity ?? 0),
  expiresAt: (expiresAt ?? undefined) as Instant | undefined,
  state: state as PendingState
})

const balanceFrom = (account: string, [posted, out, into]: ReadonlyArray<Cell>): Balance => ({
  account: account as Account,
  posted: Number(posted),
  pendingOut: Number(out),
  pendingIn: Number(into)
})

const factsFrom = (rows: Rows, wanted: Wanted): Facts => {
  const ids = new Map<CommitId, Position>()
  const versions = new Map<StreamId, number>()
  const claims = new Map<PendingId, Pending>()
  const balances = new Map<Account, Balance>()
  const named = naming([...wanted.ids, ...wanted.streams, ...wanted.claims, ...wanted.accounts])
  let saved = 0
  for (const [kind, key, a, b, c, from, to, state] of rows) {
    const name = named(String(key))
    if (kind === "s") saved = Number(a)
    else if (kind === "i") ids.set(name as CommitId, Number(a) as Position)
    else if (kind === "v") versions.set(name as StreamId, Number(a))
    else if (kind === "c") {
      claims.set(name as PendingId, claimFrom(name, [a, b, from, to, state]))
    } else balances.set(name as Account, balanceFrom(name, [a, b, c]))
  }
  return { ids, versions, claims, balances, saved: saved as Position }
}

/** Asks what is known of names. */
export const lookUp = (asking: Asking, tenant: string, wanted: Wanted): Effect.Effect<Facts, StoreFailure> =>
  Effect.map(
    asking.ask("SELECT * FROM stowage.look_up($1, $2, $3, $4, $5)", [
      tenant,
      keysOf(wanted.ids),
      keysOf(wanted.streams),
      keysOf(wanted.claims),
      keysOf(wanted.accounts)
    ]),
    (rows) => factsFrom(rows, wanted)
  )

/** Rows that begin with the saved position; a row of nothing else says that there are none. */
const savedRows = <A>(rows: Rows, read: (row: ReadonlyArray<Value>) => A): Saved<ReadonlyArray<A>> => ({
  saved: Number(rows[0]?.[0] ?? 0) as Position,
  value: rows.filter((row) => row[1] !== null).map((row) => read(row.slice(1)))
})

/** Numbers as PostgreSQL writes an array: the driver guesses the type of an array by its elements, and may be wrong. */
const numbers = (values: ReadonlyArray<number | undefined>): string =>
  `{${values.map((value) => value ?? "NULL").join(",")}}`

/** Texts that may be missing, empty where they are: the driver cannot guess an array of nothing. */
const texts = (values: ReadonlyArray<string | null>): ReadonlyArray<string> => values.map((value) => value ?? "")

const balanceColumns = (balances: ReadonlyArray<Balance>) => {
  const parts = balances.map(({ account }) => accountParts(account))
  return [
    balances.map(({ account }) => keyOf(account)),
    texts(balances.map(({ account }) => restOf(account))),
    parts.map(({ sku }) => keyOf(sku)),
    parts.map(({ place }) => keyOf(siteOf(place) ?? "")),
    parts.map(({ place }) => keyOf(place)),
    numbers(balances.map(({ posted }) => posted)),
    numbers(balances.map(({ pendingOut }) => pendingOut)),
    numbers(balances.map(({ pendingIn }) => pendingIn))
  ]
}

const isOpen = ({ state }: Pending): boolean => state === "pending"

const claimColumns = (claims: ReadonlyArray<Pending>) => [
  claims.map(({ id }) => keyOf(id)),
  texts(claims.map((claim) => (isOpen(claim) ? restOf(claim.id) : null))),
  texts(claims.map((claim) => (isOpen(claim) ? stored(claim.from) : null))),
  texts(claims.map((claim) => (isOpen(claim) ? stored(claim.to) : null))),
  numbers(claims.map((claim) => (isOpen(claim) ? claim.quantity : undefined))),
  numbers(claims.map((claim) => (isOpen(claim) ? claim.expiresAt : undefined))),
  claims.map(({ state }) => state)
]

const changeColumns = ({ from, to, balances, claims, appends }: TableChanges) => [
  from,
  to,
  ...balanceColumns(balances.filter((balance) => !isNothing(balance))),
  balances.filter(isNothing).map(({ account }) => keyOf(account)),
  ...claimColumns(claims),
  appends.map(({ stream }) => keyOf(stream)),
  numbers(appends.map(({ version }) => version)),
  numbers(appends.map(({ position }) => position))
]

const saveStatement = `SELECT stowage.save(${Array.from({ length: 22 }, (_, index) => `$${index + 1}`).join(", ")})`

/** The tables of one tenant. */
export const makeLogTables = (asking: Asking, tenant: string, place: string): LogTables => ({
  lookUp: (wanted) => lookUp(asking, tenant, wanted),
  balances: (query) =>
    Effect.map(
      asking.ask("SELECT * FROM stowage.read_balances($1, $2, $3, $4)", [
        tenant,
        query.place === undefined ? null : keyOf(query.place),
        query.sku === undefined ? null : keyOf(query.sku),
        query.sku === undefined || query.site === undefined ? null : keyOf(query.site)
      ]),
      (rows) => savedRows(rows, ([key, rest, ...numbers]) => balanceFrom(nameOf(String(key), restFrom(rest)), numbers))
    ),
  claims: ({ ids, expirableAt }) =>
    Effect.map(
      asking.ask("SELECT * FROM stowage.read_claims($1, $2, $3)", [
        tenant,
        ids === undefined ? null : keysOf(ids),
        expirableAt ?? null
      ]),
      (rows) =>
        savedRows(rows, ([key, rest, quantity, expires, from, to]) =>
          claimFrom(nameOf(String(key), restFrom(rest)), [quantity, expires, from, to, "pending"])
        )
    ),
  stream: (stream, after) =>
    Effect.flatMap(
      asking.ask("SELECT * FROM stowage.read_stream($1, $2, $3)", [tenant, keyOf(stream), after]),
      (rows) => {
        const { saved, value } = savedRows(rows, (row) => row)
        return Effect.map(commitsFrom(value, place), (commits) => ({ saved, value: commits }))
      }
    ),
  saved: Effect.map(
    asking.ask("SELECT stowage.read_saved($1)", [tenant]),
    (rows) => Number(rows[0]?.[0] ?? 0) as Position
  ),
  save: (changes) =>
    Effect.map(
      asking.ask(saveStatement, [tenant, ...changeColumns(changes)]),
      (rows) => Number(rows[0]?.[0]) as Position
    )
})
