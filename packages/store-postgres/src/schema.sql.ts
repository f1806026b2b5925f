/**
 * The tables, and how those of an older version become those of this version.
 *
 * `blocks` is the journal, `heads` has one row per tenant, whose lock is what every append takes. The other tables are
 * made from the journal and tell of it up to the position in `saved`; they are written once for some thousand commits.
 *
 * `tenant` comes first in every key, and no row is seen, nor written, but of the tenant that the transaction has named.
 */
import { functions } from "./functions.sql.ts"

/** Commits of a tenant are stored in bands of so many positions, each a table of its own; what is beyond is in one. */
export const bandSize = 16_777_216
const bands = 16

const idParts = 8

const range = (count: number): ReadonlyArray<number> => Array.from({ length: count }, (_, index) => index)
const numbered = (name: string, index: number): string => `stowage.${name}_${String(index).padStart(2, "0")}`

const bandOf = (band: number): string => {
  const from = band === 0 ? "MINVALUE" : String(band * bandSize)
  const to = band === bands ? "MAXVALUE" : String((band + 1) * bandSize)
  return `CREATE TABLE ${numbered("commits", band)} PARTITION OF stowage.commits FOR VALUES FROM (${from}) TO (${to})`
}

const partOf = (part: number): string =>
  `CREATE TABLE ${numbered("ids", part)} PARTITION OF stowage.ids
    FOR VALUES WITH (MODULUS ${idParts}, REMAINDER ${part})`

/** Of version 1. */
const tables = ["heads", "saved", "commits", "ids", "streams", "balances", "claims"]

const allTables: ReadonlyArray<string> = [
  ...tables.map((name) => `stowage.${name}`),
  ...range(bands + 1).map((band) => numbered("commits", band)),
  ...range(idParts).map((part) => numbered("ids", part))
]

/** Nobody sees or writes a row of a tenant that is not named, not even the owner of the table. */
const fenced = (table: string): ReadonlyArray<string> => [
  `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
  `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`,
  `CREATE POLICY tenant ON ${table} USING (tenant = (SELECT current_setting('stowage.tenant', true)))`
]

const first: ReadonlyArray<string> = [
  "CREATE TABLE stowage.schema_version (version integer NOT NULL)",
  `CREATE TABLE stowage.heads (
    tenant text COLLATE "C" PRIMARY KEY,
    last bigint NOT NULL DEFAULT 0,
    epoch bigint NOT NULL DEFAULT 0, -- counts the takeovers by single writers
    holder text,
    lease_until timestamptz
  ) WITH (fillfactor = 50)`,
  `CREATE TABLE stowage.saved (
    tenant text COLLATE "C" PRIMARY KEY,
    position bigint NOT NULL DEFAULT 0
  ) WITH (fillfactor = 50)`,
  `CREATE TABLE stowage.commits (
    tenant text COLLATE "C" NOT NULL,
    position bigint NOT NULL,
    body text NOT NULL, -- the commit as JSON, as it was written: jsonb would not give it back byte for byte
    PRIMARY KEY (tenant, position)
  ) PARTITION BY RANGE (position)`,
  ...range(bands + 1).map(bandOf),
  `CREATE TABLE stowage.ids (
    tenant text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (tenant, id)
  ) PARTITION BY HASH (tenant, id)`,
  ...range(idParts).map(partOf),
  // One row per append; `version` is that of its last event.
  `CREATE TABLE stowage.streams (
    tenant text COLLATE "C" NOT NULL,
    stream text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (tenant, stream, version)
  )`,
  // `rest` is the account's text when that is too long for a key.
  `CREATE TABLE stowage.balances (
    tenant text COLLATE "C" NOT NULL,
    account text COLLATE "C" NOT NULL,
    rest text,
    sku text COLLATE "C" NOT NULL,
    site text COLLATE "C" NOT NULL, -- empty for outside parties
    place text COLLATE "C" NOT NULL,
    posted bigint NOT NULL,
    pending_out bigint NOT NULL,
    pending_in bigint NOT NULL,
    PRIMARY KEY (tenant, account)
  ) WITH (fillfactor = 80)`,
  "CREATE INDEX balances_by_sku ON stowage.balances (tenant, sku, site)",
  "CREATE INDEX balances_by_place ON stowage.balances (tenant, place)",
  // A resolved claim is kept by id and state: the id is not used again.
  `CREATE TABLE stowage.claims (
    tenant text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    rest text,
    from_account text,
    to_account text,
    quantity bigint,
    expires_at bigint,
    state text NOT NULL,
    PRIMARY KEY (tenant, id)
  )`,
  "CREATE INDEX claims_open ON stowage.claims (tenant, expires_at) WHERE state = 'pending'",
  ...allTables.flatMap(fenced)
]

const blocksOf = (band: number): string => {
  const from = band === 0 ? "MINVALUE" : String(band * bandSize)
  const to = band === bands ? "MAXVALUE" : String((band + 1) * bandSize)
  return `CREATE TABLE ${numbered("blocks", band)} PARTITION OF stowage.blocks FOR VALUES FROM (${from}) TO (${to})`
}

const newTables: ReadonlyArray<string> = [
  ...["blocks", "segments", "pages"].map((name) => `stowage.${name}`),
  ...range(bands + 1).map((band) => numbered("blocks", band))
]

/** Puts the functions of this version in the place of those there are. */
const functionsAnew: ReadonlyArray<string> = [
  `DO $$ DECLARE old regprocedure; BEGIN
    FOR old IN SELECT oid::regprocedure FROM pg_proc WHERE pronamespace = 'stowage'::regnamespace LOOP
      EXECUTE 'DROP FUNCTION ' || old;
    END LOOP;
  END $$`,
  ...functions,
  "REVOKE ALL ON ALL FUNCTIONS IN SCHEMA stowage FROM PUBLIC"
]

/** Bytes and long texts are kept as they are: looking whether they could be made smaller costs more than their room. */
const uncompressed = (table: string, ...columns: ReadonlyArray<string>): ReadonlyArray<string> =>
  columns.map((column) => `ALTER TABLE ${table} ALTER COLUMN ${column} SET STORAGE EXTERNAL`)

/**
 * Commits in blocks, names and claims in segments. Only the journal itself is taken over: the tables are made from it
 * anew when a journal is opened for writing.
 */
const second: ReadonlyArray<string> = [
  `CREATE TABLE stowage.blocks (
    tenant text COLLATE "C" NOT NULL,
    last bigint NOT NULL, -- the position of the last commit in it
    first bigint NOT NULL,
    body text NOT NULL, -- its commits as JSON, a line each, as they were written
    PRIMARY KEY (tenant, last)
  ) PARTITION BY RANGE (last)`,
  ...range(bands + 1).map(blocksOf),
  ...range(bands + 1).flatMap((band) => uncompressed(numbered("blocks", band), "body")),
  // What is kept of the commits after `from_position`, up to `to_position`; without gaps.
  `CREATE TABLE stowage.segments (
    tenant text COLLATE "C" NOT NULL,
    to_position bigint NOT NULL,
    from_position bigint NOT NULL,
    firsts bytea NOT NULL,
    opened integer NOT NULL, -- how many pages
    closed integer NOT NULL,
    PRIMARY KEY (tenant, to_position)
  )`,
  // Pages of segments, and of those that are being merged.
  `CREATE TABLE stowage.pages (
    tenant text COLLATE "C" NOT NULL,
    to_position bigint NOT NULL,
    from_position bigint NOT NULL,
    kind text COLLATE "C" NOT NULL,
    number integer NOT NULL,
    keys bytea NOT NULL,
    vals bytea NOT NULL,
    PRIMARY KEY (tenant, to_position, from_position, kind, number)
  )`,
  ...uncompressed("stowage.pages", "keys", "vals"),
  // The owner sees all tenants, for as long as it takes.
  ...["commits", "saved", "balances"].map((name) => `ALTER TABLE stowage.${name} NO FORCE ROW LEVEL SECURITY`),
  `INSERT INTO stowage.blocks (tenant, last, first, body)
    SELECT tenant, max(position), min(position), string_agg(body, E'\n' ORDER BY position)
    FROM stowage.commits GROUP BY tenant, (position - 1) / 16`,
  "UPDATE stowage.saved SET position = 0",
  "DELETE FROM stowage.balances",
  ...["saved", "balances"].map((name) => `ALTER TABLE stowage.${name} FORCE ROW LEVEL SECURITY`),
  ...["commits", "ids", "streams", "claims"].map((name) => `DROP TABLE stowage.${name}`),
  ...newTables.flatMap(fenced),
  ...functionsAnew
]

/**
 * Claims as bytes, and commits without the names of their fields. What version 2 wrote stays and is read. A save gives
 * most balances other numbers: with half of each page of the table left free the new row finds room beside the old one,
 * and no index has to learn of it. Blocks are of as much as fits into one page, and stay in it.
 */
const third: ReadonlyArray<string> = [
  "ALTER TABLE stowage.balances SET (fillfactor = 45)",
  ...range(bands + 1).map((band) => `ALTER TABLE ${numbered("blocks", band)} SET (toast_tuple_target = 8160)`),
  ...functionsAnew
]

/** `migrations[n]` makes version n + 1 out of version n, statement by statement. Only ever added to. */
export const migrations: ReadonlyArray<ReadonlyArray<string>> = [first, second, third]

/** The version of the tables that this library writes. */
export const schemaVersion = migrations.length

/**
 * What the owner of the schema runs so that `role` can write and read journals, and do nothing else. Throws for a name
 * that would have to be quoted.
 */
export const grantsTo = (role: string): ReadonlyArray<string> => {
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(role)) {
    throw new Error(`expected a role's name of small letters, digits and _, got ${JSON.stringify(role)}`)
  }
  return [
    `GRANT USAGE ON SCHEMA stowage TO ${role}`,
    `GRANT SELECT ON stowage.schema_version TO ${role}`,
    `GRANT SELECT, INSERT ON stowage.blocks TO ${role}`,
    `GRANT SELECT, INSERT, UPDATE ON stowage.heads, stowage.saved TO ${role}`,
    `GRANT SELECT, INSERT, UPDATE, DELETE ON stowage.balances, stowage.segments, stowage.pages TO ${role}`,
    `GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA stowage TO ${role}`
  ]
}
