/**
 * The least any plan could cost.
 */
import { fewestByShape } from "./fewestByShape.ts"
import { fitsBySize, kindsOf, roomOf, type Kinds, type Room } from "./Kinds.ts"
import { cartonCost, type PackingProblem } from "./PackingProblem.ts"

/** One thing that the cartons of a plan must add up to: carton type t gives `cover[t]` of it, `demand` is needed. */
interface Demand {
  readonly cover: ReadonlyArray<number>
  readonly demand: number
}

/** Nodes the enumeration may visit before it settles for the relaxation. */
const mostNodes = 4000
/** Cartons above which the enumeration is not begun. */
const mostCartons = 40

/**
 * The cheapest cartons that together have the room and the strength, whatever the arrangement inside.
 *
 * They must have the volume and carry the mass of all items; of those items alone that fit some of the range only; of
 * each kind, at most as many units a carton as its volume and payload hold; and of units above half of the largest
 * carton's volume or payload one each; of one type only, as many as the shapes of units need. The least cost is
 * enumerated up to 40 cartons and 4,000 nodes, else relaxed: cost per unit of the scarcest demand, or the fewest
 * cartons at the cheapest price. Where the price of a carton depends on what is in it, it is that of an empty one; all
 * items are billed once. Never above the best plan's cost; 0 without items. Items that fit no carton are left out.
 */
export const packingBound = (problem: PackingProblem): number => {
  const kinds = kindsOf(problem.items)
  const rooms = problem.cartons.map(roomOf)
  const costs = problem.cartons.map((type) => cartonCost(type, problem.objective))
  const cover = Math.max(leastCover(demandsOf(kinds, rooms), costs), byShape(problem, kinds, rooms, costs))
  if (problem.objective !== "leastBilled") return cover
  return Math.max(
    cover,
    problem.items.reduce((sum, { massGrams, quantity }) => sum + quantity * massGrams, 0)
  )
}

/** Of cartons of one type, what their fewest by the shapes of units cost. Units that nest are left out. */
const byShape = (
  { items }: PackingProblem,
  kinds: Kinds,
  rooms: ReadonlyArray<Room>,
  costs: ReadonlyArray<number>
): number => {
  const [room, other] = rooms
  if (room === undefined || other !== undefined) return 0
  const some = [...items.keys()].filter(
    (kind) =>
      items[kind]!.nestMm === undefined && kinds.massGrams[kind]! <= room.payloadGrams && fitsBySize(kinds, kind, room)
  )
  return fewestByShape(kinds, some, room) * costs[0]!
}

const demandsOf = (kinds: Kinds, rooms: ReadonlyArray<Room>): ReadonlyArray<Demand> => {
  const volumes = rooms.map((room) => room.lengthMm * room.widthMm * room.heightMm)
  const payloads = rooms.map((room) => room.payloadGrams)
  const all = Array.from({ length: kinds.count }, (_, kind) => kind)
  const holders = all.map((kind) =>
    rooms.map((room) => kinds.massGrams[kind]! <= room.payloadGrams && fitsBySize(kinds, kind, room))
  )
  const packable = all.filter((kind) => holders[kind]!.includes(true))
  const demands: Array<Demand> = [
    onePerCarton(kinds, packable, kinds.volumeMm3, volumes),
    onePerCarton(kinds, packable, kinds.massGrams, payloads)
  ]
  const seen = new Set<string>()
  for (const kind of packable) {
    const holds = holders[kind]!
    demands.push({
      cover: rooms.map((_, type) => (holds[type] ? mostUnits(kinds, kind, volumes[type]!, payloads[type]!) : 0)),
      demand: kinds.quantity[kind]!
    })
    if (seen.has(holds.join())) continue
    seen.add(holds.join())
    const confined = packable.filter((other) => holders[other]!.every((held, type) => !held || holds[type]))
    demands.push(
      {
        cover: volumes.map((volume, type) => (holds[type] ? volume : 0)),
        demand: sum(kinds, confined, kinds.volumeMm3)
      },
      { cover: payloads.map((grams, type) => (holds[type] ? grams : 0)), demand: sum(kinds, confined, kinds.massGrams) }
    )
  }
  return demands.filter(({ demand }) => demand > 0)
}

const sum = (kinds: Kinds, some: ReadonlyArray<number>, column: Float64Array): number =>
  some.reduce((total, kind) => total + kinds.quantity[kind]! * column[kind]!, 0)

const mostUnits = (kinds: Kinds, kind: number, volumeMm3: number, payloadGrams: number): number => {
  const byVolume = Math.floor(volumeMm3 / kinds.volumeMm3[kind]!)
  const unitGrams = kinds.massGrams[kind]!
  return unitGrams === 0 ? byVolume : Math.min(byVolume, Math.floor(payloadGrams / unitGrams))
}

/** Units of more than half of the largest carton: no two share one. */
const onePerCarton = (
  kinds: Kinds,
  packable: ReadonlyArray<number>,
  column: Float64Array,
  capacities: ReadonlyArray<number>
): Demand => {
  const half = Math.max(...capacities) / 2
  const large = packable.filter((kind) => column[kind]! > half)
  return { cover: capacities.map(() => 1), demand: large.reduce((units, kind) => units + kinds.quantity[kind]!, 0) }
}

/**
 * The least cost of a choice of carton types, with repetition, that covers every demand; less than it beyond the
 * limits.
 */
const leastCover = (demands: ReadonlyArray<Demand>, costs: ReadonlyArray<number>): number => {
  if (demands.length === 0) return 0
  const fewest = Math.max(...demands.map(({ cover, demand }) => Math.ceil(demand / Math.max(...cover))))
  const relaxed = Math.max(fewest * Math.min(...costs), roundedUp(relaxation(demands, remaining(demands), costs, 0)))
  if (fewest > mostCartons) return relaxed
  const largestFirst = costs.map((_, type) => type).sort((a, b) => demands[0]!.cover[b]! - demands[0]!.cover[a]!)
  const sortedCosts = largestFirst.map((type) => costs[type]!)
  const sorted = demands.map(({ cover, demand }) => ({ cover: largestFirst.map((type) => cover[type]!), demand }))
  let best = Number.POSITIVE_INFINITY
  let nodes = 0
  const search = (residual: ReadonlyArray<number>, cost: number, from: number): void => {
    if (residual.every((rest) => rest <= 0)) {
      best = Math.min(best, cost)
      return
    }
    if (++nodes > mostNodes || cost + roundedUp(relaxation(sorted, residual, sortedCosts, from)) >= best) return
    for (let type = from; type < sortedCosts.length; type++) {
      search(
        residual.map((rest, row) => rest - sorted[row]!.cover[type]!),
        cost + sortedCosts[type]!,
        type
      )
    }
  }
  search(remaining(sorted), 0, 0)
  return nodes > mostNodes ? relaxed : best
}

const remaining = (demands: ReadonlyArray<Demand>): ReadonlyArray<number> => demands.map(({ demand }) => demand)

/** What covering the scarcest demand alone costs, in fractions of cartons of type `from` or later. */
const relaxation = (
  demands: ReadonlyArray<Demand>,
  residual: ReadonlyArray<number>,
  costs: ReadonlyArray<number>,
  from: number
): number => {
  let least = 0
  for (const [row, { cover }] of demands.entries()) {
    const rest = residual[row]!
    if (rest <= 0) continue
    let perUnit = Number.POSITIVE_INFINITY
    for (let type = from; type < costs.length; type++) {
      if (cover[type]! > 0) perUnit = Math.min(perUnit, costs[type]! / cover[type]!)
    }
    least = Math.max(least, perUnit * rest)
  }
  return least
}

/** Costs are whole numbers, so a fraction rounds up; what may be a rounding error of the division does not. */
const roundedUp = (cost: number): number => (cost === Number.POSITIVE_INFINITY ? cost : Math.ceil(cost * (1 - 1e-12)))
