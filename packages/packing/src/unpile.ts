/**
 * From the piles of a search to the units of a plan.
 */
import { pileSize } from "./firstFit.ts"
import type { PackItem } from "./PackingProblem.ts"
import type { Placement } from "./PackPlan.ts"

/** Every unit on its own, pile after pile, each from its lowest layer up: an order in which they can be loaded. */
export const unpile = (items: ReadonlyArray<PackItem>, piles: ReadonlyArray<number>): ReadonlyArray<Placement> => {
  const placements: Array<Placement> = []
  for (let at = 0; at < piles.length; at += pileSize) {
    const [kind, x, y, z, l, w, h, nx, ny, nz] = piles.slice(at, at + pileSize) as Pile
    const item = items[kind]!.id
    for (let unit = 0; unit < nx * ny * nz; unit++) {
      const column = unit % nx
      const row = Math.floor(unit / nx) % ny
      const layer = Math.floor(unit / (nx * ny))
      placements.push({ item, x: x + column * l, y: y + row * w, z: z + layer * h, l, w, h })
    }
  }
  return placements
}

type Pile = [
  kind: number,
  x: number,
  y: number,
  z: number,
  l: number,
  w: number,
  h: number,
  nx: number,
  ny: number,
  nz: number
]
