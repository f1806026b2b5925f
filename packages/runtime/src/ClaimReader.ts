/**
 * Reads a page of claims, from its beginning to its end.
 *
 * A page is bytes and stands alone. The first is the number of its form. Of each claim follow, as whole numbers of
 * seven bits a byte, the lowest first: how far its commit is from that of the claim before; when it may expire (0: not,
 * 1 at a number of eight bytes that follows, else 2 and by how much later than the one before, the sign lowest); how
 * many units of text its id shares with the id before; how many it has of its own, and in the lowest bit whether these
 * take two bytes each. Then these.
 *
 * Source: front coding of sorted names; Witten, Moffat, Bell (1999), Managing Gigabytes, 4.1. Ids of an order's claims
 * are neighbours and share most of their text.
 */
import type { PendingId } from "@stowage/kernel/Transfer"
import type { Position } from "./Commit.ts"

/** The form of pages that are written. Of those that are read, one that begins with `[` is the JSON of version 2. */
export const claimForm = 1

/** How many units make a string at once. */
const unitsAtOnce = 4096

export class ClaimReader {
  /** The commit that opened or resolved the claim. */
  position = 0 as Position
  /** From when on it may expire; infinity when it never does. */
  expiresAt = Number.POSITIVE_INFINITY
  private readonly bytes: Uint8Array
  private at = 1
  private lastExpiry = 0
  private units = new Uint16Array(64)
  private length = 0

  constructor(page: Uint8Array) {
    this.bytes = page
  }

  /** Goes on to the next claim; false when there is none. */
  next(): boolean {
    if (this.at >= this.bytes.length) return false
    this.position = (this.position + this.number()) as Position
    this.readExpiry()
    this.readUnits(this.number(), this.number())
    return true
  }

  /** Made when asked for. O(length). */
  get id(): PendingId {
    const { units, length } = this
    let id = ""
    for (let from = 0; from < length; from += unitsAtOnce) {
      const some = units.subarray(from, Math.min(length, from + unitsAtOnce))
      id += String.fromCharCode.apply(undefined, some as never)
    }
    return id as PendingId
  }

  private number(): number {
    const { bytes } = this
    let value = 0
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[this.at++] as number
      if (!(byte >= 128)) return value + byte * scale
      value += (byte - 128) * scale
    }
  }

  private readExpiry(): void {
    const code = this.number()
    if (code === 0) {
      this.expiresAt = Number.POSITIVE_INFINITY
      return
    }
    if (code === 1) {
      const { buffer, byteOffset } = this.bytes
      this.lastExpiry = new DataView(buffer, byteOffset).getFloat64(this.at, true)
      this.at += 8
    } else {
      const later = code - 2
      this.lastExpiry += later % 2 === 0 ? later / 2 : -(later + 1) / 2
    }
    this.expiresAt = this.lastExpiry
  }

  private readUnits(shared: number, own: number): void {
    const { bytes, at } = this
    const isWide = own % 2 === 1
    const count = Math.floor(own / 2)
    this.length = shared + count
    if (this.length > this.units.length) {
      const larger = new Uint16Array(2 * this.length)
      larger.set(this.units)
      this.units = larger
    }
    const { units } = this
    for (let nth = 0; nth < count; nth++) {
      units[shared + nth] = isWide
        ? (bytes[at + 2 * nth] as number) + 256 * (bytes[at + 2 * nth + 1] as number)
        : (bytes[at + nth] as number)
    }
    this.at = at + (isWide ? 2 : 1) * count
  }
}
