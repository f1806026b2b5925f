import { isLimited } from "@stowage/kernel/Account"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { roomLeft, roomRefusal } from "@stowage/inventory/overfull"
import { measures, roomAt, roomBeyond, roomOverfull, roomTaken } from "@stowage/inventory/stockAccounts"
import { leftAt, seenAt, shelvesAfter, type Shelves, type Step, stepsOf } from "./shelves.ts"
import { at, location, site } from "./yard.ts"

const spots = ["A1", "A2"] as const

/** All that stands beyond the room of a shelf, whatever it is measured in. */
const beyondOf = (shelves: Shelves, spot: (typeof spots)[number]): number =>
  measures.reduce((sum, measure) => sum + Math.max(0, -leftAt(shelves, spot, measure)), 0)

/** Fails unless the books say of each shelf what one sees who looks at it and at the open tasks. */
const sameAsSeen = (shelves: Shelves): void => {
  const { yard } = shelves
  for (const spot of spots) {
    const shelf = location(spot)
    const books = roomLeft(yard.ledger.balances(), at(spot))
    for (const measure of measures) {
      const { claimed, stands } = seenAt(shelves, spot, measure)
      const left = leftAt(shelves, spot, measure)
      const what = `${measure} of ${spot}`
      assert.strictEqual(books[measure] ?? 0, Math.max(0, left), `left in ${what}`)
      assert.strictEqual(books.over?.[measure] ?? 0, Math.max(0, -left), `beyond ${what}`)
      const [taken, beyond] = [roomTaken(site, shelf, measure), roomOverfull(site, shelf, measure)].map(yard.posted)
      assert.strictEqual((taken ?? 0) + (beyond ?? 0), stands, `standing in ${what}`)
      const room = roomAt(site, shelf, measure)
      assert.strictEqual(yard.ledger.balance(room)?.pendingOut ?? 0, claimed, `claimed of ${what}`)
    }
  }
  for (const measure of measures) {
    const beyond = spots.reduce((sum, spot) => sum + Math.max(0, -leftAt(shelves, spot, measure)), 0)
    assert.strictEqual(yard.posted(roomBeyond(measure)), 0 - beyond)
  }
}

const holds = (steps: ReadonlyArray<Step>): void => {
  let last: Shelves | undefined
  for (const { answer, shelves } of shelvesAfter(steps)) {
    last = shelves
    sameAsSeen(shelves)
    for (const { account, pendingOut, posted } of shelves.yard.ledger.balances()) {
      if (isLimited(account)) assert.isAtLeast(posted - pendingOut, 0, account)
    }
    if (answer?.refusal === undefined) continue
    if (answer.expected === "MoreThanPending") assert.strictEqual(answer.refusal._tag, "MoreThanPending")
    else {
      const { limit, location } = roomRefusal(answer.refusal) ?? {}
      assert.deepStrictEqual({ spot: location as string, limit }, answer.expected)
    }
  }
  assert.deepStrictEqual(last?.yard.audit() ?? [], [])
}

describe("shelves that units are planned for, put on, nested, split, found beyond and lost from", () => {
  it("have left what one sees who looks, take what fits, and refuse the rest by the first limit that it breaks", () => {
    fc.assert(fc.property(stepsOf, holds), { numRuns: 500 })
  })

  it("meet every kind of step, every limit that refuses, and room beyond that is repaid", () => {
    const met = new Set<string>()
    for (const steps of fc.sample(stepsOf, { numRuns: 500, seed: 1 })) {
      let before = 0
      for (const { answer, shelves, step } of shelvesAfter(steps)) {
        const beyond = spots.reduce((sum, spot) => sum + beyondOf(shelves, spot), 0)
        if (beyond < before) met.add(`less beyond by ${step.what}`)
        before = beyond
        const { expected } = answer ?? {}
        if (answer !== undefined) met.add(`${step.what} ${expected === undefined ? "taken" : "refused"}`)
        if (typeof expected === "object") met.add(expected.limit)
        if (expected === "MoreThanPending") met.add(expected)
      }
    }
    const refusable = ["plan", "put", "carry", "nest", "split"]
    assert.includeMembers(
      [...met],
      refusable.flatMap((what) => [`${what} taken`, `${what} refused`])
    )
    assert.includeMembers(
      [...met],
      ["abandon", "wait", "lose"].map((what) => `less beyond by ${what}`)
    )
    assert.includeMembers([...met], [...measures, "MoreThanPending"])
  })
})
