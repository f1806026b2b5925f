import * as fc from "fast-check"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { assert, describe, it } from "vitest"
import {
  BusinessCalendar,
  isBusinessDay,
  mondayToFriday,
  nextBusinessDay,
  onOrAfter,
  plusBusinessDays
} from "@stowage/kernel/BusinessCalendar"
import { cutOffAt, cutOffDay, dueAt } from "@stowage/kernel/cutOff"
import type { Instant } from "@stowage/kernel/Instant"
import { isoWeekday, LocalDate, LocalTime, plusDays, TimeZone } from "@stowage/kernel/LocalDate"
import { instantAt, localDateOf, localTimeOf, wallMillisOf } from "@stowage/kernel/zonedTime"

const date = (text: string) => Schema.decodeUnknownSync(LocalDate)(text)
const time = (text: string) => Schema.decodeUnknownSync(LocalTime)(text)
const zone = (text: string) => Schema.decodeUnknownSync(TimeZone)(text)
const instant = (iso: string) => Date.parse(iso) as Instant
const iso = (at: Instant) => new Date(at).toISOString()
const london = zone("Europe/London")
const anyDate = fc.integer({ min: 0, max: 20_000 }).map((days) => plusDays("1990-01-01" as LocalDate, days))
const anyTime = fc.nat(1439).map((minutes) => time(new Date(minutes * 60_000).toISOString().slice(11, 16)))

/** Zones with the dates on which their clocks went forward and back, gap and fold as wall times. IANA tzdata. */
const switches = [
  ["Europe/London", "2026-03-29", "01:30", "2026-10-25", "01:30"],
  ["Europe/Dublin", "2026-03-29", "01:30", "2026-10-25", "01:30"],
  ["Europe/Lisbon", "2026-03-29", "01:30", "2026-10-25", "01:30"],
  ["Europe/Berlin", "2026-03-29", "02:30", "2026-10-25", "02:30"],
  ["Europe/Paris", "2026-03-29", "02:30", "2026-10-25", "02:30"],
  ["Europe/Madrid", "2026-03-29", "02:30", "2026-10-25", "02:30"],
  ["Europe/Warsaw", "2026-03-29", "02:30", "2026-10-25", "02:30"],
  ["Europe/Athens", "2026-03-29", "03:30", "2026-10-25", "03:30"],
  ["Europe/Kyiv", "2026-03-29", "03:30", "2026-10-25", "03:30"],
  ["America/New_York", "2026-03-08", "02:30", "2026-11-01", "01:30"],
  ["America/Chicago", "2026-03-08", "02:30", "2026-11-01", "01:30"],
  ["America/Denver", "2026-03-08", "02:30", "2026-11-01", "01:30"],
  ["America/Los_Angeles", "2026-03-08", "02:30", "2026-11-01", "01:30"],
  ["America/Halifax", "2026-03-08", "02:30", "2026-11-01", "01:30"],
  ["America/St_Johns", "2026-03-08", "02:30", "2026-11-01", "01:30"],
  ["America/Santiago", "2024-09-08", "00:30", "2024-04-06", "23:30"],
  ["Australia/Sydney", "2025-10-05", "02:30", "2025-04-06", "02:30"],
  ["Australia/Adelaide", "2025-10-05", "02:30", "2025-04-06", "02:30"],
  ["Australia/Lord_Howe", "2025-10-05", "02:15", "2025-04-06", "01:45"],
  ["Pacific/Auckland", "2025-09-28", "02:30", "2025-04-06", "02:30"],
  ["Pacific/Chatham", "2025-09-28", "03:00", "2025-04-06", "03:00"],
  ["Asia/Beirut", "2024-03-31", "00:30", "2024-10-26", "23:30"]
] as const

describe("a local date", () => {
  it("exists", () => {
    for (const bad of ["2026-02-29", "2026-13-01", "2026-1-1", "0999-01-01", "2026-01-01T00:00", "", "__proto__"]) {
      assert.isTrue(Result.isFailure(Schema.decodeUnknownResult(LocalDate)(bad)), bad)
    }
    assert.strictEqual(plusDays(date("2024-02-28"), 2), "2024-03-01")
    assert.strictEqual(plusDays(date("2026-01-01"), -1), "2025-12-31")
    assert.strictEqual(isoWeekday(date("2026-03-29")), 7)
  })

  it("moves by days without a day lost or gained", () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -800, max: 800 }), (day, days) => {
        assert.strictEqual(plusDays(plusDays(day, days), -days), day)
        assert.strictEqual(Date.parse(plusDays(day, days)) - Date.parse(day), days * 86_400_000)
      })
    )
  })
})

describe("a zone", () => {
  it("has a name of the IANA database", () => {
    for (const good of ["UTC", "Europe/London", "America/Argentina/Ushuaia"]) assert.strictEqual(zone(good), good)
    for (const bad of ["Mars/Olympus", "+01:00", "", "constructor"]) {
      assert.isTrue(Result.isFailure(Schema.decodeUnknownResult(TimeZone)(bad)), bad)
    }
  })
})

describe("a cut-off", () => {
  it("in a skipped hour is the first instant after the gap", () => {
    assert.strictEqual(iso(cutOffAt(time("01:30"), date("2026-03-29"), london)), "2026-03-29T01:00:00.000Z")
    assert.strictEqual(localTimeOf(cutOffAt(time("01:30"), date("2026-03-29"), london), london), "02:00:00")
    for (const [name, forward, gap] of switches) {
      const at = cutOffAt(time(gap), date(forward), zone(name))
      assert.isAbove(wallMillisOf(at, zone(name)), Date.parse(`${forward}T${gap}:00Z`), `${name} has a gap`)
      assert.isBelow(wallMillisOf((at - 1) as Instant, zone(name)), Date.parse(`${forward}T${gap}:00Z`), name)
    }
  })

  it("in a repeated hour is the first of the two", () => {
    assert.strictEqual(iso(cutOffAt(time("01:30"), date("2026-10-25"), london)), "2026-10-25T00:30:00.000Z")
    for (const [name, , , back, fold] of switches) {
      const at = cutOffAt(time(fold), date(back), zone(name))
      const shown = Date.parse(`${back}T${fold}:00Z`)
      assert.strictEqual(wallMillisOf(at, zone(name)), shown, name)
      const later = [30, 60].filter((minutes) => wallMillisOf((at + minutes * 60_000) as Instant, zone(name)) === shown)
      assert.lengthOf(later, 1, `${name} shows ${fold} twice`)
    }
  })

  it("on a day that a zone left out is the first instant of the next", () => {
    const apia = zone("Pacific/Apia")
    const at = cutOffAt(time("16:30"), date("2011-12-30"), apia)
    assert.strictEqual(iso(at), "2011-12-30T10:00:00.000Z")
    assert.strictEqual(localDateOf(at, apia), "2011-12-31")
  })

  it("is otherwise what the clocks show, in every zone, on every day, and never goes back with the hour", () => {
    fc.assert(
      fc.property(fc.constantFrom(...switches), anyDate, anyTime, anyTime, ([name], day, one, other) => {
        const at = instantAt(day, one, zone(name))
        const shown = wallMillisOf(at, zone(name))
        const asked = Date.parse(`${day}T${one}:00Z`)
        if (shown !== asked) assert.isBelow(wallMillisOf((at - 1) as Instant, zone(name)), asked)
        if (one <= other) assert.isAtMost(at, instantAt(day, other, zone(name)))
        assert.isBelow(at, instantAt(plusDays(day, 2), one, zone(name)))
      }),
      { numRuns: 300 }
    )
  })

  it("at both switches of every zone is in order of the hour", () => {
    fc.assert(
      fc.property(fc.constantFrom(...switches), fc.boolean(), anyTime, anyTime, (row, spring, one, other) => {
        const [name, forward, , back] = row
        const day = date(spring ? forward : back)
        const [early, late] = one <= other ? [one, other] : [other, one]
        assert.isAtMost(cutOffAt(early, day, zone(name)), cutOffAt(late, day, zone(name)))
      }),
      { numRuns: 300 }
    )
  })
})

describe("a business calendar", () => {
  const goodFriday = date("2026-04-03")
  const calendar: BusinessCalendar = {
    zone: london,
    workingWeekdays: mondayToFriday(london).workingWeekdays,
    holidays: [goodFriday, date("2026-04-06")]
  }

  it("skips weekends and holidays", () => {
    assert.isFalse(isBusinessDay(calendar, goodFriday))
    assert.strictEqual(nextBusinessDay(calendar, date("2026-04-02")), "2026-04-07")
    assert.strictEqual(onOrAfter(calendar, date("2026-04-02")), "2026-04-02")
    assert.strictEqual(plusBusinessDays(calendar, date("2026-04-02"), 2), "2026-04-08")
    assert.strictEqual(plusBusinessDays(calendar, goodFriday, 1), "2026-04-07")
    assert.strictEqual(plusBusinessDays(calendar, goodFriday, 0), "2026-04-07")
  })

  it("counts as many working days as it moves", () => {
    fc.assert(
      fc.property(anyDate, fc.nat(30), (from, count) => {
        const to = plusBusinessDays(calendar, from, count + 1)
        let worked = 0
        for (let day = plusDays(from, 1); day <= to; day = plusDays(day, 1))
          worked += isBusinessDay(calendar, day) ? 1 : 0
        assert.isTrue(isBusinessDay(calendar, to))
        assert.strictEqual(worked, count + 1)
      })
    )
  })

  it("takes an order that comes before the cut-off today, and one that comes at it on the next working day", () => {
    const halfPastFour = time("16:30")
    assert.strictEqual(cutOffDay(calendar, halfPastFour, instant("2026-04-02T15:29:59Z")), "2026-04-02")
    assert.strictEqual(cutOffDay(calendar, halfPastFour, instant("2026-04-02T15:30:00Z")), "2026-04-07")
    assert.strictEqual(cutOffDay(calendar, halfPastFour, instant("2026-04-04T09:00:00Z")), "2026-04-07")
  })

  it("says when an order is due, counting working days", () => {
    const placedAt = instant("2026-04-02T09:00:00Z")
    assert.strictEqual(
      iso(dueAt(calendar, { time: time("16:30"), businessDays: 0 }, placedAt)),
      "2026-04-02T15:30:00.000Z"
    )
    assert.strictEqual(
      iso(dueAt(calendar, { time: time("16:30"), businessDays: 2 }, placedAt)),
      "2026-04-08T15:30:00.000Z"
    )
  })

  it("with no working day is refused at the door", () => {
    const decoded = Schema.decodeUnknownResult(BusinessCalendar)({ zone: "UTC", workingWeekdays: [], holidays: [] })
    assert.isTrue(Result.isFailure(decoded))
  })
})
