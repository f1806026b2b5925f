/**
 * Every statement that the store runs, as a function in the database: one call is one round trip and one transaction.
 *
 * A function names its tenant for its own transaction only, so connections may be shared by tenants and poolers. What
 * an answer tells is told by one statement, for each statement of a function sees its own moment. They run with the
 * rights of the caller. Plans are by index whatever the tables' statistics say, for these know nothing yet of a
 * tenant that is new.
 *
 * When the stored form changes, whatever reads it gets another name: so a process of the version before, which cannot
 * read what is written now, is told that it is of another version.
 */

const settings = `SET search_path = pg_catalog, pg_temp SET enable_seqscan = off SET plan_cache_mode = force_generic_plan`

const routine = (signature: string, returns: string, body: string): string =>
  `CREATE FUNCTION stowage.${signature} RETURNS ${returns} LANGUAGE plpgsql ${settings} AS $stowage$
${body}
$stowage$`

const nameTenant = `PERFORM set_config('stowage.tenant', p_tenant, true);`

/** Makes the rows of a tenant that is new. */
const openTenant = routine(
  "open_tenant(p_tenant text)",
  "void",
  `BEGIN
    ${nameTenant}
    INSERT INTO stowage.heads (tenant) VALUES (p_tenant) ON CONFLICT DO NOTHING;
    INSERT INTO stowage.saved (tenant) VALUES (p_tenant) ON CONFLICT DO NOTHING;
  END`
)

/**
 * Appends blocks behind p_after under the lock of the tenant's head, each up to a position of p_lasts. p_epoch is the
 * single writer's, null for one of many. 0: appended. 1: others have appended. 2: the epoch is another, or a single
 * writer holds the journal.
 */
const append = routine(
  "append(p_tenant text, p_after bigint, p_epoch bigint, p_lasts bigint[], p_bodies text[])",
  "integer",
  `DECLARE
    head record;
  BEGIN
    ${nameTenant}
    UPDATE stowage.heads SET last = p_lasts[cardinality(p_lasts)]
      WHERE tenant = p_tenant AND last = p_after AND CASE
        WHEN p_epoch IS NULL THEN lease_until IS NULL OR lease_until <= clock_timestamp()
        ELSE epoch = p_epoch
      END;
    IF NOT FOUND THEN
      SELECT last, epoch, lease_until INTO STRICT head FROM stowage.heads WHERE tenant = p_tenant;
      RETURN CASE
        WHEN p_epoch IS NULL AND head.lease_until > clock_timestamp() THEN 2
        WHEN p_epoch <> head.epoch THEN 2
        ELSE 1
      END;
    END IF;
    INSERT INTO stowage.blocks (tenant, last, first, body)
      SELECT p_tenant, p_lasts[nth], coalesce(p_lasts[nth - 1], p_after) + 1, p_bodies[nth]
      FROM generate_subscripts(p_lasts, 1) AS nth;
    RETURN 0;
  END`
)

/** Takes the lock of the head until the transaction ends, which the server ends when nothing is heard for p_idle ms. */
const lockHead = routine(
  "lock_head(p_tenant text, p_idle bigint)",
  "void",
  `BEGIN
    ${nameTenant}
    PERFORM set_config('idle_in_transaction_session_timeout', p_idle::text, true);
    PERFORM FROM stowage.heads WHERE tenant = p_tenant FOR UPDATE;
  END`
)

/** Makes p_holder the only writer for p_lease ms, unless somebody else is. The new epoch and null, or null and who. */
const takeOver = routine(
  "take_over(p_tenant text, p_holder text, p_lease bigint)",
  "TABLE (taken double precision, held_by text, for_ms double precision)",
  `BEGIN
    ${nameTenant}
    RETURN QUERY UPDATE stowage.heads
      SET epoch = epoch + 1, holder = p_holder, lease_until = clock_timestamp() + p_lease * interval '1 millisecond'
      WHERE tenant = p_tenant AND (
        lease_until IS NULL OR lease_until <= clock_timestamp() OR holder = p_holder
      )
      RETURNING epoch::double precision, NULL::text, NULL::double precision;
    IF NOT FOUND THEN
      RETURN QUERY SELECT NULL::double precision, holder,
        (extract(epoch FROM lease_until - clock_timestamp()) * 1000)::double precision
        FROM stowage.heads WHERE tenant = p_tenant;
    END IF;
  END`
)

/** Holds on for p_lease ms more; for none, lets go. Whether the epoch is still p_epoch. */
const renew = routine(
  "renew(p_tenant text, p_epoch bigint, p_lease bigint)",
  "boolean",
  `BEGIN
    ${nameTenant}
    UPDATE stowage.heads SET lease_until = clock_timestamp() + p_lease * interval '1 millisecond'
      WHERE tenant = p_tenant AND epoch = p_epoch;
    RETURN FOUND;
  END`
)

/** The blocks of the p_limit commits after p_after. */
const blocksAfter = routine(
  "blocks_after(p_tenant text, p_after bigint, p_limit bigint)",
  "TABLE (first_at double precision, last_at double precision, text text)",
  `BEGIN
    ${nameTenant}
    RETURN QUERY SELECT first::double precision, last::double precision, body FROM stowage.blocks
      WHERE tenant = p_tenant AND last > p_after AND last <= p_after + p_limit
      UNION ALL (
        SELECT first::double precision, last::double precision, body FROM stowage.blocks
        WHERE tenant = p_tenant AND last > p_after + p_limit ORDER BY stowage.blocks.last LIMIT 1
      ) ORDER BY 2;
  END`
)

/** Commits one by one: the line of each in its block. */
const commitsAt = routine(
  "commits_at(p_tenant text, p_positions bigint[])",
  "TABLE (at double precision, text text)",
  `BEGIN
    ${nameTenant}
    RETURN QUERY SELECT wanted::double precision, split_part(b.body, E'\\n', (wanted - b.first + 1)::integer)
      FROM unnest(p_positions) AS wanted CROSS JOIN LATERAL (
        SELECT first, body FROM stowage.blocks WHERE tenant = p_tenant AND last >= wanted ORDER BY last LIMIT 1
      ) AS b;
  END`
)

const readSaved = routine(
  "read_saved(p_tenant text)",
  "double precision",
  `BEGIN
    ${nameTenant}
    RETURN (SELECT position FROM stowage.saved WHERE tenant = p_tenant);
  END`
)

const balanceRows = `TABLE (as_of double precision, name text, rest_text text, posted_sum double precision,
    out_sum double precision, in_sum double precision)`

const balancesBy = (condition: string): string => `RETURN QUERY
    SELECT s.position::double precision, b.account, b.rest, b.posted::double precision,
      b.pending_out::double precision, b.pending_in::double precision
    FROM stowage.saved s LEFT JOIN stowage.balances b ON b.tenant = s.tenant ${condition}
    WHERE s.tenant = p_tenant`

/** Balances of accounts. Always at least one row. */
const readBalancesOf = routine(
  "read_balances_of(p_tenant text, p_accounts text[])",
  balanceRows,
  `BEGIN
    ${nameTenant}
    ${balancesBy("AND b.account = ANY (p_accounts)")};
  END`
)

/** Balances of a place, or of a SKU (at a site), or all: the narrowest that is given. Always at least one row. */
const readBalances = routine(
  "read_balances(p_tenant text, p_place text, p_sku text, p_site text)",
  balanceRows,
  `BEGIN
    ${nameTenant}
    IF p_place IS NOT NULL THEN ${balancesBy("AND b.place = p_place")};
    ELSIF p_site IS NOT NULL THEN ${balancesBy("AND b.sku = p_sku AND b.site = p_site")};
    ELSIF p_sku IS NOT NULL THEN ${balancesBy("AND b.sku = p_sku")};
    ELSE ${balancesBy("")};
    END IF;
  END`
)

const readSegments = routine(
  "read_segments(p_tenant text)",
  `TABLE (from_at double precision, to_at double precision, firsts_bytes bytea, opened_pages integer,
    closed_pages integer)`,
  `BEGIN
    ${nameTenant}
    RETURN QUERY SELECT from_position::double precision, to_position::double precision, firsts, opened, closed
      FROM stowage.segments WHERE tenant = p_tenant ORDER BY to_position;
  END`
)

/** Pages of segments that are there, by the numbers of what was asked for. */
const pagesOf = routine(
  "pages_of(p_tenant text, p_froms bigint[], p_tos bigint[], p_kinds text[], p_numbers integer[])",
  "TABLE (nth double precision, key_bytes bytea, value_bytes bytea)",
  `BEGIN
    ${nameTenant}
    RETURN QUERY SELECT asked.nth::double precision, p.keys, p.vals
      FROM unnest(p_froms, p_tos, p_kinds, p_numbers) WITH ORDINALITY AS asked (f, t, k, n, nth)
      JOIN stowage.segments s ON s.tenant = p_tenant AND s.to_position = t AND s.from_position = f
      JOIN stowage.pages p ON p.tenant = p_tenant AND p.to_position = t AND p.from_position = f
        AND p.kind = k AND p.number = n
      ORDER BY asked.nth;
  END`
)

/** Keys of pages of names, from number p_first to before p_end. */
const readKeys = routine(
  "read_keys(p_tenant text, p_from bigint, p_to bigint, p_first integer, p_end integer)",
  "SETOF bytea",
  `BEGIN
    ${nameTenant}
    RETURN QUERY SELECT keys FROM stowage.pages
      WHERE tenant = p_tenant AND to_position = p_to AND from_position = p_from AND kind = 'names'
        AND number >= p_first AND number < p_end
      ORDER BY number;
  END`
)

const pageParameters = `p_froms bigint[], p_tos bigint[], p_kinds text[], p_numbers integer[], p_keys bytea[],
    p_vals bytea[]`

const insertPages = `INSERT INTO stowage.pages (tenant, from_position, to_position, kind, number, keys, vals)
      SELECT p_tenant, * FROM unnest(p_froms, p_tos, p_kinds, p_numbers, p_keys, p_vals)
      ON CONFLICT (tenant, to_position, from_position, kind, number)
        DO UPDATE SET keys = excluded.keys, vals = excluded.vals;`

const insertSegment = `INSERT INTO stowage.segments (tenant, from_position, to_position, firsts, opened, closed)
      VALUES (p_tenant, p_from, p_to, p_firsts, p_opened, p_closed);`

const writePages = routine(
  `write_pages(p_tenant text, ${pageParameters})`,
  "void",
  `BEGIN
    ${nameTenant}
    ${insertPages}
  END`
)

/** Puts a segment in the place of others and their pages, if they are all there; whether they were. */
const replace = routine(
  `replace_segments(p_tenant text, p_from bigint, p_to bigint, p_firsts bytea, p_opened integer, p_closed integer,
    p_froms bigint[], p_tos bigint[])`,
  "boolean",
  `BEGIN
    ${nameTenant}
    PERFORM FROM stowage.saved WHERE tenant = p_tenant FOR UPDATE;
    IF cardinality(p_tos) <> (
      SELECT count(*) FROM unnest(p_froms, p_tos) AS gone (f, t)
      JOIN stowage.segments s ON s.tenant = p_tenant AND s.to_position = t AND s.from_position = f
    ) THEN RETURN false; END IF;
    DELETE FROM stowage.segments s USING unnest(p_froms, p_tos) AS gone (f, t)
      WHERE s.tenant = p_tenant AND s.to_position = t AND s.from_position = f;
    DELETE FROM stowage.pages p USING unnest(p_froms, p_tos) AS gone (f, t)
      WHERE p.tenant = p_tenant AND p.to_position = t AND p.from_position = f;
    ${insertSegment}
    RETURN true;
  END`
)

/**
 * Writes what changed after p_from up to p_to, when the tables tell up to exactly p_from. Up to where they tell now.
 * Text that is missing comes empty. Most balances are there before: to give them other numbers costs half of what it
 * costs to try and insert them.
 */
const save = routine(
  `save(p_tenant text, p_from bigint, p_to bigint,
    b_accounts text[], b_rests text[], b_skus text[], b_sites text[], b_places text[],
    b_posted bigint[], b_outs bigint[], b_ins bigint[], gone text[],
    p_firsts bytea, p_opened integer, p_closed integer, ${pageParameters})`,
  "double precision",
  `DECLARE
    told bigint;
    known bigint;
  BEGIN
    ${nameTenant}
    SELECT position INTO STRICT told FROM stowage.saved WHERE tenant = p_tenant FOR UPDATE;
    IF told <> p_from THEN RETURN told; END IF;
    UPDATE stowage.balances AS b SET posted = row.posted, pending_out = row.outs, pending_in = row.ins
      FROM unnest(b_accounts, b_posted, b_outs, b_ins) AS row (account, posted, outs, ins)
      WHERE b.tenant = p_tenant AND b.account = row.account;
    GET DIAGNOSTICS known = ROW_COUNT;
    IF known < cardinality(b_accounts) THEN
      INSERT INTO stowage.balances (tenant, account, rest, sku, site, place, posted, pending_out, pending_in)
        SELECT p_tenant, account, nullif(rest, ''), sku, site, place, posted, outs, ins FROM
          unnest(b_accounts, b_rests, b_skus, b_sites, b_places, b_posted, b_outs, b_ins)
            AS row (account, rest, sku, site, place, posted, outs, ins)
        ON CONFLICT DO NOTHING;
    END IF;
    IF gone <> '{}' THEN
      DELETE FROM stowage.balances WHERE tenant = p_tenant AND account = ANY (gone);
    END IF;
    ${insertPages}
    ${insertSegment}
    UPDATE stowage.saved SET position = p_to WHERE tenant = p_tenant;
    RETURN p_to;
  END`
)

/** In the order in which they are made. */
export const functions: ReadonlyArray<string> = [
  openTenant,
  append,
  lockHead,
  takeOver,
  renew,
  blocksAfter,
  commitsAt,
  readSaved,
  readBalancesOf,
  readBalances,
  readSegments,
  pagesOf,
  readKeys,
  writePages,
  replace,
  save
]
