/**
 * Many groups of transfers as columns of numbers, for the compact ledger: accounts and claims by number, no objects.
 */
import type { Instant } from "./Instant.ts"
import { enlarged, enlargedBytes, enlargedFloats } from "./columns.ts"

/** What a transfer of a batch does; the ledger's five, by number. */
export const batchKinds = { Post: 0, Pend: 1, Settle: 2, Void: 3, Expire: 4 } as const

/** A claim that never expires. */
export const endless = Number.NaN

/**
 * Groups of transfers, each of which is posted all or not at all. Transfers are added, then closed as a group by
 * `endGroup`; `clear` makes the batch empty and keeps its room. Account numbers come from an `AccountTable`; claim
 * numbers from whoever pends, who uses each once: 0, 1, 2 … without large gaps, since the ledger keeps a row for each.
 */
export class TransferBatch {
  kinds = new Uint8Array(64)
  from = new Int32Array(64)
  to = new Int32Array(64)
  claims = new Int32Array(64)
  quantities = new Float64Array(64)
  ttlMillis = new Float64Array(64)
  /** How many transfers there are. */
  size = 0
  /** Where each group ends: the index after its last transfer. */
  groupEnds = new Int32Array(64)
  /** When each group was decided. */
  groupAts = new Float64Array(64)
  /** How many groups there are. */
  groups = 0

  post(from: number, to: number, quantity: number): void {
    this.add(batchKinds.Post, from, to, -1, quantity, endless)
  }

  pend(claim: number, from: number, to: number, quantity: number, ttlMillis: number = endless): void {
    this.add(batchKinds.Pend, from, to, claim, quantity, ttlMillis)
  }

  settle(claim: number, quantity: number): void {
    this.add(batchKinds.Settle, -1, -1, claim, quantity, endless)
  }

  void(claim: number): void {
    this.add(batchKinds.Void, -1, -1, claim, 0, endless)
  }

  expire(claim: number): void {
    this.add(batchKinds.Expire, -1, -1, claim, 0, endless)
  }

  /** Closes the group of what was added since the last. */
  endGroup(at: Instant): void {
    if (this.groups === this.groupEnds.length) {
      this.groupEnds = enlarged(this.groupEnds)
      this.groupAts = enlargedFloats(this.groupAts)
    }
    this.groupEnds[this.groups] = this.size
    this.groupAts[this.groups] = at
    this.groups += 1
  }

  clear(): void {
    this.size = 0
    this.groups = 0
  }

  private add(kind: number, from: number, to: number, claim: number, quantity: number, ttlMillis: number): void {
    const at = this.size++
    if (at === this.kinds.length) this.grow()
    this.kinds[at] = kind
    this.from[at] = from
    this.to[at] = to
    this.claims[at] = claim
    this.quantities[at] = quantity
    this.ttlMillis[at] = ttlMillis
  }

  private grow(): void {
    this.kinds = enlargedBytes(this.kinds)
    this.from = enlarged(this.from)
    this.to = enlarged(this.to)
    this.claims = enlarged(this.claims)
    this.quantities = enlargedFloats(this.quantities)
    this.ttlMillis = enlargedFloats(this.ttlMillis)
  }
}
