/**
 * Small input files in a folder of their own, for tests to break one at a time.
 */
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll } from "vitest"

/** A new folder, deleted at the end of the test file. */
export const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "stowage-example-"))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export const header = "order,sku,qty,price,customer,country,date"

/** Three orders of two SKUs, as CSV. */
export const orders = `${header}
O-1,A,2,1.50,C-1,GB,2025-03-03 09:00
O-1,B,1,2.00,C-1,GB,2025-03-03 09:00
O-2,A,4,1.50,C-2,GB,2025-03-03 13:10
O-3,B,3,2.00,C-1,GB,2025-03-04 10:00
`

export const mapping = {
  channel: "shop",
  currency: "GBP",
  dates: { format: "yyyy-MM-dd HH:mm", zone: "Europe/London" },
  fields: {
    orderId: "order",
    sku: "sku",
    quantity: "qty",
    price: { unitPrice: "price" },
    customerId: "customer",
    country: "country",
    orderDate: "date"
  }
}

/** Writes a file into a folder; objects as JSON. Gives its path. */
export const write = (folder: string, name: string, content: string | Uint8Array | object): string => {
  const file = join(folder, name)
  const isText = typeof content === "string" || content instanceof Uint8Array
  writeFileSync(file, isText ? content : JSON.stringify(content))
  return file
}

/** Names and contents of all files of a folder, but for SQLite's own beside a database. */
export const contentsOf = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() && !/-(?:wal|shm|writer)$/.test(entry.name))
      .map(({ name }) => [name, readFileSync(join(folder, name)).toString("base64")])
  )
