export { batchMethods, solveBatching, type BatchMethod, type BatchOptions } from "./batch.ts"
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
  type PickOrder,
  type TourTime
} from "./BatchingProblem.ts"
export { batchCharges, batchViolations, type Batch, type BatchPlan, type BatchViolation } from "./BatchPlan.ts"
export { explainBatch, type BatchExplanation, type OrderInBatch } from "./explainBatch.ts"
export { largestGap } from "./largestGap.ts"
export { routeViolations, walkCharges, type PickRoute, type RouteViolation, type Visit } from "./PickRoute.ts"
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
export { sShape } from "./sShape.ts"
export { walkPolicies, type WalkPolicy } from "./WalkPolicy.ts"
export {
  floorOfGraph,
  legTable,
  shortestPath,
  type ArcFloor,
  type MeasuredFloor,
  type TripFloor,
  type WalkArc
} from "./TripFloor.ts"
export { tripBound } from "./tripBound.ts"
export {
  tripCharges,
  tripViolations,
  walkJudge,
  type Trip,
  type TripPlan,
  type TripViolation,
  type WalkViolation
} from "./TripPlan.ts"
export {
  tripRefusal,
  tripRefusalText,
  type TripFloorRefusal,
  type TripOrder,
  type TripProblem,
  type TripRefusal
} from "./TripProblem.ts"
export { solveTrips, tripMethods, type TripMethod, type TripOptions } from "./trips.ts"
export { tripWalks, type TripWalks } from "./TripWalks.ts"
export { solveShift } from "./shift.ts"
export {
  shiftCharges,
  shiftViolations,
  type LateOrder,
  type PickerTrip,
  type ShiftPlan,
  type ShiftViolation
} from "./ShiftPlan.ts"
export {
  shiftRefusalText,
  type DueDate,
  type Picker,
  type ShiftOrder,
  type ShiftProblem,
  type ShiftRefusal,
  type ShiftWeights
} from "./ShiftProblem.ts"
export {
  toteCharges,
  toteViolations,
  type ToteContent,
  type TotePlan,
  type ToteTrip,
  type ToteViolation
} from "./TotePlan.ts"
export {
  toteLimitNames,
  toteRefusalText,
  type ToteLimitName,
  type ToteLimits,
  type ToteLine,
  type ToteOrder,
  type ToteProblem,
  type ToteRefusal
} from "./ToteProblem.ts"
export { solveTotes, toteMethods, type ToteMethod, type ToteOptions } from "./totes.ts"
