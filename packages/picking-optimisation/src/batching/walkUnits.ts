/**
 * Lengths in whole units: sums of them are compared without a branch, which a processor would guess wrong as often as
 * not where nothing is known of which is the less.
 */

/** No walk: more than any, and twice as much is still a whole number of 32 bits. */
export const never = 1 << 29

/** The lesser of two lengths, neither of which is twice `never` or more. */
export const lesser = (one: number, other: number): number => {
  const more = (other - one) | 0
  return (one + (more & (more >> 31))) | 0
}

/** The greater of two lengths, neither of which is twice `never` or more. */
export const greater = (one: number, other: number): number => {
  const more = (one - other) | 0
  return (one - (more & (more >> 31))) | 0
}

const decimals = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000]
/** So near to a whole number is a decimal that binary fractions round. */
const rounding = 1e-6

/**
 * Units in a millimetre, such that no walk is `mostMm` long and as many units as `never`: millimetres, tenths, or
 * hundredths and so on where all of `lengthsMm` are whole numbers of them, the coarsest of these. Else as fine as it
 * may be, and each length is off by up to half a unit.
 */
export const unitsPerMm = (lengthsMm: ReadonlyArray<number>, mostMm: number): number => {
  const most = never / 2
  const isWhole = (perMm: number): boolean =>
    lengthsMm.every((mm) => Math.abs(mm * perMm - Math.round(mm * perMm)) < rounding)
  const decimal = decimals.find((perMm) => mostMm * perMm <= most && isWhole(perMm))
  if (decimal !== undefined) return decimal
  let perMm = 1
  while (mostMm * perMm <= most / 2) perMm *= 2
  while (mostMm * perMm > most) perMm /= 2
  return perMm
}
