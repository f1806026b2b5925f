/**
 * Mistakes that stores are known to make, as replacements in our own sources. Each `from` occurs exactly once in
 * its file, so a bug that can no longer be planted is noticed. The simulation has to find every one of them.
 */
import { type PlantedBug, bug } from "./PlantedBug.ts"
import { ledgerBugs } from "./plantedInLedger.ts"
import { fewHashes, segmentBugs, unsureBugs } from "./plantedInSegments.ts"

const decide = "runtime/src/decideCommit.ts"
const decisionBugs: ReadonlyArray<PlantedBug> = [
  bug(
    decide,
    "an id is known whatever was in it",
    "if (sameChange(recorded, commit)) return",
    "if (recorded.id === commit.id) return"
  ),
  bug(
    decide,
    "an id is forgotten",
    "if (recorded !== undefined) {",
    "if (recorded !== undefined && recorded.appends.length > 0) {"
  ),
  bug(decide, "writers from the future are believed", "if (actual !== expected) {", "if (actual > expected) {"),
  bug(decide, "writers who are late are believed", "if (actual !== expected) {", "if (actual < expected) {"),
  bug(
    decide,
    "transfers are posted before versions are looked at",
    "  for (const { stream, expected } of commit.appends) {\n    const actual",
    "  state.ledger.post(commit.transfers.length > 1 ? commit.transfers : [], commit.at)\n  for (const { stream, expected } of commit.appends) {\n    const actual"
  )
]

const writer = "runtime/src/logWriter.ts"
const catchUp = "runtime/src/logCatchUp.ts"
const image = "runtime/src/logImage.ts"
const writingBugs: ReadonlyArray<PlantedBug> = [
  bug(
    writer,
    "an append of unknown outcome is taken for done",
    "const answer = yield* Effect.onError(appending, () => Effect.sync(image.rollBack))",
    'const answer = yield* Effect.catch(appending, () => Effect.succeed({ _tag: "Appended" as const }))'
  ),
  bug(
    writer,
    "what was not appended is taken in",
    "const answer = yield* Effect.onError(appending, () => Effect.sync(image.rollBack))",
    "const answer = yield* Effect.onError(appending, () => Effect.sync(image.accept))"
  ),
  bug(writer, "who was behind goes on", '  if (answer._tag === "Appended") {', '  if (answer._tag !== "Known") {'),
  bug(
    writer,
    "refusals are not confirmed",
    "return (yield* confirm(writing, from, shutOut)) ? answers : undefined",
    "return answers"
  ),
  bug(
    writer,
    "commits are acknowledged before the others may see them",
    "    () => distrust(writing)\n  )\n\nconst write =",
    "    () => Effect.void\n  )\n\nconst write ="
  ),
  bug(
    image,
    "positions leave a gap",
    "(last + open.accepted.length + 1) as Position",
    "(last + open.accepted.length + (open.accepted.length > 1 ? 2 : 1)) as Position"
  ),
  bug(image, "ids within a batch are not known", "  open.commits.set(id, recorded)\n", ""),
  bug(
    image,
    "versions within a batch are not known",
    "open.versions.set(stream, expected + events.length)",
    "open.versions.set(stream, expected)"
  ),
  bug(
    image,
    "versions count appends, not events",
    "held.versions.set(stream, expected + events.length)",
    "held.versions.set(stream, expected + 1)"
  ),
  bug(
    image,
    "the end of a batch keeps what was decided",
    "    forgetOpen(held)\n    learned.clear()",
    "    learned.clear()"
  ),
  bug(image, "accounts once taken to be empty stay empty", "  held.ledger.forgetBalances(held.assumed.accounts)\n", ""),
  bug(
    image,
    "catching up takes accounts to be empty",
    "if (isUnsure(wanted)) return wanted",
    "if (isUnsure({ ...wanted, accounts: [] })) return wanted"
  ),
  bug(
    image,
    "catching up takes what it does not hold for damage",
    "if (isUnsure(wanted)) return wanted",
    "if (isUnsure({ ...wanted, claims: [] })) return wanted"
  ),
  bug(
    catchUp,
    "catching up skips a look-up",
    "if (wanted === undefined) return Effect.succeed(true)",
    "if (wanted !== null) return Effect.succeed(true)"
  )
]

const overlay = "runtime/src/logOverlay.ts"
const saving = "runtime/src/logSaving.ts"
const reading = "runtime/src/logReading.ts"
const names = "runtime/src/logNames.ts"
const journal = "runtime/src/logJournal.ts"
const savingBugs: ReadonlyArray<PlantedBug> = [
  bug(
    overlay,
    "tables are saved with the wrong position",
    "segmentOf({ from: saved, to }",
    "segmentOf({ from: saved, to: (to - 1) as Position }"
  ),
  bug(overlay, "what is saved goes on changing", "      closeLayer(newest)\n", ""),
  bug(
    overlay,
    "layers are dropped too early",
    "layer === newest || layer.to > saved",
    "layer === newest || layer.to > saved + 1"
  ),
  bug(overlay, "an older value is found first", "    layers = [newest, ...layers]", "    layers = [...layers, newest]"),
  bug(
    overlay,
    "a balance that a layer before was told of is not told again",
    "emptyLayer(newest.number + 1, from, newest.mentions.size)",
    "emptyLayer(newest.number, from, newest.mentions.size)"
  ),
  bug(
    overlay,
    "an index hears of each balance once",
    "of ledger.changed()) layer.index",
    "of [] as ReadonlyArray<Balance>) layer.index"
  ),
  bug(
    overlay,
    "an older balance is listed beside the last",
    "!layers.slice(0, age).some(({ balances }) => balances.has(account))",
    'age >= 0 || account === ""'
  ),
  bug(
    saving,
    "a layer is closed and never filled again",
    "      if (overlay.filling() >= saveEvery) overlay.close()",
    "      if (overlay.filling() > saveEvery) overlay.note = () => undefined"
  ),
  bug(reading, "balances of the past reach one commit too far", "while (after < asOf) {", "while (after <= asOf) {"),
  bug(
    journal,
    "what others wrote is not looked for",
    "storage.shared || writer.isInDoubt() ? moving",
    "writer.isInDoubt() ? moving"
  ),
  bug(
    journal,
    "questions are answered in the middle of a batch",
    "alone(Effect.map(upToDate, question))",
    "Effect.map(upToDate, question)"
  ),
  bug(journal, "one of many writers refuses by what it knows", "const isSure = !storage.shared && ", "const isSure = "),
  bug(image, "what may have been delivered is refused", "if (isUnsure(assumed) || decision", "if (decision")
]

/** Those who wait for news. */
const queue = "runtime/src/logQueue.ts"
const waitingBugs: ReadonlyArray<PlantedBug> = [
  bug(
    journal,
    "nobody tells those who wait",
    "if (image.last() > before || writer.isInDoubt()) news.tell()",
    "void before"
  ),
  bug(
    journal,
    "those who wait do not look for what others wrote",
    "storage.shared || writer.isInDoubt() ? Effect.sleep(all.pollMillis) : news.next()",
    "news.next()"
  ),
  bug(
    journal,
    "those who wait at a fenced process look only once",
    "storage.shared || writer.isInDoubt() ? Effect.sleep(all.pollMillis) : news.next()",
    "storage.shared ? Effect.sleep(all.pollMillis) : news.next()"
  ),
  bug(
    writer,
    "a fenced process never looks at what others write",
    "isInDoubt: () => writing.inDoubt || writing.fenced",
    "isInDoubt: () => writing.inDoubt"
  ),
  bug(
    queue,
    "callers of one batch get each other's answers",
    "const given = answers[index]",
    "const given = answers[answers.length - 1 - index]"
  )
]

const follow = "runtime/src/follow.ts"
const index = "runtime/src/balanceIndex.ts"
const otherBugs: ReadonlyArray<PlantedBug> = [
  bug(
    follow,
    "a follower skips a commit",
    "Option.some(last.position)] as const\n        })\n      )\n    )\n  )\n\n/** Every commit after `after`, in order, for ever",
    "Option.some((last.position + 1) as Position)] as const\n        })\n      )\n    )\n  )\n\n/** Every commit after `after`, in order, for ever"
  ),
  bug(
    index,
    "what is spent stays in the index",
    "        if (known !== undefined) remove(balance.account)",
    '        if (known !== undefined && balance.account === "") remove(balance.account)'
  ),
  bug(
    index,
    "the index keeps the record of a balance that was forgotten",
    "else if (known !== balance) add(balance)",
    "else if (known === undefined) add(balance)"
  ),
  bug(
    image,
    "ids that are not held are taken to be new",
    '    if (found === undefined && !wasAsked("commit", id)) held.assumed.ids.push(id)\n',
    ""
  ),
  bug(
    image,
    "streams that are not held are taken to be new",
    '    if (found === undefined && !wasAsked("stream", stream)) held.assumed.streams.push(stream)\n',
    ""
  ),
  bug(
    image,
    "forgetting balances drops what was not saved",
    "const found = overlay.balance(account) ?? learned.balances.get(account)",
    "const found = learned.balances.get(account)"
  ),
  {
    name: "what the tables told is kept when it is old",
    // Either of the two places would do.
    replacements: [
      {
        file: image,
        from: "    forgetOpen(held)\n    learned.clear()\n    if (!hasTables) return",
        to: "    forgetOpen(held)\n    if (!hasTables) return"
      },
      { file: image, from: "if (overlay.drop(savedIn(all))) learned.clear()", to: "overlay.drop(savedIn(all))" }
    ]
  },
  bug(
    names,
    "what was not there is believed for ever",
    "    for (const held of [commits, versions, claims, balances, asked]) held.clear()",
    "    for (const held of [commits, claims]) held.clear()"
  )
]

/** Mistakes of the storage, which it is not for a journal to make good: the simulation has to find them as well. */
const storage = "testkit/test/torture/simulatedStorage.ts"
const kept = "testkit/test/torture/tablesInMemory.ts"
const storageBugs: ReadonlyArray<PlantedBug> = [
  bug(
    kept,
    "a storage saves what follows other tables",
    "  if (head.from !== savedTo(tables)) return savedTo(tables)\n",
    ""
  ),
  bug(
    kept,
    "a storage replaces segments that are not there",
    "!there.every((one, nth) => isSame(one, of[nth] as Span))",
    "there.length === 0"
  ),
  bug(
    kept,
    "a storage forgets balances that were there before",
    "tables.balances.set(balance.account, { ...balance })",
    "tables.balances.set(balance.account, { ...balance, pendingIn: 0 })"
  ),
  bug(
    storage,
    "a storage appends whatever others have appended",
    '  if (after !== log.length) return { _tag: "Behind" }\n',
    ""
  ),
  bug(
    storage,
    "a storage forgets what was appended alone",
    "        if (commits) extend(world, kept, lock.staged)",
    "        if (commits) extend(world, kept, lock.staged.slice(1))"
  ),
  bug(
    storage,
    "a storage lets others in while somebody is alone",
    "    const free = (): boolean => lock !== undefined || kept.lock === undefined",
    "    const free = (): boolean => kept.epoch >= 0"
  ),
  bug(
    storage,
    "a storage forgets a page of commits",
    "commits().slice(after, after + limit)",
    "commits().slice(after, after + Math.min(limit, 1))"
  )
]

/** No mistake: nothing is to be found. */
export const sound: PlantedBug = { name: "nothing", replacements: [] }

/** No mistake either: names are found though many have the same hash. */
export const soundWithFewHashes: PlantedBug = { name: "nothing, with few hashes", replacements: [fewHashes] }

export const plantedBugs: ReadonlyArray<PlantedBug> = [
  ...ledgerBugs,
  ...decisionBugs,
  ...writingBugs,
  ...savingBugs,
  ...waitingBugs,
  ...otherBugs,
  ...unsureBugs,
  ...segmentBugs,
  ...storageBugs
]
