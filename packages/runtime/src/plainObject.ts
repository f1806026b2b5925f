/**
 * Plain objects and lists for what is made with every commit, young wherever it is made.
 *
 * V8 watches what a literal in the source makes. When nearly all of it outlives a collection, as everything does that
 * is in flight while a process starts, the literal makes its objects among the old ones from then on; and there even
 * what nobody refers to any more keeps alive all it refers to, until the whole heap is looked through. What a
 * constructor makes is young.
 */

/** What may be filled in. */
export type Writable<A> = { -readonly [Field in keyof A]: A[Field] }

/** A constructor of objects of no class, as JSON makes them, out of what fills one in. */
export const plainObject = <Args extends ReadonlyArray<unknown>, A>(
  fill: (this: Writable<A>, ...args: Args) => void
): new (...args: Args) => A => {
  const made: object = Object.assign(fill, { prototype: Object.prototype })
  return made as new (...args: Args) => A
}

const blanks: ReadonlyArray<undefined> = Array.from({ length: 64 }, () => undefined)

/** A list of so many, to be filled in; with room for no more, which one that grows by pushing has. */
export const listOf = <A>(length: number): Array<A> =>
  // oxlint-disable-next-line unicorn/no-new-array
  length <= blanks.length ? (blanks.slice(0, length) as Array<A>) : new Array<A>(length)
