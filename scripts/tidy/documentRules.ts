/** Rules about prose: READMEs are complete, links lead somewhere, and nothing speaks of one machine. */
import { posix } from "node:path"
import { fencesOf } from "./fences.ts"
import { isMarkdown, place, type Rule, type TextFile } from "./TextFile.ts"

const headings = ["Example", "What it refuses", "Units", "Sources"]
const LONGEST_EXAMPLE = 12 // besides its imports

const withoutFences = (text: string): string =>
  text.replaceAll(/^ *```[\s\S]*?^ *```/gm, (fence) => fence.replaceAll(/[^\n]/g, " "))

/** How many lines of an example say something, besides imports. */
const lengthOf = (code: string): number =>
  code
    .replaceAll(/^import[^"]*"[^"]*"$/gm, "")
    .split("\n")
    .filter((line) => line.trim() !== "").length

const faultsOf = (name: string, file: TextFile): ReadonlyArray<string> => {
  const prose = withoutFences(file.text)
  const found = [...prose.matchAll(/^## (.+)$/gm)].map((match) => match[1]?.trim() ?? "")
  const [title = "", sentence = ""] = prose.split(/\n\s*\n/)
  const example = fencesOf(file)[0]
  const parts = prose.split(/^## .+$/m).slice(1)
  return [
    ...(title.trim() === `# @stowage/${name}` ? [] : [`does not begin with # @stowage/${name}`]),
    ...(/^[A-Z`].*[.!?]$/s.test(sentence.trim())
      ? []
      : ["does not say in one sentence what the package is, below its title"]),
    ...(found.join() === headings.join()
      ? []
      : [`has the parts ${found.join(", ") || "none"}, not ${headings.join(", ")}`]),
    ...(example === undefined ? ["has no ts fence under Example"] : []),
    ...(example !== undefined && lengthOf(example.code) > LONGEST_EXAMPLE
      ? [`has an example of ${lengthOf(example.code)} lines, over ${LONGEST_EXAMPLE}`]
      : []),
    ...parts.flatMap((part, index) => (index > 0 && part.trim() === "" ? [`says nothing under ${found[index]}`] : []))
  ].map((fault) => `${file.path} ${fault}`)
}

/** Every package has a README of five parts: a sentence, an example, refusals, units, sources. */
export const completeReadmes: Rule = (files) =>
  files.flatMap(({ path }) => {
    const name = /^packages\/([^/]+)\/package\.json$/.exec(path)?.[1]
    if (name === undefined) return []
    const readme = files.find((file) => file.path === `packages/${name}/README.md`)
    return readme === undefined ? [`packages/${name} has no README.md`] : faultsOf(name, readme)
  })

/** Where the root README has a table of packages, it has every package, and none that is gone. */
export const packageTable: Rule = (files) => {
  const readme = files.find((file) => file.path === "README.md")
  const listed = new Set(
    [...(readme?.text ?? "").matchAll(/^\|[^|\n]*@stowage\/([a-z0-9-]+)/gm)].map((match) => match[1] ?? "")
  )
  const built = new Set(files.flatMap(({ path }) => /^packages\/([^/]+)\/package\.json$/.exec(path)?.[1] ?? []))
  if (listed.size === 0) return []
  return [
    ...[...built]
      .filter((name) => !listed.has(name))
      .map((name) => `README.md lacks @stowage/${name} in its table of packages`),
    ...[...listed]
      .filter((name) => !built.has(name))
      .map((name) => `README.md lists @stowage/${name}, which does not exist`)
  ]
}

/** The anchor a heading gets on the usual hosts. */
const anchorOf = (heading: string): string =>
  heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
    .replaceAll(/\s/g, "-")

const anchorsOf = (file: TextFile): ReadonlySet<string> =>
  new Set([
    ...[...withoutFences(file.text).matchAll(/^#{1,6} (.+)$/gm)].map((match) => anchorOf(match[1] ?? "")),
    ...[...file.text.matchAll(/\b(?:id|name)="([^"]+)"/g)].map((match) => match[1] ?? "")
  ])

const linkPattern = /\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)|\b(?:src|href)="([^"]+)"/g

/** Every relative link of a Markdown file names a file or folder of the repository, and an anchor that is there. */
export const relativeLinks: Rule = (files) => {
  const byPath = new Map(files.map((file) => [file.path, file]))
  const folders = new Set(
    files.flatMap(({ path }) => path.split("/").map((_, index, parts) => parts.slice(0, index).join("/")))
  )
  return files
    .filter((file) => isMarkdown(file.path))
    .flatMap((file) =>
      [
        ...withoutFences(file.text)
          .replaceAll(/`[^`\n]*`/g, (code) => " ".repeat(code.length))
          .matchAll(linkPattern)
      ].flatMap((match) => {
        const link = match[1] ?? match[2] ?? ""
        if (/^[a-z][a-z+.-]*:|^\/\//i.test(link)) return []
        const [relative = "", anchor] = decodeURI(link).split("#")
        const target = relative === "" ? file.path : posix.join(posix.dirname(file.path), relative).replace(/\/$/, "")
        const found = byPath.get(target)
        if (found === undefined && !folders.has(target))
          return [`${place(file, match.index)} links to ${link}, which does not exist`]
        if (anchor === undefined || found === undefined || anchorsOf(found).has(anchor)) return []
        return [`${place(file, match.index)} links to ${link}, but ${target} has no such heading`]
      })
    )
}

const homes = ["work", "root", "home", "Users", "opt/tools", "tmp/briefs"].join("|")
const absolutePath = new RegExp(String.raw`(?<![\w.:/\-$}\])*])/(?:${homes})/[\w.]|[A-Z]:\\Users\\`, "g")
const privateHost =
  /https?:\/\/(?:[^\s/"'`)]*\b(?:registry|verdaccio|artifactory|nexus|jfrog)\b[^\s/"'`)]*|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+|172\.(?:1[6-9]|2\d|3[01])\.\d+\.\d+|[^\s/"'`):]+\.(?:internal|corp|lan|intranet))/gi

/** Nothing in the repository knows the machine it was written on: no absolute path, no registry or private host. */
export const ofOneMachine: Rule = (files) =>
  files.flatMap((file) =>
    [absolutePath, privateHost].flatMap((pattern) =>
      [...file.text.matchAll(pattern)].map((match) => `${place(file, match.index)} speaks of one machine: ${match[0]}`)
    )
  )
