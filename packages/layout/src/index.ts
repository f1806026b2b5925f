export { distancesOf, rectangularWalkMm, searchedDistances, type Distances } from "./distances.ts"
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
export { shortestWalksMm } from "./shortestWalks.ts"
export { neighboursOf, reachableFrom, walkGraph, type Neighbours, type WalkEdge, type WalkGraph } from "./WalkGraph.ts"
export { isBlockedBy, isInside, type Obstacle } from "./obstacles.ts"
export { visibilityGraph, walksAroundMm } from "./visibilityGraph.ts"
