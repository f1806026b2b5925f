/**
 * Opening a file as a journal: whose it is, of which version, and how it is to be written.
 */
import { existsSync, statSync } from "node:fs"
import { DatabaseSync } from "node:sqlite"
import { StoreFailure } from "@stowage/runtime/Journal"
import { applicationId, migrations, schemaVersion } from "./schema.sql.ts"

/** How long SQLite waits for another connection's lock. Short, for the whole process waits with it. */
const lockWaitMillis = 250

const numberOf = (database: DatabaseSync, sql: string): number => {
  const row = database.prepare(sql).get()
  return Number(row === undefined ? 0 : Object.values(row)[0])
}

const hex = (application: number): string => `0x${(application >>> 0).toString(16).padStart(8, "0")}`

/** The version of the tables in `database`, 0 when there are none; a failure when they are not ours to touch. */
const versionOf = (database: DatabaseSync, file: string): number | StoreFailure => {
  const application = numberOf(database, "PRAGMA application_id")
  const version = numberOf(database, "PRAGMA user_version")
  const tables = numberOf(database, "SELECT count(*) FROM sqlite_schema")
  if (application === 0 && version === 0 && tables === 0) return 0
  const refused = (detail: string) => new StoreFailure({ reason: "OtherVersion", retry: false, detail })
  if (application !== applicationId) {
    return refused(
      `${file} is another program's (its application is ${hex(application)}, expected ${hex(applicationId)}): choose another file`
    )
  }
  if (version > schemaVersion) {
    return refused(
      `${file} is a journal of version ${version}, this library reads up to ${schemaVersion}: update the library`
    )
  }
  return version
}

/** Looks at `file` without changing it: the version in it, 0 when it has yet to be made. */
export const peek = (file: string): number | StoreFailure => {
  if (!existsSync(file)) return 0
  const found = statSync(file)
  if (found.isDirectory()) {
    const detail = `${file} is a folder; expected a file, or a name that no file has yet`
    return new StoreFailure({ reason: "Device", retry: false, detail })
  }
  if (found.size === 0) return 0
  const database = new DatabaseSync(file, { readOnly: true, timeout: lockWaitMillis })
  try {
    return versionOf(database, file)
  } finally {
    database.close()
  }
}

/** `fullAt` bytes the file is not to grow beyond; as far as the device allows when not given. */
const configure = (database: DatabaseSync, fullAt: number | undefined): void => {
  // FULL: an acknowledged commit is on the device, not only with the operating system.
  // Commits are long and come in groups: large pages take half the writes. A lone commit takes two of either size.
  database.exec(
    "PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -32768"
  )
  // Pages that change with every commit are copied from the log into the file once per 16 MB of it.
  database.exec("PRAGMA wal_autocheckpoint = 1000")
  if (fullAt === undefined) return
  const pages = Math.max(1, Math.floor(fullAt / numberOf(database, "PRAGMA page_size")))
  database.exec(`PRAGMA max_page_count = ${pages}`)
}

const migrate = (database: DatabaseSync, from: number): void => {
  if (from === schemaVersion) return
  database.exec("BEGIN IMMEDIATE")
  try {
    for (const migration of migrations.slice(from)) database.exec(migration)
    database.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${schemaVersion}; COMMIT`)
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK")
    throw error
  }
}

/** Runs `use` on a newly opened database, which is closed again when that fails. */
const opened = (database: DatabaseSync, use: (database: DatabaseSync) => StoreFailure | undefined) => {
  try {
    const failure = use(database)
    if (failure === undefined) return database
    database.close()
    return failure
  } catch (error) {
    database.close()
    throw error
  }
}

/** Opens `file` for its one writer, made or brought to this version first. The writer's lock must be held. */
export const openForWriting = (file: string, fullAt: number | undefined): DatabaseSync | StoreFailure => {
  const seen = peek(file)
  if (seen instanceof StoreFailure) return seen
  return opened(new DatabaseSync(file, { timeout: lockWaitMillis }), (database) => {
    configure(database, fullAt)
    migrate(database, seen)
    return undefined
  })
}

/** Opens `file` for reading, beside its writer or without one. */
export const openForReading = (file: string): DatabaseSync | StoreFailure => {
  if (!existsSync(file)) {
    const detail = `${file} is not there; expected a journal that was opened for writing once`
    return new StoreFailure({ reason: "Device", retry: false, detail })
  }
  return opened(new DatabaseSync(file, { readOnly: true, timeout: lockWaitMillis }), (database) => {
    const version = versionOf(database, file)
    if (version instanceof StoreFailure) return version
    if (version === schemaVersion) return undefined
    const detail = `${file} is of version ${version}, expected ${schemaVersion}: open it for writing once`
    return new StoreFailure({ reason: "OtherVersion", retry: false, detail })
  })
}
