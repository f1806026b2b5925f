/** The words of these tests: an order for three units of tea and one mug, and the commands that take it out. */
import type { FulfilmentOrderId, LineId, LocationId, LotId, Lpn, OrderId, SiteId, Sku } from "@stowage/kernel/Ids"
import type { TaskId, WaveId } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import type { FulfilmentOrderCommand, PlannedCarton, PlannedTask } from "@stowage/fulfilment/FulfilmentOrderCommand"

export type Asked<Tag extends FulfilmentOrderCommand["_tag"]> = Extract<FulfilmentOrderCommand, { _tag: Tag }>

export const at = Date.UTC(2026, 0, 5, 9) as Instant
export const id = "F-1" as FulfilmentOrderId
export const wave = "W-1" as WaveId
export const tea = "TEA" as Sku
export const mug = "MUG" as Sku
export const lineTea = "1" as LineId
export const lineMug = "2" as LineId
export const tote = "TOTE-1" as Lpn

export const open: Asked<"OpenFulfilmentOrder"> = {
  _tag: "OpenFulfilmentOrder",
  id,
  order: "web-1" as OrderId,
  site: "WH1" as SiteId,
  shipMode: "standard",
  dueAt: (at + 3_600_000) as Instant,
  lines: [
    { line: lineTea, sku: tea, quantity: 3 },
    { line: lineMug, sku: mug, quantity: 1 }
  ],
  at
}

export const task = (
  name: string,
  line: LineId,
  quantity: number,
  lot: string = "",
  sku: Sku = line === lineTea ? tea : mug
): PlannedTask => ({
  task: name as TaskId,
  line,
  sku,
  lot: lot as LotId,
  location: `A01-0${line}-1` as LocationId,
  quantity,
  why: ["nearest"]
})

export const allocate = (
  tasks: ReadonlyArray<PlannedTask>,
  short: Asked<"AllocateLines">["short"] = []
): Asked<"AllocateLines"> => ({ _tag: "AllocateLines", tasks, short, at })

/** So many units of a line that no stock was found for. */
export const lacking = (line: LineId, quantity: number) => ({ line, quantity, why: "none left" })

/** Tea of two lots, and the mug. */
export const allocateAll = allocate([
  task("t1", lineTea, 2, "L24"),
  task("t2", lineTea, 1, "L25"),
  task("t3", lineMug, 1)
])

export const release: FulfilmentOrderCommand = { _tag: "ReleaseToWave", wave, at }
export const start: FulfilmentOrderCommand = { _tag: "StartPick", picker: "ann", at }

export const pick = (name: string, picked: number): Asked<"ConfirmPick"> => ({
  _tag: "ConfirmPick",
  task: name as TaskId,
  picked,
  into: tote,
  picker: "ann",
  at
})

export const complete: FulfilmentOrderCommand = { _tag: "CompletePicking", at }

export const carton = (lpn: string, ...contents: ReadonlyArray<readonly [LineId, number, string?]>): PlannedCarton => ({
  lpn: lpn as Lpn,
  carton: "S",
  contents: contents.map(([line, quantity, lot]) => ({
    line,
    quantity,
    ...(lot === undefined ? {} : { lot: lot as LotId })
  })),
  grossGrams: 900,
  why: ["smallest that takes all"]
})

export const pack = (...cartons: ReadonlyArray<PlannedCarton>): Asked<"PackCartons"> => ({
  _tag: "PackCartons",
  cartons,
  packer: "bob",
  at
})

export const packAll = pack(carton("C1", [lineTea, 2, "L24"], [lineMug, 1]), carton("C2", [lineTea, 1]))

export const ship: Asked<"ShipFulfilmentOrder"> = {
  _tag: "ShipFulfilmentOrder",
  carrier: "post",
  tracking: "1Z",
  at
}
export const cancel: FulfilmentOrderCommand = { _tag: "CancelFulfilmentOrder", reason: "customer", at }

/** From opened to shipped, with all found. */
export const wholeLife: ReadonlyArray<FulfilmentOrderCommand> = [
  open,
  allocateAll,
  release,
  start,
  pick("t1", 2),
  pick("t2", 1),
  pick("t3", 1),
  complete,
  packAll,
  ship
]

/** One unit of tea was not there and other stock is found for it; the mug stays short. */
export const shortLife: ReadonlyArray<FulfilmentOrderCommand> = [
  open,
  allocate([task("t1", lineTea, 3, "L24")], [lacking(lineMug, 1)]),
  release,
  start,
  pick("t1", 2),
  allocate([task("t4", lineTea, 1, "L25")]),
  pick("t4", 1),
  complete,
  pack(carton("C1", [lineTea, 2, "L24"], [lineTea, 1, "L25"])),
  ship
]
