/**
 * A hash of text: 32 bits, the same on every machine.
 *
 * Source: FNV-1a (RFC 9923) over UTF-16 units, then the finaliser of MurmurHash3.
 */

/** Where the hash of a text starts, before its first unit. */
export const hashStart = 0x811c9dc5

/** The hash so far, and one more unit. */
export const hashStep = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x01000193)

/** The hash of `text`: 32 bits. */
export const hashText = (text: string): number => {
  let hash = hashStart
  for (let index = 0; index < text.length; index++) hash = hashStep(hash, text.charCodeAt(index))
  return mixed(hash)
}

/** Spreads 32 bits so that each depends on all. */
export const mixed = (bits: number): number => {
  let hash = bits ^ (bits >>> 16)
  hash = Math.imul(hash, 0x85ebca6b)
  hash ^= hash >>> 13
  hash = Math.imul(hash, 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}
