/**
 * A lot: units of one SKU that were made together, and so expire together. Which lot a unit belongs to stands in its
 * account; when the lot expires and when it came in stands here.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { Decider } from "@stowage/kernel/Decider"
import { LotId, Sku } from "@stowage/kernel/Ids"
import { Instant } from "@stowage/kernel/Instant"
import { LocalDate } from "@stowage/kernel/LocalDate"

/** A lot as it is known. Nothing before it was registered. */
export interface Lot {
  readonly sku: Sku
  readonly lot: LotId
  readonly receivedAt: Instant
  readonly expiresOn?: LocalDate
}

/** What may be asked. */
export interface RegisterLot extends Lot {
  readonly _tag: "RegisterLot"
}

/** What happened to a lot. Stored as written: add cases and optional fields, never change one. */
export const LotEvent = Schema.TaggedUnion({
  LotRegistered: { sku: Sku, lot: LotId, receivedAt: Instant, expiresOn: Schema.optionalKey(LocalDate) }
})
export type LotEvent = typeof LotEvent.Type

/** Why not: the lot is known with another expiry date, and one of the two is wrong. */
export interface LotExpiresOtherwise {
  readonly _tag: "LotExpiresOtherwise"
  readonly lot: LotId
  readonly known: LocalDate | undefined
  readonly asked: LocalDate | undefined
}

/** The first receipt of a lot registers it; a later one with the same expiry date adds nothing. */
export const LotDecider: Decider<Lot | undefined, RegisterLot, LotEvent, LotExpiresOtherwise> = {
  initial: undefined,
  decide: ({ _tag: _, ...asked }, known) => {
    if (known === undefined) return Result.succeed([{ _tag: "LotRegistered", ...asked }])
    if (known.expiresOn === asked.expiresOn) return Result.succeed([])
    const { expiresOn, lot } = asked
    return Result.fail({ _tag: "LotExpiresOtherwise", lot, known: known.expiresOn, asked: expiresOn })
  },
  evolve: (_lot, { _tag: _, ...lot }) => lot
}

/** The id of a lot's record: SKU and lot number, since two makers may number alike. Ids may contain `/` but no `|`. */
export const lotRecordId = (sku: Sku, lot: LotId): string => `${sku}|${lot}`
