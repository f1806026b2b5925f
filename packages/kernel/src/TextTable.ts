/**
 * Texts and their numbers: each text is kept once and numbered 0, 1, 2 … in the order first seen.
 *
 * Beside a `Map` from text to number it looks once where a map looks twice (finding that a text is new finds its slot
 * too), touches one line of memory where a map touches several, has no limit at 2^24 entries, and forgets its newest
 * texts exactly, which is what undoing needs.
 *
 * Source: open addressing with linear probing and deletion by shifting back; Knuth, The Art of Computer Programming,
 * volume 3, 6.4, algorithms L and R.
 */
import { discard } from "./columns.ts"
import { hashText } from "./hashText.ts"
import { TextArena } from "./TextArena.ts"

/** Texts and their numbers. */
export interface TextTable<T extends string = string> {
  /** How many texts there are; the next new one gets this number. */
  readonly size: number
  /** The number of `text`; -1 when it has none. O(length). */
  readonly find: (text: T) => number
  /** The number of `text`, which is new when it equals what `size` was before. O(length). */
  readonly numberOf: (text: T) => number
  /** The text of a number below `size`. */
  readonly textOf: (number: number) => T
  /** Forgets every text numbered `size` or higher. O(texts forgotten). */
  readonly shrink: (size: number) => void
}

const smallest = 16
/** A table of so many slots is made anew when it is to forget all; a smaller one is sooner emptied text by text. */
const large = 1024

/** A table of no texts. Ten bytes a text beside the text itself, or more by up to as much just after it has grown. */
export const makeTextTable = <T extends string = string>(): TextTable<T> => new Table<T>(new TextList())

/** The same for names that are hardly ever read: they are kept as bytes, and made into strings when asked for. */
export const makeNameTable = <T extends string = string>(): TextTable<T> => new Table<T>(new TextArena())

/** Where a table keeps its texts. */
interface Texts {
  readonly size: number
  readonly push: (text: string) => void
  readonly is: (number: number, text: string) => boolean
  readonly at: (number: number) => string
  readonly hashAt: (number: number) => number
  readonly shrink: (size: number) => void
}

class TextList implements Texts {
  private readonly texts: Array<string> = []

  get size(): number {
    return this.texts.length
  }

  push(text: string): void {
    this.texts.push(text)
  }

  is(number: number, text: string): boolean {
    return this.texts[number] === text
  }

  at(number: number): string {
    return this.texts[number] as string
  }

  hashAt(number: number): number {
    return hashText(this.at(number))
  }

  shrink(size: number): void {
    this.texts.length = size
  }
}

class Table<T extends string> implements TextTable<T> {
  private readonly texts: Texts
  /** Pairs of a text's hash and its number plus one; a pair of no text has 0. */
  private slots = new Int32Array(2 * smallest)
  private mask = smallest - 1
  /** The text last looked for in vain, and what looking for it found out: who then adds it need not look again. */
  private missed: T | undefined
  private missedHash = 0
  private missedSlot = 0

  constructor(texts: Texts) {
    this.texts = texts
  }

  get size(): number {
    return this.texts.size
  }

  find(text: T): number {
    const { slots, mask, texts } = this
    const hash = hashText(text)
    let slot = hash & mask
    for (;;) {
      const held = slots[2 * slot + 1] as number
      if (held === 0) break
      if (slots[2 * slot] === hash && texts.is(held - 1, text)) return held - 1
      slot = (slot + 1) & mask
    }
    this.missed = text
    this.missedHash = hash
    this.missedSlot = slot
    return -1
  }

  numberOf(text: T): number {
    if (this.missed !== text) {
      const number = this.find(text)
      if (number >= 0) return number
    }
    const number = this.texts.size
    this.texts.push(text)
    this.slots[2 * this.missedSlot] = this.missedHash
    this.slots[2 * this.missedSlot + 1] = number + 1
    this.missed = undefined
    if (4 * (number + 1) > 3 * (this.mask + 1)) this.grow()
    return number
  }

  textOf(number: number): T {
    return this.texts.at(number) as T
  }

  shrink(size: number): void {
    this.missed = undefined
    if (size === 0 && this.mask >= large) {
      this.slots = new Int32Array(2 * smallest)
      this.mask = smallest - 1
    } else {
      for (let number = this.size - 1; number >= size; number--) this.remove(this.texts.hashAt(number), number + 1)
    }
    if (size < this.size) this.texts.shrink(size)
  }

  /** Empties the slot of a text, and moves back into it what stands behind only because that slot was taken. */
  private remove(hash: number, held: number): void {
    const { slots, mask } = this
    let gap = hash & mask
    while (slots[2 * gap + 1] !== held) gap = (gap + 1) & mask
    for (let slot = (gap + 1) & mask; slots[2 * slot + 1] !== 0; slot = (slot + 1) & mask) {
      const home = (slots[2 * slot] as number) & mask
      if (((slot - home) & mask) < ((slot - gap) & mask)) continue
      slots[2 * gap] = slots[2 * slot] as number
      slots[2 * gap + 1] = slots[2 * slot + 1] as number
      gap = slot
    }
    slots[2 * gap + 1] = 0
  }

  private grow(): void {
    const before = this.slots
    const mask = 2 * this.mask + 1
    const slots = new Int32Array(2 * (mask + 1))
    for (let index = 0; index < before.length; index += 2) {
      const held = before[index + 1] as number
      if (held === 0) continue
      const hash = before[index] as number
      let slot = hash & mask
      while (slots[2 * slot + 1] !== 0) slot = (slot + 1) & mask
      slots[2 * slot] = hash
      slots[2 * slot + 1] = held
    }
    this.slots = slots
    this.mask = mask
    discard(before)
  }
}
