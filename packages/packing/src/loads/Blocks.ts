/**
 * Blocks: several units put together so that hardly any room is lost between them, to be loaded as one.
 */

/**
 * How blocks are made: of units of one kind in a grid, or of two other blocks put side by side. In columns, by the
 * order in which they were made.
 */
export interface BlockTree {
  /** Along which axis two blocks are joined: 0 x, 1 y, 2 z; 3 for a grid of units. */
  readonly axis: ReadonlyArray<number>
  /** The blocks joined, or the kind and its pose. */
  readonly first: ReadonlyArray<number>
  readonly second: ReadonlyArray<number>
  /** Of a grid: how many units along x, y and z. */
  readonly nx: ReadonlyArray<number>
  readonly ny: ReadonlyArray<number>
  readonly nz: ReadonlyArray<number>
}

/** Numbers that one block takes in `sides`. */
export const sidesSize = 4

/** Above each of the three classes in a number, a bit that taking a smaller class from it leaves set. */
export const fitBits = (1 << 9) | (1 << 19) | (1 << 29)

/**
 * Length, width and height as classes from 0 to 511, ten bits each. Nothing fits where it is of a greater class than
 * the space; that is asked of all three by one subtraction, and sides are compared only then.
 */
export const sizeClasses = (
  room: { readonly lengthMm: number; readonly widthMm: number; readonly heightMm: number },
  l: number,
  w: number,
  h: number
): number =>
  Math.floor((511 * l) / room.lengthMm) |
  (Math.floor((511 * w) / room.widthMm) << 10) |
  (Math.floor((511 * h) / room.heightMm) << 20)

/** Blocks in columns, most `key` first. */
export interface Blocks {
  readonly count: number
  readonly l: Int32Array
  readonly w: Int32Array
  readonly h: Int32Array
  /** Length, width, height and stop of each, four numbers a block. */
  readonly sides: Int32Array
  /** Of each its `sizeClasses` in the room. */
  readonly classes: Int32Array
  /** The most that a block is worth for each mm³. */
  readonly mostRate: number
  /** Worth of its units, divided by a power of their number: blocks of few large units first. */
  readonly key: Float64Array
  readonly worth: Float64Array
  readonly massGrams: Float64Array
  /** Where its kinds are in `kind` and `need`: from `from[b]` up to `from[b + 1]`. */
  readonly from: Int32Array
  readonly kind: Int32Array
  readonly need: Int32Array
  /** The part of its top, from its corner at 0, on which other blocks may stand wholly supported. */
  readonly topL: Int32Array
  readonly topW: Int32Array
  /** The stop at which its units leave; 0 when drops do not matter. */
  readonly drop: Int32Array
  /** Its row in the tree. */
  readonly made: Int32Array
  readonly tree: BlockTree
}
