/**
 * Time as the processor saw it: other work on the machine is not in it.
 */

/** Runs `work`; the CPU seconds this process spent on it, garbage collection included. */
export const cpuSeconds = async (work: () => void | Promise<void>): Promise<number> => {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

export const median = (values: ReadonlyArray<number>): number => quantile(values, 0.5)

/** The smallest value that at least this share of `values` does not exceed. */
export const quantile = (values: ReadonlyArray<number>, share: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? Number.NaN
}

/** The slope of log(y) on log(x) by least squares: the exponent with which y grows with x. */
export const exponent = (points: ReadonlyArray<readonly [x: number, y: number]>): number => {
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)] as const)
  const meanX = logs.reduce((sum, [x]) => sum + x, 0) / logs.length
  const meanY = logs.reduce((sum, [, y]) => sum + y, 0) / logs.length
  const above = logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0)
  const below = logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0)
  return above / below
}

export const round = (value: number, digits: number): number => Number(value.toFixed(digits))
