/**
 * A place in a site that stock can stand in, and where on the walk somebody stands who reaches into it.
 */
import { type LocationId } from "@stowage/kernel/Ids"

/** A point on the floor. `xMm` runs across the aisles from the left, `yMm` along them from the front. */
export interface Point {
  readonly xMm: number
  readonly yMm: number
}

/**
 * What a location is for: a pick face is picked from, a reserve refills it; goods come in over a dock, are packed at a
 * pack station and wait for their lorry in a stage; what is in quarantine waits for a decision.
 */
export const locationUses = ["pickFace", "reserve", "dock", "pack", "stage", "quarantine"] as const
export type LocationUse = (typeof locationUses)[number]

/** How much fits. */
export interface Capacity {
  readonly volumeMm3: number
  readonly massGrams: number
}

/** The capacity of a place that nothing fills: the floor of a dock, a pack station, a stage. */
export const notLimited: Capacity = { volumeMm3: Number.MAX_SAFE_INTEGER, massGrams: Number.MAX_SAFE_INTEGER }

/** The clear inside of a location: what a thing must be smaller than to go in. */
export interface InnerDimensions {
  readonly lengthMm: number
  readonly widthMm: number
  readonly heightMm: number
}

/** Where the shelf is for somebody who stands at the location's point with his back to the front of the site. */
export type Side = "left" | "right" | "inLine"

/** One location. Its point is where the walk stops for it, so both sides and all levels of one bay share a point. */
export interface Location extends Point {
  readonly id: LocationId
  readonly zone: string
  /** Index of the aisle, from 0 at the left. */
  readonly aisle: number
  /** The bay's number as painted on the rack, from 1; 0 for a place on the floor. */
  readonly bay: number
  /** The shelf level, from 1 at the bottom; 0 for a place on the floor. */
  readonly level: number
  readonly side: Side
  readonly use: LocationUse
  readonly capacity: Capacity
  /** Absent when only the volume is known. */
  readonly inner?: InnerDimensions
}
