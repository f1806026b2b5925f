/**
 * The tables, and how a file of an older version becomes one of this version.
 *
 * `blocks` is the journal. All other tables are made from it, and tell of it up to where the last of `segments` ends:
 * they are written once for some thousand commits, so that a commit costs a row or less, and so that opening reads the
 * few commits after that position and not all of them.
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

/**
 * Commits in blocks, names and claims in segments. Only the journal itself is taken over: the tables are made from it
 * anew when the file is opened.
 */
const second = `
CREATE TABLE blocks (
  last INTEGER PRIMARY KEY, -- the position of the last commit in it
  first INTEGER NOT NULL,
  body TEXT NOT NULL -- its commits as JSON, a line each
) STRICT;
INSERT INTO blocks
  SELECT max(position), min(position), group_concat(body, char(10) ORDER BY position) FROM commits
  GROUP BY (position - 1) / 16;

-- What is kept of the commits after \`from_position\`, up to \`to_position\`; without gaps.
CREATE TABLE segments (
  to_position INTEGER PRIMARY KEY,
  from_position INTEGER NOT NULL,
  firsts BLOB NOT NULL,
  opened INTEGER NOT NULL, -- how many pages
  closed INTEGER NOT NULL
) STRICT;

-- Pages of segments, and of those that are being merged.
CREATE TABLE pages (
  to_position INTEGER NOT NULL,
  from_position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  number INTEGER NOT NULL,
  keys BLOB NOT NULL,
  vals BLOB NOT NULL,
  UNIQUE (to_position, from_position, kind, number)
) STRICT;

DELETE FROM accounts;
DELETE FROM balances;
DROP TABLE commits;
DROP TABLE saved;
DROP TABLE streams;
DROP TABLE claims;
DROP TABLE resolved;
`

/**
 * Claims as bytes, and commits without the names of their fields. What version 2 wrote stays and is read; but a library
 * of that version cannot read this one's.
 */
const third = ""

/** `migrations[n]` makes version n + 1 out of version n. Only ever added to. */
export const migrations: ReadonlyArray<string> = [first, second, third]

/** The version of the tables that this library writes, as in the file's \`user_version\`. */
export const schemaVersion = migrations.length
