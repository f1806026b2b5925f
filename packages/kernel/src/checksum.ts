/**
 * A checksum that tells damage, not malice: 64 bits over 32-bit words, in two lanes that each word passes through.
 *
 * Every step is one to one in the word and in the state, so a single changed word always changes the sum; any other
 * damage goes unseen once in 2^64. About a nanosecond a word.
 *
 * Source: the 32-bit rounds of MurmurHash3 (A. Appleby, public domain).
 */
import { mixed } from "./hashText.ts"

/** Two words that stand for `words`. */
export const checksum = (words: Int32Array): readonly [number, number] => {
  let one = 0x9747b28c | 0
  let two = 0x5bd1e995 | 0
  for (let index = 0; index < words.length; index++) {
    const word = Math.imul(words[index] as number, 0xcc9e2d51)
    one ^= word
    one = Math.imul((one << 13) | (one >>> 19), 5) + 0xe6546b64
    two = Math.imul(two ^ (words[index] as number), 0x01000193)
    two ^= two >>> 15
  }
  return [mixed(one ^ words.length), mixed(two ^ words.length)]
}
