import { readdirSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import type { EventData } from "@stowage/runtime/Commit"
import type * as SchemaAST from "effect/SchemaAST"
import { assert, describe, it } from "vitest"
import { type Golden, goldenForms, sumOf } from "./goldenForms.ts"

const folder = fileURLToPath(new URL("./golden", import.meta.url))

const goldenOf = (kind: string): ReadonlyArray<readonly [name: string, golden: Golden]> =>
  readdirSync(`${folder}/${kind}`).map((name) => [
    name,
    JSON.parse(readFileSync(`${folder}/${kind}/${name}`, "utf8")) as Golden
  ])

const isObject = (data: unknown): data is Readonly<Record<string, unknown>> => typeof data === "object" && data !== null

/** Where `now` says otherwise than `then` did. Records may have learnt new fields since; what they knew they know. */
const differences = (then: unknown, now: unknown, path = "state"): ReadonlyArray<string> => {
  if (!isObject(then) || !isObject(now)) {
    return then === now ? [] : [`${path} is ${JSON.stringify(now)}, was ${JSON.stringify(then)}`]
  }
  if (Array.isArray(then) && (!Array.isArray(now) || now.length !== then.length)) return [`${path} has another length`]
  return Object.entries(then).flatMap(([key, value]) => differences(value, now[key], `${path}.${key}`))
}

/** Every field, and every value of a list of values, in what `ast` describes; an optional field also as absent. */
const formsOf = (ast: SchemaAST.AST, path = ""): ReadonlyArray<string> => {
  if (ast._tag === "Union") return ast.types.flatMap((type) => formsOf(type, path))
  if (ast._tag === "Arrays") return [...ast.elements, ...ast.rest].flatMap((type) => formsOf(type, path))
  if (ast._tag === "Literal") return [`${path} = ${String(ast.literal)}`]
  if (ast._tag !== "Objects") return []
  const tag = ast.propertySignatures.find(({ name }) => name === "_tag")?.type
  const own = tag?._tag === "Literal" ? `${path}/${String(tag.literal)}` : path
  return ast.propertySignatures.flatMap(({ name, type }) => {
    const field = `${own}.${String(name)}`
    const absent = type.context?.isOptional === true ? [`${own} without ${String(name)}`] : []
    return [field, ...absent, ...formsOf(type, field)]
  })
}

/** The same of stored data: `wanted` says which fields may be absent. */
const metIn = (data: unknown, wanted: ReadonlySet<string>, path = ""): ReadonlyArray<string> => {
  if (Array.isArray(data)) return data.flatMap((item) => metIn(item, wanted, path))
  if (!isObject(data)) return [`${path} = ${String(data)}`]
  const own = typeof data["_tag"] === "string" ? `${path}/${data["_tag"]}` : path
  const absent = [...wanted].filter((form) => {
    const [place, name] = form.split(" without ")
    return name !== undefined && place === own && !(name in data)
  })
  return [
    ...absent,
    ...Object.entries(data).flatMap(([name, value]) => [`${own}.${name}`, ...metIn(value, wanted, `${own}.${name}`)])
  ]
}

const reordered = (event: EventData): string =>
  JSON.stringify(Object.entries(event).sort(([a], [b]) => (a < b ? -1 : 1)))

describe("the golden corpus", () => {
  it("has a folder for every record and no other", () => {
    assert.deepStrictEqual(readdirSync(folder).sort(), Object.keys(goldenForms).sort())
  })

  for (const [kind, form] of Object.entries(goldenForms)) {
    describe(`of ${kind}`, () => {
      for (const [name, golden] of goldenOf(kind)) {
        it(`${name} is as it was added`, () => {
          assert.strictEqual(golden.sum, sumOf(golden), "add a file in place of changing one")
        })

        it(`${name} still adds up to what it did`, () => {
          assert.deepStrictEqual(differences(golden.state, form.tell(golden.events).state), [])
        })

        it(`${name} is read as a form that this version stores, and stays it`, () => {
          const { events } = form.tell(golden.events)
          assert.deepStrictEqual(form.tell(events).events.map(reordered), events.map(reordered))
        })
      }

      it("has every event, every field and every value that may be stored", () => {
        const wanted = new Set(formsOf(form.ast))
        const met = new Set(goldenOf(kind).flatMap(([, { events }]) => metIn(events, wanted)))
        assert.deepStrictEqual(
          [...wanted].filter((one) => !met.has(one)),
          []
        )
        assert.deepStrictEqual(
          form.tags.filter((tag) => !met.has(`/${tag}._tag`)),
          []
        )
      })
    })
  }
})
