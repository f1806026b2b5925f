/**
 * The best walks that searches ended with, to search on from, and to make new ones of.
 */
import { type Random } from "@stowage/kernel/Random"
import { copyWalk, type KeptWalk, noWalk } from "./KeptWalk.ts"
import { type ThroughWalk } from "./ThroughWalk.ts"

/** Up to so many, no two of the same length, so that they are different ones. */
export class KeptWalks {
  private readonly walks: Array<KeptWalk> = []
  private readonly most: number

  constructor(most: number) {
    this.most = most
  }

  get count(): number {
    return this.walks.length
  }

  /** Any of them; there has to be one. */
  any(chance: Random): KeptWalk {
    return chance.pick(this.walks)
  }

  /** Keeps a copy, where all are kept already in place of the longest, if it is shorter. */
  keep(kept: KeptWalk, walk: ThroughWalk): void {
    const { most, walks } = this
    if (walks.some(({ mm }) => Math.abs(mm - kept.mm) <= 1e-9 * mm)) return
    if (walks.length < most) walks.push(noWalk(walk))
    const longest = walks.reduce((one, other) => (other.mm > one.mm ? other : one))
    if (kept.mm < longest.mm) copyWalk(kept, longest)
  }
}
