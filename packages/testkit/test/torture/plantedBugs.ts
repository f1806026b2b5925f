/**
 * Mistakes that stores are known to make, as replacements in our own sources. Each `from` occurs exactly once in
 * its file, so a bug that can no longer be planted is noticed. The simulation has to find every one of them.
 */

/** A piece of source that is replaced. */
export interface Replacement {
  readonly file: string
  readonly from: string
  readonly to: string
}

export interface PlantedBug {
  readonly name: string
  readonly replacements: ReadonlyArray<Replacement>
}

const bug = (file: string, name: string, from: string, to: string): PlantedBug => ({
  name,
  replacements: [{ file, from, to }]
})

/** With next to nothing held in memory, so that almost everything is asked of the tables. */
const forgetful: Replacement = {
  file: "runtime/src/logImage.ts",
  from: "const mostHeld = 200_000",
  to: "const mostHeld = 2"
}

/** Once balances were forgotten the index has to learn their new records. */
const indexed: Replacement = {
  file: "runtime/src/balanceIndex.ts",
  from: "} else if (!known) add(balance)",
  to: "} else if (all.get(balance.account) !== balance) add(balance)"
}

const whenForgetful = ({ name, replacements }: PlantedBug): PlantedBug => ({
  name: `${name}, holding next to nothing`,
  replacements: [forgetful, ...replacements]
})

const kernel = "kernel/src/ledger.ts"
const ledgerBugs: ReadonlyArray<PlantedBug> = [
  bug(
    kernel,
    "lines of one account are not summed",
    "  from.pendingOut += claimed",
    "  from.pendingOut = from.pendingOutBefore + claimed"
  ),
  bug(kernel, "limits are not checked", "if (entry.limited && left < 0)", "if (entry.limited && left < -1)"),
  bug(
    kernel,
    "what is claimed does not count",
    "const left = entry.posted - entry.pendingOut",
    "const left = entry.posted"
  ),
  bug(
    kernel,
    "a refusal leaves what was moved",
    "  if (refusal !== undefined) {\n    undo(state)\n    return refusal",
    "  if (refusal !== undefined) {\n    return refusal"
  ),
  bug(
    kernel,
    "a refusal halfway leaves what was moved",
    "    if (refusal === undefined) continue\n    undo(state)",
    "    if (refusal === undefined) continue"
  ),
  bug(
    kernel,
    "a refused claim keeps its name",
    "  for (const made of state.created) {\n    close(state, made)\n    state.pendings.delete(made.id)",
    "  for (const made of state.created) {\n    close(state, made)"
  ),
  bug(
    kernel,
    "a refusal leaves claims resolved",
    '  for (const found of state.resolved) {\n    found.state = "pending"',
    "  for (const found of state.resolved) {\n    found.state = found.state"
  ),
  bug(
    kernel,
    "the rest of a claim settled in part is not freed",
    "move(state, entryOf(state, found.from), entryOf(state, found.to), moved, -found.quantity)",
    "move(state, entryOf(state, found.from), entryOf(state, found.to), moved, moved > 0 ? -moved : -found.quantity)"
  ),
  bug(
    kernel,
    "settling does not move",
    'return resolve(state, found, asked, "settled")',
    'return resolve(state, found, 0, "settled")'
  ),
  bug(
    kernel,
    "settling moves all of it",
    'return resolve(state, found, asked, "settled")',
    'return resolve(state, found, found.quantity, "settled")'
  ),
  bug(
    kernel,
    "more may be settled than was claimed",
    "if (asked > found.quantity) return",
    "if (asked > found.quantity + 1) return"
  ),
  bug(
    kernel,
    "a claim is resolved twice",
    'if (found.state !== "pending") return',
    'if (found.state === "voided") return'
  ),
  bug(kernel, "a claim expires too early", "expiresAt > at) return", "expiresAt > at + 5) return"),
  bug(kernel, "a claim expires too late", "expiresAt > at) return", "expiresAt >= at) return"),
  bug(
    kernel,
    "a claim without end expires",
    "if (expiresAt === undefined || expiresAt > at)",
    "if (expiresAt !== undefined && expiresAt > at)"
  ),
  bug(
    kernel,
    "expiry is lost",
    "(at + transfer.ttlMillis) as Instant",
    "(at + transfer.ttlMillis > 0 ? undefined : at) as Instant"
  ),
  bug(
    kernel,
    "a claim takes the name of another",
    "if (findPending(state, id) !== undefined) return",
    'if (findPending(state, id)?.state === "pending") return'
  ),
  bug(kernel, "rolling back forgets claims", "  marked.created.push(...created)", "  marked.created.push()"),
  bug(
    kernel,
    "rolling back forgets what was resolved",
    "  marked.resolved.push(...resolved)",
    "  marked.resolved.push()"
  ),
  bug(
    kernel,
    "rolling back keeps balances",
    "  for (const [entry, before] of marked.entries) Object.assign(entry, before)",
    "  for (const [entry] of marked.entries) Object.assign(entry, {})"
  ),
  bug(kernel, "rolling back goes to the last commit only", "    if (marked.entries.has(entry)) continue\n", ""),
  bug(kernel, "different things may be exchanged", "from !== to && from.thing === to.thing", "from !== to")
]

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
    "return (yield* confirm(writing, from, shutOut, decided)) ? decided.answers : undefined",
    "return decided.answers"
  ),
  bug(
    writer,
    "refusals rest on names nobody has looked up",
    "  if (taken !== undefined) {",
    "  if (taken !== undefined && shutOut) {"
  ),
  bug(
    writer,
    "commits are acknowledged before the others may see them",
    "    .pipe(Effect.onError(() => distrust(writing)))\n",
    ""
  ),
  bug(
    writer,
    "a decision that was not appended stays",
    '  image.rollBack()\n  if (answer._tag === "Behind")',
    '  if (answer._tag === "Behind")'
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
    "    held.open = noneOpen()\n    learned.clear()",
    "    learned.clear()"
  ),
  bug(
    image,
    "nothing is looked up",
    "wanted: (commits) => (isComplete() ? undefined : wantedFor(commits, known)),",
    "wanted: () => undefined,"
  ),
  bug(
    image,
    "names are taken to be new and not checked",
    "const taken = isComplete() ? undefined : takenBy(batch, known)",
    "const taken = undefined"
  ),
  bug(
    image,
    "what is in memory is taken for everything",
    "!hasTables || overlay.from() === 0",
    "!hasTables || overlay.from() < 3"
  ),
  bug(
    catchUp,
    "catching up skips a commit",
    "image.reset(yield* tables.saved)",
    "image.reset((yield* tables.saved) > 0 ? (((yield* tables.saved) + 1) as Position) : (0 as Position))"
  ),
  bug(
    catchUp,
    "tables that are ahead are believed",
    "    if (facts.saved > image.last()) {",
    "    if (facts.saved > image.last() + 1_000_000) {"
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
    "return { from: saved, to, balances",
    "return { from: saved, to: (to - 1) as Position, balances"
  ),
  bug(overlay, "what is saved goes on changing", "      closeLayer(newest)\n", ""),
  bug(
    overlay,
    "resolved claims are not saved",
    "claims: [...pendings.values()], appends }",
    'claims: [...pendings.values()].filter(({ state }) => state === "pending"), appends }'
  ),
  bug(
    overlay,
    "appends are saved twice",
    ".filter(({ position }) => position > saved)\n      return",
    "\n      return"
  ),
  bug(
    overlay,
    "layers are dropped too early",
    "layer === newest || layer.to > saved",
    "layer === newest || layer.to > saved + 1"
  ),
  bug(
    overlay,
    "versions saved count from before",
    "version: versionAfter(commit, stream), position",
    "version: versionAfter(commit, stream) - 1, position"
  ),
  bug(overlay, "an older value is found first", "    layers = [newest, ...layers]", "    layers = [...layers, newest]"),
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
  bug(
    reading,
    "tables that are older than memory are believed",
    "saved >= image.overlay.from() && saved <= image.last()",
    "saved <= image.last()"
  ),
  bug(
    reading,
    "balances from the tables hide newer ones",
    "[...unchanged, ...overlay.select(query)]",
    "[...told, ...overlay.select(query).filter(({ account }) => !told.some((one) => one.account === account))]"
  ),
  bug(reading, "resolved claims are still open", "told.filter(({ id }) => overlay.pending(id) === undefined)", "told"),
  bug(
    reading,
    "events since the tables were saved are left out",
    "return eventsOf(stream, after, [...told, ...since])",
    "return eventsOf(stream, after, told.length > 0 ? told : since)"
  ),
  bug(
    reading,
    "a commit read twice",
    ".filter(({ position }) => position > saved)\n          return",
    "\n          return"
  ),
  bug(reading, "balances of the past reach one commit too far", "while (after < asOf) {", "while (after <= asOf) {"),
  bug(journal, "what others wrote is not looked for", "storage.shared || writer.isInDoubt()", "writer.isInDoubt()"),
  bug(
    journal,
    "questions are answered in the middle of a batch",
    "alone(Effect.map(upToDate, question))",
    "Effect.map(upToDate, question)"
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
    "        if (known) remove(balance.account)",
    '        if (known && balance.account === "") remove(balance.account)'
  ),
  bug(
    names,
    "claims to be resolved are taken to be unknown",
    '      else if (transfer._tag !== "Post") wantClaim(transfer.id)\n',
    ""
  ),
  bug(
    names,
    "accounts of a claim are not looked up",
    '    if (claim?.state === "pending") want(claim.from, claim.to)\n',
    ""
  ),
  bug(
    names,
    "a stream somebody else began is taken to be new",
    "      for (const { stream } of commit.appends) if (!known.stream(stream)) streams.add(stream)".slice(2),
    "    void streams"
  ),
  bug(
    names,
    "a claim somebody else made is taken to be new",
    'if (transfer._tag === "Pend" && !known.claim(transfer.id)) claims.add(transfer.id)',
    "void transfer"
  ),
  bug(
    names,
    "an id somebody else used is taken to be new",
    "    if (!known.commit(commit.id)) ids.add(commit.id)\n",
    ""
  ),
  bug(
    names,
    "what was not there is believed for ever",
    "    for (const held of [commits, versions, claims, balances, asked]) held.clear()",
    "    for (const held of [commits, claims]) held.clear()"
  )
]

/** Mistakes of the storage, which it is not for a journal to make good: the simulation has to find them as well. */
const storage = "testkit/test/torture/simulatedStorage.ts"
const storageBugs: ReadonlyArray<PlantedBug> = [
  bug(
    storage,
    "a storage appends whatever others have appended",
    '  if (after !== log.length) return { _tag: "Behind" }\n',
    ""
  ),
  bug(
    storage,
    "a storage does not check names",
    "  if (facts.ids.size + facts.versions.size + facts.claims.size > 0)",
    "  if (facts.ids.size + facts.versions.size + facts.claims.size > 99)"
  ),
  bug(storage, "a storage saves what follows other tables", "  if (from !== kept.saved) return kept.saved\n", ""),
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

/** Changes that are no mistakes: nothing is to be found. */
export const sound: ReadonlyArray<PlantedBug> = [
  { name: "nothing", replacements: [] },
  { name: "next to nothing is held in memory", replacements: [forgetful, indexed] }
]

export const plantedBugs: ReadonlyArray<PlantedBug> = [
  ...ledgerBugs,
  ...decisionBugs,
  ...writingBugs,
  ...savingBugs,
  ...otherBugs,
  ...storageBugs,
  whenForgetful(
    bug(
      image,
      "forgetting balances drops what was not saved",
      "balance: (account) => overlay.balance(account) ?? learned.balances.get(account)",
      "balance: (account) => learned.balances.get(account)"
    )
  ),
  whenForgetful(
    bug(
      image,
      "forgetting claims drops what was not saved",
      "pending: (id) => overlay.pending(id) ?? learned.claims.get(id)",
      "pending: (id) => learned.claims.get(id)"
    )
  ),
  whenForgetful(
    bug(
      image,
      "what the tables told is kept when it is old",
      "    held.open = noneOpen()\n    learned.clear()\n    if (!hasTables) return",
      "    held.open = noneOpen()\n    if (!hasTables) return"
    )
  )
]
