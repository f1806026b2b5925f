/** The frame around every drawing: size, style, title, and what it says to whoever cannot see it. */
import { drawingStyle } from "./colours.ts"
import { element, escaped, fitted, label } from "./svg.ts"

/** Width of a drawing when nothing else is said; it shrinks with its surroundings. */
export const defaultWidthPx = 800

export const marginPx = 16

/** Where the body of a drawing begins, below its title. */
export const bodyTopPx = 44

export interface Frame {
  readonly title: string
  /** What the drawing shows, in words: read aloud in place of the picture. */
  readonly desc: string
  readonly widthPx: number
  readonly heightPx: number
}

/** The whole SVG. One string, the same for the same input; it needs no script, no font and no other file. */
export const drawing = ({ desc, heightPx, title, widthPx }: Frame, body: ReadonlyArray<string>): string => {
  const box = { width: widthPx, height: heightPx }
  const attributes = {
    xmlns: "http://www.w3.org/2000/svg",
    class: "sw-drawing",
    role: "img",
    "aria-label": desc === "" ? title : `${title}: ${desc}`,
    viewBox: `0 0 ${Math.round(widthPx)} ${Math.round(heightPx)}`,
    width: Math.round(box.width),
    height: Math.round(box.height)
  }
  return element("svg", attributes, [
    `<title>${escaped(title)}</title><desc>${escaped(desc)}</desc><style>${drawingStyle}</style>`,
    element("rect", { class: "sw-paper", ...box }),
    label(fitted(title, widthPx - 2 * marginPx, 15), { class: "sw-title", x: marginPx, y: 26 }),
    ...body
  ])
}

/** The drawing of nothing: it says so rather than showing empty axes. */
export const noData = (title: string, what: string, widthPx: number): string =>
  drawing({ title, desc: `No data: ${what}.`, widthPx, heightPx: 120 }, [
    label(`No data: ${what}`, { class: "sw-soft", x: widthPx / 2, y: 76, "text-anchor": "middle" })
  ])
