/** What a package declares is what it imports, neither more nor less. */
import { importsOf, npmPackageOf } from "./imports.ts"
import { isSource, isTypeScript, type Rule, type TextFile } from "./TextFile.ts"

type Versions = Readonly<Record<string, string>>

/** The fields of a package.json or tsconfig.json that these rules read. */
interface Declared {
  readonly dependencies?: Versions
  readonly peerDependencies?: Versions
  readonly devDependencies?: Versions
  readonly references?: ReadonlyArray<{ readonly path: string }>
}

interface Package {
  readonly folder: string
  readonly manifest: Declared
  /** npm packages that the source imports, and those that tests and benches import. */
  readonly bySource: ReadonlySet<string>
  readonly byTests: ReadonlySet<string>
}

const declaredIn = (files: ReadonlyArray<TextFile>, path: string): Declared => {
  const file = files.find((candidate) => candidate.path === path)
  return file === undefined ? {} : (JSON.parse(file.text) as Declared)
}

const importedBy = (files: ReadonlyArray<TextFile>): ReadonlySet<string> =>
  new Set(files.flatMap((file) => importsOf(file).flatMap(({ specifier }) => npmPackageOf(specifier) ?? [])))

const under = (files: ReadonlyArray<TextFile>, parent: "packages" | "examples"): ReadonlyArray<Package> =>
  files.flatMap(({ path }) => {
    const folder = path.split("/").slice(0, 2).join("/")
    if (!path.startsWith(`${parent}/`) || path !== `${folder}/package.json`) return []
    const code = files.filter((one) => one.path.startsWith(`${folder}/`) && isTypeScript(one.path))
    const source = code.filter((one) => isSource(one.path))
    const tests = code.filter((one) => !isSource(one.path))
    return [{ folder, manifest: declaredIn(files, path), bySource: importedBy(source), byTests: importedBy(tests) }]
  })

const missing = (
  wanted: ReadonlySet<string>,
  ...declared: ReadonlyArray<Versions | undefined>
): ReadonlyArray<string> =>
  [...wanted].filter((name) => !declared.some((versions) => versions !== undefined && name in versions)).toSorted()

/** Source imports dependencies and peers, and all of them; tests and benches also what is for development. */
export const declaredDependencies: Rule = (files) => {
  const { devDependencies: everywhere } = declaredIn(files, "package.json")
  return under(files, "packages").flatMap(({ folder, manifest, bySource, byTests }) => {
    const { dependencies = {}, peerDependencies: peers = {}, devDependencies } = manifest
    const itself = { [folder.replace("packages/", "@stowage/")]: "" }
    const idle = Object.keys({ ...dependencies, ...peers }).filter((name) => name !== "effect" && !bySource.has(name))
    return [
      ...missing(bySource, dependencies, peers).map((name) => `lacks the dependency ${name}, which its source imports`),
      ...missing(byTests, dependencies, peers, devDependencies, everywhere, itself).map(
        (name) => `lacks the development dependency ${name}, which its tests import`
      ),
      ...idle.map((name) => `lists ${name}, which its source does not import`),
      ...missing(new Set(["effect"]), peers).map((name) => `lacks the peer dependency ${name}`)
    ].map((fault) => `${folder}/package.json ${fault}`)
  })
}

/** An example is read for how to install things, so it lists what it imports itself. */
export const exampleDependencies: Rule = (files) =>
  under(files, "examples").flatMap(({ folder, manifest, byTests }) =>
    missing(
      byTests,
      manifest.dependencies,
      manifest.devDependencies,
      declaredIn(files, "package.json").devDependencies
    ).map((name) => `${folder}/package.json lacks the dependency ${name}, which it imports`)
  )

const referencesOf = (files: ReadonlyArray<TextFile>, path: string): ReadonlySet<string> =>
  new Set((declaredIn(files, path).references ?? []).map((reference) => reference.path))

/** `tsc -b` builds in the order of `references`, so they equal the packages that the source imports. */
export const projectReferences: Rule = (files) =>
  under(files, "packages").flatMap(({ folder, bySource }) => {
    const path = `${folder}/tsconfig.json`
    const listed = referencesOf(files, path)
    const used = new Set(
      [...bySource].flatMap((name) => (name.startsWith("@stowage/") ? [name.replace("@stowage/", "../")] : []))
    )
    return [
      ...[...used].filter((name) => !listed.has(name)).map((name) => `${path} lacks a reference to ${name}`),
      ...[...listed]
        .filter((name) => !used.has(name))
        .map((name) => `${path} refers to ${name}, which its source does not import`)
    ]
  })

/** The two root projects know every package, so that no type check misses one. */
export const everyProject: Rule = (files) =>
  ["tsconfig.json", "tsconfig.test.json"]
    .filter((path) => files.some((file) => file.path === path))
    .flatMap((path) => {
      const listed = referencesOf(files, path)
      return under(files, "packages")
        .filter(({ folder }) => !listed.has(folder))
        .map(({ folder }) => `${path} lacks a reference to ${folder}`)
    })
