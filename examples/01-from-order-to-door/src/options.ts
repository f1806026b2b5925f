/**
 * What may be said on the command line, and what is made of it.
 */
import { parseArgs } from "node:util"

/** The command line, read. Files are as given; nothing was opened yet. */
export interface Options {
  readonly orders: string | undefined
  readonly map: string | undefined
  readonly items: string | undefined
  readonly layout: string | undefined
  readonly db: string
  readonly seed: number
  readonly out: string
}

export const usage = `
Real orders through an order system and a warehouse, and what it cost.

  npm start                                   the busiest quarter of a sample file of 9,994 order lines
  npm start -- --orders FILE.csv --map FILE   your own orders, with a mapping of their columns

  --orders FILE   order lines as CSV, may be gzipped
  --map FILE      mapping as JSON, or one that ships with @stowage/channel-csv: superstore, online-retail-uci, foodmart
  --items FILE    sizes, masses and packs of items as CSV
  --layout FILE   the site as JSON: aisles, bays, levels
  --db FILE       journal to write to, and to go on with after an interruption (default OUT/journal.db)
  --seed N        whole number that everything drawn by chance comes from (default 1)
  --out DIR       where report.html goes (default out)
`

/** What is wrong with the command line, as a sentence. */
export class UsageError extends Error {}

const known = {
  orders: { type: "string" },
  map: { type: "string" },
  items: { type: "string" },
  layout: { type: "string" },
  db: { type: "string" },
  seed: { type: "string" },
  out: { type: "string" },
  help: { type: "boolean" }
} as const

const parse = (words: ReadonlyArray<string>) => {
  try {
    return parseArgs({ args: [...words], options: known, strict: true, allowPositionals: false }).values
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

/** The options that `words` say; undefined when help was asked for. Throws a `UsageError` that names the wrong word. */
export const readOptions = (words: ReadonlyArray<string>): Options | undefined => {
  const said = parse(words)
  if (said.help === true) return undefined
  const { orders, map, items, layout, seed = "1", out = "out" } = said
  if (!/^\d{1,9}$/.test(seed)) throw new UsageError(`--seed: expected a whole number of up to 9 digits, got ${seed}`)
  if (orders !== undefined && map === undefined) throw new UsageError("--orders: expected --map FILE with it, got none")
  if (orders === undefined && map !== undefined) throw new UsageError("--map: expected --orders FILE with it, got none")
  return { orders, map, items, layout, db: said.db ?? `${out}/journal.db`, seed: Number(seed), out }
}
