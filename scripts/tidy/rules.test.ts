/** Each rule catches the violation planted for it, and lets its clean neighbour pass. */
import { assert, describe, it } from "vitest"
import { rules } from "./rules.ts"
import { type TextFile } from "./TextFile.ts"

interface Case {
  readonly rule: string
  readonly title: string
  readonly bad: ReadonlyArray<TextFile>
  /** What the sentence must name. */
  readonly says: ReadonlyArray<string>
  readonly good: ReadonlyArray<TextFile>
}

const file = (path: string, text: string): TextFile => ({ path, text })
const order = (text: string) => file("packages/orders/src/Order.ts", text)
const stock = (text: string) => file("packages/inventory/src/Stock.ts", text)
const lines = (count: number): string => "export {}\n".repeat(count)
const manifest = (name: string, fields: object) =>
  file(`packages/${name}/package.json`, JSON.stringify({ peerDependencies: { effect: "^4.1.0" }, ...fields }))
const project = (path: string, ...references: ReadonlyArray<string>) =>
  file(path, JSON.stringify({ references: references.map((reference) => ({ path: reference })) }))

const readme = (...parts: ReadonlyArray<string>) => file("packages/orders/README.md", parts.join("\n\n"))
const example = "## Example\n\n```ts\nconsole.log(1)\n```"
const fullReadme = readme(
  "# @stowage/orders",
  "What was promised.",
  example,
  "## What it refuses\n\nA",
  "## Units\n\nB",
  "## Sources\n\nC"
)

const cases: ReadonlyArray<Case> = [
  {
    rule: "packages import along the arrows of the house",
    title: "a record that imports another record",
    bad: [order(`import { type Stock } from "@stowage/inventory/Stock"`)],
    says: ["packages/orders/src/Order.ts:1", "packages/inventory/src/Stock.ts"],
    good: [
      order(`// import { type Stock } from "@stowage/inventory/Stock"\nimport { type Sku } from "@stowage/kernel/Ids"`)
    ]
  },
  {
    rule: "packages import along the arrows of the house",
    title: "a dynamic import of the runtime from the kernel",
    bad: [file("packages/kernel/src/Id.ts", `const late = () => import("@stowage/runtime/Journal")`)],
    says: ["packages/kernel/src/Id.ts:1", "packages/runtime/src/Journal.ts"],
    good: [file("packages/store-postgres/src/Id.ts", `const late = () => import("@stowage/runtime/Journal")`)]
  },
  {
    rule: "packages import along the arrows of the house",
    title: "a room that the house does not have",
    bad: [file("packages/attic/src/box.ts", `import * as Schema from "effect/Schema"`)],
    says: ["attic"],
    good: []
  },
  {
    rule: "relative imports stay inside their package",
    title: "a test that reaches into another package",
    bad: [file("packages/orders/test/Order.test.ts", `import { a } from "../../kernel/src/a.ts"`)],
    says: ["../../kernel/src/a.ts"],
    good: [file("packages/orders/test/Order.test.ts", `import { a } from "../src/a.ts"`)]
  },
  {
    rule: "imports are deep",
    title: "Effect by its barrel",
    bad: [order(`import { Schema } from "effect"`)],
    says: ["the barrel effect"],
    good: [order(`import * as Schema from "effect/Schema"`)]
  },
  {
    rule: "imports are deep",
    title: "a sibling by its barrel, also in a test and on several lines",
    bad: [file("packages/orders/test/Order.test.ts", `import {\n  type Sku\n} from "@stowage/kernel"`)],
    says: ["Order.test.ts:3", "@stowage/kernel"],
    good: [file("examples/01-first/src/main.ts", `import { type Sku } from "@stowage/kernel"`)]
  },
  {
    rule: "imports close no cycle",
    title: "two files that import each other, though only types",
    bad: [
      order(`import { type Line } from "./Line.ts"`),
      file("packages/orders/src/Line.ts", `import { type Order } from "./Order.ts"`)
    ],
    says: ["packages/orders/src/Order.ts → packages/orders/src/Line.ts → packages/orders/src/Order.ts"],
    good: [order(`import { type Line } from "./Line.ts"`), file("packages/orders/src/Line.ts", "")]
  },
  {
    rule: "imports close no cycle",
    title: "two packages that import each other through different files",
    bad: [
      order(`import { a } from "@stowage/inventory/Stock"`),
      stock(""),
      file("packages/inventory/src/lot.ts", `import { b } from "@stowage/orders/hold"`)
    ],
    says: ["orders → inventory → orders"],
    good: [order(`import { a } from "@stowage/inventory/Stock"`), stock("")]
  },
  {
    rule: "imports close no cycle",
    title: "two folders of a package that import each other through different files",
    bad: [
      file("packages/orders/src/lines/Line.ts", `import { a } from "../holds/a.ts"`),
      file("packages/orders/src/holds/a.ts", ""),
      file("packages/orders/src/holds/b.ts", `import { c } from "../lines/c.ts"`)
    ],
    says: ["packages/orders/src/lines → packages/orders/src/holds → packages/orders/src/lines"],
    good: [
      file("packages/orders/src/lines/Line.ts", `import { a } from "../holds/a.ts"`),
      file("packages/orders/src/holds/a.ts", `import { b } from "./b.ts"`),
      file("packages/orders/src/index.ts", `export { a } from "./holds/a.ts"`)
    ]
  },
  {
    rule: "pure packages import no machinery",
    title: "an Effect service in a record",
    bad: [order(`import * as Layer from "effect/Layer"`)],
    says: ["effect/Layer"],
    good: [file("packages/runtime/src/Journal.ts", `import * as Layer from "effect/Layer"`)]
  },
  {
    rule: "pure packages import no machinery",
    title: "the file system in a drawing",
    bad: [file("packages/viz/src/chart.ts", `import { readFileSync } from "node:fs"`)],
    says: ["node:fs"],
    good: [file("packages/viz/test/chart.test.ts", `import { readFileSync } from "node:fs"`)]
  },
  ...[
    "Date.now()",
    "new Date()",
    "new Date",
    "Date()",
    "performance.now()",
    "fetch(url)",
    "process.env",
    "console.log(1)",
    "crypto.randomUUID()",
    "setTimeout(f, 1)"
  ].map((call): Case => ({
    rule: "pure packages call no clock, network or process",
    title: `${call} in a record`,
    bad: [order(`const a = 1\nconst b = \`\${${call}}\``)],
    says: ["Order.ts:2"],
    good: [
      order(
        `// ${call}\nconst a = "${call}"\nconst b = \`${call}\`\nconst c = new Date(at)\nconst d = journal.fetch(1)`
      ),
      file("packages/store-sqlite/src/open.ts", call)
    ]
  })),
  {
    rule: "chance has a seed",
    title: "unseeded chance, even in a simulation or a test",
    bad: [file("packages/simulation/test/day.test.ts", "const a = Math.random()")],
    says: ["day.test.ts:1"],
    good: [file("packages/simulation/src/day.ts", "const a = random(seed)")]
  },
  {
    rule: "packages declare exactly what they import",
    title: "an import that is not declared",
    bad: [manifest("orders", {}), order(`import { produce } from "immer"`)],
    says: ["lacks the dependency immer"],
    good: [manifest("orders", { dependencies: { immer: "1" } }), order(`import { produce } from "immer"`)]
  },
  {
    rule: "packages declare exactly what they import",
    title: "a dependency that nothing imports",
    bad: [manifest("orders", { dependencies: { "@stowage/kernel": "1" } }), order("")],
    says: ["lists @stowage/kernel"],
    good: [
      manifest("orders", { dependencies: { "@stowage/kernel": "1" } }),
      order(`import { a } from "@stowage/kernel/a"`)
    ]
  },
  {
    rule: "packages declare exactly what they import",
    title: "a test's import that is not declared",
    bad: [
      manifest("orders", {}),
      file("packages/orders/test/a.test.ts", `import * as Laws from "@stowage/testkit/Laws"`)
    ],
    says: ["lacks the development dependency @stowage/testkit"],
    good: [
      manifest("orders", { devDependencies: { "@stowage/testkit": "1" } }),
      file(
        "packages/orders/test/a.test.ts",
        `import * as Laws from "@stowage/testkit/Laws"\nimport { b } from "@stowage/orders/b"`
      )
    ]
  },
  {
    rule: "packages declare exactly what they import",
    title: "a package that does not name its peer",
    bad: [manifest("orders", { peerDependencies: {} })],
    says: ["lacks the peer dependency effect"],
    good: [manifest("orders", {})]
  },
  {
    rule: "examples declare what they import",
    title: "an example that only runs in this repository",
    bad: [
      file("examples/01-a/package.json", "{}"),
      file("examples/01-a/src/main.ts", `import { a } from "@stowage/viz"`)
    ],
    says: ["examples/01-a/package.json lacks the dependency @stowage/viz"],
    good: [
      file("examples/01-a/package.json", JSON.stringify({ dependencies: { "@stowage/viz": "1" } })),
      file("examples/01-a/src/main.ts", `import { a } from "@stowage/viz"`)
    ]
  },
  {
    rule: "tsconfig references are the imports",
    title: "a reference that is missing",
    bad: [
      manifest("orders", {}),
      project("packages/orders/tsconfig.json"),
      order(`import { a } from "@stowage/kernel/a"`)
    ],
    says: ["lacks a reference to ../kernel"],
    good: [
      manifest("orders", {}),
      project("packages/orders/tsconfig.json", "../kernel"),
      order(`import { a } from "@stowage/kernel/a"`)
    ]
  },
  {
    rule: "tsconfig references are the imports",
    title: "a reference that nothing needs",
    bad: [manifest("orders", {}), project("packages/orders/tsconfig.json", "../kernel"), order("")],
    says: ["refers to ../kernel"],
    good: [manifest("orders", {}), project("packages/orders/tsconfig.json"), order("")]
  },
  {
    rule: "the root projects know every package",
    title: "a package that the type check would miss",
    bad: [manifest("orders", {}), project("tsconfig.json", "packages/kernel")],
    says: ["tsconfig.json lacks a reference to packages/orders"],
    good: [manifest("orders", {}), project("tsconfig.json", "packages/orders")]
  },
  {
    rule: "files are short, most of them",
    title: "a package of long files",
    bad: [order(lines(130)), file("packages/orders/src/b.ts", lines(121))],
    says: ["packages/orders", "median"],
    good: [order(lines(119)), file("packages/orders/src/b.ts", lines(130))]
  },
  {
    rule: "files are short, most of them",
    title: "a package with too many very long files",
    bad: [
      order(lines(10)),
      stock(lines(1)),
      file("packages/orders/src/b.ts", lines(20)),
      file("packages/orders/src/c.ts", lines(301))
    ],
    says: ["packages/orders", "nine tenths"],
    good: [order(lines(10)), file("packages/orders/src/b.ts", lines(20)), file("packages/orders/src/c.ts", lines(300))]
  },
  {
    rule: "folders hold few files",
    title: "a folder of 51 sources",
    bad: Array.from({ length: 51 }, (_, nth) => file(`packages/orders/src/a${nth}.ts`, "")),
    says: ["packages/orders/src has 51 files"],
    good: Array.from({ length: 60 }, (_, nth) => file(`packages/orders/src/${nth % 2}/a${nth}.ts`, ""))
  },
  {
    rule: "no file is very long",
    title: "a test of 501 lines",
    bad: [file("packages/orders/test/a.test.ts", lines(501))],
    says: ["501"],
    good: [file("packages/orders/test/a.test.ts", lines(500))]
  },
  {
    rule: "lines fit the page",
    title: "a line of 121 columns",
    bad: [order(`ok\n${"x".repeat(121)}`)],
    says: ["Order.ts:2", "121"],
    good: [order("€".repeat(120)), order(`  return \`${"a ".repeat(70)}\``)]
  },
  ...[
    "packages/orders/src/utils/a.ts",
    "packages/orders/src/orderHelpers.ts",
    "packages/common/src/a.ts",
    "scripts/misc.ts",
    "docs/lib/a.md",
    "packages/orders/src/StockManager.ts"
  ].map((path): Case => ({
    rule: "names say what a thing is",
    title: path,
    bad: [file(path, "")],
    says: [path],
    good: [order(""), file("packages/orders/src/uncommon.ts", ""), file("packages/orders/src/libra.ts", "")]
  })),
  ...[
    "export * from './a.ts'",
    "const a = b as unknown as C",
    "const a = b as\n  unknown as C",
    "const a = b as never as C"
  ].map((phrase): Case => ({
    rule: "nothing evades the reader or the compiler",
    title: JSON.stringify(phrase),
    bad: [order(phrase)],
    says: ["Order.ts:1"],
    good: [order(`// ${phrase.replace("\n", " ")}\nexport * as Line from "./Line.ts"\nconst a = b as unknown`)]
  })),
  {
    rule: "switches over _tag name every case",
    title: "a default that swallows the next tag",
    bad: [order(`switch (event._tag) {\n  case "A": { return 1 }\n  default: return 0\n}`)],
    says: ["Order.ts:3"],
    good: [
      order(
        `switch (event._tag) {\n  case "A": switch (event.kind) { default: return 1 }\n}\nswitch (mode) { default: return 1 }`
      )
    ]
  },
  {
    rule: "nothing is left for later",
    title: "a note to oneself",
    bad: [order(`// ${["TO", "DO"].join("")}: later`)],
    says: ["Order.ts:1"],
    good: [order("// todos are issues")]
  },
  {
    rule: "every package README is complete",
    title: "a package without one",
    bad: [manifest("orders", {})],
    says: ["packages/orders has no README.md"],
    good: [manifest("orders", {}), fullReadme]
  },
  {
    rule: "every package README is complete",
    title: "parts in another order",
    bad: [
      manifest("orders", {}),
      readme(
        "# @stowage/orders",
        "What was promised.",
        example,
        "## Units\n\nB",
        "## What it refuses\n\nA",
        "## Sources\n\nC"
      )
    ],
    says: ["has the parts Example, Units, What it refuses, Sources"],
    good: [manifest("orders", {}), fullReadme]
  },
  {
    rule: "every package README is complete",
    title: "no sentence, no code, an empty part and a wrong title",
    bad: [
      manifest("orders", {}),
      readme("# Orders", "## Example", "## What it refuses", "## Units\n\nB", "## Sources\n\nC")
    ],
    says: ["# @stowage/orders", "one sentence", "no ts fence", "nothing under What it refuses"],
    good: [manifest("orders", {}), fullReadme]
  },
  {
    rule: "every package README is complete",
    title: "an example that is an essay",
    bad: [
      manifest("orders", {}),
      readme(
        "# @stowage/orders",
        "What was promised.",
        example.replace("console.log(1)", `import { a } from "b"\n\n${lines(13).trim()}`),
        "## What it refuses\n\nA",
        "## Units\n\nB",
        "## Sources\n\nC"
      )
    ],
    says: ["13 lines"],
    good: [manifest("orders", {}), fullReadme]
  },
  {
    rule: "the table of packages is complete",
    title: "a package that the README forgot, and one that is gone",
    bad: [manifest("orders", {}), file("README.md", "| `@stowage/attic` | old |")],
    says: ["lacks @stowage/orders", "lists @stowage/attic"],
    good: [manifest("orders", {}), file("README.md", "| [`@stowage/orders`](packages/orders) | what was promised |")]
  },
  {
    rule: "links lead somewhere",
    title: "a link to a file that was renamed",
    bad: [file("docs/tour.md", "see [the order](../packages/orders/src/Old.ts)"), order("")],
    says: ["docs/tour.md:1", "../packages/orders/src/Old.ts"],
    good: [
      file(
        "docs/tour.md",
        "see [the order](../packages/orders/src/Order.ts), [all](../packages/orders) and [web](https://example.com)\n`[a](b)`\n```\n[a](b)\n```"
      ),
      order("")
    ]
  },
  {
    rule: "links lead somewhere",
    title: "a link to a heading that was renamed",
    bad: [file("docs/tour.md", "# One\n\n[two](#two)")],
    says: ["docs/tour.md:3", "no such heading"],
    good: [file("docs/tour.md", "# Two, or `three`\n\n[two](#two-or-three)")]
  },
  ...[
    ["", "work", "main", "a"].join("/"),
    `https://${["registry", "example", "com"].join(".")}/a.tgz`,
    ["http://10", "1", "2", "3"].join(".")
  ].map((text): Case => ({
    rule: "nothing speaks of one machine",
    title: text,
    bad: [file("docs/tour.md", `see ${text}`)],
    says: ["docs/tour.md:1"],
    good: [file("docs/tour.md", "see https://example.com/srv/app, ../srv/app and http://localhost:3000")]
  }))
]

describe("the rules", () => {
  for (const { rule, title, bad, says, good } of cases) {
    it(`${rule}: finds ${title}`, () => {
      const found = rules[rule]?.(bad).join("\n") ?? ""
      for (const words of says) assert.include(found, words)
      assert.deepStrictEqual(rules[rule]?.(good), [])
    })
  }

  it("are each proved by a planted violation", () => {
    const proved = new Set(cases.map((one) => one.rule))
    assert.deepStrictEqual(
      Object.keys(rules).filter((rule) => !proved.has(rule)),
      []
    )
  })
})
