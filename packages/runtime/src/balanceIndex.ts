/**
 * Balances found by SKU and site, or by place, without looking at the others.
 */
import { type Account, type AccountParts, accountParts, siteOf } from "@stowage/kernel/Account"
import type { Balance } from "@stowage/kernel/Transfer"
import { type BalanceQuery, asksFor, inAccountOrder, isNothing } from "./BalanceQuery.ts"

/** An index over live balances; a balance is in it while it holds or awaits something. */
export interface BalanceIndex {
  /** Notes that `balance` may have changed. O(1). */
  readonly note: (balance: Balance) => void
  /** What `query` asks for now. Looks only at balances of the SKU (and site) or the place, when these are given. */
  readonly select: (query: BalanceQuery) => ReadonlyArray<Balance>
}

type Group = Map<Account, Balance>

const groupsOf = (parts: AccountParts): readonly [string, string, string] => [
  `sku:${parts.sku}`,
  `sku:${parts.sku}|${siteOf(parts.place) ?? ""}`,
  parts.place
]

const narrowestGroup = (query: BalanceQuery): string | undefined => {
  if (query.place !== undefined) return query.place
  if (query.sku === undefined) return undefined
  return query.site === undefined ? `sku:${query.sku}` : `sku:${query.sku}|${query.site}`
}

/** An empty index. */
export const makeBalanceIndex = (): BalanceIndex => {
  const all: Group = new Map()
  const groups = new Map<string, Group>()

  const add = (balance: Balance): void => {
    all.set(balance.account, balance)
    for (const name of groupsOf(accountParts(balance.account))) {
      const group = groups.get(name)
      if (group === undefined) groups.set(name, new Map([[balance.account, balance]]))
      else group.set(balance.account, balance)
    }
  }

  const remove = (account: Account): void => {
    all.delete(account)
    for (const name of groupsOf(accountParts(account))) {
      const group = groups.get(name)
      group?.delete(account)
      if (group?.size === 0) groups.delete(name)
    }
  }

  return {
    note: (balance) => {
      const known = all.get(balance.account)
      if (isNothing(balance)) {
        if (known !== undefined) remove(balance.account)
        // Another record of an account takes the place of the first: a ledger that has forgotten makes new ones.
      } else if (known !== balance) add(balance)
    },
    select: (query) => {
      const name = narrowestGroup(query)
      const group = name === undefined ? all : groups.get(name)
      const found: Array<Balance> = []
      for (const balance of group?.values() ?? []) {
        if (!asksFor(query, balance.account)) continue
        const { account, posted, pendingOut, pendingIn } = balance
        found.push({ account, posted, pendingOut, pendingIn })
      }
      return inAccountOrder(found)
    }
  }
}
