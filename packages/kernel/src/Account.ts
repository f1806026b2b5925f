/**
 * Accounts of the ledger: what is counted, in which book, whose, of which lot and status, and where.
 *
 * An account is one line of text, so that it is cheap to compare, to store and to read in a journal:
 * `physical|acme|TEA-1|L24|||available|at:WH1/A01-02-1`. Its seven fields are book, owner, SKU, lot, serial, status and
 * place; lot and serial are empty where stock is not tracked by them. Ids never contain `|`, so no escaping is needed.
 */
import type * as Brand from "effect/Brand"
import * as Schema from "effect/Schema"
import type { LocationId, LotId, Lpn, OwnerId, SerialId, SiteId, Sku } from "./Ids.ts"

/**
 * Which book an account belongs to: `physical` says where every unit is, `promise` who has a claim on it, `capacity`
 * how much room a place has left (cubic millimetres or grams in place of units), `weight` how many grams the units of
 * an account really weigh, `identity` where each thing with a number of its own is, be it a serial or an LPN.
 */
export type Book = "physical" | "promise" | "capacity" | "weight" | "identity"

/** Whether stock may be sold. Stock of different status stands in different accounts. */
export type StockStatus = "available" | "quarantine" | "damaged" | "expired" | "hold"

/**
 * Who stands outside: stock comes from and goes to them, and their accounts may go below zero. `work` is where units
 * go in and others come out, such as a kit being built; `backorder` gives promises for stock that is yet to come.
 */
export type OutsideKind = "supplier" | "customer" | "variance" | "shortfall" | "grant" | "work" | "backorder"

/** The place field of an account. `at` a location, `in` a handling unit, `site` as a whole, or an outside party. */
export type Place = Brand.Branded<string, "Place">

/** `at:SITE/LOCATION`: a location of a site. */
export const atLocation = (site: SiteId, location: LocationId): Place => `at:${site}/${location}` as Place

/** `in:SITE/LPN`: inside a handling unit. */
export const inUnit = (site: SiteId, lpn: Lpn): Place => `in:${site}/${lpn}` as Place

/** `site:SITE`: the site as a whole; the promise book's place for what is free to promise. */
export const siteWide = (site: SiteId): Place => `site:${site}` as Place

/**
 * `supplier:…`, `customer:…`, `variance:REASON`, `shortfall:…`, `grant:…`, `work:…`, `backorder:…`: an outside party.
 */
export const outside = (kind: OutsideKind, name: string): Place => `${kind}:${name}` as Place

/** The seven fields of an account. */
export interface AccountParts {
  readonly book: Book
  readonly owner: OwnerId
  readonly sku: Sku
  readonly lot: LotId | ""
  readonly serial: SerialId | ""
  readonly status: StockStatus
  readonly place: Place
}

/** An account's canonical text. Equal accounts are equal strings. */
export const Account = Schema.String.check(
  Schema.isPattern(
    /^(physical|promise|capacity|weight|identity)\|[^|]+\|[^|]+\|[^|]*\|[^|]*\|[a-z]+\|(at|in|site|supplier|customer|variance|shortfall|grant|work|backorder):[^|]+$/,
    { expected: "book|owner|sku|lot|serial|status|place, such as promise|acme|TEA-1|||available|site:WH1" }
  )
).pipe(Schema.brand("Account"))
export type Account = typeof Account.Type

/** The account with these fields. Lot and serial default to none, status to `available`. */
export const account = (parts: {
  readonly book: Book
  readonly owner: OwnerId
  readonly sku: Sku
  readonly lot?: LotId | "" | undefined
  readonly serial?: SerialId | "" | undefined
  readonly status?: StockStatus | undefined
  readonly place: Place
}): Account =>
  `${parts.book}|${parts.owner}|${parts.sku}|${parts.lot ?? ""}|${parts.serial ?? ""}|${parts.status ?? "available"}|${
    parts.place
  }` as Account

/** The fields of an account made by `account`. */
export const accountParts = (account: Account): AccountParts => {
  const [book, owner, sku, lot, serial, status, place] = account.split("|") as [
    Book,
    OwnerId,
    Sku,
    LotId | "",
    SerialId | "",
    StockStatus,
    Place
  ]
  return { book, owner, sku, lot, serial, status, place }
}

/** The place field of an account. */
export const placeOf = (account: Account): Place => account.slice(account.lastIndexOf("|") + 1) as Place

/** Whether an account may not go below zero: so for every location, handling unit and site; not for outside parties. */
export const isLimited = (account: Account): boolean => {
  const place = account.lastIndexOf("|") + 1
  return account.startsWith("at:", place) || account.startsWith("in:", place) || account.startsWith("site:", place)
}

/** The site that a place belongs to; none for outside parties. */
export const siteOf = (place: Place): SiteId | undefined => {
  if (place.startsWith("site:")) return place.slice(5) as SiteId
  if (!place.startsWith("at:") && !place.startsWith("in:")) return undefined
  return place.slice(3, place.indexOf("/")) as SiteId
}

/** The location that `place` is; none when it is not one. */
export const locationOf = (place: Place): LocationId | undefined =>
  place.startsWith("at:") ? (place.slice(place.indexOf("/") + 1) as LocationId) : undefined

/** The handling unit that `place` is; none when it is not one. */
export const lpnOf = (place: Place): Lpn | undefined =>
  place.startsWith("in:") ? (place.slice(place.indexOf("/") + 1) as Lpn) : undefined
