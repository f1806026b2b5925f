import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { startAudit, verify } from "@stowage/inventory/audit"
import { pickClaim } from "@stowage/inventory/allocate"
import { allocatedOf, openTasks, pickedOf, unallocatedOf } from "@stowage/fulfilment/FulfilmentOrder"
import { editLine } from "@stowage/operations/cancelOrder"
import { together } from "@stowage/operations/Handoff"
import { countsOf, openHolds, type Order, waitingUnits, wantedUnits } from "@stowage/orders/Order"
import { orderTotal } from "@stowage/orders/orderTotal"
import { origin } from "@stowage/runtime/Commit"
import { makeMemoryJournal } from "@stowage/runtime/memoryJournal"
import { derivedId } from "@stowage/runtime/Process"
import { canonical } from "./canonical.ts"
import { asItCame, inOrder, mails, siteAfter } from "./channel.ts"
import { eachCommit, figuresOf, naiveTotal, orderEvents, wantedBy, workEvents } from "./figures.ts"
import { roomNeeded, roomUsed, unitsInside, unitsTold } from "./floorFigures.ts"
import { booksWithout } from "./givenUp.ts"
import { type Life, lived, type Moment, moments, oneMore, rebuilt, untroubled } from "./life.ts"
import { announcing, type Carrier, deaths, runUntil, shippedIn } from "./outbox.ts"
import * as words from "./words.ts"
import { type Books, mugFace, skus, teaFace, teaReserve, type Yard } from "./yard.ts"

const runs = 120

/** Of every history, whatever goes wrong in it. */
const always = (holds: (life: Life, history: ReadonlyArray<Moment>) => void, numRuns = runs): void => {
  fc.assert(
    fc.property(moments, (history) => holds(lived(history), history)),
    { numRuns }
  )
}
const ordersOf = (yard: Yard): ReadonlyArray<Order> =>
  yard.records.order.ids().flatMap((id) => yard.records.order.get(id) ?? [])
const workOf = (yard: Yard) => yard.records.fulfilmentOrder.ids().map((id) => yard.records.fulfilmentOrder.get(id))

/** The books once all of an order that has not shipped is given up, and the claims of its open pick tasks with it. */
const booksAfterCancelling = (yard: Yard, order: Order): Books => {
  const freed = order.lines.map((line) => {
    const { promised, released } = countsOf(line)
    return { line: line.lineId, sku: line.sku, units: promised + released }
  })
  const tasks = words.workOf(yard, order.terms.orderId).flatMap(openTasks)
  return booksWithout(
    yard,
    freed,
    tasks.map(({ task }) => pickClaim(task))
  )
}

const corners = [
  "OrderPlaced OrderCancelled OrderClosed HoldPlaced HoldReleased LinesPromised LineChanged LineCancelled",
  "LinesReleased LinesShort LinesShipped FulfilmentOrderOpened LinesAllocated FulfilmentOrderReleased PickConfirmed",
  "PickShorted PickingCompleted CartonsPacked FulfilmentOrderShipped FulfilmentOrderCancelled WaveReleased",
  "ShipmentArrived LineReceived LotRegistered PutawayPlanned PutawayConfirmed CountRequested CountRecorded CountClosed"
].flatMap((tags) => tags.split(" "))

describe("whatever happens, with processes that die and messages that come again,", () => {
  it("I1: no more is promised than there is to sell, and what is lost after that is short by name", () => {
    always(({ yard }) => {
      const audit = startAudit()
      const before = new Map(skus.map((sku) => [sku, 0]))
      for (const commit of yard.commits) {
        audit.read(commit)
        for (const sku of skus) {
          const { claimed, sellable, shortfall } = figuresOf(audit.rederived(), sku)
          assert.isAtMost(claimed, sellable + shortfall, `${sku} at ${commit.position}`)
          if (shortfall > 0) assert.strictEqual(claimed, sellable + shortfall, `${sku} at ${commit.position}`)
          if (claimed > (before.get(sku) ?? 0)) assert.isAtMost(claimed, sellable, `${sku} at ${commit.position}`)
          before.set(sku, claimed)
        }
      }
    })
  })

  it("I2: what one commit asks of a SKU is summed before it is checked, over its lines and over its orders", () => {
    always((life) => {
      // Made on the stock as it is, no hand-off asks too much of the promise book or names a claim twice.
      assert.deepStrictEqual(
        life.refusals.filter((said) => /promise\||was used before/.test(said)),
        []
      )
      eachCommit(life.yard.commits, (before, commit) => {
        for (const [id, event] of orderEvents(commit)) {
          if (event._tag !== "LinesPromised") continue
          for (const sku of skus) {
            const lines = words.orderOf(before, id).lines.filter((line) => line.sku === sku)
            const waiting = lines.reduce((sum, line) => sum + waitingUnits(line), 0)
            const given = event.lines.filter(({ lineId }) => lines.some((line) => line.lineId === lineId))
            const promised = given.reduce((sum, line) => sum + line.promised, 0)
            assert.strictEqual(promised, Math.min(waiting, before.stock.promises(sku).free))
          }
        }
      })
    })
    const orders = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 3 })
    fc.assert(
      fc.property(moments, orders, fc.constantFrom(...skus), (history, asked, sku) => {
        const life = lived(history)
        const { yard } = life
        oneMore(life, "all", together(...asked.map((units, nth) => words.placed(`all-${nth}`, `${units}x${sku}`))))
        const { free } = yard.stock.promises(sku)
        const promises = asked.flatMap((_, nth) => words.promised(yard, `all-${nth}`, `all-${nth}`) ?? [])
        const sum = asked.reduce((total, units) => total + Math.min(units, free), 0)
        const before = canonical(yard)
        const refused = oneMore(life, "promise-all", together(...promises))
        if (sum <= free) return assert.isUndefined(refused)
        const refusal = refused?._tag === "TransferRefused" ? refused.refusal : undefined
        assert.deepInclude(refusal, { _tag: "BalanceTooLow", asked: sum, available: free })
        assert.strictEqual(canonical(yard), before)
      }),
      { numRuns: runs }
    )
  })

  it("I3: what was asked is what was given and what is short, by name, at every step", () => {
    always(({ yard }) => {
      eachCommit(yard.commits, (before, commit) => {
        for (const [id, event] of orderEvents(commit)) {
          if (event._tag !== "LinesPromised") continue
          for (const { lineId, promised, short } of event.lines) {
            const line = words.orderOf(before, id).lines.find((one) => one.lineId === lineId)
            assert.strictEqual(promised + short, line === undefined ? -1 : waitingUnits(line))
          }
        }
        for (const [id, event] of workEvents(commit)) {
          const work = before.records.fulfilmentOrder.get(id)
          if (event._tag === "LinesAllocated") {
            for (const line of work.lines) {
              const given = [...event.tasks, ...event.short].filter((one) => one.line === line.line)
              if (given.length === 0) continue
              assert.strictEqual(
                given.reduce((sum, { quantity }) => sum + quantity, 0),
                unallocatedOf(work, line)
              )
            }
          }
          if (event._tag === "PickingCompleted") {
            for (const { asked, line, picked, short } of event.lines) {
              assert.strictEqual(picked + short, asked)
              assert.strictEqual(asked, work.lines.find((one) => one.line === line)?.quantity)
            }
          }
          if (event._tag !== "PickShorted") continue
          const hidden = commit.transfers.find((one) => one._tag === "Post" && one.to.includes("|hold|"))
          assert.strictEqual(event.quantity + (hidden?._tag === "Post" ? hidden.quantity : 0), event.asked)
        }
      })
    })
  })

  it("I4: every figure is the sum of what happened: balances of transfers, buckets of claims, records of events", () => {
    always(({ journal, yard }) => {
      const balances = Effect.runSync(Effect.orDie(journal.balances({})))
      const pendings = Effect.runSync(Effect.orDie(journal.pendings({})))
      assert.deepStrictEqual(verify(yard.commits, { balances, pendings }), [])
      assert.strictEqual(canonical(Effect.runSync(rebuilt(journal))), canonical(yard))
      for (const order of ordersOf(yard)) {
        for (const line of order.lines) {
          const { picked, promised, released } = countsOf(line)
          const { held } = yard.stock.claims(order.terms.orderId, line.lineId)
          assert.strictEqual(
            held.reduce((sum, { quantity }) => sum + quantity, 0),
            promised + released + picked
          )
        }
      }
      for (const work of workOf(yard)) assert.deepStrictEqual(unitsInside(yard, work), unitsTold(work), work.id)
      assert.deepStrictEqual(roomUsed(yard), roomNeeded(yard))
    })
  })

  it("I5: each unit is in exactly one place and one bucket: shipped ≤ picked ≤ allocated ≤ ordered", () => {
    always(({ yard }) => {
      const audit = startAudit()
      eachCommit(yard.commits, (_, commit, after) => {
        audit.read(commit)
        for (const sku of skus) {
          const { everywhere, least } = figuresOf(audit.rederived(), sku)
          assert.deepStrictEqual([everywhere, least], [0, 0], `${sku} at ${commit.position}`)
        }
        for (const work of workOf(after)) {
          for (const line of work.lines) {
            const [allocated, picked] = [allocatedOf(work, line.line), pickedOf(work, line.line)]
            assert.isTrue(picked <= allocated && allocated <= line.quantity, `${work.id} at ${commit.position}`)
          }
        }
      })
      const wanted = wantedBy(yard.commits)
      for (const order of ordersOf(yard)) {
        for (const line of order.lines) {
          const { cancelled, ordered, shipped } = countsOf(line)
          assert.strictEqual(wantedUnits(line), wanted.get(`${order.terms.orderId}|${line.lineId}`))
          assert.isAtMost(shipped, ordered - cancelled)
        }
      }
      for (const sku of skus) {
        const byOrders = ordersOf(yard).flatMap(({ lines }) => lines.filter((line) => line.sku === sku))
        const shipped = byOrders.reduce((sum, line) => sum + countsOf(line).shipped, 0)
        assert.strictEqual(figuresOf(audit.rederived(), sku).shipped, shipped)
      }
    })
  })

  it("I6: cancelling, cutting and changing a line give back exactly what was taken", () => {
    const drawings = fc.constantFrom("2xTEA 1xMUG", "3xMUG 3xMUG", "1xPOT 9xTEA")
    fc.assert(
      fc.property(moments, drawings, fc.nat(4), fc.nat(7), (history, drawing, far, which) => {
        const life = lived(history)
        const { yard } = life
        const [books, claims] = [yard.books(), yard.ledger.openPendings]
        const open = [...claims()].length
        const steps = [
          () => words.promised(yard, "new", "new-promise"),
          () => words.released(yard, "new"),
          () => words.allocated(yard, "new.1"),
          () =>
            yard.records.fulfilmentOrder.get("new.1").id === undefined ? undefined : words.waved(yard, "W", ["new.1"])
        ]
        oneMore(life, "new", words.placed("new", drawing))
        for (const [nth, step] of steps.slice(0, far).entries()) oneMore(life, `step-${nth}`, step())
        oneMore(life, "call-back", words.cancelled(yard, "new"))
        assert.deepStrictEqual([yard.books(), [...claims()].length], [books, open])

        const order = ordersOf(yard)[which % Math.max(1, ordersOf(yard).length)]
        if (order === undefined) return
        const expected = booksAfterCancelling(yard, order)
        const handoff = words.cancelled(yard, order.terms.orderId)
        if (handoff === undefined) return
        assert.isUndefined(oneMore(life, "cancel", handoff))
        assert.deepStrictEqual(yard.books(), expected)
      }),
      { numRuns: runs }
    )
    const places = fc.record({ which: fc.nat(7), line: fc.nat(2), units: fc.integer({ min: 1, max: 5 }) })
    fc.assert(
      fc.property(moments, places, (history, { line: at, units, which }) => {
        const life = lived(history)
        const { yard } = life
        const placed = ordersOf(yard).filter(({ status }) => status === "Placed")
        const order = placed[which % Math.max(1, placed.length)]
        const line = order?.lines[at % order.lines.length]
        if (order === undefined || line === undefined) return
        const { orderId } = order.terms
        const { lineId } = line
        const now = () => [yard.books(), orderTotal(words.orderOf(yard, orderId)), countsOf(lineNow())]
        const lineNow = () => words.orderOf(yard, orderId).lines.find((one) => one.lineId === lineId) as typeof line
        const before = now()
        const wanted = wantedUnits(line)
        const edit = (quantity: number, name: string) => {
          const price = { ...line.price }
          const change = { line: lineId, quantity, price }
          return oneMore(life, name, editLine(words.orderOf(yard, orderId), change, yard.stock, name, words.time(0)))
        }
        if (wanted > 0 && line.pricedUnits === wanted) {
          edit(wanted + units, "more")
          edit(wanted, "back")
          assert.deepStrictEqual(now(), before)
        }
        const cut = words.cut(yard, orderId, lineId, units, "cut")
        const freed = Math.min(line.promised, Math.max(0, units - line.open - line.backordered))
        const expected = booksWithout(yard, [{ line: lineId, sku: line.sku, units: freed }])
        if (cut === undefined) return
        assert.isUndefined(oneMore(life, "cut", cut))
        assert.deepStrictEqual(yard.books(), expected)
      }),
      { numRuns: runs }
    )
  })

  it("I7: an order's total is its lines, tax, charges and shipping less discounts, and every change of it is told to the penny", () => {
    always(({ yard }) => {
      const told = new Map<string, bigint>()
      eachCommit(yard.commits, (_, commit, after) => {
        for (const [id, event] of orderEvents(commit)) {
          const { amountMinor } = orderTotal(words.orderOf(after, id))
          if (event._tag === "OrderPlaced") told.set(id, naiveTotal(words.orderOf(after, id)))
          if ("totalChange" in event) told.set(id, (told.get(id) ?? 0n) + BigInt(event.totalChange.amountMinor))
          assert.strictEqual(amountMinor, naiveTotal(words.orderOf(after, id)), `${id} at ${commit.position}`)
          assert.strictEqual(amountMinor, told.get(id), `${id} at ${commit.position}`)
        }
      })
    })
  })

  it("I8: messages that come again, late or after a crash, leave the same site as if they had come once", () => {
    always(({ yard }, history) => {
      assert.strictEqual(canonical(yard), canonical(lived(untroubled(history)).yard))
    }, 2 * runs)
  })

  it("I8: messages about different orders leave the same site in whatever order they come, and however often", () => {
    fc.assert(
      fc.property(mails, (mail) => {
        assert.strictEqual(canonical(siteAfter(asItCame(mail))), canonical(siteAfter(inOrder(mail))))
      }),
      { numRuns: 2 * runs }
    )
  })

  it("I9: no effect without a committed cause, and each at most once per key, however often its process dies", async () => {
    await fc.assert(
      fc.asyncProperty(moments, fc.array(deaths, { minLength: 1, maxLength: 4 }), async (history, lives) => {
        const { commits } = lived(history).yard
        const journal = makeMemoryJournal()
        const carrier: Carrier = { calls: [] }
        const process = announcing(carrier)
        const share = Math.ceil(commits.length / lives.length)
        for (const [nth, dies] of lives.entries()) {
          for (const { position: _, ...commit } of commits.slice(nth * share, (nth + 1) * share)) {
            await Effect.runPromise(Effect.orDie(Effect.andThen(journal.commit(commit), journal.commit(commit))))
          }
          for (const death of dies) await Effect.runPromise(runUntil(process, journal, death))
        }
        await Effect.runPromise(runUntil(process, journal))
        const all = await Effect.runPromise(Effect.orDie(journal.commits(origin, Number.MAX_SAFE_INTEGER)))
        const causes = all.flatMap((commit) => shippedIn(commit).map(([id, units]) => ({ id, units, commit })))
        assert.deepStrictEqual(
          [...new Set(carrier.calls.map(({ key, said }) => `${key} ${said}`))],
          causes.map(({ commit, id, units }) => `${derivedId("announcing", commit)} ${id}: ${units}`)
        )
        for (const { journalAt, key } of carrier.calls) {
          const cause = causes.find(({ commit }) => derivedId("announcing", commit) === key)
          assert.isAtLeast(journalAt, cause?.commit.position ?? Infinity)
        }
        const noted = all.flatMap(({ appends }) => appends.filter(({ stream }) => stream.startsWith("parcel/")))
        assert.deepStrictEqual(
          noted.map(({ events, stream }) => [stream, events.length]),
          causes.map(({ id }) => [`parcel/${id}`, 1])
        )
      }),
      { numRuns: runs }
    )
  })

  it("I10: a hold that was released never keeps its owner back: not the order, not the shelf, not the units given up", () => {
    always((life) => {
      const lifted = new Set<string>()
      eachCommit(life.yard.commits, (_, commit, after) => {
        for (const [id, event] of orderEvents(commit)) {
          if (event._tag === "HoldReleased") lifted.add(`${id}|${event.holdId}`)
        }
        for (const order of ordersOf(after)) {
          const holds = openHolds(order)
          for (const { holdId } of holds) assert.isFalse(lifted.has(`${order.terms.orderId}|${holdId}`))
          const ready = order.status === "Placed" && order.lines.some(({ promised }) => promised > 0)
          const released = words.released(after, order.terms.orderId)
          assert.strictEqual(released !== undefined, ready && holds.length === 0)
          if (released !== undefined) assert.isTrue(Result.isSuccess(after.propose("release", 999, released)))
        }
        for (const id of after.records.count.ids()) {
          const { location, status } = after.records.count.get(id)
          const others = after.records.count
            .ids()
            .filter((other) => after.records.count.get(other).location === location)
          const allClosed = others.every((other) => after.records.count.get(other).status === "Closed")
          if (location !== undefined && status === "Closed" && allClosed)
            assert.isUndefined(after.stock.blocked(location))
        }
      })
      for (const sku of skus) {
        const { free } = life.yard.stock.promises(sku)
        if (free === 0) continue
        const id = `again-${sku}`
        oneMore(life, id, words.placed(id, `${free}x${sku}`))
        assert.isUndefined(oneMore(life, `promise-${id}`, words.promised(life.yard, id, id)))
        assert.strictEqual(words.orderOf(life.yard, id).lines[0]?.promised, free)
        oneMore(life, `cancel-${id}`, words.cancelled(life.yard, id))
        assert.strictEqual(life.yard.stock.promises(sku).free, free)
      }
    })
  })

  it("and these histories get into every corner", () => {
    const lives = fc.sample(moments, { numRuns: runs, seed: 1 }).map(lived)
    const commits = lives.flatMap(({ yard }) => yard.commits)
    const met = new Set(
      commits.flatMap(({ appends }) => appends.flatMap(({ events }) => events.map(({ _tag }) => _tag)))
    )
    assert.deepStrictEqual(
      corners.filter((tag) => !met.has(tag)),
      []
    )
    for (const name of ["Refill", "Adjust"])
      assert.isTrue(
        commits.some(({ id }) => id.startsWith(name)),
        name
      )
    const varied = lives.flatMap(({ yard }) => {
      const { count } = yard.records
      return count
        .ids()
        .map((id) => count.get(id))
        .flatMap(({ location, variances }) => variances.map(() => location))
    })
    assert.isTrue(
      [teaFace, mugFace, teaReserve].every((shelf) => varied.includes(shelf)),
      varied.join()
    )
    const refusals = lives.flatMap(({ refusals }) => refusals).join()
    for (const said of ["names another change", "expires on", "available; this commit asks for"]) {
      assert.include(refusals, said)
    }
    assert.isAbove(
      lives.reduce((sum, { deaths }) => sum + deaths, 0),
      runs
    )
    assert.isTrue(lives.some(({ yard }) => skus.some((sku) => yard.stock.promises(sku).shortfall > 0)))
  })
})
