import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import type { PendingId } from "@stowage/kernel/Transfer"
import { ClaimList } from "@stowage/runtime/ClaimList"
import { addOpen, claimsFrom, closedPages, openedPages } from "@stowage/runtime/ClaimRun"
import type { Position } from "@stowage/runtime/Commit"
import type { Page, Span } from "@stowage/runtime/LogStorage"

type Claim = readonly [id: string, position: number, expiresAt: number]

const never = Number.POSITIVE_INFINITY
const span: Span = { from: 0 as Position, to: 1000 as Position }

const add = (list: ClaimList, claims: ReadonlyArray<Claim>): ClaimList => {
  for (const [id, position, expiresAt] of claims) list.add(id as PendingId, position as Position, expiresAt)
  return list
}

const told = (list: ClaimList): ReadonlyArray<Claim> =>
  Array.from(list, ({ id, position, expiresAt }) => [id, position, expiresAt] as const)

const stored = (pages: ReadonlyArray<Page>): ReadonlyArray<Claim> => pages.flatMap((page) => told(claimsFrom(page)))

const ids = fc.oneof(
  fc.tuple(fc.constantFrom("web-1", "web-10", "茶-1", "ÿ", ""), fc.nat(12)).map(([order, line]) => `${order}/${line}`),
  fc.string({ unit: "binary", maxLength: 8 }),
  fc.nat(9000).map((length) => "x".repeat(length))
)
const times = fc.oneof(fc.constant(never), fc.nat(3), fc.maxSafeInteger(), fc.constant(1_767_268_800_000))
const claims = fc.array(fc.tuple(ids, fc.oneof(fc.nat(300), fc.maxSafeInteger()).map(Math.abs), times), {
  maxLength: 40
})

describe("claims as bytes", () => {
  it("are read as they were added, whatever their ids, positions and times", () => {
    fc.assert(
      fc.property(claims, fc.constantFrom(1, 60, 32_768), (all, pageBytes) => {
        const list = add(new ClaimList(pageBytes), all)
        assert.deepStrictEqual(told(list), all)
        assert.deepStrictEqual(stored(openedPages(span, list)), all)
      })
    )
  })

  it("are stored in this form for ever", () => {
    const some: ReadonlyArray<Claim> = [
      ["web-1/0", 300, never],
      ["web-1/1", 300, 1_767_268_800_000],
      ["web-2/茶", 301, 1_767_268_799_000]
    ]
    const bytes = [
      [1, 172, 2, 0, 0, 14, 119, 101, 98, 45, 49, 47, 48],
      [0, 1, 0, 0, 96, 221, 150, 183, 121, 66, 6, 2, 49],
      [1, 209, 15, 4, 7, 50, 0, 47, 0, 54, 131]
    ]
    const values = Uint8Array.from(bytes.flat())
    assert.deepStrictEqual(stored([{ keys: new Uint8Array(0), values }]), some)
    assert.deepStrictEqual(add(new ClaimList(), some).pages(), [values])
  })

  it("do not change on pages that were given away, when more are added", () => {
    fc.assert(
      fc.property(claims, claims, (all, more) => {
        const list = add(new ClaimList(), all)
        const pages = openedPages(span, list)
        add(list, more)
        assert.deepStrictEqual(stored(pages), all)
        assert.deepStrictEqual(told(list), [...all, ...more])
      })
    )
  })

  it("are left out once when they are resolved, and when they are not after a position", () => {
    fc.assert(
      fc.property(
        claims,
        fc.nat(300),
        fc.array(fc.nat(40)),
        fc.constantFrom(1, 60),
        (all, after, numbers, pageBytes) => {
          const resolved = new Set(numbers.flatMap((nth) => (all[nth] ? [all[nth][0] as PendingId] : [])))
          const left = new Set<string>(resolved)
          const expected = all.filter(([id, position]) => position > after && !left.delete(id))
          const open = new ClaimList(pageBytes)
          addOpen(open, add(new ClaimList(pageBytes), all), after as Position, resolved)
          assert.deepStrictEqual(told(open), expected)
          assert.deepStrictEqual([...resolved], [...left])
        }
      )
    )
  })

  it("of an order take few bytes", () => {
    const lines = Array.from({ length: 1000 }, (_, nth): Claim => [
      `web-${1000 + (nth >> 1)}/${nth % 2}`,
      nth >> 1,
      9000
    ])
    const [page, ...others] = openedPages(span, add(new ClaimList(), lines))
    assert.isEmpty(others)
    assert.isBelow(page?.values.length ?? Number.NaN, 8 * lines.length)
  })

  it("come on pages of 32 kB, which are numbered on", () => {
    const many = Array.from({ length: 9000 }, (_, nth): Claim => [`${(nth * 7919) % 9001} of many`, nth, never])
    const pages = openedPages(span, add(new ClaimList(), many), 5)
    assert.deepStrictEqual(
      pages.map(({ number }) => number),
      pages.map((_, nth) => 5 + nth)
    )
    assert.isAbove(pages.length, 3)
    for (const { values } of pages) assert.isAtMost(values.length, 32_768)
    assert.deepStrictEqual(stored(pages), many)
  })

  it("that were closed are known by their ids", () => {
    const closed = ["a/1", "a/2", "茶"] as ReadonlyArray<string> as ReadonlyArray<PendingId>
    assert.deepStrictEqual(
      stored(closedPages(span, closed)).map(([id]) => id),
      ["a/1", "a/2", "茶"]
    )
    assert.isEmpty(closedPages(span, []))
  })
})

describe("pages of version 2", () => {
  const values = new TextEncoder().encode(JSON.stringify(["web-1/0", "茶"]))

  it("of open claims are read: positions, then times, and ids as JSON", () => {
    const keys = new Uint8Array(new Float64Array([7, 9, never, 5000]).buffer)
    assert.deepStrictEqual(told(claimsFrom({ keys, values })), [
      ["web-1/0", 7, never],
      ["茶", 9, 5000]
    ])
  })

  it("of closed claims are read: ids as JSON", () => {
    const ids = told(claimsFrom({ keys: new Uint8Array(0), values })).map(([id]) => id)
    assert.deepStrictEqual(ids, ["web-1/0", "茶"])
  })
})
