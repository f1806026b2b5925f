/**
 * What a balance costs in memory, and whether reserving costs more when there are many: the compact ledger beside two
 * typed arrays, from a thousand balances to as many as asked for.
 */
import { type Account, account, atLocation, outside } from "@stowage/kernel/Account"
import { AccountTable } from "@stowage/kernel/AccountTable"
import { CompactLedger } from "@stowage/kernel/compactLedger"
import type { LocationId, OwnerId, SiteId, Sku } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import { random } from "@stowage/kernel/Random"
import type { Balance } from "@stowage/kernel/Transfer"
import { TransferBatch } from "@stowage/kernel/TransferBatch"
import { cpuSeconds, exponent, median, round } from "./measure.ts"

export interface BalancesRow {
  readonly what: "balances"
  readonly balances: number
  /** Growth of the process's memory by balance, texts and index included. */
  readonly bytesPerBalance: number
  /** CPU nanoseconds of one reservation, one claim, by how many balances there are. */
  readonly nanosPerReserve: ReadonlyArray<readonly [balances: number, ours: number, raw: number]>
  readonly exponent: number
  readonly rawExponent: number
}

const at = 1_767_268_800_000 as Instant
const perBatch = 1024
/** Places that each SKU stands at. */
const places = 10
const turns = 7

const skuAt = (index: number): Sku => `SKU-${Math.floor(index / places)}` as Sku

const shelf = (index: number): Account =>
  account({
    book: "physical",
    owner: "acme" as OwnerId,
    sku: skuAt(index),
    place: atLocation("WH1" as SiteId, `A${String(index % places)}-${String((index * 7) % 9973)}` as LocationId)
  })

const customer = (index: number): Account =>
  account({ book: "physical", owner: "acme" as OwnerId, sku: skuAt(index), place: outside("customer", "web") })

/** Bytes of the process, after what is garbage has gone. */
const memory = (): number => {
  for (let time = 0; time < 3; time++) globalThis.gc?.()
  const { rss } = process.memoryUsage()
  return rss
}

/** A ledger of so many shelves, a tenth as many customers among them; account i is a shelf unless i % 11 is 10. */
const filled = (balances: number): CompactLedger => {
  const accounts = new AccountTable()
  const ledger = new CompactLedger(accounts)
  const count = Math.floor((balances * 10) / 11)
  for (let index = 0; index < count; index++) {
    accounts.numberOf(shelf(index))
    if (index % places === places - 1) accounts.numberOf(customer(index))
  }
  for (let number = 0; number < accounts.size; number++) {
    if (accounts.isLimited(number)) ledger.setBalance(number, 1_000_000_000, 0, 0)
  }
  return ledger
}

/** Balances of so many shelves. */
export function* balancesOf(count: number): Iterable<Balance> {
  for (let index = 0; index < count; index++) {
    yield { account: shelf(index), posted: 1_000_000_000, pendingOut: 0, pendingIn: 0 }
  }
}

/** Numbers of shelves, drawn evenly, and of the customers of their SKUs. */
const draws = (seed: number, balances: number, count: number) => {
  const chance = random(seed)
  const groups = Math.floor(balances / (places + 1))
  const from = new Int32Array(count)
  const to = new Int32Array(count)
  for (let index = 0; index < count; index++) {
    const group = chance.int(groups) * (places + 1)
    from[index] = group + chance.int(places)
    to[index] = group + places
  }
  return { from, to }
}

const measured = async (ledger: CompactLedger, seed: number) => {
  const balances = ledger.accounts.size
  const onHand = new Float64Array(balances).fill(1_000_000_000)
  const reserved = new Float64Array(balances)
  const incoming = new Float64Array(balances)
  const batch = new TransferBatch()
  const count = 256 * perBatch
  const [ours, raws]: [Array<number>, Array<number>] = [[], []]
  for (let turn = 0; turn < turns; turn++) {
    const { from, to } = draws(seed + turn, balances, count)
    let refused = 0
    const raw = await cpuSeconds(() => {
      for (let index = 0; index < count; index++) {
        const [source, target] = [from[index] as number, to[index] as number]
        if ((onHand[source] as number) - (reserved[source] as number) < 1) refused += 1
        else {
          reserved[source] = (reserved[source] as number) + 1
          incoming[target] = (incoming[target] as number) + 1
        }
      }
    })
    const own = await cpuSeconds(() => {
      for (let start = 0; start < count; start += perBatch) {
        batch.clear()
        for (let index = start; index < start + perBatch; index++) {
          // The same claims each turn would be refused: each turn has its own numbers.
          batch.pend(turn * count + index, from[index] as number, to[index] as number, 1)
          batch.endGroup(at)
        }
        refused += perBatch - ledger.post(batch)
      }
    })
    if (refused > 0) throw new Error(`${refused} were refused: the workload has ample stock`)
    raws.push((raw / count) * 1e9)
    ours.push((own / count) * 1e9)
  }
  // Claims take room when they are first used: the first turn makes it.
  return [balances, round(median(ours.slice(1)), 1), round(median(raws.slice(1)), 1)] as const
}

/** Runs every decade from a thousand up to `most`. */
export const runBalances = async (most: number, seed: number): Promise<BalancesRow> => {
  const points: Array<readonly [number, number, number]> = []
  for (let balances = 1000; balances < most; balances *= 10) points.push(await measured(filled(balances), seed))
  const before = memory()
  const ledger = filled(most)
  const bytes = (memory() - before) / ledger.accounts.size
  points.push(await measured(ledger, seed))
  return {
    what: "balances",
    balances: ledger.accounts.size,
    bytesPerBalance: round(bytes, 1),
    nanosPerReserve: points,
    exponent: round(exponent(points.map(([count, ours]) => [count, ours])), 3),
    rawExponent: round(exponent(points.map(([count, , raw]) => [count, raw])), 3)
  }
}
