/**
 * A floor where anything may happen in any order: what happens is drawn as small numbers, and a naive count of units
 * and promises is kept beside the books, without accounts, books or transfers.
 */
import type { Place, StockStatus } from "@stowage/kernel/Account"
import type { LotId, Sku } from "@stowage/kernel/Ids"
import type { PendingId, Transfer } from "@stowage/kernel/Transfer"
import { adjustStock } from "@stowage/inventory/adjustStock"
import { claimPick } from "@stowage/inventory/allocate"
import {
  breakPromise,
  changeStatus,
  keepPromise,
  moveStock,
  receiveStock,
  settlePick,
  shipStock
} from "@stowage/inventory/moveStock"
import { repayShortfall } from "@stowage/inventory/promiseTransfers"
import { claimId, reserve, reserveAll } from "@stowage/inventory/reserve"
import { stockAt } from "@stowage/inventory/stockAccounts"
import type { Happening } from "./happenings.ts"
import { at, line, lot24, makeYard, mug, order, owner, pendPromise, site, task, tea, unit, type Yard } from "./yard.ts"

/** Units of one kind at one place. */
interface Stand {
  readonly sku: Sku
  readonly lot: LotId | ""
  readonly status: StockStatus
  readonly place: Place
  units: number
  /** Of which a picker is on his way to. */
  sought: number
}

interface Promised {
  readonly id: PendingId
  readonly sku: Sku
  readonly quantity: number
  readonly of: { readonly order: number; readonly line: string; readonly nth: number }
  readonly endsAt: number
}

/** The floor as one who only counts would know it, beside the books. */
export interface Floor {
  readonly yard: Yard
  readonly stands: Array<Stand>
  promises: ReadonlyArray<Promised>
  seeking: ReadonlyArray<{ readonly task: string; readonly stand: Stand; readonly quantity: number }>
  /** Claims that were kept, broken or ran out. */
  readonly resolved: Array<PendingId>
  now: number
  /** How many orders and tasks there were. */
  count: number
}

const ttlMillis = 5000

const nthOf = <A>(things: ReadonlyArray<A>, nth: number): A | undefined => things[nth % Math.max(1, things.length)]

const standOf = (floor: Floor, like: Omit<Stand, "units" | "sought">): Stand => {
  const { lot, place, sku, status } = like
  const found = floor.stands.find(
    (stand) => stand.sku === sku && stand.lot === lot && stand.status === status && stand.place === place
  )
  if (found !== undefined) return found
  const made = { lot, place, sku, status, units: 0, sought: 0 }
  floor.stands.push(made)
  return made
}

const keyOf = ({ lot, sku, status }: Stand) => ({ owner, sku, lot, status })

/** A stand with units that nobody seeks, and how many of them, at most `quantity`. */
const pick = (
  floor: Floor,
  which: number,
  quantity: number,
  fits: (stand: Stand) => boolean = () => true
): { readonly stand: Stand; readonly units: number } | undefined => {
  const stand = nthOf(
    floor.stands.filter((one) => one.units > one.sought && fits(one)),
    which
  )
  return stand === undefined ? undefined : { stand, units: Math.min(quantity, stand.units - stand.sought) }
}

const shift = (floor: Floor, from: Stand, to: Partial<Stand>, units: number): void => {
  from.units -= units
  standOf(floor, { ...from, ...to }).units += units
}

const post = (floor: Floor, ...transfers: ReadonlyArray<Transfer>): void => floor.yard.post(transfers, floor.now)

const reserveSome = (floor: Floor, { allOrNothing, asked }: Happening & { readonly _tag: "Reserve" }): void => {
  const number = ++floor.count
  const endsAt = number % 2 === 0 ? floor.now + ttlMillis : Number.POSITIVE_INFINITY
  const of = {
    order: order(`web-${number}`),
    owner,
    site,
    free: (sku: Sku) => floor.yard.promises(sku).free,
    ...(number % 2 === 0 ? { ttlMillis } : {})
  }
  const lines = ([tea, tea, mug] as const).map((sku, index) => ({
    line: line(`${index}`),
    sku,
    quantity: asked[index] ?? 0,
    claimsBefore: 0
  }))
  const reservation = (allOrNothing ? reserveAll : reserve)(of, lines)
  if (reservation.transfers.length > 0) post(floor, ...reservation.transfers)
  const made = reservation.lines.flatMap(({ claim, line, reserved, sku }) =>
    claim === undefined ? [] : [{ id: claim, sku, quantity: reserved, of: { order: number, line, nth: 1 }, endsAt }]
  )
  floor.promises = [...floor.promises, ...made]
}

/** Keeps or breaks `quantity` of a promise; what remains is promised under the line's next name, without end. */
const resolve = (
  floor: Floor,
  promised: Promised,
  how: typeof keepPromise | typeof breakPromise,
  quantity: number
): ReadonlyArray<Transfer> => {
  const { of, sku } = promised
  const name = claimId(order(`web-${of.order}`), line(of.line), of.nth + 1)
  const { rest, transfers } = how(promised, quantity, { id: name, pend: pendPromise(sku) })
  const left =
    rest === undefined
      ? []
      : [{ ...promised, ...rest, of: { ...of, nth: of.nth + 1 }, endsAt: Number.POSITIVE_INFINITY }]
  floor.promises = [...floor.promises.filter(({ id }) => id !== promised.id), ...left]
  floor.resolved.push(promised.id)
  return transfers
}

const repay = (floor: Floor, sku: Sku, freed: number): ReadonlyArray<Transfer> =>
  repayShortfall(owner, sku, site, freed, floor.yard.promises(sku).shortfall)

const wait = (floor: Floor, seconds: number): void => {
  floor.now += 1000 * seconds
  for (const { id, quantity, sku } of floor.promises.filter(({ endsAt }) => endsAt <= floor.now)) {
    post(floor, { _tag: "Expire", id }, ...repay(floor, sku, quantity))
    floor.promises = floor.promises.filter((promised) => promised.id !== id)
    floor.resolved.push(id)
  }
}

const pickSome = (floor: Floor, which: number, missing: number): void => {
  const sought = nthOf(floor.seeking, which)
  if (sought === undefined) return
  const { quantity, stand } = sought
  const found = Math.max(0, quantity - missing)
  const short = quantity - found
  const hidden =
    short === 0 ? [] : changeStatus(keyOf(stand), "hold", site, stand.place, short, floor.yard.promises(stand.sku))
  post(floor, settlePick(task(sought.task), found), ...hidden)
  floor.seeking = floor.seeking.filter((one) => one !== sought)
  stand.sought -= quantity
  shift(floor, stand, { place: unit("TOTE-1") }, found)
  shift(floor, stand, { status: "hold" }, short)
}

const ship = (floor: Floor, which: number, quantity: number): void => {
  const promised = nthOf(floor.promises, which)
  const chosen = pick(floor, which, Math.min(quantity, promised?.quantity ?? 0), (stand) => {
    return stand.sku === promised?.sku && stand.status === "available" && stand.place.startsWith("in:")
  })
  if (promised === undefined || chosen === undefined) return
  const { stand, units } = chosen
  post(floor, shipStock(keyOf(stand), stand.place, "ann", units), ...resolve(floor, promised, keepPromise, units))
  stand.units -= units
}

const receive = (floor: Floor, { quantity, status, which }: Happening & { readonly _tag: "Receive" }): void => {
  const [sku, lot] = (
    [
      [tea, lot24],
      [tea, ""],
      [mug, ""]
    ] as const
  )[which % 3] ?? [tea, ""]
  const stand = standOf(floor, { sku, lot, status, place: at("DOCK") })
  post(floor, ...receiveStock(keyOf(stand), "leaf-ltd", site, stand.place, quantity, floor.yard.promises(sku)))
  stand.units += quantity
}

const adjust = (floor: Floor, stand: Stand, change: { readonly gained: number } | { readonly lost: number }): void => {
  const { place, sku } = stand
  post(floor, ...adjustStock({ key: keyOf(stand), site, place, reason: "lost", ...change }, floor.yard.promises(sku)))
  stand.units += "gained" in change ? change.gained : -change.lost
}

const happen = (floor: Floor, happening: Happening): void => {
  switch (happening._tag) {
    case "Receive":
      return receive(floor, happening)
    case "Reserve":
      return reserveSome(floor, happening)
    case "Pick":
      return pickSome(floor, happening.which, happening.missing)
    case "Ship":
      return ship(floor, happening.which, happening.quantity)
    case "Wait":
      return wait(floor, happening.seconds)
    case "Break": {
      const promised = nthOf(floor.promises, happening.which)
      if (promised === undefined) return
      const units = Math.min(happening.quantity, promised.quantity)
      return post(floor, ...resolve(floor, promised, breakPromise, units), ...repay(floor, promised.sku, units))
    }
    case "Carry": {
      const chosen = pick(floor, happening.which, happening.quantity, ({ place }) => place !== happening.to)
      if (chosen === undefined) return
      post(floor, moveStock(keyOf(chosen.stand), chosen.stand.place, happening.to, chosen.units))
      return shift(floor, chosen.stand, { place: happening.to }, chosen.units)
    }
    case "Allocate": {
      const chosen = pick(floor, happening.which, happening.quantity, ({ place, status }) => {
        return place.startsWith("at:") && status === "available"
      })
      if (chosen === undefined) return
      const { stand, units } = chosen
      const name = `t${++floor.count}`
      const from = stockAt(keyOf(stand), stand.place)
      post(floor, claimPick(task(name), from, stockAt(keyOf(stand), unit("TOTE-1")), units))
      stand.sought += units
      floor.seeking = [...floor.seeking, { task: name, stand, quantity: units }]
      return
    }
    case "Gain": {
      const stand = nthOf(floor.stands, happening.which)
      return stand === undefined ? undefined : adjust(floor, stand, { gained: happening.quantity })
    }
    case "Lose": {
      const chosen = pick(floor, happening.which, happening.quantity)
      return chosen === undefined ? undefined : adjust(floor, chosen.stand, { lost: chosen.units })
    }
    case "ChangeStatus": {
      const chosen = pick(floor, happening.which, happening.quantity, ({ status }) => status !== happening.to)
      if (chosen === undefined) return
      const { stand, units } = chosen
      const key = keyOf(stand)
      post(floor, ...changeStatus(key, happening.to, site, stand.place, units, floor.yard.promises(stand.sku)))
      return shift(floor, stand, { status: happening.to }, units)
    }
  }
}

/** A floor after each of `happenings`, in turn: the same floor, so look at it before the next. */
export function* days(happenings: ReadonlyArray<Happening>): Generator<Floor, Floor> {
  const floor: Floor = {
    yard: makeYard(),
    stands: [],
    promises: [],
    seeking: [],
    resolved: [],
    now: 0,
    count: 0
  }
  for (const happening of happenings) {
    happen(floor, happening)
    yield floor
  }
  return floor
}

/** The floor at the end. */
export const after = (happenings: ReadonlyArray<Happening>): Floor => {
  const steps = days(happenings)
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}

/**
 * What there is of `sku` by counting: what is promised beyond what can be sold is missing, and what is beyond
 * promises is free.
 */
export const counted = (floor: Floor, sku: Sku) => {
  const sum = (numbers: ReadonlyArray<number>) => numbers.reduce((total, number) => total + number, 0)
  const here = floor.stands.filter((stand) => stand.sku === sku)
  const sellable = sum(here.filter(({ status }) => status === "available").map(({ units }) => units))
  const reserved = sum(floor.promises.filter((promised) => promised.sku === sku).map(({ quantity }) => quantity))
  return {
    onHand: sum(here.map(({ units }) => units)),
    sellable,
    reserved,
    available: Math.max(0, sellable - reserved),
    shortfall: Math.max(0, reserved - sellable)
  }
}
