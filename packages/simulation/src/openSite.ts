/**
 * The first hour of a site: its room is granted, its faces are slotted, its opening stock received and put away.
 */
import type { AsnId } from "@stowage/kernel/Ids"
import type { Transfer } from "@stowage/kernel/Transfer"
import { grantRoom } from "@stowage/inventory/roomTransfers"
import { hasLimitedRoom } from "@stowage/operations/unitRoom"
import * as Result from "effect/Result"
import { openingStock } from "./buying.ts"
import { receiveOpeningStock } from "./dock.ts"
import { type Grounds, type Site, only } from "./Site.ts"
import { slotFaces } from "./slotFaces.ts"

/** Locations whose room is granted in one commit. */
const grantedAtOnce = 500
/** Lines of one opening delivery. */
const linesAtOnce = 200

const grantAll = (site: Site): void => {
  const { layout } = site.floor
  const limited = layout.locations.filter((location) => hasLimitedRoom(layout, location.id))
  for (let from = 0; from < limited.length; from += grantedAtOnce) {
    const transfers: Array<Transfer> = []
    for (const { capacity, id } of limited.slice(from, from + grantedAtOnce)) {
      transfers.push(...grantRoom(layout.site, id, capacity))
    }
    site.record(`grant:${from}`, "site", only(transfers))
  }
}

/**
 * Opens the site. Says why when its SKUs do not go into its faces; then nothing but the opening itself is committed.
 */
export const openSite = (site: Site, grounds: Grounds): Result.Result<void, string> => {
  const { assumptions, fingerprint, layout, policy, seed } = site.scenario
  const at = site.engine.now()
  const opened = {
    _tag: "SiteOpened",
    site: layout.site,
    fingerprint,
    seed,
    policy: policy.name,
    assumptions,
    at
  } as const
  const slotted = slotFaces(site.scenario, at)
  if (Result.isFailure(slotted)) return Result.fail(slotted.failure)
  site.record("open", "site", only(), [opened, slotted.success])
  grantAll(site)
  const lines = openingStock(site)
  for (let from = 0; from < lines.length; from += linesAtOnce) {
    const asn = `OPENING-${1 + from / linesAtOnce}` as AsnId
    receiveOpeningStock(site, grounds, asn, lines.slice(from, from + linesAtOnce))
  }
  return Result.succeed(undefined)
}
