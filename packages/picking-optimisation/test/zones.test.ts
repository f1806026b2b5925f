import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { type FulfilmentOrderId } from "@stowage/kernel/Ids"
import { sumOfCharges } from "@stowage/kernel/Outcome"
import { random } from "@stowage/kernel/Random"
import { describeLaws } from "@stowage/testkit/Law"
import { solverLaws } from "@stowage/testkit/solverLaws"
import { type PickZone, type ZonedOrder } from "@stowage/picking-optimisation/zones/PickZone"
import { type ZoneProblem, zoneRefusalText } from "@stowage/picking-optimisation/zones/ZoneProblem"
import { zoneWaveCharges, type ZoneWaves, zoneWaveViolations } from "@stowage/picking-optimisation/zones/ZoneWaves"
import { solveZones } from "@stowage/picking-optimisation/zones/zones"
import { zonesBound } from "@stowage/picking-optimisation/zones/zonesBound"

/** `A 5 B 3`: five milliseconds of work in zone A, three in B, a line each. */
const order = (id: string, work: string): ZonedOrder => ({
  id: id as FulfilmentOrderId,
  zones: [...work.matchAll(/(\w) (\S+)/g)].map(([, zone, millis]) => ({
    zone: zone as string,
    lines: 1,
    workMillis: Number(millis)
  }))
})
const zone = (id: string, more: Partial<PickZone> = {}): PickZone => ({ id, pickers: 1, ...more })
const zones = [zone("A"), zone("B")]
const solved = (problem: ZoneProblem) => Result.getOrThrow(solveZones(problem))
const drawn = ({ waves }: ZoneWaves): ReadonlyArray<string> =>
  waves.map(({ bottleneck, makespanMillis, orders }) => `${orders.join("+")} ${makespanMillis} by ${bottleneck}`)
const refusalOf = (problem: ZoneProblem): string => zoneRefusalText(Result.getOrThrow(Result.flip(solveZones(problem))))

const makespanOf = (problem: ZoneProblem, members: ReadonlyArray<ZonedOrder>): number =>
  Math.max(
    ...problem.zones.map(({ id, pace = 1, pickers }) => {
      const work = members.flatMap((member) => member.zones).filter((at) => at.zone === id)
      return work.reduce((sum, { workMillis }) => sum + workMillis, 0) / (pickers * pace)
    })
  )

/** Every way to divide things among groups. */
const divisions = <A>(all: ReadonlyArray<A>): ReadonlyArray<ReadonlyArray<ReadonlyArray<A>>> => {
  if (all.length === 0) return [[]]
  const [first, ...others] = all as readonly [A, ...ReadonlyArray<A>]
  return divisions(others).flatMap((groups) => [
    [...groups, [first]],
    ...groups.map((group, index) => groups.with(index, [...group, first]))
  ])
}

const bestOfAll = (problem: ZoneProblem): number => {
  const { limits = {}, orders, setupMillis = 0, waves = 0 } = problem
  const share = waves === 0 ? 99 : Math.ceil(orders.length / waves)
  const costs = divisions(orders)
    .filter((groups) => waves === 0 || groups.length <= waves)
    .filter((groups) =>
      groups.every(
        (group) =>
          group.length <= Math.min(limits.orders ?? 99, share) &&
          group.reduce((sum, at) => sum + at.zones.length, 0) <= (limits.lines ?? 99)
      )
    )
    .map((groups) => groups.reduce((sum, group) => sum + setupMillis + makespanOf(problem, group), 0))
  return Math.min(...costs)
}

const Orders = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 2 })), {
    minLength: 1,
    maxLength: 6
  })
  .map((all) =>
    all.map(([a, b, left], index) => order(`${index}`, [`A ${a} B ${b}`, `A ${a}`, `B ${b}`][left] as string))
  )
const Zones = fc
  .record({ pickers: fc.integer({ min: 1, max: 3 }), pace: fc.constantFrom(0.5, 1, 2) })
  .map((more) => [zone("A"), zone("B", more)])
const setup = fc.integer({ min: 0, max: 4 })
const ZoneProblems: fc.Arbitrary<ZoneProblem> = fc.oneof(
  fc.record({ zones: Zones, orders: Orders, setupMillis: setup, waves: fc.integer({ min: 1, max: 4 }) }),
  fc.record({
    zones: Zones,
    orders: Orders,
    setupMillis: setup,
    limits: fc.record(
      { orders: fc.integer({ min: 1, max: 4 }), lines: fc.integer({ min: 2, max: 6 }) },
      { requiredKeys: [] }
    )
  })
)

describe("zone waves", () => {
  it("pair what is long in one zone with what is long in the other", () => {
    const orders = [order("1", "A 9"), order("2", "A 8"), order("3", "B 9"), order("4", "B 8")]
    const { charges, cost, plan, stoppedBy } = solved({ zones, orders, waves: 2, setupMillis: 1 })
    assert.deepStrictEqual(drawn(plan).toSorted(), ["1+3 9 by A", "2+4 8 by A"])
    assert.deepStrictEqual([cost, stoppedBy], [19, "proved"])
    assert.deepStrictEqual(
      charges.map(({ reason, subject }) => `${reason} ${subject}`),
      ["setup wave 1", "pick wave 1, zone A", "setup wave 2", "pick wave 2, zone A"]
    )
  })

  it("take a zone's pickers and their pace into account", () => {
    const orders = [order("1", "A 6 B 24")]
    assert.deepStrictEqual(drawn(solved({ zones, orders }).plan), ["1 24 by B"])
    const fast = [zone("A"), zone("B", { pickers: 3, pace: 2 })]
    assert.deepStrictEqual(drawn(solved({ zones: fast, orders }).plan), ["1 6 by A"])
  })

  describeLaws(
    "zone waves",
    solverLaws(
      {
        solve: solveZones,
        violations: zoneWaveViolations,
        cost: (problem, plan) => sumOfCharges(zoneWaveCharges(problem, plan))
      },
      ZoneProblems,
      { best: bestOfAll, runs: 60 }
    )
  )

  it("of a few orders are the best of all", () => {
    fc.assert(
      fc.property(ZoneProblems, (problem) => {
        const best = bestOfAll(problem)
        assert.closeTo(solved(problem).cost, best, 1e-9)
        assert.isAtMost(zonesBound(problem), best + 1e-9)
      }),
      { numRuns: 100 }
    )
  })

  it("of many orders come within a few percent of the busiest zone's work", () => {
    const chance = random("zones")
    const orders = Array.from({ length: 120 }, (_, index) =>
      order(`${index}`, ["A", "B", "C"].map((id) => `${id} ${1 + chance.int(99)}`).join(" "))
    )
    const problem: ZoneProblem = { zones: ["A", "B", "C"].map((id) => zone(id)), orders, waves: 12 }
    const { bound, cost, plan } = solved(problem)
    assert.deepStrictEqual(zoneWaveViolations(problem, plan), [])
    assert.isAtMost(cost, 1.03 * bound)
  })
})

describe("a zone problem is refused", () => {
  const orders = [order("1", "A 5 B 3"), order("2", "A 5")]
  it("in words that name what is wrong", () => {
    const said = (more: Partial<ZoneProblem>): string => refusalOf({ zones, orders, ...more })
    assert.match(said({ zones: [] }), /at least one zone/)
    assert.match(said({ zones: [zone("A"), zone("A")] }), /zone A: expected each zone once/)
    assert.match(said({ zones: [zone("A", { pickers: 0 })] }), /zone A: .* at least 1 picker, got 0/)
    assert.match(said({ zones: [zone("A", { pace: 0 })] }), /zone A: expected a pace of more than 0, got 0/)
    assert.match(said({ orders: [] }), /at least one order/)
    assert.match(said({ orders: [order("1", "A 5"), order("1", "A 5")] }), /order 1: expected each order once/)
    assert.match(said({ orders: [order("1", "")] }), /order 1: expected work in at least one zone/)
    assert.match(said({ orders: [order("1", "Z 5")] }), /order 1: expected zones of the problem, got Z/)
    assert.match(said({ orders: [order("1", "A 5 A 5")] }), /order 1: expected each zone once, got A twice/)
    assert.match(
      said({ orders: [order("1", "A -5")] }),
      /order 1 in zone A: expected workMillis of 0 to 10\^15, got -5/
    )
    assert.match(said({ waves: 1e12 }), /waves: expected a whole number of 1 to 100000, got 1000000000000/)
    assert.match(said({ setupMillis: 1e308 }), /setupMillis: expected 0 to 10\^15, got 1e\+308/)
    assert.match(said({ zones: [zone("A", { pace: 1e-300 })] }), /zone A: expected a pace of more than 0, got 1e-300/)
    assert.match(said({ setupMillis: -1 }), /setupMillis: expected 0 to 10\^15, got -1/)
    assert.match(said({ limits: { orders: 0 } }), /limit of orders: expected more than 0, got 0/)
    assert.match(said({ waves: 0 }), /waves: expected a whole number of 1 to 100000, got 0/)
    assert.match(said({ waves: 2, limits: { lines: 4 } }), /no limit of lines beside a number of waves/)
    assert.match(said({ waves: 1, limits: { orders: 1 } }), /room for 2 orders at 1 each, got 1/)
    assert.match(said({ limits: { lines: 1 } }), /order 1: expected at most 1 lines in a wave, got 2/)
  })
})

describe("a plan of zone waves", () => {
  const problem: ZoneProblem = { zones, orders: [order("1", "A 5 B 3"), order("2", "B 4")], waves: 2 }
  const wave = (ids: string, makespanMillis: number, bottleneck: string) => ({
    orders: ids.split("+").map((id) => id as FulfilmentOrderId),
    makespanMillis,
    bottleneck
  })
  const found = (...waves: ZoneWaves["waves"]) => zoneWaveViolations(problem, { waves }).map(({ _tag }) => _tag)

  it("is judged without the solver", () => {
    assert.deepStrictEqual(found(wave("1", 5, "A"), wave("2", 4, "B")), [])
    assert.deepStrictEqual(found(wave("1", 5, "A")), ["OrderMissed"])
    assert.deepStrictEqual(found(wave("1", 5, "A"), wave("1", 5, "A"), wave("2", 4, "B")), [
      "OrderTwice",
      "TooManyWaves"
    ])
    assert.deepStrictEqual(found(wave("1+3", 5, "A"), wave("2", 4, "B")), ["OrderUnknown"])
    assert.deepStrictEqual(found(wave("1+2", 7, "B")), ["WaveOverLimit"])
    assert.deepStrictEqual(found(wave("1", 4, "A"), wave("2", 4, "A")), ["MakespanMiscounted", "NotTheBottleneck"])
  })
})
