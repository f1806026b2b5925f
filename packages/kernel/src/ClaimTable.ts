/**
 * Claims and their numbers, as rows of numbers: a million of them are a few arrays, which the garbage collector does
 * not look into and never copies, where a million objects would be its main work.
 *
 * Claims are numbered 0, 1, 2 … in the order first seen, and the newest can be forgotten exactly.
 */
import { claimStates } from "./BatchAnswer.ts"
import type { Instant } from "./Instant.ts"
import { Rows } from "./Rows.ts"
import { type TextTable, makeNameTable } from "./TextTable.ts"
import type { PendingId, PendingState } from "./Transfer.ts"

/** States of a claim, by number. */
export const pending = claimStates.indexOf("pending")
export const settled = claimStates.indexOf("settled")
export const voided = claimStates.indexOf("voided")
export const expired = claimStates.indexOf("expired")

/** Numbers of a claim's row: half a line of the processor's cache. */
const width = 4
/** Columns of eight bytes: its quantity, and its end. */
const quantity = 0
const end = 1
/**
 * Columns of four bytes: both balances; then, of a claim that is pending, its neighbours among those that are, each as
 * its number and 1, or 0 for none. One that is no longer pending has its state there instead, below nought.
 */
const source = 4
const target = 5
const newer = 6
const older = 7

export class ClaimTable {
  private readonly names: TextTable<PendingId> = makeNameTable()
  private readonly rows = new Rows(width)
  /** The claim that became pending last, as its number and 1; 0 when none is pending. */
  private newest = 0

  /** How many claims there are. */
  get size(): number {
    return this.names.size
  }

  /** The number of a claim; -1 when it has none. O(length). */
  find(id: PendingId): number {
    return this.names.find(id)
  }

  nameOf(claim: number): PendingId {
    return this.names.textOf(claim)
  }

  quantityOf(claim: number): number {
    return this.rows.float(claim, quantity)
  }

  /** When it may be expired; none for a claim without end. */
  expiryOf(claim: number): Instant | undefined {
    const expiresAt = this.rows.float(claim, end)
    return Number.isNaN(expiresAt) ? undefined : (expiresAt as Instant)
  }

  /** Number of the balance that it is on; less than 0 when that was not looked up. */
  sourceOf(claim: number): number {
    return this.rows.whole(claim, source)
  }

  /** Number of the balance that it is for. */
  targetOf(claim: number): number {
    return this.rows.whole(claim, target)
  }

  isPending(claim: number): boolean {
    return this.rows.whole(claim, newer) >= 0
  }

  stateOf(claim: number): PendingState {
    const held = this.rows.whole(claim, newer)
    return claimStates[held < 0 ? -held : pending] as PendingState
  }

  /** Takes in a claim whose name was looked for and not found; its number. It ends at `expiresAt`, or is not a number. */
  add(id: PendingId, from: number, to: number, units: number, expiresAt: number, as: number): number {
    const claim = this.names.numberOf(id)
    const { floats, wholes } = this.rows.reach(claim)
    const start = this.rows.startOf(claim)
    floats[start + quantity] = units
    floats[start + end] = expiresAt
    wholes[2 * start + source] = from
    wholes[2 * start + target] = to
    if (as === pending) this.reopen(claim)
    else this.rows.setWhole(claim, newer, -as)
    return claim
  }

  /** Notes the balances of a claim. */
  place(claim: number, from: number, to: number): void {
    this.rows.setWhole(claim, source, from)
    this.rows.setWhole(claim, target, to)
  }

  /** Makes a claim pending, again or for the first time. */
  reopen(claim: number): void {
    if (this.newest > 0) this.rows.setWhole(this.newest - 1, newer, claim + 1)
    this.rows.setWhole(claim, newer, 0)
    this.rows.setWhole(claim, older, this.newest)
    this.newest = claim + 1
  }

  /** Ends a claim that is pending. Its neighbours among the open ones become neighbours of each other. */
  close(claim: number, as: number): void {
    const [after, before] = [this.rows.whole(claim, newer), this.rows.whole(claim, older)]
    if (after > 0) this.rows.setWhole(after - 1, older, before)
    else this.newest = before
    if (before > 0) this.rows.setWhole(before - 1, newer, after)
    this.rows.setWhole(claim, newer, -as)
  }

  /** Forgets every claim numbered `size` or higher. O(claims forgotten). */
  shrink(size: number): void {
    if (size === 0) this.newest = 0
    else {
      for (let claim = this.size - 1; claim >= size; claim--) {
        if (this.isPending(claim)) this.close(claim, settled)
      }
    }
    this.names.shrink(size)
  }

  /** The numbers of all; nothing may be changed meanwhile. */
  *all(): Iterable<number> {
    for (let claim = 0; claim < this.size; claim++) yield claim
  }

  /** The numbers of those pending, the newest first. O(1) for each; nothing may be changed meanwhile. */
  *pendings(): Iterable<number> {
    for (let open = this.newest; open > 0; open = this.rows.whole(open - 1, older)) yield open - 1
  }
}
