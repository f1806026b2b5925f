import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { random } from "@stowage/kernel/Random"
import { afterIterations, whenExhausted } from "@stowage/kernel/Stop"
import { alphaNearest } from "@stowage/picking-optimisation/tours/alphaNearness"
import { nearestByQuadrant, nearestOfAll as nearestUntil } from "@stowage/picking-optimisation/tours/candidateEdges"
import { cycleLength } from "@stowage/picking-optimisation/tours/chainedLinKernighan"
import { greedyEdge } from "@stowage/picking-optimisation/tours/greedyEdge"
import { arrayTour, leavesOneTour, makeMove, takeBack } from "@stowage/picking-optimisation/tours/kOptMove"
import { leastOneTree, oneTree } from "@stowage/picking-optimisation/tours/oneTree"
import { sparseOneTrees } from "@stowage/picking-optimisation/tours/sparseOneTree"
import { symmetricCycle } from "@stowage/picking-optimisation/tours/symmetricCycle"

/** Points drawn on a small square, so that some fall together and many distances are equal. */
const scattered = (count: number, seed: number, side = 30) => {
  const chance = random(seed)
  const points = {
    x: Float64Array.from({ length: count }, () => chance.int(side)),
    y: Float64Array.from({ length: count }, () => chance.int(side))
  }
  const between = (a: number, b: number): number =>
    Math.round(
      Math.hypot((points.x[a] as number) - (points.x[b] as number), (points.y[a] as number) - (points.y[b] as number))
    )
  return { count, points, between, leastStep: 1, bonus: 0 }
}
const nearestOfAll = (count: number, between: (a: number, b: number) => number, most: number) =>
  nearestUntil(count, between, most, () => false) ?? assert.fail("expected to look at all pairs")
const isEveryNode = (order: ArrayLike<number>, count: number) =>
  assert.deepStrictEqual(
    Array.from(order).toSorted((a, b) => a - b),
    Array.from({ length: count }, (_, node) => node)
  )

describe("a first tour by greedy edges", () => {
  it("visits every node once, also where candidates leave islands or there are very few", () => {
    for (const count of [3, 4, 5, 20, 200]) {
      const { between } = scattered(count, count, 9)
      isEveryNode(greedyEdge(count, between, nearestOfAll(count, between, 2)), count)
    }
  })
})

describe("an exchange of edges", () => {
  const Chains = fc.record({
    count: fc.integer({ min: 8, max: 20 }),
    k: fc.integer({ min: 2, max: 4 }),
    seed: fc.nat(999)
  })

  /** A chain drawn at random: each edge that comes leads to either neighbour of a node. */
  const drawn = (count: number, k: number, seed: number) => {
    const chance = random(seed)
    const tour = arrayTour(Int32Array.from(chance.shuffle(Array.from({ length: count }, (_, node) => node))))
    const gone = new Set<string>()
    for (let edge = 0; edge < k;) {
      const at = chance.int(count)
      const way = chance.int(2)
      const [a, b] = [tour.order[at] as number, tour.order[(at + (way === 1 ? 1 : count - 1)) % count] as number]
      const name = [a, b].toSorted((x, y) => x - y).join()
      if (gone.has(name)) continue
      gone.add(name)
      tour.t.set([a, b], 2 * edge)
      tour.ahead[edge] = way
      edge++
    }
    return tour
  }
  /** How many rings the edges of a tour make once some have been exchanged. */
  const rings = (order: Int32Array, t: Int32Array, k: number): number => {
    const edges = new Map<number, Array<number>>()
    const join = (a: number, b: number): void => {
      edges.set(a, [...(edges.get(a) ?? []), b])
      edges.set(b, [...(edges.get(b) ?? []), a])
    }
    for (const [turn, a] of order.entries()) {
      const b = order[(turn + 1) % order.length] as number
      const isGone = Array.from({ length: k }, (_, edge) => [t[2 * edge], t[2 * edge + 1]]).some(
        (pair) => pair.includes(a) && pair.includes(b)
      )
      if (!isGone) join(a, b)
    }
    for (let index = 1; index < 2 * k; index += 2)
      join(t[index] as number, t[index + 1 === 2 * k ? 0 : index + 1] as number)
    const seen = new Set<number>()
    let count = 0
    for (const start of order) {
      if (seen.has(start)) continue
      count++
      const open = [start]
      for (let node = open.pop(); node !== undefined; node = open.pop()) {
        if (seen.has(node)) continue
        seen.add(node)
        open.push(...(edges.get(node) ?? []))
      }
    }
    return count
  }

  it("is said to leave one tour exactly when it does; made and taken back, it leaves everything as it was", () => {
    let made = 0
    fc.assert(
      fc.property(Chains, ({ count, k, seed }) => {
        const tour = drawn(count, k, seed)
        const before = tour.order.slice()
        const isOne = leavesOneTour(tour, k)
        // A ring of one node, joined to itself, is a ring too.
        const loops = Array.from({ length: k }, (_, edge) => [tour.t[2 * edge + 1], tour.t[(2 * edge + 2) % (2 * k)]])
        if (loops.some(([a, b]) => a === b)) return
        assert.strictEqual(isOne, rings(before, tour.t, k) === 1)
        if (!isOne) return
        made++
        makeMove(tour, k)
        isEveryNode(tour.order, count)
        for (const [at, node] of tour.order.entries()) assert.strictEqual(tour.place[node], at)
        const isNext = (a: number, b: number): boolean =>
          [1, count - 1].includes(Math.abs((tour.place[a] as number) - (tour.place[b] as number)))
        for (const [a, b] of loops) assert.isTrue(isNext(a as number, b as number))
        takeBack(tour)
        assert.deepStrictEqual(tour.order, before)
      }),
      { numRuns: 2_000 }
    )
    assert.isAbove(made, 200)
  })
})

describe("candidates", () => {
  it("by quadrant are the nearest where no quadrant is asked for, without looking at all pairs", () => {
    const { between, count, points } = scattered(300, 1, 1_000)
    const euclid = (a: number, b: number) =>
      Math.hypot((points.x[a] as number) - (points.x[b] as number), (points.y[a] as number) - (points.y[b] as number))
    assert.deepStrictEqual(nearestByQuadrant(points, euclid, 0, 6).length, nearestOfAll(count, euclid, 6).length)
    assert.isAtMost(nearestByQuadrant(points, between, 2, 8).node.length, 8 * count)
  })

  it("by quadrant reach out of a small cluster", () => {
    const { points } = scattered(60, 3, 5)
    points.x.fill(1_000, 12)
    const { first, node } = nearestByQuadrant(
      points,
      (a, b) => Math.abs((points.x[a] as number) - (points.x[b] as number)),
      2,
      8
    )
    const others = Array.from(
      { length: 12 },
      (_, from) => [...node.subarray(first[from], first[from + 1])].filter((to) => to >= 12).length
    )
    assert.isAbove(Math.max(...others), 0)
  })

  it("by alpha are those that make the least 1-tree that has them cheapest", () => {
    const { between, count } = scattered(9, 4)
    const prices = Float64Array.from({ length: count }, (_, node) => (node * 7) % 5)
    const tree = oneTree(count)
    const least = leastOneTree(between, prices, tree)
    const candidates = alphaNearest(between, prices, tree, 3)
    if (candidates === undefined) return assert.fail("nobody said stop")
    const { first, node } = candidates
    /** How much dearer the least 1-tree is when an edge is made so cheap that it is in it. */
    const alphaOf = (a: number, b: number): number => {
      const bonus = 10_000
      const cheap = (from: number, to: number): number =>
        between(from, to) - ((from === a && to === b) || (from === b && to === a) ? bonus : 0)
      return leastOneTree(cheap, prices, oneTree(count)) + bonus - least
    }
    for (let from = 0; from < count; from++) {
      const others = Array.from({ length: count }, (_, to) => to).filter((to) => to !== from)
      const alphas = others.map((to) => alphaOf(from, to)).toSorted((a, b) => a - b)
      const found = [...node.subarray(first[from], first[from + 1])].map((to) => alphaOf(from, to))
      assert.deepStrictEqual(
        found.map((alpha) => Math.round(alpha)),
        alphas.slice(0, 3).map((alpha) => Math.round(alpha))
      )
    }
  })
})

describe("trees of candidate edges", () => {
  it("are the least of all when every edge is a candidate", () => {
    const { between, count } = scattered(25, 5)
    const prices = Float64Array.from({ length: count }, (_, node) => (node * 3) % 4)
    const all = nearestOfAll(count, between, count - 1)
    const sparse = sparseOneTrees(
      between,
      all,
      Int32Array.from({ length: count }, (_, node) => node)
    )
    assert.strictEqual(sparse(prices, oneTree(count)), leastOneTree(between, prices, oneTree(count)))
  })
})

describe("a closed tour", () => {
  it("visits every node, is as long as it says, and no longer than its bound allows", () => {
    for (const [count, seed] of [
      [8, 1],
      [60, 2],
      [400, 3]
    ] as const) {
      const cycle = scattered(count, seed, 300)
      const { bound, length, order } = symmetricCycle(cycle, { seed, stop: afterIterations(1_500) })
      isEveryNode(order, count)
      assert.strictEqual(length, cycleLength(order, cycle.between))
      assert.isAtMost(bound, length)
      assert.isAtMost(length, 1.04 * bound)
    }
  })

  it("goes round points on a circle", () => {
    const count = 3_100
    const angle = random(1).shuffle(Array.from({ length: count }, (_, node) => (2 * Math.PI * node) / count))
    const points = {
      x: Float64Array.from(angle, (a) => 1e6 * Math.cos(a)),
      y: Float64Array.from(angle, (a) => 1e6 * Math.sin(a))
    }
    const between = (a: number, b: number) =>
      Math.hypot((points.x[a] as number) - (points.x[b] as number), (points.y[a] as number) - (points.y[b] as number))
    const { bound, length } = symmetricCycle(
      { count, points, between, leastStep: 0, bonus: 0 },
      { seed: 1, stop: afterIterations(200) }
    )
    assert.approximately(length, bound, 1e-3 * length)
  })

  it("ends by itself", () => {
    const { stopped } = symmetricCycle(scattered(20, 9), { seed: 1, stop: whenExhausted })
    assert.isFalse(stopped)
  })
})
