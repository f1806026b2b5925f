/**
 * Balances and open claims as bytes, and back: what a store writes down now and then, so that opening it does not add
 * up everything that ever happened.
 *
 * A snapshot holds no resolved claims. Who must still know that their names were used keeps those elsewhere.
 */
import * as Result from "effect/Result"
import type { Account } from "./Account.ts"
import { AccountTable, type KeptField, isThing } from "./AccountTable.ts"
import { enlargedFloats } from "./columns.ts"
import type { Instant } from "./Instant.ts"
import type { LedgerSource } from "./ledger.ts"
import { type Section, type SectionsRefusal, packSections, unpackSections } from "./sections.ts"
import { type TextTable, makeTextTable } from "./TextTable.ts"
import type { Balance, Pending, PendingId } from "./Transfer.ts"

/** Counts the formats of snapshots from 1. An older one is made again from the journal. */
const format = 2

/** Balances and open claims that can be asked for, as a ledger's source, and gone through. */
export interface LedgerSnapshot extends LedgerSource {
  /** How many balances there are. */
  readonly balances: number
  /** How many open claims there are. */
  readonly claims: number
  readonly allBalances: () => Iterable<Balance>
  readonly allClaims: () => Iterable<Pending>
}

/** Section names of the fields' texts. */
const fields = { owner: "ownr", sku: "skus", lot: "lots", serial: "serl", status: "stat", place: "plac" } as const

const fieldNames = Object.keys(fields) as ReadonlyArray<KeptField>

const bytesOf = (column: Int32Array | Float64Array | Uint16Array): Uint8Array =>
  new Uint8Array(column.buffer, column.byteOffset, column.byteLength)

/** Lengths, one word each, behind a word that counts them; then UTF-16 units. */
const textSection = (name: string, table: TextTable): Section => {
  const { size } = table
  let units = 0
  for (let number = 0; number < size; number++) units += table.textOf(number).length
  const bytes = new Uint8Array(4 * (size + 1) + 2 * units)
  const lengths = new Int32Array(bytes.buffer, 0, size + 1)
  const letters = new Uint16Array(bytes.buffer, 4 * (size + 1), units)
  lengths[0] = size
  let at = 0
  for (let number = 0; number < size; number++) {
    const text = table.textOf(number)
    lengths[number + 1] = text.length
    for (let index = 0; index < text.length; index++) letters[at++] = text.charCodeAt(index)
  }
  return { name, bytes }
}

/** Numbers of a balance: posted, pending out, pending in. */
const balanceWidth = 3
/** Numbers of a claim: account it is from, account it is for, quantity, end (not a number for none). */
const claimWidth = 4

/** Packs balances, each account once, and claims, of which only the open ones are kept. O(balances + claims). */
export const packSnapshot = (balances: Iterable<Balance>, claims: Iterable<Pending>): Uint8Array<ArrayBuffer> => {
  const accounts = new AccountTable()
  const names = makeTextTable()
  let rows = new Float64Array(balanceWidth * 64)
  for (const { account, posted, pendingOut, pendingIn } of balances) {
    if (posted === 0 && pendingOut === 0 && pendingIn === 0) continue
    const row = balanceWidth * accounts.numberOf(account)
    if (row === rows.length) rows = enlargedFloats(rows)
    rows[row] = posted
    rows[row + 1] = pendingOut
    rows[row + 2] = pendingIn
  }
  const ends: Array<number> = []
  for (const { id, from, to, quantity, expiresAt, state } of claims) {
    if (state !== "pending") continue
    names.numberOf(id)
    ends.push(accounts.numberOf(from), accounts.numberOf(to), quantity, expiresAt ?? Number.NaN)
  }
  // The accounts of a claim await something, so they are among the balances; if not, the two do not belong together.
  const all = new Float64Array(balanceWidth * accounts.size)
  all.set(rows.subarray(0, all.length))
  const { texts, kinds, accounts: packed } = accounts
  return packSections(format, [
    ...fieldNames.map((field) => textSection(fields[field], texts[field])),
    { name: "kind", bytes: bytesOf(kinds.rows.subarray(0, 4 * kinds.size)) },
    { name: "acct", bytes: bytesOf(packed.rows.subarray(0, 3 * packed.size)) },
    { name: "bals", bytes: bytesOf(all) },
    textSection("clmn", names),
    { name: "clms", bytes: bytesOf(Float64Array.from(ends)) }
  ])
}

type Sections = ReadonlyMap<string, Uint8Array<ArrayBuffer>>

const damaged = (name: string): SectionsRefusal => ({ _tag: "SectionDamaged", name })

const lettersAtOnce = 8192

const textOf = (letters: Uint16Array): string => {
  const parts: Array<string> = []
  for (let at = 0; at < letters.length; at += lettersAtOnce) {
    // Spread, they would go one by one through an iterator, which takes six times as long.
    parts.push(String.fromCharCode.apply(undefined, letters.subarray(at, at + lettersAtOnce) as never))
  }
  return parts.join("")
}

/** Puts the texts of a section into an empty table; whether they can be. */
const readTexts = (section: Uint8Array<ArrayBuffer> | undefined, table: TextTable): boolean => {
  if (section === undefined || section.length < 4) return false
  const { buffer, byteOffset, length } = section
  const size = new Int32Array(buffer, byteOffset, 1)[0] as number
  if (size < 0 || 4 * (size + 1) > length || length % 2 !== 0) return false
  const lengths = new Int32Array(buffer, byteOffset + 4, size)
  const letters = textOf(new Uint16Array(buffer, byteOffset + 4 * (size + 1), (length - 4 * (size + 1)) / 2))
  let at = 0
  for (let number = 0; number < size; number++) {
    const end = at + (lengths[number] as number)
    if (end < at || end > letters.length || table.numberOf(letters.slice(at, end)) !== number) return false
    at = end
  }
  return at === letters.length
}

/** Whether each number of a column, every `width` from `first` on, is below `limit`. */
const isBelow = (column: Int32Array | Float64Array, width: number, first: number, limit: number): boolean => {
  for (let at = first; at < column.length; at += width) {
    if (!((column[at] as number) >= 0 && (column[at] as number) < limit)) return false
  }
  return true
}

/** Whether the first of each three numbers is of a thing. */
const areThings = (column: Int32Array, skus: number): boolean => {
  for (let at = 0; at < column.length; at += 3) if (!isThing(column[at] as number, skus)) return false
  return true
}

const numbersOf = (section: Uint8Array<ArrayBuffer> | undefined): Int32Array<ArrayBuffer> =>
  section === undefined ? new Int32Array(0) : new Int32Array(section.buffer, section.byteOffset, section.length >> 2)

const floatsOf = (section: Uint8Array<ArrayBuffer> | undefined): Float64Array<ArrayBuffer> =>
  section === undefined
    ? new Float64Array(0)
    : new Float64Array(section.buffer, section.byteOffset, section.length >> 3)

/** Fills an empty table of accounts; the section that cannot be, or none. */
const readAccounts = (sections: Sections, table: AccountTable): string | undefined => {
  const { texts, kinds, accounts } = table
  for (const field of fieldNames) if (!readTexts(sections.get(fields[field]), texts[field])) return fields[field]
  const kind = numbersOf(sections.get("kind"))
  const kindFields = ["owner", "lot", "serial", "status"] as const
  const kindsFit = kindFields.every((field, index) => isBelow(kind, 4, index, texts[field].size))
  if (kind.length % 4 !== 0 || !kindsFit || !kinds.load(kind, kind.length / 4)) return "kind"
  const account = numbersOf(sections.get("acct"))
  const accountsFit =
    areThings(account, texts.sku.size) && isBelow(account, 3, 1, kinds.size) && isBelow(account, 3, 2, texts.place.size)
  return account.length % 3 !== 0 || !accountsFit || !accounts.load(account, account.length / 3) ? "acct" : undefined
}

/**
 * The snapshot in `bytes`, which must not be changed afterwards. Refuses what is damaged, naming the section. A balance
 * is made into an object when it is asked for, not before.
 */
export const unpackSnapshot = (bytes: Uint8Array): Result.Result<LedgerSnapshot, SectionsRefusal> => {
  const unpacked = unpackSections(format, bytes)
  if (Result.isFailure(unpacked)) return Result.fail(unpacked.failure)
  const sections = unpacked.success
  const accounts = new AccountTable()
  const wrong = readAccounts(sections, accounts)
  if (wrong !== undefined) return Result.fail(damaged(wrong))
  const rows = floatsOf(sections.get("bals"))
  if (rows.length !== balanceWidth * accounts.size) return Result.fail(damaged("bals"))
  const names = makeTextTable()
  if (!readTexts(sections.get("clmn"), names)) return Result.fail(damaged("clmn"))
  const ends = floatsOf(sections.get("clms"))
  const areAccounts = isBelow(ends, claimWidth, 0, accounts.size) && isBelow(ends, claimWidth, 1, accounts.size)
  if (ends.length !== claimWidth * names.size || !areAccounts) return Result.fail(damaged("clms"))
  return Result.succeed(snapshotOf(accounts, rows, names, ends))
}

const snapshotOf = (
  accounts: AccountTable,
  rows: Float64Array,
  names: TextTable,
  ends: Float64Array
): LedgerSnapshot => {
  const balanceAt = (number: number, account: Account): Balance => {
    const row = balanceWidth * number
    const posted = rows[row] as number
    const pendingOut = rows[row + 1] as number
    const pendingIn = rows[row + 2] as number
    return { account, posted, pendingOut, pendingIn }
  }
  const claimAt = (number: number, id: PendingId): Pending => {
    const row = claimWidth * number
    const expiresAt = ends[row + 3] as number
    return {
      id,
      from: accounts.textOf(ends[row] as number),
      to: accounts.textOf(ends[row + 1] as number),
      quantity: ends[row + 2] as number,
      expiresAt: Number.isNaN(expiresAt) ? undefined : (expiresAt as Instant),
      state: "pending"
    }
  }
  return {
    balances: accounts.size,
    claims: names.size,
    balance: (account) => {
      const number = accounts.find(account)
      return number < 0 ? undefined : balanceAt(number, account)
    },
    pending: (id) => {
      const number = names.find(id)
      return number < 0 ? undefined : claimAt(number, id)
    },
    *allBalances() {
      for (let number = 0; number < accounts.size; number++) yield balanceAt(number, accounts.textOf(number))
    },
    *allClaims() {
      for (let number = 0; number < names.size; number++) yield claimAt(number, names.textOf(number) as PendingId)
    }
  }
}
