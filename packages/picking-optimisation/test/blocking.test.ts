import { assert, describe, it } from "vitest"
import * as fc from "fast-check"
import { random } from "@stowage/kernel/Random"
import {
  blockedOfTwo,
  blockedOfTwoOnePickEach,
  blockingOf,
  nextFaceTaken
} from "@stowage/picking-optimisation/release/blocking"

const near = (actual: number, expected: number, within = 1e-6): void => assert.closeTo(actual, expected, within)

/**
 * The share of blocked time by the chain itself: states are how far the second picker is ahead, and what each did last;
 * the shares of time are found by taking many steps.
 */
const blockedByChain = (faces: number, pickShare: number, onePickEach: boolean): number => {
  type State = readonly [ahead: number, firstPicked: number, secondPicked: number]
  const states: Array<State> = []
  for (let ahead = 1; ahead < faces; ahead++) for (const a of [0, 1]) for (const b of [0, 1]) states.push([ahead, a, b])
  const indexOf = ([ahead, a, b]: State): number => 4 * (ahead - 1) + 2 * a + b
  let share = new Float64Array(states.length).fill(1 / states.length)
  let blocked = 0
  for (let step = 0; step < 40_000; step++) {
    const next = new Float64Array(states.length)
    blocked = 0
    for (const [ahead, firstPicked, secondPicked] of states) {
      const weight = share[indexOf([ahead, firstPicked, secondPicked])] as number
      for (const first of [0, 1]) {
        for (const second of [0, 1]) {
          const chanceOf = (picks: number, picked: number): number => {
            const p = onePickEach && picked === 1 ? 0 : pickShare
            return picks === 1 ? p : 1 - p
          }
          const chance = weight * chanceOf(first, firstPicked) * chanceOf(second, secondPicked)
          const firstBlocked = first === 0 && ahead === 1 && second === 1
          const secondBlocked = second === 0 && ahead === faces - 1 && first === 1
          if (firstBlocked) blocked += chance
          const moved = (second === 0 && !secondBlocked ? 1 : 0) - (first === 0 && !firstBlocked ? 1 : 0)
          // Whoever is blocked still has his step to make, so picks nothing meanwhile.
          const state: State = [
            ahead + moved,
            first === 1 || (firstBlocked && onePickEach) ? 1 : 0,
            second === 1 || (secondBlocked && onePickEach) ? 1 : 0
          ]
          next[indexOf(state)] = (next[indexOf(state)] as number) + chance
        }
      }
    }
    share = next
  }
  return blocked
}

describe("two pickers in a narrow aisle", () => {
  it("block each other p (1 - p) / (n - 1) of the time", () => {
    near(blockedOfTwo(10, 0.1), 0.01)
    near(blockedOfTwo(10, 0.3), 0.023333)
    near(blockedOfTwo(20, 0.5), 0.013158)
    near(blockedOfTwo(20, 0.8), 0.008421)
  })

  it("are blocked as much as the chain of their distances says", () => {
    for (const faces of [3, 6]) near(blockedOfTwo(faces, 0.3), blockedByChain(faces, 0.3, false), 1e-9)
  })

  it("block each other less when nobody picks twice at one face, and not at all when all stop everywhere", () => {
    near(blockedOfTwoOnePickEach(10, 0.3), 0.013972)
    near(blockedOfTwoOnePickEach(20, 0.1), 0.003918)
    near(blockedOfTwoOnePickEach(20, 0.5), 0.005917)
    near(blockedOfTwoOnePickEach(50, 0.5), 0.002278)
    assert.strictEqual(blockedOfTwoOnePickEach(10, 1), 0)
  })

  it("are blocked as much as the chain says, one pick to a face", () => {
    for (const faces of [3, 6]) near(blockedOfTwoOnePickEach(faces, 0.3), blockedByChain(faces, 0.3, true), 1e-9)
  })
})

describe("pickers on a one-way ring", () => {
  it("find the next face taken (k - 1) / (n - 1) of the time", () => {
    near(nextFaceTaken(20, 5), 0.210526)
    near(nextFaceTaken(50, 10), 0.18367347)
    near(nextFaceTaken(30, 20), 0.6551724)
  })

  it("do so in a simulation too", () => {
    const [faces, pickers] = [20, 5]
    const chance = random(1)
    const at = new Uint8Array(faces).fill(1, 0, pickers)
    let [asked, taken] = [0, 0]
    for (let step = 0; step < 400_000; step++) {
      const face = chance.int(faces)
      if (at[face] === 0) continue
      const next = (face + 1) % faces
      if (step > 10_000) {
        asked++
        taken += at[next] as number
      }
      if (at[next] === 1) continue
      at[face] = 0
      at[next] = 1
    }
    near(taken / asked, nextFaceTaken(faces, pickers), 0.005)
  })
})

describe("the waiting a plan makes", () => {
  const aisle = { name: "aisle 1", faces: 21, busyMillis: 60_000 }

  it("is nothing for one picker, and what the ring says when all pickers are always in one aisle", () => {
    assert.deepStrictEqual(blockingOf([aisle], { pickers: 1, workMillis: 60_000 }), [
      { name: "aisle 1", waitMillis: 0 }
    ])
    // With 5 in 21 faces the next is taken 1 time in 5: a stay takes a quarter longer.
    const [crowded] = blockingOf([aisle], { pickers: 5, workMillis: 60_000 })
    near(crowded?.waitMillis as number, 15_000, 1e-6)
  })

  it("in an aisle for one alone is that of standing in line for it", () => {
    const lift = { name: "lift", faces: 1, busyMillis: 1_000 }
    near(blockingOf([lift], { pickers: 2, workMillis: 4_000 })[0]?.waitMillis as number, 250)
    assert.strictEqual(nextFaceTaken(1, 1), 0)
  })

  it("is a number for any number of pickers", () => {
    const narrow = { name: "a", faces: 10, busyMillis: 1_000 }
    for (const pickers of [1_000, 5_000, 20_000]) {
      const [{ waitMillis } = { waitMillis: Number.NaN }] = blockingOf([narrow], { pickers, workMillis: 1_001 })
      // Nearly all of them are before an aisle that nine go into, each in line behind a ninth of them.
      assert.closeTo(waitMillis / pickers, 1_000, 10)
    }
  })

  it("is not told of what cannot be", () => {
    const told =
      (changes: object, at: object = {}) =>
      () =>
        blockingOf([{ ...aisle, ...changes }], { pickers: 2, workMillis: 60_000, ...at })
    assert.throws(told({ faces: 0 }), RangeError, "aisle 1, faces: expected a whole number of at least 1, got 0")
    assert.throws(told({ busyMillis: -5 }), RangeError, "aisle 1, busyMillis: expected 0 or more, got -5")
    assert.throws(told({}, { pickers: 1.5 }), RangeError, "pickers: expected a whole number of at least 1, got 1.5")
    assert.throws(told({}, { workMillis: Number.NaN }), RangeError, "workMillis: expected 0 or more, got NaN")
  })

  it("grows with pickers and with how much of the work is in the aisle, and is never below 0", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 40 }),
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 0, max: 100 }),
        (faces, pickers, percent) => {
          const wait = (of: number, share: number): number => {
            const narrow = [{ name: "a", faces, busyMillis: 100_000 * share }]
            return blockingOf(narrow, { pickers: of, workMillis: 100_000 })[0]?.waitMillis as number
          }
          const share = percent / 100
          assert.isAtLeast(wait(pickers, share), -1e-6)
          assert.isAtLeast(wait(pickers + 1, share), wait(pickers, share) - 1e-6)
          assert.isAtLeast(wait(pickers, Math.min(1, share + 0.1)), wait(pickers, share) - 1e-6)
        }
      )
    )
  })
})
