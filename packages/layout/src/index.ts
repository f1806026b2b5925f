export { distancesOf, rectangularWalkMm, searchedDistances, type Distances, wideAisleWalkMm } from "./distances.ts"
export { drawLayout, layout, oneMetre, type DrawingScale } from "./draw.ts"
export { type DrawnFloor, type Floor, type RectangularFloor } from "./Floor.ts"
export {
  generateLayout,
  locationsAtMost,
  smallSite,
  type DepotPlace,
  type LocationSize,
  type RectangularSite
} from "./generate.ts"
export { liftEdges, wideAisles, withWays, type LiftTimes, type WalkWay } from "./graphParts.ts"
export { locationsFor, makeLayout, type Layout, type LayoutParts } from "./Layout.ts"
export {
  DrawnLayoutFile,
  GeneratedLayoutFile,
  layoutFileRefusalText,
  readLayoutFile,
  type LayoutFileRefusal,
  type WrongField
} from "./LayoutFile.ts"
export { layoutRefusalText, type LayoutRefusal } from "./LayoutRefusal.ts"
export {
  locationUses,
  notLimited,
  type Capacity,
  type InnerDimensions,
  type Location,
  type LocationUse,
  type Point,
  type Side
} from "./Location.ts"
export { nodeDistances, nodeTimes, type NodeDistances, type Traveller } from "./nodeDistances.ts"
export { isBlockedBy, isInside, type Obstacle } from "./obstacles.ts"
export { shortestWalksFrom, shortestWalksMm } from "./shortestWalks.ts"
export { visibilityGraph, walksAroundMm } from "./visibilityGraph.ts"
export {
  everyone,
  neighboursOf,
  reachableFrom,
  walkGraph,
  type EdgeNeighbours,
  type Neighbours,
  type WalkEdge,
  type WalkGraph,
  type WalkNode
} from "./WalkGraph.ts"
export {
  readWalkGraph,
  readWalkGraphJson,
  WalkEdgeRow,
  WalkGraphFile,
  walkGraphRefusalText,
  WalkNodeRow,
  type NamedWalkGraph,
  type WalkGraphRefusal
} from "./walkGraphFile.ts"
