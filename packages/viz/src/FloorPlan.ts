/** A floor as it is drawn from above. `xMm` runs to the right and `yMm` away from the front, which is drawn below. */

export interface Area {
  readonly xMm: number
  readonly yMm: number
  readonly widthMm: number
  readonly heightMm: number
}

/** One bay seen from above: all the locations that stand over each other. */
export interface Face extends Area {
  readonly name: string
  readonly locations: ReadonlyArray<string>
}

/** A point that carries a name: a depot, a dock, an aisle's number. */
export interface Mark {
  readonly name: string
  readonly xMm: number
  readonly yMm: number
}

/** What `layoutSvg`, `heatMapSvg` and `walkSvg` draw on; `floorPlanOf` makes one of a layout. */
export interface FloorPlan {
  readonly walkways: ReadonlyArray<Area>
  readonly faces: ReadonlyArray<Face>
  readonly stations: ReadonlyArray<Mark>
  /** Numbers of the aisles, written beyond the point. */
  readonly aisles: ReadonlyArray<Mark>
}
