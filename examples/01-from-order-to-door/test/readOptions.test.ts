import { assert, describe, it } from "vitest"
import { UsageError, readOptions } from "../src/options.ts"

const complaint = (...words: ReadonlyArray<string>): string => {
  try {
    readOptions(words)
    return "it was taken"
  } catch (error) {
    assert.instanceOf(error, UsageError)
    return error.message
  }
}

describe("the command line", () => {
  it("may say nothing: then the sample is run, with seed 1, into out", () => {
    const nothing = { orders: undefined, map: undefined, items: undefined, layout: undefined }
    assert.deepEqual(readOptions([]), { ...nothing, db: "out/journal.db", seed: 1, out: "out" })
  })

  it("says files, seed and folders; the journal is in the folder unless said otherwise", () => {
    const said = readOptions(["--orders", "o.csv", "--map", "m.json", "--seed", "12", "--out", "there"])
    assert.deepInclude(said, { orders: "o.csv", map: "m.json", seed: 12, out: "there", db: "there/journal.db" })
    assert.strictEqual(readOptions(["--db=here.db"])?.db, "here.db")
  })

  it("may ask for help", () => {
    assert.isUndefined(readOptions(["--help"]))
  })

  it("with a seed that is no whole number names it", () => {
    assert.strictEqual(complaint("--seed", "x"), "--seed: expected a whole number of up to 9 digits, got x")
    for (const seed of ["1.5", "", "1e3", "1234567890"]) assert.match(complaint("--seed", seed), /^--seed: expected/)
    assert.match(complaint("--seed=-1"), /^--seed: expected/)
  })

  it("with a word or option that it does not know names it", () => {
    assert.include(complaint("--sede", "1"), "--sede")
    assert.include(complaint("orders.csv"), "orders.csv")
    assert.include(complaint("--seed"), "--seed")
  })

  it("with orders but no mapping, or the other way round, says what is missing", () => {
    assert.strictEqual(complaint("--orders", "o.csv"), "--orders: expected --map FILE with it, got none")
    assert.strictEqual(complaint("--map", "m.json"), "--map: expected --orders FILE with it, got none")
  })
})
