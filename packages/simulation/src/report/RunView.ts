/**
 * One run as a report sees it, folded from its commits.
 */
import type { Catalog } from "@stowage/catalog/Catalog"
import type { FulfilmentOrderEvent } from "@stowage/fulfilment/FulfilmentOrderEvent"
import type { WaveEvent } from "@stowage/fulfilment/Wave"
import { volumeMm3 } from "@stowage/kernel/Dimensions"
import type { Sku } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import { type LocalDate, type TimeZone, plusDays } from "@stowage/kernel/LocalDate"
import { localDateOf } from "@stowage/kernel/zonedTime"
import type { CountEvent } from "@stowage/inventory/CountDecider"
import type { OrderEvent } from "@stowage/orders/OrderEvent"
import { type CartonType, innerVolumeMm3 } from "@stowage/packing/problem/PackingProblem"
import type { Period } from "@stowage/reporting/kpis"
import { projectReport } from "@stowage/reporting/projectReport"
import { type Report, type ReportSettings, addLabour, emptyReport } from "@stowage/reporting/Report"
import type { RecordedCommit } from "@stowage/runtime/Commit"
import type { SiteEvent } from "../SiteEvent.ts"
import { type BusyWave, busierWave, skusOf } from "./BusyWave.ts"
import { type CountTally, noCounts, noteCount } from "./countTally.ts"
import { type Histories, addToHistories, emptyHistories } from "./histories.ts"
import { type MoneyByDay, noteMoney } from "./moneyByDay.ts"
import { type PackSampler, sampleCarton } from "./PackSample.ts"

/** What a run's journal does not say. */
export interface RunSettings {
  /** Where the site's days begin. */
  readonly zone: TimeZone
  readonly catalog: Catalog
  /** The carton range, for carton fill; without it that figure is not known. */
  readonly cartons?: ReadonlyArray<CartonType>
  /**
   * How many orders to remember the whole story of; 3,000 when nothing is said, none for a run that is only compared.
   */
  readonly storiesAtMost?: number
}

/** One stretch of somebody's work. */
export type Work = Pick<
  Extract<SiteEvent, { readonly _tag: "WorkDone" }>,
  "kind" | "worker" | "subject" | "startedAt" | "finishedAt"
>

/** A pick that found too little. */
export interface ShortPick {
  readonly order: string
  readonly event: Extract<FulfilmentOrderEvent, { readonly _tag: "PickShorted" }>
}

/** Short picks that are listed; how many there were is a key figure. */
const shortPicksListed = 200

/**
 * A run so far. `addCommit` changes it. It grows with days, SKUs, locations and walks, and with the stories it
 * remembers: about
 * 1.3 kB an order line.
 */
export interface RunView {
  readonly settings: RunSettings
  readonly figures: ReportSettings
  report: Report
  commits: number
  /** Time of the last commit; 0 before the first. */
  lastAt: Instant
  /** The first day of work: the one after the site was opened; undefined before it is. */
  firstDay: LocalDate | undefined
  /** By what policy the site decides, and by which method its faces are slotted. */
  policy: string
  slotting: string
  /** The pick face of each SKU. */
  readonly faces: Map<Sku, string>
  /** Picks by location, short ones included. */
  readonly visits: Map<string, number>
  /** Walked on pick tours, by day; also after short picks. */
  readonly walkMm: Map<LocalDate, number>
  /** What pickers and packers did, by day. */
  readonly work: Map<LocalDate, Array<Work>>
  readonly money: MoneyByDay
  /** The wave with the most picks; the first of several. */
  busiest: BusyWave | undefined
  /** The SKUs of every walk that was planned, in order. */
  readonly walks: Array<ReadonlyArray<Sku>>
  readonly sampler: PackSampler
  readonly shortPicks: Array<ShortPick>
  readonly counts: CountTally
  readonly histories: Histories
}

/** Before the first commit. */
export const emptyRunView = (settings: RunSettings): RunView => {
  const { cartons = [], catalog, storiesAtMost = 3000, zone } = settings
  const rooms = new Map(cartons.map((carton) => [carton.id, carton]))
  return {
    settings,
    figures: {
      zone,
      unitVolumeMm3Of: (sku) => {
        const item = catalog.bySku.get(sku)
        return item === undefined ? undefined : volumeMm3(item.dimensions)
      },
      cartonOf: (name) => {
        const carton = rooms.get(name)
        if (carton === undefined) return undefined
        const { costMinor } = carton
        return { innerVolumeMm3: innerVolumeMm3(carton), ...(costMinor === undefined ? {} : { costMinor }) }
      }
    },
    report: emptyReport,
    commits: 0,
    lastAt: 0 as Instant,
    firstDay: undefined,
    policy: "",
    slotting: "",
    faces: new Map(),
    visits: new Map(),
    walkMm: new Map(),
    work: new Map(),
    money: new Map(),
    busiest: undefined,
    walks: [],
    sampler: { picked: undefined, best: undefined },
    shortPicks: [],
    counts: noCounts(),
    histories: emptyHistories(storiesAtMost)
  }
}

/**
 * The days whose figures count: from the first day of work, so that opening stock is no delivery, to the last commit.
 */
export const periodOf = ({ firstDay, lastAt }: RunView): Period => ({
  asOf: lastAt,
  ...(firstDay === undefined ? {} : { from: firstDay })
})

/** Adds the next commit of the journal. Commits come in order, each once. Time linear in the commit. */
export const addCommit = (view: RunView, commit: RecordedCommit): void => {
  view.report = projectReport(view.report, commit, view.figures)
  view.commits += 1
  view.lastAt = commit.at
  for (const { events, stream } of commit.appends) {
    const slash = stream.indexOf("/")
    const [record, id] = [stream.slice(0, slash), stream.slice(slash + 1)]
    for (const event of events) {
      if (record === "order") noteMoney(view.money, event as OrderEvent, view.settings.zone)
      if (record === "fulfilmentOrder") noteFulfilment(view, id, event as FulfilmentOrderEvent)
      if (record === "wave") noteWave(view, event as WaveEvent)
      if (record === "count") noteCount(view.counts, id, event as CountEvent)
      if (record === "site" || record === "work") noteSite(view, event as SiteEvent)
    }
  }
  addToHistories(view.histories, commit)
}

const noteWave = (view: RunView, event: WaveEvent): void => {
  const { tasks } = view.histories
  view.busiest = busierWave(view.busiest, event, tasks)
  if (event._tag === "WaveReleased") view.walks.push(...event.tours.map((tour) => skusOf(tour.tasks, tasks)))
}

const noteFulfilment = (view: RunView, id: string, event: FulfilmentOrderEvent): void => {
  if (event._tag === "PickConfirmed" || event._tag === "PickShorted") {
    view.visits.set(event.location, (view.visits.get(event.location) ?? 0) + 1)
  }
  if (event._tag === "PickShorted" && view.shortPicks.length < shortPicksListed) {
    view.shortPicks.push({ order: view.histories.orderOfWork.get(id) ?? id, event })
  }
  sampleCarton(view.sampler, id, event)
}

const noteSite = (view: RunView, event: SiteEvent): void => {
  switch (event._tag) {
    case "SiteOpened":
      view.policy = event.policy
      view.firstDay = plusDays(localDateOf(event.at, view.settings.zone), 1)
      return
    case "FacesSlotted":
      view.slotting = event.method
      view.faces.clear()
      for (const { face, sku } of event.assignments) view.faces.set(sku, face)
      return
    case "WorkDone":
      return noteWork(view, event)
    case "RequestTooLate":
    case "DayClosed":
      return
  }
}

const noteWork = (view: RunView, event: Extract<SiteEvent, { readonly _tag: "WorkDone" }>): void => {
  const { finishedAt, kind, startedAt, subject, walkMm, worker } = event
  if (kind !== "pick" && kind !== "pack") return
  const day = localDateOf(startedAt, view.settings.zone)
  const work = view.work.get(day) ?? []
  view.work.set(day, work)
  work.push({ kind, worker, subject, startedAt, finishedAt })
  if (kind === "pack") return
  view.walkMm.set(day, (view.walkMm.get(day) ?? 0) + walkMm)
  view.report = addLabour(view.report, finishedAt, finishedAt - startedAt, view.figures)
}

/** Walked on all pick tours. */
export const walkedMm = (view: RunView): number => [...view.walkMm.values()].reduce((sum, mm) => sum + mm, 0)
