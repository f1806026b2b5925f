/**
 * Mistakes in what is not held in memory: names that are looked up or not, and the segments in which they are found.
 */
import { type PlantedBug, type Replacement, bug } from "./PlantedBug.ts"

const image = "runtime/src/logImage.ts"
const names = "runtime/src/logNames.ts"
const writer = "runtime/src/logWriter.ts"
const catchUp = "runtime/src/logCatchUp.ts"
const reading = "runtime/src/logReading.ts"
const segments = "runtime/src/logSegments.ts"
const mentions = "runtime/src/logMentions.ts"
const pages = "runtime/src/namePages.ts"
const claims = "runtime/src/ClaimRun.ts"
const openClaims = "runtime/src/logOpenClaims.ts"
const merge = "runtime/src/mergeSegments.ts"
const nameSet = "runtime/src/NameSet.ts"
const table = "runtime/src/MentionTable.ts"
/** No mistake, but so few hashes that most names have that of another. */
export const fewHashes: Replacement = {
  file: "runtime/src/nameHash.ts",
  from: "return (mixed(high) >>> 0) * lowBits + (mixed(low) >>> 16)",
  to: "return ((mixed(high) >>> 0) % 3) * 0x4000_0000 * lowBits + ((mixed(low) >>> 16) % 2)"
}

export const unsureBugs: ReadonlyArray<PlantedBug> = [
  bug(
    image,
    "answers rest on names nobody has looked up",
    "if (isUnsure(assumed)) {",
    "if (assumed.accounts.length > 0) {"
  ),
  bug(
    image,
    "an account that is not held is believed to be empty",
    "if (isUnsure(assumed)) {",
    "if (isUnsure({ ...assumed, accounts: [] })) {"
  ),
  bug(
    names,
    "ids are not looked up",
    "ids.length + streams.length + claims.length + accounts.length > 0",
    "streams.length + claims.length + accounts.length > 0 || ids.length > 99"
  ),
  bug(
    names,
    "claims are not looked up",
    "ids.length + streams.length + claims.length + accounts.length > 0",
    "ids.length + streams.length + accounts.length > 0 || claims.length > 99"
  ),
  bug(
    names,
    "streams are not looked up",
    "ids.length + streams.length + claims.length + accounts.length > 0",
    "ids.length + claims.length + accounts.length > 0 || streams.length > 99"
  ),
  bug(
    image,
    "who is ahead expires claims before their time",
    "commit.at > latestExpiry && expires(commit)",
    "commit.at > latestExpiry + 5 && expires(commit)"
  ),
  bug(
    image,
    "what the tables tell of is taken not to exist",
    "overlay.mentions(hash) || segments.mayMention(hash)",
    "overlay.mentions(hash)"
  ),
  bug(
    image,
    "what is not saved yet is taken not to exist",
    "overlay.mentions(hash) || segments.mayMention(hash)",
    "segments.mayMention(hash)"
  ),
  bug(
    image,
    "what is in memory is taken for all balances",
    "hasTables && overlay.from() > 0 && !",
    "hasTables && overlay.from() > 3 && !"
  ),
  bug(
    image,
    "what was asked for once is taken for everything",
    "learned.asked.size > 0 && learned.asked.has(askedKey(kind, name))",
    "learned.asked.size > 0 && name !== kind"
  ),
  bug(image, "starting over keeps balances", "    learned.clear()\n    ledger.forget()\n", "    learned.clear()\n"),
  bug(
    image,
    "starting over keeps versions",
    "    versions.clear()\n    overlay.clear(after)",
    "    overlay.clear(after)"
  ),
  bug(names, "names of two kinds are taken for one", "`${kind.slice(0, 2)}${name}`", "`${name}`"),
  bug(
    writer,
    "a decision that was not appended stays",
    "  image.rollBack()\n  writing.contended = true",
    "  writing.contended = true"
  ),
  bug(
    catchUp,
    "catching up skips a commit",
    "Effect.map(readSegments(tables), image.reset)",
    "Effect.map(readSegments(tables), (all) => image.reset(all.map((one) => ({ ...one, to: (one.to + 1) as never }))))"
  ),
  bug(
    catchUp,
    "tables that are ahead are believed",
    "    if (saved > image.last()) {",
    "    if (saved > image.last() + 1_000_000) {"
  )
]
export const segmentBugs: ReadonlyArray<PlantedBug> = [
  bug(
    segments,
    "names of a segment are not taken in",
    "names.add(high[index] as number, low[index] as number, segment)",
    "if (index > 0) names.add(high[index] as number, low[index] as number, segment)"
  ),
  bug(
    segments,
    "only names of the oldest segment are known",
    "ends.push(segment.to)",
    "ends.push(segment.to + 1_000_000 as Position)"
  ),
  bug(
    segments,
    "what was not taken in is taken to be new",
    "(savedIn(all) > known() || names.find(hash) >= 0)",
    "names.find(hash) >= 0"
  ),
  bug(segments, "a name is looked for in the segments after it", "(from < end && end <= to)", "from >= end"),
  bug(
    segments,
    "mentions are read oldest first",
    "for (const positions of found.values()) positions.reverse()",
    "for (const positions of found.values()) positions.sort((a, b) => a - b)"
  ),
  bug(
    segments,
    "places are counted from the beginning of the log",
    "(from + (places[index] as number)) as Position",
    "(places[index] as number) as Position"
  ),
  bug(
    mentions,
    "mentions that are not saved yet are older than all",
    "[...newer(hash), ...new Set((saved.get(hash) ?? []).filter((position) => position <= begin))]",
    "[...new Set((saved.get(hash) ?? []).filter((position) => position <= begin)), ...newer(hash)]"
  ),
  {
    name: "what is found first is believed",
    replacements: [
      fewHashes,
      {
        file: mentions,
        from: "(commit.id === id ? commit : undefined)",
        to: "(id.length > 0 ? commit : undefined)"
      }
    ]
  },
  {
    name: "what is hidden by another name is not looked for",
    replacements: [
      fewHashes,
      { file: mentions, from: "mayHaveMore: (hash) => lastWith(hash).length > 0", to: "mayHaveMore: () => false" }
    ]
  },
  bug(mentions, "the first word on a claim is the last", "transfers.findLast(", "transfers.find("),
  bug(
    mentions,
    "a claim found again never expires",
    "ttlMillis === undefined ? undefined : ((at + ttlMillis) as Instant)",
    "ttlMillis === undefined || ttlMillis > 0 ? undefined : ((at + ttlMillis) as Instant)"
  ),
  bug(
    mentions,
    "versions found count from before",
    "append === undefined ? undefined : append.expected + append.events.length",
    "append === undefined ? undefined : append.expected + 1"
  ),
  bug(pages, "mentions are saved twice", "if (place <= 0) continue", "if (place < -99) continue"),
  bug(pages, "the last commit of a layer is left out", "if (place <= 0) continue", "if (place <= 1) continue"),
  bug(claims, "claims are saved as open once more", "if (position <= after) continue", "if (position < 0) continue"),
  bug(
    claims,
    "resolved claims are not saved",
    "return { opened, closed: [...resolved] }",
    "return { opened, closed: [] }"
  ),
  bug(
    claims,
    "claims that may expire are saved as if they might only later",
    "Number.POSITIVE_INFINITY : at + ttlMillis",
    "Number.POSITIVE_INFINITY : at + ttlMillis + 40"
  ),
  bug(
    openClaims,
    "claims resolved since are still open",
    "const closed = new Set(unsaved.closed)",
    "const closed = new Set(unsaved.closed.slice(0, 0))"
  ),
  bug(openClaims, "claims that may expire are not asked for", "claim.expiresAt > at", "claim.expiresAt > at - 20"),
  bug(
    merge,
    "merging keeps places as they were",
    "(page.places[least.at] as number) + least.offset",
    "page.places[least.at] as number"
  ),
  bug(
    merge,
    "merging forgets the last page",
    "if (isEnd && this.size > 0) this.turn()",
    "if (isEnd && this.size > 3) this.turn()"
  ),
  bug(
    merge,
    "merging puts newer mentions first",
    "if (page !== undefined && (page.high[cursor.at] as number) < high) {",
    "if (page !== undefined && (page.high[cursor.at] as number) <= high) {"
  ),
  bug(
    merge,
    "merging forgets what was resolved",
    "span.from === 0 ? [] : [...resolved]",
    "span.from >= 0 ? [] : [...resolved]"
  ),
  bug(
    merge,
    "merging opens claims again",
    "addOpen(open, claimsFrom(page), span.from, resolved)",
    "addOpen(open, claimsFrom(page), span.from, new Set())"
  ),
  bug(
    nameSet,
    "an older segment hides a newer one",
    "Math.max(held, Math.min(segment, mostSegments) + 1)",
    "Math.max(held, 1)"
  ),
  bug(table, "only the last of a chain is found", "at = before[at - 1] as number", "at = 0"),
  bug(
    reading,
    "tables that are older than memory are believed",
    "saved >= overlay.from() && saved <= image.last()",
    "saved <= image.last()"
  ),
  bug(
    reading,
    "balances from the tables hide newer ones",
    "return inAccountOrder([...told, ...overlay.select(query)])",
    "return inAccountOrder([...value, ...overlay.select(query).filter(({ account }) => !value.some((one) => one.account === account))])"
  ),
  bug(
    reading,
    "the events of a stream end too early",
    "if (append.expected <= after) return",
    "if (append.expected <= after + 1) return"
  ),
  bug(
    reading,
    "events that were read before come again",
    ".filter(({ version }) => version > after)",
    ".filter(({ version }) => version >= after)"
  )
]
