/**
 * What must hold of books that were added up from their transfers alone.
 */
import { type Account, accountParts, isLimited, lpnOf, siteOf } from "@stowage/kernel/Account"
import type { PendingId } from "@stowage/kernel/Transfer"
import { measureOf } from "./stockAccounts.ts"

/** What the books should say and do not, as a sentence with the names and numbers in it. */
export interface Finding {
  readonly rule:
    | "positions"
    | "conservation"
    | "limit"
    | "claim"
    | "balance"
    | "twoBooks"
    | "identity"
    | "weight"
    | "room"
  readonly said: string
}

/** An account as added up: what is there, what is claimed of it, what is claimed for it. */
export interface Sum {
  posted: number
  out: number
  in: number
}

/** A claim that is still open. */
export interface Claim {
  readonly from: Account
  readonly to: Account
  readonly quantity: number
  /** Never for a claim without end. */
  readonly expiresAt: number
}

/** Balances added up from transfers, and what was odd on the way. */
export interface Rederived {
  readonly sums: ReadonlyMap<Account, Readonly<Sum>>
  readonly openClaims: ReadonlyMap<PendingId, Claim>
  readonly findings: ReadonlyArray<Finding>
}

/** Nothing is made or lost: the posted balances of a book, and of a SKU in it, add up to zero. */
export const conservation = (rederived: Rederived): ReadonlyArray<Finding> => {
  const totals = new Map<string, number>()
  for (const [account, { posted }] of rederived.sums) {
    const { book, sku } = accountParts(account)
    totals.set(`${book} book of ${sku}`, (totals.get(`${book} book of ${sku}`) ?? 0) + posted)
  }
  return [...totals]
    .filter(([, total]) => total !== 0)
    .map(([name, total]) => ({ rule: "conservation", said: `The ${name} adds up to ${total}; expected 0.` }))
}

/**
 * Sellable units at a site are exactly those that the promise book knows: free, promised, less the shortfall. And
 * nothing is free to promise while something promised is missing.
 */
export const twoBooks = (rederived: Rederived): ReadonlyArray<Finding> => {
  const sellable = new Map<string, number>()
  const promised = new Map<string, number>()
  const addTo = (map: Map<string, number>, key: string, quantity: number): void => {
    map.set(key, (map.get(key) ?? 0) + quantity)
  }
  const free = new Map<string, number>()
  const missing = new Map<string, number>()
  for (const [account, { out, posted }] of rederived.sums) {
    const { book, owner, place, sku, status } = accountParts(account)
    const site = place.startsWith("shortfall:") ? place.slice("shortfall:".length) : siteOf(place)
    if (site === undefined || status !== "available") continue
    if (book === "physical") addTo(sellable, `${sku} of ${owner} at ${site}`, posted)
    if (book !== "promise") continue
    const key = `${sku} of ${owner} at ${site}`
    addTo(promised, key, posted)
    if (place.startsWith("site:")) free.set(key, posted - out)
    else if (posted !== 0) missing.set(key, -posted)
  }
  const twice = [...free].filter(([key, units]) => units > 0 && missing.has(key))
  const sold = twice.map(([key, units]): Finding => {
    const said = `${key}: ${units} units are free to promise while ${missing.get(key)} promised ones are missing.`
    return { rule: "twoBooks", said }
  })
  const apart = [...new Set([...sellable.keys(), ...promised.keys()])]
    .filter((key) => (sellable.get(key) ?? 0) !== (promised.get(key) ?? 0))
    .map((key): Finding => {
      const said = `${key}: ${sellable.get(key) ?? 0} sellable units, the promise book knows ${promised.get(key) ?? 0}.`
      return { rule: "twoBooks", said }
    })
  return [...apart, ...sold]
}

/** A serial is in one place at the most, and the identity book knows it here when it is, if it knows it at all. */
export const identities = (rederived: Rederived): ReadonlyArray<Finding> => {
  const places = new Map<string, Array<string>>()
  const here = new Map<string, number>()
  for (const [account, { posted }] of rederived.sums) {
    const { book, place, serial, sku } = accountParts(account)
    if (serial === "" || !isLimited(account)) continue
    const name = `Serial ${serial} of ${sku}`
    if (book === "identity" && place === "site:~here") here.set(name, posted)
    if (book !== "physical" || posted === 0) continue
    places.set(name, [...(places.get(name) ?? []), posted === 1 ? place : `${place} (${posted} times)`])
  }
  const findings: Array<Finding> = []
  for (const [name, at] of places) {
    if (at.length === 1 && !at[0]?.endsWith("times)")) continue
    findings.push({ rule: "identity", said: `${name} is in ${at.join(" and in ")}; expected one place.` })
  }
  for (const [name, posted] of here) {
    const stands = places.has(name) ? 1 : 0
    if (posted === stands) continue
    findings.push({ rule: "identity", said: `${name}: ${stands} in stock, the identity book knows ${posted} here.` })
  }
  return findings
}

/** A handling unit stands in one of a higher tier, so none is inside itself: who nests names the tiers, and may lie. */
export const nestings = (rederived: Rederived): ReadonlyArray<Finding> => {
  const tiers = new Map<string, number>()
  const inside: Array<readonly [unit: string, around: string]> = []
  for (const [account, { posted }] of rederived.sums) {
    const { book, lot, place, serial, sku } = accountParts(account)
    if (book !== "identity" || sku !== "~lpn" || posted <= 0) continue
    tiers.set(serial, Number(lot))
    const around = lpnOf(place)
    if (around !== undefined) inside.push([serial, around])
  }
  return inside.flatMap(([unit, around]): ReadonlyArray<Finding> => {
    const [tier, higher] = [tiers.get(unit) ?? 0, tiers.get(around) ?? Number.POSITIVE_INFINITY]
    if (higher > tier) return []
    return [
      { rule: "identity", said: `${unit} of tier ${tier} is in ${around} of tier ${higher}; expected a higher one.` }
    ]
  })
}

/** A location has no room left while more stands there than it has room for: what comes free goes to that first. */
export const rooms = (rederived: Rederived): ReadonlyArray<Finding> => {
  const findings: Array<Finding> = []
  for (const [account, { posted }] of rederived.sums) {
    if (posted <= 0 || measureOf(account) === undefined || !account.includes("|hold|at:")) continue
    const room = rederived.sums.get(account.replace("|hold|at:", "|available|at:") as Account)
    const left = (room?.posted ?? 0) - (room?.out ?? 0)
    if (left > 0) findings.push({ rule: "room", said: `${account}: ${posted} stand beyond while ${left} are left.` })
  }
  return findings
}

/** Where there are grams of a weighed lot there are units of it. */
export const weights = (rederived: Rederived): ReadonlyArray<Finding> => {
  const findings: Array<Finding> = []
  for (const [account, { posted }] of rederived.sums) {
    if (!account.startsWith("weight|") || !isLimited(account)) continue
    const units = rederived.sums.get(account.replace("weight", "physical") as Account)?.posted ?? 0
    if ((units === 0) === (posted === 0)) continue
    findings.push({ rule: "weight", said: `${account}: ${posted} g of ${units} units.` })
  }
  return findings
}
