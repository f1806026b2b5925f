/**
 * The accounts that stock lives in. The physical book says where every unit is; the promise book how much of a SKU a
 * site can still promise, and to whom it is promised; the capacity book how much room a location has left.
 */
import {
  type Account,
  type Place,
  type StockStatus,
  account,
  accountParts,
  atLocation,
  outside,
  siteWide
} from "@stowage/kernel/Account"
import type { LocationId, LotId, OwnerId, SerialId, SiteId, Sku } from "@stowage/kernel/Ids"

/** What stock it is, wherever it is: whose, which SKU, of which lot, which serial, in what status. */
export interface StockKey {
  readonly owner: OwnerId
  readonly sku: Sku
  /** Absent when the SKU is not tracked by lot. */
  readonly lot?: LotId | "" | undefined
  readonly serial?: SerialId | "" | undefined
  /** `available` when absent. */
  readonly status?: StockStatus | undefined
}

/** Stock of `key` at `place`. */
export const stockAt = (key: StockKey, place: Place): Account =>
  account({
    book: "physical",
    owner: key.owner,
    sku: key.sku,
    lot: key.lot,
    serial: key.serial,
    status: key.status,
    place
  })

/** What `site` can promise of a SKU. Its available balance is what is free to promise (ATP of now). */
export const promisable = (owner: OwnerId, sku: Sku, site: SiteId): Account =>
  account({ book: "promise", owner, sku, place: siteWide(site) })

/** Where promised units of a SKU go to; what is pending for it is promised, what is posted went out. */
export const promisedTo = (owner: OwnerId, sku: Sku): Account =>
  account({ book: "promise", owner, sku, place: outside("customer", "promised") })

/** Where promisable units come from, and where those go that are lost, found, or not fit for sale. */
export const promiseSource = (owner: OwnerId, sku: Sku, kind: "supplier" | "variance"): Account =>
  account({ book: "promise", owner, sku, place: outside(kind, "stock") })

/**
 * Units promised at `site` that are not there any more: its balance, at most zero, is the shortfall. It is what a
 * loss of promised stock is booked against, so that neither the loss nor the promise is hidden; what comes in repays
 * it first.
 */
export const shortfallAt = (owner: OwnerId, sku: Sku, site: SiteId): Account =>
  account({ book: "promise", owner, sku, place: outside("shortfall", site) })

/**
 * Where promises come from that are made for stock yet to come: an account without a limit, and named so. What is
 * pending out of it is backordered. Only a SKU whose catalogue entry allows it is promised from here.
 */
export const backorderAt = (owner: OwnerId, sku: Sku, site: SiteId): Account =>
  account({ book: "promise", owner, sku, place: outside("backorder", site) })

/** What room is measured in. */
export type Measure = "volumeMm3" | "massGrams" | "units" | "lpns"

/** All that room is measured in. */
export const measures: ReadonlyArray<Measure> = ["volumeMm3", "massGrams", "units", "lpns"]

/** Nobody owns room; the account's owner field names the book's keeper. */
const keeper = "site" as OwnerId
const measureSku = {
  volumeMm3: "~volumeMm3" as Sku,
  massGrams: "~massGrams" as Sku,
  units: "~units" as Sku,
  lpns: "~lpns" as Sku
}

/** Room left at a location. Pending putaways count as if they were there. */
export const roomAt = (site: SiteId, location: LocationId, measure: Measure): Account =>
  account({ book: "capacity", owner: keeper, sku: measureSku[measure], place: atLocation(site, location) })

/** Room taken at a location: an outside account, so that room left and room taken always add up to what was granted. */
export const roomTaken = (site: SiteId, location: LocationId, measure: Measure): Account =>
  account({
    book: "capacity",
    owner: keeper,
    sku: measureSku[measure],
    place: outside("grant", `taken:${site}/${location}`)
  })

/**
 * What stands at a location beyond its room: limited, so that no more of it can be taken down than there is, however
 * many try at once.
 */
export const roomOverfull = (site: SiteId, location: LocationId, measure: Measure): Account =>
  account({
    book: "capacity",
    owner: keeper,
    sku: measureSku[measure],
    status: "hold",
    place: atLocation(site, location)
  })

/** Where room comes from that no location was granted: its balance, less than zero, is all that stands beyond. */
export const roomBeyond = (measure: Measure): Account =>
  account({ book: "capacity", owner: keeper, sku: measureSku[measure], place: outside("grant", "overfull") })

/** The measure that an account of the capacity book is in; undefined for any other. */
export const measureOf = (account: Account): Measure | undefined => {
  const { book, sku } = accountParts(account)
  return book === "capacity" ? measures.find((measure) => measureSku[measure] === sku) : undefined
}

/** Where a location's room was granted from. */
export const roomGranted = (measure: Measure): Account =>
  account({ book: "capacity", owner: keeper, sku: measureSku[measure], place: outside("grant", "layout") })
