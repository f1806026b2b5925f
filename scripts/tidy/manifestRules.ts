/** What a package declares is what it imports, neither more nor less. */
import { importsOf, npmPackageOf } from "./imports.ts"
import { isSource, isTypeScript, type Rule, type TextFile } from "./TextFile.ts"

type Versions = Readonly<Record<string, string>>

interface Manifest {
  readonly dependencies?: Versions
  readonly peerDependencies?: Versions
  readonly devDependencies?: Versions
}

const parse = <A>(files: ReadonlyArray<TextFile>, path: string): A | undefined => {
  const file = files.find((candidate) => candidate.path === path)
  return file === undefined ? undefined : (JSON.parse(file.text) as A)
}

const importedBy = (files: ReadonlyArray<TextFile>): ReadonlySet<string> =>
  new Set(files.flatMap((file) => importsOf(file).flatMap(({ specifier }) => npmPackageOf(specifier) ?? [])))

const manifestPath = /^((packages|examples)\/([^/]+))\/package\.json$/

const packagesOf = (files: ReadonlyArray<TextFile>) =>
  files.flatMap(({ path }) => {
    const [, folder, kind, name] = manifestPath.exec(path) ?? []
    if (folder === undefined) return []
    const inside = files.filter((file) => file.path.startsWith(`${folder}/`) && isTypeScript(file.path))
    return [{ path, folder, kind, name, inside, manifest: parse<Manifest>(files, path) ?? {} }]
  })

const missingFrom = (wanted: ReadonlySet<string>, ...declared: ReadonlyArray<Versions | undefined>) =>
  [...wanted].filter((name) => !declared.some((versions) => versions !== undefined && name in versions)).sort()

/** Source imports `dependencies` and peers; tests and benches also what is for development. */
export const declaredDependencies: Rule = (files) => {
  const atRoot = parse<Manifest>(files, "package.json")?.devDependencies
  return packagesOf(files).flatMap(({ path, kind, name, inside, manifest }) => {
    const { dependencies, peerDependencies, devDependencies } = manifest
    const self = `@stowage/${name}`
    const source = importedBy(inside.filter((file) => isSource(file.path) || kind === "examples"))
    const rest = importedBy(inside.filter((file) => !isSource(file.path)))
    const needed =
      kind === "examples"
        ? missingFrom(source, dependencies, devDependencies, atRoot)
        : missingFrom(source, dependencies, peerDependencies)
    const wantedByTests = missingFrom(rest, dependencies, peerDependencies, devDependencies, atRoot, { [self]: "" })
    const idle = Object.keys(dependencies ?? {}).filter((dependency) => !source.has(dependency))
    const idlePeers = Object.keys(peerDependencies ?? {}).filter((peer) => peer !== "effect" && !source.has(peer))
    return [
      ...needed.map((dependency) => `${path} lacks the dependency ${dependency}, which its source imports`),
      ...(kind === "examples" ? [] : wantedByTests).map(
        (dependency) => `${path} lacks the development dependency ${dependency}, which its tests import`
      ),
      ...(kind === "examples" ? [] : [...idle, ...idlePeers]).map(
        (dependency) => `${path} lists ${dependency}, which its source does not import`
      ),
      ...(kind === "examples" || peerDependencies?.["effect"] !== undefined
        ? []
        : [`${path} lacks the peer dependency effect`])
    ]
  })
}

interface ProjectFile {
  readonly references?: ReadonlyArray<{ readonly path: string }>
}

/** `tsc -b` builds in the order of `references`, so they equal the packages that the source imports. */
export const projectReferences: Rule = (files) =>
  packagesOf(files)
    .filter(({ kind }) => kind === "packages")
    .flatMap(({ folder, inside }) => {
      const path = `${folder}/tsconfig.json`
      const listed = new Set(
        (parse<ProjectFile>(files, path)?.references ?? []).map((one) => one.path.replace("../", ""))
      )
      const used = new Set(
        [...importedBy(inside.filter((file) => isSource(file.path)))].flatMap(
          (name) => /^@stowage\/(.+)$/.exec(name)?.[1] ?? []
        )
      )
      return [
        ...[...used].filter((name) => !listed.has(name)).map((name) => `${path} lacks a reference to ../${name}`),
        ...[...listed]
          .filter((name) => !used.has(name))
          .map((name) => `${path} refers to ../${name}, which its source does not import`)
      ]
    })

/** The two root projects know every package. */
export const everyProject: Rule = (files) =>
  ["tsconfig.json", "tsconfig.test.json"].flatMap((path) => {
    const project = parse<ProjectFile>(files, path)
    if (project === undefined) return []
    const listed = new Set((project.references ?? []).map((reference) => reference.path))
    return packagesOf(files)
      .filter(({ kind, folder }) => kind === "packages" && !listed.has(folder))
      .map(({ folder }) => `${path} lacks a reference to ${folder}`)
  })
