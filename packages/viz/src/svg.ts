/** Writing SVG: elements, escaped text, short numbers. */

/** A value that is undefined is left out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;"
}

// Characters that XML has no way to write, lone surrogates among them.
const unwritable = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu

/** `text` as content or attribute value; what XML cannot write becomes the replacement character. */
export const escaped = (text: string): string =>
  text.replaceAll(unwritable, "\u{FFFD}").replaceAll(/[&<>"']/g, (char) => entities[char] ?? char)

/** Whether a number can be drawn: finite, and not so large that what is computed from it is not. */
export const isDrawable = (value: number): boolean => Math.abs(value) <= 1e100

/** A coordinate to a hundredth of a pixel, without a negative zero. */
export const decimal = (value: number): string => String(Math.round(value * 100) / 100 + 0)

const attribute = ([name, value]: readonly [string, string | number | undefined]): string => {
  if (value === undefined) return ""
  return ` ${name}="${typeof value === "number" ? decimal(value) : escaped(value)}"`
}

/** An element around markup that is written already. */
export const element = (name: string, attributes: Attributes, children: ReadonlyArray<string> = []): string => {
  const start = `<${name}${Object.entries(attributes).map(attribute).join("")}`
  return children.length === 0 ? `${start}/>` : `${start}>${children.join("")}</${name}>`
}

/** What a pointer that rests on the element is told. */
export const tooltip = (text: string): string => `<title>${escaped(text)}</title>`

/** A line of text whose baseline is at `y`. */
export const label = (content: string, attributes: Attributes): string =>
  element("text", attributes, [escaped(content)])

/** Points of a line or an outline. */
export const pointList = (points: ReadonlyArray<readonly [x: number, y: number]>): string =>
  points.map(([x, y]) => `${decimal(x)},${decimal(y)}`).join(" ")

const emPerCharacter = 0.56

/** About how wide `text` is: there is nobody to measure it. */
export const widthOf = (text: string, fontPx: number): number => Array.from(text).length * fontPx * emPerCharacter

/** `text` cut to about `widthPx`, with an ellipsis where something is missing. */
export const fitted = (text: string, widthPx: number, fontPx: number): string => {
  const characters = Array.from(text)
  const most = Math.max(1, Math.floor(widthPx / (fontPx * emPerCharacter)))
  return characters.length <= most
    ? text
    : `${characters
        .slice(0, most - 1)
        .join("")
        .trimEnd()}…`
}

/** `text` in lines of about `widthPx`, broken at spaces; a word that is longer is cut. */
export const wrapped = (text: string, widthPx: number, fontPx: number): ReadonlyArray<string> => {
  const lines: Array<string> = []
  for (const word of text.split(" ")) {
    const longer = `${lines.at(-1) ?? ""} ${word}`
    if (lines.length > 0 && widthOf(longer, fontPx) <= widthPx) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines.map((line) => fitted(line, widthPx, fontPx))
}
