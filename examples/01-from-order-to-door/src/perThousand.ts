/**
 * What a thousand orders cost, so that anybody can see whether the later ones cost more.
 */
import type { SimulatedDay } from "@stowage/simulation"

/** Counts CPU time against orders placed, day by day. */
export interface Meter {
  readonly onDay: (day: SimulatedDay) => void
  /** A line per thousand orders, or one for all of fewer. */
  readonly lines: () => ReadonlyArray<string>
}

interface Reading {
  readonly orders: number
  readonly cpuMillis: number
}

const cpuMillis = (): number => {
  const { system, user } = process.cpuUsage()
  return (system + user) / 1000
}

const isPlacing = ({ id }: { readonly id: string }): boolean => id.startsWith("place:")

const between = (from: Reading, to: Reading): string => {
  const perThousand = ((to.cpuMillis - from.cpuMillis) * 1000) / (to.orders - from.orders)
  return `orders ${from.orders + 1} to ${to.orders}: ${perThousand.toFixed(0)} CPU ms per thousand`
}

/** A meter that starts now. */
export const startMeter = (): Meter => {
  const readings: Array<Reading> = [{ orders: 0, cpuMillis: cpuMillis() }]
  let orders = 0
  let now: Reading = readings[0] as Reading
  return {
    onDay: ({ commits }) => {
      orders += commits.filter(isPlacing).length
      now = { orders, cpuMillis: cpuMillis() }
      const last = readings.at(-1) as Reading
      if (orders >= last.orders + 1000) readings.push(now)
    },
    lines: () => {
      if (readings.length === 1 && now.orders > 0) {
        return [`${now.orders} orders: ${(now.cpuMillis - (readings[0] as Reading).cpuMillis).toFixed(0)} CPU ms`]
      }
      return readings.slice(1).map((reading, index) => between(readings[index] as Reading, reading))
    }
  }
}
