/**
 * A law: a sentence that every decider, or every solver, must make true, and a way to find a counterexample.
 */
import { describe, it } from "vitest"

/** `check` throws when it finds a counterexample, as small as it can make it. */
export interface Law {
  readonly title: string
  readonly check: () => void
}

/** Runs laws as tests of vitest, one each, under the name of what obeys them. */
export const describeLaws = (subject: string, laws: ReadonlyArray<Law>): void => {
  describe(subject, () => {
    for (const { title, check } of laws) it(title, check)
  })
}

/** The titles of the laws that a counterexample was found for: for testing tests. */
export const brokenLaws = (laws: ReadonlyArray<Law>): ReadonlyArray<string> =>
  laws.filter(({ check }) => throws(check)).map(({ title }) => title)

const throws = (check: () => void): boolean => {
  try {
    check()
    return false
  } catch {
    return true
  }
}
