/**
 * SKUs and faces written as one reads them aloud, for tests, examples and notebooks.
 */
import type { LocationId, Sku } from "@stowage/kernel/Ids"
import type { PickFace, SlotSku } from "./SlottingProblem.ts"

/**
 * SKUs from text: `"mug 30/day 10×8000mm³ 200g, fish 2.5/day 4×9000mm³ 800g chilled over 2 faces"`: visits (and
 * units) a day, units kept times the volume of one, mass of one, handling class (`ambient` when not said) and faces.
 * `x` may stand for `×`. Throws on anything else.
 */
export const sketchSkus = (text: string): ReadonlyArray<SlotSku> =>
  parts(text).map((part): SlotSku => {
    const match = /^(\S+) ([\d.]+)\/day (\d+)[×x](\d+)mm³ (\d+)g(?: (?!over)(\S+))?(?: over (\d+) faces)?$/.exec(part)
    if (match === null) throw new RangeError(`Expected a SKU like "mug 30/day 10×8000mm³ 200g", got "${part}"`)
    const [, sku, visits, units, volume, mass, handlingClass, faces] = match
    return {
      sku: String(sku) as Sku,
      visitsPerDay: Number(visits),
      unitsPerDay: Number(visits),
      unitsKept: Number(units),
      unitVolumeMm3: Number(volume),
      unitMassGrams: Number(mass),
      handlingClass: handlingClass ?? "ambient",
      ...(faces === undefined ? {} : { faces: Number(faces) })
    }
  })

/**
 * Faces from text: `"A1 12000mm+800ms 500000mm³ 20000g, A2 9000mm 500000mm³ 20000g chilled/frozen"`: round trip and
 * reach (0 when not said), what it holds by volume and mass, and the handling classes it takes (`ambient` when not
 * said). Throws on anything else.
 */
export const sketchFaces = (text: string): ReadonlyArray<PickFace> =>
  parts(text).map((part): PickFace => {
    const match = /^(\S+) (\d+)mm(?:\+(\d+)ms)? (\d+)mm³ (\d+)g(?: (\S+))?$/.exec(part)
    if (match === null) throw new RangeError(`Expected a face like "A1 12000mm+800ms 500000mm³ 20000g", got "${part}"`)
    const [, face, roundTrip, reach, volume, mass, classes] = match
    return {
      face: String(face) as LocationId,
      roundTripMm: Number(roundTrip),
      reachMillis: Number(reach ?? 0),
      capacityVolumeMm3: Number(volume),
      maxMassGrams: Number(mass),
      handlingClasses: (classes ?? "ambient").split("/")
    }
  })

const parts = (text: string): ReadonlyArray<string> =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "")
