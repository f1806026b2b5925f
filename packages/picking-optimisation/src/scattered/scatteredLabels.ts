/**
 * Partial walks that differ in what is still to be taken, aisle after aisle.
 */
import { NOT_WALKED } from "../routing/ChosenWays.ts"
import { type ChoicesWithin } from "./choicesWithin.ts"
import { arriving, mayEnd } from "./ColumnSweep.ts"
import { ALL_WAYS } from "../routing/frontierArcs.ts"
import { forgetLabels, isUseless, keepLabel, keptLabels, type KeptLabels } from "./KeptLabels.ts"
import { emptyLabels, hasNoMoreLeft, type Labels, moveLabel, roomFor } from "./Labels.ts"
import { labelsByBound, numberOf } from "./labelsByBound.ts"
import { demandMm, type PricedSweep } from "./pricedSweep.ts"
import { packedSupply, type UnitsLeft } from "./UnitsLeft.ts"

/** How far a run may go. */
export interface LabelLimits {
  /** Only walks up to this length are looked for. */
  readonly limitMm: number
  /** What one walk must be shorter than another by, to be worth looking for. */
  readonly grainMm: number
  /** Most labels kept behind each sub-aisle, those of least bound. */
  readonly width: number
  /** Whether to end as soon as a label is left out for want of width. */
  readonly isWhole: boolean
  /** Whether to give up. */
  readonly stop: () => boolean
}

/** What a run found. */
export interface LabelRun {
  /** Length of the best walk; infinite when there is none within the limit. */
  readonly mm: number
  /** The entries of `ChoicesWithin` that it is made of. */
  readonly entries: ReadonlyArray<number>
  /** Of all labels left out for want of width, the least bound: no walk below it was missed. */
  readonly cutMm: number
  readonly stopped: boolean
}

interface Run {
  readonly sweep: PricedSweep
  readonly within: ChoicesWithin
  readonly units: UnitsLeft
  readonly limits: LabelLimits
  /** Per sub-aisle, what it and all behind it have, up to the demand; none behind the last. */
  readonly supply: Int32Array
  /** Only labels with a bound up to this are kept. */
  limitMm: number
  /** The same behind the sub-aisle at hand, where there are too many. */
  stageMm: number
  now: Labels
  next: Labels
  cutMm: number
  readonly kept: KeptLabels
  /** Room to sort labels in. */
  order: Float64Array
  readonly historyFrom: Array<number>
  readonly historyChoice: Array<number>
  bestMm: number
  bestOrigin: number
  stopped: boolean
}

/**
 * The best walk that takes the whole demand, within the limits; the best of all when it is found and nothing below it
 * was cut.
 *
 * A label gives way to another one that is no longer, has no more of any SKU to take, and is of a kind that completes
 * as well. Its bound is what it has walked, what the sweep has to go, and the prices of what it has still to take.
 *
 * Source: Irnich and Desaulniers (2005), Shortest path problems with resource constraints, in Desaulniers, Desrosiers
 * and Solomon (eds.), Column Generation, Springer, with completion bounds by Lagrangean prices.
 */
export const runLabels = (
  sweep: PricedSweep,
  within: ChoicesWithin,
  units: UnitsLeft,
  limits: LabelLimits
): LabelRun => {
  const { choices } = sweep
  let mostDue = 0
  for (let sku = 0; sku < choices.skus; sku++) mostDue += choices.demand[sku] as number
  const run: Run = {
    sweep,
    within,
    units,
    limits,
    supply: packedSupply(choices.supply, units),
    limitMm: limits.limitMm,
    stageMm: limits.limitMm,
    now: emptyLabels(256, units.words),
    next: emptyLabels(1024, units.words),
    cutMm: Number.POSITIVE_INFINITY,
    kept: keptLabels(sweep.arcs.kinds, mostDue),
    order: new Float64Array(1024),
    historyFrom: [],
    historyChoice: [],
    bestMm: Number.POSITIVE_INFINITY,
    bestOrigin: -1,
    stopped: false
  }
  addFirst(run, demandMm(sweep), mostDue)
  for (let k = 0; k < choices.aisle.length && run.now.count > 0 && !isOver(run); k++) {
    for (let block = 0; block < choices.blocks && !isOver(run); block++) {
      walkLabels(run, k, block)
      keepBest(run)
    }
    if (isOver(run)) break
    if (k >= choices.depotColumn) endLabels(run, k)
    if (k + 1 === choices.aisle.length) break
    crossLabels(run, k)
    keepBest(run)
  }
  return { mm: run.bestMm, entries: historyOf(run), cutMm: run.cutMm, stopped: run.stopped }
}

const isOver = ({ cutMm, limits, stopped }: Run): boolean =>
  stopped || (limits.isWhole && cutMm < Number.POSITIVE_INFINITY)

const addFirst = ({ now, sweep, units }: Run, pricesMm: number, due: number): void => {
  now.count = 1
  now.kind[0] = sweep.start
  now.keyMm[0] = pricesMm
  now.due[0] = due
  now.origin[0] = -1
  now.choice[0] = -1
  now.left.set(units.all)
}

/** Whether to give up is asked once in so many labels made, and in so many looked at: each time a part of a millisecond. */
const askAfter = { made: 2000, seen: 100_000 }

/** Every label by every way of the sub-aisle and every choice within the limit. */
const walkLabels = (run: Run, k: number, block: number): void => {
  const { limits, next, now, sweep, units, within } = run
  const { arcs, choices, onwardMm, toGoMm } = sweep
  const { kinds } = arcs
  const subAisle = k * choices.blocks + block
  const isLast = block + 1 === choices.blocks
  const beyond = isLast ? onwardMm : toGoMm
  const beyondAt = isLast ? k * kinds : (subAisle + 1) * kinds
  const walked = arcs.walked[block] as Int32Array
  next.count = 0
  run.stageMm = run.limitMm
  let made = askAfter.made
  for (let label = 0; label < now.count; label++) {
    if (next.count > mostMade(limits)) {
      thinOut(run)
      if (limits.isWhole) return
    }
    if (made >= askAfter.made) {
      made = 0
      run.stopped = limits.stop()
      if (run.stopped) return
    }
    const kind = now.kind[label] as number
    made += ALL_WAYS
    for (let way = 0; way < ALL_WAYS; way++) {
      const to = walked[kind * ALL_WAYS + way] as number
      const onMm = (now.keyMm[label] as number) + (beyond[beyondAt + to] as number)
      if (way === NOT_WALKED) {
        if (sweep.barred[subAisle * ALL_WAYS + NOT_WALKED] === 1 || onMm > run.stageMm) continue
        const copy = copyLabel(run, label, to, onMm)
        if (!hasNoMoreLeft(next.left, copy, run.supply, subAisle + 1, units)) next.count--
        continue
      }
      const slot = subAisle * ALL_WAYS + way
      const end = within.first[slot + 1] as number
      for (let entry = within.first[slot] as number; entry < end; entry++) {
        if (onMm + (within.reducedMm[entry] as number) > run.stageMm) break
        made++
        takeChoice(run, label, entry, to, beyond[beyondAt + to] as number, subAisle)
      }
    }
  }
}

/** The same label in another kind. */
const copyLabel = ({ next, now, units }: Run, label: number, kind: number, boundMm: number): number => {
  const { words } = units
  const copy = roomFor(next, words)
  next.kind[copy] = kind
  next.due[copy] = now.due[label] as number
  next.mm[copy] = now.mm[label] as number
  next.keyMm[copy] = now.keyMm[label] as number
  next.boundMm[copy] = boundMm
  next.origin[copy] = now.origin[label] as number
  next.choice[copy] = -1
  for (let word = 0; word < words; word++) next.left[copy * words + word] = now.left[label * words + word] as number
  return copy
}

/** The label after one choice; taken back when its bound is over the limit. */
const takeChoice = (run: Run, label: number, entry: number, kind: number, toGoMm: number, subAisle: number): void => {
  const { next, sweep, units, within } = run
  const { maskOf, shiftOf, wordOf, words } = units
  const { gainFirst, gainSku, gainUnits } = within
  const { skus } = sweep.choices
  const walkMm = within.mm[entry] as number
  const taken = copyLabel(run, label, kind, 0)
  let worthMm = 0
  let dueLess = 0
  const end = gainFirst[entry + 1] as number
  for (let gain = gainFirst[entry] as number; gain < end; gain++) {
    const sku = gainSku[gain] as number
    const shift = shiftOf[sku] as number
    const at = taken * words + (wordOf[sku] as number)
    const word = next.left[at] as number
    const due = (word >> shift) & (maskOf[sku] as number)
    if (due === 0) continue
    const got = Math.min(due, gainUnits[gain] as number)
    next.left[at] = word - (got << shift)
    if (sku < skus) dueLess += got
    worthMm += got * (sweep.price[sku] as number)
  }
  next.due[taken] = (next.due[taken] as number) - dueLess
  next.mm[taken] = (next.mm[taken] as number) + walkMm
  next.keyMm[taken] = (next.keyMm[taken] as number) + walkMm - worthMm
  next.boundMm[taken] = next.keyMm[taken] + toGoMm
  next.choice[taken] = entry
  const fits = next.boundMm[taken] <= run.stageMm
  if (!fits || !hasNoMoreLeft(next.left, taken, run.supply, subAisle + 1, units)) next.count--
}

const crossLabels = (run: Run, k: number): void => {
  const { next, now, sweep } = run
  const { arcs, choices, stepMm, toGoMm } = sweep
  const nextAt = (k + 1) * choices.blocks * arcs.kinds
  next.count = 0
  for (let label = 0; label < now.count; label++) {
    const kind = now.kind[label] as number
    const end = arcs.onFirst[kind + 1] as number
    for (let arc = arcs.onFirst[kind] as number; arc < end; arc++) {
      const on = arcs.onTo[arc] as number
      const walkMm = (arcs.walks[on] as number) * (stepMm[k + 1] as number)
      const to = arriving(sweep, k + 1, on)
      const boundMm = (now.keyMm[label] as number) + walkMm + (toGoMm[nextAt + to] as number)
      if (boundMm > run.limitMm) continue
      const copy = copyLabel(run, label, to, boundMm)
      next.mm[copy] = (next.mm[copy] as number) + walkMm
      next.keyMm[copy] = (next.keyMm[copy] as number) + walkMm
    }
  }
}

/**
 * Labels are thinned out when there are so many, to a quarter of that: several times as many as are to be kept, fewer
 * times where these are many, so that sorting them does not take long.
 */
const mostMade = ({ width }: LabelLimits): number => Math.max(4 * width, Math.min(16 * width, 40_000))

/** Leaves the labels of least bound, and lets no more come behind them. */
const thinOut = (run: Run): void => {
  const { limits, next, units } = run
  const { words } = units
  const bounds = next.boundMm.slice(0, next.count).sort()
  const most = mostMade(limits) / 4
  run.stageMm = bounds[most] as number
  run.cutMm = Math.min(run.cutMm, run.stageMm)
  const { count } = next
  let kept = 0
  for (let label = 0; label < count && kept < most; label++) {
    if ((next.boundMm[label] as number) > run.stageMm) continue
    next.count = kept
    moveLabel(next, label, next, words)
    kept++
  }
  next.count = kept
}

/**
 * Moves from `next` to `now` what no other label makes useless, and of those at most the width, by bound. Taken in
 * order of their bounds, none makes an earlier one useless.
 */
const keepBest = (run: Run): void => {
  const { historyChoice, historyFrom, kept, limits, next, now, sweep, units } = run
  const order = labelsByBound(next, run.order)
  run.order = order
  forgetLabels(kept)
  now.count = 0
  let seen = 0
  for (let index = 0; index < next.count; index++) {
    const label = numberOf(order[index] as number)
    seen += now.count + 100
    if (seen >= askAfter.seen) {
      seen = 0
      run.stopped = limits.stop()
      if (run.stopped) return
    }
    const asGood = sweep.arcs.asGood[next.kind[label] as number] as Int32Array
    if (isUseless(kept, now, next, label, asGood, units)) continue
    if (now.count === limits.width) {
      for (let cut = index; cut < next.count; cut++) {
        run.cutMm = Math.min(run.cutMm, next.boundMm[numberOf(order[cut] as number)] as number)
      }
      return
    }
    const place = moveLabel(next, label, now, units.words)
    keepLabel(kept, now, place)
    const choice = next.choice[label] as number
    if (choice < 0) continue
    now.origin[place] = historyFrom.push(now.origin[place] as number) - 1
    historyChoice.push(choice)
  }
}

/** Takes note of walks that may end behind aisle `k` with nothing left to take. */
const endLabels = (run: Run, k: number): void => {
  const { limits, now, sweep, units } = run
  const { ownWords, words } = units
  for (let label = 0; label < now.count; label++) {
    const mm = now.mm[label] as number
    if (mm >= run.bestMm || !mayEnd(sweep, k, now.kind[label] as number)) continue
    let isDone = true
    for (let word = 0; word < ownWords && isDone; word++) isDone = now.left[label * words + word] === 0
    if (!isDone) continue
    run.bestMm = mm
    run.bestOrigin = now.origin[label] as number
    run.limitMm = Math.min(run.limitMm, mm - limits.grainMm)
  }
}

const historyOf = ({ bestOrigin, historyChoice, historyFrom }: Run): ReadonlyArray<number> => {
  const choices: Array<number> = []
  for (let step = bestOrigin; step >= 0; step = historyFrom[step] as number) choices.push(historyChoice[step] as number)
  return choices.reverse()
}
