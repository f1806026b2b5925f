/**
 * Good plans bred into better ones.
 */
import type { Random } from "@stowage/kernel/Random"
import type { Stop } from "@stowage/kernel/Stop"
import { placedItems, placeAnew, type PlacedItems } from "./PlacedItems.ts"
import type { QuadraticModel } from "./QuadraticModel.ts"
import { beginTabu, descend, robustTabu, tabuMemory, type TabuMemory } from "./robustTabu.ts"

/** Plans kept, from the cheapest on; no two alike. */
interface Population {
  readonly members: Array<Member>
  readonly most: number
}

interface Member {
  readonly place: Int32Array
  readonly cost: number
}

/** A search under way. */
interface Search {
  readonly placed: PlacedItems
  readonly memory: TabuMemory
  readonly chance: Random
  readonly stop: Stop
  /** Tabu steps between two questions whether to stop. */
  readonly stride: number
  iteration: number
  best: Member
}

/** How a search ended, and the best places it found. */
export interface Bred {
  readonly place: Int32Array
  readonly stopped: boolean
}

const populationSize = 12

/** After so many children in succession that were no better than the best of theirs, all are drawn anew. */
const patience = 60

/** After so many new populations without a better plan there is nothing left to try. */
const lives = 8

/**
 * A population of plans, each improved by tabu search. A child keeps what its parents agree on, takes the rest from
 * either, and is improved in turn; it takes the place of the dearest unless it is dearer itself or there already.
 *
 * An iteration is some hundred thousand pairs looked at. Stops when `stop` says so, or after many children in vain.
 *
 * Source: Benlic and Hao (2015), Memetic search for the quadratic assignment problem, Expert Systems with Applications
 * 42; uniform crossover as in Tate and Smith (1995), A genetic approach to the quadratic assignment problem, Computers
 * and Operations Research 22.
 */
export const quadraticMemetic = (model: QuadraticModel, first: Int32Array, chance: Random, stop: Stop): Bred => {
  const { size } = model
  const placed = placedItems(model, first)
  const search: Search = {
    placed,
    memory: tabuMemory(size),
    chance,
    stop,
    stride: Math.max(1, Math.floor(100_000 / (size * size))),
    iteration: 0,
    best: { place: first.slice(), cost: placed.cost }
  }
  let stopped = false
  for (let life = 0; life < lives && !stopped; life++) {
    const before = search.best.cost
    stopped = breed(search)
    if (search.best.cost < before) life = 0
  }
  return { place: search.best.place, stopped }
}

/** One population, to its end. Returns whether the caller stopped it. */
const breed = (search: Search): boolean => {
  const { chance, placed } = search
  const { size } = placed.model
  const population: Population = { members: [], most: populationSize }
  const steps = tabuSteps(size)
  for (let drawn = 0; drawn < 4 * populationSize && population.members.length < populationSize; drawn++) {
    placeAnew(placed, chance.shuffle(Array.from({ length: size }, (_, item) => item)))
    if (improve(search, steps)) return true
    insert(population, memberOf(search.memory))
  }
  for (let vain = 0; vain < patience; vain++) {
    const before = population.members[0]!.cost
    placeAnew(placed, crossed(population, chance, size))
    if (improve(search, steps)) return true
    insert(population, memberOf(search.memory))
    if (population.members[0]!.cost < before) vain = 0
  }
  return false
}

const tabuSteps = (size: number): number => 10 * size

const memberOf = ({ best, bestCost }: TabuMemory): Member => ({ place: best.slice(), cost: bestCost })

/** Descends, then searches so many steps. Returns whether the caller stopped it. */
const improve = (search: Search, steps: number): boolean => {
  const { chance, memory, placed, stop, stride } = search
  descend(placed)
  beginTabu(memory, placed)
  for (let left = steps; left > 0; left -= stride) {
    const isOver = stop({ iteration: search.iteration++, cost: Math.min(search.best.cost, memory.bestCost) })
    if (!isOver) robustTabu(placed, memory, chance, Math.min(left, stride))
    if (memory.bestCost < search.best.cost) search.best = memberOf(memory)
    if (isOver) return true
  }
  return false
}

/** Keeps a member in the order of cost, unless it is there already or dearer than all of a full population. */
const insert = ({ members, most }: Population, member: Member): void => {
  let at = 0
  while (at < members.length && members[at]!.cost < member.cost) at++
  for (let same = at; same < members.length && members[same]!.cost === member.cost; same++) {
    if (members[same]!.place.every((place, item) => place === member.place[item])) return
  }
  members.splice(at, 0, member)
  if (members.length > most) members.pop()
}

/** A child of two members, each the better of two drawn. */
const crossed = ({ members }: Population, chance: Random, size: number): Int32Array => {
  const draw = (): number => Math.min(chance.int(members.length), chance.int(members.length))
  const first = draw()
  let second = draw()
  if (second === first) second = (first + 1 + chance.int(Math.max(1, members.length - 1))) % members.length
  const [one, other] = [members[first]!.place, members[second]!.place]
  const child = new Int32Array(size).fill(-1)
  const isTaken = new Uint8Array(size)
  const give = (item: number, place: number): void => {
    if (isTaken[place] === 1) return
    child[item] = place
    isTaken[place] = 1
  }
  for (let item = 0; item < size; item++) if (one[item] === other[item]) give(item, one[item]!)
  for (const item of chance.shuffle(Array.from({ length: size }, (_, index) => index))) {
    if (child[item]! >= 0) continue
    const [wanted, otherwise] = chance.chance(0.5) ? [one, other] : [other, one]
    give(item, wanted[item]!)
    if (child[item]! < 0) give(item, otherwise[item]!)
  }
  const free = chance.shuffle(Array.from({ length: size }, (_, place) => place).filter((place) => isTaken[place] === 0))
  for (let item = 0, next = 0; item < size; item++) if (child[item]! < 0) child[item] = free[next++]!
  return child
}
