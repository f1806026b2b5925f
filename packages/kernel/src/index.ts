export { fold, type Decider } from "./Decider.ts"
