/**
 * The tables made from the journal: what they are asked, and how they are saved.
 */
import * as Effect from "effect/Effect"
import { type Account, accountParts, siteOf } from "@stowage/kernel/Account"
import type { Balance } from "@stowage/kernel/Transfer"
import { isNothing } from "@stowage/runtime/BalanceQuery"
import type { Position } from "@stowage/runtime/Commit"
import type { LogTables, NewPage, PageName, Saved, SegmentHead, Span, TableChanges } from "@stowage/runtime/LogStorage"
import type { Asking, Rows, Value } from "./connection.ts"
import { keyOf, nameOf, restOf } from "./names.ts"
import { linesFrom } from "./rows.ts"

type Cell = Value | undefined

const restFrom = (rest: Cell): string | null => (typeof rest === "string" ? rest : null)

const balanceFrom = (account: string, [posted, out, into]: ReadonlyArray<Cell>): Balance => ({
  account: account as Account,
  posted: Number(posted),
  pendingOut: Number(out),
  pendingIn: Number(into)
})

/** Rows that begin with the saved position; a row of nothing else says that there are none. */
const savedRows = <A>(rows: Rows, read: (row: ReadonlyArray<Value>) => A): Saved<ReadonlyArray<A>> => ({
  saved: Number(rows[0]?.[0] ?? 0) as Position,
  value: rows.filter((row) => row[1] !== null).map((row) => read(row.slice(1)))
})

/** Numbers as PostgreSQL writes an array: the driver guesses the type of an array by its elements, and may be wrong. */
const numbers = (values: ReadonlyArray<number>): string => `{${values.join(",")}}`

/** Accounts as columns: the key of each, what that does not say, and the keys of what each is found by. */
const accountColumns = (balances: ReadonlyArray<Balance>) => {
  const [accounts, rests, skus]: [Array<string>, Array<string>, Array<string>] = [[], [], []]
  const [sites, places]: [Array<string>, Array<string>] = [[], []]
  let isLong = false
  for (const { account } of balances) {
    const key = keyOf(account)
    const { place, sku } = accountParts(account)
    const site = siteOf(place) ?? ""
    // Where nothing of the whole had to be changed, nothing of its parts has to be.
    const isPlain = key === account
    const rest = isPlain ? "" : (restOf(account) ?? "")
    isLong ||= rest !== ""
    accounts.push(key)
    rests.push(rest)
    skus.push(isPlain ? sku : keyOf(sku))
    sites.push(isPlain ? site : keyOf(site))
    places.push(isPlain ? place : keyOf(place))
  }
  // The driver cannot guess an array of nothing, so what is missing is empty; and of none at all there is no array.
  return [accounts, isLong ? rests : [], skus, sites, places]
}

const balanceColumns = (balances: ReadonlyArray<Balance>) => [
  ...accountColumns(balances),
  numbers(balances.map(({ posted }) => posted)),
  numbers(balances.map(({ pendingOut }) => pendingOut)),
  numbers(balances.map(({ pendingIn }) => pendingIn))
]

const spanColumns = (spans: ReadonlyArray<Span>) => [
  numbers(spans.map(({ from }) => from)),
  numbers(spans.map(({ to }) => to))
]

const nameColumns = (pages: ReadonlyArray<PageName>) => [
  ...spanColumns(pages),
  pages.map(({ kind }) => kind),
  numbers(pages.map(({ number }) => number))
]

const pageColumns = (pages: ReadonlyArray<NewPage>) => [
  ...nameColumns(pages),
  pages.map(({ keys }) => keys),
  pages.map(({ values }) => values)
]

const headColumns = ({ from, to, firsts, opened, closed }: SegmentHead) => [from, to, firsts, opened, closed]

const changeColumns = ({ balances, head, pages }: TableChanges) => {
  const [from, to, ...rest] = headColumns(head)
  return [
    from ?? 0,
    to ?? 0,
    ...balanceColumns(balances.filter((balance) => !isNothing(balance))),
    balances.filter(isNothing).map(({ account }) => keyOf(account)),
    ...rest,
    ...pageColumns(pages)
  ]
}

const call = (name: string, parameters: number): string =>
  `stowage.${name}(${Array.from({ length: parameters }, (_, index) => `$${index + 1}`).join(", ")})`

const balancesFrom = (rows: Rows) =>
  savedRows(rows, ([key, rest, ...sums]) => balanceFrom(nameOf(String(key), restFrom(rest)), sums))

const headFrom = ([from, to, firsts, opened, closed]: ReadonlyArray<Cell>): SegmentHead => ({
  from: from as Position,
  to: to as Position,
  firsts: firsts as Uint8Array,
  opened: Number(opened),
  closed: Number(closed)
})

const savedOf = (rows: Rows): Position => Number(rows[0]?.[0] ?? 0) as Position

/** The tables of one tenant. */
export const makeLogTables = (asking: Asking, tenant: string, place: string): LogTables => ({
  saved: Effect.map(asking.ask("SELECT stowage.read_saved($1)", [tenant]), savedOf),
  balancesOf: (accounts) =>
    Effect.map(asking.ask(`SELECT * FROM ${call("read_balances_of", 2)}`, [tenant, accounts.map(keyOf)]), balancesFrom),
  balances: (query) =>
    Effect.map(
      asking.ask(`SELECT * FROM ${call("read_balances", 4)}`, [
        tenant,
        query.place === undefined ? null : keyOf(query.place),
        query.sku === undefined ? null : keyOf(query.sku),
        query.sku === undefined || query.site === undefined ? null : keyOf(query.site)
      ]),
      balancesFrom
    ),
  commitsAt: (positions) =>
    Effect.flatMap(asking.ask(`SELECT * FROM ${call("commits_at", 2)}`, [tenant, numbers(positions)]), (rows) =>
      linesFrom(rows, place)
    ),
  heads: Effect.map(asking.ask(`SELECT * FROM ${call("read_segments", 1)}`, [tenant]), (rows) => rows.map(headFrom)),
  pages: (names) =>
    Effect.map(asking.ask(`SELECT * FROM ${call("pages_of", 5)}`, [tenant, ...nameColumns(names)]), (rows) =>
      rows.length < names.length
        ? undefined
        : rows.map(([, keys, values]) => ({ keys: keys as Uint8Array, values: values as Uint8Array }))
    ),
  keys: ({ from, to }, first, count) =>
    Effect.map(asking.ask(`SELECT * FROM ${call("read_keys", 5)}`, [tenant, from, to, first, first + count]), (rows) =>
      rows.map(([keys]) => keys as Uint8Array)
    ),
  save: (changes) => Effect.map(asking.ask(`SELECT ${call("save", 21)}`, [tenant, ...changeColumns(changes)]), savedOf),
  write: (pages) =>
    pages.length === 0
      ? Effect.void
      : Effect.asVoid(asking.ask(`SELECT ${call("write_pages", 7)}`, [tenant, ...pageColumns(pages)])),
  replace: (head, of) =>
    Effect.map(
      asking.ask(`SELECT ${call("replace_segments", 8)}`, [tenant, ...headColumns(head), ...spanColumns(of)]),
      (rows) => rows[0]?.[0] === true
    )
})
