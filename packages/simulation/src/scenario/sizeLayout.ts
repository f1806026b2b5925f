/**
 * A site large enough for a catalogue: one block, with a pick face for every SKU and some to spare.
 */
import { generateLayout, smallSite } from "@stowage/layout/generate"
import type { Layout } from "@stowage/layout/Layout"
import type { LayoutRefusal } from "@stowage/layout/LayoutRefusal"
import type * as Result from "effect/Result"

/** Faces beyond the number of SKUs, so that slotting has a choice. */
const spare = 1.1
const facesPerBay = 4 // two sides, two levels within reach

/** About four times as deep as aisles are apart: aisles of 12 to 40 bays, as many as it takes. */
export const sizeLayout = (skus: number): Result.Result<Layout, LayoutRefusal> => {
  const faces = Math.max(8, Math.ceil(skus * spare))
  const baysPerSide = Math.min(40, Math.max(12, Math.round(Math.sqrt(faces / facesPerBay) * 1.2)))
  const aisles = Math.max(2, Math.ceil(faces / (facesPerBay * baysPerSide)))
  return generateLayout({ ...smallSite, aisles, baysPerSide, depot: { aisle: aisles >> 1, end: "front" } })
}
