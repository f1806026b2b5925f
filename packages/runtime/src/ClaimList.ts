/**
 * Claims as they wait in memory and as they are stored: one behind the other as bytes, in pages (see `ClaimReader`).
 * As objects, or as strings, they would be most of what the garbage collector looks at; and nothing has to be done to
 * them to save them.
 */
import type { PendingId } from "@stowage/kernel/Transfer"
import { ClaimReader, claimForm } from "./ClaimReader.ts"
import type { Position } from "./Commit.ts"

/** Bytes of a page, unless an id alone takes more. */
const usualPage = 32_768
const smallestPage = 512

/** Of a claim besides its id. */
const mostBytes = 40

/** Later or earlier by less than this, an expiry is told by the difference. */
const farAway = 2 ** 40

const sharedUnits = (one: string, other: string): number => {
  const most = Math.min(one.length, other.length)
  let shared = 0
  while (shared < most && one.charCodeAt(shared) === other.charCodeAt(shared)) shared += 1
  return shared
}

export class ClaimList {
  private readonly pageBytes: number
  private readonly full: Array<Uint8Array> = []
  /** The page that is being filled, and how far it is; what is behind that was never read. */
  private page = new Uint8Array(0)
  private at = 0
  private lastId = ""
  private lastPosition = 0
  private lastExpiry = 0

  /** An empty list whose pages are of so many bytes. */
  constructor(pageBytes = usualPage) {
    this.pageBytes = pageBytes
  }

  /** Adds a claim at its end. O(length of the id). */
  add(id: PendingId, position: Position, expiresAt: number): void {
    this.makeRoom(mostBytes + 2 * id.length, position)
    this.write(position - this.lastPosition)
    this.lastPosition = position
    this.writeExpiry(expiresAt)
    this.writeId(id)
  }

  /** Adds the claims of a page, which is not copied. */
  addPage(page: Uint8Array): void {
    this.turn()
    this.full.push(page)
  }

  /** Whether a page is so full that adding its claims one by one would hardly make fewer pages. */
  isFull(page: Uint8Array): boolean {
    return 2 * page.length >= this.pageBytes
  }

  /** Its pages. Claims that are added later do not change them. */
  pages(): ReadonlyArray<Uint8Array> {
    return this.at === 0 ? this.full : [...this.full, this.page.subarray(0, this.at)]
  }

  /** Its claims, in the order in which they were added. Each time the reader stands on another one. */
  *[Symbol.iterator](): Iterator<ClaimReader> {
    for (const page of this.pages()) {
      const reader = new ClaimReader(page)
      while (reader.next()) yield reader
    }
  }

  /** On one page positions do not fall. */
  private makeRoom(bytes: number, position: Position): void {
    if (this.at > 0 && (position < this.lastPosition || this.at + bytes > this.pageBytes)) this.turn()
    const needed = this.at + bytes
    if (needed > this.page.length) {
      // Whoever was given the page has it as it was.
      const room = Math.max(needed, Math.min(this.pageBytes, Math.max(smallestPage, 2 * this.page.length)))
      const larger = new Uint8Array(room)
      larger.set(this.page)
      this.page = larger
    }
    if (this.at === 0) this.page[this.at++] = claimForm
  }

  private turn(): void {
    if (this.at > 0) this.full.push(this.page.subarray(0, this.at))
    this.page = new Uint8Array(0)
    this.at = 0
    this.lastId = ""
    this.lastPosition = 0
    this.lastExpiry = 0
  }

  private write(number: number): void {
    const { page } = this
    let left = number
    while (left >= 128) {
      page[this.at++] = (left % 128) + 128
      left = Math.floor(left / 128)
    }
    page[this.at++] = left
  }

  private writeExpiry(expiresAt: number): void {
    if (expiresAt === Number.POSITIVE_INFINITY) {
      this.write(0)
      return
    }
    const later = expiresAt - this.lastExpiry
    this.lastExpiry = expiresAt
    if (Math.abs(later) < farAway) {
      this.write(2 + (later < 0 ? -2 * later - 1 : 2 * later))
      return
    }
    this.write(1)
    new DataView(this.page.buffer).setFloat64(this.at, expiresAt, true)
    this.at += 8
  }

  private writeId(id: string): void {
    const { page } = this
    const shared = sharedUnits(this.lastId, id)
    this.lastId = id
    let all = 0
    for (let index = shared; index < id.length; index++) all |= id.charCodeAt(index)
    const isWide = all > 255
    this.write(shared)
    this.write(2 * (id.length - shared) + (isWide ? 1 : 0))
    let { at } = this
    for (let index = shared; index < id.length; index++) {
      const unit = id.charCodeAt(index)
      page[at++] = unit
      if (isWide) page[at++] = unit >>> 8
    }
    this.at = at
  }
}
