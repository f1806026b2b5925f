import type { LocalDate } from "@stowage/kernel/LocalDate"
import * as fc from "fast-check"
import { assert, beforeAll, describe, it } from "vitest"
import { sayCounts } from "../src/report/countTally.ts"
import { mostEventful } from "../src/report/histories.ts"
import { totalMoney } from "../src/report/moneyByDay.ts"
import { type RunView, walkedMm } from "../src/report/RunView.ts"
import { storiesOf } from "../src/report/storyData.ts"
import { walkPairOf } from "../src/report/walkPair.ts"
import { bestPolicy, naivePolicy } from "../src/Scenario.ts"
import { commitsOf, reportInput, someOrders, viewOf, zone } from "./reportRun.ts"

const commits = commitsOf(someOrders, bestPolicy)
const eventsOf = (tag: string) =>
  commits.flatMap(({ appends }) => appends.flatMap(({ events }) => events.filter(({ _tag }) => _tag === tag)))

describe("a run as a report sees it", () => {
  let view: RunView
  beforeAll(() => {
    view = viewOf(commits)
  })

  it("counts every pick at its location, short ones included", () => {
    const visits = [...view.visits.values()].reduce((sum, count) => sum + count, 0)
    assert.strictEqual(visits, eventsOf("PickConfirmed").length + eventsOf("PickShorted").length)
    assert.isAbove(visits, 0)
  })

  it("tells counts after short picks from those by rota", () => {
    const sentences = sayCounts(view.counts)
    const requested = eventsOf("CountRequested").filter(({ reason }) => reason === "shortPick")
    assert.isAbove(requested.length, 0)
    assert.match(sentences[0] ?? "", new RegExp(`^After short picks ${requested.length} location`))
    assert.strictEqual(view.counts.open.size, eventsOf("CountRequested").length - eventsOf("CountClosed").length)
  })

  it("adds up the walks that were walked, not those that were planned", () => {
    const walked = eventsOf("WorkDone").filter(({ kind }) => kind === "pick")
    assert.strictEqual(
      walkedMm(view),
      walked.reduce((sum, { walkMm }) => sum + Number(walkMm), 0)
    )
  })

  it("keeps pickers' and packers' work by the day it began", () => {
    const work = [...view.work.values()].flat()
    const kinds = eventsOf("WorkDone").filter(({ kind }) => kind === "pick" || kind === "pack")
    assert.strictEqual(work.length, kinds.length)
    assert.isTrue(view.work.has("2025-03-03" as LocalDate))
  })

  it("knows no open task once everything was picked or called off", () => {
    assert.strictEqual(view.histories.tasks.size, 0)
    assert.strictEqual(view.histories.orderOfWork.size, 0)
  })

  it("has the money of every day: placed, and what changes made of it", () => {
    const [[currency, days] = []] = [...view.money]
    assert.strictEqual(currency, "GBP")
    // Ten a unit, but for the milk of O-4, which is cancelled: 40 + 50 + 50 + 7.50 + 400; then -10, +20 and -7.50.
    assert.deepStrictEqual(totalMoney(days ?? new Map()), { placed: 54_750n, changed: 250n })
  })

  it("tells of every order, of each what marks it", () => {
    const stories = new Map(storiesOf(view, zone, 100).map((story) => [story.id, story]))
    assert.deepStrictEqual([...stories.keys()], ["O-1", "O-2", "O-3", "O-4", "O-5"])
    const marks = (id: string): ReadonlyArray<string> => stories.get(id)?.marks ?? []
    assert.include(marks("O-1"), "asked too late")
    assert.include(marks("O-2"), "changed")
    assert.include(marks("O-4"), "cancelled")
    assert.include(marks("O-5"), "waited for stock")
    assert.strictEqual(stories.get("O-4")?.outcome, "Cancelled before anything left.")
  })

  it("draws the walk it planned against one walk an order, to the naive slots", () => {
    const { layout, naive, optimised } = reportInput()
    const pair = walkPairOf(layout, optimised, naive)
    assert.isDefined(pair)
    assert.isBelow(pair.afterMm, pair.beforeMm)
    const tour = optimised.busiest?.tours.find(({ id }) => id === pair.tour)
    const naiveFaces = new Set(tour?.tasks.map(({ sku }) => naive.faces.get(sku)))
    assert.deepStrictEqual(new Set(pair.before.stops.map((stop) => stop.location)), naiveFaces)
    assert.isAbove(pair.orders, 1)
    assert.strictEqual(Math.round(pair.afterMm), tour?.walkMm)
  })

  it("remembers the most eventful orders when there is room for few, and says how many there were", () => {
    const few = viewOf(commits, 2)
    assert.strictEqual(few.histories.orders, 5)
    const told = mostEventful(few.histories, 2).map(([id]) => id)
    assert.strictEqual(told.length, 2)
    assert.notInclude(told, "O-4")
  })

  it("remembers no story for a run that is only compared, and has the same figures", () => {
    const compared = viewOf(commits, 0)
    assert.strictEqual(compared.histories.kept.size, 0)
    assert.strictEqual(compared.histories.orders, 5)
    assert.deepStrictEqual([...compared.visits], [...view.visits])
    assert.deepStrictEqual(
      compared.shortPicks.map(({ order }) => order),
      view.shortPicks.map(({ order }) => order)
    )
  })

  it("whatever the policy and the number of stories, as many orders are known as were placed", () => {
    const runs = [commits, commitsOf(someOrders, naivePolicy)]
    fc.assert(
      fc.property(fc.constantFrom(...runs), fc.nat({ max: 6 }), fc.nat({ max: 6 }), (run, kept, asked) => {
        const { histories } = viewOf(run, kept)
        const stories = mostEventful(histories, asked)
        assert.strictEqual(histories.orders, 5)
        assert.isAtMost(stories.length, asked)
        for (const [, history] of stories) assert.strictEqual(history[0]?.event._tag, "OrderPlaced")
      }),
      { numRuns: 30 }
    )
  })
})
