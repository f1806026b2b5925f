/**
 * Mistakes of the ledger: what is counted, what is claimed, and what is taken back.
 */
import { type PlantedBug, bug } from "./PlantedBug.ts"

const kernel = "kernel/src/ledger.ts"
const rules = "kernel/src/ledgerRules.ts"
const state = "kernel/src/ledgerState.ts"
export const ledgerBugs: ReadonlyArray<PlantedBug> = [
  bug(
    rules,
    "lines of one account are not summed",
    "  from.pendingOut += claimed",
    "  from.pendingOut = from.pendingOutBefore + claimed"
  ),
  bug(rules, "what is awaited is not counted", "  to.pendingIn += claimed", "  to.pendingIn += 0"),
  bug(rules, "limits are not checked", "if (entry.limited && left < 0)", "if (entry.limited && left < -1)"),
  bug(
    rules,
    "what is claimed does not count",
    "const left = entry.posted - entry.pendingOut",
    "const left = entry.posted"
  ),
  bug(rules, "nothing at all may be moved", "quantity >= 1", "quantity >= 0"),
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
  bug(state, "a refusal leaves what is awaited", "    entry.pendingIn = entry.pendingInBefore\n", ""),
  bug(
    state,
    "a balance is as before the last line, not before the commit",
    "  if (entry.touchedBy === state.turn) return\n",
    ""
  ),
  bug(
    state,
    "a refused claim keeps its name",
    "takeBack(state, state.resolved, state.claimsBefore)",
    "takeBack(state, state.resolved, state.claims.length)"
  ),
  bug(
    state,
    "a refusal leaves claims resolved",
    "takeBack(state, state.resolved, state.claimsBefore)",
    "takeBack(state, [], state.claimsBefore)"
  ),
  bug(
    rules,
    "the rest of a claim settled in part is not freed",
    "move(state, source, target, moved, -found.quantity)",
    "move(state, source, target, moved, moved > 0 ? -moved : -found.quantity)"
  ),
  bug(
    rules,
    "settling does not move",
    'return resolve(state, found, asked, "settled")',
    'return resolve(state, found, 0, "settled")'
  ),
  bug(
    rules,
    "settling moves all of it",
    'return resolve(state, found, asked, "settled")',
    'return resolve(state, found, found.quantity, "settled")'
  ),
  bug(
    rules,
    "more may be settled than was claimed",
    "if (asked > found.quantity) return",
    "if (asked > found.quantity + 1) return"
  ),
  bug(
    rules,
    "a claim is resolved twice",
    'if (found.state !== "pending") return',
    'if (found.state === "voided") return'
  ),
  bug(rules, "a claim expires too early", "expiresAt > at) return", "expiresAt > at + 5) return"),
  bug(rules, "a claim expires too late", "expiresAt > at) return", "expiresAt >= at) return"),
  bug(
    rules,
    "a claim without end expires",
    "if (expiresAt === undefined || expiresAt > at)",
    "if (expiresAt !== undefined && expiresAt > at)"
  ),
  bug(
    rules,
    "expiry is lost",
    "(at + transfer.ttlMillis) as Instant",
    "(at + transfer.ttlMillis > 0 ? undefined : at) as Instant"
  ),
  bug(
    rules,
    "a claim takes the name of another",
    "if (findClaim(state, id) !== undefined) return",
    'if (findClaim(state, id)?.state === "pending") return'
  ),
  bug(
    state,
    "rolling back forgets claims",
    "takeBack(state, mark.resolved, mark.claims)",
    "takeBack(state, mark.resolved, state.claims.length)"
  ),
  bug(
    state,
    "rolling back forgets what was resolved",
    "takeBack(state, mark.resolved, mark.claims)",
    "takeBack(state, [], mark.claims)"
  ),
  bug(state, "rolling back keeps balances", "pendingIn } of mark.saved) {", "pendingIn } of mark.saved.slice(1)) {"),
  bug(state, "rolling back goes to the last commit only", "    if (entry.savedFor === mark.number) continue\n", ""),
  bug(rules, "different things may be exchanged", "from !== to && from.thing === to.thing", "from !== to"),
  bug(
    state,
    "a forgotten balance is still moved by those who dealt with it",
    "partner.account === account && !partner.forgotten",
    "partner.account === account"
  )
]
