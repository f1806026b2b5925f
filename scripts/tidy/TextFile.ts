/**
 * What every rule of the style guide works on: files as text, so that a test can plant a violation without touching a
 * disk.
 */
export interface TextFile {
  /** From the root of the repository, with `/`. */
  readonly path: string
  readonly text: string
}

/**
 * Reads the tree, answers one sentence per violation, each beginning with the path it is about. No violation: empty.
 */
export type Rule = (files: ReadonlyArray<TextFile>) => ReadonlyArray<string>

/** `path:line` of the character at `index`. */
export const place = (file: TextFile, index: number): string =>
  `${file.path}:${file.text.slice(0, index).split("\n").length}`

/** The package a path lies in: `orders` of `packages/orders/src/Order.ts`; undefined outside `packages`. */
export const packageOf = (path: string): string | undefined => /^packages\/([^/]+)\//.exec(path)?.[1]

/** The folder a source lies in: `packages/orders/src/lines` of a file there; undefined for what lies in none. */
export const folderOf = (path: string): string | undefined => /^(packages\/[^/]+\/src\/.+)\/[^/]+$/.exec(path)?.[1]

/** Library source: what a user installs. */
export const isSource = (path: string): boolean => /^packages\/[^/]+\/src\/.*\.ts$/.test(path)

export const isTypeScript = (path: string): boolean => /\.[cm]?tsx?$/.test(path)

export const isMarkdown = (path: string): boolean => path.endsWith(".md")
