export { standingFor, type CreditHold, type Customer } from "./Customer.ts"
export { CustomerCommand } from "./CustomerCommand.ts"
export { CustomerDecider } from "./CustomerDecider.ts"
export { CustomerEvent } from "./CustomerEvent.ts"
export { CustomerRefusal, sayCustomerRefusal } from "./CustomerRefusal.ts"
export { order } from "./drawOrder.ts"
export {
  countsOf,
  fulfilmentOf,
  HoldId,
  lineOf,
  openHolds,
  OrderStatus,
  orderStatusNext,
  unshippedUnits,
  waitingUnits,
  wantedUnits,
  type Fulfilment,
  type Hold,
  type LineCounts,
  type Order,
  type OrderLine,
  type SiteUnits
} from "./Order.ts"
export { LinePromise, LineUnits, OrderCommand, RequestId } from "./OrderCommand.ts"
export { largestQuantity, OrderDecider } from "./OrderDecider.ts"
export { FreedUnits, OrderEvent } from "./OrderEvent.ts"
export { OrderRefusal, sayOrderRefusal } from "./OrderRefusal.ts"
export { Buyer, ExternalReference, LinePrice, LineTerms, OrderCharge, OrderTerms, ShipTo } from "./OrderTerms.ts"
export { keptPrice, lineTotal, orderTotal, shareOfPrice } from "./orderTotal.ts"
export { freedUnits } from "./orderUnits.ts"
export {
  emptyOrderView,
  openUnitsOf,
  orderRow,
  orderRows,
  projectOrder,
  type OpenUnits,
  type OrderRow,
  type OrderView
} from "./OrderView.ts"
