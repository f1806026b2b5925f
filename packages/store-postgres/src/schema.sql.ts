/**
 * The tables, and how those of an older version become those of this version.
 *
 * `commits` is the journal, `ids` finds a commit by its id, `heads` has one row per tenant, whose lock is what every
 * append takes. The other tables are made from the journal and tell of it up to the position in `saved`; they are
 * written once for some thousand commits.
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
  ...allTables.flatMap(fenced),
  ...functions,
  "REVOKE ALL ON ALL FUNCTIONS IN SCHEMA stowage FROM PUBLIC"
]

/** `migrations[n]` makes version n + 1 out of version n, statement by statement. Only ever added to. */
export const migrations: ReadonlyArray<ReadonlyArray<string>> = [first]

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
    `GRANT SELECT, INSERT ON stowage.commits, stowage.ids, stowage.streams TO ${role}`,
    `GRANT SELECT, INSERT, UPDATE ON stowage.heads, stowage.saved, stowage.claims TO ${role}`,
    `GRANT SELECT, INSERT, UPDATE, DELETE ON stowage.balances TO ${role}`,
    `GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA stowage TO ${role}`
  ]
}
