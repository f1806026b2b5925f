/**
 * The places that have something that is missing, from front to back of every column: most have not.
 */
import { type VisitedPlaces } from "./VisitedPlaces.ts"

export class UsefulPlaces {
  /** Those of column `c` are entries `from[c]` up to `from[c + 1]`. */
  readonly place: Int32Array
  readonly from: Int32Array
  /** The places of SKU `s` are entries `firstOf[s]` up to `firstOf[s + 1]`. */
  private readonly firstOf: Int32Array
  private readonly placesOf: Int32Array
  private readonly firstPlace: Int32Array
  /** A bit for every place, in words of 32. */
  private readonly isUseful: Int32Array

  /** Of so many columns and SKUs. */
  constructor({ count, firstPlace, firstStock, stockSku }: VisitedPlaces, columns: number, skus: number) {
    this.place = new Int32Array(count)
    this.from = new Int32Array(columns + 1)
    this.firstPlace = firstPlace
    this.isUseful = new Int32Array((count + 31) >> 5)
    this.firstOf = new Int32Array(skus + 1)
    this.placesOf = new Int32Array(stockSku.length)
    const { firstOf, placesOf } = this
    for (const sku of stockSku) firstOf[sku + 1] = (firstOf[sku + 1] as number) + 1
    for (let sku = 0; sku < skus; sku++) firstOf[sku + 1] = (firstOf[sku + 1] as number) + (firstOf[sku] as number)
    const next = firstOf.slice()
    for (let place = 0; place < count; place++) {
      const to = firstStock[place + 1] as number
      for (let at = firstStock[place] as number; at < to; at++) {
        const sku = stockSku[at] as number
        placesOf[next[sku] as number] = place
        next[sku] = (next[sku] as number) + 1
      }
    }
  }

  /** Lists the places that have any SKU of which some is due. O(those places + places / 32). */
  list(due: Int32Array): void {
    const { firstOf, firstPlace, from, isUseful, place, placesOf } = this
    isUseful.fill(0)
    for (let sku = 0; sku < due.length; sku++) {
      if ((due[sku] as number) <= 0) continue
      const to = firstOf[sku + 1] as number
      for (let at = firstOf[sku] as number; at < to; at++) {
        const word = (placesOf[at] as number) >> 5
        isUseful[word] = (isUseful[word] as number) | (1 << ((placesOf[at] as number) & 31))
      }
    }
    let count = 0
    let column = 0
    for (let word = 0; word < isUseful.length; word++) {
      for (let bits = isUseful[word] as number; bits !== 0; bits &= bits - 1) {
        const each = 32 * word + 31 - Math.clz32(bits & -bits)
        while (each >= (firstPlace[column + 1] as number)) from[++column] = count
        place[count++] = each
      }
    }
    from.fill(count, column + 1)
  }
}
