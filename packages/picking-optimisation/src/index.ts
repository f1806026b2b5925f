export {
  batchMethods,
  explainBatch,
  solveBatching,
  type BatchExplanation,
  type BatchMethod,
  type BatchOptions,
  type OrderInBatch
} from "./batch.ts"
export { batchingBound } from "./batchingBound.ts"
export {
  batchingRefusal,
  batchingRefusalText,
  batchRouting,
  cartLimitNames,
  type BatchingProblem,
  type BatchingRefusal,
  type CartLimitName,
  type CartLimits,
  type PickOrder
} from "./BatchingProblem.ts"
export { batchCharges, batchViolations, type Batch, type BatchPlan, type BatchViolation } from "./BatchPlan.ts"
export { fewStops, type FewStops } from "./fewStops.ts"
export { largestGap } from "./largestGap.ts"
export { routeViolations, walkCharges, type PickRoute, type RouteViolation, type Visit } from "./PickRoute.ts"
export { type PlaceDistances, type PlacePoints } from "./PlaceDistances.ts"
export { ratliffRosenthal } from "./ratliffRosenthal.ts"
export {
  explainRoute,
  routeMethods,
  solveRoute,
  type RouteAlternative,
  type RouteMethod,
  type RouteOptions
} from "./route.ts"
export { routingBound } from "./routingBound.ts"
export { pickingFloor, routingProblem, type LayoutRoutingRefusal, type PickingFloor } from "./routingOnLayout.ts"
export {
  routingRefusal,
  routingRefusalText,
  type Crossing,
  type FloorRefusal,
  type Pick,
  type RoutingProblem,
  type RoutingRefusal
} from "./RoutingProblem.ts"
export { savings, type SavingsResult } from "./savings.ts"
export { singleOrders } from "./singleOrders.ts"
export { sShape } from "./sShape.ts"
export { explainTour, solveTour, type StopInTour, type TourOptions } from "./tour.ts"
export { tourOnGraph, tourOnLayout, type LocationOffGraph, type StopAt, type TourAsk } from "./tourOnLayout.ts"
export { tourCharges, tourViolations, type TourPlan, type TourViolation, type TourVisit } from "./TourPlan.ts"
export {
  cartLoadNames,
  type CartLoad,
  type CartLoadName,
  type TimeWindow,
  type TourCart,
  type TourProblem,
  type TourStop
} from "./TourProblem.ts"
export { tourRefusal, tourRefusalText, type TourRefusal } from "./TourRefusal.ts"
