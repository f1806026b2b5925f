/**
 * The shortest walk over a floor of two blocks, swept aisle by aisle: the states that the part of a walk to the left of
 * a line can be in, and what each thing done in an aisle or between two aisles makes of them.
 *
 * A state says of each cross-aisle (front, middle, back) whether the walk so far touches it an odd or an even number of
 * times or not at all, and which of them it joins.
 *
 * Source: Ratliff and Rosenthal (1983), Operations Research 31(3), one block; Roodbergen and de Koster (2001), Routing
 * order pickers in a warehouse with a middle aisle, European Journal of Operational Research 133, two.
 */

/** What is done in a block's part of an aisle: in and out from the middle, from the far end, from both; or through. */
export const blockMoves = ["near", "far", "both", "through"] as const

/** Moves in the front block come first, then those in the back block; the last is to begin and end here, in the middle. */
export const moveCount = 2 * blockMoves.length + 1
export const depotMove = moveCount - 1

type Touched = "none" | "odd" | "even"
interface SweepState {
  /** Of each cross-aisle, as `part`. */
  readonly touched: ReadonlyArray<Touched>
  /** Which cross-aisles are joined: those of equal number; -1 where the walk does not come. */
  readonly part: ReadonlyArray<number>
}

const crossAisles = [0, 1, 2] as const
const middle = 1

/** The same state with its parts numbered in the order of the cross-aisles, so that equal states are written alike. */
const numbered = ({ part, touched }: SweepState): SweepState => {
  const seen = new Map<number, number>()
  const renumbered = crossAisles.map((line) => {
    const own = part[line] as number
    if (touched[line] === "none") return -1
    if (!seen.has(own)) seen.set(own, seen.size)
    return seen.get(own) as number
  })
  return { touched, part: renumbered }
}

/** A number that no part has yet: `numbered` gives them those from 0 on, at most one for each cross-aisle. */
const newPart = (line: number): number => crossAisles.length + line

/** The cross-aisle becomes part of the walk, if it is not yet: one that joins no other. */
const reached = (state: SweepState, line: number): SweepState =>
  state.touched[line] === "none"
    ? { touched: state.touched.with(line, "even"), part: state.part.with(line, newPart(line)) }
    : state

/** One way between the middle and a far cross-aisle. */
const walkedThrough = (state: SweepState, far: number): SweepState => {
  const both = reached(reached(state, middle), far)
  const turned = both.touched.map((touched, line) =>
    line === middle || line === far ? (touched === "odd" ? ("even" as const) : ("odd" as const)) : touched
  )
  const part = both.part.map((own) => (own === both.part[far] ? (both.part[middle] as number) : own))
  return { touched: turned, part }
}

const moved = (state: SweepState, move: number): SweepState => {
  if (move === depotMove) return reached(state, middle)
  const far = move < blockMoves.length ? 0 : 2
  const what = blockMoves[move % blockMoves.length]
  if (what === "through") return walkedThrough(state, far)
  const fromMiddle = what === "far" ? state : reached(state, middle)
  return what === "near" ? fromMiddle : reached(fromMiddle, far)
}

interface Crossing {
  readonly state: SweepState
  readonly times: readonly [front: number, middle: number, back: number]
}

/**
 * Every way on to the next aisle: once where the walk is odd, twice or not at all where it is even, and no part is left
 * behind.
 */
const crossings = (state: SweepState): ReadonlyArray<Crossing> => {
  const choices = state.touched.map((touched) => (touched === "none" ? [0] : touched === "odd" ? [1] : [0, 2]))
  const [front = [], mid = [], back = []] = choices
  const ways = front.flatMap((a) => mid.flatMap((b) => back.map((c) => [a, b, c] as const)))
  return ways.flatMap((times) => {
    const touched = times.map((time): Touched => (time === 0 ? "none" : time === 1 ? "odd" : "even"))
    const left = crossAisles.some((line) => {
      const own = state.part[line]
      return own !== -1 && !crossAisles.some((other) => state.part[other] === own && touched[other] !== "none")
    })
    return left ? [] : [{ state: { touched, part: state.part }, times }]
  })
}

const isWhole = ({ part, touched }: SweepState): boolean =>
  !touched.includes("odd") && new Set(part.filter((own) => own !== -1)).size === 1

/** Every state that a walk can come to, and where each leads. State 0 is the empty one. */
const makeTables = () => {
  const numberOf = new Map<string, number>()
  const states: Array<SweepState> = []
  const number = (state: SweepState): number => {
    const own = numbered(state)
    const key = JSON.stringify(own)
    const known = numberOf.get(key)
    if (known !== undefined) return known
    numberOf.set(key, states.length)
    return states.push(own) - 1
  }
  number({ touched: ["none", "none", "none"], part: [-1, -1, -1] })
  const moves: Array<number> = []
  const ways: Array<{ readonly from: number; readonly to: number; readonly times: Crossing["times"] }> = []
  // The list grows while it is read, until no state leads to a new one.
  for (let from = 0; from < states.length; from++) {
    const state = states[from] as SweepState
    for (let move = 0; move < moveCount; move++) moves.push(number(moved(state, move)))
    for (const way of crossings(state)) ways.push({ from, to: number(way.state), times: way.times })
  }
  return { states, moves, ways }
}

const tables = makeTables()

export const stateCount = tables.states.length

/** The state after a move: `afterMove[state * moveCount + move]`. */
export const afterMove = Uint8Array.from(tables.moves)

/** Whether a walk may end in a state. */
export const isEnd = Uint8Array.from(tables.states, (state) => (isWhole(state) ? 1 : 0))

/**
 * Ways on to the next aisle, in parallel columns and by the state they lead from: where to, and how often in all the
 * step is walked.
 */
export const wayFrom = Uint8Array.from(tables.ways, ({ from }) => from)
export const wayTo = Uint8Array.from(tables.ways, ({ to }) => to)
export const wayTimes = Uint8Array.from(tables.ways, ({ times }) => times[0] + times[1] + times[2])

/** How often of these on each cross-aisle: `wayTimesOn[way * 3 + crossAisle]`. */
export const wayTimesOn = Uint8Array.from(tables.ways.flatMap(({ times }) => times))

/** The ways that lead from a state: from `wayStart[state]` up to the next. */
export const wayStart = Uint8Array.from({ length: stateCount + 1 }, (_, state) => {
  const first = tables.ways.findIndex(({ from }) => from >= state)
  return first < 0 ? tables.ways.length : first
})
