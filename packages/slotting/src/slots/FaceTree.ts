/**
 * Finds the next face that takes a SKU without looking at all of them.
 */
import { none, type Board } from "./Board.ts"
import { comparable, measures, type Fitting } from "./Fitting.ts"

/**
 * Faces in some order, each with the weight of what stands there. Over each pair of neighbours, and so on upwards, the
 * tree knows the most room, all requirements met and the least weight: where even that is not enough, nobody looks.
 */
export interface FaceTree {
  /** The first position from `from` on whose weight is below `below` and whose face fits the berth; `none` if none. */
  readonly first: (berth: number, from: number, below: number) => number
  /** Sets the weight at a position. At `Infinity` it is never found. */
  readonly weigh: (position: number, weight: number) => void
}

/** By node, of which 1 is the root and the last `size` are the faces: the best of what is below. */
interface Nodes {
  readonly size: number
  readonly least: Float64Array
  readonly most: Float64Array
  readonly met: Int32Array
}

/** The tree over `ranks` in their order, all of weight `weight`. Building takes O(faces), a step up or down O(log). */
export const faceTreeOf = (board: Board, ranks: Int32Array, weight: number): FaceTree => {
  const { fits, fitting, skuAt } = board
  const nodes = nodesOf(fitting, ranks, weight)
  const { least, size } = nodes
  const weigh = (position: number, to: number): void => {
    const leaf = size + position
    const changesRoom = (to === Infinity) !== (least[leaf] === Infinity)
    least[leaf] = to
    if (changesRoom) setRoom(fitting, nodes, leaf, ranks[position]!)
    for (let node = leaf >> 1; node > 0; node >>= 1) {
      joinWeights(nodes, node)
      if (changesRoom) joinRooms(fitting, nodes, node)
    }
  }
  const search = (berth: number, from: number, below: number, node: number, start: number, span: number): number => {
    if (start + span <= from || !(least[node]! < below) || !mayFit(fitting, nodes, skuAt[berth]!, node)) return none
    if (span === 1) return fits(berth, ranks[start]!) ? start : none
    const half = span / 2
    const left = search(berth, from, below, 2 * node, start, half)
    return left === none ? search(berth, from, below, 2 * node + 1, start + half, half) : left
  }
  return { first: (berth, from, below) => search(berth, from, below, 1, 0, size), weigh }
}

const nodesOf = (fitting: Fitting, ranks: Int32Array, weight: number): Nodes => {
  let size = 1
  while (size < ranks.length) size *= 2
  const nodes: Nodes = {
    size,
    least: new Float64Array(2 * size).fill(Infinity),
    most: new Float64Array(2 * size * comparable).fill(-1),
    met: new Int32Array(2 * size * fitting.words)
  }
  for (let position = 0; position < ranks.length; position++) {
    nodes.least[size + position] = weight
    setRoom(fitting, nodes, size + position, ranks[position]!)
  }
  for (let node = size - 1; node > 0; node--) {
    joinRooms(fitting, nodes, node)
    joinWeights(nodes, node)
  }
  return nodes
}

/** A face's own room; none while it is never to be found. */
const setRoom = (fitting: Fitting, { least, met, most }: Nodes, leaf: number, rank: number): void => {
  const open = least[leaf] !== Infinity
  for (let measure = 0; measure < comparable; measure++) {
    most[leaf * comparable + measure] = open ? fitting.rooms[rank * measures + measure]! : -1
  }
  const { words } = fitting
  for (let word = 0; word < words; word++) met[leaf * words + word] = open ? fitting.met[rank * words + word]! : 0
}

const joinRooms = ({ words }: Fitting, { met, most }: Nodes, node: number): void => {
  const [left, right] = [2 * node, 2 * node + 1]
  for (let measure = 0; measure < comparable; measure++) {
    const a = most[left * comparable + measure]!
    const b = most[right * comparable + measure]!
    most[node * comparable + measure] = a > b ? a : b
  }
  for (let word = 0; word < words; word++) {
    met[node * words + word] = met[left * words + word]! | met[right * words + word]!
  }
}

const joinWeights = ({ least }: Nodes, node: number): void => {
  const a = least[2 * node]!
  const b = least[2 * node + 1]!
  least[node] = a < b ? a : b
}

/** Whether the best below a node is enough. */
const mayFit = ({ asked, needs, words }: Fitting, { met, most }: Nodes, sku: number, node: number): boolean => {
  for (let word = 0; word < words; word++) {
    const bits = asked[sku * words + word]!
    if ((met[node * words + word]! & bits) !== bits) return false
  }
  for (let measure = 0; measure < comparable; measure++) {
    if (needs[sku * measures + measure]! > most[node * comparable + measure]!) return false
  }
  return true
}
