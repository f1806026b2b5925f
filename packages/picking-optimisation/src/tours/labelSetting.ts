/**
 * The shortest tour of a few stops under all rules at once, proved.
 */
import { type StopSequence, type TourModel } from "./tourModel.ts"

/** A way to have visited some stops and stand at the last: what is better in every respect makes it superfluous. */
interface Label {
  readonly stop: number
  readonly cost: number
  /** When work at the stop is done, in units of distance. */
  readonly time: number
  /** What is on the cart, by limit. */
  readonly load: ReadonlyArray<number>
  readonly emptied: boolean
  readonly before: Label | undefined
}

/**
 * The shortest order of stops that keeps precedence, windows and the cart's limits; undefined when none does. Grows
 * sets of visited stops; of two ways to have visited the same ones and stand at the same stop, the one that is as
 * long, as late and as laden or more is dropped. Ties go to the way found first. O(2ⁿ n²) without windows and cart:
 * for up to about a dozen stops.
 *
 * Source: Held and Karp (1962), A dynamic programming approach to sequencing problems, SIAM Journal 10(1); labels:
 * Desrochers and Soumis (1988), INFOR 26(3).
 */
export const labelSetting = (
  model: TourModel
): { readonly sequence: StopSequence; readonly cost: number } | undefined => {
  const isAnyFirst =
    !model.isClosed || model.mustPrecede !== undefined || model.timing !== undefined || model.cart !== undefined
  // A tour back to its first stop is one problem per first stop, unless it can be turned round freely.
  const firsts = !model.isClosed
    ? [undefined]
    : isAnyFirst
      ? Array.from({ length: model.count }, (_, stop) => stop)
      : [0]
  let best: Label | undefined
  let least = Number.POSITIVE_INFINITY
  for (const first of firsts) {
    for (const label of completed(model, first)) {
      const cost =
        label.cost +
        (first === undefined
          ? (model.finish[label.stop] as number)
          : (model.leg[label.stop * model.count + first] as number))
      if (cost >= least) continue
      least = cost
      best = label
    }
  }
  return best === undefined ? undefined : { sequence: sequenceOf(best), cost: least }
}

const sequenceOf = (last: Label): StopSequence => {
  const labels: Array<Label> = []
  for (let label: Label | undefined = last; label !== undefined; label = label.before) labels.push(label)
  labels.reverse()
  return { order: labels.map((label) => label.stop), emptied: labels.map((label) => label.emptied) }
}

/** The ways to have visited every stop, having begun at `first` or, when undefined, at any. */
const completed = (model: TourModel, first: number | undefined): ReadonlyArray<Label> => {
  const { count } = model
  const all = 2 ** count - 1
  const labels: Array<Array<Label> | undefined> = Array.from({ length: (all + 1) * count })
  const needs = needsOf(model)
  const put = (visited: number, label: Label | undefined): void => {
    if (label === undefined) return
    const at = visited * count + label.stop
    const known = labels[at]
    if (known === undefined) labels[at] = [label]
    else if (!known.some((other) => isNoWorse(other, label))) {
      labels[at] = [...known.filter((other) => !isNoWorse(label, other)), label]
    }
  }
  for (let stop = 0; stop < count; stop++) {
    if (needs[stop] === 0 && (first ?? stop) === stop) put(1 << stop, firstLabel(model, stop))
  }
  for (let visited = 1; visited <= all; visited++) {
    for (let last = 0; last < count; last++) {
      for (const label of labels[visited * count + last] ?? []) {
        for (let stop = 0; stop < count; stop++) {
          if ((visited >> stop) & 1 || ((needs[stop] as number) & visited) !== needs[stop]) continue
          put(visited | (1 << stop), straightOn(model, label, stop))
          put(visited | (1 << stop), byDropOff(model, label, stop))
        }
      }
      if (visited < all) labels[visited * count + last] = undefined
    }
  }
  return labels.slice(all * count).flatMap((found) => found ?? [])
}

/** The stops, as bits, that come before each. */
const needsOf = ({ count, mustPrecede }: TourModel): Int32Array => {
  const needs = new Int32Array(count)
  for (let before = 0; before < count; before++) {
    for (let stop = 0; stop < count; stop++) {
      if (mustPrecede?.[before * count + stop] === 1) needs[stop] = (needs[stop] as number) | (1 << before)
    }
  }
  return needs
}

const isNoWorse = (a: Label, b: Label): boolean =>
  a.cost <= b.cost && a.time <= b.time && a.load.every((amount, limit) => amount <= (b.load[limit] as number))

const noLoad: ReadonlyArray<number> = []

const arrived = ({ count, cart, timing }: TourModel, stop: number, way: Omit<Label, "stop">): Label | undefined => {
  const begins = timing === undefined ? 0 : Math.max(way.time, timing.opens[stop] as number)
  if (timing !== undefined && begins > (timing.closes[stop] as number) * (1 + 1e-12)) return undefined
  const time = timing === undefined ? 0 : begins + (timing.service[stop] as number)
  if (cart === undefined) return { ...way, stop, time }
  const load = Array.from(cart.most, (_, limit) => (way.load[limit] ?? 0) + (cart.load[limit * count + stop] as number))
  return load.some((amount, limit) => amount > (cart.most[limit] as number) * (1 + 1e-12))
    ? undefined
    : { ...way, stop, time, load }
}

const firstLabel = (model: TourModel, stop: number): Label | undefined => {
  const cost = model.begin[stop] as number
  return arrived(model, stop, { cost, time: cost, load: noLoad, emptied: false, before: undefined })
}

const straightOn = (model: TourModel, from: Label, stop: number): Label | undefined => {
  const length = model.leg[from.stop * model.count + stop] as number
  return arrived(model, stop, {
    cost: from.cost + length,
    time: from.time + length,
    load: from.load,
    emptied: false,
    before: from
  })
}

const byDropOff = (model: TourModel, from: Label, stop: number): Label | undefined => {
  const { cart, count } = model
  const length = cart?.via[from.stop * count + stop] ?? Number.POSITIVE_INFINITY
  if (cart === undefined || length === Number.POSITIVE_INFINITY) return undefined
  const time = from.time + length + cart.dropOffTime
  return arrived(model, stop, { cost: from.cost + length, time, load: noLoad, emptied: true, before: from })
}
