/**
 * What is on the floor by the ledger, and what should be by the records: two ways to the same figures.
 */
import { accountParts, atLocation, inUnit } from "@stowage/kernel/Account"
import type { LocationId, Lpn } from "@stowage/kernel/Ids"
import { type FulfilmentOrder, openTasks } from "@stowage/fulfilment/FulfilmentOrder"
import { roomOverfull, roomTaken } from "@stowage/inventory/stockAccounts"
import { toteOf } from "@stowage/operations/allocateFulfilment"
import { hasLimitedRoom, roomOfUnit } from "@stowage/operations/unitRoom"
import { floor, site, skus, type Yard } from "./yard.ts"

type Figures = Readonly<Record<string, number>>

const sum = (numbers: ReadonlyArray<number>): number => numbers.reduce((total, number) => total + number, 0)

/** Units in the tote and cartons of an order, and on their way to the tote, by the ledger. */
export const unitsInside = (yard: Yard, { cartons, id }: FulfilmentOrder): Figures => {
  const physical = yard.balances().filter(({ account }) => accountParts(account).book === "physical")
  const inside = (lpn: Lpn) => physical.filter(({ account }) => accountParts(account).place === inUnit(site, lpn))
  const tote = inside(toteOf(id ?? ""))
  return {
    sought: sum(tote.map(({ pendingIn }) => pendingIn)),
    tote: sum(tote.map(({ posted }) => posted)),
    cartons: sum(cartons.flatMap(({ lpn }) => inside(lpn).map(({ posted }) => posted)))
  }
}

/** The same as the fulfilment order tells it. */
export const unitsTold = (order: FulfilmentOrder): Figures => {
  const { cartons, status, tasks } = order
  const isOver = status === "Cancelled" || status === "Shipped" || status === "Packed"
  return {
    sought: status === "Cancelled" ? 0 : sum(openTasks(order).map(({ quantity }) => quantity)),
    tote: isOver ? 0 : sum(tasks.map(({ picked = 0 }) => picked)),
    cartons: status === "Packed" ? sum(cartons.flatMap(({ contents }) => contents.map(({ quantity }) => quantity))) : 0
  }
}

const measures = ["volumeMm3", "massGrams"] as const
const shelves: ReadonlyArray<LocationId> = floor.layout.locations
  .map(({ id }) => id)
  .filter((id) => hasLimitedRoom(floor.layout, id))

/** Room taken and claimed at every location, by the capacity book. */
export const roomUsed = (yard: Yard): Figures =>
  Object.fromEntries(
    shelves.flatMap((id) =>
      measures.flatMap((measure) => {
        const balance = yard.ledger.balance(roomTaken(site, id, measure))
        const beyond = yard.ledger.balance(roomOverfull(site, id, measure))?.posted ?? 0
        return [
          [`${id} ${measure} taken`, (balance?.posted ?? 0) + beyond],
          [`${id} ${measure} claimed`, balance?.pendingIn ?? 0]
        ] as const
      })
    )
  )

/** Room that the units at every location need, and those that are to be put there. */
export const roomNeeded = (yard: Yard): Figures => {
  const putaways = yard.records.inboundShipment.ids().flatMap((id) => yard.records.inboundShipment.get(id).putaways)
  const planned = putaways.filter(({ done }) => done === undefined)
  return Object.fromEntries(
    shelves.flatMap((id) =>
      measures.flatMap((measure) => {
        const size = (sku: (typeof skus)[number]) => roomOfUnit(floor.catalog, sku)[measure]
        const here = skus.flatMap((sku) =>
          yard.stock
            .physical(sku)
            .filter(({ account }) => accountParts(account).place === atLocation(site, id))
            .map(({ posted }) => posted * size(sku))
        )
        const coming = planned.filter(({ to }) => to === id).map(({ quantity, sku }) => quantity * size(sku))
        return [
          [`${id} ${measure} taken`, sum(here)],
          [`${id} ${measure} claimed`, sum(coming)]
        ] as const
      })
    )
  )
}
