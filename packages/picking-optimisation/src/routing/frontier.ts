/**
 * What a sweep over the aisles has to remember of the walks so far, for any number of cross-aisles.
 *
 * The *frontier* is the column of corners where one aisle meets the cross-aisles. Wherever the rest leads, all that
 * matters of the walks so far is their *kind*: for each corner whether no walk, an odd or an even number of walks ends
 * there, and which corners hang together. Kinds and the steps between them depend on the number of cross-aisles alone,
 * so they are worked out when first met and kept for all problems.
 *
 * Source: Ratliff and Rosenthal (1983), Operations Research 31(3), for two cross-aisles; Roodbergen and de Koster
 * (2001), European Journal of Operational Research 133(1), for three; Cambazard and Catusse (2018), Fixed-parameter
 * algorithms for rectilinear Steiner tree and rectilinear traveling salesman problem in the plane, European Journal of
 * Operational Research 270(2), for any number.
 */

/** What is done at the frontier: each is a step from kind to kind. */
export interface FrontierSteps {
  /** One walk through the aisle between corners `block` and `block + 1`. */
  readonly once: (block: number) => number
  /** Two of them, where something is not joined yet; where all is, `both` does as much for less. */
  readonly twice: (block: number) => number
  /** Into the aisle from both corners and out again. */
  readonly both: (block: number) => number
  /** The walk comes to this corner. */
  readonly touch: (corner: number) => number
  /** The walk does not go on along this cross-aisle, though it came to the corner. */
  readonly drop: (corner: number) => number
  /** The walk starts or ends at this corner. */
  readonly flip: (corner: number) => number
  /** Nothing is done. */
  readonly stay: number
  readonly count: number
}

/** Kinds met so far, by number; more are added as steps lead to them. */
export interface Frontier {
  readonly crossAisles: number
  readonly steps: FrontierSteps
  /** Walks on along the cross-aisles that the kind asks for: one for each odd corner, two for each even one. */
  walks: Uint8Array
  /** The kind written as one number, the same whenever it was met: ties break by it. */
  code: Float64Array
  /** 1 when nothing is left to join and no walk ends in the open. */
  closed: Uint8Array
  /** Per step, the kind it leads to from each kind: `UNKNOWN` until worked out, `NONE` when the step is not allowed. */
  readonly after: Array<Int32Array>
  /** Works out `after[step][kind]`. */
  readonly derive: (step: number, kind: number) => number
  /** The kinds that differ from this one by two of its parts hanging together. */
  readonly coarser: (kind: number) => Int32Array
  /**
   * Whether whatever completes the second kind completes the first: the same corners odd, at least the same even, none
   * of them a part without one that the second has, and all hanging together that does in the second.
   */
  readonly isAsGood: (kind: number, as: number) => boolean
  /** Walks on along one cross-aisle. */
  readonly walksAt: (kind: number, corner: number) => number
}

export const UNKNOWN = -1
export const NONE = -2
/** The kind in which nothing is walked yet. */
export const UNWALKED = 0

const known: Array<Frontier | undefined> = []

/** The frontier of a floor with so many cross-aisles. */
export const frontierOf = (crossAisles: number): Frontier => {
  const frontier = known[crossAisles] ?? emptyFrontier(crossAisles)
  known[crossAisles] = frontier
  return frontier
}

const stepsOf = (crossAisles: number): FrontierSteps => {
  const blocks = crossAisles - 1
  return {
    once: (block) => block,
    twice: (block) => blocks + block,
    both: (block) => 2 * blocks + block,
    touch: (corner) => 3 * blocks + corner,
    drop: (corner) => 3 * blocks + crossAisles + corner,
    flip: (corner) => 3 * blocks + 2 * crossAisles + corner,
    stay: 3 * blocks + 3 * crossAisles,
    count: 3 * blocks + 3 * crossAisles + 1
  }
}

/** 0 for a corner without a walk; else twice the number of its part, and 1 more when an odd number of walks ends there. */
type Corners = Uint8Array

const emptyFrontier = (crossAisles: number): Frontier => {
  const steps = stepsOf(crossAisles)
  const cornersOf: Array<Corners> = []
  const numberOf = new Map<number, number>()
  let room = 64
  const after = Array.from({ length: steps.count }, (): Int32Array => new Int32Array(room).fill(UNKNOWN))

  const grow = (): void => {
    room *= 2
    frontier.walks = enlarged(frontier.walks, new Uint8Array(room))
    frontier.closed = enlarged(frontier.closed, new Uint8Array(room))
    frontier.code = enlarged(frontier.code, new Float64Array(room))
    for (let step = 0; step < after.length; step++) {
      after[step] = enlarged(after[step] as Int32Array, new Int32Array(room).fill(UNKNOWN))
    }
  }
  const numbered = (corners: Corners): number => {
    const code = codeOf(corners)
    const old = numberOf.get(code)
    if (old !== undefined) return old
    const kind = cornersOf.push(corners) - 1
    if (kind === room) grow()
    numberOf.set(code, kind)
    frontier.code[kind] = code
    frontier.closed[kind] = corners.every((corner) => corner % 2 === 0 && corner <= 2) ? 1 : 0
    frontier.walks[kind] = corners.reduce((sum, corner) => sum + walksOn(corner), 0)
    return kind
  }
  const derive = (step: number, kind: number): number => {
    const corners = takeStep(cornersOf[kind] as Corners, step)
    const next = corners === undefined ? NONE : numbered(renumbered(corners))
    const column = after[step] as Int32Array
    column[kind] = next
    return next
  }
  const coarserKinds: Array<Int32Array | undefined> = []
  const coarser = (kind: number): Int32Array => {
    const kinds = coarserKinds[kind] ?? Int32Array.from(pairsJoined(cornersOf[kind] as Corners).map(numbered))
    coarserKinds[kind] = kinds
    return kinds
  }
  const frontier: Frontier = {
    crossAisles,
    steps,
    walks: new Uint8Array(room),
    code: new Float64Array(room),
    closed: new Uint8Array(room),
    after,
    derive,
    coarser,
    isAsGood: (kind, as) => completesAll(cornersOf[kind] as Corners, cornersOf[as] as Corners),
    walksAt: (kind, corner) => walksOn((cornersOf[kind] as Corners)[corner] as number)
  }
  numbered(new Uint8Array(crossAisles))
  return frontier
}

const enlarged = <A extends Uint8Array | Float64Array | Int32Array>(old: A, fresh: A): A => {
  fresh.set(old)
  return fresh
}

const walksOn = (corner: number): number => (corner === 0 ? 0 : corner % 2 === 1 ? 1 : 2)

/** A part has at most one number for each corner, so a digit is below 2 × (corners + 1). */
const codeOf = (corners: Corners): number =>
  corners.reduce((code, corner) => code * 2 * (corners.length + 1) + corner, 0)

/** Parts numbered from 1 in the order of their first corners. */
const renumbered = (corners: Corners): Corners => {
  const numbers = new Map<number, number>()
  return corners.map((corner) => {
    if (corner === 0) return 0
    const part = numbers.get(corner >> 1) ?? numbers.size + 1
    numbers.set(corner >> 1, part)
    return 2 * part + (corner % 2)
  })
}

/** The corners after a step; undefined when it is not allowed. */
const takeStep = (corners: Corners, step: number): Corners | undefined => {
  const crossAisles = corners.length
  const blocks = crossAisles - 1
  const taken = corners.slice()
  if (step === 3 * blocks + 3 * crossAisles) return taken
  if (step < 3 * blocks) {
    const block = step % blocks
    const isJoined = taken[block] !== 0 && (taken[block] as number) >> 1 === (taken[block + 1] as number) >> 1
    if (isJoined && step >= blocks && step < 2 * blocks) return undefined
    touchCorner(taken, block)
    touchCorner(taken, block + 1)
    if (step < 2 * blocks) join(taken, block, block + 1)
    if (step < blocks) for (const corner of [block, block + 1]) taken[corner] = (taken[corner] as number) ^ 1
    return taken
  }
  const corner = (step - 3 * blocks) % crossAisles
  const what = (step - 3 * blocks - corner) / crossAisles
  if (what === 1) return dropCorner(taken, corner)
  touchCorner(taken, corner)
  if (what === 2) taken[corner] = (taken[corner] as number) ^ 1
  return taken
}

/** A corner without a walk becomes a part of its own. */
const touchCorner = (corners: Corners, corner: number): void => {
  if (corners[corner] === 0) corners[corner] = 2 * (Math.max(...corners.map((each) => each >> 1)) + 1)
}

const join = (corners: Corners, one: number, other: number): void => {
  const part = (corners[one] as number) >> 1
  const gone = (corners[other] as number) >> 1
  for (let corner = 0; corner < corners.length; corner++) {
    const each = corners[corner] as number
    if (each >> 1 === gone) corners[corner] = 2 * part + (each % 2)
  }
}

const completesAll = (one: Corners, other: Corners): boolean => {
  const isOdd = (corner: number): boolean => corner % 2 === 1
  return one.every((corner, index) => {
    const beside = other[index] as number
    if (isOdd(corner) !== isOdd(beside) || (beside > 0 && corner === 0)) return false
    if (beside === 0)
      return corner === 0 || one.some((each, at) => each >> 1 === corner >> 1 && (other[at] as number) > 0)
    return other.every((each, at) => each >> 1 !== beside >> 1 || (one[at] as number) >> 1 === corner >> 1)
  })
}

/** The corners with any two of their parts joined. */
const pairsJoined = (corners: Corners): ReadonlyArray<Corners> => {
  const firsts = [...new Set(corners.filter((corner) => corner > 0).map((corner) => corner >> 1))].map((part) =>
    corners.findIndex((corner) => corner >> 1 === part)
  )
  return firsts.flatMap((one, index) =>
    firsts.slice(index + 1).map((other) => {
      const joined = corners.slice()
      join(joined, one, other)
      return renumbered(joined)
    })
  )
}

/** Allowed where an even number of walks ends and another corner of the part is left to go on from. */
const dropCorner = (corners: Corners, corner: number): Corners | undefined => {
  const dropped = corners[corner] as number
  const isLeft = corners.some((each, index) => index !== corner && each >> 1 === dropped >> 1)
  if (dropped === 0 || dropped % 2 === 1 || !isLeft) return undefined
  corners[corner] = 0
  return corners
}
