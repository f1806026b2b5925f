/** TypeScript with its prose blanked, so that a rule about code does not fire on a comment or a string. */

const comment = /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/y
const quoted = /"(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*'/y
const regex = /\/(?![*/])(?:[^\\/[\n]|\\.|\[(?:[^\\\]\n]|\\.)*\])+\/[a-z]*/y
const templateText = /(?:[^`\\$]|\\[\s\S]|\$(?!\{))*/y
const beforeRegex = /(?:^|[(,=:[!&|?{;+\-*%<>~^]|\b(?:return|typeof|case|of|in|yield|await|else))$/

const matchAt = (pattern: RegExp, text: string, index: number): string | undefined => {
  pattern.lastIndex = index
  return pattern.exec(text)?.[0]
}

const blank = (prose: string): string => prose.replaceAll(/[^\n]/g, " ")
const blankInside = (literal: string): string => literal[0] + blank(literal.slice(1, -1)) + literal.at(-1)

/** The comment, string or regular expression that starts at `index`, blanked but for its delimiters. */
const proseAt = (text: string, index: number, before: string): string | undefined => {
  const note = matchAt(comment, text, index)
  if (note !== undefined) return blank(note)
  const literal =
    matchAt(quoted, text, index) ?? (beforeRegex.test(before.trimEnd()) ? matchAt(regex, text, index) : undefined)
  return literal === undefined ? undefined : blankInside(literal)
}

/** The text of a template from `index` to its end or its next hole, blanked, and what ends it: a backtick or `${`. */
const templateAt = (text: string, index: number): { readonly code: string; readonly hole: boolean } => {
  const prose = matchAt(templateText, text, index) ?? ""
  const hole = text.startsWith("${", index + prose.length)
  return { code: blank(prose) + (hole ? "${" : text.slice(index + prose.length, index + prose.length + 1)), hole }
}

/**
 * `text` with the inside of every comment, string, template and regular expression replaced by spaces.
 * Length, lines and positions stay; code in the holes of a template stays. Time O(n).
 */
export const masked = (text: string): string => {
  const pieces: Array<string> = []
  const holes: Array<number> = [] // open braces within each template hole, innermost last
  let index = 0
  const push = (piece: string): void => {
    pieces.push(piece)
    index += piece.length
  }
  const template = (): void => {
    const { code, hole } = templateAt(text, index)
    if (hole) holes.push(0)
    push(code)
  }
  while (index < text.length) {
    const char = text.charAt(index)
    const open = holes.at(-1)
    const prose = `/"'`.includes(char) ? proseAt(text, index, pieces.slice(-12).join("")) : undefined
    push(prose ?? char)
    if (prose !== undefined) continue
    if (char === "`") template()
    else if (open !== undefined && char === "{") holes[holes.length - 1] = open + 1
    else if (open !== undefined && char === "}") {
      if (open > 0) holes[holes.length - 1] = open - 1
      else {
        holes.pop()
        template()
      }
    }
  }
  return pieces.join("")
}
