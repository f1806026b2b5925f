/**
 * The workload, the same as of the other stores: orders of 1 to 5 distinct lines over many SKUs, each reserved whole or
 * not at all.
 */
import { type Account, account, outside, siteWide } from "@stowage/kernel/Account"
import type { OwnerId, SiteId, Sku } from "@stowage/kernel/Ids"
import type { Instant } from "@stowage/kernel/Instant"
import { random } from "@stowage/kernel/Random"
import type { Pend, PendingId, Settle, Transfer } from "@stowage/kernel/Transfer"
import type { Commit, CommitId, StreamId } from "@stowage/runtime/Commit"

/** How SKUs are chosen: by Zipf's law with exponent 1, or that and one SKU that is in every order. */
export type Distribution = "zipf" | "hot"

interface Line {
  /** Number of the SKU, 0 the most wanted. */
  readonly sku: number
  readonly quantity: number
}

export interface Order {
  readonly id: string
  readonly lines: ReadonlyArray<Line>
}

/** Of 100 orders, how many have 1, 2, 3, 4, 5 lines: 2.3 lines on average. */
const linesOfHundred = [37, 25, 18, 11, 9]

export const skuName = (sku: number): string => `SKU-${String(sku).padStart(5, "0")}`

/** Draws a SKU by Zipf's law, exponent 1: the k-th most wanted is chosen with probability in proportion to 1/k. */
const zipf = (skus: number): ((uniform: number) => number) => {
  const upTo = new Float64Array(skus)
  let sum = 0
  for (let sku = 0; sku < skus; sku++) upTo[sku] = sum += 1 / (sku + 1)
  return (uniform) => {
    let low = 0
    let high = skus - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if ((upTo[middle] ?? 0) < uniform * sum) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** An endless supply of orders; the same for the same seed. */
export const orderSource = (seed: number, skus: number, distribution: Distribution): (() => Order) => {
  const chance = random(seed)
  const draw = zipf(skus)
  let count = 0
  const lineCount = (): number => {
    let left = chance.int(100)
    return 1 + linesOfHundred.findIndex((share) => (left -= share) < 0)
  }
  return () => {
    const wanted = Math.min(lineCount(), skus)
    const chosen = new Set<number>(distribution === "hot" ? [0] : [])
    while (chosen.size < wanted) chosen.add(draw(chance.next()))
    count += 1
    return { id: `web-${count}`, lines: [...chosen].map((sku) => ({ sku, quantity: 1 + chance.int(3) })) }
  }
}

const at = 1_767_268_800_000 as Instant

/** The three accounts of a SKU that the workload moves between. */
interface SkuAccounts {
  readonly supplier: Account
  readonly free: Account
  readonly sold: Account
}

/**
 * The commits that stock the SKUs and reserve orders, with the account texts made once per SKU, as a catalogue would.
 */
export const makeCommits = (skus: number) => {
  const accounts = Array.from({ length: skus }, (_, sku): SkuAccounts => {
    const of = { book: "promise", owner: "acme" as OwnerId, sku: skuName(sku) as Sku } as const
    return {
      supplier: account({ ...of, place: outside("supplier", "S1") }),
      free: account({ ...of, place: siteWide("WH1" as SiteId) }),
      sold: account({ ...of, place: outside("customer", "web") })
    }
  })
  const of = (sku: number): SkuAccounts => accounts[sku] as SkuAccounts

  return {
    free: (sku: number) => of(sku).free,
    stock: (sku: number, quantity: number): Commit => ({
      id: `stock:${sku}` as CommitId,
      at,
      actor: "bench",
      appends: [],
      transfers: [{ _tag: "Post", from: of(sku).supplier, to: of(sku).free, quantity } satisfies Transfer]
    }),
    reserve: ({ id, lines }: Order): Commit => ({
      id: `reserve:${id}` as CommitId,
      at,
      actor: "bench",
      appends: [
        { stream: `order/${id}` as StreamId, expected: 0, events: [{ _tag: "OrderReserved", orderId: id, lines }] }
      ],
      transfers: lines.map(({ sku, quantity }, index): Pend => ({
        _tag: "Pend",
        id: `${id}/${index}` as PendingId,
        from: of(sku).free,
        to: of(sku).sold,
        quantity
      }))
    }),
    settle: ({ id, lines }: Order): Commit => ({
      id: `settle:${id}` as CommitId,
      at,
      actor: "bench",
      appends: [{ stream: `order/${id}` as StreamId, expected: 1, events: [{ _tag: "OrderShipped", orderId: id }] }],
      transfers: lines.map(({ quantity }, index): Settle => ({
        _tag: "Settle",
        id: `${id}/${index}` as PendingId,
        quantity
      }))
    })
  }
}
