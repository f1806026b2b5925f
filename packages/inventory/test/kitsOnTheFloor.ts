/**
 * Hams that are sold by weight and boxes without one, alone and as kits of two hams in a box: received, built into kits
 * and broken, repacked, promised, shipped, counted wrong and corrected; beside the books what one knows who only
 * counts, and remembers what was put into what.
 */
import { type Account, outside, type Place } from "@stowage/kernel/Account"
import { fold } from "@stowage/kernel/Decider"
import type { LotId, OwnerId, Sku } from "@stowage/kernel/Ids"
import type { PendingId, Transfer } from "@stowage/kernel/Transfer"
import { receiveWeighed, weighedAlong, weightAt } from "@stowage/inventory/catchWeight"
import type { Count, CountedStock } from "@stowage/inventory/Count"
import { type CountCommand, CountDecider } from "@stowage/inventory/CountDecider"
import { correct } from "@stowage/inventory/correct"
import { evenPromises } from "@stowage/inventory/evenPromises"
import { breakKits, buildKits, doWork, type Kit, reserveKits, type Work, type WorkUnits } from "@stowage/inventory/kits"
import { receiveStock, shipStock } from "@stowage/inventory/moveStock"
import { postCount } from "@stowage/inventory/postCount"
import { repayShortfall } from "@stowage/inventory/promiseTransfers"
import { reserve } from "@stowage/inventory/reserve"
import { stockAt } from "@stowage/inventory/stockAccounts"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { at, instant, line, location, makeYard, order, owner, site, task, type Yard } from "./yard.ts"

export const ham = "HAM" as Sku
const box = "BOX" as Sku
const hamper = "HAMPER" as Sku
export const skus = [ham, box, hamper]
const kit: Kit = {
  sku: hamper,
  components: [
    { sku: ham, quantity: 2 },
    { sku: box, quantity: 1 }
  ]
}
const shelf = at("A1")

/** Something that happens; `which` and `other` pick one of the things it may happen to, round and round. */
export interface Doing {
  readonly what: (typeof doings)[number]
  readonly which: number
  readonly other: number
  readonly units: number
  readonly off: number
}

const doings = [
  ...([
    "receive",
    "receive",
    "receive",
    "build",
    "build",
    "break",
    "repack",
    "sellKits",
    "sell",
    "ship",
    "ship"
  ] as const),
  ...(["giveUp", "count", "correct", "correct"] as const)
] as const

export const doingsOf: fc.Arbitrary<ReadonlyArray<Doing>> = fc.array(
  fc.record({
    what: fc.constantFrom(...doings),
    which: fc.nat(29),
    other: fc.nat(29),
    units: fc.integer({ min: 1, max: 5 }),
    off: fc.integer({ min: -2, max: 2 })
  }),
  { maxLength: 30, size: "max" }
)

/** Units of one lot at one place. */
export interface Stand {
  readonly sku: Sku
  readonly lot: LotId
  readonly place: Place
}

interface Promised {
  readonly id: PendingId
  readonly sku: Sku
  readonly quantity: number
}

/** What one commit did, as one saw it. */
interface Done {
  readonly moved: ReadonlyArray<readonly [stand: string, units: number]>
  readonly made: ReadonlyArray<Promised>
  readonly isWork: boolean
  /** It ended claims that nobody can hold again. */
  readonly freed: boolean
  undone: boolean
}

export interface Kitchen {
  readonly yard: Yard
  readonly stands: Map<string, Stand>
  readonly units: Map<string, number>
  promises: ReadonlyArray<Promised>
  /** By position. */
  readonly done: Array<Done>
  /** Which lot was put into which. */
  readonly into: Array<readonly [from: string, to: string]>
  count: number
  /** Work that only gave hams another lot number. */
  readonly repackings: Array<Place>
  /** Whether work was undone: a trace then goes both ways through it. */
  wentBack: boolean
  /** What the last correction was answered, and whether one who counts would have done it. */
  corrected: { readonly answer: string; readonly possible: boolean } | undefined
}

const nameOf = ({ lot, place, sku }: Stand): string => `${sku}|${lot}|${place}`
export const thingOf = ({ lot, sku }: { readonly sku: Sku; readonly lot: LotId | "" }): string => `${sku}|${lot}`
const isHere = (name: string): boolean => name.endsWith(shelf)
const keyOf = ({ lot, sku }: Pick<Stand, "lot" | "sku">) => ({ owner, sku, lot })
const nthOf = <A>(things: ReadonlyArray<A>, nth: number): A | undefined => things[nth % Math.max(1, things.length)]

/** Stands on the shelf with units of a SKU, or of any. */
const standing = ({ stands, units }: Kitchen, sku?: Sku): ReadonlyArray<Stand & { readonly units: number }> =>
  [...stands].flatMap(([name, stand]) => {
    const here = units.get(name) ?? 0
    return here > 0 && isHere(name) && (sku === undefined || stand.sku === sku) ? [{ ...stand, units: here }] : []
  })

export const sellable = (kitchen: Kitchen, sku: Sku): number =>
  standing(kitchen, sku).reduce((sum, { units }) => sum + units, 0)

export const reserved = ({ promises }: Kitchen, sku: Sku): number =>
  promises.filter((one) => one.sku === sku).reduce((sum, { quantity }) => sum + quantity, 0)

const free = (kitchen: Kitchen, sku: Sku): number => Math.max(0, sellable(kitchen, sku) - reserved(kitchen, sku))

export const weighedIn = ({ yard }: Kitchen) => ({
  nominalGrams: (sku: Sku) => (sku === ham ? 1000 : undefined),
  standing: (units: Account) => {
    const quantity = yard.posted(units)
    const massGrams = yard.posted(units.replace("physical", "weight") as Account)
    return quantity > 0 ? { quantity, massGrams } : undefined
  }
})

type Move = readonly [stand: Stand, units: number]

const note = (kitchen: Kitchen, moved: ReadonlyArray<Move>, more: Partial<Done> = {}): void => {
  for (const [stand, units] of moved) {
    kitchen.stands.set(nameOf(stand), stand)
    kitchen.units.set(nameOf(stand), (kitchen.units.get(nameOf(stand)) ?? 0) + units)
  }
  const made = more.made ?? []
  kitchen.promises = [...kitchen.promises, ...made]
  const named = moved.map(([stand, units]) => [nameOf(stand), units] as const)
  kitchen.done.push({ moved: named, made, isWork: false, freed: false, undone: false, ...more })
}

const promisesOf =
  ({ yard }: Kitchen) =>
  (_: OwnerId, sku: Sku) =>
    yard.promises(sku)

const work = (kitchen: Kitchen, job: Work): void => {
  const { yard } = kitchen
  const transfers = weighedAlong(doWork(job, promisesOf(kitchen)), weighedIn(kitchen))
  const wanted = new Map<Sku, number>()
  for (const { key, quantity } of job.uses) wanted.set(key.sku, (wanted.get(key.sku) ?? 0) + quantity)
  // Units that come out again under another lot number are as promised as before.
  for (const { key, quantity } of job.makes) wanted.set(key.sku, (wanted.get(key.sku) ?? 0) - quantity)
  if ([...wanted].some(([sku, quantity]) => quantity > free(kitchen, sku))) {
    yard.refused(transfers)
    return
  }
  yard.post(transfers)
  const standOf = ({ key, place }: WorkUnits): Stand => ({ sku: key.sku, lot: key.lot as LotId, place })
  const moved = [
    ...job.uses.map((one): Move => [standOf(one), -one.quantity]),
    ...job.makes.map((one): Move => [standOf(one), one.quantity])
  ]
  note(kitchen, moved, { isWork: true })
  for (const used of job.uses) {
    for (const made of job.makes) kitchen.into.push([thingOf(standOf(used)), thingOf(standOf(made))])
  }
}

/** So many units of a SKU, from one stand after another; undefined when there are not as many. */
const gathered = (kitchen: Kitchen, sku: Sku, quantity: number): ReadonlyArray<WorkUnits> | undefined => {
  let left = quantity
  const parts = standing(kitchen, sku).flatMap((stand): ReadonlyArray<WorkUnits> => {
    const units = Math.min(left, stand.units)
    left -= units
    return units === 0 ? [] : [{ key: keyOf(stand), place: shelf, quantity: units }]
  })
  return left === 0 ? parts : undefined
}

const counted = (kitchen: Kitchen, { off, which }: Doing): void => {
  const { yard } = kitchen
  const booked = standing(kitchen).map(({ lot, sku, units }): CountedStock => ({
    owner,
    sku,
    lot,
    status: "available",
    quantity: units
  }))
  const seen = booked.map((one, nth) =>
    nth % 3 === which % 3 ? { ...one, quantity: Math.max(0, one.quantity + off) } : one
  )
  const asked = { task: task(`c${++kitchen.count}`), site, location: location("A1"), reason: "scheduled" } as const
  const told = { counter: "ann", counted: seen, watermark: yard.commits.length, booked }
  const commands: ReadonlyArray<CountCommand> = [
    { _tag: "RequestCount", ...asked, at: instant(0) },
    { _tag: "RecordCount", ...told, at: instant(0) },
    { _tag: "CloseCount", by: "ann", at: instant(0) }
  ]
  const count = commands.reduce<Count>(
    (now, command) => fold(CountDecider, Result.getOrThrow(CountDecider.decide(command, now)), now),
    CountDecider.initial
  )
  const transfers = weighedAlong(postCount(count, promisesOf(kitchen)), weighedIn(kitchen))
  if (transfers.length === 0) return
  yard.post(transfers)
  const moves = seen.map(({ lot, quantity, sku }, nth): Move => {
    return [{ sku, lot: lot as LotId, place: shelf }, quantity - (booked[nth]?.quantity ?? 0)]
  })
  note(
    kitchen,
    moves.filter(([, units]) => units !== 0)
  )
}

const corrected = (kitchen: Kitchen, { which }: Doing): void => {
  const { done, units, yard } = kitchen
  const nth = which % Math.max(1, done.length)
  const [commit, before] = [yard.commits[nth], done[nth]]
  if (commit === undefined || before === undefined || before.undone) return
  const claimOf = (id: PendingId) => yard.ledger.pending(id)
  const open = before.made.every(({ id }) => kitchen.promises.some((one) => one.id === id))
  const here = before.moved.every(([stand, moved]) => !isHere(stand) || (units.get(stand) ?? 0) >= moved)
  const back = correct({ transfers: commit.transfers.filter((one) => !isGrams(one)) }, claimOf)
  const possible = !before.freed && open && here
  if (Result.isFailure(back)) {
    kitchen.corrected = { answer: back.failure._tag, possible }
    return
  }
  const promises = (_: OwnerId, sku: Sku) => yard.promises(sku)
  const transfers = evenPromises(weighedAlong(back.success, weighedIn(kitchen)), claimOf, promises)
  if (!possible) {
    kitchen.corrected = { answer: yard.refused(transfers)._tag, possible }
    return
  }
  kitchen.corrected = { answer: "done", possible }
  if (transfers.length === 0) return
  yard.post(transfers)
  before.undone = true
  kitchen.wentBack ||= before.isWork
  kitchen.promises = kitchen.promises.filter(({ id }) => !before.made.some((one) => one.id === id))
  const moved = before.moved.map(([stand, moved]): Move => [kitchen.stands.get(stand) as Stand, 0 - moved])
  note(kitchen, moved, { freed: before.made.length > 0, isWork: before.isWork })
}

const isGrams = (transfer: Transfer): boolean => transfer._tag === "Post" && transfer.from.startsWith("weight|")

const happen = (kitchen: Kitchen, doing: Doing): void => {
  const { yard } = kitchen
  const { off, other, units, what, which } = doing
  const number = ++kitchen.count
  const lot = `L${which % 3}` as LotId
  const from = { order: order(`web-${number}`), owner, site, free: (sku: Sku) => yard.promises(sku).free }
  kitchen.corrected = undefined
  switch (what) {
    case "receive": {
      const sku = other % 3 === 0 ? box : ham
      const weighed = { quantity: units, massGrams: units * 1000 + 40 * off }
      const now = yard.promises(sku)
      const goods =
        sku === ham
          ? receiveWeighed(keyOf({ sku, lot }), `from-${which % 2}`, site, shelf, weighed, now)
          : receiveStock(keyOf({ sku, lot }), `from-${which % 2}`, site, shelf, units, now)
      yard.post(goods)
      return note(kitchen, [[{ sku, lot, place: shelf }, units]])
    }
    case "build": {
      const kits = 1 + (units % 2)
      const components = kit.components.flatMap(({ quantity, sku }) => gathered(kitchen, sku, quantity * kits) ?? [])
      if (components.reduce((sum, { quantity }) => sum + quantity, 0) !== 3 * kits) return
      const made = { key: keyOf({ sku: hamper, lot: `K${number}` as LotId }), place: shelf }
      return work(kitchen, buildKits(kits, { name: `w${number}`, site, kit: made, components }))
    }
    case "break": {
      const stand = nthOf(standing(kitchen, hamper), which)
      if (stand === undefined) return
      const kits = Math.min(units, stand.units)
      // Hams go back to an old lot or are a new one.
      const goesTo = other % 2 === 0 ? lot : (`B${number}` as LotId)
      const components = kit.components.map(({ quantity, sku }) => {
        return { key: keyOf({ sku, lot: goesTo }), place: shelf, quantity: quantity * kits }
      })
      const broken = { key: keyOf(stand), place: shelf }
      return work(kitchen, breakKits(kits, { name: `w${number}`, site, kit: broken, components }))
    }
    case "repack": {
      const stand = nthOf(standing(kitchen, ham), which)
      if (stand === undefined) return
      const quantity = Math.min(units, stand.units)
      const made = { key: keyOf({ sku: ham, lot: `R${number}` as LotId }), place: shelf, quantity }
      const uses = [{ key: keyOf(stand), place: shelf, quantity }]
      kitchen.repackings.push(outside("work", `w${number}`))
      return work(kitchen, { name: `w${number}`, site, uses, makes: [made] })
    }
    case "sellKits":
    case "sell": {
      const lines =
        what === "sell"
          ? reserve(from, [{ line: line("1"), sku: nthOf(skus, which) as Sku, quantity: units, claimsBefore: 0 }])
          : reserveKits(from, [{ line: line("1"), kit, quantity: units, claimsBefore: 0 }]).components
      if (lines.transfers.length === 0) return
      yard.post(lines.transfers)
      const made = lines.lines.flatMap(({ claim, reserved: quantity, sku }): ReadonlyArray<Promised> => {
        return claim === undefined ? [] : [{ id: claim, sku, quantity }]
      })
      return note(kitchen, [], { made })
    }
    case "ship": {
      const promised = nthOf(kitchen.promises, which)
      const stand = promised && nthOf(standing(kitchen, promised.sku), other)
      if (promised === undefined || stand === undefined) return
      const quantity = Math.min(units, promised.quantity, stand.units)
      const customer = other % 2 === 0 ? "ann" : "ben"
      const left = promised.quantity - quantity
      // What is not sent is given up: the rest of the claim is free, or missing ones are repaid.
      const freed = repayShortfall(owner, promised.sku, site, left, yard.promises(promised.sku).shortfall)
      const shipped = [shipStock(keyOf(stand), shelf, customer, quantity)]
      yard.post([...weighedAlong(shipped, weighedIn(kitchen)), { _tag: "Settle", id: promised.id, quantity }, ...freed])
      kitchen.promises = kitchen.promises.filter((one) => one !== promised)
      const there = { ...stand, place: outside("customer", customer) }
      return note(kitchen, [
        [{ sku: stand.sku, lot: stand.lot, place: shelf }, -quantity],
        [{ sku: stand.sku, lot: stand.lot, place: there.place }, quantity]
      ])
    }
    case "giveUp": {
      const promised = nthOf(kitchen.promises, which)
      if (promised === undefined) return
      const { id, quantity, sku } = promised
      yard.post([{ _tag: "Void", id }, ...repayShortfall(owner, sku, site, quantity, yard.promises(sku).shortfall)])
      kitchen.promises = kitchen.promises.filter((one) => one !== promised)
      return note(kitchen, [], { freed: true })
    }
    case "count":
      return counted(kitchen, doing)
    case "correct":
      return corrected(kitchen, doing)
  }
}

export const gramsOf = ({ yard }: Kitchen, stand: Stand): number => yard.posted(weightAt(keyOf(stand), stand.place))
export const unitsOf = ({ yard }: Kitchen, stand: Stand): number => yard.posted(stockAt(keyOf(stand), stand.place))

/** The kitchen after each of `doings`: the same one, so look at it before the next. */
export function* kitchenAfter(doings: ReadonlyArray<Doing>): Generator<Kitchen> {
  const kitchen: Kitchen = {
    yard: makeYard(),
    stands: new Map(),
    units: new Map(),
    promises: [],
    done: [],
    into: [],
    count: 0,
    repackings: [],
    wentBack: false,
    corrected: undefined
  }
  yield kitchen
  for (const doing of doings) {
    happen(kitchen, doing)
    yield kitchen
  }
}
