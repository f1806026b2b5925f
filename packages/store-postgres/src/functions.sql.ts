/**
 * Every statement that the store runs, as a function in the database: one call is one round trip and one transaction.
 *
 * A function names its tenant for its own transaction only, so connections may be shared by tenants and poolers. What
 * an answer tells is told by one statement, for each statement of a function sees its own moment. They run with the
 * rights of the caller. Plans are by index whatever the tables' statistics say, for these know nothing yet of a
 * tenant that is new.
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
 * Appends behind p_after under the lock of the tenant's head. p_epoch is the single writer's, null for one of many.
 * 0: appended. 1: others have appended. 2: the epoch is another, or a single writer holds the journal. 3: a name that
 * was taken to be new is not: a stream, a claim, or an id of p_new. Another id that is not new is a unique violation,
 * which costs nothing to look for but ends the transaction.
 */
const append = routine(
  `append(p_tenant text, p_after bigint, p_epoch bigint, p_ids text[], p_bodies text[],
    p_streams text[], p_claims text[], p_new text[])`,
  "integer",
  `DECLARE
    head record;
  BEGIN
    ${nameTenant}
    -- Before the lock: what is saved meanwhile is of commits that the writer has seen, or the head has moved on.
    IF (p_streams <> '{}' OR p_claims <> '{}' OR p_new <> '{}') AND (
      EXISTS (SELECT FROM stowage.streams WHERE tenant = p_tenant AND stream = ANY (p_streams))
      OR EXISTS (SELECT FROM stowage.claims WHERE tenant = p_tenant AND id = ANY (p_claims))
      OR EXISTS (SELECT FROM stowage.ids WHERE tenant = p_tenant AND id = ANY (p_new))
    ) THEN RETURN 3; END IF;
    UPDATE stowage.heads SET last = p_after + cardinality(p_ids)
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
    INSERT INTO stowage.ids (tenant, id, position)
      SELECT p_tenant, id, p_after + nth FROM unnest(p_ids) WITH ORDINALITY AS entry (id, nth);
    INSERT INTO stowage.commits (tenant, position, body)
      SELECT p_tenant, p_after + nth, body FROM unnest(p_bodies) WITH ORDINALITY AS entry (body, nth);
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

const readCommits = routine(
  "read_commits(p_tenant text, p_after bigint, p_limit bigint)",
  "TABLE (at double precision, text text)",
  `BEGIN
    ${nameTenant}
    RETURN QUERY SELECT position::double precision, body FROM stowage.commits
      WHERE tenant = p_tenant AND position > p_after ORDER BY position LIMIT p_limit;
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

/** What is known of names and accounts, a row each by kind; always one row of kind s. */
const lookUp = routine(
  "look_up(p_tenant text, p_ids text[], p_streams text[], p_claims text[], p_accounts text[])",
  `TABLE (kind text, name text, a double precision, b double precision, c double precision,
    from_text text, to_text text, state_text text)`,
  `BEGIN
    ${nameTenant}
    RETURN QUERY
    SELECT 's', NULL, position::double precision, NULL::double precision, NULL::double precision,
        NULL::text, NULL::text, NULL::text
      FROM stowage.saved WHERE tenant = p_tenant
    UNION ALL SELECT 'i', found.id, found.position, NULL, NULL, NULL, NULL, NULL
      FROM unnest(p_ids) AS wanted CROSS JOIN LATERAL (
        SELECT id, position FROM stowage.ids WHERE tenant = p_tenant AND id = wanted
      ) AS found
    UNION ALL SELECT 'v', wanted, found.version, NULL, NULL, NULL, NULL, NULL
      FROM unnest(p_streams) AS wanted CROSS JOIN LATERAL (
        SELECT version FROM stowage.streams WHERE tenant = p_tenant AND stream = wanted
        ORDER BY version DESC LIMIT 1
      ) AS found
    UNION ALL SELECT 'c', id, quantity, expires_at, NULL, from_account, to_account, state
      FROM stowage.claims WHERE tenant = p_tenant AND id = ANY (p_claims)
    UNION ALL SELECT 'b', account, posted, pending_out, pending_in, NULL, NULL, NULL
      FROM stowage.balances WHERE tenant = p_tenant AND account = ANY (p_accounts);
  END`
)

const balancesBy = (condition: string): string => `RETURN QUERY
    SELECT s.position::double precision, b.account, b.rest, b.posted::double precision,
      b.pending_out::double precision, b.pending_in::double precision
    FROM stowage.saved s LEFT JOIN stowage.balances b ON b.tenant = s.tenant ${condition}
    WHERE s.tenant = p_tenant`

/** Balances of a place, or of a SKU (at a site), or all: the narrowest that is given. Always at least one row. */
const readBalances = routine(
  "read_balances(p_tenant text, p_place text, p_sku text, p_site text)",
  `TABLE (as_of double precision, name text, rest_text text, posted_sum double precision,
    out_sum double precision, in_sum double precision)`,
  `BEGIN
    ${nameTenant}
    IF p_place IS NOT NULL THEN ${balancesBy("AND b.place = p_place")};
    ELSIF p_site IS NOT NULL THEN ${balancesBy("AND b.sku = p_sku AND b.site = p_site")};
    ELSIF p_sku IS NOT NULL THEN ${balancesBy("AND b.sku = p_sku")};
    ELSE ${balancesBy("")};
    END IF;
  END`
)

const claimsBy = (condition: string): string => `RETURN QUERY
    SELECT s.position::double precision, c.id, c.rest, c.quantity::double precision,
      c.expires_at::double precision, c.from_account, c.to_account
    FROM stowage.saved s LEFT JOIN stowage.claims c ON c.tenant = s.tenant AND c.state = 'pending' ${condition}
    WHERE s.tenant = p_tenant`

/** Open claims: of these ids, or that may be expired, or all: the narrowest that is given. Always at least one row. */
const readClaims = routine(
  "read_claims(p_tenant text, p_ids text[], p_expirable bigint)",
  `TABLE (as_of double precision, name text, rest_text text, quantity_left double precision,
    expires double precision, from_text text, to_text text)`,
  `BEGIN
    ${nameTenant}
    IF p_ids IS NOT NULL THEN ${claimsBy("AND c.id = ANY (p_ids)")};
    ELSIF p_expirable IS NOT NULL THEN ${claimsBy("AND c.expires_at <= p_expirable")};
    ELSE ${claimsBy("")};
    END IF;
  END`
)

const readStream = routine(
  "read_stream(p_tenant text, p_stream text, p_after bigint)",
  "TABLE (as_of double precision, at double precision, text text)",
  `BEGIN
    ${nameTenant}
    RETURN QUERY
    SELECT s.position::double precision, found.position::double precision, found.body
    FROM stowage.saved s LEFT JOIN LATERAL (
      SELECT c.position, c.body FROM stowage.streams a
      JOIN stowage.commits c ON c.tenant = a.tenant AND c.position = a.position
      WHERE a.tenant = s.tenant AND a.stream = p_stream AND a.version > p_after
    ) AS found ON true
    WHERE s.tenant = p_tenant ORDER BY found.position;
  END`
)

/**
 * Writes what changed after p_from up to p_to, when the tables tell up to exactly p_from. Up to where they tell now.
 * Text that is missing comes empty; a claim without accounts is resolved.
 */
const save = routine(
  `save(p_tenant text, p_from bigint, p_to bigint,
    b_accounts text[], b_rests text[], b_skus text[], b_sites text[], b_places text[],
    b_posted bigint[], b_outs bigint[], b_ins bigint[], gone text[],
    c_ids text[], c_rests text[], c_froms text[], c_tos text[], c_quantities bigint[], c_expiries bigint[],
    c_states text[], a_streams text[], a_versions bigint[], a_positions bigint[])`,
  "double precision",
  `DECLARE
    told bigint;
  BEGIN
    ${nameTenant}
    SELECT position INTO STRICT told FROM stowage.saved WHERE tenant = p_tenant FOR UPDATE;
    IF told <> p_from THEN RETURN told; END IF;
    INSERT INTO stowage.balances AS b
        (tenant, account, rest, sku, site, place, posted, pending_out, pending_in)
      SELECT p_tenant, account, nullif(rest, ''), sku, site, place, posted, outs, ins FROM
        unnest(b_accounts, b_rests, b_skus, b_sites, b_places, b_posted, b_outs, b_ins)
          AS row (account, rest, sku, site, place, posted, outs, ins)
      ON CONFLICT (tenant, account) DO UPDATE
        SET posted = excluded.posted, pending_out = excluded.pending_out, pending_in = excluded.pending_in;
    IF gone <> '{}' THEN
      DELETE FROM stowage.balances WHERE tenant = p_tenant AND account = ANY (gone);
    END IF;
    INSERT INTO stowage.claims AS c (tenant, id, rest, from_account, to_account, quantity, expires_at, state)
      SELECT p_tenant, id, nullif(rest, ''), nullif(from_text, ''), nullif(to_text, ''), quantity, expires, state FROM
        unnest(c_ids, c_rests, c_froms, c_tos, c_quantities, c_expiries, c_states)
          AS row (id, rest, from_text, to_text, quantity, expires, state)
      ON CONFLICT (tenant, id) DO UPDATE SET
        rest = excluded.rest, from_account = excluded.from_account, to_account = excluded.to_account,
        quantity = excluded.quantity, expires_at = excluded.expires_at, state = excluded.state;
    INSERT INTO stowage.streams (tenant, stream, version, position)
      SELECT p_tenant, * FROM unnest(a_streams, a_versions, a_positions);
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
  readCommits,
  readSaved,
  lookUp,
  readBalances,
  readClaims,
  readStream,
  save
]
