import { poseSize, posesSize, type Kinds, type Room } from "./Kinds.ts"
import { clearSurface, raise, type Surface } from "./Surface.ts"
export interface Rule { readonly pile: number; readonly aim: number; readonly drive: number }
export interface Load { count: number; readonly blocks: Array<number>; readonly left: Int32Array; volumeMm3: number; massGrams: number; units: number }
export const blockSize = 10
export const makeLoad = (kinds: number): Load => ({ count: 0, blocks: [], left: new Int32Array(kinds), volumeMm3: 0, massGrams: 0, units: 0 })

const best = { score: 0, kind: 0, rect: 0, pose: 0, nx: 0, ny: 0, nz: 0 }
// size a grid
const grid = { nx: 0, ny: 0, nz: 0 }
const size = (fx: number, fy: number, fz: number, q: number, pile: number): void => {
  let nx: number, ny: number, nz: number
  if (pile === 0) { // layer first, x then y
    nx = Math.min(fx, q); ny = Math.min(fy, Math.floor(q / nx)); nz = Math.min(fz, Math.floor(q / (nx * ny)))
  } else if (pile === 1) { // tower first
    nz = Math.min(fz, q); nx = Math.min(fx, Math.floor(q / nz)); ny = Math.min(fy, Math.floor(q / (nz * nx)))
  } else if (pile === 2) { // single
    nx = 1; ny = 1; nz = 1
  } else { // towers only
    nz = Math.min(fz, q); nx = 1; ny = 1
  }
  grid.nx = nx; grid.ny = ny; grid.nz = nz
}
const consider = (kinds: Kinds, room: Room, surface: Surface, kind: number, rect: number, q: number, rule: Rule): void => {
  const sx = surface.x1[rect]! - surface.x0[rect]!
  const sy = surface.y1[rect]! - surface.y0[rect]!
  const z = surface.z[rect]!
  const sz = room.heightMm - z
  const from = kind * posesSize
  const end = from + kinds.poseCount[kind]! * poseSize
  for (let pose = from; pose < end; pose += poseSize) {
    const l = kinds.poses[pose]!, w = kinds.poses[pose + 1]!, h = kinds.poses[pose + 2]!
    if (l > sx || w > sy || h > sz) continue
    size(Math.floor(sx / l), Math.floor(sy / w), Math.floor(sz / h), q, rule.pile)
    const { nx, ny, nz } = grid
    const bx = l * nx, by = w * ny, bz = h * nz
    const ex = sx - bx, ey = sy - by, ez = sz - bz
    let score: number
    switch (rule.aim) {
      case 0: score = -(z * 1e6) - Math.min(ex, ey) - (ex + ey) * 1e-3; break
      case 1: score = -((z + bz) * 1e6) - Math.min(ex, ey); break
      case 2: score = (bx * by * bz) / (sx * sy * sz); break
      case 3: score = -Math.min(ex, ey) - 1e-4 * z; break
      case 4: score = (bx * by) / (sx * sy) - 1e-4 * z; break
      case 5: score = -Math.min(ex, ey, ez); break
      default: score = bx * by * bz; break
    }
    if (score > best.score) { best.score = score; best.kind = kind; best.rect = rect; best.pose = pose; best.nx = nx; best.ny = ny; best.nz = nz }
  }
}
const put = (kinds: Kinds, room: Room, surface: Surface, load: Load): void => {
  const { kind, rect, pose, nx, ny, nz } = best
  const l = kinds.poses[pose]!, w = kinds.poses[pose + 1]!, h = kinds.poses[pose + 2]!
  const bx = l * nx, by = w * ny
  const x = surface.x0[rect]! <= room.lengthMm - surface.x1[rect]! ? surface.x0[rect]! : surface.x1[rect]! - bx
  const y = surface.y0[rect]! <= room.widthMm - surface.y1[rect]! ? surface.y0[rect]! : surface.y1[rect]! - by
  const z = surface.z[rect]!
  const n = nx * ny * nz
  load.blocks.push(kind, x, y, z, l, w, h, nx, ny, nz)
  load.left[kind]! -= n
  load.units += n
  load.volumeMm3 += n * kinds.volumeMm3[kind]!
  load.massGrams += n * kinds.massGrams[kind]!
  raise(surface, x, y, x + bx, y + by, z, z + h * nz, room.heightMm)
}
export const fill = (kinds: Kinds, room: Room, left: Int32Array, order: ArrayLike<number>, rule: Rule, surface: Surface, load: Load): boolean => {
  load.blocks.length = 0; load.left.set(left); load.volumeMm3 = 0; load.massGrams = 0; load.units = 0
  clearSurface(surface, room.lengthMm, room.widthMm)
  const n = order.length
  const quota = (k: number): number => {
    const m = kinds.massGrams[k]!
    return m === 0 ? load.left[k]! : Math.min(load.left[k]!, Math.floor((room.payloadGrams - load.massGrams) / m))
  }
  if (rule.drive === 0) {
    for (let i = 0; i < n; i++) {
      const kind = order[i]!
      for (;;) {
        const q = quota(kind)
        if (q <= 0) break
        best.score = -Infinity
        for (let rect = 0; rect < surface.count; rect++) consider(kinds, room, surface, kind, rect, q, rule)
        if (best.score === -Infinity) break
        put(kinds, room, surface, load)
      }
    }
  } else {
    // space-driven
    const dead = new Set<string>()
    for (;;) {
      let pick = -1, key = Infinity
      for (let r = 0; r < surface.count; r++) {
        const id = `${surface.x0[r]},${surface.y0[r]},${surface.x1[r]},${surface.y1[r]},${surface.z[r]}`
        if (dead.has(id)) continue
        const area = (surface.x1[r]! - surface.x0[r]!) * (surface.y1[r]! - surface.y0[r]!)
        const k = rule.drive === 1 ? surface.z[r]! * 1e7 - area : rule.drive === 2 ? area : -area
        if (k < key) { key = k; pick = r }
      }
      if (pick < 0) break
      best.score = -Infinity
      for (let i = 0; i < n; i++) {
        const kind = order[i]!
        const q = quota(kind)
        if (q > 0) consider(kinds, room, surface, kind, pick, q, rule)
      }
      if (best.score === -Infinity) { dead.add(`${surface.x0[pick]},${surface.y0[pick]},${surface.x1[pick]},${surface.y1[pick]},${surface.z[pick]}`); continue }
      put(kinds, room, surface, load)
    }
  }
  for (let k = 0; k < kinds.count; k++) if (load.left[k]! > 0) return false
  return true
}
