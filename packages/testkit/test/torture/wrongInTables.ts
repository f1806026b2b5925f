/**
 * What is wrong in tables, by the model: balances, the claims that are open, and who mentions which name.
 */
import { claimsFrom } from "@stowage/runtime/ClaimRun"
import type { RecordedCommit } from "@stowage/runtime/Commit"
import { type NameKind, nameHash } from "@stowage/runtime/nameHash"
import { keysFrom, wholeNumbers } from "@stowage/runtime/namePages"
import type { PageKind } from "@stowage/runtime/LogStorage"
import { type Moment, balancesAt } from "@stowage/testkit/JournalContractModel"
import { type TablesInMemory, pagesOf, savedTo } from "./tablesInMemory.ts"

const lines = (all: Iterable<string>): string => [...all].sort().join("\n")

/** Each mention that the commits make: the name's hash, and the position. */
const mentionsMade = (commits: ReadonlyArray<RecordedCommit>): ReadonlyArray<string> =>
  commits.flatMap(({ id, position, appends, transfers }) => {
    const say = (kind: NameKind, name: string): string => `${nameHash(kind, name)} at ${position}`
    return [
      say("commit", id),
      ...appends.map(({ stream }) => say("stream", stream)),
      ...transfers.flatMap((transfer) => (transfer._tag === "Post" ? [] : [say("claim", transfer.id)]))
    ]
  })

/** What the segments tell, page by page. */
const told = (tables: TablesInMemory) => {
  const mentions: Array<string> = []
  const [opened, closed] = [new Set<string>(), new Set<string>()]
  let last = 0
  const gaps: Array<string> = []
  for (const { from, to, firsts, ...counts } of tables.heads) {
    if (from !== last) gaps.push(`a segment from ${from} follows ${last}`)
    last = to
    const pages = (kind: PageKind, count: number) =>
      pagesOf(
        tables,
        Array.from({ length: count }, (_, number) => ({ from, to, kind, number }))
      )
    const names = pages("names", firsts.length / 4)
    const claims = [pages("opened", counts.opened), pages("closed", counts.closed)] as const
    if (names === undefined || claims.includes(undefined)) gaps.push(`pages of ${from} to ${to} are missing`)
    for (const { keys, values } of names ?? []) {
      const { high, low } = keysFrom(keys)
      const places = wholeNumbers(values)
      const isSorted = high.every((one, index) => index === 0 || one >= (high[index - 1] as number))
      if (!isSorted) gaps.push(`names of ${from} to ${to} are in no order`)
      high.forEach((one, index) =>
        mentions.push(`${one * 0x1_0000 + (low[index] ?? 0)} at ${from + (places[index] ?? 0)}`)
      )
    }
    for (const page of claims[0] ?? []) for (const { id } of claimsFrom(page)) opened.add(id)
    for (const page of claims[1] ?? []) for (const { id } of claimsFrom(page)) closed.add(id)
  }
  return { gaps, mentions, open: [...opened].filter((id) => !closed.has(id)) }
}

/** What is wrong; `moment` is of the commit up to which the tables are saved. */
export const wrongInTables = (
  tables: TablesInMemory,
  log: ReadonlyArray<RecordedCommit>,
  moment: Moment
): ReadonlyArray<string> => {
  const { gaps, mentions, open } = told(tables)
  const say = ({ account, posted, pendingOut, pendingIn }: ReturnType<typeof balancesAt>[number]): string =>
    `${account} ${posted} ${pendingOut} ${pendingIn}`
  const pending = [...moment.claims].filter(([, { state }]) => state === "pending").map(([id]) => id)
  const pairs = [
    [lines([...tables.balances.values()].map(say)), lines(balancesAt(moment).map(say))],
    [lines(open), lines(pending)],
    [lines(mentions), lines(mentionsMade(log.slice(0, savedTo(tables))))]
  ] as const
  const differences = pairs.flatMap(([found, expected]) =>
    found === expected ? [] : [`tables saved up to ${savedTo(tables)} tell\n${found}\ninstead of\n${expected}`]
  )
  return [...gaps, ...differences]
}
