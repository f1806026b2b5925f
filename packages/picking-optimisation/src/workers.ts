/**
 * Solving on several cores: a pool of workers that each run a solver at a time.
 *
 * It starts no worker itself, because browsers and servers do that in different ways, and reads no clock: it is handed
 * lines to workers that are running, and in the worker a clock. Problems and plans are plain data, so they can be sent
 * as they are; but for distances that are a function, as tours have them, which are sent as a table and made a function
 * again in the worker.
 */
import * as Result from "effect/Result"
import { type Outcome } from "@stowage/kernel/Outcome"
import { afterIterations, afterMillis, type SolveOptions, type Stop, whenExhausted } from "@stowage/kernel/Stop"

/** One end of a line between a pool and a worker. What is sent at one end is received at the other, in order. */
export interface WorkerLine {
  readonly send: (message: unknown) => void
  readonly receive: (listener: (message: unknown) => void) => void
  /** Tells when the worker at the other end has died, and of what. */
  readonly ended: (listener: (reason: string) => void) => void
}

/** A solver as every optimiser here has it. */
export type Solver = (problem: never, options: SolveOptions) => Result.Result<Outcome<unknown>, unknown>

/** Solvers by name; the pool and its workers have the same. */
export type Solvers = Readonly<Record<string, Solver>>

/** How long a worker searches: to the end when neither is given. */
export interface PoolOptions {
  readonly seed: number
  /** Right for services; not deterministic. */
  readonly millis?: number
  /** The same outcome on any machine, however many workers there are. */
  readonly iterations?: number
}

export interface SolverPool<All extends Solvers> {
  /**
   * Solves one problem on the next worker that is free; what is asked first is solved first. Rejects when the worker
   * dies, the solver throws, or the problem cannot be sent, naming the reason; the other questions go on.
   */
  readonly solve: <Name extends keyof All & string>(
    solver: Name,
    problem: Parameters<All[Name]>[0],
    options: PoolOptions
  ) => Promise<ReturnType<All[Name]>>
  /** Solves one problem from several seeds, side by side, and gives the cheapest outcome; of equals the first seed's. */
  readonly solveBest: <Name extends keyof All & string>(
    solver: Name,
    problem: Parameters<All[Name]>[0],
    options: Omit<PoolOptions, "seed"> & { readonly seeds: readonly [number, ...ReadonlyArray<number>] }
  ) => Promise<ReturnType<All[Name]>>
}

interface Asked {
  readonly job: number
  readonly solver: string
  readonly problem: unknown
  readonly options: PoolOptions
}

type Answered = Result.Result<Outcome<unknown>, unknown>

type Answer =
  | { readonly job: number; readonly solved: Outcome<unknown> }
  | { readonly job: number; readonly refused: unknown }
  | { readonly job: number; readonly thrown: string }

interface Waiting {
  readonly asked: Asked
  readonly resolve: (answer: Answered) => void
  readonly reject: (error: Error) => void
}

/** Answers what a pool asks over `line`, until the line is closed. For the worker; `now` is its clock. */
export const serveSolvers = (line: WorkerLine, solvers: Solvers, now: () => number): void => {
  line.receive((message) => line.send(answerTo(message as Asked, solvers, now)))
}

const answerTo = ({ job, options, problem, solver }: Asked, solvers: Solvers, now: () => number): Answer => {
  const solve = Object.hasOwn(solvers, solver) ? solvers[solver] : undefined
  if (solve === undefined) {
    const names = Object.keys(solvers).join(", ")
    return { job, thrown: `expected one of the worker's solvers (${names}), got ${solver}` }
  }
  try {
    const answer = solve(problem as never, { seed: options.seed, stop: stopOf(options, now) })
    return Result.isSuccess(answer) ? { job, solved: answer.success } : { job, refused: answer.failure }
  } catch (error) {
    return { job, thrown: error instanceof Error ? error.message : String(error) }
  }
}

const stopOf = ({ iterations, millis }: PoolOptions, now: () => number): Stop => {
  const byTime = millis === undefined ? whenExhausted : afterMillis(millis, now)
  const byCount = iterations === undefined ? whenExhausted : afterIterations(iterations)
  return (progress) => byTime(progress) || byCount(progress)
}

/** A pool over these lines, each to a worker that runs `serveSolvers`. Workers that have died are not asked again. */
export const solverPool = <All extends Solvers>(lines: ReadonlyArray<WorkerLine>): SolverPool<All> => {
  const queue: Array<Waiting> = []
  const idle: Array<WorkerLine> = []
  const working = new Map<WorkerLine, Waiting>()
  let alive = lines.length
  let jobs = 0

  const next = (): void => {
    const unheard = alive === 0 ? queue.splice(0) : []
    for (const { reject } of unheard) reject(new Error("expected a worker that runs, got none"))
    while (queue.length > 0 && idle.length > 0) {
      const [waiting, line] = [queue.shift() as Waiting, idle.shift() as WorkerLine]
      working.set(line, waiting)
      if (isSent(line, waiting)) continue
      working.delete(line)
      idle.push(line)
    }
  }
  const answered = (line: WorkerLine, answer: Answer): void => {
    const waiting = working.get(line)
    if (waiting === undefined || waiting.asked.job !== answer.job) return
    working.delete(line)
    idle.push(line)
    settle(waiting, answer)
    next()
  }
  const lost = (line: WorkerLine, reason: string): void => {
    alive--
    const place = idle.indexOf(line)
    if (place >= 0) idle.splice(place, 1)
    working.get(line)?.reject(new Error(`the worker died: ${reason}`))
    working.delete(line)
    next()
  }
  for (const line of lines) {
    idle.push(line)
    line.receive((message) => answered(line, message as Answer))
    line.ended((reason) => lost(line, reason))
  }

  const solve: SolverPool<All>["solve"] = <Name extends keyof All & string>(
    solver: Name,
    problem: unknown,
    options: PoolOptions
  ) =>
    new Promise<ReturnType<All[Name]>>((resolve, reject) => {
      const asked = { job: jobs++, solver, problem, options }
      queue.push({ asked, resolve: (answer) => resolve(answer as ReturnType<All[Name]>), reject })
      next()
    })
  const solveBest: SolverPool<All>["solveBest"] = async <Name extends keyof All & string>(
    solver: Name,
    problem: Parameters<All[Name]>[0],
    { seeds, ...options }: Parameters<SolverPool<All>["solveBest"]>[2]
  ) => {
    const answers = await Promise.all(seeds.map((seed) => solve(solver, problem, { ...options, seed })))
    return cheapest(answers) as ReturnType<All[Name]>
  }
  return { solve, solveBest }
}

/** Sends a question, or rejects it where what it asks about cannot be sent. */
const isSent = (line: WorkerLine, { asked, reject }: Waiting): boolean => {
  try {
    line.send(asked)
    return true
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    reject(new Error(`expected a problem of plain data, which can be sent to a worker: ${why}`))
    return false
  }
}

const settle = ({ reject, resolve }: Waiting, answer: Answer): void => {
  if ("solved" in answer) resolve(Result.succeed(answer.solved))
  else if ("refused" in answer) resolve(Result.fail(answer.refused))
  else reject(new Error(answer.thrown))
}

/** A problem is refused from every seed or from none. A bound that one seed proved holds for all. */
const cheapest = (answers: ReadonlyArray<Answered>): Answered => {
  const refused = answers.find(Result.isFailure)
  if (refused !== undefined) return refused
  const outcomes = answers.flatMap((answer): ReadonlyArray<Outcome<unknown>> =>
    Result.isSuccess(answer) ? [answer.success] : []
  )
  const best = outcomes.reduce((cheaper, outcome) => (outcome.cost < cheaper.cost ? outcome : cheaper))
  const bound = Math.max(...outcomes.map((outcome) => outcome.bound))
  return Result.succeed({ ...best, bound: Math.min(bound, best.cost) })
}
