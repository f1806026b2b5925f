import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { accountParts } from "@stowage/kernel/Account"
import { bestPolicy, naivePolicy } from "@stowage/simulation/Scenario"
import { simulateDays } from "@stowage/simulation/simulateDays"
import { emptyWorld } from "@stowage/simulation/World"
import * as Result from "effect/Result"
import { auditFindings, brokenLaws, workOf } from "./lawsOfDays.ts"
import {
  at,
  busyDays,
  dayAfter,
  layoutOf,
  type Lived,
  live,
  ndjson,
  placed,
  scenario,
  slowAndAlone,
  storyOf,
  told
} from "./siteDays.ts"

const sum = (numbers: ReadonlyArray<number>): number => numbers.reduce((a, b) => a + b, 0)

describe("one order on one day", () => {
  const lived = live(scenario([placed("O-1", "2×A 1×B 3×C", at("09:30"), { shipMode: "Same Day" })]))
  const { commits } = lived

  it("is placed, promised, released at its cut-off, picked, packed and shipped before it is due", () => {
    assert.deepEqual(storyOf(commits, "order/O-1"), [
      "OrderPlaced",
      "LinesPromised",
      "LinesReleased",
      "LinesShipped",
      "OrderClosed"
    ])
    assert.deepEqual(storyOf(commits, "fulfilmentOrder/O-1.1"), [
      "FulfilmentOrderOpened",
      "LinesAllocated",
      "FulfilmentOrderReleased",
      "PickConfirmed",
      "PickConfirmed",
      "PickConfirmed",
      "PickingCompleted",
      "CartonsPacked",
      "FulfilmentOrderShipped"
    ])
    const [opened] = told(commits, "FulfilmentOrderOpened")
    const [shipped] = told(commits, "FulfilmentOrderShipped")
    assert.strictEqual(opened?.commit.at, at("14:00"))
    assert.isBelow(Number(shipped?.commit.at), Number(opened?.event["dueAt"]))
  })

  it("takes the time that its people need, and not a millisecond more", () => {
    const [pick, pack] = workOf(lived).filter(({ kind }) => kind === "pick" || kind === "pack")
    // Setting up 60 s, three lines at 8 s, six units at 1 s, and a metre a second.
    assert.deepInclude(pick, {
      worker: "picker 1",
      startedAt: at("14:00"),
      finishedAt: at("14:01") + 30_000 + (pick?.walkMm ?? 0)
    })
    assert.deepInclude(pack, { worker: "packer 1", subject: "O-1.1", startedAt: Number(pick?.finishedAt) })
    assert.strictEqual(Number(pack?.finishedAt) - Number(pack?.startedAt), 45_000 + 6 * 4000)
  })

  it("leaves the site in cartons with numbers of their own, on its way to the customer", () => {
    const cartons = told(commits, "CartonsPacked").flatMap(
      ({ event }) => event["cartons"] as ReadonlyArray<{ lpn: string }>
    )
    assert.isAbove(cartons.length, 0)
    for (const { lpn } of cartons) assert.match(lpn, /^\d{18}$/)
    const customers = lived.world.index
      .select({ book: "physical" })
      .map(({ account, posted }) => ({ ...accountParts(account), posted }))
      .filter(({ place }) => place.startsWith("customer:"))
    assert.deepEqual(
      customers.map(({ posted, sku }) => `${posted} ${sku}`),
      ["2 A", "1 B", "3 C"]
    )
  })
})

describe("days of any kind", () => {
  const busy = fc.record({
    seed: fc.nat(10_000),
    orders: fc.integer({ min: 1, max: 60 }),
    days: fc.integer({ min: 1, max: 4 }),
    skus: fc.constantFrom(2, 6, 30),
    shortPick: fc.constantFrom(0, 0.1, 0.8),
    creditHold: fc.constantFrom(0, 0.3)
  })
  const circumstances = fc.constantFrom(
    {},
    { policy: naivePolicy },
    { labour: slowAndAlone },
    { cart: { totes: 1, volumeMm3: 2_000_000, massGrams: 3000 } },
    { layout: layoutOf({ aisles: 4, baysPerSide: 4, pickLevels: 4 }) },
    { layout: layoutOf({ aisles: 4, baysPerSide: 4, pickFace: { volumeMm3: 30_000_000, massGrams: 20_000 } }) },
    { buying: { openingDays: 0, reorderDays: 1, orderUpToDays: 1, leadDays: 2 } },
    { firstDay: dayAfter(-2) }
  )

  it("lose no unit, book nothing twice, give nobody two things to do at once, and count what was found short", () => {
    fc.assert(
      fc.property(busy, circumstances, (days, more) => {
        assert.deepEqual(brokenLaws(live(busyDays(days, more))), [])
      }),
      { numRuns: 40 }
    )
  })

  it("ship all that was ordered and not cancelled, when there is stock and time", () => {
    fc.assert(
      fc.property(fc.nat(10_000), (seed) => {
        const plenty = { openingDays: 20, reorderDays: 2, orderUpToDays: 3, leadDays: 1 }
        const { world } = live(busyDays({ seed, orders: 40, days: 2, shortPick: 0 }, { buying: plenty }))
        assert.deepEqual([...world.orders.keys()], [])
        assert.deepEqual([...world.fulfilmentOrders.keys()], [])
        assert.strictEqual(world.waves.size + world.counts.size + world.inbound.size, 0)
      }),
      { numRuns: 10 }
    )
  })

  it("are the same commits to the byte for the same scenario, and others for another seed", () => {
    fc.assert(
      fc.property(busy, (days) => {
        const journal = ndjson(live(busyDays(days)).commits)
        assert.strictEqual(ndjson(live(busyDays(days)).commits), journal)
      }),
      { numRuns: 10 }
    )
    const days = busyDays({ seed: 3, orders: 40, days: 2 })
    assert.notStrictEqual(ndjson(live({ ...days, seed: 4 }).commits), ndjson(live(days).commits))
  })
})

describe("a short pick", () => {
  const always = { shortPick: 1, creditHold: 0 }
  // 64 of C are there: 40 in its face, 24 in reserve. Chance leaves some of the four unfound.
  const one = scenario([placed("O-1", "4×C", at("09:00"), { shipMode: "Same Day" })], {
    chances: always,
    lastDay: dayAfter(1)
  })
  const lived = live(one)
  const { commits } = lived
  const shorts = told(commits, "PickShorted")

  it("asks for a count of the place in the same commit", () => {
    assert.isAbove(shorts.length, 0)
    for (const { commit, event } of shorts) {
      const [count] = told([commit], "CountRequested")
      assert.deepInclude(count?.event, { location: event["location"], reason: "shortPick" })
    }
  })

  it("is allocated from another place at once, where there is one", () => {
    const [first] = shorts
    const [, again] = told(commits, "LinesAllocated")
    assert.strictEqual(again?.commit.at, first?.commit.at)
    const tasks = again?.event["tasks"] as ReadonlyArray<{ location: string; quantity: number }> | undefined
    const task = tasks?.[0]
    assert.notStrictEqual(task?.location, first?.event["location"])
    assert.strictEqual(task?.quantity, Number(first?.event["asked"]) - Number(first?.event["quantity"]))
  })

  it("has its place counted by night, and what is missing written off or found", () => {
    const closed = told(commits, "CountClosed").map(({ commit }) => commit.at)
    assert.isAtLeast(closed.length, shorts.length)
    for (const when of closed) assert.isBelow(when, at("00:00", 2))
    const variances = lived.world.index
      .select({ book: "physical" })
      .filter(({ account }) => account.includes("variance:"))
    assert.isAbove(variances.length, 0)
    const held = lived.world.index.select({ book: "physical" }).filter(({ account }) => account.includes("|hold|at:"))
    assert.deepEqual(held, [])
    assert.deepEqual(brokenLaws(lived), [])
  })

  it("that nothing else can make good ships the rest, and what is missing the next working day from what is left", () => {
    const noReserve = layoutOf({ pickLevels: 4 })
    const days = live({ ...one, layout: noReserve, chances: always })
    const shippedOn = told(days.commits, "LinesShipped").map(({ commit }) =>
      Math.floor((commit.at - at("00:00")) / 86_400_000)
    )
    assert.deepEqual([...new Set(shippedOn)], [0, 1])
    assert.deepEqual(brokenLaws(days), [])
  })

  it("happens as often as chance says", () => {
    const { commits: many } = live(busyDays({ seed: 5, orders: 250, days: 3, shortPick: 0.1 }))
    const [short, full] = [told(many, "PickShorted").length, told(many, "PickConfirmed").length]
    assert.isTrue(short / (short + full) > 0.06 && short / (short + full) < 0.14, `${short} of ${short + full}`)
  })
})

describe("policies", () => {
  const walked = (lived: Lived): number => sum(workOf(lived).map(({ kind, walkMm }) => (kind === "pick" ? walkMm : 0)))
  const uneven = busyDays({ seed: 11, orders: 200, days: 2, skus: 60, shortPick: 0 })
  const best = live({ ...uneven, policy: bestPolicy })
  const naive = live({ ...uneven, policy: naivePolicy })

  it("the optimised one walks less than half as far as the naive one, for the same goods", () => {
    assert.isBelow(walked(best), walked(naive) / 2)
    const shippedBy = (lived: Lived) =>
      told(lived.commits, "LinesShipped")
        .flatMap(({ event, stream }) =>
          (event["lines"] as ReadonlyArray<{ lineId: string; quantity: number }>).map(
            (line) => `${stream} ${JSON.stringify(line)}`
          )
        )
        .toSorted()
    assert.deepEqual(shippedBy(best), shippedBy(naive))
  })

  it("both keep books that an audit finds nothing in", () => {
    assert.deepEqual([auditFindings(best), auditFindings(naive)], [[], []])
  })

  it("no tour is walked shorter than its bound, and the optimised walks are the bound", () => {
    const tours = ({ commits }: Lived) =>
      told(commits, "WaveReleased").flatMap(
        ({ event }) =>
          event["tours"] as ReadonlyArray<{ walkMm: number; boundMm: number; totes: ReadonlyArray<object> }>
      )
    for (const { boundMm, walkMm } of tours(best)) assert.strictEqual(walkMm, boundMm)
    for (const { boundMm, walkMm } of tours(naive)) assert.isAtLeast(walkMm, boundMm)
    for (const { totes } of tours(naive)) assert.lengthOf(totes, 1)
    assert.isAbove(Math.max(...tours(best).map(({ totes }) => totes.length)), 1)
  })
})

describe("a site that cannot be opened", () => {
  it("says why, and nothing is committed", () => {
    const world = emptyWorld()
    const run = simulateDays(scenario([], { layout: layoutOf({ pickLevels: 0 }) }), world)
    const end = run.next()
    assert.deepEqual(end.value, Result.fail("expected at least 3 faces, as the SKUs ask for, got 0"))
    assert.strictEqual(world.position, 0)
  })
})
