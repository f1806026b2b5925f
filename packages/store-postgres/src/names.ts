/**
 * Names as the tables hold them. PostgreSQL's text holds no NUL, and its indexes no long keys; names may be anything.
 */
import { createHash } from "node:crypto"

/** A longer name is kept apart from its key: an index entry holds about 2,700 bytes, and a character is up to four. */
const longestKey = 400

const escaped: Readonly<Record<string, string>> = { "\u0000": "\u0001\u0001", "\u0001": "\u0001\u0002" }

/** Text that PostgreSQL can hold, a different one for every text. The same text but for NUL and U+0001. */
export const stored = (text: string): string =>
  // oxlint-disable-next-line no-control-regex
  /[\u0000\u0001]/.test(text) ? text.replace(/[\u0000\u0001]/g, (character) => escaped[character] ?? character) : text

/** The text that was `stored`. */
export const told = (text: string): string =>
  text.includes("\u0001") ? text.replaceAll("\u0001\u0001", "\u0000").replaceAll("\u0001\u0002", "\u0001") : text

/** What a name is found by: itself as stored or, when it is long, its SHA-256 behind a mark no stored text has. */
export const keyOf = (name: string): string =>
  name.length <= longestKey ? stored(name) : `\u0001\u0003${createHash("sha256").update(name).digest("hex")}`

/** What has to be kept beside the key so that the name is known; null when the key says it. */
export const restOf = (name: string): string | null => (name.length <= longestKey ? null : stored(name))

/** The name with this key and rest. */
export const nameOf = (key: string, rest: string | null): string => told(rest ?? key)
