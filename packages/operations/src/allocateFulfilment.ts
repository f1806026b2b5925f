/**
 * Fulfilment order → stock: which lot from which location, claimed in the physical book for a pick task.
 */
import { accountParts, inUnit, locationOf } from "@stowage/kernel/Account"
import type { LocationId, Lpn, TaskId } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import type { LocalDate } from "@stowage/kernel/LocalDate"
import { type Transfer, available } from "@stowage/kernel/Transfer"
import type { Catalog } from "@stowage/catalog/Catalog"
import { type FulfilmentLine, type FulfilmentOrder, unallocatedOf } from "@stowage/fulfilment/FulfilmentOrder"
import type { PlannedTask } from "@stowage/fulfilment/FulfilmentOrderCommand"
import { allocate, claimPick, explainAllocation } from "@stowage/inventory/allocate"
import type { AllocationAsk, StockCandidate } from "@stowage/inventory/AllocationStrategy"
import { stockAt } from "@stowage/inventory/stockAccounts"
import type { Handoff } from "./Handoff.ts"
import type { StockView, StrategyFor } from "./StockView.ts"

/** What allocation needs beside the order and the stock. */
export interface AllocationTerms {
  readonly catalog: Catalog
  readonly strategyFor: StrategyFor
  /** How far a location is from the pack station. */
  readonly walkMm: (location: LocationId) => number
  /** The day of the pick; what expires before it is not picked. */
  readonly today: LocalDate
}

/** The handling unit that an order's units are picked into. One tote per order, so nothing is sorted afterwards. */
export const toteOf = (fulfilmentOrder: string): Lpn => `TOTE-${fulfilmentOrder}` as Lpn

const candidatesFor = (line: FulfilmentLine, stock: StockView, terms: AllocationTerms): Array<StockCandidate> => {
  const candidates: Array<StockCandidate> = []
  for (const balance of stock.physical(line.sku)) {
    const { lot, place, status } = accountParts(balance.account)
    const location = locationOf(place)
    // A place that only awaits units has nothing to give, and nothing to explain.
    if (location === undefined || status !== "available" || balance.posted === 0) continue
    const known = lot === "" ? undefined : stock.lot(line.sku, lot)
    const blocked = stock.blocked(location)
    candidates.push({
      account: balance.account,
      location,
      lot,
      available: available(balance),
      walkMm: terms.walkMm(location),
      ...(known?.expiresOn === undefined ? {} : { expiresOn: known.expiresOn }),
      ...(known === undefined ? {} : { receivedAt: known.receivedAt }),
      ...(blocked === undefined ? {} : { blocked })
    })
  }
  return candidates
}

const sentenceLimit = 6

/** Enough reasons to understand a decision by; a SKU may stand in hundreds of places. */
const fewest = (sentences: ReadonlyArray<string>): ReadonlyArray<string> =>
  sentences.length <= sentenceLimit
    ? sentences
    : [...sentences.slice(0, sentenceLimit), `and ${sentences.length - sentenceLimit} more`]

/**
 * Finds stock for every unit of `order` that has none yet. Lines of one SKU draw on what the ones before left. Task ids
 * are the order's id and a number that goes on from its tasks so far. Nothing when every unit has its stock already.
 */
export const allocateFulfilment = (
  order: FulfilmentOrder,
  stock: StockView,
  terms: AllocationTerms,
  at: Instant
): Handoff | undefined => {
  const { id } = order
  if (id === undefined) return undefined
  const tote = inUnit(stock.site, toteOf(id))
  const tasks: Array<PlannedTask> = []
  const short: Array<{ line: FulfilmentLine["line"]; quantity: number; why: string }> = []
  const transfers: Array<Transfer> = []
  const takenBefore = new Map<string, number>()
  for (const line of order.lines) {
    const quantity = unallocatedOf(order, line)
    if (quantity === 0) continue
    const candidates = candidatesFor(line, stock, terms).map((candidate) => ({
      ...candidate,
      available: candidate.available - (takenBefore.get(candidate.account) ?? 0)
    }))
    const minRemainingDays = terms.catalog.bySku.get(line.sku)?.handling.expiry?.minimumRemainingDays ?? 0
    const ask: AllocationAsk = { line: line.line, sku: line.sku, quantity, today: terms.today, minRemainingDays }
    const allocation = allocate(ask, candidates, terms.strategyFor(line.sku))
    const why = fewest(explainAllocation(allocation))
    for (const { account, location, lot, quantity: units } of allocation.taken) {
      const task = `${id}.${order.tasks.length + tasks.length + 1}` as TaskId
      tasks.push({ task, line: line.line, sku: line.sku, lot, location, quantity: units, why })
      transfers.push(claimPick(task, account, stockAt({ owner: stock.owner, sku: line.sku, lot }, tote), units))
      takenBefore.set(account, (takenBefore.get(account) ?? 0) + units)
    }
    if (allocation.short > 0) short.push({ line: line.line, quantity: allocation.short, why: why.join("; ") })
  }
  if (tasks.length === 0 && short.length === 0) return undefined
  return {
    commands: [{ kind: "fulfilmentOrder", id, command: { _tag: "AllocateLines", tasks, short, at } }],
    transfers
  }
}
