/** Node to what it points at. */
export type Graph = ReadonlyMap<string, ReadonlySet<string>>

/**
 * Cycles of a directed graph, each as the path that closes on itself; one per back edge of a depth-first walk. O(V +
 * E).
 */
export const cyclesOf = (graph: Graph): ReadonlyArray<ReadonlyArray<string>> => {
  const cycles: Array<ReadonlyArray<string>> = []
  const done = new Set<string>()
  const path: Array<string> = []
  const visit = (node: string): void => {
    const seenAt = path.indexOf(node)
    if (seenAt >= 0) cycles.push([...path.slice(seenAt), node])
    if (seenAt >= 0 || done.has(node)) return
    path.push(node)
    for (const next of graph.get(node) ?? []) visit(next)
    path.pop()
    done.add(node)
  }
  for (const node of graph.keys()) visit(node)
  return cycles
}
