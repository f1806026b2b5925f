/**
 * Transfers in the order posted, as rows of numbers: sixteen bytes each. Accounts and claims stand in it by number.
 */
import { Rows } from "./Rows.ts"
import { batchKinds } from "./TransferBatch.ts"

const width = 2
/** Columns: one of eight bytes, and behind it two of four. */
const amount = 0
const subject = 2
/** Of a `Post` the account it enters; of any other its kind, below nought. */
const other = 3

export class TransferTape {
  /** How many transfers there are. Who takes the last ones back lowers it. */
  size = 0
  private readonly rows = new Rows(width)

  post(from: number, to: number, quantity: number): void {
    this.add(from, to, quantity)
  }

  /** A transfer of another kind: a `Pend` has its time in milliseconds, not a number without end; a `Settle` its quantity. */
  ofClaim(kind: number, claim: number, units: number): void {
    this.add(claim, -kind, units)
  }

  /** One of `batchKinds`. */
  kindAt(index: number): number {
    const held = this.rows.whole(index, other)
    return held < 0 ? -held : batchKinds.Post
  }

  /** Of a `Post` the account it leaves, of any other the claim. */
  subjectAt(index: number): number {
    return this.rows.whole(index, subject)
  }

  /** The account that a `Post` enters. */
  targetAt(index: number): number {
    return this.rows.whole(index, other)
  }

  amountAt(index: number): number {
    return this.rows.float(index, amount)
  }

  private add(first: number, second: number, units: number): void {
    const index = this.size++
    const { floats, wholes } = this.rows.reach(index)
    const start = this.rows.startOf(index)
    floats[start + amount] = units
    wholes[2 * start + subject] = first
    wholes[2 * start + other] = second
  }
}
