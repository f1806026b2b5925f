/**
 * A small site and its state, folded naively from commits: two aisles of two bays, in each bay a pick face below a
 * reserve location, and three SKUs. Tea is tracked by lot and expires; a pot goes in no carton and in no pick face.
 */
import { type Account, accountParts, atLocation, siteOf } from "@stowage/kernel/Account"
import { type LocationId, type OwnerId, type SiteId, type Sku } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import { isRefusal, makeLedger } from "@stowage/kernel/ledger"
import type { LocalDate } from "@stowage/kernel/LocalDate"
import { type Balance, available, sayTransferRefusal } from "@stowage/kernel/Transfer"
import { catalog as drawCatalog } from "@stowage/catalog/drawCatalog"
import { FulfilmentOrderDecider } from "@stowage/fulfilment/FulfilmentOrderDecider"
import { FulfilmentOrderEvent } from "@stowage/fulfilment/FulfilmentOrderEvent"
import { sayFulfilmentOrderRefusal } from "@stowage/fulfilment/FulfilmentOrderRefusal"
import { sayWaveRefusal, WaveDecider, WaveEvent } from "@stowage/fulfilment/Wave"
import { fefo, fifo } from "@stowage/inventory/AllocationStrategy"
import { CountDecider, CountEvent } from "@stowage/inventory/CountDecider"
import { LotDecider, LotEvent, lotRecordId } from "@stowage/inventory/Lot"
import { roomLeft } from "@stowage/inventory/overfull"
import { grantRoom } from "@stowage/inventory/roomTransfers"
import { promisable, shortfallAt } from "@stowage/inventory/stockAccounts"
import { generateLayout, smallSite } from "@stowage/layout/generate"
import type { AllocationTerms } from "@stowage/operations/allocateFulfilment"
import type { Handoff, RecordCommand } from "@stowage/operations/Handoff"
import type { StockView } from "@stowage/operations/StockView"
import { type Floor, hasLimitedRoom } from "@stowage/operations/unitRoom"
import { OrderDecider } from "@stowage/orders/OrderDecider"
import { OrderEvent } from "@stowage/orders/OrderEvent"
import { sayOrderRefusal } from "@stowage/orders/OrderRefusal"
import type { CartonType } from "@stowage/packing/problem/PackingProblem"
import { InboundShipmentDecider } from "@stowage/receiving/InboundShipmentDecider"
import { InboundShipmentEvent } from "@stowage/receiving/InboundShipmentEvent"
import { sayInboundShipmentRefusal } from "@stowage/receiving/InboundShipmentRefusal"
import type { Commit, CommitId, RecordedCommit } from "@stowage/runtime/Commit"
import * as Result from "effect/Result"
import { recordsOf } from "./records.ts"

export const owner = "acme" as OwnerId
export const site = "WH1" as SiteId
export const tea = "TEA" as Sku
export const mug = "MUG" as Sku
export const pot = "POT" as Sku
export const skus: ReadonlyArray<Sku> = [tea, mug, pot]
export const today = "2026-01-05" as LocalDate
export const dock = "DOCK-1" as LocationId
export const teaFace = "A01-01-1" as LocationId
export const mugFace = "A01-02-1" as LocationId
export const teaReserve = "A01-01-2" as LocationId
export const mugReserve = "A02-02-2" as LocationId

/** A face holds 10 tea by volume and mass alike, 11 mugs by mass; a reserve location 40 tea, 44 mugs or 3 pots. */
export const floor: Floor = {
  catalog: drawCatalog("TEA 100x100x100mm 1000g expires:30; MUG 100x100x50mm 900g; POT 300x200x200mm 4000g"),
  layout: Result.getOrThrow(
    generateLayout({
      ...smallSite,
      site,
      aisles: 2,
      baysPerSide: 2,
      sides: 1,
      levels: 2,
      pickLevels: 1,
      pickFace: { volumeMm3: 10_000_000, massGrams: 10_000 },
      reserve: { volumeMm3: 40_000_000, massGrams: 40_000 }
    })
  )
}

/** Two tea go in S, ten in L. */
export const cartons: ReadonlyArray<CartonType> = [
  carton("S", [200, 100, 100], 50, 5_000),
  carton("L", [250, 200, 200], 150, 12_000)
]

function carton(id: string, [x, y, z]: readonly [number, number, number], tareGrams: number, maxGrossGrams: number) {
  return {
    id,
    innerLengthMm: x,
    innerWidthMm: y,
    innerHeightMm: z,
    outerLengthMm: x + 10,
    outerWidthMm: y + 10,
    outerHeightMm: z + 10,
    tareGrams,
    maxGrossGrams
  }
}

/** Faces before reserves, near ones first. */
export const terms: AllocationTerms = {
  catalog: floor.catalog,
  strategyFor: (sku) => (sku === tea ? fefo : fifo),
  walkMm: (id) => {
    const place = floor.layout.byId.get(id)
    return place === undefined ? 0 : place.xMm + place.yMm + (place.use === "pickFace" ? 0 : 1_000_000)
  },
  today
}

/** All room is granted by the site's first commit. */
export const opening: Commit = {
  id: "open" as CommitId,
  at: 0 as Instant,
  actor: "site",
  appends: [],
  transfers: floor.layout.locations
    .filter(({ id }) => hasLimitedRoom(floor.layout, id))
    .flatMap(({ capacity, id }) => grantRoom(site, id, capacity))
}

const asData = (refusal: unknown): string => JSON.stringify(refusal)

const emptyRecords = () => ({
  order: recordsOf("order", OrderDecider, OrderEvent, sayOrderRefusal),
  fulfilmentOrder: recordsOf(
    "fulfilmentOrder",
    FulfilmentOrderDecider,
    FulfilmentOrderEvent,
    sayFulfilmentOrderRefusal
  ),
  wave: recordsOf("wave", WaveDecider, WaveEvent, sayWaveRefusal),
  inboundShipment: recordsOf(
    "inboundShipment",
    InboundShipmentDecider,
    InboundShipmentEvent,
    sayInboundShipmentRefusal
  ),
  count: recordsOf("count", CountDecider, CountEvent, asData),
  lot: recordsOf("lot", LotDecider, LotEvent, asData)
})
type SiteRecords = ReturnType<typeof emptyRecords>
type Ledger = ReturnType<typeof makeLedger>

/** Posted, claimed out, claimed in; by account, in the order of their text, those of nothing left out. */
export type Books = Readonly<Record<string, readonly [number, number, number]>>

/** The site as it is. */
export interface Yard {
  readonly commits: ReadonlyArray<RecordedCommit>
  readonly records: SiteRecords
  readonly ledger: Ledger
  readonly stock: StockView
  readonly books: () => Books
  readonly balances: () => ReadonlyArray<Balance>
  /** What a hand-off comes to: a commit, nothing because it has happened before, or the first refusal. */
  readonly propose: (id: string, at: number, handoff: Handoff) => Result.Result<Commit | undefined, string>
  readonly apply: (commit: RecordedCommit) => void
}

/** Those of nothing are left out. */
const balancesOf = (ledger: Ledger): ReadonlyArray<Balance> =>
  [...ledger.balances()]
    .filter(({ pendingIn, pendingOut, posted }) => posted !== 0 || pendingOut !== 0 || pendingIn !== 0)
    .toSorted(byAccount)

const byAccount = (a: Balance, b: Balance): number => (a.account < b.account ? -1 : 1)

const stockOf = (ledger: Ledger, records: SiteRecords): StockView => {
  const left = (account: Account): number => {
    const balance = ledger.balance(account)
    return balance === undefined ? 0 : available(balance)
  }
  return {
    owner,
    site,
    physical: (sku) =>
      balancesOf(ledger).filter(({ account }) => {
        const parts = accountParts(account)
        return parts.book === "physical" && parts.sku === sku && siteOf(parts.place) === site
      }),
    promises: (sku) => ({
      free: left(promisable(owner, sku, site)),
      shortfall: 0 - (ledger.balance(shortfallAt(owner, sku, site))?.posted ?? 0)
    }),
    claims: (order, line) => {
      const all = [...ledger.pendings()].filter(({ id }) => id.startsWith(`claim:${order}|${line}#`))
      return { held: all.filter(({ state }) => state === "pending"), ever: all.length }
    },
    lot: (sku, lot) => records.lot.get(lotRecordId(sku, lot)),
    room: (id) => roomLeft(ledger.balances(), atLocation(site, id)),
    blocked: (id) => {
      const open = records.count
        .ids()
        .map((name) => records.count.get(name))
        .find(({ location, status }) => location === id && status !== "Closed")
      return open === undefined ? undefined : `under count (${open.task})`
    }
  }
}

type AllDrafts = { readonly [Kind in keyof SiteRecords]: ReturnType<SiteRecords[Kind]["drafts"]> }

const draftsOf = (records: SiteRecords): AllDrafts => ({
  order: records.order.drafts(),
  fulfilmentOrder: records.fulfilmentOrder.drafts(),
  wave: records.wave.drafts(),
  inboundShipment: records.inboundShipment.drafts(),
  count: records.count.drafts(),
  lot: records.lot.drafts()
})

const ask = (drafts: AllDrafts, step: RecordCommand): string | undefined => {
  switch (step.kind) {
    case "order":
      return drafts.order.ask(step.id, step.command)
    case "fulfilmentOrder":
      return drafts.fulfilmentOrder.ask(step.id, step.command)
    case "wave":
      return drafts.wave.ask(step.id, step.command)
    case "inboundShipment":
      return drafts.inboundShipment.ask(step.id, step.command)
    case "count":
      return drafts.count.ask(step.id, step.command)
    case "lot":
      return drafts.lot.ask(step.id, step.command)
  }
}

/** The site after `history`; the opening commit is part of it. */
export const yardOf = (history: Iterable<RecordedCommit>): Yard => {
  const ledger = makeLedger()
  const records = emptyRecords()
  const commits: Array<RecordedCommit> = []
  const balances = () => balancesOf(ledger)
  const yard: Yard = {
    commits,
    records,
    ledger,
    stock: stockOf(ledger, records),
    balances,
    books: () =>
      Object.fromEntries(
        balances().map(({ account, pendingIn, pendingOut, posted }) => [account, [posted, pendingOut, pendingIn]])
      ),
    propose: (id, at, { commands, transfers }) => {
      const drafts = draftsOf(records)
      for (const step of commands) {
        const refusal = ask(drafts, step)
        if (refusal !== undefined) return Result.fail(refusal)
      }
      const appends = Object.values(drafts).flatMap((draft) => draft.appends())
      // Commands that change nothing were given before, and their transfers were posted then.
      if (appends.length === 0 && (commands.length > 0 || transfers.length === 0)) return Result.succeed(undefined)
      return Result.succeed({ id: id as CommitId, at: at as Instant, actor: "test", appends, transfers })
    },
    apply: (commit) => {
      const answer = ledger.post(commit.transfers, commit.at)
      if (isRefusal(answer)) throw new Error(`${commit.id}: ${sayTransferRefusal(answer)}`)
      for (const { events, stream } of commit.appends) {
        const [kind, ...id] = stream.split("/")
        const of = Object.values(records).find((one) => one.kind === kind)
        of?.take(id.join("/"), events)
      }
      commits.push(commit)
    }
  }
  for (const commit of history) yard.apply(commit)
  return yard
}

/** A location of the site as a place. */
export const at = (id: LocationId) => atLocation(site, id)
