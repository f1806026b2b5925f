/**
 * Beam search over blocks: each state is judged by how full the container gets when loaded greedily from there on.
 *
 * Source: Araya and Riff (2014), A beam search approach to the container loading problem, Computers and Operations
 * Research 43.
 */
import { bestBlocks, makeBest, type Best } from "./bestBlocks.ts"
import { copyState, makeState, nextDrop, nextSpace, place, resetState, type LoadState } from "./LoadState.ts"
import type { LoadTask } from "./LoadTask.ts"
import { countReach } from "./Reach.ts"
import { dropSpace } from "./Spaces.ts"

/** What a search works with. */
export interface BeamSearch {
  readonly task: LoadTask
  readonly root: LoadState
  /** A load being completed greedily. */
  readonly trial: LoadState
  readonly one: Best
  /** Whether the last beam left anything out that a wider one would try. */
  hasCut: boolean
  /** Told every completed load; true ends the search. */
  readonly onLoad: (load: LoadState) => boolean
  /** Asked now and then while one is completed; true ends the search too. */
  readonly isTold: () => boolean
}

export const makeBeamSearch = (
  task: LoadTask,
  onLoad: (load: LoadState) => boolean,
  isTold: () => boolean
): BeamSearch => ({
  task,
  root: makeState(task),
  trial: makeState(task),
  one: makeBest(1),
  hasCut: false,
  onLoad,
  isTold
})

/** The empty container as the state to start from, without the units of some kinds. */
export const startWithout = ({ task, root }: BeamSearch, banned: ReadonlySet<number>): void => {
  resetState(root, task)
  for (const kind of banned) root.left[kind] = 0
  countReach(root.reach, task.kinds, root.left)
}

/** Blocks placed between two questions whether to go on. */
const blocksPerQuestion = 8

/** Loads as much as goes in, block by block, the best for each space; false when told to end before that. */
const complete = ({ isTold, one, task, trial }: BeamSearch): boolean => {
  for (let placed = 1; ; placed++) {
    const space = openSpace(task, trial, 1, one)
    if (space < 0) return true
    place(trial, task, one.block[0]!, space)
    if (placed % blocksPerQuestion === 0 && isTold()) return false
  }
}

/** One successor of a state of the beam. */
interface Step {
  readonly parent: LoadState
  readonly block: number
  readonly space: number
  /** Of the load that it is completed to. */
  readonly worth: number
}

/** A state of the beam, and the worth of the load that it is completed to; not known of the empty container. */
interface Branch {
  readonly state: LoadState
  readonly worth: number | undefined
}

/** Searches with beams of `width` states from the empty container; true when told to end. */
export const beam = (search: BeamSearch, width: number): boolean => {
  const { task, root } = search
  const best = makeBest(width)
  search.hasCut = false
  let branches: Array<Branch> = [{ state: root, worth: undefined }]
  let spare: Array<LoadState> = []
  while (branches.length > 0) {
    const steps: Array<Step> = []
    for (const branch of branches) if (extend(search, branch, width, best, steps)) return true
    const next = steps.map(({ block, parent, space, worth }) => {
      const state = spare.pop() ?? makeState(task)
      copyState(task, parent, state)
      place(state, task, block, space)
      return { state, worth }
    })
    spare = spare.concat(branches.flatMap(({ state }) => (state === root ? [] : [state])))
    branches = next
  }
  return false
}

/**
 * Tries the best blocks for a state's next space, each by the load that it leads to; true when told to end. The best
 * one leads to the load that the state itself was completed to.
 */
const extend = (
  search: BeamSearch,
  { state, worth }: Branch,
  width: number,
  best: Best,
  steps: Array<Step>
): boolean => {
  const { task } = search
  const space = openSpace(task, state, width, best)
  if (space < 0) return false
  if (best.count === width) search.hasCut = true
  for (let rank = 0; rank < best.count; rank++) {
    const block = best.block[rank]!
    const known = rank === 0 ? worth : undefined
    if (known === undefined ? tryOut(search, state, block, space) : search.isTold()) return true
    keep(steps, { parent: state, block, space, worth: known ?? search.trial.worth })
    if (steps.length <= width) continue
    steps.pop()
    search.hasCut = true
  }
  return false
}

/** Completes a load from a state with one more block; true when told to end. */
const tryOut = (search: BeamSearch, state: LoadState, block: number, space: number): boolean => {
  const { task, trial, onLoad } = search
  copyState(task, state, trial)
  place(trial, task, block, space)
  return !complete(search) || onLoad(trial)
}

/** The next space that any block goes in, with the blocks that suit it best in `best`; others are dropped. */
const openSpace = (task: LoadTask, state: LoadState, width: number, best: Best): number => {
  for (;;) {
    const space = nextSpace(state, task)
    if (space < 0 && !nextDrop(state, task)) return -1
    if (space < 0) continue
    bestBlocks(state, task, space, width, best)
    if (best.count > 0) return space
    dropSpace(state.spaces, space)
  }
}

/** Files a step, best first, and of several that end in loads of the same worth the first. */
const keep = (steps: Array<Step>, step: Step): void => {
  let at = steps.length
  while (at > 0 && steps[at - 1]!.worth < step.worth) at--
  if (at > 0 && steps[at - 1]!.worth === step.worth) return
  steps.splice(at, 0, step)
}
