/** Random floors of few places on a grid, and rounds over few SKUs. */
import type { Sku } from "@stowage/kernel/Ids"
import type { MoveProblem } from "@stowage/slotting/moves/MoveProblem"
import type { PlaceWalks, ReslotProblem } from "@stowage/slotting/moves/ReslotProblem"
import * as fc from "fast-check"

/** Places one metre apart in a row, as many as said. */
export const inARow = (places: number): PlaceWalks => ({
  places,
  walkMm: Array.from({ length: places * places }, (_, at) => 1000 * Math.abs((at % places) - Math.floor(at / places)))
})

const onAGrid = (points: ReadonlyArray<readonly [number, number]>): PlaceWalks => ({
  places: points.length,
  walkMm: points.flatMap(([x, y]) => points.map(([u, v]) => 1000 * (Math.abs(x - u) + Math.abs(y - v))))
})

/** Start 0, end 1; up to five SKUs in places from 2 on, then empty places, then three for buffers. */
export const anyReslot: fc.Arbitrary<ReslotProblem> = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.nat(2))
  .chain(([skus, empty]) => {
    const places = 2 + skus + empty + 3
    const point = fc.tuple(fc.nat(4), fc.nat(6))
    const round = fc.record(
      { skus: fc.array(fc.nat(skus - 1), { maxLength: 4 }), perDay: fc.nat(3) },
      { requiredKeys: ["skus"] }
    )
    return fc
      .record({
        points: fc.array(point, { minLength: places, maxLength: places }),
        rounds: fc.array(round, { maxLength: 5 }),
        mayBeAt: fc.array(
          fc.option(fc.subarray(Array.from({ length: skus + empty }, (_, at) => at + 2)), { freq: 1 }),
          {
            minLength: skus,
            maxLength: skus
          }
        ),
        movedAtMost: fc.option(fc.nat(4))
      })
      .map(({ mayBeAt, movedAtMost, points, rounds }) => ({
        walks: onAGrid(points),
        start: 0,
        end: 1,
        skus: mayBeAt.map((may, index) => ({
          sku: "pqrst"[index] as Sku,
          place: index + 2,
          ...(may === null ? {} : { mayBeAt: may })
        })),
        empty: Array.from({ length: empty }, (_, at) => 2 + skus + at),
        rounds,
        ...(movedAtMost === null ? {} : { movedAtMost })
      }))
  })

/** The same, with somewhere else wanted for every SKU, and up to three buffers. */
export const anyMoves: fc.Arbitrary<MoveProblem> = anyReslot.chain((reslot) => {
  const usable = [...reslot.skus.map(({ place }) => place), ...reslot.empty]
  const free = reslot.walks.places - 3
  return fc.record(
    {
      reslot: fc.constant({ ...reslot, skus: reslot.skus.map(({ place, sku }) => ({ place, sku })) }),
      wanted: fc.shuffledSubarray(usable, { minLength: reslot.skus.length, maxLength: reslot.skus.length }),
      buffers: fc.subarray([free, free + 1, free + 2]),
      labour: fc.record({ walkMmPerSecond: fc.constantFrom(500, 1000), handlingMillis: fc.nat(5000) }),
      horizonDays: fc.nat(30),
      idleMillis: fc.nat(60_000)
    },
    { requiredKeys: ["reslot", "wanted", "buffers", "labour", "horizonDays"] }
  )
})
