/** Which colour is which kind. */
import { kindColours } from "./colours.ts"
import { element, fitted, label, widthOf } from "./svg.ts"

/** Kinds in the order they first appear, each with its colour's number. */
export const kindsOf = (names: Iterable<string>): ReadonlyMap<string, number> => {
  const kinds = new Map<string, number>()
  for (const name of names) if (!kinds.has(name)) kinds.set(name, kinds.size % kindColours)
  return kinds
}

export interface Legend {
  readonly svg: string
  readonly heightPx: number
}

const rowPx = 18
const widestPx = 180

/** Rows of coloured squares with names. A single kind needs none. */
export const legendOf = (
  kinds: Iterable<readonly [name: string, colour: number]>,
  place: { readonly x: number; readonly y: number; readonly widthPx: number }
): Legend => {
  const entries = [...kinds]
  if (entries.length < 2) return { svg: "", heightPx: 0 }
  const pieces: Array<string> = []
  let [x, y] = [place.x, place.y]
  for (const [name, colour] of entries) {
    const text = fitted(name, widestPx, 12)
    const width = 16 + widthOf(text, 12) + 14
    if (x > place.x && x + width > place.x + place.widthPx) [x, y] = [place.x, y + rowPx]
    pieces.push(element("rect", { class: `sw-k${colour}`, x, y: y + 3, width: 11, height: 11, rx: 2 }))
    pieces.push(label(text, { class: "sw-soft", x: x + 16, y: y + 13 }))
    x += width
  }
  return { svg: pieces.join(""), heightPx: y + rowPx - place.y + 8 }
}
