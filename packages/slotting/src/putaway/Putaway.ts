/**
 * Where an arriving pallet, or line, may go, and what speaks for each place.
 */
import type { LocationId, Sku } from "@stowage/kernel/Ids"
import type { Point } from "@stowage/layout/Location"
import { storageRules, type StorageNeeds, type StorageRoom, type StorageRules } from "../rules/StorageRules.ts"

/** Units of one SKU, lot and owner: arriving, lying somewhere, or on their way to a place. */
export interface Stock extends StorageNeeds {
  readonly sku: Sku
  readonly lot?: string
  readonly units: number
}

/** A place that stock is put away to. */
export interface PutawayPlace extends StorageRoom {
  readonly location: LocationId
  /** The walk from where goods arrive. */
  readonly walkMm: number
  /** Kept for this SKU alone. */
  readonly keptFor?: Sku
  readonly stored?: ReadonlyArray<Stock>
  /** On its way here: it takes up room, and is mixed with, as if it were there. */
  readonly inFlight?: ReadonlyArray<Stock>
}

/** What may lie together in one place. */
export interface MixingRules {
  readonly mostSkus: number
  /** Of one SKU. */
  readonly mostLots: number
  readonly mostOwners: number
}

export interface PutawayRules extends StorageRules {
  /** One SKU, lot and owner when not said. */
  readonly mixing?: MixingRules
}

/** Every rule that a place may refuse by, in the order checked: those of storage, and those of mixing. */
export const putawayRules = [...storageRules, "mixedSkus", "mixedLots", "mixedOwners"] as const
export type PutawayRule = (typeof putawayRules)[number]

/** What arrives. */
export interface Arrival extends Stock {
  /** Where its pick faces are: it is put near them. */
  readonly near?: ReadonlyArray<Point>
  readonly forbidden?: ReadonlyArray<LocationId>
}

/** What each reason is worth, in milliseconds of walking: 0 when it does not matter, never less. */
export interface PutawayWeights {
  readonly walkMmPerSecond: number
  /** For a place that already has the SKU and lot. */
  readonly consolidationMillis: number
  /** For an empty place. */
  readonly emptyMillis: number
  /** Against an aisle that is full, as compared with one that is empty. */
  readonly balanceMillis: number
  /** Against room that stays empty beside it: of a whole place. */
  readonly leftoverMillis: number
}

/** What speaks against a place, in milliseconds: what speaks for it is below 0. */
export interface PutawayReasons {
  /** From where it arrives to the place. */
  readonly walk: number
  /** From the place to the nearest of its pick faces. */
  readonly toPickFace: number
  readonly consolidation: number
  readonly empty: number
  readonly balance: number
  readonly leftover: number
}

export interface PutawaySuggestion {
  readonly location: LocationId
  /** The sum of the reasons; the least is best. */
  readonly millis: number
  readonly reasons: PutawayReasons
}

/** What every place of a site says to an arrival. */
export interface PutawayRefusals {
  /** How many places would take it. */
  readonly open: number
  /** How many places refuse by which rule first. */
  readonly refused: Readonly<Partial<Record<PutawayRule, number>>>
}

/** A place that refuses. */
export interface PlaceRefused {
  readonly location: LocationId
  readonly rule: PutawayRule
  /** What lies where it should not, for a rule between SKUs. */
  readonly other?: Sku
}

/** What takes up room. */
export const stockVolumeMm3 = ({ unitVolumeMm3, units }: Stock): number => units * unitVolumeMm3
export const stockMassGrams = ({ unitMassGrams, units }: Stock): number => units * unitMassGrams
