/**
 * Short scripts that are run over and over: with a crash at every single step, and at every pair of steps. Chance
 * decides nothing here; what waits longest is next.
 */
import type { LogJournalOptions } from "@stowage/runtime/logJournal"
import type { Commit } from "@stowage/runtime/Commit"
import {
  append,
  appendsOf,
  expire,
  pend,
  receive,
  settle,
  transfersOf,
  voided
} from "@stowage/testkit/JournalContractWords"
import { addFollower, addScript } from "./clients.ts"
import { crash } from "./Host.ts"
import { type Ran, conclude, makeCrowd } from "./schedule.ts"
import type { Kind } from "./simulatedStorage.ts"
import { makeWorld, takeTurn } from "./World.ts"

/** What some clients send at the same time, and to what. */
export interface Script {
  readonly name: string
  readonly kind: Kind
  readonly options: LogJournalOptions
  readonly clients: ReadonlyArray<ReadonlyArray<Commit>>
}

/** A process that ends before a step. */
interface Crash {
  readonly step: number
  readonly host: number
}

const many = { tables: true, writers: "many", alone: "session" } as const
const lastUnit = (name: string): ReadonlyArray<Commit> => [transfersOf(`${name}-takes`, pend(name, 1))]
const stock = transfersOf("stock", receive(1))

export const scripts: ReadonlyArray<Script> = [
  {
    name: "two want the last unit",
    kind: many,
    options: { saveEvery: 1 },
    clients: [[stock, ...lastUnit("p")], lastUnit("q")]
  },
  {
    name: "two want the last unit of a log without tables",
    kind: { ...many, tables: false },
    options: {},
    clients: [[stock, ...lastUnit("p")], lastUnit("q")]
  },
  {
    name: "two want the last unit, alone in a transaction",
    kind: { ...many, alone: "transaction" },
    options: { saveEvery: 2 },
    clients: [[stock, ...lastUnit("p")], lastUnit("q")]
  },
  {
    name: "a claim is settled and voided",
    kind: many,
    options: { saveEvery: 1 },
    clients: [
      [transfersOf("begin", receive(2), pend("p", 2)), transfersOf("settles", settle("p", 1))],
      [transfersOf("voids", voided("p"))]
    ]
  },
  {
    name: "a claim expires and is settled",
    kind: { ...many, alone: "transaction" },
    options: { saveEvery: 1 },
    clients: [
      [transfersOf("begin", receive(2), pend("p", 2, undefined, 0)), transfersOf("expires", expire("p"))],
      [transfersOf("settles", settle("p", 2))]
    ]
  },
  {
    name: "two write to one stream",
    kind: many,
    options: { saveEvery: 1 },
    clients: [
      [appendsOf("one", append("a", 0)), appendsOf("two", append("a", 1))],
      [appendsOf("other", append("a", 0))]
    ]
  },
  {
    name: "the same commit twice, and another of its name",
    kind: many,
    options: { saveEvery: 1 },
    clients: [[stock, stock], [stock], [{ ...stock, actor: "somebody else" }]]
  },
  {
    name: "one writer takes over from another",
    kind: { ...many, writers: "one" },
    options: { saveEvery: 1 },
    clients: [[stock, ...lastUnit("p")], lastUnit("q")]
  }
]

/** Runs a script in which these crashes happen. */
const runScript = ({ clients, kind, options }: Script, crashes: ReadonlyArray<Crash>, traced = false): Ran => {
  const world = makeWorld("script", traced, () => 0)
  const crowd = makeCrowd(world, kind, { failed: 0, lost: 0, ceased: true }, options, 2)
  for (const [index, commits] of clients.entries()) addScript(crowd, `C${index}`, commits)
  addFollower(crowd, "F", () => crowd.busy === 1)
  while (crowd.busy > 0 && world.violations.length === 0 && world.step < 2000) {
    for (const { host, step } of crashes) {
      const found = crowd.hosts[host]
      if (step === world.step && found?.being.alive === true) crash(crowd, found)
    }
    if (!takeTurn(world)) break
  }
  return conclude(crowd)
}

/** What a search of all crash points came to. */
export interface Searched {
  readonly runs: number
  readonly steps: number
  readonly faults: ReadonlyArray<string>
}

/** Runs a script with a crash of either process before every step, and before one in `thin` of the pairs of steps. */
export const searchCrashes = (script: Script, thin: number): Searched => {
  const { steps } = runScript(script, [])
  const points = Array.from({ length: steps }, (_, step) => [0, 1].map((host) => ({ step, host }))).flat()
  const faults: Array<string> = []
  let runs = 0
  const attempt = (crashes: ReadonlyArray<Crash>): void => {
    runs += 1
    for (const violation of runScript(script, crashes).violations)
      faults.push(`${JSON.stringify(crashes)}: ${violation}`)
  }
  for (const first of points) {
    attempt([first])
    for (const second of points) {
      if (second.step < first.step || second === first || (first.step + second.step) % thin !== 0) continue
      attempt([first, second])
    }
  }
  return { runs, steps, faults }
}
