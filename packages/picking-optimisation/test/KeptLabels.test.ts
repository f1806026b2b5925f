import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { forgetLabels, isUseless, keepLabel, keptLabels } from "@stowage/picking-optimisation/scattered/KeptLabels"
import { emptyLabels, type Labels, roomFor } from "@stowage/picking-optimisation/scattered/Labels"
import { labelsByBound, numberOf } from "@stowage/picking-optimisation/scattered/labelsByBound"
import { unitsLeft } from "@stowage/picking-optimisation/scattered/UnitsLeft"

/** So many units that several counts share a band. */
const demand = Int32Array.of(40, 30, 20)
const units = unitsLeft(demand, demand.length)

interface Drawn {
  readonly kind: number
  readonly mm: number
  readonly left: ReadonlyArray<number>
}
const Label: fc.Arbitrary<Drawn> = fc.record({
  kind: fc.nat(1),
  mm: fc.nat(5),
  left: fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3))
})

const labelsOf = (drawn: ReadonlyArray<Drawn>): Labels => {
  const labels = emptyLabels(1, units.words)
  for (const { kind, left, mm } of drawn) {
    const label = roomFor(labels, units.words)
    labels.kind[label] = kind
    labels.mm[label] = mm
    labels.boundMm[label] = mm
    labels.due[label] = left.reduce((sum, each) => sum + each, 0)
    for (const [sku, each] of left.entries()) {
      const at = label * units.words + (units.wordOf[sku] as number)
      labels.left[at] = (labels.left[at] as number) + (each << (units.shiftOf[sku] as number))
    }
  }
  return labels
}

describe("labels that were kept", () => {
  it("make another one useless when one is no longer and has no more of any SKU left, of a kind as good", () => {
    const property = fc.property(fc.array(Label, { maxLength: 12 }), Label, (drawn, other) => {
      const now = labelsOf(drawn)
      const kept = keptLabels(2, 90)
      // What was kept before is forgotten.
      keepLabel(kept, labelsOf([{ kind: 0, mm: 0, left: [0, 0, 0] }]), 0)
      forgetLabels(kept)
      for (const label of drawn.keys()) keepLabel(kept, now, label)
      for (const asGood of [[0], [0, 1]]) {
        const expected = drawn.some(
          ({ kind, left, mm }) =>
            asGood.includes(kind) && mm <= other.mm && left.every((each, sku) => each <= (other.left[sku] as number))
        )
        assert.strictEqual(isUseless(kept, now, labelsOf([other]), 0, Int32Array.from(asGood), units), expected)
      }
    })
    fc.assert(property, { numRuns: 500 })
  })

  it("come in the order of their bounds", () => {
    const property = fc.property(fc.array(Label, { maxLength: 12 }), (drawn) => {
      const order = labelsByBound(labelsOf(drawn), new Float64Array(4))
      const sorted = [...order.subarray(0, drawn.length)].map((entry) => drawn[numberOf(entry)]?.mm as number)
      assert.deepStrictEqual(
        sorted,
        drawn.map(({ mm }) => mm).sort((a, b) => a - b)
      )
    })
    fc.assert(property)
  })
})
