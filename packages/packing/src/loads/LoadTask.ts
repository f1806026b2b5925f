/**
 * What a container is loaded with, and under which rules, as the search reads it.
 */
import type { Blocks } from "./Blocks.ts"
import type { LoadKinds } from "./LoadKinds.ts"
import { makeBlocks } from "./makeBlocks.ts"
import { makeStackLoad, putOn, takeOff } from "./StackLoad.ts"
import { unitsOf } from "./unblock.ts"

/** The room to load, from 0 on each axis; overhang is part of it. */
export interface LoadRoom {
  readonly lengthMm: number
  readonly widthMm: number
  readonly heightMm: number
  readonly payloadGrams: number
  /** The least part of a base that must rest on the floor or on tops: 0 none, 1 all of it. */
  readonly supportShare: number
  /** Whether drops are unloaded through a door at the far end of x. */
  readonly door: boolean
}

export interface LoadTask {
  readonly kinds: LoadKinds
  readonly blocks: Blocks
  readonly room: LoadRoom
  /** Whether any unit bears only so much. */
  readonly stacked: boolean
  readonly dropped: boolean
  readonly exclusive: boolean
  /** The units of each block, in each of four mirrorings, as far as they have been asked for. */
  readonly unitsOfBlock: Array<Int32Array | undefined>
}

/** Least share of a block that its units fill. */
const leastFill = 0.98

/** Makes up to `most` blocks, or fewer when `stop` says so. */
export const makeLoadTask = (kinds: LoadKinds, room: LoadRoom, most: number, stop: () => boolean): LoadTask => {
  const stacked = [...kinds.maxTopGrams, ...kinds.maxTopGramsPerDm2].some(Number.isFinite)
  const bears = stacked ? bearsItself(kinds) : undefined
  const limits = {
    ...room,
    supported: room.supportShare > 0,
    leastFill,
    most,
    stop,
    ...(bears === undefined ? {} : { bears })
  }
  return {
    kinds,
    blocks: makeBlocks(kinds, limits),
    room,
    stacked,
    dropped: kinds.drop.some((drop) => drop > 0),
    exclusive: kinds.excludes.some(({ length }) => length > 0),
    unitsOfBlock: []
  }
}

/** Whether a block's lower units bear its upper ones. */
const bearsItself = (kinds: LoadKinds): ((units: Int32Array) => boolean) => {
  const alone = makeStackLoad()
  return (units) => {
    const bears = putOn(alone, kinds, units, 0, 0, 0)
    takeOff(alone, kinds, 0)
    return bears
  }
}

/** The units of a block, each below before what stands on it. */
export const unitsOfBlock = (task: LoadTask, block: number, mirrored: number): Int32Array =>
  (task.unitsOfBlock[4 * block + mirrored] ??= unitsOf(
    task.blocks.tree,
    task.kinds,
    task.blocks.made[block]!,
    mirrored
  ))
