/**
 * Texts one behind the other as bytes, for millions of names that are looked for and hardly ever read: kept as strings,
 * each would be an object that the garbage collector copies twice and looks at for ever.
 */
import { enlarged, enlargedBytes } from "./columns.ts"
import { hashStart, hashStep, hashText, mixed } from "./hashText.ts"

/** What fits behind one another. */
const mostBytes = 0xffffffff

export class TextArena {
  size = 0
  /** A unit of a text each, where all of its units fit into a byte; nothing for any other text. */
  private bytes = new Uint8Array(256)
  /** Where each text ends, as 32 bits without a sign. */
  private ends = new Int32Array(16)
  private readonly others = new Map<number, string>()

  push(text: string): void {
    const number = this.size++
    if (number === this.ends.length) this.ends = enlarged(this.ends)
    const start = this.endOf(number - 1)
    const end = start + text.length
    if (end > mostBytes) throw new RangeError(`Expected at most ${mostBytes} bytes of names.`)
    while (end > this.bytes.length) this.bytes = enlargedBytes(this.bytes)
    const { bytes } = this
    let all = 0
    for (let index = 0; index < text.length; index++) {
      const unit = text.charCodeAt(index)
      all |= unit
      bytes[start + index] = unit
    }
    if (all < 256) this.ends[number] = end
    else {
      this.ends[number] = start
      this.others.set(number, text)
    }
  }

  /** Whether the text of a number is this one. O(length). */
  is(number: number, text: string): boolean {
    const start = this.endOf(number - 1)
    if (this.endOf(number) - start !== text.length) return this.others.get(number) === text
    const { bytes } = this
    for (let index = 0; index < text.length; index++) {
      if (bytes[start + index] !== text.charCodeAt(index)) return false
    }
    return text.length > 0 || !this.others.has(number)
  }

  /** O(length). */
  at(number: number): string {
    const other = this.others.get(number)
    if (other !== undefined) return other
    let text = ""
    const end = this.endOf(number)
    for (let from = this.endOf(number - 1); from < end; from += 4096) {
      text += String.fromCharCode.apply(undefined, this.bytes.subarray(from, Math.min(end, from + 4096)) as never)
    }
    return text
  }

  /** The hash of a text, as of `hashText`. O(length). */
  hashAt(number: number): number {
    const other = this.others.get(number)
    if (other !== undefined) return hashText(other)
    let hash = hashStart
    const end = this.endOf(number)
    for (let at = this.endOf(number - 1); at < end; at++) hash = hashStep(hash, this.bytes[at] as number)
    return mixed(hash)
  }

  /** Forgets every text numbered `size` or higher. */
  shrink(size: number): void {
    if (this.others.size > 0) for (let number = size; number < this.size; number++) this.others.delete(number)
    this.size = size
  }

  private endOf(number: number): number {
    return number < 0 ? 0 : (this.ends[number] as number) >>> 0
  }
}
