import { assert, describe, it } from "vitest"
import type { LocationId, Sku } from "@stowage/kernel/Ids"
import { whenExhausted } from "@stowage/kernel/Stop"
import { explainSlot } from "@stowage/slotting/slots/explainSlot"
import { solve } from "@stowage/slotting/slots/slot"
import { describeSlotRefusal } from "@stowage/slotting/slots/SlotRefusal"
import { violations } from "@stowage/slotting/slots/SlotPlan"
import type { PickFace, SlotSku, SlottingProblem } from "@stowage/slotting/slots/SlottingProblem"
import type { StorageRules } from "@stowage/slotting/rules/StorageRules"
import * as Result from "effect/Result"

const sku = (name: string, more: Partial<SlotSku> = {}): SlotSku => ({
  sku: name as Sku,
  visitsPerDay: 1,
  unitsPerDay: 1,
  unitVolumeMm3: 1,
  unitMassGrams: 1,
  handlingClass: "ambient",
  ...more
})
/** A face of aisle A, B …, in zone 1 for A and B, 2 for C and D; ten metres an aisle, one a bay. */
const face = (name: string, more: Partial<PickFace> = {}): PickFace => ({
  face: name as LocationId,
  roundTripMm: 1000 * Number(name.slice(1)) + 10_000 * (name.charCodeAt(0) - 65),
  reachMillis: 0,
  capacityVolumeMm3: 9,
  maxMassGrams: 9,
  handlingClasses: ["ambient"],
  aisle: name.slice(0, 1),
  zone: name < "C" ? "1" : "2",
  at: { xMm: 10_000 * (name.charCodeAt(0) - 65), yMm: 1000 * Number(name.slice(1)) },
  ...more
})
const site = (
  skus: ReadonlyArray<SlotSku>,
  faces: ReadonlyArray<PickFace>,
  rules: StorageRules = {}
): SlottingProblem => ({
  skus,
  faces,
  walkMmPerSecond: 1000,
  rules
})
const answer = (problem: SlottingProblem): string => {
  const solved = solve(problem, { seed: 0, stop: whenExhausted })
  if (Result.isFailure(solved)) return describeSlotRefusal(solved.failure)
  assert.deepStrictEqual(violations(problem, solved.success.plan), [])
  return solved.success.plan.assignments.map((one) => `${one.sku}@${one.face}`).join(" ")
}
const sides = (lengthMm: number, widthMm: number, heightMm: number) => ({ lengthMm, widthMm, heightMm })

describe("a rule about one SKU and one face", () => {
  const cases: ReadonlyArray<readonly [string, Partial<SlotSku>, Partial<PickFace>, Partial<PickFace>, StorageRules?]> =
    [
      ["closed", {}, { closed: true }, {}],
      ["forbidden", { forbidden: ["A1" as LocationId] }, {}, {}],
      ["handlingClass", { handlingClass: "chilled" }, {}, { handlingClasses: ["chilled"] }],
      [
        "temperature",
        { temperature: { leastCelsius: 2, mostCelsius: 8 } },
        { temperature: { leastCelsius: 2, mostCelsius: 9 } },
        { temperature: { leastCelsius: 3, mostCelsius: 8 } }
      ],
      ["hazmat", { hazmatClass: "3" }, {}, { hazmatClasses: ["3"] }],
      ["equipment", { equipment: "forklift" }, { equipment: ["cart"] }, {}],
      ["owner", { owner: "acme" }, { owners: ["zenith"] }, { owners: ["acme"] }],
      ["zone", { zones: ["1"] }, { zone: "2" }, {}],
      ["heavyLow", { unitMassGrams: 5 }, { level: 3 }, { level: 2 }, { heavyLow: { overGrams: 4, topLevel: 2 } }],
      ["height", { sides: sides(1, 1, 4), upright: true }, { inner: sides(9, 9, 3) }, { inner: sides(1, 1, 4) }],
      ["size", { sides: sides(1, 1, 4) }, { inner: sides(3, 3, 3) }, { inner: sides(4, 1, 1) }],
      ["volume", { unitsKept: 3, unitVolumeMm3: 3 }, { capacityVolumeMm3: 8 }, {}],
      ["mass", { unitsKept: 3, unitMassGrams: 3 }, { maxMassGrams: 8 }, {}]
    ]
  for (const [rule, needs, without, within, rules] of cases) {
    it(`keeps a SKU from the nearest face, and refuses it where there is no other: ${rule}`, () => {
      const [one, near, far] = [sku("s", needs), face("A1", without), face("A2", within)]
      assert.strictEqual(answer(site([one], [near, far], rules)), "s@A2")
      assert.strictEqual(
        answer(site([one], [near], rules)),
        `SKU s: expected a face that takes it, got none by the rule ${rule}`
      )
      const found = violations(site([one], [near, far], rules), { assignments: [{ sku: one.sku, face: near.face }] })
      assert.strictEqual(found.length, 1, JSON.stringify(found))
      const why = explainSlot(
        site([one], [near, far], rules),
        { assignments: [{ sku: one.sku, face: far.face }] },
        one.sku
      )
      assert.deepStrictEqual(Result.getOrThrow(why).nearer[0]?.because, { _tag: "Refused", rule } as never)
    })
  }

  it("keeps a fixed face for its SKU, however few its visits, and refuses what may not be fixed", () => {
    const fixed = sku("s", { visitsPerDay: 0, fixed: ["A1" as LocationId] })
    assert.strictEqual(answer(site([sku("t"), fixed], [face("A1"), face("A2")])), "t@A2 s@A1")
    assert.strictEqual(
      answer(site([sku("t", { unitVolumeMm3: 9 }), fixed], [face("A1"), face("A2", { capacityVolumeMm3: 8 })])),
      "SKU t: expected a face that takes it, got none by the rule volume"
    )
    const refused = "SKU s: expected a face that may be fixed for it, got A1, refused by the rule"
    assert.strictEqual(answer(site([fixed], [face("A2")])), `${refused} fixed`)
    assert.strictEqual(answer(site([fixed], [face("A1", { closed: true })])), `${refused} closed`)
    assert.include(answer(site([fixed, { ...fixed, sku: "t" as Sku }], [face("A1"), face("A2")])), "the rule fixed")
  })

  it("keeps an upright unit upright, and turns another", () => {
    const low = face("A1", { inner: sides(5, 5, 1) })
    assert.strictEqual(answer(site([sku("s", { sides: sides(1, 1, 5) })], [low])), "s@A1")
    assert.include(answer(site([sku("s", { sides: sides(1, 1, 5), upright: true })], [low])), "the rule height")
    assert.include(answer(site([sku("s", { sides: sides(6, 1, 1), upright: true })], [low])), "the rule size")
  })
})

describe("a rule between SKUs", () => {
  const acid = sku("acid", { hazmatClass: "8", visitsPerDay: 9 })
  const fuel = sku("fuel", { hazmatClass: "3" })
  const takes = { hazmatClasses: ["3", "8"] }
  const faces = ["A1", "A2", "B1", "C1", "D1"].map((name) => face(name, takes))

  it("keeps hazmat classes in different aisles, in different zones, or a distance apart", () => {
    const apart = (by: "aisle" | "zone" | { readonly mm: number }) =>
      answer(site([acid, fuel], faces, { segregation: [{ between: ["3", "8"], by }] }))
    assert.strictEqual(apart("aisle"), "acid@A1 fuel@B1")
    assert.strictEqual(apart("zone"), "acid@A1 fuel@C1")
    assert.strictEqual(apart({ mm: 1000 }), "acid@A1 fuel@A2")
    assert.strictEqual(apart({ mm: 1001 }), "acid@A1 fuel@B1")
    assert.strictEqual(apart({ mm: 25_000 }), "acid@A1 fuel@D1")
    assert.strictEqual(
      apart({ mm: 40_000 }),
      "SKU fuel: there is no plan that keeps the rule segregation; face A1 would take it but for acid"
    )
  })

  it("keeps families apart, also two SKUs of the same, and families together", () => {
    const [left, right] = [sku("left", { family: "look-alikes" }), sku("right", { family: "look-alikes" })]
    const alike = { familiesApart: [{ between: ["look-alikes", "look-alikes"], by: "aisle" }] } as const
    assert.strictEqual(answer(site([left, right], faces, alike)), "left@A1 right@B1")
    const together = { familiesTogether: [{ family: "look-alikes", in: "aisle" }] } as const
    const scarce = ["A1", "B1", "B2"].map((name) => face(name))
    assert.strictEqual(answer(site([left, right], scarce, together)), "left@B1 right@B2")
    assert.include(answer(site([left, right], scarce.slice(0, 2), together)), "keeps the rule familyTogether")
  })

  it("is no rule between a SKU and itself", () => {
    const twice = sku("twice", { hazmatClass: "3", faces: 2, unitsKept: 2 })
    assert.strictEqual(
      answer(site([twice], faces, { segregation: [{ between: ["3", "3"], by: "zone" }] })),
      "twice@A1 twice@A2"
    )
  })

  it("needs to know where a face is, and says which does not tell", () => {
    const { aisle: _, ...lost } = face("A1", takes)
    assert.strictEqual(
      answer(site([acid], [lost], { segregation: [{ between: ["3", "8"], by: "aisle" }] })),
      "face A1: expected aisle, as segregation asks for, got nothing"
    )
  })
})

describe("a better plan", () => {
  it("is not made where it would bring together what stands apart", () => {
    // Acid and fuel are bought together, and would stand side by side.
    const [acid, fuel] = [sku("acid", { hazmatClass: "8" }), sku("fuel", { hazmatClass: "3" })]
    const faces = ["A1", "A2", "B1", "C1"].map((name) => face(name, { hazmatClasses: ["3", "8"] }))
    const affinity = [{ between: [acid.sku, fuel.sku], ordersPerDay: 50 }] as const
    const apart: StorageRules = { segregation: [{ between: ["3", "8"], by: "aisle" }] }
    assert.strictEqual(answer({ ...site([acid, fuel], faces), affinity }), "acid@A1 fuel@A2")
    assert.strictEqual(answer({ ...site([acid, fuel], faces, apart), affinity }), "acid@A1 fuel@B1")
  })
})

describe("SKUs that are ordered together", () => {
  it("move near each other where the walks between them cost more than those from the pack station", () => {
    const faces = [face("A1"), face("A2"), face("B1"), face("B2")]
    const skus = [sku("cup", { visitsPerDay: 9 }), sku("hat", { visitsPerDay: 8 }), sku("tea", { visitsPerDay: 7 })]
    const problem = {
      ...site(skus, faces),
      affinity: [{ between: ["cup" as Sku, "tea" as Sku], ordersPerDay: 5 }] as const
    }
    assert.strictEqual(answer(site(skus, faces)), "cup@A1 hat@A2 tea@B1")
    assert.strictEqual(answer(problem), "cup@A1 hat@B1 tea@A2")
  })
})
