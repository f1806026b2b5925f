/**
 * Nodes that wait for their turn, each at most once.
 */

/** First come, first served. */
export interface NodeQueue {
  readonly nodes: Int32Array
  readonly isIn: Uint8Array
  /** Where in `nodes` the first is; the others follow, around the end. */
  first: number
  size: number
}

/** An empty queue for nodes 0 to `count` - 1. */
export const nodeQueue = (count: number): NodeQueue => ({
  nodes: new Int32Array(count),
  isIn: new Uint8Array(count),
  first: 0,
  size: 0
})

/** Puts a node last, unless it waits already. */
export const putLast = (queue: NodeQueue, node: number): void => {
  if (queue.isIn[node] === 1) return
  queue.isIn[node] = 1
  const at = queue.first + queue.size
  queue.nodes[at < queue.nodes.length ? at : at - queue.nodes.length] = node
  queue.size++
}

/** Takes the first node out of a queue that is not empty. */
export const takeFirst = (queue: NodeQueue): number => {
  const node = queue.nodes[queue.first] as number
  queue.first = queue.first + 1 === queue.nodes.length ? 0 : queue.first + 1
  queue.size--
  queue.isIn[node] = 0
  return node
}
