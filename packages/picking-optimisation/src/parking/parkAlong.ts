/**
 * Where to park when the order of the stops is given, and where each round on foot begins and ends: the best there is.
 *
 * Sources: Beasley (1983), Route first, cluster second methods for vehicle routing, Omega 11(4), for the shortest path
 * over the ways to split an order; Goeke and Schneider (2021), Modeling single-picker routing problems in classical and
 * modern warehouses, INFORMS Journal on Computing 33(2), for pickers who leave their cart.
 */
import { addLoad, handsCarry, type ParkingModel } from "./parkingModel.ts"

const never = Number.POSITIVE_INFINITY

/** A round on foot from a parking, over entries `from` up to `to` of the order. */
export interface RoundAlong {
  readonly parking: number
  readonly from: number
  readonly to: number
}

export class ParkAlong {
  private readonly model: ParkingModel
  /** The least time until the first `i` stops are fetched and the cart is at parking `p`: entry `i * parkings + p`. */
  private readonly fetched: Float64Array
  /** The same with the cart ready for the next round, there already or wheeled there. */
  private readonly ready: Float64Array
  /** With how many stops the last round began, and from which parking the cart came (-1 from the start, or stayed). */
  private readonly begun: Int32Array
  private readonly cameFrom: Int32Array
  private readonly sum: Float64Array

  constructor(model: ParkingModel) {
    const room = (model.stops + 1) * model.parkings
    this.model = model
    this.fetched = new Float64Array(room)
    this.ready = new Float64Array(room)
    this.begun = new Int32Array(room)
    this.cameFrom = new Int32Array(room)
    this.sum = new Float64Array(model.most.length)
  }

  /** The least time in which stops are fetched in this order. O(stops × parkings × (parkings + stops in a round)). */
  millis(order: Int32Array): number {
    const { fetched, model, ready } = this
    const { last, parkings, stops } = model
    fetched.fill(never)
    ready.set(model.first)
    this.cameFrom.fill(-1, 0, parkings)
    for (let done = 0; done < stops; done++) {
      if (done > 0) this.wheelOn(done)
      this.fetchFrom(order, done)
    }
    return last.reduce((least, mm, p) => Math.min(least, (fetched[stops * parkings + p] as number) + mm), never)
  }

  /** The rounds of the order last asked about. */
  get rounds(): ReadonlyArray<RoundAlong> {
    const { begun, cameFrom, fetched, model } = this
    const { last, parkings, stops } = model
    const endMillis = last.map((mm, p) => (fetched[stops * parkings + p] as number) + mm)
    let parking = endMillis.indexOf(Math.min(...endMillis))
    const rounds: Array<RoundAlong> = []
    for (let to = stops; to > 0;) {
      const from = begun[to * parkings + parking] as number
      rounds.push({ parking, from, to })
      const came = cameFrom[from * parkings + parking] as number
      if (came >= 0) parking = came
      to = from
    }
    return rounds.reverse()
  }

  /** With `done` stops fetched the cart stays, or is wheeled to where that takes least. */
  private wheelOn(done: number): void {
    const { cameFrom, fetched, model, ready } = this
    const { parkings, wheel } = model
    const row = done * parkings
    for (let to = 0; to < parkings; to++) {
      ready[row + to] = fetched[row + to] as number
      cameFrom[row + to] = -1
    }
    for (let from = 0; from < parkings; from++) {
      const soFar = fetched[row + from] as number
      if (soFar === never) continue
      for (let to = 0; to < parkings; to++) {
        const millis = soFar + (wheel[from * parkings + to] as number)
        if (from === to || millis >= (ready[row + to] as number)) continue
        ready[row + to] = millis
        cameFrom[row + to] = from
      }
    }
  }

  /** Rounds from each parking over the next stops, as many as hands carry. */
  private fetchFrom(order: Int32Array, done: number): void {
    const { begun, fetched, model, ready, sum } = this
    const { back, foot, out, parkings, stops } = model
    const begin = (order[done] as number) * parkings
    let alongMillis = 0
    sum.fill(0)
    for (let count = done; count < stops; count++) {
      const stop = order[count] as number
      addLoad(model, stop, sum)
      if (!handsCarry(model, sum)) return
      if (count > done) alongMillis += foot[(order[count - 1] as number) * stops + stop] as number
      const row = (count + 1) * parkings
      for (let p = 0; p < parkings; p++) {
        const millis =
          (ready[done * parkings + p] as number) +
          (out[begin + p] as number) +
          alongMillis +
          (back[stop * parkings + p] as number)
        if (millis >= (fetched[row + p] as number)) continue
        fetched[row + p] = millis
        begun[row + p] = done
      }
    }
  }
}
