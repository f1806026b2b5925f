import { assert, describe, it } from "vitest"
import { layout, oneMetre } from "@stowage/layout/draw"
import { pickFacesOf } from "@stowage/slotting/slots/pickFacesOf"

describe("pickFacesOf", () => {
  it("gives each pick face its walk from the depot and back, its reach, capacity and classes", () => {
    const site = layout("A1.B1/A2.B2/..D..")
    const faces = pickFacesOf(site, {
      reachMillis: ({ level }) => 700 * level,
      handlingClasses: ({ zone }) => (zone === "A" ? ["ambient"] : ["chilled"])
    })
    const [first] = faces
    assert.deepStrictEqual(first, {
      face: site.locations[0]!.id,
      roundTripMm: 4000,
      reachMillis: 700,
      capacityVolumeMm3: oneMetre.capacity.volumeMm3,
      maxMassGrams: oneMetre.capacity.massGrams,
      handlingClasses: ["ambient"]
    })
    assert.deepStrictEqual(
      faces.map(({ roundTripMm, handlingClasses }) => `${roundTripMm} ${handlingClasses.join()}`),
      ["4000 ambient", "4000 chilled", "2000 ambient", "2000 chilled"]
    )
  })
})
