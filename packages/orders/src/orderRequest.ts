/**
 * What a request was, in a form to compare: the command that asks and the event that answers have the same.
 */
import type { OrderCommand } from "./OrderCommand.ts"
import type { OrderEvent } from "./OrderEvent.ts"

/** A request's id within its order and kind, and what it asks for. */
export interface OrderRequest {
  /** `promise/R-1`: kind, then id. */
  readonly key: string
  /**
   * Equal for two requests that mean the same. When they are asked, and in what order lines are named, means nothing.
   */
  readonly content: string
}

/**
 * The request that `message` asks or answers; undefined where there is no id: placing, cancelling and closing the
 * order.
 */
export const orderRequest = (message: OrderCommand | OrderEvent): OrderRequest | undefined => {
  switch (message._tag) {
    case "PlaceHold":
    case "HoldPlaced":
      return request("hold", message.holdId, [message.reason, message.by])
    case "PromiseLines":
    case "LinesPromised":
      return request("promise", message.requestId, [
        message.promisedAt ?? null,
        ...byLine(message.lines).map((line) => [line.lineId, line.promised, line.short])
      ])
    case "WithdrawPromise":
    case "PromiseWithdrawn":
      return request("withdraw", message.requestId, [message.reason, ...units(message.lines)])
    case "ChangeLine":
    case "LineChanged": {
      const { goodsMinor, discountMinor, taxMinor } = message.price
      const price = [goodsMinor, discountMinor, taxMinor]
      return request("change", message.requestId, [message.lineId, message.quantity, ...price])
    }
    case "CancelLine":
    case "LineCancelled":
      return request("cancel", message.requestId, [message.lineId, message.quantity, message.reason])
    case "ReleaseLines":
    case "LinesReleased":
      return request("release", message.fulfilmentOrderId, units(message.lines))
    case "RecordPicked":
    case "LinesPicked":
      return request("pick", message.requestId, [message.fulfilmentOrderId, ...units(message.lines)])
    case "RecordShort":
    case "LinesShort":
      return request("short", message.requestId, [message.fulfilmentOrderId, ...units(message.lines)])
    case "RecordShipped":
    case "LinesShipped":
      return request("ship", message.shipmentId, [
        message.fulfilmentOrderId,
        message.trackingNumber ?? null,
        ...units(message.lines)
      ])
    case "PlaceOrder":
    case "OrderPlaced":
    case "ReleaseHold":
    case "HoldReleased":
    case "CancelOrder":
    case "OrderCancelled":
    case "CloseOrder":
    case "OrderClosed":
      return undefined
  }
}

const request = (kind: string, id: string, content: ReadonlyArray<unknown>): OrderRequest => ({
  key: `${kind}/${id}`,
  content: JSON.stringify(content)
})

const byLine = <Line extends { readonly lineId: string }>(lines: ReadonlyArray<Line>): ReadonlyArray<Line> =>
  [...lines].sort((left, right) => (left.lineId < right.lineId ? -1 : 1))

const units = (lines: ReadonlyArray<{ readonly lineId: string; readonly quantity: number }>): ReadonlyArray<unknown> =>
  byLine(lines).map((line) => [line.lineId, line.quantity])
