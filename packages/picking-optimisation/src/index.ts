export { aisleByAisle } from "./aisleByAisle.ts"
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
export {
  blockedOfTwo,
  blockedOfTwoOnePickEach,
  blockingOf,
  nextFaceTaken,
  type Blocking,
  type NarrowAisle,
  type PickersAtWork
} from "./blocking.ts"
export { combined, combinedPlus } from "./combined.ts"
export { explainBatch, type BatchExplanation, type OrderInBatch } from "./explainBatch.ts"
export { fewStops, type FewStops } from "./fewStops.ts"
export { frontierSweep } from "./frontierSweep.ts"
export { solveInterleave, type InterleaveOptions } from "./interleave.ts"
export { interleaveBound } from "./interleaveBound.ts"
export {
  interleaveCharges,
  interleaveViolations,
  type InterleavePlan,
  type InterleaveViolation,
  type TaskTurn,
  type WorkerTurns
} from "./InterleavePlan.ts"
export {
  interleaveRefusalText,
  taskKinds,
  type CarryTask,
  type CarryWorker,
  type InterleaveProblem,
  type InterleaveRefusal,
  type TaskKind
} from "./InterleaveProblem.ts"
export { interleaveRefusal } from "./interleaveRefusal.ts"
export { largestGap } from "./largestGap.ts"
export { midpoint } from "./midpoint.ts"
export { solveMixedShelves } from "./mixedShelves.ts"
export { mixedShelvesBound } from "./mixedShelvesBound.ts"
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
} from "./MixedShelvesPlan.ts"
export {
  mixedShelvesRefusal,
  mixedShelvesRefusalText,
  type MixedShelvesProblem,
  type MixedShelvesRefusal,
  type ShelfLimits,
  type ShelfOrder,
  type ShelfSku,
  type ShelfUnit
} from "./MixedShelvesProblem.ts"
export { passTotes } from "./pickAndPass.ts"
export { solveParking, type ParkingOptions } from "./parking.ts"
export {
  parkingCharges,
  parkingViolations,
  type FootRound,
  type ParkedCart,
  type ParkingPlan,
  type ParkingViolation
} from "./ParkingPlan.ts"
export {
  parkingRefusal,
  parkingRefusalText,
  type OnFoot,
  type ParkingProblem,
  type ParkingRefusal,
  type ParkingStop,
  type WheeledCart
} from "./ParkingProblem.ts"
export { passBound } from "./passBound.ts"
export {
  passCharges,
  passViolations,
  type PassedTote,
  type PassPlan,
  type PassViolation,
  type StationLoad,
  type StationVisit
} from "./PassPlan.ts"
export {
  passObjectives,
  passRefusal,
  passRefusalText,
  type PassedOrder,
  type PassObjective,
  type PassProblem,
  type PassRefusal,
  type PassZone
} from "./PassProblem.ts"
export { solvePassing, type PassOptions } from "./passSequence.ts"
export { routeViolations, walkCharges, type PickRoute, type RouteViolation, type Visit } from "./PickRoute.ts"
export { zonedRefusal, zonedRefusalText, type PickZone, type ZonedOrder, type ZonedRefusal } from "./PickZone.ts"
export { type PlaceDistances, type PlacePoints } from "./PlaceDistances.ts"
export { ratliffRosenthal } from "./ratliffRosenthal.ts"
export { replanBatches, type Replanned, type RunningBatches } from "./replanBatches.ts"
export { returnRoute } from "./returnRoute.ts"
export {
  explainRoute,
  routeMethods,
  solveRoute,
  type RouteAlternative,
  type RouteMethod,
  type RouteOptions
} from "./route.ts"
export { routingBound } from "./routingBound.ts"
export {
  layoutRoutingRefusalText,
  pickingFloor,
  routingProblem,
  type LayoutRoutingRefusal,
  type PickingFloor
} from "./routingOnLayout.ts"
export {
  mostCrossAisles,
  routingRefusal,
  routingRefusalText,
  type Crossing,
  type FloorRefusal,
  type Pick,
  type RoutingProblem,
  type RoutingRefusal
} from "./RoutingProblem.ts"
export { solveScattered } from "./scattered.ts"
export {
  scatteredCharges,
  scatteredViolations,
  takesRouting,
  type ScatteredPlan,
  type ScatteredViolation,
  type Take
} from "./ScatteredPlan.ts"
export {
  mostScatteredCrossAisles,
  scatteredRefusal,
  scatteredRefusalText,
  type ScatteredProblem,
  type ScatteredRefusal,
  type SkuDemand,
  type StockCandidate
} from "./ScatteredProblem.ts"
export { sShape } from "./sShape.ts"
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
} from "./streamRelease.ts"
export { timeCharges, type PickingPace } from "./timeCharges.ts"
export { explainTour, solveTour, type StopInTour, type TourOptions } from "./tour.ts"
export {
  layoutTourRefusalText,
  tourOnGraph,
  tourOnLayout,
  tourOnWideAisles,
  type LocationOffGraph,
  type StopAt,
  type TourAsk,
  type WideAisleRefusal
} from "./tourOnLayout.ts"
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
export { tripBound } from "./tripBound.ts"
export {
  floorOfGraph,
  legTable,
  shortestPath,
  type ArcFloor,
  type MeasuredFloor,
  type TripFloor,
  type WalkArc
} from "./TripFloor.ts"
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
export { walkPolicies, type WalkPolicy } from "./WalkPolicy.ts"
export { type OrdersTogether } from "./warmStart.ts"
export {
  waveLimitNames,
  waveRefusal,
  waveRefusalText,
  type WaitingOrder,
  type WaveLimitName,
  type WaveLimits,
  type WaveProblem,
  type WaveRefusal
} from "./WaveProblem.ts"
export { solveWaves } from "./waves.ts"
export { wavesBound } from "./wavesBound.ts"
export { waveCharges, waveViolations, type PlannedWave, type WaveSchedule, type WaveViolation } from "./WaveSchedule.ts"
export {
  zoneRefusal,
  zoneRefusalText,
  zoneWaveLimitNames,
  type ZoneProblem,
  type ZoneRefusal,
  type ZoneWaveLimitName,
  type ZoneWaveLimits
} from "./ZoneProblem.ts"
export { solveZones, type ZoneOptions } from "./zones.ts"
export { zonesBound } from "./zonesBound.ts"
export {
  zoneWaveCharges,
  zoneWaveViolations,
  type ZoneWave,
  type ZoneWaves,
  type ZoneWaveViolation
} from "./ZoneWaves.ts"
