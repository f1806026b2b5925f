import type { ForwardFace, ForwardSku } from "./ForwardArea.ts"

/**
 * Rounds rooms to whole cases: down first, and then up again, one case at a time, where a case saves most restocks for
 * its volume, as long as the area has room. Ties break by the order given. Who has no cases keeps his room.
 */
export const fillCases = (
  skus: ReadonlyArray<ForwardSku>,
  shared: ReadonlyArray<ForwardFace>,
  volumeMm3: number
): ReadonlyArray<ForwardFace> => {
  const rooms = shared.map((face, at) => {
    const { caseMm3, leastMm3 = 0 } = skus[at]!
    if (caseMm3 === undefined) return face.volumeMm3
    return Math.max(Math.round(leastMm3 / caseMm3), Math.floor(face.volumeMm3 / caseMm3 + 1e-9)) * caseMm3
  })
  let left = volumeMm3 - rooms.reduce((sum, room) => sum + room, 0)
  const byGain = skus
    .map(({ caseMm3 = 0, flowMm3PerDay }, at) => {
      const room = rooms[at]!
      return { at, caseMm3, gain: caseMm3 === 0 ? 0 : flowMm3PerDay / room / (room + caseMm3) }
    })
    .filter(({ gain }) => gain > 0)
    .sort((a, b) => b.gain - a.gain || a.at - b.at)
  for (const { at, caseMm3 } of byGain) {
    const { mostMm3 = Infinity } = skus[at]!
    if (caseMm3 > left || rooms[at]! + caseMm3 > mostMm3) continue
    rooms[at]! += caseMm3
    left -= caseMm3
  }
  return shared.map(({ sku }, at) => ({ sku, volumeMm3: rooms[at]! }))
}
