import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { type PagePoint, arrowheads, walkLine } from "../src/walkPath.ts"
import { walkLengthMm, walkPairSvg, walkSvg } from "../src/walkSvg.ts"
import { twoBays } from "./floors.ts"
import { ofClass, tooltips, writing } from "./xml.ts"

const at = (xMm: number, yMm: number) => ({ xMm, yMm })
const there = [at(2000, 0), at(2000, 2000), at(2000, 0)]
const walk = {
  points: there,
  stops: [
    { ...at(2000, 1000), location: "A2" },
    { ...at(2000, 2000), location: "B1" },
    { ...at(2000, 2000), location: "B1" },
    { ...at(2000, 500), location: "unknown" }
  ]
}

describe("a walk's drawing", () => {
  it("numbers the stops in order on the bays they reach into", () => {
    const svg = walkSvg(twoBays, walk, { title: "Walk" })
    const told = tooltips(svg).filter((text) => text.startsWith("stop"))
    assert.deepStrictEqual(told, ["stop 1: A2", "stop 2–3: B1, B1", "stop 4: unknown"])
    assert.includeMembers([...writing(svg)], ["1", "2–3", "4", "4 m, 4 stops"])
  })

  it("has an arrowhead on each straight", () => {
    assert.strictEqual(ofClass(walkSvg(twoBays, walk, { title: "Walk" }), "sw-arrow").length, 2)
  })

  it("shows the way in and the way back as two lines, each on the right of whoever walks it", () => {
    const line = walkLine([
      [100, 100],
      [100, 0],
      [100, 100]
    ])
    assert.deepStrictEqual(
      line.map(([x]) => x),
      [103, 103, 97, 97]
    )
  })

  it("keeps its distance from the way at corners of any right angle", () => {
    const step = fc.constantFrom<PagePoint>([50, 0], [-50, 0], [0, 50], [0, -50])
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), (steps) => {
        const points: Array<PagePoint> = [[0, 0]]
        for (const [dx, dy] of steps) {
          const [x, y] = points.at(-1) ?? [0, 0]
          points.push([x + dx, y + dy])
        }
        for (const [x, y] of walkLine(points)) {
          const nearest = Math.min(...points.map((point) => Math.hypot(point[0] - x, point[1] - y)))
          assert.isAtLeast(nearest, 2.99)
          assert.isAtMost(nearest, 4.25)
        }
      })
    )
  })

  it("points its arrowheads ahead", () => {
    const [head] = arrowheads([
      [0, 0],
      [100, 0]
    ])
    assert.deepStrictEqual(head, [
      [55, 0],
      [46, 4],
      [46, -4]
    ])
  })

  it("is as long as its straights", () => {
    assert.strictEqual(walkLengthMm({ points: [at(0, 0), at(3, 4), at(3, 10)], stops: [] }), 11)
    assert.strictEqual(walkLengthMm({ points: [], stops: [] }), 0)
  })

  it("says that there is no walk when nobody walks", () => {
    assert.include(writing(walkSvg(twoBays, { points: [], stops: [] }, { title: "Walk" })), "No data: no walk")
  })
})

describe("a pair of walks", () => {
  it("says how long each is, and draws the first in another colour", () => {
    const after = { name: "exact", walk: { points: there.slice(0, 2), stops: [] } }
    const svg = walkPairSvg(twoBays, { before: { name: "S-shape", walk }, after }, { title: "Two walks" })
    assert.includeMembers([...writing(svg)], ["S-shape: 4 m, 4 stops", "exact: 2 m, 0 stops"])
    assert.strictEqual(ofClass(svg, "sw-was").length, 1)
    assert.strictEqual(ofClass(svg, "sw-walk").length, 2)
  })
})
