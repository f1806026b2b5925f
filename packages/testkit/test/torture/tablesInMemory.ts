/**
 * Tables made from a log, in memory: as simple as the port allows.
 */
import type { Account } from "@stowage/kernel/Account"
import type { Balance } from "@stowage/kernel/Transfer"
import { type BalanceQuery, asksFor, isNothing } from "@stowage/runtime/BalanceQuery"
import { type Position, origin } from "@stowage/runtime/Commit"
import type { NewPage, Page, PageName, SegmentHead, Span, TableChanges } from "@stowage/runtime/LogStorage"

/** What is kept. */
export interface TablesInMemory {
  readonly balances: Map<Account, Balance>
  readonly pages: Map<string, Page>
  heads: ReadonlyArray<SegmentHead>
}

export const emptyTables = (): TablesInMemory => ({ balances: new Map(), pages: new Map(), heads: [] })

/** Up to which position they tell. */
export const savedTo = ({ heads }: TablesInMemory): Position => heads.at(-1)?.to ?? origin

const keyOf = ({ from, to, kind, number }: PageName): string => `${from}-${to} ${kind} ${number}`

const copyOf = ({ keys, values }: Page): Page => ({ keys: keys.slice(), values: values.slice() })

const isSame = (one: Span, other: Span): boolean => one.from === other.from && one.to === other.to

export const balancesOf = ({ balances }: TablesInMemory, accounts: ReadonlyArray<Account>): ReadonlyArray<Balance> =>
  accounts.flatMap((account) => balances.get(account) ?? [])

export const balancesFor = ({ balances }: TablesInMemory, query: BalanceQuery): ReadonlyArray<Balance> =>
  [...balances.values()].filter(({ account }) => asksFor(query, account))

/** Pages of segments that are there. */
export const pagesOf = (tables: TablesInMemory, names: ReadonlyArray<PageName>): ReadonlyArray<Page> | undefined => {
  const found = names.flatMap((name) => {
    const page = tables.heads.some((head) => isSame(head, name)) ? tables.pages.get(keyOf(name)) : undefined
    return page === undefined ? [] : [copyOf(page)]
  })
  return found.length === names.length ? found : undefined
}

/** Keys of pages of names. */
export const keysOf = (tables: TablesInMemory, { from, to }: Span, first: number, count: number) => {
  const names = Array.from({ length: count }, (_, nth) => ({ from, to, kind: "names" as const, number: first + nth }))
  return names.flatMap((name) => pagesOf(tables, [name]) ?? []).map(({ keys }) => keys)
}

export const writePages = ({ pages }: TablesInMemory, some: ReadonlyArray<NewPage>): void => {
  for (const page of some) pages.set(keyOf(page), copyOf(page))
}

/** Writes the changes if they follow what is saved. Up to which position the tables tell now. */
export const saveTables = (tables: TablesInMemory, { head, balances, pages }: TableChanges): Position => {
  if (head.from !== savedTo(tables)) return savedTo(tables)
  for (const balance of balances) {
    if (isNothing(balance)) tables.balances.delete(balance.account)
    else tables.balances.set(balance.account, { ...balance })
  }
  writePages(tables, pages)
  tables.heads = [...tables.heads, head]
  return head.to
}

/** Puts one segment in the place of others, if they are all there. */
export const replaceSegments = (tables: TablesInMemory, head: SegmentHead, of: ReadonlyArray<Span>): boolean => {
  const first = tables.heads.findIndex((one) => one.from === head.from)
  const there = tables.heads.slice(first, first + of.length)
  if (first < 0 || there.length < of.length || !there.every((one, nth) => isSame(one, of[nth] as Span))) return false
  for (const key of tables.pages.keys()) {
    if (of.some(({ from, to }) => key.startsWith(`${from}-${to} `))) tables.pages.delete(key)
  }
  tables.heads = tables.heads.toSpliced(first, of.length, head)
  return true
}
