import type { LocationId } from "@stowage/kernel"
import type { PickFace, RouteMm } from "@stowage/slotting"

/** The walk by the return rule: along the front, into each aisle with a pick as far as the farthest, and out again. */
export const returnWalk = (faces: ReadonlyArray<PickFace>, depotXMm: number): RouteMm => {
  const places = new Map<LocationId, PickFace>(faces.map((face) => [face.face, face]))
  return (stops) => {
    const depths = new Map<string, number>()
    let [left, right] = [depotXMm, depotXMm]
    for (const stop of stops) {
      const { aisle = "", at = { xMm: depotXMm, yMm: 0 } } = places.get(stop) ?? {}
      depths.set(aisle, Math.max(depths.get(aisle) ?? 0, at.yMm))
      left = Math.min(left, at.xMm)
      right = Math.max(right, at.xMm)
    }
    const intoAisles = [...depths.values()].reduce((sum, depth) => sum + depth, 0)
    return 2 * (right - left + intoAisles)
  }
}
