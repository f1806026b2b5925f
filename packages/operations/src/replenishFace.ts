/**
 * Reserve → pick face, before the face runs dry.
 */
import { accountParts, atLocation, locationOf } from "@stowage/kernel/Account"
import type { LocationId, LotId, Sku } from "@stowage/kernel/Ids"
import { type Transfer, available } from "@stowage/kernel/Transfer"
import { moveStock } from "@stowage/inventory/moveStock"
import { type Room, freeRoom, takeRoom, unitsThatFit } from "@stowage/inventory/roomTransfers"
import { rejection } from "@stowage/inventory/AllocationStrategy"
import type { AllocationStrategy, StockCandidate } from "@stowage/inventory/AllocationStrategy"
import type { LocalDate } from "@stowage/kernel/LocalDate"
import type { StockView, StrategyFor } from "./StockView.ts"

/** A face, the SKU that lives in it, and the level below which it is refilled. */
export interface FaceRule {
  readonly sku: Sku
  readonly face: LocationId
  readonly unit: Room
  /** Refilled when fewer units than this are free in it. */
  readonly minimum: number
}

/** Units carried from a reserve location to the face. */
export interface Refill {
  readonly sku: Sku
  readonly lot: LotId | ""
  readonly from: LocationId
  readonly to: LocationId
  readonly quantity: number
}

const reserveStock = (rule: FaceRule, stock: StockView): ReadonlyArray<StockCandidate> =>
  stock.physical(rule.sku).flatMap((balance) => {
    const { lot, place, status } = accountParts(balance.account)
    const location = locationOf(place)
    if (location === undefined || location === rule.face || status !== "available") return []
    const known = lot === "" ? undefined : stock.lot(rule.sku, lot)
    const blocked = stock.blocked(location)
    return [
      {
        account: balance.account,
        location,
        lot,
        available: available(balance),
        walkMm: 0,
        ...(known?.expiresOn === undefined ? {} : { expiresOn: known.expiresOn }),
        ...(known === undefined ? {} : { receivedAt: known.receivedAt }),
        ...(blocked === undefined ? {} : { blocked })
      }
    ]
  })

const freeAtFace = (rule: FaceRule, stock: StockView): number => {
  let free = 0
  for (const balance of stock.physical(rule.sku)) {
    const { place, status } = accountParts(balance.account)
    if (status === "available" && locationOf(place) === rule.face) free += available(balance)
  }
  return free
}

/**
 * What to carry to a face that is below its minimum: as much as fits, in the order of the SKU's allocation strategy, so
 * that what should go out first is within reach first. Nothing when the face has enough, is full, or no reserve has
 * stock.
 */
export const refillsFor = (
  rule: FaceRule,
  stock: StockView,
  strategyFor: StrategyFor,
  today: LocalDate
): ReadonlyArray<Refill> => {
  if (stock.blocked(rule.face) !== undefined || freeAtFace(rule, stock) >= rule.minimum) return []
  let fits = unitsThatFit(stock.room(rule.face), rule.unit)
  const strategy: AllocationStrategy = strategyFor(rule.sku)
  const ask = { line: "" as never, sku: rule.sku, quantity: fits, today, minRemainingDays: 0 }
  const refills: Array<Refill> = []
  for (const candidate of reserveStock(rule, stock).toSorted(strategy.compare)) {
    if (fits === 0) break
    if (rejection(candidate, ask) !== undefined) continue
    const quantity = Math.min(fits, candidate.available)
    refills.push({ sku: rule.sku, lot: candidate.lot, from: candidate.location, to: rule.face, quantity })
    fits -= quantity
  }
  return refills
}

/** The transfers of one refill: units and the room they take and leave. */
export const refillTransfers = (
  refill: Refill,
  unit: Room,
  stock: StockView,
  limited: (location: LocationId) => boolean
): ReadonlyArray<Transfer> => {
  const { from, lot, quantity, sku, to } = refill
  const { owner, site } = stock
  return [
    moveStock({ owner, sku, lot }, atLocation(site, from), atLocation(site, to), quantity),
    ...(limited(from) ? freeRoom(site, from, unit, quantity, stock.room(from).over) : []),
    ...(limited(to) ? takeRoom(site, to, unit, quantity) : [])
  ]
}
