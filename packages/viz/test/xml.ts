/**
 * A strict reader of the XML that drawings are made of: no entity but the five, every attribute quoted, every tag
 * closed.
 */

export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: Array<XmlElement>
  /** Text directly inside, decoded. */
  text: string
}

const token = /<(\/?)([a-z][A-Za-z-]*)((?:\s[a-zA-Z][\w:-]*="[^"<]*")*)\s*(\/?)>|([^<]+)/y
const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" }

const decoded = (text: string): string =>
  text.replaceAll(/&([^;]*;?)/g, (whole, name: string) => {
    const char = entities[name.replace(";", "")]
    if (char === undefined || !name.endsWith(";")) throw new Error(`Expected an entity, got ${whole}`)
    return char
  })

const attributesOf = (text: string): Readonly<Record<string, string>> => {
  const pairs = [...text.matchAll(/([a-zA-Z][\w:-]*)="([^"]*)"/g)].map(([, name = "", value = ""]) => [
    name,
    decoded(value)
  ])
  const attributes = Object.fromEntries(pairs)
  if (Object.keys(attributes).length !== pairs.length) throw new Error(`An attribute twice in ${text}`)
  return attributes
}

/** The root element; throws where the text is not well-formed. */
export const readXml = (text: string): XmlElement => {
  // oxlint-disable-next-line no-control-regex -- these are the characters that XML cannot hold
  if (/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/.test(text))
    throw new Error("A character that XML cannot hold")
  const open: Array<XmlElement> = [{ name: "", attributes: {}, children: [], text: "" }]
  token.lastIndex = 0
  while (token.lastIndex < text.length) {
    const at = token.lastIndex
    const [, closes, name, attributes = "", empty, content] = token.exec(text) ?? []
    const parent = open.at(-1)
    if (parent === undefined) throw new Error("More closed than opened")
    if (content !== undefined) parent.text += decoded(content)
    else if (name === undefined) throw new Error(`Expected a tag at ${text.slice(at, at + 40)}`)
    else if (closes === "/") {
      if (open.pop()?.name !== name) throw new Error(`${name} closes what it did not open`)
    } else {
      const element: XmlElement = { name, attributes: attributesOf(attributes), children: [], text: "" }
      parent.children.push(element)
      if (empty !== "/") open.push(element)
    }
  }
  const [root] = open
  const svg = root?.children[0]
  if (open.length !== 1 || svg === undefined || root?.children.length !== 1) throw new Error("Expected one closed root")
  return svg
}

/** The element and everything in it, parents first. */
export const everyElement = (element: XmlElement): ReadonlyArray<XmlElement> => [
  element,
  ...element.children.flatMap(everyElement)
]

/** Elements of one class. */
export const ofClass = (svg: string, name: string): ReadonlyArray<XmlElement> =>
  everyElement(readXml(svg)).filter((element) => (element.attributes["class"] ?? "").split(" ").includes(name))

/** What pointers are told, but for the drawing's own title. */
export const tooltips = (svg: string): ReadonlyArray<string> =>
  everyElement(readXml(svg))
    .filter(({ name }) => name === "title")
    .slice(1)
    .map(({ text }) => text)

/** What is written in the drawing. */
export const writing = (svg: string): ReadonlyArray<string> =>
  everyElement(readXml(svg))
    .filter(({ name }) => name === "text")
    .map(({ text }) => text)
