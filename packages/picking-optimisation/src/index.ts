export { aisleByAisle } from "./routing/aisleByAisle.ts"
export { batchMethods, solveBatching, type BatchMethod, type BatchOptions } from "./batching/batch.ts"
export { batchingBound } from "./batching/batchingBound.ts"
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
} from "./batching/BatchingProblem.ts"
export { batchCharges, batchViolations, type Batch, type BatchPlan, type BatchViolation } from "./batching/BatchPlan.ts"
export {
  blockedOfTwo,
  blockedOfTwoOnePickEach,
  blockingOf,
  nextFaceTaken,
  type Blocking,
  type NarrowAisle,
  type PickersAtWork
} from "./release/blocking.ts"
export { combined, combinedPlus } from "./routing/combined.ts"
export { explainBatch, type BatchExplanation, type OrderInBatch } from "./batching/explainBatch.ts"
export { fewStops, type FewStops } from "./trips/fewStops.ts"
export { frontierSweep } from "./routing/frontierSweep.ts"
export { solveInterleave, type InterleaveOptions } from "./interleaving/interleave.ts"
export { interleaveBound } from "./interleaving/interleaveBound.ts"
export {
  interleaveCharges,
  interleaveViolations,
  type InterleavePlan,
  type InterleaveViolation,
  type TaskTurn,
  type WorkerTurns
} from "./interleaving/InterleavePlan.ts"
export {
  interleaveRefusalText,
  taskKinds,
  type CarryTask,
  type CarryWorker,
  type InterleaveProblem,
  type InterleaveRefusal,
  type TaskKind
} from "./interleaving/InterleaveProblem.ts"
export { interleaveRefusal } from "./interleaving/interleaveRefusal.ts"
export { largestGap } from "./routing/largestGap.ts"
export { midpoint } from "./routing/midpoint.ts"
export { solveMixedShelves } from "./shelves/mixedShelves.ts"
export { mixedShelvesBound } from "./shelves/mixedShelvesBound.ts"
export {
  mixedShelvesCharges,
  mixedShelvesViolations,
  picklistWalkMm,
  shelfWalkMm,
  type MixedShelvesPlan,
  type MixedShelvesViolation,
  type ShelfBatch,
  type ShelfPick,
  type ShelfPicklist
} from "./shelves/MixedShelvesPlan.ts"
export {
  mixedShelvesRefusal,
  mixedShelvesRefusalText,
  type MixedShelvesProblem,
  type MixedShelvesRefusal,
  type ShelfLimits,
  type ShelfOrder,
  type ShelfSku,
  type ShelfUnit
} from "./shelves/MixedShelvesProblem.ts"
export { passTotes } from "./zones/pickAndPass.ts"
export { solveParking, type ParkingOptions } from "./parking/parking.ts"
export {
  parkingCharges,
  parkingViolations,
  type FootRound,
  type ParkedCart,
  type ParkingPlan,
  type ParkingViolation
} from "./parking/ParkingPlan.ts"
export {
  parkingRefusal,
  parkingRefusalText,
  type OnFoot,
  type ParkingProblem,
  type ParkingRefusal,
  type ParkingStop,
  type WheeledCart
} from "./parking/ParkingProblem.ts"
export { passBound } from "./zones/passBound.ts"
export {
  passCharges,
  passViolations,
  type PassedTote,
  type PassPlan,
  type PassViolation,
  type StationLoad,
  type StationVisit
} from "./zones/PassPlan.ts"
export {
  passObjectives,
  passRefusal,
  passRefusalText,
  type PassedOrder,
  type PassObjective,
  type PassProblem,
  type PassRefusal,
  type PassZone
} from "./zones/PassProblem.ts"
export { solvePassing, type PassOptions } from "./zones/passSequence.ts"
export { routeViolations, walkCharges, type PickRoute, type RouteViolation, type Visit } from "./routing/PickRoute.ts"
export { zonedRefusal, zonedRefusalText, type PickZone, type ZonedOrder, type ZonedRefusal } from "./zones/PickZone.ts"
export { type PlaceDistances, type PlacePoints } from "./tours/PlaceDistances.ts"
export { ratliffRosenthal } from "./routing/ratliffRosenthal.ts"
export { replanBatches, type Replanned, type RunningBatches } from "./batching/replanBatches.ts"
export { returnRoute } from "./routing/returnRoute.ts"
export {
  explainRoute,
  routeMethods,
  solveRoute,
  type RouteAlternative,
  type RouteMethod,
  type RouteOptions
} from "./routing/route.ts"
export { routingBound } from "./routing/routingBound.ts"
export {
  layoutRoutingRefusalText,
  pickingFloor,
  routingProblem,
  type LayoutRoutingRefusal,
  type PickingFloor
} from "./routing/routingOnLayout.ts"
export {
  mostCrossAisles,
  routingRefusal,
  routingRefusalText,
  type Crossing,
  type FloorRefusal,
  type FloorUnknown,
  type Pick,
  type RoutingProblem,
  type RoutingRefusal
} from "./routing/RoutingProblem.ts"
export { solveScattered } from "./scattered/scattered.ts"
export {
  scatteredCharges,
  scatteredViolations,
  takesRouting,
  type ScatteredPlan,
  type ScatteredViolation,
  type Take
} from "./scattered/ScatteredPlan.ts"
export {
  mostScatteredCrossAisles,
  scatteredRefusal,
  scatteredRefusalText,
  type ScatteredProblem,
  type ScatteredRefusal,
  type SkuDemand,
  type StockCandidate
} from "./scattered/ScatteredProblem.ts"
export { sShape } from "./routing/sShape.ts"
export {
  keptBackText,
  releaseNext,
  workNames,
  type KeptBack,
  type StreamFloor,
  type StreamOrder,
  type StreamRelease,
  type Work,
  type WorkCap,
  type WorkName,
  type ZoneWork
} from "./release/streamRelease.ts"
export { timeCharges, type PickingPace } from "./release/timeCharges.ts"
export { explainTour, solveTour, type StopInTour, type TourOptions } from "./tours/tour.ts"
export {
  layoutTourRefusalText,
  tourOnGraph,
  tourOnLayout,
  tourOnWideAisles,
  type LocationOffGraph,
  type StopAt,
  type TourAsk,
  type WideAisleRefusal
} from "./tours/tourOnLayout.ts"
export { tourCharges, tourViolations, type TourPlan, type TourViolation, type TourVisit } from "./tours/TourPlan.ts"
export {
  cartLoadNames,
  type CartLoad,
  type CartLoadName,
  type TimeWindow,
  type TourCart,
  type TourProblem,
  type TourStop
} from "./tours/TourProblem.ts"
export { tourRefusal, tourRefusalText, type TourRefusal } from "./tours/TourRefusal.ts"
export { tripBound } from "./trips/tripBound.ts"
export {
  floorOfGraph,
  legTable,
  shortestPath,
  shortestPaths,
  type ArcFloor,
  type MeasuredFloor,
  type TripFloor,
  type WalkArc
} from "./trips/TripFloor.ts"
export {
  tripCharges,
  tripViolations,
  walkJudge,
  type Trip,
  type TripPlan,
  type TripViolation,
  type WalkViolation
} from "./trips/TripPlan.ts"
export {
  tripRefusal,
  tripRefusalText,
  type TripFloorRefusal,
  type TripOrder,
  type TripProblem,
  type TripRefusal
} from "./trips/TripProblem.ts"
export { solveTrips, tripMethods, type TripMethod, type TripOptions } from "./trips/trips.ts"
export { tripWalks, type TripWalks } from "./trips/TripWalks.ts"
export { solveShift } from "./shifts/shift.ts"
export {
  shiftCharges,
  shiftViolations,
  type LateOrder,
  type PickerTrip,
  type ShiftPlan,
  type ShiftViolation
} from "./shifts/ShiftPlan.ts"
export {
  shiftRefusalText,
  type DueDate,
  type Picker,
  type ShiftOrder,
  type ShiftProblem,
  type ShiftRefusal,
  type ShiftWeights
} from "./shifts/ShiftProblem.ts"
export {
  toteCharges,
  toteViolations,
  type ToteContent,
  type TotePlan,
  type ToteTrip,
  type ToteViolation
} from "./totes/TotePlan.ts"
export {
  toteLimitNames,
  toteRefusalText,
  type ToteLimitName,
  type ToteLimits,
  type ToteLine,
  type ToteOrder,
  type ToteProblem,
  type ToteRefusal
} from "./totes/ToteProblem.ts"
export { solveTotes, toteMethods, type ToteMethod, type ToteOptions } from "./totes/totes.ts"
export { walkPolicies, type WalkPolicy } from "./batching/WalkPolicy.ts"
export { type OrdersTogether } from "./batching/warmStart.ts"
export {
  waveLimitNames,
  waveRefusal,
  waveRefusalText,
  type WaitingOrder,
  type WaveLimitName,
  type WaveLimits,
  type WaveProblem,
  type WaveRefusal
} from "./release/WaveProblem.ts"
export { solveWaves } from "./release/waves.ts"
export { wavesBound } from "./release/wavesBound.ts"
export {
  waveCharges,
  waveViolations,
  type PlannedWave,
  type WaveSchedule,
  type WaveViolation
} from "./release/WaveSchedule.ts"
export {
  zoneRefusal,
  zoneRefusalText,
  zoneWaveLimitNames,
  type ZoneProblem,
  type ZoneRefusal,
  type ZoneWaveLimitName,
  type ZoneWaveLimits
} from "./zones/ZoneProblem.ts"
export { solveZones, type ZoneOptions } from "./zones/zones.ts"
export { zonesBound } from "./zones/zonesBound.ts"
export {
  zoneWaveCharges,
  zoneWaveViolations,
  type ZoneWave,
  type ZoneWaves,
  type ZoneWaveViolation
} from "./zones/ZoneWaves.ts"
