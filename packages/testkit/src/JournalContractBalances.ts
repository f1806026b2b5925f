/**
 * The contract, sixth part: balances and claims, by every field and as of a moment.
 */
import * as Effect from "effect/Effect"
import { assert } from "vitest"
import { account, atLocation, inUnit, outside, siteWide } from "@stowage/kernel/Account"
import type { LocationId, LotId, Lpn, OwnerId, SiteId, Sku } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import type { PendingId } from "@stowage/kernel/Transfer"
import type { BalanceQuery } from "@stowage/runtime/BalanceQuery"
import { Journal } from "@stowage/runtime/Journal"
import { balances, taken } from "./JournalContractAsking.ts"
import {
  type Scenario,
  customer,
  free,
  noon,
  pend,
  position,
  post,
  receive,
  scenario,
  settle,
  tea,
  transfersOf,
  voided,
  warehouse
} from "./JournalContractWords.ts"

const acme = "acme" as OwnerId
const globex = "globex" as OwnerId
const lot = "L1" as LotId
const north = "N" as SiteId
const inside = [
  free(),
  free(tea, north),
  account({ book: "physical", owner: acme, sku: tea, place: atLocation(warehouse, "A1" as LocationId) }),
  account({ book: "physical", owner: acme, sku: tea, lot, place: atLocation(warehouse, "A1" as LocationId) }),
  account({ book: "physical", owner: acme, sku: tea, status: "damaged", place: atLocation(north, "A1" as LocationId) }),
  account({ book: "physical", owner: globex, sku: tea, place: inUnit(warehouse, "T1" as Lpn) }),
  account({ book: "physical", owner: acme, sku: "COCOA-1" as Sku, place: atLocation(warehouse, "A1" as LocationId) }),
  account({ book: "capacity", owner: acme, sku: tea, place: siteWide(warehouse) })
]

/** One unit in each of `inside`, from a supplier of its own kind. */
const spread = transfersOf(
  "spread",
  ...inside.map((to) => post(`${to.slice(0, to.lastIndexOf("|"))}|${outside("supplier", "S1")}` as typeof to, to, 1))
)

const at = (where: number): BalanceQuery => ({ place: (inside[where] ?? "").split("|")[6] as never })

/** Each query with the accounts of `inside` that it asks for. */
const questions: ReadonlyArray<readonly [BalanceQuery, ReadonlyArray<number>]> = [
  [{}, [0, 1, 2, 3, 4, 5, 6, 7]],
  [{ book: "physical" }, [2, 3, 4, 5, 6]],
  [{ book: "capacity" }, [7]],
  [{ owner: globex }, [5]],
  [{ sku: tea }, [0, 1, 2, 3, 4, 5, 7]],
  [{ sku: "COCOA" as Sku }, []],
  [{ lot }, [3]],
  [{ status: "damaged" }, [4]],
  [{ site: north }, [1, 4]],
  [{ site: warehouse }, [0, 2, 3, 5, 6, 7]],
  [{ sku: tea, site: north }, [1, 4]],
  [{ sku: tea, site: warehouse, book: "physical", owner: acme }, [2, 3]],
  [at(2), [2, 3, 6]],
  [{ ...at(2), sku: tea }, [2, 3]],
  [{ ...at(4), site: warehouse }, []],
  [at(5), [5]],
  [at(0), [0, 7]]
]

const totals: ReadonlyArray<Scenario> = [
  scenario(
    "balances-by-field",
    "balances are found by every field and by all of them together, in the order of the accounts' text",
    Effect.gen(function* () {
      yield* taken(spread)
      for (const [query, expected] of questions) {
        const found = yield* balances(query)
        const insideOnly = found.map(({ account }) => account).filter((account) => inside.includes(account))
        const wanted = expected.map((nth) => inside[nth] ?? "").sort()
        assert.deepStrictEqual<ReadonlyArray<string>>(insideOnly, wanted, JSON.stringify(query))
        const names = found.map(({ account }) => String(account))
        assert.deepStrictEqual(names, [...names].sort())
      }
    })
  ),
  scenario(
    "balances-of-outsiders",
    "the accounts of an outside party are found by its place, and belong to no site",
    Effect.gen(function* () {
      yield* taken(spread)
      const outsiders = yield* balances({ place: outside("supplier", "S1") })
      assert.strictEqual(
        outsiders.reduce((sum, { posted }) => sum + posted, 0),
        -inside.length
      )
      assert.deepStrictEqual(yield* balances({ place: outside("supplier", "S1"), site: warehouse }), [])
    })
  ),
  scenario(
    "balances-leave-out-nothing",
    "an account that holds and awaits nothing is left out, and is there again with its next unit",
    Effect.gen(function* () {
      yield* taken(transfersOf("in", receive(2)))
      yield* taken(transfersOf("claim", pend("p", 2)))
      yield* taken(transfersOf("out", settle("p", 2)))
      assert.deepStrictEqual(yield* balances({ site: warehouse }), [])
      yield* taken(transfersOf("again", receive(3)))
      const expected = { account: free(), posted: 3, pendingOut: 0, pendingIn: 0 }
      assert.deepStrictEqual(yield* balances({ site: warehouse }), [expected])
    })
  ),
  scenario(
    "balances-as-of",
    "balances as of a position are what they were right after that commit",
    Effect.gen(function* () {
      const steps = [[receive(5)], [pend("p", 3)], [settle("p", 2)], [pend("q", 1)], [voided("q")], [receive(1, "B")]]
      const seen = [yield* balances()]
      for (const [nth, transfers] of steps.entries()) {
        yield* taken(transfersOf(`step ${nth}`, ...transfers))
        seen.push(yield* balances())
      }
      for (const [nth, then] of seen.entries()) {
        assert.deepStrictEqual(yield* balances({ asOf: position(nth) }), then)
      }
      assert.deepStrictEqual(yield* balances({ asOf: position(99) }), seen.at(-1))
      assert.deepStrictEqual(yield* balances({ asOf: position(5), sku: "B" as Sku }), [])
    })
  ),
  scenario(
    "answers-are-copies",
    "what was read does not change when the journal does",
    Effect.gen(function* () {
      const journal = yield* Journal
      yield* taken(transfersOf("one", receive(2), pend("p", 1)))
      const before = yield* balances()
      const claims = yield* journal.pendings({})
      const kept = structuredClone({ before, claims })
      yield* taken(transfersOf("two", receive(7), voided("p")))
      assert.deepStrictEqual({ before, claims }, kept)
    })
  )
]

const claimed: ReadonlyArray<Scenario> = [
  scenario(
    "pendings",
    "claims not yet resolved are found in the order of their ids, all or by id",
    Effect.gen(function* () {
      const journal = yield* Journal
      yield* taken(transfersOf("stock", receive(9), pend("c", 1), pend("a", 2, tea, 50), pend("b", 3), pend("d", 1)))
      yield* taken(transfersOf("resolve", voided("d")))
      const claim = (id: string, quantity: number, expiresAt?: number) => ({
        id: id as PendingId,
        from: free(),
        to: customer(),
        quantity,
        expiresAt: expiresAt as Instant | undefined,
        state: "pending" as const
      })
      const [a, b, c] = [claim("a", 2, noon + 50), claim("b", 3), claim("c", 1)]
      assert.deepStrictEqual(yield* journal.pendings({}), [a, b, c])
      const ids = ["c", "d", "nobody", "a", "c"].map((id) => id as PendingId)
      assert.deepStrictEqual(yield* journal.pendings({ ids }), [a, c])
      assert.deepStrictEqual(yield* journal.pendings({ ids: [] }), [])
    })
  ),
  scenario(
    "pendings-expirable",
    "claims that may be expired are found from the moment they may, and not once resolved",
    Effect.gen(function* () {
      const journal = yield* Journal
      const expirable = (after: number, ids?: ReadonlyArray<string>) =>
        Effect.map(
          journal.pendings({
            expirableAt: (noon + after) as Instant,
            ...(ids && { ids: ids.map((id) => id as PendingId) })
          }),
          (found) => found.map(({ id }) => String(id))
        )
      yield* taken(transfersOf("claims", receive(9), pend("z", 1, tea, 10), pend("y", 1, tea, 20), pend("x", 1)))
      assert.deepStrictEqual(yield* expirable(9), [])
      assert.deepStrictEqual(yield* expirable(10), ["z"])
      assert.deepStrictEqual(yield* expirable(1000), ["y", "z"])
      assert.deepStrictEqual(yield* expirable(1000, ["x", "y"]), ["y"])
      yield* taken(transfersOf("ship", settle("z", 1)))
      assert.deepStrictEqual(yield* expirable(1000), ["y"])
    })
  )
]

export const balanceScenarios: ReadonlyArray<Scenario> = [...totals, ...claimed]
