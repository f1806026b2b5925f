import * as Result from "effect/Result"
import { assert, describe, it } from "vitest"
import { fold } from "@stowage/kernel/Decider"
import type { AsnId } from "@stowage/kernel/Ids"
import { notAnnounced } from "@stowage/receiving/InboundShipment"
import type { InboundShipmentCommand } from "@stowage/receiving/InboundShipmentCommand"
import { InboundShipmentDecider as decider } from "@stowage/receiving/InboundShipmentDecider"
import { emptyInboundView, type InboundView, openInbound, projectInbound } from "@stowage/receiving/InboundView"
import { announce, arrive, close, confirm, plan, receiveTea, wholeLife } from "./receivingWords.ts"

/** The view after the life of one shipment more. */
const withLife = (view: InboundView, name: string, commands: ReadonlyArray<InboundShipmentCommand>): InboundView => {
  let [shipment, after] = [notAnnounced, view]
  for (const command of commands) {
    for (const event of Result.getOrThrow(decider.decide(command, shipment))) {
      shipment = fold(decider, [event], shipment)
      after = projectInbound(after, name as AsnId, event)
    }
  }
  return after
}

describe("the view of inbound shipments", () => {
  it("lists what is expected, what stands at the dock, and what differs", () => {
    const view = withLife(withLife(emptyInboundView, "b", wholeLife), "a", [announce])
    assert.deepStrictEqual(
      openInbound(view).map(({ asn, linesDiffering, status, unitsAtDock, unitsExpected, unitsReceived }) => ({
        asn,
        linesDiffering,
        status,
        unitsAtDock,
        unitsExpected,
        unitsReceived
      })),
      [
        {
          asn: "a" as AsnId,
          linesDiffering: 2,
          status: "Announced",
          unitsAtDock: 0,
          unitsExpected: 14,
          unitsReceived: 0
        },
        { asn: "b" as AsnId, linesDiffering: 2, status: "Closed", unitsAtDock: 7, unitsExpected: 14, unitsReceived: 15 }
      ]
    )
  })

  it("leaves out what is closed and carried away", () => {
    const life = [announce, arrive, receiveTea("r1", 10), plan("p1", 10), confirm("p1", 10), close]
    assert.deepStrictEqual(openInbound(withLife(emptyInboundView, "a", life)), [])
  })
})
