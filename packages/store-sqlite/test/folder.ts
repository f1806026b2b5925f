import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll } from "vitest"

const made = mkdtempSync(join(tmpdir(), "stowage-test-"))
afterAll(() => rmSync(made, { recursive: true, force: true }))

/** A folder for this test file, deleted at its end. */
export const folder = (): string => made
