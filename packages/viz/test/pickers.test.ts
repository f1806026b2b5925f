import { assert, describe, it } from "vitest"
import { type PickerWalks, pickersSvg } from "../src/pickersSvg.ts"
import { type Walk } from "../src/walkSvg.ts"
import { twoBays } from "./floors.ts"
import { ofClass, tooltips, writing } from "./xml.ts"

const at = (xMm: number, yMm: number) => ({ xMm, yMm })
const walk: Walk = {
  points: [at(2000, 0), at(2000, 2000), at(2000, 0)],
  stops: [{ ...at(2000, 1000), location: "A2" }]
}
const drawn = (...pickers: ReadonlyArray<PickerWalks>): string => pickersSvg(twoBays, pickers, { title: "Shift" })

describe("the drawing of several pickers' walks", () => {
  it("says how many walks each has and how far they go, in the order given", () => {
    const svg = drawn({ picker: "Ann", walks: [walk, walk] }, { picker: "Ben", walks: [walk] })
    assert.includeMembers([...writing(svg)], ["Ann: 2 walks, 8 m", "Ben: 1 walk, 4 m"])
    assert.include(tooltips(svg), "Ann: 2 walks, 8 m; walk 2: A2")
  })

  it("gives each a colour and a lane of his own", () => {
    const svg = drawn({ picker: "Ann", walks: [walk] }, { picker: "Ben", walks: [walk] })
    const [ann, ben] = [ofClass(svg, "sw-s0"), ofClass(svg, "sw-s1")]
    assert.lengthOf(ann, 1)
    assert.lengthOf(ben, 1)
    assert.notDeepEqual(ann[0]?.attributes["points"], ben[0]?.attributes["points"])
  })

  it("leaves out who does not walk, and says so when nobody does", () => {
    const idle = { picker: "Ann", walks: [] }
    assert.notInclude(drawn(idle, { picker: "Ben", walks: [walk] }), "Ann")
    assert.include(writing(drawn(idle)), "No data: no walk")
  })
})
