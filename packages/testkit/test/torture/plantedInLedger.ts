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
    "takeBack(state, state.claimsBefore, state.tapedBefore)",
    "takeBack(state, state.claims.size, state.tapedBefore)"
  ),
  bug(
    state,
    "a refusal leaves claims resolved",
    "for (let index = 0; index < state.resolvedCount; index++) claims.reopen",
    "for (let index = 0; index < 0; index++) claims.reopen"
  ),
  bug(
    rules,
    "the rest of a claim settled in part is not freed",
    "targetOf(state, claim), moved, -held)",
    "targetOf(state, claim), moved, moved > 0 ? -moved : -held)"
  ),
  bug(
    rules,
    "settling does not move",
    "return resolve(state, claim, asked, settled)",
    "return resolve(state, claim, 0, settled)"
  ),
  bug(
    rules,
    "settling moves all of it",
    "return resolve(state, claim, asked, settled)",
    "return resolve(state, claim, held, settled)"
  ),
  bug(rules, "more may be settled than was claimed", "if (asked > held) return", "if (asked > held + 1) return"),
  bug(
    rules,
    "a claim is resolved twice",
    "if (!claims.isPending(claim)) return",
    'if (claims.stateOf(claim) === "voided") return'
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
    "quantity, at + ttlMillis, pending)",
    "quantity, ttlMillis > 0 ? Number.NaN : at + ttlMillis, pending)"
  ),
  bug(
    rules,
    "a claim takes the name of another",
    "if (findClaim(state, id) >= 0) return",
    "if (state.claims.isPending(findClaim(state, id))) return"
  ),
  bug(
    state,
    "rolling back forgets claims",
    "takeBack(state, mark.claims, mark.taped)",
    "takeBack(state, state.claims.size, mark.taped)"
  ),
  bug(
    state,
    "rolling back forgets what was resolved",
    "for (const claim of mark.resolved) state.claims.reopen(claim)\n",
    ""
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
