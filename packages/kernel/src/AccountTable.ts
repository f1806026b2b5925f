/**
 * Accounts and their numbers, for ten million of them: each field's texts are kept once, and an account is three whole
 * numbers beside them.
 */
import { type Account, type Book, accountParts, isLimited } from "./Account.ts"
import { PackedTable } from "./PackedTable.ts"
import { type TextTable, makeTextTable } from "./TextTable.ts"

const books: ReadonlyArray<Book> = ["physical", "promise", "capacity", "weight", "identity"]
/** Numbers that each SKU has for what is counted of it, one for each book; the others stay free. */
const thingsPerSku = 8

/** Whether a number can be of a thing, when there are so many SKUs. */
export const isThing = (number: number, skus: number): boolean =>
  number >= 0 && number < thingsPerSku * skus && number % thingsPerSku < books.length

/** The fields whose texts are kept, beside the book. */
export type KeptField = "owner" | "sku" | "lot" | "serial" | "status" | "place"

export class AccountTable {
  readonly texts: Readonly<Record<KeptField, TextTable>>
  /** Owner, lot, serial and status of an account. */
  readonly kinds = new PackedTable(4)
  /** What it counts, its kind, its place. */
  readonly accounts: PackedTable

  /** An empty table, with room for so many accounts before it grows. */
  constructor(room = 16) {
    this.accounts = new PackedTable(3, room)
    const [owner, sku, lot, serial, status, place] = Array.from({ length: 6 }, () => makeTextTable()) as Six
    this.texts = { owner, sku, lot, serial, status, place }
  }

  /** How many accounts there are; they are numbered from 0. */
  get size(): number {
    return this.accounts.size
  }

  /** The number of an account made by `account`, new or known. O(length). */
  numberOf(account: Account): number {
    const { texts } = this
    const { book, owner, sku, lot, serial, status, place } = accountParts(account)
    return this.accounts.numberOf(
      thingsPerSku * texts.sku.numberOf(sku) + books.indexOf(book),
      this.kinds.numberOf(
        texts.owner.numberOf(owner),
        texts.lot.numberOf(lot),
        texts.serial.numberOf(serial),
        texts.status.numberOf(status)
      ),
      texts.place.numberOf(place)
    )
  }

  /** The number of an account; -1 when it was never numbered. O(length). */
  find(account: Account): number {
    const { texts } = this
    const { book, owner, sku, lot, serial, status, place } = accountParts(account)
    const skuNumber = texts.sku.find(sku)
    const kind = this.kinds.find(
      texts.owner.find(owner),
      texts.lot.find(lot),
      texts.serial.find(serial),
      texts.status.find(status)
    )
    const placeNumber = texts.place.find(place)
    if (skuNumber < 0 || kind < 0 || placeNumber < 0) return -1
    return this.accounts.find(thingsPerSku * skuNumber + books.indexOf(book), kind, placeNumber)
  }

  /** The account of a number below `size`. */
  textOf(number: number): Account {
    const { texts, kinds, accounts } = this
    const thing = accounts.rows[3 * number] as number
    const kind = 4 * (accounts.rows[3 * number + 1] as number)
    const field = (name: KeptField, index: number): string => texts[name].textOf(kinds.rows[kind + index] as number)
    const sku = texts.sku.textOf(Math.floor(thing / thingsPerSku))
    const place = texts.place.textOf(accounts.rows[3 * number + 2] as number)
    const [owner, lot, serial, status] = [field("owner", 0), field("lot", 1), field("serial", 2), field("status", 3)]
    return `${books[thing % thingsPerSku]}|${owner}|${sku}|${lot}|${serial}|${status}|${place}` as Account
  }

  /** What an account counts: equal for accounts of one book and SKU. */
  thingOf(number: number): number {
    return this.accounts.rows[3 * number] as number
  }

  /** Whether an account may not go below zero. */
  isLimited(number: number): boolean {
    return isLimited(this.texts.place.textOf(this.accounts.rows[3 * number + 2] as number) as Account)
  }
}

type Six = [TextTable, TextTable, TextTable, TextTable, TextTable, TextTable]
