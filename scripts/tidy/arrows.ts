/** The arrows of the house: which package may import which, and which of Effect's modules belong in pure code. */

const ground = ["kernel", "catalog", "layout"]
const records = ["orders", "inventory", "receiving", "fulfilment"]
const optimisers = ["sourcing", "slotting", "picking-optimisation", "packing", "forecasting", "replenishment", "labour"]

/** Package (or family, with a star) to what it may import. What is not listed may not exist. */
export const arrows: Readonly<Record<string, ReadonlyArray<string>>> = {
  kernel: [],
  catalog: ["kernel"],
  layout: ["kernel"],
  ...Object.fromEntries(records.map((name) => [name, ground])),
  ...Object.fromEntries(optimisers.map((name) => [name, ground])),
  operations: [...ground, ...records, ...optimisers],
  reporting: [...ground, ...records],
  documents: [...ground, ...records],
  viz: [...ground, ...records, ...optimisers],
  runtime: ["kernel"],
  "store-*": ["kernel", "runtime"],
  "channel-*": ["kernel", "runtime", "catalog", ...records],
  cluster: ["kernel", "runtime"],
  testkit: ["kernel", "runtime"],
  simulation: [...ground, ...records, ...optimisers, "operations", "reporting", "documents", "viz", "runtime"]
}

const family = (name: string): string => name.replace(/^(store|channel)-.+$/, "$1-*")

/** What a package may import; undefined when the house has no such room. */
export const arrowsFrom = (name: string): ReadonlyArray<string> | undefined => arrows[family(name)]

const impure = new Set(["runtime", "store-*", "channel-*", "cluster", "simulation", "testkit"])

/** Whether time, chance, files and the network are arguments in this package. */
export const isPure = (name: string): boolean => !impure.has(family(name))

/** Effect's value modules: the only ones pure code imports. */
export const valueModules: ReadonlySet<string> = new Set(
  `Array BigDecimal BigInt Boolean Brand Chunk Combiner Data DateTime Duration Encoding Equal Equivalence Filter
  Function Hash HashMap HashSet Match MutableHashMap MutableHashSet MutableList Newtype Number Optic Option
  Order Predicate Record Redacted Reducer RegExp Result Schema SchemaAST SchemaGetter SchemaIssue SchemaParser
  SchemaTransformation StandardSchema String Struct Symbol Trie Tuple Types Utils`.split(/\s+/)
)
