/**
 * What PostgreSQL's errors, and those of the way to it, mean to those who use the journal.
 */
import type { SqlError } from "effect/sql/SqlError"
import { StoreFailure } from "@stowage/runtime/Journal"

interface Meaning {
  readonly reason: StoreFailure["reason"]
  readonly retry: boolean
  /** What to do about it. */
  readonly advice: string
}

const lost = (advice: string): Meaning => ({ reason: "Device", retry: true, advice })
const busy = (advice: string): Meaning => ({ reason: "Busy", retry: true, advice })

const waited = "another process held what was needed for too long; send it again"
const stopping = "the server is going down or starting; send it again once it is up"
const unreachable = "the server cannot be reached; see that it runs, and that its address is right"
const cut = "the connection was lost, so the outcome is unknown; send the same commit again"

/** By SQLSTATE, or by its first two characters. Source: postgresql.org/docs/current/errcodes-appendix.html */
const meanings: Readonly<Record<string, Meaning>> = {
  "08": lost(cut),
  "22021": { reason: "Device", retry: false, advice: "the database must be of encoding UTF8" },
  "23": { reason: "Damaged", retry: false, advice: "its tables contradict one another; restore it from a backup" },
  "25P03": busy(waited),
  "28": { reason: "Device", retry: false, advice: "the server refuses this user; see user and password" },
  "3D000": { reason: "Device", retry: false, advice: "there is no such database; create it, or name another" },
  "3F000": { reason: "OtherVersion", retry: false, advice: "the tables are gone; open the journal again to make them" },
  "40": busy(waited),
  "40003": lost(cut),
  "42501": {
    reason: "Device",
    retry: false,
    advice: "this role lacks a right; run what `grantsTo` gives for it, as the owner of the schema stowage"
  },
  "42883": { reason: "OtherVersion", retry: false, advice: "its functions are of another version of this library" },
  "42P01": { reason: "OtherVersion", retry: false, advice: "its tables are of another version of this library" },
  "53100": { reason: "Full", retry: true, advice: "there is no room for the commit; make room and send it again" },
  "53200": { reason: "Full", retry: true, advice: "the server has no memory left; send it again" },
  "53300": busy("the server takes no more connections; lower poolSize or raise max_connections"),
  "54000": { reason: "Device", retry: false, advice: "the commit is larger than PostgreSQL takes" },
  "55P03": busy(waited),
  "57014": busy(waited),
  "57P": lost(stopping),
  "58": lost("the server's device failed; look after it, then send it again"),
  ECONNREFUSED: lost(unreachable),
  ENOTFOUND: lost(unreachable),
  EHOSTUNREACH: lost(unreachable),
  ETIMEDOUT: lost(unreachable),
  XX001: { reason: "Damaged", retry: false, advice: "what is stored cannot be read; restore it from a backup" },
  XX002: { reason: "Damaged", retry: false, advice: "what is stored cannot be read; restore it from a backup" }
}

const other: Meaning = {
  reason: "Device",
  retry: false,
  advice: "PostgreSQL failed in a way this library does not know"
}

/** The error of the server or of the socket below `error`. */
const below = (error: SqlError): { readonly code: string; readonly said: string } => {
  const { cause } = error.reason
  const code = cause instanceof Error && "code" in cause && typeof cause.code === "string" ? cause.code : ""
  return { code, said: cause instanceof Error ? cause.message : error.message }
}

/** SQLSTATE of `error`, or the operating system's name of it; empty when there is none. */
export const codeOf = (error: SqlError): string => below(error).code

/** The failure that `error` is, about the journal at `place`. */
export const storeFailure = (error: SqlError, place: string): StoreFailure => {
  const { code, said } = below(error)
  const known = meanings[code] ?? meanings[code.slice(0, 3)] ?? meanings[code.slice(0, 2)]
  const { reason, retry, advice } = known ?? (error.reason._tag === "ConnectionError" ? lost(cut) : other)
  const named = code === "" ? "" : ` ${code}`
  return new StoreFailure({ reason, retry, detail: `${place}: ${advice} (PostgreSQL says${named}: ${said})` })
}

/** What is stored cannot be read, and PostgreSQL did not notice. */
export const damaged = (place: string, what: string): StoreFailure =>
  new StoreFailure({ reason: "Damaged", retry: false, detail: `${place}: ${what}; restore it from a backup` })
