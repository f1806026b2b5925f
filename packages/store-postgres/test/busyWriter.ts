/**
 * A process that commits claims of one unit until it is killed or everything is sold, and says so of every one that was
 * acknowledged.
 *
 *     node -C @stowage/source busyWriter.ts URL TENANT RUN [SINGLE-WRITER'S LEASE IN MS]
 */
import { writeSync } from "node:fs"
import * as Effect from "effect/Effect"
import { make, makeSingleWriter } from "@stowage/store-postgres/PostgresJournal"
import { claiming } from "./commits.ts"

const [connection = "", tenant = "", run = "", lease] = process.argv.slice(2)
const options = { connection, tenant, saveEvery: 40 }
const open = lease === undefined ? make(options) : makeSingleWriter({ ...options, leaseMillis: Number(lease) })

let made = 0
const group = (size: number) => Array.from({ length: size }, () => claiming(`${run}:${made++}`))

/** Whether the unit was there. */
const outcome = await Effect.runPromise(
  Effect.scoped(
    Effect.gen(function* () {
      const journal = yield* open
      writeSync(1, "open\n")
      for (let size = 1; ; size = (size % 7) + 1) {
        const answers = yield* Effect.forEach(
          group(size),
          (commit) =>
            Effect.match(journal.commit(commit), {
              onSuccess: ({ id, position }) => {
                writeSync(1, `${id} ${position}\n`)
                return undefined
              },
              onFailure: (no) => (no._tag === "StoreFailure" ? no.reason : no._tag)
            }),
          { concurrency: "unbounded" }
        )
        const no = answers.find((answer) => answer !== undefined)
        if (no !== undefined) return no
      }
    })
  )
)
writeSync(1, `${outcome}\n`)
