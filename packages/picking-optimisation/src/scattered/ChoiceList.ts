/**
 * Choices of walking sub-aisles as they are listed, in arrays that grow and are used again for the next problem.
 */

/** Entries as `SubAisleChoices` has them; the arrays are longer than there are choices. */
export interface ChoiceList {
  count: number
  gains: number
  way: Uint8Array
  mm: Float64Array
  parent: Int32Array
  moreMm: Float64Array
  gainFirst: Int32Array
  gainPlace: Int32Array
  before: Int32Array
  behind: Int32Array
  gainSku: Int32Array
  gainUnits: Int32Array
}

/** An empty list with room for so many choices and gains. */
export const choiceList = (room: number, gains: number): ChoiceList => ({
  count: 0,
  gains: 0,
  way: new Uint8Array(room),
  mm: new Float64Array(room),
  parent: new Int32Array(room),
  moreMm: new Float64Array(room),
  gainFirst: new Int32Array(room + 1),
  gainPlace: new Int32Array(room),
  before: new Int32Array(room),
  behind: new Int32Array(room),
  gainSku: new Int32Array(gains),
  gainUnits: new Int32Array(gains)
})

/** Adds what the choice to come gains: units of a SKU. */
export const addGain = (list: ChoiceList, sku: number, units: number): void => {
  if (list.gains === list.gainSku.length) {
    list.gainSku = longer(list.gainSku, new Int32Array(2 * list.gains))
    list.gainUnits = longer(list.gainUnits, new Int32Array(2 * list.gains))
  }
  list.gainSku[list.gains] = sku
  list.gainUnits[list.gains++] = units
}

/** Adds a choice with the gains since the last; `gainPlace` is the place whose whole stock these are, or -1. */
export const addChoice = (
  list: ChoiceList,
  way: number,
  mm: number,
  parent: number,
  before: number,
  behind: number,
  gainPlace: number
): number => {
  const choice = list.count++
  if (choice === list.way.length) grow(list)
  list.way[choice] = way
  list.mm[choice] = mm
  list.parent[choice] = parent
  list.moreMm[choice] = parent < 0 ? mm : mm - (list.mm[parent] as number)
  list.before[choice] = before
  list.behind[choice] = behind
  list.gainPlace[choice] = gainPlace
  list.gainFirst[choice + 1] = list.gains
  return choice
}

const grow = (list: ChoiceList): void => {
  const room = 2 * list.way.length
  list.way = longer(list.way, new Uint8Array(room))
  list.mm = longer(list.mm, new Float64Array(room))
  list.parent = longer(list.parent, new Int32Array(room))
  list.moreMm = longer(list.moreMm, new Float64Array(room))
  list.gainFirst = longer(list.gainFirst, new Int32Array(room + 1))
  list.gainPlace = longer(list.gainPlace, new Int32Array(room))
  list.before = longer(list.before, new Int32Array(room))
  list.behind = longer(list.behind, new Int32Array(room))
}

const longer = <A extends { set(from: A): void }>(from: A, to: A): A => {
  to.set(from)
  return to
}
