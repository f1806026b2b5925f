export { evolveFulfilmentOrder } from "./evolveFulfilmentOrder.ts"
export {
  type CartonContent,
  type FulfilmentLine,
  type FulfilmentOrder,
  FulfilmentStatus,
  type LineOutcome,
  type PickTask,
  type Shipment,
  type ShippedCarton,
  ShortReason,
  allocatedOf,
  fulfilmentStatusNext,
  notOpened,
  openTasks,
  outcomesOf,
  pickedOf,
  unallocatedOf
} from "./FulfilmentOrder.ts"
export { type FulfilmentOrderCommand, type PlannedCarton, type PlannedTask } from "./FulfilmentOrderCommand.ts"
export { FulfilmentOrderDecider } from "./FulfilmentOrderDecider.ts"
export { FulfilmentOrderEvent } from "./FulfilmentOrderEvent.ts"
export { type FulfilmentOrderRefusal, sayFulfilmentOrderRefusal } from "./FulfilmentOrderRefusal.ts"
export {
  type FulfilmentRow,
  type FulfilmentView,
  type WaveWork,
  emptyFulfilmentView,
  openWork,
  projectFulfilment,
  workByWave
} from "./FulfilmentView.ts"
export {
  Tour,
  type Wave,
  type WaveCommand,
  WaveDecider,
  WaveEvent,
  WavePlan,
  type WaveRefusal,
  WaveStatus,
  sayWaveRefusal,
  waveStatusNext
} from "./Wave.ts"
