/**
 * The tables, and how a file of an older version becomes one of this version.
 *
 * `commits` is the journal. All other tables are made from it, and tell of it up to the position in `saved`: they are
 * written once for some thousand commits, so that a commit costs two rows and not a dozen, and so that opening reads
 * the few commits after that position and not all of them.
 */

/** Marks a file as a journal of this library: `Stow` in ASCII. */
export const applicationId = 0x53746f77

const first = `
CREATE TABLE commits (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  body TEXT NOT NULL -- the commit as JSON
) STRICT;

CREATE TABLE saved (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  position INTEGER NOT NULL
) STRICT;
INSERT INTO saved VALUES (1, 0);

-- One row per append; \`version\` is that of its last event.
CREATE TABLE streams (
  stream TEXT NOT NULL,
  version INTEGER NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (stream, version)
) STRICT, WITHOUT ROWID;

-- Accounts that hold or await something. The text is kept apart from the numbers that change, so that the busy table
-- stays small.
CREATE TABLE accounts (
  number INTEGER PRIMARY KEY,
  account TEXT NOT NULL UNIQUE,
  sku TEXT NOT NULL,
  site TEXT NOT NULL, -- empty for outside parties
  place TEXT NOT NULL
) STRICT;
CREATE INDEX accounts_by_sku ON accounts (sku, site);
CREATE INDEX accounts_by_place ON accounts (place);

CREATE TABLE balances (
  number INTEGER PRIMARY KEY,
  posted INTEGER NOT NULL,
  pending_out INTEGER NOT NULL,
  pending_in INTEGER NOT NULL
) STRICT;

-- Pending transfers not yet resolved; accounts by number.
CREATE TABLE claims (
  id TEXT PRIMARY KEY,
  from_number INTEGER NOT NULL,
  to_number INTEGER NOT NULL,
  quantity INTEGER NOT NULL,
  expires_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX claims_by_expiry ON claims (expires_at) WHERE expires_at IS NOT NULL;

-- Ids of pending transfers that were resolved: they are not used again.
CREATE TABLE resolved (
  id TEXT PRIMARY KEY,
  state TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`

/** `migrations[n]` makes version n + 1 out of version n. Only ever added to. */
export const migrations: ReadonlyArray<string> = [first]

/** The version of the tables that this library writes, as in the file's \`user_version\`. */
export const schemaVersion = migrations.length
