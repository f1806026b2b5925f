/**
 * A mistake, as replacements in our own sources.
 */

/** A piece of source that is replaced. */
export interface Replacement {
  readonly file: string
  readonly from: string
  readonly to: string
}

export interface PlantedBug {
  readonly name: string
  readonly replacements: ReadonlyArray<Replacement>
}

/** A mistake in one place. */
export const bug = (file: string, name: string, from: string, to: string): PlantedBug => ({
  name,
  replacements: [{ file, from, to }]
})
