/**
 * Transfers in the order posted, as columns of numbers: seventeen bytes each. Accounts and claims stand in it by
 * number.
 */
import { enlarged, enlargedBytes, enlargedFloats } from "./columns.ts"

export class TransferTape {
  /** Of `batchKinds`. */
  kinds = new Uint8Array(64)
  /** Of a `Post` the account it leaves, of any other the claim. */
  ones = new Int32Array(64)
  /** Of a `Post` the account it enters. */
  others = new Int32Array(64)
  /** Of a `Pend` its time in milliseconds, not a number when it has no end; of a `Post` or `Settle` the quantity. */
  amounts = new Float64Array(64)
  /** How many transfers there are. */
  size = 0

  add(kind: number, one: number, other: number, amount: number): void {
    const at = this.size++
    if (at === this.kinds.length) this.grow()
    this.kinds[at] = kind
    this.ones[at] = one
    this.others[at] = other
    this.amounts[at] = amount
  }

  private grow(): void {
    this.kinds = enlargedBytes(this.kinds)
    this.ones = enlarged(this.ones)
    this.others = enlarged(this.others)
    this.amounts = enlargedFloats(this.amounts)
  }
}
