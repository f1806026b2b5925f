/**
 * What one stop more would add to the walk over each batch. It stands batch by batch, and stop by stop too, so that
 * what many orders would add to one batch and what one order would add to every batch are both read without leaps.
 */
import { type BatchCore } from "./BatchCore.ts"

export class AddedStops {
  private readonly core: BatchCore
  private readonly partOf: Int32Array
  private readonly slots: number
  /** What stop `s` would add to batch `b` is entry `b * stops + s` of the first, `s * slots + b` of the second. */
  readonly byBatch: Float64Array
  private readonly byStop: Float64Array

  /** For so many batches; stops that are in one part of the floor, by `partOf`, are guessed together. */
  constructor(core: BatchCore, partOf: Int32Array, slots: number) {
    this.core = core
    this.partOf = partOf
    this.slots = slots
    this.byBatch = new Float64Array(core.stops * slots)
    this.byStop = new Float64Array(core.stops * slots)
  }

  /** Takes what stands in `byBatch` for how long the walk over batch `slot`, `walkMm` as it is, would be. */
  settle(slot: number, walkMm: number): void {
    const { byBatch, byStop, slots } = this
    const { stops } = this.core
    for (let stop = 0, at = slot * stops; stop < stops; stop++, at++) {
      const mm = (byBatch[at] as number) - walkMm
      byBatch[at] = mm
      byStop[stop * slots + slot] = mm
    }
  }

  /** What an order would add to a batch, guessed from what its stops would: of those in one part the dearest. */
  guessedMm(slot: number, order: number): number {
    const { byBatch, partOf } = this
    const { firstStop, stop, stops } = this.core
    const row = slot * stops
    const end = firstStop[order + 1] as number
    let sum = 0
    let most = 0
    let part = -1
    for (let entry = firstStop[order] as number; entry < end; entry++) {
      const at = stop[entry] as number
      const mm = byBatch[row + at] as number
      if (partOf[at] !== part) {
        part = partOf[at] as number
        sum += mm
        most = mm
      } else if (mm > most) {
        sum += mm - most
        most = mm
      }
    }
    return sum
  }

  /** Writes what an order would add to each batch to `guessMm`. O(stops of the order × batches). */
  guessEach(order: number, guessMm: Float64Array): void {
    const { partOf } = this
    const { firstStop, stop } = this.core
    const end = firstStop[order + 1] as number
    guessMm.fill(0)
    for (let entry = firstStop[order] as number; entry < end;) {
      const from = entry
      const part = partOf[stop[entry] as number]
      while (entry < end && partOf[stop[entry] as number] === part) entry++
      if (entry === from + 1) this.addStop(stop[from] as number, guessMm)
      else this.addDearest(from, entry, guessMm)
    }
  }

  private addStop(stop: number, guessMm: Float64Array): void {
    const { byStop, slots } = this
    for (let slot = 0, at = stop * slots; slot < slots; slot++, at++) {
      guessMm[slot] = (guessMm[slot] as number) + (byStop[at] as number)
    }
  }

  /** Adds what the dearest of the stops from entry `from` up to `to` would. */
  private addDearest(from: number, to: number, guessMm: Float64Array): void {
    const { byStop, slots } = this
    const { stop } = this.core
    for (let slot = 0; slot < slots; slot++) {
      let most = byStop[(stop[from] as number) * slots + slot] as number
      for (let entry = from + 1; entry < to; entry++) {
        const mm = byStop[(stop[entry] as number) * slots + slot] as number
        if (mm > most) most = mm
      }
      guessMm[slot] = (guessMm[slot] as number) + most
    }
  }
}
