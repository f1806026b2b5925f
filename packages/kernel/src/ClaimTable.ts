/**
 * Claims and their numbers, as rows of numbers: a million of them are a few arrays, which the garbage collector does
 * not look into and never copies, where a million objects would be its main work.
 *
 * Claims are numbered 0, 1, 2 … in the order first seen, and the newest can be forgotten exactly.
 */
import { claimStates } from "./BatchAnswer.ts"
import { enlarged, enlargedFloats } from "./columns.ts"
import type { Instant } from "./Instant.ts"
import { type TextTable, makeNameTable } from "./TextTable.ts"
import type { PendingId, PendingState } from "./Transfer.ts"

/** States of a claim, by number. */
export const pending = claimStates.indexOf("pending")
export const settled = claimStates.indexOf("settled")
export const voided = claimStates.indexOf("voided")
export const expired = claimStates.indexOf("expired")

/** Numbers of a claim's row: its quantity and its end, and in the last sixteen bytes four small ones. */
const wide = 4
/** The small numbers of a row: both balances, its state, and where it stands among those that are pending. */
const source = 4
const target = 5
const state = 6
const slot = 7

export class ClaimTable {
  private readonly names: TextTable<PendingId> = makeNameTable()
  /** Rows of claims, and the same bytes as whole numbers: half a line of the processor's cache each. */
  private rows = new Float64Array(wide * 64)
  private smalls = new Int32Array(this.rows.buffer)
  /** Numbers of the claims that are pending, in no order. */
  private open = new Int32Array(64)
  private opened = 0

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
    return this.rows[wide * claim] as number
  }

  /** When it may be expired; none for a claim without end. */
  expiryOf(claim: number): Instant | undefined {
    const expiresAt = this.rows[wide * claim + 1] as number
    return Number.isNaN(expiresAt) ? undefined : (expiresAt as Instant)
  }

  /** Number of the balance that it is on; less than 0 when that was not looked up. */
  sourceOf(claim: number): number {
    return this.smalls[2 * wide * claim + source] as number
  }

  /** Number of the balance that it is for. */
  targetOf(claim: number): number {
    return this.smalls[2 * wide * claim + target] as number
  }

  isPending(claim: number): boolean {
    return this.smalls[2 * wide * claim + state] === pending
  }

  stateOf(claim: number): PendingState {
    return claimStates[this.smalls[2 * wide * claim + state] as number] as PendingState
  }

  /** Takes in a claim whose name was looked for and not found; its number. It ends at `expiresAt`, or is not a number. */
  add(id: PendingId, from: number, to: number, quantity: number, expiresAt: number, as: number): number {
    const claim = this.names.numberOf(id)
    if (wide * claim === this.rows.length) this.grow()
    this.rows[wide * claim] = quantity
    this.rows[wide * claim + 1] = expiresAt
    this.place(claim, from, to)
    if (as === pending) this.reopen(claim)
    else this.smalls[2 * wide * claim + state] = as
    return claim
  }

  /** Notes the balances of a claim. */
  place(claim: number, from: number, to: number): void {
    this.smalls[2 * wide * claim + source] = from
    this.smalls[2 * wide * claim + target] = to
  }

  /** Makes a claim pending, again or for the first time. */
  reopen(claim: number): void {
    this.smalls[2 * wide * claim + state] = pending
    this.smalls[2 * wide * claim + slot] = this.opened
    if (this.opened === this.open.length) this.open = enlarged(this.open)
    this.open[this.opened++] = claim
  }

  /** Ends a claim that is pending. The last of the open ones takes its place among them. */
  close(claim: number, as: number): void {
    const { smalls, open } = this
    smalls[2 * wide * claim + state] = as
    const last = open[--this.opened] as number
    const place = smalls[2 * wide * claim + slot] as number
    open[place] = last
    smalls[2 * wide * last + slot] = place
  }

  /** Forgets every claim numbered `size` or higher. O(claims forgotten). */
  shrink(size: number): void {
    if (size === 0) this.opened = 0
    else {
      for (let claim = this.size - 1; claim >= size; claim--) {
        if (this.isPending(claim)) this.close(claim, 0)
      }
    }
    this.names.shrink(size)
  }

  /** The numbers of all; nothing may be changed meanwhile. */
  *all(): Iterable<number> {
    for (let claim = 0; claim < this.size; claim++) yield claim
  }

  /** The numbers of those pending, in no order. O(1) for each; nothing may be changed meanwhile. */
  *pendings(): Iterable<number> {
    for (let slot = 0; slot < this.opened; slot++) yield this.open[slot] as number
  }

  private grow(): void {
    this.rows = enlargedFloats(this.rows)
    this.smalls = new Int32Array(this.rows.buffer)
  }
}
