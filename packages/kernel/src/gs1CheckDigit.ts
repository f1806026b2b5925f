/**
 * The check digit that ends every numeric GS1 key: GTIN, GLN, SSCC.
 *
 * Source: GS1 General Specifications, section 7.9.1 (standard check digit calculations, modulo 10).
 */

/**
 * The check digit of `digits`, which are all digits of the key but the last.
 *
 * From the right, digits weigh 3, 1, 3, 1, …; the check digit lifts their sum to a multiple of ten. Whoever calls has
 * checked that there are digits only: anything else throws, as the caller's defect.
 */
export const gs1CheckDigit = (digits: string): number => {
  let sum = 0
  for (let index = 0; index < digits.length; index++) {
    const digit = digits.charCodeAt(digits.length - 1 - index) - 48
    if (!(digit >= 0 && digit <= 9)) throw new RangeError(`Expected digits only, got ${JSON.stringify(digits)}`)
    sum += index % 2 === 0 ? digit * 3 : digit
  }
  return (10 - (sum % 10)) % 10
}

/** Whether `key`, digits only, ends in the check digit of the digits before it. False for fewer than two digits. */
export const hasGs1CheckDigit = (key: string): boolean =>
  /^\d{2,}$/.test(key) && gs1CheckDigit(key.slice(0, -1)) === key.charCodeAt(key.length - 1) - 48
