/**
 * Versions of many streams, whose names are kept as bytes: as the keys of a `Map` they would be most of what the
 * garbage collector looks at.
 */
import { enlarged } from "@stowage/kernel/columns"
import { makeNameTable } from "@stowage/kernel/TextTable"
import type { StreamId } from "./Commit.ts"

export class StreamVersions {
  private readonly names = makeNameTable<StreamId>()
  private versions = new Int32Array(64)

  /** How many streams there are. */
  get size(): number {
    return this.names.size
  }

  get(stream: StreamId): number | undefined {
    const number = this.names.find(stream)
    return number < 0 ? undefined : this.versions[number]
  }

  set(stream: StreamId, version: number): void {
    const number = this.names.numberOf(stream)
    if (number === this.versions.length) this.versions = enlarged(this.versions)
    this.versions[number] = version
  }

  clear(): void {
    this.names.shrink(0)
  }
}
