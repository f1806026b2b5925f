/**
 * Orders of several channels and customers, taken and allocated one after another from lots that stand in cases, are
 * held in part, expire, and are sought by pickers already; beside a list of who only reads the labels.
 */
import { accountParts, type StockStatus } from "@stowage/kernel/Account"
import type { LotId } from "@stowage/kernel/Ids"
import { plusDays } from "@stowage/kernel/LocalDate"
import { packOf } from "@stowage/kernel/PackRatio"
import { available } from "@stowage/kernel/Transfer"
import { allocate, type Allocation, claimPick } from "@stowage/inventory/allocate"
import { type AllocationAsk, fefo, fifo, lifo, type StockCandidate } from "@stowage/inventory/AllocationStrategy"
import { type ChannelShare, freeForChannel } from "@stowage/inventory/atp"
import { fullPacksFirst } from "@stowage/inventory/fullPacksFirst"
import { changeStatus, receiveStock, settlePick } from "@stowage/inventory/moveStock"
import { reserve } from "@stowage/inventory/reserve"
import { shelfLifeFor, type ShelfLifeTerms } from "@stowage/inventory/shelfLife"
import { stockAt } from "@stowage/inventory/stockAccounts"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { at, day, instant, line, location, makeYard, order, owner, site, task, tea, unit, type Yard } from "./yard.ts"

const today = day("2026-03-10")
const skuMinimum = 1
const safetyStock = 2
const shares: ReadonlyArray<ChannelShare> = [
  { channel: "web", keeps: 3 },
  { channel: "shop", keeps: 1, atMost: 6 }
]

/** Units of one lot at one place, as their labels say. */
interface Label {
  readonly place: string
  readonly lot: LotId
  /** Days from today on which the lot expires; undefined when it does not. */
  readonly expiresIn: number | undefined
  readonly receivedAt: number
  readonly walkMm: number
  /** On hold, which are an account of their own. */
  readonly held: boolean
  units: number
  sought: number
}

interface Wanted {
  readonly channel: string
  readonly quantity: number
  readonly customer: { readonly minRemainingDays: number | undefined; readonly lastDeliveredIn: number | undefined }
  readonly strategy: (typeof strategies)[number]
  /** Of each pick, how many units are not found. */
  readonly missing: number
}

const cases = [{ name: "case", ratio: packOf(4) }]
const strategies = [fefo, fifo, lifo, fullPacksFirst(cases, fefo)] as const

const drawn = fc.record({
  lots: fc.array(
    fc.record({ expiresIn: fc.option(fc.integer({ min: -1, max: 4 }), { nil: undefined }), receivedAt: fc.nat(3) }),
    {
      minLength: 3,
      maxLength: 3
    }
  ),
  stands: fc.uniqueArray(
    fc.record({
      place: fc.constantFrom("A1", "A2", "A3", "A4"),
      lot: fc.nat(2),
      units: fc.integer({ min: 1, max: 9 }),
      held: fc.nat(3)
    }),
    { maxLength: 8, selector: ({ lot, place }) => `${place}/${lot}` }
  ),
  orders: fc.array(
    fc.record({
      channel: fc.constantFrom("web", "shop", "elsewhere"),
      quantity: fc.nat(12),
      customer: fc.record({
        minRemainingDays: fc.option(fc.nat(4), { nil: undefined }),
        lastDeliveredIn: fc.option(fc.nat(4), { nil: undefined })
      }),
      strategy: fc.constantFrom(...strategies),
      missing: fc.nat(1)
    }),
    { maxLength: 6 }
  )
})

const walkOf = (place: string): number => Number(place.slice(1)) % 3

/** The site filled, and the labels on it. */
const filled = ({
  lots,
  stands
}: {
  lots: ReadonlyArray<Pick<Label, "expiresIn" | "receivedAt">>
  stands: ReadonlyArray<{ place: string; lot: number; units: number; held: number }>
}) => {
  const yard = makeYard()
  const labels: Array<Label> = []
  for (const stand of stands) {
    const { place } = stand
    const lot = `L${stand.lot}` as LotId
    const [held, units] = [Math.min(stand.held, stand.units), stand.units]
    const key = { owner, sku: tea, lot }
    yard.post(receiveStock(key, "leaf", site, at(place), units, yard.promises(tea)))
    if (held > 0) yard.post(changeStatus(key, "hold", site, at(place), held, yard.promises(tea)))
    const of = { place, lot, walkMm: walkOf(place), sought: 0, ...(lots[stand.lot] as (typeof lots)[number]) }
    if (units > held) labels.push({ ...of, held: false, units: units - held })
    if (held > 0) labels.push({ ...of, held: true, units: held })
  }
  return { yard, labels }
}

/** Everything that stands in the site, held or not, as a hand-off would read it off the books. */
const candidatesOf = (yard: Yard, labels: ReadonlyArray<Label>): ReadonlyArray<StockCandidate> =>
  [...yard.ledger.balances()].flatMap((balance): ReadonlyArray<StockCandidate> => {
    const { book, lot, place } = accountParts(balance.account)
    if (book !== "physical" || !place.startsWith("at:") || balance.posted === 0) return []
    const label = labels.find((one) => at(one.place) === place && one.lot === lot)
    if (label === undefined) return []
    return [
      {
        account: balance.account,
        location: location(label.place),
        lot,
        available: available(balance),
        walkMm: label.walkMm,
        receivedAt: instant(label.receivedAt),
        ...(label.expiresIn === undefined ? {} : { expiresOn: plusDays(today, label.expiresIn) })
      }
    ]
  })

const statusOf = ({ held }: Label): StockStatus => (held ? "hold" : "available")
const accountOf = (label: Label) =>
  stockAt({ owner, sku: tea, lot: label.lot, status: statusOf(label) }, at(label.place))

/** What is wrong with units for a customer, by reading their label; undefined when nothing is. */
const wrongWith = ({ expiresIn, held, sought, units }: Label, { customer }: Wanted): string | undefined => {
  if (held) return "in status hold"
  if (units - sought <= 0) return "all of it is claimed"
  if (expiresIn === undefined) return undefined
  if (expiresIn < 0) return "expired on"
  if (expiresIn < Math.max(skuMinimum, customer.minRemainingDays ?? 0)) return "must keep until"
  return customer.lastDeliveredIn !== undefined && expiresIn < customer.lastDeliveredIn
    ? "was delivered before"
    : undefined
}

const turnOf = (label: Label, name: string): ReadonlyArray<number | string> => {
  const { expiresIn = 99, receivedAt, walkMm } = label
  const account = accountOf(label)
  if (name === "FIFO") return [receivedAt, walkMm, account]
  return name === "LIFO" ? [-receivedAt, walkMm, account] : [expiresIn, receivedAt, walkMm, account]
}

const inTurn = (labels: ReadonlyArray<Label>, name: string): ReadonlyArray<Label> =>
  labels.toSorted((a, b) => {
    const [left, right] = [turnOf(a, name), turnOf(b, name)]
    const nth = left.findIndex((part, index) => part !== right[index])
    return nth < 0 ? 0 : (left[nth] as number) < (right[nth] as number) ? -1 : 1
  })

/** Units of each label that somebody takes who goes from one to the next. */
const takenInTurn = (labels: ReadonlyArray<Label>, wanted: Wanted, quantity: number): ReadonlyMap<Label, number> => {
  const taken = new Map<Label, number>()
  let left = quantity
  for (const label of inTurn(labels, wanted.strategy.name)) {
    const units = wrongWith(label, wanted) === undefined ? Math.min(left, label.units - label.sought) : 0
    if (units > 0) taken.set(label, units)
    left -= units
  }
  return taken
}

const unitsFrom = ({ taken }: Allocation, label: Label): number =>
  taken.filter(({ account }) => account === accountOf(label)).reduce((sum, { quantity }) => sum + quantity, 0)

const rightlyGiven = (allocation: Allocation, labels: ReadonlyArray<Label>, wanted: Wanted, quantity: number): void => {
  const fit = labels.filter((label) => wrongWith(label, wanted) === undefined)
  const there = fit.reduce((sum, { sought, units }) => sum + units - sought, 0)
  assert.strictEqual(allocation.short, Math.max(0, quantity - there))
  const expected = takenInTurn(labels, wanted, quantity)
  const rejected = [...allocation.rejected]
  for (const label of labels) {
    const units = unitsFrom(allocation, label)
    if (wanted.strategy.name === "full packs first, FEFO") assert.isAtMost(units, label.units - label.sought)
    else assert.strictEqual(units, expected.get(label) ?? 0)
    if (units > 0) {
      assert.isUndefined(wrongWith(label, wanted))
      continue
    }
    const nth = rejected.findIndex(({ location, lot, why }) => {
      const reason = wrongWith(label, wanted) ?? "not needed"
      return location === label.place && lot === label.lot && why.includes(reason)
    })
    assert.isAtLeast(nth, 0, `${label.place} ${label.lot} rejected as ${wrongWith(label, wanted)}`)
    rejected.splice(nth, 1)
  }
  assert.deepStrictEqual(rejected, [])
}

const wholeCases = (allocation: Allocation, labels: ReadonlyArray<Label>, wanted: Wanted): void => {
  const fit = labels.filter((label) => wrongWith(label, wanted) === undefined)
  const there = fit.reduce((sum, { sought, units }) => sum + Math.floor((units - sought) / 4), 0)
  const packs = allocation.taken.reduce((sum, { pack }) => sum + (pack?.count ?? 0), 0)
  assert.strictEqual(packs, Math.min(there, Math.floor(allocation.ask.quantity / 4)))
}

/** What a channel may have of `free` units, said otherwise: what is left when all others have what is kept for them. */
const freeFor = (free: number, channel: string): number => {
  const others = shares.filter((one) => one.channel !== channel)
  const left = free - safetyStock - others.reduce((sum, { keeps }) => sum + keeps, 0)
  return Math.max(0, Math.min(left, channel === "shop" ? 6 : left))
}

const askOf = ({ customer }: Wanted, nth: number, quantity: number): AllocationAsk => {
  const { lastDeliveredIn, minRemainingDays } = customer
  const terms: ShelfLifeTerms = {
    ...(minRemainingDays === undefined ? {} : { minRemainingDays }),
    ...(lastDeliveredIn === undefined ? {} : { lastDelivered: plusDays(today, lastDeliveredIn) })
  }
  return { line: line(`${nth}`), sku: tea, quantity, today, ...shelfLifeFor(skuMinimum, terms) }
}

/** Takes the order, and says how much of it its channel is promised. */
const promised = (yard: Yard, { channel, quantity }: Wanted, nth: number): number => {
  const free = () => freeForChannel(yard.promises(tea).free, safetyStock, shares, channel)
  const lines = [{ line: line("1"), sku: tea, quantity, claimsBefore: 0 }]
  const { lines: given, transfers } = reserve({ order: order(`web-${nth}`), owner, site, free }, lines)
  if (transfers.length > 0) yard.post(transfers)
  return given[0]?.reserved ?? 0
}

const pick = (yard: Yard, labels: ReadonlyArray<Label>, allocation: Allocation, nth: number, missing: number): void => {
  for (const [index, { account, lot, quantity }] of allocation.taken.entries()) {
    const name = task(`${nth}.${index}`)
    yard.post([claimPick(name, account, stockAt({ owner, sku: tea, lot }, unit("TOTE")), quantity)])
    // Every second pick is still on its way when the next order comes.
    const found = index % 2 === 0 ? Math.max(0, quantity - missing) : undefined
    if (found !== undefined) yard.post([settlePick(name, found)])
    const label = labels.find((one) => accountOf(one) === account)
    if (label === undefined) continue
    if (found === undefined) label.sought += quantity
    else label.units -= found
  }
}

describe("orders of several channels and customers, one after another", () => {
  it("are promised what their channel may have, and given what the labels allow, with the reason for all the rest", () => {
    fc.assert(
      fc.property(drawn, ({ lots, orders, stands }) => {
        const { labels, yard } = filled({ lots, stands })
        const sellable = labels.filter(({ held }) => !held).reduce((sum, { units }) => sum + units, 0)
        let reserved = 0
        for (const [nth, wanted] of orders.entries()) {
          const quantity = promised(yard, wanted, nth)
          assert.strictEqual(quantity, Math.min(wanted.quantity, freeFor(sellable - reserved, wanted.channel)))
          reserved += quantity
          const allocation = allocate(askOf(wanted, nth, quantity), candidatesOf(yard, labels), wanted.strategy)
          const there = labels.filter(({ units }) => units > 0)
          rightlyGiven(allocation, there, wanted, quantity)
          if (wanted.strategy.name.startsWith("full packs")) wholeCases(allocation, labels, wanted)
          pick(yard, labels, allocation, nth, wanted.missing)
          assert.strictEqual(yard.availability(tea).available, sellable - reserved)
        }
        assert.deepStrictEqual(yard.audit(), [])
      }),
      { numRuns: 500 }
    )
  })
})
