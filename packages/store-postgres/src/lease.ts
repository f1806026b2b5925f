/**
 * One writer at a time: a lease on the tenant's head, and an epoch that counts who had it. The lease keeps others from
 * trying; the epoch, compared under the lock of every append, keeps who lost it from writing, whatever the clocks say.
 */
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import type * as Scope from "effect/Scope"
import { StoreFailure } from "@stowage/runtime/Journal"
import type { Connections } from "./connection.ts"
import { keyOf } from "./names.ts"

/** How the right to write alone is taken and kept. */
export interface LeaseOptions {
  /** How long others wait after the last word of this process, in milliseconds. */
  readonly leaseMillis: number
  /** How long to wait for somebody else's lease to end, in milliseconds; 0 refuses at once. */
  readonly waitMillis: number
}

const held = (place: string, tenant: string, holder: string, forMillis: number): StoreFailure => {
  const whose = `the journal of tenant ${tenant} at ${place} is written by ${holder}`
  return new StoreFailure({
    reason: "Busy",
    retry: true,
    detail: `${whose}, whose lease ends in ${Math.ceil(forMillis)} ms unless renewed; close that one, or wait`
  })
}

/** Waits no longer than this between two looks at somebody else's lease. */
const longestPauseMillis = 200

const takeOver = (
  connections: Connections,
  tenant: string,
  holder: string,
  { leaseMillis, waitMillis }: LeaseOptions
): Effect.Effect<number, StoreFailure> =>
  Effect.gen(function* () {
    const asked = connections.ask("SELECT * FROM stowage.take_over($1, $2, $3)", [keyOf(tenant), holder, leaseMillis])
    let left = waitMillis
    for (;;) {
      const [row] = yield* asked
      if (typeof row?.[0] === "number") return row[0]
      const forMillis = Math.max(0, Number(row?.[2] ?? 0))
      if (left <= 0) return yield* held(connections.place, tenant, String(row?.[1]), forMillis)
      const pause = Math.min(left, longestPauseMillis, forMillis + 1)
      yield* Effect.sleep(pause)
      left -= pause
    }
  })

/**
 * The epoch of this process, which is the only writer from now on until the scope ends or it is silent for longer than
 * its lease. Fails as `Busy` when somebody else is and stays.
 */
export const holdLease = (
  connections: Connections,
  tenant: string,
  holder: string,
  options: LeaseOptions
): Effect.Effect<number, StoreFailure, Scope.Scope> =>
  Effect.gen(function* () {
    const renew = (epoch: number, millis: number) =>
      connections.ask("SELECT stowage.renew($1, $2, $3)", [keyOf(tenant), epoch, millis])
    const epoch = yield* Effect.acquireRelease(takeOver(connections, tenant, holder, options), (taken) =>
      Effect.ignore(renew(taken, 0))
    )
    // A renewal that fails is tried again with the next; an append is safe without any.
    yield* Effect.forkScoped(
      Effect.repeat(
        Effect.ignore(renew(epoch, options.leaseMillis)),
        Schedule.spaced(Math.ceil(options.leaseMillis / 3))
      )
    )
    return epoch
  })
