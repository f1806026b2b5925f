/**
 * Every promise of the `Journal` port, as tests any adapter can run:
 *
 * JournalContract.suite("sqlite", SqliteJournal.layerTempFile, { stored: (name) => SqliteJournal.layer({ file: … }) })
 *
 * Each scenario opens a journal of its own, so the layer must give an empty one every time it is built.
 */
import { describe, it } from "@effect/vitest"
import type * as Layer from "effect/Layer"
import { assert } from "vitest"
import type { Journal } from "@stowage/runtime/Journal"
import { balanceScenarios } from "./JournalContractBalances.ts"
import { claimScenarios } from "./JournalContractClaims.ts"
import { commitScenarios } from "./JournalContractCommits.ts"
import { concurrentScenarios } from "./JournalContractConcurrent.ts"
import { lawScenarios } from "./JournalContractLaws.ts"
import { malformedScenarios } from "./JournalContractMalformed.ts"
import { readScenarios } from "./JournalContractReads.ts"
import { type Stored, storedScenarios } from "./JournalContractStored.ts"
import { textScenarios } from "./JournalContractText.ts"
import { transferScenarios } from "./JournalContractTransfers.ts"
import type { Scenario } from "./JournalContractWords.ts"

export type { Scenario } from "./JournalContractWords.ts"
export type { Stored } from "./JournalContractStored.ts"

/** What a suite may be told about an adapter. */
export interface SuiteOptions {
  /**
   * The journal stored under a name. Needed of a durable adapter, to see that it is; each name is used by one
   * scenario.
   */
  readonly stored?: Stored
  /**
   * Keys of promises that the adapter is known to miss. One that it keeps after all fails the suite until it is
   * deleted.
   */
  readonly knownGaps?: ReadonlyArray<string>
}

/** All promises, in the order of the contract. */
export const scenarios = (stored?: Stored): ReadonlyArray<Scenario> => [
  ...commitScenarios,
  ...malformedScenarios,
  ...transferScenarios,
  ...claimScenarios,
  ...readScenarios,
  ...balanceScenarios,
  ...textScenarios,
  ...storedScenarios(stored),
  ...lawScenarios,
  ...concurrentScenarios
]

/** Registers one test for every promise of the port. `empty` gives an empty journal every time it is built. */
export const suite = (adapter: string, empty: Layer.Layer<Journal, unknown>, options: SuiteOptions = {}): void => {
  const { stored, knownGaps = [] } = options
  const all = scenarios(stored)
  describe(`Journal: ${adapter}`, () => {
    for (const { key, title, check } of all) {
      const test = knownGaps.includes(key) ? it.live.fails : it.live
      test(title, () => check(empty))
    }
    it("every known gap names a promise of the contract", () => {
      const keys = new Set(all.map(({ key }) => key))
      assert.deepStrictEqual(
        knownGaps.filter((gap) => !keys.has(gap)),
        []
      )
    })
  })
}
