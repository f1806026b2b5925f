/**
 * What must hold of any days that a site lived through, as sentences about what does not. Read from the journal's
 * events alone, with none of the deciders' code.
 */
import { startRunAudit } from "@stowage/simulation/auditRun"
import { type Lived, type Told, told } from "./siteDays.ts"

interface Units {
  ordered: number
  shipped: number
  cancelled: number
}

interface LineUnits {
  readonly lineId: string
  readonly quantity: number
}

interface Freed {
  readonly lineId: string
  readonly open: number
  readonly backordered: number
  readonly promised: number
  readonly sites: ReadonlyArray<{ readonly released: number; readonly picked: number }>
}

const sum = (numbers: ReadonlyArray<number>): number => numbers.reduce((a, b) => a + b, 0)

const freedUnits = ({ backordered, open, promised, sites }: Freed): number =>
  open + backordered + promised + sum(sites.map(({ picked, released }) => picked + released))

/** Adds what an order's event says of its lines to their units. */
const addUnits = ({ event, stream }: Told, units: Map<string, Units>): void => {
  const of = (lineId: string): Units => {
    const line = `${stream}|${lineId}`
    const known = units.get(line) ?? { ordered: 0, shipped: 0, cancelled: 0 }
    units.set(line, known)
    return known
  }
  switch (event._tag) {
    case "OrderPlaced":
      for (const { lineId, quantity } of event["lines"] as ReadonlyArray<LineUnits>) of(lineId).ordered += quantity
      return
    case "LineChanged": {
      of(String(event["lineId"])).ordered += Number(event["added"]) - freedUnits(event["freed"] as Freed)
      return
    }
    case "LineCancelled":
      of(String(event["lineId"])).cancelled += Number(event["quantity"])
      return
    case "OrderCancelled":
      for (const freed of event["freed"] as ReadonlyArray<Freed>) of(freed.lineId).cancelled += freedUnits(freed)
      return
    case "LinesShipped":
      for (const { lineId, quantity } of event["lines"] as ReadonlyArray<LineUnits>) of(lineId).shipped += quantity
  }
}

/** Every unit asked for was shipped, cancelled or is still open, line by line. */
const lostUnits = ({ commits, world }: Lived): ReadonlyArray<string> => {
  const units = new Map<string, Units>()
  const kinds = ["OrderPlaced", "LineChanged", "LineCancelled", "OrderCancelled", "LinesShipped"]
  for (const one of told(commits, ...kinds)) addUnits(one, units)
  return [...units].flatMap(([name, { cancelled, ordered, shipped }]) => {
    const [stream = "", lineId] = name.split("|")
    const line = world.orders.get(stream.slice("order/".length))?.lines.find((one) => one.lineId === lineId)
    const open = line === undefined ? 0 : freedUnits({ ...line, lineId: name })
    if (ordered === shipped + cancelled + open) return []
    return [`${name}: of ${ordered} units ${shipped} were shipped, ${cancelled} cancelled, ${open} are open`]
  })
}

/** Work as it was recorded. */
export interface Work {
  readonly kind: string
  readonly worker: string
  readonly subject: string
  readonly startedAt: number
  readonly finishedAt: number
  readonly walkMm: number
}

export const workOf = ({ commits }: Lived): ReadonlyArray<Work> =>
  told(commits, "WorkDone").map(({ event }) => {
    const [kind, worker, subject] = [String(event["kind"]), String(event["worker"]), String(event["subject"])]
    const [startedAt, finishedAt] = [Number(event["startedAt"]), Number(event["finishedAt"])]
    return { kind, worker, subject, startedAt, finishedAt, walkMm: Number(event["walkMm"]) }
  })

/** Nobody does two things at once. */
const overlaps = (lived: Lived): ReadonlyArray<string> => {
  const lastOf = new Map<string, Work>()
  return workOf(lived)
    .toSorted((a, b) => a.startedAt - b.startedAt)
    .flatMap((work) => {
      const { subject, worker } = work
      const before = lastOf.get(worker)
      lastOf.set(worker, work)
      if (work.startedAt > work.finishedAt) return [`${worker} ended ${subject} before beginning it`]
      if (before === undefined || before.finishedAt <= work.startedAt) return []
      return [`${worker} worked on ${subject} while still on ${before.subject}`]
    })
}

interface Tour {
  readonly id: string
  readonly tasks: ReadonlyArray<string>
}

/**
 * Tasks are picked in the order of the tour they are in, by one picker; those of orders called back meanwhile are not.
 */
const pickedOutOfOrder = (lived: Lived): ReadonlyArray<string> => {
  const { commits } = lived
  const walkers = new Map(workOf(lived).map(({ subject, worker }) => [subject, worker]))
  const picks = told(commits, "PickConfirmed", "PickShorted")
  const nth = new Map(picks.map(({ event }, index) => [String(event["task"]), index]))
  const pickers = new Map(picks.map(({ event }) => [String(event["task"]), String(event["picker"])]))
  const tours = told(commits, "WaveReleased").flatMap(({ event }) => event["tours"] as ReadonlyArray<Tour>)
  const calledBack = told(commits, "FulfilmentOrderCancelled").flatMap(({ event }) =>
    (event["freed"] as ReadonlyArray<{ readonly task: string }>).map(({ task }) => task)
  )
  const gone = new Set(calledBack)
  return tours.flatMap(({ id, tasks }) => {
    const stayed = tasks.filter((task) => !gone.has(task))
    const places = stayed.map((task) => nth.get(task) ?? Number.NaN)
    const inOrder = places.every((place, index) => place >= 0 && (index === 0 || (places[index - 1] as number) < place))
    const bySameOne = stayed.every((task) => pickers.get(task) === walkers.get(id))
    return inOrder && bySameOne ? [] : [`${id}: its tasks were picked as ${places.join(", ")}`]
  })
}

/** Counts that were asked for and never closed. */
const openCounts = ({ commits }: Lived): ReadonlyArray<string> => {
  const closed = new Set(told(commits, "CountClosed").map(({ stream }) => stream))
  return told(commits, "CountRequested")
    .filter(({ stream }) => !closed.has(stream))
    .map(({ stream }) => `${stream} was never counted`)
}

/** Commits whose time is before that of the one before them. */
const backwards = ({ commits }: Lived): ReadonlyArray<string> =>
  commits
    .filter(({ at }, index) => index > 0 && at < (commits[index - 1]?.at ?? 0))
    .map(({ id }) => `${id} is earlier than the commit before it`)

/** What the audit of the books finds, against the balances and claims of the world itself. */
export const auditFindings = ({ commits, world }: Lived): ReadonlyArray<string> => {
  const audit = startRunAudit()
  for (const commit of commits) audit.read(commit)
  return audit.result({ balances: world.index.select({}), pendings: world.ledger.openPendings() }).findings
}

/** All of them. */
export const brokenLaws = (lived: Lived): ReadonlyArray<string> =>
  [auditFindings, lostUnits, overlaps, pickedOutOfOrder, openCounts, backwards].flatMap((law) => law(lived))
