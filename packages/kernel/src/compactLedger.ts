/**
 * The ledger's rules once more, over numbers: accounts and claims by number, transfers in batches of columns. For bulk:
 * imports, replays, optimisers that try a million what-ifs, and more accounts than objects would fit.
 *
 * `ledger.ts` says what the rules are; a property of the tests holds the two together, answer by answer. A balance is
 * one row of 32 bytes, half a line of the processor's cache, so a transfer waits for memory twice: once for each
 * account. With its entry in the `AccountTable` it takes at most 55 bytes, beside the texts of the fields.
 */
import { AccountTable } from "./AccountTable.ts"
import { BatchAnswer, batchCodes, claimStates } from "./BatchAnswer.ts"
import { enlarged, enlargedBytes, enlargedFloats } from "./columns.ts"
import { type TransferBatch, batchKinds } from "./TransferBatch.ts"
import type { PendingState } from "./Transfer.ts"

/** Numbers of a balance's row: posted, pending out, pending in, and in the last eight bytes two small ones. */
const wide = 4
/** The small numbers of a row: the turn that touched it last; what it counts, twice, plus one when it is limited. */
const touchedBy = 6
const thing = 7

const pending = claimStates.indexOf("pending")
const settled = claimStates.indexOf("settled")
const voided = claimStates.indexOf("voided")
const expired = claimStates.indexOf("expired")

/** What fits into a small number. */
const mostTurns = 0x7fffffff

/** A claim of the compact ledger. */
export interface CompactClaim {
  readonly from: number
  readonly to: number
  readonly quantity: number
  /** Milliseconds since 1970; not a number for a claim without end. */
  readonly expiresAt: number
  readonly state: PendingState
}

export class CompactLedger {
  /** Numbers accounts; one that is numbered here may be used in batches. */
  readonly accounts: AccountTable
  /** Answers to the last batch. */
  readonly answer = new BatchAnswer()
  /** Rows of balances, and the same bytes as whole numbers. */
  private rows: Float64Array<ArrayBuffer>
  private smalls: Int32Array<ArrayBuffer>
  private known = 0
  /** Columns of claims. */
  private claimFrom = new Int32Array(64)
  private claimTo = new Int32Array(64)
  private claimQuantity = new Float64Array(64)
  private claimExpiresAt = new Float64Array(64)
  private claimState = new Uint8Array(64)
  private claimsUsed = 0
  /** The group in hand: what it touched, as that was before, and the claims it changed, as number and state before. */
  private turn = 0
  private touched = new Int32Array(64)
  private before = new Float64Array(64 * 3)
  private touchedCount = 0
  private changed = new Int32Array(64)
  private changedCount = 0
  private overflow = -1

  /** A ledger of nothing over `accounts`, with room for so many balances before it grows. */
  constructor(accounts: AccountTable = new AccountTable(), room = 16) {
    this.accounts = accounts
    this.rows = new Float64Array(wide * Math.max(1, room, accounts.size))
    this.smalls = new Int32Array(this.rows.buffer)
    this.learn()
  }

  /** How many claim numbers are in use or below one that is. */
  get claims(): number {
    return this.claimsUsed
  }

  posted(account: number): number {
    return account < this.known ? (this.rows[wide * account] as number) : 0
  }

  pendingOut(account: number): number {
    return account < this.known ? (this.rows[wide * account + 1] as number) : 0
  }

  pendingIn(account: number): number {
    return account < this.known ? (this.rows[wide * account + 2] as number) : 0
  }

  /** What became of a claim; undefined for a number that nobody used. */
  claim(number: number): CompactClaim | undefined {
    const state = claimStates[this.claimState[number] ?? 0]
    if (state === undefined) return undefined
    return {
      from: this.claimFrom[number] as number,
      to: this.claimTo[number] as number,
      quantity: this.claimQuantity[number] as number,
      expiresAt: this.claimExpiresAt[number] as number,
      state
    }
  }

  /**
   * Posts each group of `batch`, in order, all of it or nothing of it; how many were accepted. `answer` says which, and
   * why not. O(transfers).
   */
  post(batch: TransferBatch): number {
    const { answer } = this
    if (this.known < this.accounts.size) this.learn()
    answer.room(batch.groups)
    let accepted = 0
    let start = 0
    for (let group = 0; group < batch.groups; group++) {
      const end = batch.groupEnds[group] as number
      if (this.postGroup(batch, group, start, end)) accepted += 1
      start = end
    }
    return accepted
  }

  /** Puts a balance in place of the one there is. */
  setBalance(account: number, posted: number, pendingOut: number, pendingIn: number): void {
    if (this.known < this.accounts.size) this.learn()
    this.rows[wide * account] = posted
    this.rows[wide * account + 1] = pendingOut
    this.rows[wide * account + 2] = pendingIn
  }

  /** Puts a claim in place of the one there is; balances are not changed. */
  setClaim(number: number, { from, to, quantity, expiresAt, state }: CompactClaim): void {
    if (number >= this.claimsUsed) this.useClaim(number)
    this.claimFrom[number] = from
    this.claimTo[number] = to
    this.claimQuantity[number] = quantity
    this.claimExpiresAt[number] = expiresAt
    this.claimState[number] = claimStates.indexOf(state)
  }

  private postGroup(batch: TransferBatch, group: number, start: number, end: number): boolean {
    if (this.turn === mostTurns) this.forgetTurns()
    this.turn += 1
    this.touchedCount = 0
    this.changedCount = 0
    this.overflow = -1
    const at = batch.groupAts[group] as number
    for (let index = start; index < end; index++) {
      const code =
        (batch.kinds[index] as number) <= batchKinds.Pend
          ? this.move(batch, group, index, index - start, at)
          : this.resolve(batch, group, index, index - start, at)
      if (code === batchCodes.Accepted) continue
      this.undo()
      return false
    }
    if (this.overLimit(group)) {
      this.undo()
      return false
    }
    this.answer.codes[group] = batchCodes.Accepted
    return true
  }

  /** Posts or pends. */
  private move(batch: TransferBatch, group: number, index: number, inGroup: number, at: number): number {
    const { answer, smalls } = this
    const quantity = batch.quantities[index] as number
    if (!isWhole(quantity)) return answer.refuse(group, batchCodes.QuantityNotWhole, inGroup)
    const from = batch.from[index] as number
    const to = batch.to[index] as number
    if (from >>> 0 >= this.known || to >>> 0 >= this.known) throw unknownAccount(from, to, this.known)
    const things = (smalls[2 * wide * from + thing] as number) ^ (smalls[2 * wide * to + thing] as number)
    if (from === to || things > 1 || things < 0) return answer.refuse(group, batchCodes.DifferentThings, inGroup)
    if (batch.kinds[index] === batchKinds.Post) {
      this.shift(from, to, quantity, 0)
      return batchCodes.Accepted
    }
    const claim = batch.claims[index] as number
    if (claim >= this.claimsUsed) this.useClaim(claim)
    else if (this.claimState[claim] !== 0) return answer.refuse(group, batchCodes.PendingIdTaken, inGroup)
    this.claimFrom[claim] = from
    this.claimTo[claim] = to
    this.claimQuantity[claim] = quantity
    this.claimExpiresAt[claim] = at + (batch.ttlMillis[index] as number)
    this.change(claim, pending)
    this.shift(from, to, 0, quantity)
    return batchCodes.Accepted
  }

  /** Settles, voids or expires. */
  private resolve(batch: TransferBatch, group: number, index: number, inGroup: number, at: number): number {
    const { answer } = this
    const kind = batch.kinds[index] as number
    const asked = batch.quantities[index] as number
    if (kind === batchKinds.Settle && !isWhole(asked)) {
      return answer.refuse(group, batchCodes.QuantityNotWhole, inGroup)
    }
    const claim = batch.claims[index] as number
    const state = claim < this.claimsUsed ? (this.claimState[claim] as number) : 0
    if (state === 0) return answer.refuse(group, batchCodes.PendingUnknown, inGroup)
    if (state !== pending) return answer.refuse(group, batchCodes.PendingResolved, inGroup, 0, state)
    const held = this.claimQuantity[claim] as number
    const from = this.claimFrom[claim] as number
    const to = this.claimTo[claim] as number
    if (kind === batchKinds.Settle) {
      if (asked > held) return answer.refuse(group, batchCodes.MoreThanPending, inGroup, asked, held)
      this.shift(from, to, asked, -held)
      this.change(claim, settled)
      return batchCodes.Accepted
    }
    if (kind === batchKinds.Expire) {
      const expiresAt = this.claimExpiresAt[claim] as number
      if (!(expiresAt <= at)) return answer.refuse(group, batchCodes.NotYetExpired, inGroup, 0, expiresAt)
    }
    this.shift(from, to, 0, -held)
    this.change(claim, kind === batchKinds.Void ? voided : expired)
    return batchCodes.Accepted
  }

  /** Moves `moved` and changes what is claimed by `claimed`, which may be negative. */
  private shift(from: number, to: number, moved: number, claimed: number): void {
    const { rows } = this
    this.touch(from)
    this.touch(to)
    const source = wide * from
    const target = wide * to
    rows[source] = (rows[source] as number) - moved
    rows[target] = (rows[target] as number) + moved
    rows[source + 1] = (rows[source + 1] as number) + claimed
    rows[target + 2] = (rows[target + 2] as number) + claimed
    // A sum that was rounded once cannot be trusted again, even if it comes back into range within the group.
    if (this.overflow < 0 && !this.isExact(source)) this.overflow = from
    if (this.overflow < 0 && !this.isExact(target)) this.overflow = to
  }

  /** Whether all sums of a row are exact. */
  private isExact(row: number): boolean {
    const { rows } = this
    const posted = rows[row] as number
    const out = rows[row + 1] as number
    return isSafe(posted) && isSafe(out) && isSafe(rows[row + 2] as number) && isSafe(posted - out)
  }

  /** Notes that the group in hand is about to change a balance. */
  private touch(account: number): void {
    const { rows, smalls } = this
    const small = 2 * wide * account + touchedBy
    if (smalls[small] === this.turn) return
    smalls[small] = this.turn
    const count = this.touchedCount++
    if (count === this.touched.length) {
      this.touched = enlarged(this.touched)
      this.before = enlargedFloats(this.before)
    }
    this.touched[count] = account
    const { before } = this
    before[3 * count] = rows[wide * account] as number
    before[3 * count + 1] = rows[wide * account + 1] as number
    before[3 * count + 2] = rows[wide * account + 2] as number
  }

  /** Changes a claim's state. */
  private change(claim: number, state: number): void {
    if (2 * this.changedCount === this.changed.length) this.changed = enlarged(this.changed)
    const at = 2 * this.changedCount++
    this.changed[at] = claim
    this.changed[at + 1] = this.claimState[claim] as number
    this.claimState[claim] = state
  }

  /**
   * Notes the first account whose sum is no longer exact, else the first limited one that the group took below zero;
   * whether there is one.
   */
  private overLimit(group: number): boolean {
    const { answer, before, rows, smalls, touched } = this
    if (this.overflow >= 0) return answer.refuse(group, batchCodes.BalanceTooLarge, this.overflow) > 0
    for (let count = 0; count < this.touchedCount; count++) {
      const account = touched[count] as number
      const left = (rows[wide * account] as number) - (rows[wide * account + 1] as number)
      if (left >= 0 || ((smalls[2 * wide * account + thing] as number) & 1) === 0) continue
      const had = (before[3 * count] as number) - (before[3 * count + 1] as number)
      return answer.refuse(group, batchCodes.BalanceTooLow, account, had - left, had) > 0
    }
    return false
  }

  private undo(): void {
    const { before, changed, rows, touched } = this
    for (let count = 0; count < this.touchedCount; count++) {
      const row = wide * (touched[count] as number)
      rows[row] = before[3 * count] as number
      rows[row + 1] = before[3 * count + 1] as number
      rows[row + 2] = before[3 * count + 2] as number
    }
    for (let count = this.changedCount - 1; count >= 0; count--) {
      this.claimState[changed[2 * count] as number] = changed[2 * count + 1] as number
    }
  }

  /** Counts turns from 1 again. */
  private forgetTurns(): void {
    for (let account = 0; account < this.known; account++) this.smalls[2 * wide * account + touchedBy] = 0
    this.turn = 0
  }

  /** Makes rows for accounts that were numbered since. */
  private learn(): void {
    const { accounts } = this
    const { size } = accounts
    if (wide * size > this.rows.length) {
      let room = this.rows.length
      while (room < wide * size) room *= 2
      const rows = new Float64Array(room)
      rows.set(this.rows)
      this.rows = rows
      this.smalls = new Int32Array(rows.buffer)
    }
    for (let account = this.known; account < size; account++) {
      this.smalls[2 * wide * account + thing] = 2 * accounts.thingOf(account) + (accounts.isLimited(account) ? 1 : 0)
    }
    this.known = size
  }

  /** Makes rows for claims up to this one. */
  private useClaim(claim: number): void {
    while (claim >= this.claimState.length) {
      this.claimFrom = enlarged(this.claimFrom)
      this.claimTo = enlarged(this.claimTo)
      this.claimQuantity = enlargedFloats(this.claimQuantity)
      this.claimExpiresAt = enlargedFloats(this.claimExpiresAt)
      this.claimState = enlargedBytes(this.claimState)
    }
    this.claimsUsed = claim + 1
  }
}

const isSafe = (value: number): boolean => value <= Number.MAX_SAFE_INTEGER && value >= -Number.MAX_SAFE_INTEGER

const isWhole = (quantity: number): boolean =>
  quantity >= 1 && quantity <= Number.MAX_SAFE_INTEGER && Math.floor(quantity) === quantity

const unknownAccount = (from: number, to: number, known: number): RangeError =>
  new RangeError(`Expected numbers of accounts below ${known}, got ${from} and ${to}.`)
