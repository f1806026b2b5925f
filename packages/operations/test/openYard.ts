/**
 * The small site on a journal in memory, for examples: every step must be accepted, or refused with nothing changed.
 */
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { assert } from "vitest"
import { accountParts, atLocation, outside } from "@stowage/kernel/Account"
import type { LocationId, Sku } from "@stowage/kernel/Ids"
import { verify } from "@stowage/inventory/audit"
import type { Handoff } from "@stowage/operations/Handoff"
import { countsOf } from "@stowage/orders/Order"
import { type Commit, type CommitRefusal, type Position, sayCommitRefusal } from "@stowage/runtime/Commit"
import { makeMemoryJournal } from "@stowage/runtime/memoryJournal"
import { canonical } from "./canonical.ts"
import {
  type Goods,
  allocated,
  dockStock,
  lot,
  orderOf,
  placed,
  promised,
  putAway,
  received,
  released
} from "./words.ts"
import { opening, site, tea, type Yard, yardOf } from "./yard.ts"

/** A yard that things are done in. */
export interface OpenYard extends Yard {
  /** Commits a hand-off; fails the test when there is none or it is refused. */
  readonly act: (handoff: Handoff | undefined) => void
  /**
   * Why a hand-off is refused, by a record or by the ledger; fails the test when it is not, or when anything changed.
   */
  readonly refusal: (handoff: Handoff | undefined) => string
  /** Fails the test unless the hand-off, which was given before, comes to nothing. */
  readonly again: (handoff: Handoff | undefined) => void
  /** So many units received and put away: to `to` as far as they fit there, the rest stays at the dock. */
  readonly stocked: (sku: Sku, quantity: number, to: LocationId, goods?: Goods) => void
  /** Placed, promised, released and allocated as work `ID.1`. */
  readonly ordered: (id: string, drawing: string) => void
  /** Units at a location, of any lot; those in status `available` if no other is said. */
  readonly units: (sku: Sku, at: LocationId, status?: string) => number
  readonly shippedTo: (sku: Sku, customer: string) => number
  /** `open/backordered/promised/released/shipped/cancelled` of an order's line. */
  readonly buckets: (order: string, line?: number) => string
}

const tryIn = (journal: ReturnType<typeof makeMemoryJournal>, commit: Commit): Position | CommitRefusal =>
  Effect.runSync(
    Effect.match(journal.commit(commit), {
      onFailure: (failure) => {
        if (failure._tag === "StoreFailure") throw failure
        return failure
      },
      onSuccess: ({ position }) => position
    })
  )

/** A site that was opened and has nothing yet. */
export const openYard = (): OpenYard => {
  const journal = makeMemoryJournal()
  const yard = yardOf([])
  const take = (commit: Commit): CommitRefusal | undefined => {
    const answer = tryIn(journal, commit)
    if (typeof answer !== "number") return answer
    yard.apply({ ...commit, position: answer })
    const { ledger } = yard
    const stored = { balances: ledger.balances(), pendings: ledger.openPendings() }
    assert.deepStrictEqual(verify(yard.commits, stored), [])
    return undefined
  }
  take(opening)
  let nth = 0
  const act = (handoff: Handoff | undefined): void => {
    assert.isDefined(handoff, "expected a hand-off")
    const commit = Result.getOrThrow(yard.propose(`step-${++nth}`, nth, handoff))
    assert.isDefined(commit, "expected something to commit")
    const refusal = take(commit)
    if (refusal !== undefined) throw new Error(sayCommitRefusal(refusal))
  }
  const refusal = (handoff: Handoff | undefined): string => {
    assert.isDefined(handoff, "expected a hand-off")
    const before = canonical(yard)
    const proposed = yard.propose("refused", nth, handoff)
    if (Result.isFailure(proposed)) return proposed.failure
    assert.isDefined(proposed.success, "expected something to refuse")
    const refused = take(proposed.success)
    assert.isDefined(refused, "expected a refusal")
    assert.strictEqual(canonical(yard), before)
    return sayCommitRefusal(refused)
  }
  return {
    ...yard,
    act,
    refusal,
    again: (handoff) => {
      assert.isDefined(handoff, "expected a hand-off")
      assert.isUndefined(Result.getOrThrow(yard.propose("again", nth, handoff)))
    },
    stocked: (sku, quantity, to, goods = {}) => {
      const asn = `asn-${nth}`
      act(received(yard, asn, sku, quantity, goods))
      const of = sku === tea ? lot(goods.lot ?? "L6") : ""
      if (to.startsWith("DOCK")) return
      act(putAway(yard, asn, dockStock(sku, of, quantity), [to]))
    },
    ordered: (id, drawing) => {
      act(placed(id, drawing))
      act(promised(yard, id, `promise-${id}`))
      act(released(yard, id))
      act(allocated(yard, `${id}.1`))
    },
    units: (sku, at, status = "available") =>
      yard.stock.physical(sku).reduce((sum, { account, posted }) => {
        return account.endsWith(`|${status}|${atLocation(site, at)}`) ? sum + posted : sum
      }, 0),
    shippedTo: (sku, customer) =>
      yard.balances().reduce((sum, { account, posted }) => {
        const to = accountParts(account)
        return to.book === "physical" && to.sku === sku && to.place === outside("customer", customer)
          ? sum + posted
          : sum
      }, 0),
    buckets: (order, number = 1) => {
      const line = orderOf(yard, order).lines[number - 1]
      if (line === undefined) throw new Error(`No line ${number} of ${order}`)
      const { backordered, cancelled, open, promised, released, shipped } = countsOf(line)
      return [open, backordered, promised, released, shipped, cancelled].join("/")
    }
  }
}
