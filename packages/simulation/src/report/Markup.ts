/**
 * HTML that cannot be broken by what is written into it: text is escaped where it enters, and only markup made here is
 * not.
 */
import { escaped } from "@stowage/viz/svg"

/** A piece of a page. */
export interface Markup {
  readonly markup: string
}

type Content = string | number | undefined | Markup | ReadonlyArray<Markup>

const contentOf = (content: Content): string => {
  if (content === undefined) return ""
  if (typeof content === "object") return "markup" in content ? content.markup : content.map(contentOf).join("")
  return escaped(String(content))
}

/** A template whose texts and numbers are escaped, as content and within quoted attributes; undefined is nothing. */
export const markup = (parts: TemplateStringsArray, ...contents: ReadonlyArray<Content>): Markup => ({
  markup: parts.reduce((sum, part, index) => `${sum}${contentOf(contents[index - 1])}${part}`)
})

/** Markup from elsewhere that is safe already, such as a drawing. */
export const ready = (text: string): Markup => ({ markup: text })

/** Data for a script of the page. No `<` is left in it, so nothing in it can end the element it stands in. */
export const embedded = (data: unknown): Markup => ready(JSON.stringify(data).replaceAll("<", "\\u003c"))

/** Paragraphs or items of one kind. */
export const each = <Item>(items: ReadonlyArray<Item>, of: (item: Item, index: number) => Markup): Markup =>
  ready(items.map((item, index) => of(item, index).markup).join(""))
