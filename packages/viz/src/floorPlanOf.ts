/**
 * The plan of a layout. A layout says where people stand; how deep the shelves are is drawn from the space between
 * aisles.
 */
import { type DrawnFloor, type RectangularFloor } from "@stowage/layout/Floor"
import { type Layout } from "@stowage/layout/Layout"
import { type Location } from "@stowage/layout/Location"
import { extent } from "./extent.ts"
import { type Area, type Face, type FloorPlan, type Mark } from "./FloorPlan.ts"

// Of the space between two aisles' centre lines, the share that is half an aisle; the rest is shelf, back to back.
const halfAisle = 0.22

const defaultPitchMm = 4_200
const defaultBayMm = 1_200

/**
 * The plan of a layout: one face per bay and side, stations by the point where they stand. O(n log n) in the locations.
 */
export const floorPlanOf = (layout: Layout): FloorPlan => {
  const { floor } = layout
  const onFloor = layout.locations.filter(isStation)
  const bays = [...baysOf(layout.locations.filter((location) => !isStation(location))).values()]
  switch (floor._tag) {
    case "RectangularFloor":
      return { ...rectangularPlan(floor, bays), stations: stationsOf(onFloor) }
    case "DrawnFloor":
      return { ...drawnPlan(floor, bays), stations: stationsOf(onFloor) }
  }
}

type Bay = readonly [Location, ...ReadonlyArray<Location>]

const isStation = (location: Location): boolean => location.bay === 0 && location.level === 0

const baysOf = (locations: ReadonlyArray<Location>): ReadonlyMap<string, Bay> => {
  const bays = new Map<string, [Location, ...Array<Location>]>()
  for (const location of locations) {
    const key = [location.xMm, location.yMm, location.side, location.zone, location.bay].join("|")
    const bay = bays.get(key)
    if (bay === undefined) bays.set(key, [location])
    else bay.push(location)
  }
  return bays
}

const stationsOf = (locations: ReadonlyArray<Location>): ReadonlyArray<Mark> => {
  const marks = new Map<string, Mark>()
  for (const { id, xMm, yMm } of locations) {
    const key = `${xMm}|${yMm}`
    const before = marks.get(key)
    marks.set(key, { name: before === undefined ? id : `${before.name} · ${id}`, xMm, yMm })
  }
  return [...marks.values()]
}

const faceOf = (bay: Bay, area: Area): Face => ({
  ...area,
  name: bay[0].bay === 0 ? bay[0].id : bay[0].id.replace(/-\d+$/, ""),
  locations: bay.map(({ id }) => id)
})

const leastGap = (positions: ReadonlyArray<number>): number => {
  const sorted = [...new Set(positions)].toSorted((a, b) => a - b)
  let least = Number.POSITIVE_INFINITY
  for (const [index, position] of sorted.entries()) {
    if (index > 0) least = Math.min(least, position - (sorted[index - 1] ?? position))
  }
  return least
}

const orElse = (value: number, fallback: number): number => (Number.isFinite(value) ? value : fallback)

/** As long as neighbouring bays of a block are apart, and so that no bay stands in a cross-aisle. */
const bayLengthMm = (bayYMm: ReadonlyArray<number>, crossAisleYMm: ReadonlyArray<number>): number => {
  const gaps = crossAisleYMm.map((front, index) => {
    const back = crossAisleYMm[index + 1] ?? front
    return leastGap(bayYMm.filter((y) => y > front && y < back))
  })
  const [room] = extent(
    bayYMm.flatMap((y) => crossAisleYMm.map((across) => Math.abs(across - y)).filter((mm) => mm > 0))
  )
  return Math.min(orElse(extent(gaps)[0], defaultBayMm), 1.8 * room)
}

const rectangularPlan = (floor: RectangularFloor, bays: ReadonlyArray<Bay>): Omit<FloorPlan, "stations"> => {
  const pitchMm = orElse(leastGap(floor.aisleXMm), defaultPitchMm)
  const bayYMm = [...new Set(bays.map(([{ yMm }]) => yMm))]
  const bayMm = bayLengthMm(bayYMm, floor.crossAisleYMm)
  const [corridorMm, depthMm] = [2 * halfAisle * pitchMm, (0.5 - halfAisle) * pitchMm]
  const offsets = { left: -pitchMm / 2, right: corridorMm / 2, inLine: -depthMm / 2 }
  const faces = bays.map((bay) => {
    const [{ side, xMm, yMm }] = bay
    return faceOf(bay, { xMm: xMm + offsets[side], yMm: yMm - bayMm / 2, widthMm: depthMm, heightMm: bayMm })
  })
  const [front = 0, back = 0] = [floor.crossAisleYMm[0], floor.crossAisleYMm.at(-1)]
  const [left = 0, right = 0] = [floor.aisleXMm[0], floor.aisleXMm.at(-1)]
  const across = floor.crossAisleYMm.map((yMm): Area => {
    const [room] = extent([pitchMm / 2, ...bayYMm.map((bayY) => Math.abs(bayY - yMm) - bayMm / 2)])
    const half = room > 0 ? room : corridorMm / 2
    return { xMm: left - pitchMm / 2, yMm: yMm - half, widthMm: right - left + pitchMm, heightMm: 2 * half }
  })
  const along = floor.aisleXMm.map((xMm): Area => ({
    xMm: xMm - corridorMm / 2,
    yMm: front,
    widthMm: corridorMm,
    heightMm: back - front
  }))
  const [, topMm] = extent(across.map(({ heightMm, yMm }) => yMm + heightMm))
  const numbers = floor.aisleXMm.map((xMm, index): Mark => ({ name: String(index + 1), xMm, yMm: topMm }))
  return { walkways: [...along, ...across], faces, aisles: numbers }
}

const isWall = (floor: DrawnFloor, row: number, column: number): boolean => floor.rows[row]?.[column] === "#"

const cellsOf = (floor: DrawnFloor, row: number, column: number, count: number): Area => ({
  xMm: (column - 0.5) * floor.cellMm,
  yMm: (floor.rows.length - 1.5 - row) * floor.cellMm,
  widthMm: count * floor.cellMm,
  heightMm: floor.cellMm
})

/** How many cells from this one on, in steps to the right or the left, are no walkway; 1 to `most`. */
const wallsFrom = (floor: DrawnFloor, row: number, column: number, step: number, most: number): number => {
  let count = 1
  while (count < most && isWall(floor, row, column + step * count)) count++
  return count
}

/** The cells a bay takes: as many as its name has letters, beside the cell from which it is reached. */
const drawnFace = (floor: DrawnFloor, bay: Bay, sharing: number): Face => {
  const [{ id, side, xMm, yMm }] = bay
  const column = Math.round(xMm / floor.cellMm)
  const row = floor.rows.length - 1 - Math.round(yMm / floor.cellMm)
  if (side === "inLine") {
    const beside = [row - 1, row + 1].filter((candidate) => isWall(floor, candidate, column))
    const inRow = beside[sharing % Math.max(1, beside.length)] ?? row
    return faceOf(bay, cellsOf(floor, inRow, column, wallsFrom(floor, inRow, column, 1, id.length)))
  }
  const step = side === "left" ? -1 : 1
  const count = wallsFrom(floor, row, column + step, step, id.length)
  return faceOf(bay, cellsOf(floor, row, side === "left" ? column - count : column + 1, count))
}

const drawnPlan = (floor: DrawnFloor, bays: ReadonlyArray<Bay>): Omit<FloorPlan, "stations"> => {
  const seen = new Map<string, number>()
  const faces = bays.map((bay) => {
    const [{ side, xMm, yMm }] = bay
    const key = `${xMm}|${yMm}|${side}`
    const sharing = seen.get(key) ?? 0
    seen.set(key, sharing + 1)
    return drawnFace(floor, bay, sharing)
  })
  const walkways = floor.rows.flatMap((cells, row) =>
    [...cells.matchAll(/\.+/g)].map((run) => cellsOf(floor, row, run.index, run[0].length))
  )
  return { walkways, faces, aisles: [] }
}
