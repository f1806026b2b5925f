import { assert, describe, it } from "vitest"
import type { Instant } from "@stowage/kernel/Instant"
import { random, type Random } from "@stowage/kernel/Random"
import { makeEngine } from "@stowage/simulation/engine"
import { makePool } from "@stowage/simulation/Pool"

/** One mean service. So long that rounding to whole milliseconds is far below what chance leaves open. */
const serviceMillis = 1_000_000

interface Station {
  readonly servers: number
  /** Offered load per server. */
  readonly utilisation: number
  readonly customers: number
  readonly seed: string
  /** A service time whose mean is `serviceMillis`. */
  readonly service: (chance: Random) => number
  /** All times are multiplied by this after they are drawn. */
  readonly scale?: number
}

interface Visit {
  readonly arrivedAt: number
  readonly beganAt: number
  readonly serviceMillis: number
}

const exponential = (chance: Random): number => chance.exponential(serviceMillis)

/** Customers arrive at random, are served in order of arrival, and leave; the run ends when the last has left. */
const serve = (station: Station) => {
  const engine = makeEngine(0 as Instant)
  const servers = Array.from({ length: station.servers }, (_, index) => index)
  const pool = makePool(engine, servers)
  const gaps = random(`${station.seed}/gaps`)
  const services = random(`${station.seed}/services`)
  const scale = station.scale ?? 1
  const gapMillis = serviceMillis / (station.servers * station.utilisation)
  const visits: Array<Visit> = []
  const arrive = (left: number): void => {
    const arrivedAt = engine.now()
    const serviceMillis = scale * Math.round(station.service(services))
    pool.request(0, (_server, release) => {
      visits.push({ arrivedAt, beganAt: engine.now(), serviceMillis })
      engine.after(serviceMillis, release)
    })
    if (left > 1) engine.after(scale * Math.round(gaps.exponential(gapMillis)), () => arrive(left - 1))
  }
  arrive(station.customers)
  engine.run()
  return { visits, pool, endedAt: engine.now() }
}

const mean = (values: ReadonlyArray<number>): number => values.reduce((sum, value) => sum + value, 0) / values.length

/**
 * The mean of `values` and half the width of its 99 % interval, by the method of batch means: 25 batches, the first
 * left out for warming up, and Student's t of 23 degrees of freedom. Source: Law (2015), section 9.5.3.
 */
const batchMeans = (values: ReadonlyArray<number>) => {
  const size = Math.floor(values.length / 25)
  const means = Array.from({ length: 24 }, (_, batch) => mean(values.slice((batch + 1) * size, (batch + 2) * size)))
  const centre = mean(means)
  const variance = means.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (means.length - 1)
  return { centre, halfWidth: 2.807 * Math.sqrt(variance / means.length) }
}

/** That theory's value lies in the interval, and that the interval is narrow enough to say something. */
const assertAgrees = (values: ReadonlyArray<number>, truth: number, atMostRelative: number): void => {
  const { centre, halfWidth } = batchMeans(values)
  assert.approximately(centre, truth, halfWidth)
  assert.isBelow(halfWidth / truth, atMostRelative)
}

const waits = (visits: ReadonlyArray<Visit>): ReadonlyArray<number> =>
  visits.map(({ arrivedAt, beganAt }) => (beganAt - arrivedAt) / serviceMillis)

describe("M/M/c by the engine", () => {
  // Erlang's C, and the mean wait in mean services. Source: Erlang (1917); Gross and Harris, Queueing Theory, 2.3.
  const rows = [
    { servers: 1, utilisation: 0.8, waiting: 0.8, wait: 4 },
    { servers: 2, utilisation: 0.5, waiting: 0.333333, wait: 0.333333 },
    { servers: 2, utilisation: 0.8, waiting: 0.711111, wait: 1.77778 },
    { servers: 2, utilisation: 0.9, waiting: 0.852632, wait: 4.26316 },
    { servers: 3, utilisation: 0.8, waiting: 0.647191, wait: 1.07865 },
    { servers: 3, utilisation: 0.9, waiting: 0.817061, wait: 2.72354 },
    { servers: 5, utilisation: 0.7, waiting: 0.377838, wait: 0.25189 },
    { servers: 5, utilisation: 0.9, waiting: 0.762493, wait: 1.52499 },
    { servers: 10, utilisation: 0.8, waiting: 0.40918, wait: 0.20459 }
  ]
  for (const { servers, utilisation, waiting, wait } of rows) {
    it(`has as many customers wait, and as long, as theory says of ${servers} servers busy ${utilisation}`, () => {
      const seed = `m/m/${servers}`
      const { visits } = serve({ servers, utilisation, customers: 300_000, seed, service: exponential })
      const waited = waits(visits)
      assertAgrees(waited, wait, 0.2)
      const hadToWait = waited.map((wait) => (wait > 0 ? 1 : 0))
      assertAgrees(hadToWait, waiting, 0.1)
    })
  }
})

describe("M/G/1 by the engine", () => {
  const balance = (1 + Math.sqrt(0.6)) / 2
  // Mean waits at 0.8 busy: rho / (1 - rho) * (1 + cs2) / 2. Source: Pollaczek (1930), Khinchin (1932).
  const rows = [
    { name: "constant service", wait: 2, service: () => serviceMillis },
    { name: "Erlang service of two phases", wait: 3, service: (c: Random) => (exponential(c) + exponential(c)) / 2 },
    {
      name: "hyperexponential service of squared variation 4",
      wait: 10,
      service: (c: Random) => exponential(c) / (2 * (c.chance(balance) ? balance : 1 - balance))
    }
  ]
  for (const { name, wait, service } of rows) {
    it(`has customers wait as long as Pollaczek and Khinchin say of ${name}`, () => {
      const { visits } = serve({ servers: 1, utilisation: 0.8, customers: 250_000, seed: name, service })
      assertAgrees(waits(visits), wait, 0.15)
    })
  }
})

describe("laws that hold on every run of the engine", () => {
  const station = { servers: 3, utilisation: 0.9, customers: 5_000, seed: "laws", service: exponential }
  const { visits, pool, endedAt } = serve(station)

  it("obeys Little's law: mean number present = arrival rate x mean time present", () => {
    // The number present, from a diary of comings and goings, which knows nothing of who was how long where.
    const diary = visits.flatMap(({ arrivedAt, beganAt, serviceMillis }) => [
      { at: arrivedAt, step: 1 },
      { at: beganAt + serviceMillis, step: -1 }
    ])
    diary.sort((a, b) => a.at - b.at)
    let area = 0
    let present = 0
    let since = 0
    for (const { at, step } of diary) {
      area += present * (at - since)
      present += step
      since = at
    }
    const stays = visits.map(({ arrivedAt, beganAt, serviceMillis }) => beganAt + serviceMillis - arrivedAt)
    const arrivalRate = visits.length / endedAt
    assert.approximately(area / endedAt / (arrivalRate * mean(stays)), 1, 1e-9)
  })

  it("obeys Little's law in the queue: the pool's waiting time is the sum of every customer's", () => {
    assert.strictEqual(
      pool.waitMillis(),
      visits.reduce((sum, visit) => sum + visit.beganAt - visit.arrivedAt, 0)
    )
  })

  it("obeys the utilisation law: share of time busy = throughput x mean service / servers", () => {
    const busy = mean(pool.stats().map((row) => row.busyMillis / endedAt))
    const throughput = visits.length / endedAt
    const service = mean(visits.map((visit) => visit.serviceMillis))
    assert.approximately(busy / ((throughput * service) / station.servers), 1, 1e-9)
  })

  it("scales: all times seven times as long make every wait seven times as long", () => {
    const slow = serve({ ...station, scale: 7 }).visits
    const expected = visits.map((visit) => 7 * (visit.beganAt - visit.arrivedAt))
    assert.deepStrictEqual(
      slow.map((visit) => visit.beganAt - visit.arrivedAt),
      expected
    )
  })

  it("gives the same run for the same seed, and another for another", () => {
    assert.deepStrictEqual(serve(station).visits, visits)
    assert.notDeepEqual(serve({ ...station, seed: "other" }).visits, visits)
  })
})
