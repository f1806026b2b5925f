/**
 * Days on which stock came, was promised for a while, shipped, lost and found, some of it written down days later; and
 * the curve of each day as it was known at each position, beside a list of what happened on which day.
 */
import { type LocalDate, plusDays } from "@stowage/kernel/LocalDate"
import type { PendingId, Transfer } from "@stowage/kernel/Transfer"
import { adjustStock } from "@stowage/inventory/adjustStock"
import { balancesAsOf } from "@stowage/inventory/asOf"
import { atpByDay, type DatedUnits, promiseDay } from "@stowage/inventory/atp"
import { availabilityOf } from "@stowage/inventory/availability"
import { backordered } from "@stowage/inventory/backorders"
import type { DatedCommit } from "@stowage/inventory/movements"
import { receiveStock, shipStock } from "@stowage/inventory/moveStock"
import { repayShortfall } from "@stowage/inventory/promiseTransfers"
import { reserve } from "@stowage/inventory/reserve"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { at, day, instant, line, makeYard, order, owner, site, tea, type Yard } from "./yard.ts"

const firstDay = day("2026-03-01")
const dayMillis = 86_400_000
const key = { owner, sku: tea }
const safetyStock = 1
const horizon = 8

const happenings = fc.array(
  fc.record({
    what: fc.constantFrom("receive", "receive", "promise", "promise", "ship", "giveUp", "lose", "find", "expire"),
    units: fc.integer({ min: 1, max: 6 }),
    which: fc.nat(7),
    /** How many days later than the one before it is written down. */
    later: fc.nat(1),
    /** How many days before that it happened. */
    late: fc.constantFrom(0, 0, 1, 3)
  }),
  { maxLength: 16, size: "max" }
)
type Happening = typeof happenings extends fc.Arbitrary<ReadonlyArray<infer One>> ? One : never

/** What one happening changed, as one writes it on a list: more or fewer units for sale, more or fewer promised. */
interface Entry {
  readonly position: number
  readonly date: LocalDate
  readonly sellable: number
  readonly promised: number
  readonly waiting: number
}

interface Claim {
  readonly id: PendingId
  readonly quantity: number
  readonly made: LocalDate
  readonly isBackorder: boolean
  readonly endsOn: number
}

interface Diary {
  readonly yard: Yard
  readonly commits: Array<DatedCommit>
  readonly entries: Array<Entry>
  claims: ReadonlyArray<Claim>
  today: number
  stock: number
}

const laterOf = (a: LocalDate, b: LocalDate): LocalDate => (a < b ? b : a)

const write = (diary: Diary, transfers: ReadonlyArray<Transfer>, late: number, changes: Partial<Entry>): void => {
  const { commits, entries, today, yard } = diary
  if (transfers.length === 0) return
  yard.post(transfers, today * dayMillis)
  const position = yard.commits.length
  const [when, happened] = [instant(today * dayMillis), instant((today - late) * dayMillis)]
  commits.push({ position, id: `c${position}`, actor: "ann", at: when, occurredAt: happened, transfers })
  const nothing = { sellable: 0, promised: 0, waiting: 0 }
  entries.push({ ...nothing, position, date: plusDays(firstDay, today - late), ...changes })
}

/** A claim that ends counts from the day it was made to the day it ended, whichever is the later. */
const ended = (diary: Diary, claim: Claim, late: number): Partial<Entry> => {
  diary.claims = diary.claims.filter((one) => one !== claim)
  const date = laterOf(claim.made, plusDays(firstDay, diary.today - late))
  return { date, ...(claim.isBackorder ? { waiting: 0 - claim.quantity } : { promised: 0 - claim.quantity }) }
}

const freed = (yard: Yard, { isBackorder, quantity }: Claim): ReadonlyArray<Transfer> =>
  isBackorder ? [] : repayShortfall(owner, tea, site, quantity, yard.promises(tea).shortfall)

const promise = (diary: Diary, { late, units, which }: Happening): void => {
  const { today, yard } = diary
  const nth = diary.commits.length
  const ends = which % 2 === 0 ? { ttlMillis: 2 * dayMillis } : {}
  const free = () => yard.promises(tea).free
  const from = { order: order(`web-${nth}`), owner, site, free, backorder: () => which % 3 === 0, ...ends }
  const { lines, transfers } = reserve(from, [{ line: line("1"), sku: tea, quantity: units, claimsBefore: 0 }])
  const [given] = lines
  if (given === undefined || transfers.length === 0) return
  const { backordered: waiting = 0, reserved } = given
  const made = plusDays(firstDay, today - late)
  const endsOn = which % 2 === 0 ? today + 2 : Number.POSITIVE_INFINITY
  const claims = [
    { id: given.claim, quantity: reserved, isBackorder: false },
    { id: given.backorderClaim, quantity: waiting, isBackorder: true }
  ].flatMap(({ id, ...more }) => (id === undefined ? [] : [{ id, ...more, made, endsOn }]))
  write(diary, transfers, late, { promised: reserved, waiting })
  diary.claims = [...diary.claims, ...claims]
}

const happen = (diary: Diary, happening: Happening): void => {
  const { late, later, units, what, which } = happening
  const { yard } = diary
  diary.today += later
  const claim = diary.claims[which % Math.max(1, diary.claims.length)]
  const now = yard.promises(tea)
  if (what === "promise") return promise(diary, happening)
  if (what === "receive") {
    diary.stock += units
    return write(diary, receiveStock(key, "leaf", site, at("A1"), units, now), late, { sellable: units })
  }
  if (what === "find" || what === "lose") {
    const lost = Math.min(units, diary.stock)
    if (what === "lose" && lost === 0) return
    const change = what === "find" ? { gained: units } : { lost }
    diary.stock += change.gained ?? 0 - lost
    const transfers = adjustStock(
      { key, site, place: at("A1"), reason: what === "find" ? "found" : "lost", ...change },
      now
    )
    return write(diary, transfers, late, { sellable: change.gained ?? 0 - lost })
  }
  if (claim === undefined) return
  if (what === "giveUp") {
    return write(diary, [{ _tag: "Void", id: claim.id }, ...freed(yard, claim)], late, ended(diary, claim, late))
  }
  if (what === "expire" && claim.endsOn <= diary.today) {
    return write(diary, [{ _tag: "Expire", id: claim.id }, ...freed(yard, claim)], 0, ended(diary, claim, 0))
  }
  if (what !== "ship" || claim.isBackorder || diary.stock < claim.quantity) return
  const settle: Transfer = { _tag: "Settle", id: claim.id, quantity: claim.quantity }
  diary.stock -= claim.quantity
  const shipped = [shipStock(key, at("A1"), "ann", claim.quantity), settle]
  write(diary, shipped, 0, { ...ended(diary, claim, 0), sellable: 0 - claim.quantity })
}

const diaryOf = (drawn: ReadonlyArray<Happening>): Diary => {
  const yard = makeYard()
  const diary: Diary = { yard, commits: [], entries: [], claims: [], today: 4, stock: 0 }
  for (const happening of drawn) happen(diary, happening)
  return diary
}

/** What is on the list of what was known at a position, up to a day. */
const listed = ({ entries }: Diary, position: number, until: LocalDate) => {
  const counts = entries.filter((one) => one.position <= position && one.date <= until)
  const sum = (of: (entry: Entry) => number) => counts.reduce((total, entry) => total + of(entry), 0)
  return {
    sellable: sum(({ sellable }) => sellable),
    promised: sum(({ promised }) => promised),
    waiting: sum(({ waiting }) => waiting)
  }
}

/** What came to be free, and what came to be wanted, on later days: as one knows who looks back. */
const after = ({ entries }: Diary, position: number, today: LocalDate) => {
  const later = entries.filter((one) => one.position <= position && one.date > today)
  const units = (of: (entry: Entry) => number): ReadonlyArray<DatedUnits> =>
    later.map((entry) => ({ date: entry.date, quantity: Math.max(0, of(entry)) }))
  const net = ({ promised, sellable, waiting }: Entry): number => sellable - promised - waiting
  return { inbound: units(net), demand: units((entry) => 0 - net(entry)) }
}

const asOf = ({ commits }: Diary, position: number, date: LocalDate) => {
  const days = (Date.parse(date) - Date.parse(firstDay)) / dayMillis
  const balances = balancesAsOf(commits, { position, floor: instant((days + 1) * dayMillis - 1) })
  const waiting = backordered(balances).reduce((sum, { quantity }) => sum + quantity, 0)
  return { ...availabilityOf(owner, tea, site, balances), backordered: waiting }
}

describe("what could be promised of a day, as known at a position", () => {
  it("is what one reckons from a list of what happened on which day, whenever it was written down", () => {
    fc.assert(
      fc.property(happenings, fc.nat(16), fc.nat(9), (drawn, position, nth) => {
        const diary = diaryOf(drawn)
        const today = plusDays(firstDay, nth)
        const then = asOf(diary, position, today)
        const { promised, sellable, waiting } = listed(diary, position, today)
        assert.deepStrictEqual([then.sellable, then.reserved, then.backordered], [sellable, promised, waiting])
        const terms = { ...after(diary, position, today), ...then, today, days: horizon, safetyStock }
        const curve = atpByDay(terms)
        const left = Array.from({ length: horizon }, (_, ahead) => {
          const on = listed(diary, position, plusDays(today, ahead))
          return on.sellable - on.promised - on.waiting - safetyStock
        })
        assert.deepStrictEqual(
          curve.map(({ projected }) => projected),
          left
        )
        for (const [ahead, { atp, date, missing }] of curve.entries()) {
          assert.strictEqual(atp, Math.max(0, Math.min(...left.slice(ahead))))
          assert.strictEqual(missing, Math.max(0, 0 - (left[ahead] ?? 0)))
          assert.strictEqual(date, plusDays(today, ahead))
        }
        assert.strictEqual(promiseDay(curve, 3), curve.find(({ atp }) => atp >= 3)?.date)
      }),
      { numRuns: 500 }
    )
  })

  it("is looked at where units are missing, promises ran out, and things were written down late", () => {
    const diaries = fc.sample(happenings, { numRuns: 300, seed: 1 }).map(diaryOf)
    assert.isTrue(diaries.some(({ yard }) => yard.promises(tea).shortfall > 0))
    const states = new Set(diaries.flatMap(({ yard }) => [...yard.ledger.pendings()].map(({ state }) => state)))
    assert.sameMembers([...states], ["pending", "settled", "voided", "expired"])
    assert.isTrue(diaries.some(({ yard }) => backordered(yard.ledger.balances()).length > 0))
    for (const { yard } of diaries) assert.deepStrictEqual(yard.audit(), [])
  })
})
