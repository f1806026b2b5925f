/**
 * Bytes on pages that never move, but for the first, which grows: a small store stays small, and a large one copies
 * nothing.
 */

/** Bytes lie on pages of this size. */
export const pageBytes = 0x10000
/** How large the first page is at first. */
const smallest = 256

export class BytePages {
  protected readonly pages: Array<Uint8Array> = [new Uint8Array(smallest)]
  /** On which page one writes or reads, and where. Pages behind it wait to be used again. */
  protected page = 0
  protected next = 0

  /** The page, with room for so many bytes more, at most a page: itself, a larger first one, or the next. */
  protected roomFor(length: number): Uint8Array {
    const bytes = this.pages[this.page] as Uint8Array
    return this.next + length <= bytes.length ? bytes : this.turn(bytes, length)
  }

  private turn(bytes: Uint8Array, length: number): Uint8Array {
    if (bytes.length === pageBytes) {
      this.endPage(bytes)
      this.page += 1
      this.next = 0
      return (this.pages[this.page] ??= new Uint8Array(pageBytes))
    }
    const larger = new Uint8Array(Math.min(pageBytes, 4 * bytes.length + length))
    larger.set(bytes)
    this.pages[this.page] = larger
    return this.roomFor(length)
  }

  /** Before a page is left, the rest of which stays empty. */
  protected endPage(_bytes: Uint8Array): void {}
}
