/**
 * Names of commits, streams and claims as 48 bits, by which segments find who mentions them. Two names may have the
 * same: what was found is read and compared before it is believed.
 */
import { mixed } from "@stowage/kernel/hashText"

/** Names of different kinds may be equal texts. */
export type NameKind = "commit" | "stream" | "claim"

const seeds: Readonly<Record<NameKind, number>> = { commit: 0x811c9dc5, stream: 0x27d4eb2f, claim: 0x165667b1 }

const lowBits = 0x10000

/** A whole number below 2^48. Hash: FNV-1a (RFC 9923) and a second multiplier beside it, each finished by MurmurHash3's. */
export const nameHash = (kind: NameKind, name: string): number => {
  let high = seeds[kind]
  let low = ~high
  for (let index = 0; index < name.length; index++) {
    const unit = name.charCodeAt(index)
    high = Math.imul(high ^ unit, 0x01000193)
    low = Math.imul(low ^ unit, 0x5bd1e995)
    low ^= low >>> 15
  }
  return (mixed(high) >>> 0) * lowBits + (mixed(low) >>> 16)
}

/** The upper 32 of the 48 bits: pages are in their order. */
export const highOf = (hash: number): number => Math.floor(hash / lowBits)

/** The lower 16. */
export const lowOf = (hash: number): number => hash & 0xffff
