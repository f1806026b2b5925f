/**
 * When two lengths are one: the same way added up from either end differs by a rounding.
 */

/** Lengths that differ by less than such a part of them are the same. */
const alike = 1e-12

/** Whether two lengths of 0 or more differ by a rounding at most. Where one way leads and none back they do not. */
export const isSameLength = (a: number, b: number): boolean => a === b || Math.abs(a - b) <= alike * Math.min(a, b)
