/**
 * Texts one behind the other as bytes, for millions of names that are looked for and hardly ever read: kept as strings,
 * each would be an object that the garbage collector copies twice and looks at for ever.
 */
import { BytePages, pageBytes } from "./BytePages.ts"
import { hashStart, hashStep, hashText, mixed } from "./hashText.ts"
import { Rows } from "./Rows.ts"

/** A longer text is kept as it is. */
const longest = 1024

/** Columns of a text's row: its page, and where it begins there; above that its length, or that it is kept as it is. */
const pageOf = 0
const span = 1
const asItIs = 0x7fff

export class TextArena extends BytePages {
  size = 0
  private readonly rows = new Rows(1)
  /** Texts that are long, or of which a unit does not fit into a byte. */
  private readonly others = new Map<number, string>()

  push(text: string): void {
    const { length } = text
    const number = this.size++
    if (length > longest) return this.keep(number, text)
    const bytes = this.roomFor(length)
    const start = this.next
    let all = 0
    for (let index = 0; index < length; index++) {
      const unit = text.charCodeAt(index)
      all |= unit
      bytes[start + index] = unit
    }
    if (all >= 256) return this.keep(number, text)
    this.next = start + length
    this.place(number, start, length)
  }

  /** Whether the text of a number is this one. O(length). */
  is(number: number, text: string): boolean {
    const length = this.lengthAt(number)
    if (length === asItIs) return this.others.get(number) === text
    if (length !== text.length) return false
    const bytes = this.pageAt(number)
    const start = this.startAt(number)
    for (let index = 0; index < length; index++) {
      if (bytes[start + index] !== text.charCodeAt(index)) return false
    }
    return true
  }

  /** O(length). */
  at(number: number): string {
    const length = this.lengthAt(number)
    if (length === asItIs) return this.others.get(number) as string
    const start = this.startAt(number)
    return String.fromCharCode.apply(undefined, this.pageAt(number).subarray(start, start + length) as never)
  }

  /** The hash of a text, as of `hashText`. O(length). */
  hashAt(number: number): number {
    const length = this.lengthAt(number)
    if (length === asItIs) return hashText(this.others.get(number) as string)
    const bytes = this.pageAt(number)
    const start = this.startAt(number)
    let hash = hashStart
    for (let index = 0; index < length; index++) hash = hashStep(hash, bytes[start + index] as number)
    return mixed(hash)
  }

  /** Forgets every text numbered `size` or higher; there are more. */
  shrink(size: number): void {
    if (this.others.size > 0) for (let number = size; number < this.size; number++) this.others.delete(number)
    this.page = this.rows.whole(size, pageOf)
    this.next = this.startAt(size)
    this.size = size
  }

  private keep(number: number, text: string): void {
    this.others.set(number, text)
    this.place(number, this.next, asItIs)
  }

  private place(number: number, start: number, length: number): void {
    const { wholes } = this.rows.reach(number)
    const row = 2 * this.rows.startOf(number)
    wholes[row + pageOf] = this.page
    wholes[row + span] = length * pageBytes + start
  }

  private pageAt(number: number): Uint8Array {
    return this.pages[this.rows.whole(number, pageOf)] as Uint8Array
  }

  private startAt(number: number): number {
    return this.rows.whole(number, span) & (pageBytes - 1)
  }

  private lengthAt(number: number): number {
    return this.rows.whole(number, span) >>> 16
  }
}
