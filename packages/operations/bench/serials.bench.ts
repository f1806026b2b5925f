/**
 * `pnpm bench serials [--serials 5000] [--runs 5] [--store memory|postgres] [--json]`: so many serials of one SKU are
 * received, allocated, picked and shipped on a journal, one commit each, with reading where they stand from balances.
 * Prints the seconds of each step in the best run, and of ten times fewer serials: linear work takes ten times less.
 */
import { parseArgs } from "node:util"
import { atLocation, inUnit, outside } from "@stowage/kernel/Account"
import type { LineId, LocationId, Lpn, OrderId, OwnerId, SerialId, SiteId, Sku, TaskId } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import type { LocalDate } from "@stowage/kernel/LocalDate"
import type { Transfer } from "@stowage/kernel/Transfer"
import { allocate } from "@stowage/inventory/allocate"
import { fifo } from "@stowage/inventory/AllocationStrategy"
import { verify } from "@stowage/inventory/audit"
import { claimId, reserve } from "@stowage/inventory/reserve"
import { claimSerials, receiveSerials, serialPlaces, settleSerials, shipSerials } from "@stowage/inventory/serials"
import { stockAt } from "@stowage/inventory/stockAccounts"
import { type CommitId, origin } from "@stowage/runtime/Commit"
import type { Journal } from "@stowage/runtime/Journal"
import { makeMemoryJournal } from "@stowage/runtime/memoryJournal"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"

const { values } = parseArgs({
  options: {
    serials: { type: "string", default: "5000" },
    runs: { type: "string", default: "5" },
    store: { type: "string", default: "memory" },
    json: { type: "boolean", default: false }
  }
})
const [count, runs] = [Number(values.serials), Number(values.runs)]
if (!Number.isSafeInteger(count) || count < 10) {
  throw new RangeError(`--serials: expected 10 or more, got ${values.serials}`)
}
if (!Number.isSafeInteger(runs) || runs < 1) throw new RangeError(`--runs: expected 1 or more, got ${values.runs}`)

const [owner, site, sku] = ["acme" as OwnerId, "WH1" as SiteId, "PHONE-1" as Sku]
const [order, line, task] = ["web-1" as OrderId, "1" as LineId, "t1" as TaskId]
const location = "A1" as LocationId
const [shelf, tote] = [atLocation(site, location), inUnit(site, "TOTE-1" as Lpn)]
const key = { owner, sku }
const steps = ["receive", "allocate", "pick", "ship"] as const
type Seconds = { readonly [Step in (typeof steps)[number]]: number }

type Step = (typeof steps)[number]
type Balances = Parameters<typeof serialPlaces>[0]

/** One life of `count` serials, on an empty journal. */
const life = async (journal: Journal["Service"], count: number): Promise<Seconds> => {
  const serials = Array.from({ length: count }, (_, nth) => `S${nth}` as SerialId)
  const balances = () => Effect.runPromise(journal.balances({ sku }))
  const timed = async (step: Step, transfers: (balances: Balances) => ReadonlyArray<Transfer>): Promise<number> => {
    const start = performance.now()
    const commit = { id: step as string as CommitId, at: 0 as Instant, actor: "bench", appends: [] }
    const known = step === "receive" || step === "allocate" ? await balances() : []
    await Effect.runPromise(journal.commit({ ...commit, transfers: transfers(known) }))
    return (performance.now() - start) / 1000
  }
  const receipt = { key, serials, from: outside("supplier", "leaf-ltd"), site, place: shelf }
  return {
    receive: await timed("receive", (known) =>
      Result.getOrThrow(receiveSerials(receipt, serialPlaces(known), { free: 0, shortfall: 0 }))
    ),
    allocate: await timed("allocate", (known) => {
      const places = serialPlaces(known)
      const candidates = serials.flatMap((serial) => {
        const account = places(sku, serial)
        return account === "away" || account === "unknown"
          ? []
          : [{ account: stockAt({ ...key, serial }, shelf), location, lot: "" as const, available: 1, walkMm: 0 }]
      })
      const ask = { line, sku, quantity: count, today: "2026-03-10" as LocalDate, minRemainingDays: 0 }
      const { short, taken } = allocate(ask, candidates, fifo)
      if (short > 0) throw new Error(`${short} serials are short`)
      const promise = reserve({ order, owner, site, free: () => count }, [
        { line, sku, quantity: count, claimsBefore: 0 }
      ])
      return [...promise.transfers, ...claimSerials(task, taken, tote)]
    }),
    pick: await timed("pick", () => settleSerials(task, serials, new Set(serials))),
    ship: await (async () => {
      const shipped = await timed("ship", () => [
        ...shipSerials(key, serials, tote, "ann"),
        { _tag: "Settle", id: claimId(order, line, 1), quantity: count }
      ])
      const stored = { balances: await balances(), pendings: await Effect.runPromise(journal.pendings({})) }
      const findings = verify(await Effect.runPromise(journal.commits(origin, 9)), stored)
      if (findings.length > 0) throw new Error(findings.map(({ said }) => said).join("\n"))
      return shipped
    })()
  }
}

const totalOf = (seconds: Seconds): number => steps.reduce((sum, step) => sum + seconds[step], 0)

/** Runs `use` over an empty journal. */
type InJournal = <A>(use: (journal: Journal["Service"]) => Promise<A>) => Promise<A>

const inMemory: InJournal = (use) => use(makeMemoryJournal())

const best = async (inJournal: InJournal, count: number): Promise<Seconds> => {
  const lives: Array<Seconds> = []
  while (lives.length < runs) lives.push(await inJournal((journal) => life(journal, count)))
  return lives.reduce((a, b) => (totalOf(b) < totalOf(a) ? b : a))
}

/** The benchmark of a store is not to be installed with this package: it is where the sources are. */
const onPostgres = async () => {
  const file = new URL("../../store-postgres/bench/inTempTenant.ts", import.meta.url).href
  return (await import(file)) as { readonly inTempTenant: InJournal; readonly stop: () => Promise<void> }
}

const { inTempTenant: inJournal, stop } =
  values.store === "postgres" ? await onPostgres() : { inTempTenant: inMemory, stop: () => Promise.resolve() }
for (const size of [Math.floor(count / 10), count]) {
  const seconds = await best(inJournal, size)
  const row = { serials: size, ...seconds, total: totalOf(seconds) }
  if (values.json) console.log(JSON.stringify(row))
  else console.log(`${size} serials: ${totalOf(seconds).toFixed(3)} s`, seconds)
}
await stop()
