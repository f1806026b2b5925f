/**
 * A file in memory of numbered sections, each with its length and checksum, read back only when all of it is right.
 *
 * Layout, little-endian, in units of 8 bytes: a head of four words (magic, format, how many sections, 0), a table of
 * four words a section (name, bytes, two of checksum), two words of checksum over head and table, then the sections,
 * each filled up to whole units with zeros.
 */
import * as Result from "effect/Result"
import { checksum } from "./checksum.ts"

/** One part of the file. */
export interface Section {
  /** Four letters. */
  readonly name: string
  readonly bytes: Uint8Array
}

/** Why bytes are not read, in order of precedence. */
export type SectionsRefusal =
  /** Too short, or they do not begin as such a file does. */
  | { readonly _tag: "NotSections"; readonly bytes: number }
  /** Written by another version of the format. */
  | { readonly _tag: "OtherFormat"; readonly format: number; readonly expected: number }
  /** The table of sections does not match its checksum, or the file does not end where it says. */
  | { readonly _tag: "TableDamaged" }
  /** A section does not match its checksum, or what is in it cannot be. */
  | { readonly _tag: "SectionDamaged"; readonly name: string }

const magic = 0x574f5453 // "STOW"
const headWords = 4
const rowWords = 4
/** More sections than any format has. */
const mostSections = 64

const wordOf = (name: string): number =>
  name.charCodeAt(0) | (name.charCodeAt(1) << 8) | (name.charCodeAt(2) << 16) | (name.charCodeAt(3) << 24)

const nameOf = (word: number): string =>
  String.fromCharCode(word & 0xff, (word >> 8) & 0xff, (word >> 16) & 0xff, (word >>> 24) & 0xff)

const whole = (bytes: number): number => 8 * Math.ceil(bytes / 8)

const tableBytes = (sections: number): number => 4 * (headWords + rowWords * sections + 2)

/** The file of these sections. O(bytes). */
export const packSections = (format: number, sections: ReadonlyArray<Section>): Uint8Array<ArrayBuffer> => {
  const start = whole(tableBytes(sections.length))
  const total = sections.reduce((sum, { bytes }) => sum + whole(bytes.length), start)
  const file = new Uint8Array(total)
  const words = new Int32Array(file.buffer)
  words.set([magic, format, sections.length, 0])
  let at = start
  for (const [index, { name, bytes }] of sections.entries()) {
    file.set(bytes, at)
    const end = at + whole(bytes.length)
    const row = headWords + rowWords * index
    words.set([wordOf(name), bytes.length, ...checksum(words.subarray(at / 4, end / 4))], row)
    at = end
  }
  const sumAt = headWords + rowWords * sections.length
  words.set(checksum(words.subarray(0, sumAt)), sumAt)
  return file
}

/** The sections of a file, as views of its bytes, or of a copy when they do not lie on whole units. O(bytes). */
export const unpackSections = (
  format: number,
  given: Uint8Array
): Result.Result<ReadonlyMap<string, Uint8Array<ArrayBuffer>>, SectionsRefusal> => {
  const file = given.byteOffset % 8 === 0 && given.buffer instanceof ArrayBuffer ? given : given.slice()
  const notSections: SectionsRefusal = { _tag: "NotSections", bytes: file.length }
  if (file.length < tableBytes(0) || file.length % 8 !== 0) return Result.fail(notSections)
  const words = new Int32Array(file.buffer as ArrayBuffer, file.byteOffset, file.length / 4)
  if (words[0] !== magic) return Result.fail(notSections)
  if (words[1] !== format) return Result.fail({ _tag: "OtherFormat", format: words[1] ?? 0, expected: format })
  const count = words[2] as number
  const sumAt = headWords + rowWords * count
  if (count < 0 || count > mostSections || file.length < tableBytes(count)) return Result.fail({ _tag: "TableDamaged" })
  if (!isSum(words, 0, sumAt, sumAt)) return Result.fail({ _tag: "TableDamaged" })
  const sections = new Map<string, Uint8Array<ArrayBuffer>>()
  let at = whole(tableBytes(count))
  for (let row = headWords; row < sumAt; row += rowWords) {
    const name = nameOf(words[row] as number)
    const bytes = (words[row + 1] as number) >>> 0
    const end = at + whole(bytes)
    if (end > file.length || !isSum(words, at / 4, end / 4, row + 2)) {
      return Result.fail({ _tag: "SectionDamaged", name })
    }
    sections.set(name, new Uint8Array(file.buffer as ArrayBuffer, file.byteOffset + at, bytes))
    at = end
  }
  return at === file.length ? Result.succeed(sections) : Result.fail({ _tag: "TableDamaged" })
}

/** Whether the two words at `sumAt` are the checksum of those from `from` to `to`. */
const isSum = (words: Int32Array, from: number, to: number, sumAt: number): boolean => {
  const [one, two] = checksum(words.subarray(from, to))
  return words[sumAt] === one && words[sumAt + 1] === two
}

/** A refusal as a sentence. */
export const saySectionsRefusal = (refusal: SectionsRefusal): string => {
  switch (refusal._tag) {
    case "NotSections":
      return `Expected a packed snapshot, got ${refusal.bytes} bytes that do not begin as one.`
    case "OtherFormat":
      return `The snapshot is of format ${refusal.format}, expected ${refusal.expected}; make it again from the journal.`
    case "TableDamaged":
      return "The snapshot's table of sections is damaged; make it again from the journal."
    case "SectionDamaged":
      return `The snapshot's section ${refusal.name} is damaged; make it again from the journal.`
  }
}
