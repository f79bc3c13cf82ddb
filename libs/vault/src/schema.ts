/**
 * The schema `vault`, step by step: a released step is never edited, a change is a new one. Each runs in a transaction
 * of its own.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE vault.keys (
    id uuid PRIMARY KEY, scope text NOT NULL, subject text NOT NULL, wrapped bytea, created_at timestamptz NOT NULL DEFAULT now(), destroyed_at timestamptz,
    UNIQUE (scope, subject), CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL)));
  CREATE INDEX keys_destroyed ON vault.keys (destroyed_at) WHERE destroyed_at IS NOT NULL;

  CREATE TABLE vault.claims (
    scope text NOT NULL, kind text NOT NULL, digest text NOT NULL, holder text NOT NULL, state text NOT NULL CHECK (state IN ('pending', 'held')), until timestamptz NOT NULL,
    PRIMARY KEY (scope, kind, digest));
  CREATE INDEX claims_holder ON vault.claims (scope, kind, holder);

  CREATE TABLE vault.credentials (user_id uuid PRIMARY KEY, password_hash text NOT NULL, updated_at timestamptz NOT NULL);

  CREATE TABLE vault.failed_logins (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, user_id uuid NOT NULL, at timestamptz NOT NULL);
  CREATE INDEX failed_logins_user ON vault.failed_logins (user_id, at);

  CREATE TABLE vault.sessions (
    session_id uuid PRIMARY KEY, user_id uuid NOT NULL, user_agent text, ip text,
    opened_at timestamptz NOT NULL, seen_at timestamptz NOT NULL, expires_at timestamptz NOT NULL, revoked_at timestamptz);
  CREATE INDEX sessions_user ON vault.sessions (user_id);

  CREATE TABLE vault.api_keys (
    key_id uuid PRIMARY KEY, organization_id uuid NOT NULL, bot_id uuid, permissions text[] NOT NULL, hash bytea NOT NULL,
    expires_at timestamptz NOT NULL, revoked_at timestamptz, used_at timestamptz);
  CREATE INDEX api_keys_organization ON vault.api_keys (organization_id);

  CREATE TABLE vault.idempotency (command_id uuid PRIMARY KEY, body_hash text NOT NULL, started_at timestamptz NOT NULL, answer bytea);
  CREATE INDEX idempotency_started ON vault.idempotency (started_at);

  CREATE TABLE vault.presence (
    organization_id uuid NOT NULL, bot_id uuid NOT NULL, status text NOT NULL, version text, host text, at timestamptz NOT NULL, settled boolean NOT NULL,
    PRIMARY KEY (organization_id, bot_id));
  CREATE INDEX presence_unsettled ON vault.presence (at) WHERE NOT settled;

  CREATE TABLE vault.run_progress (
    organization_id uuid NOT NULL, run_id uuid NOT NULL, percent double precision NOT NULL, message text, at timestamptz NOT NULL,
    PRIMARY KEY (organization_id, run_id));

  CREATE TABLE vault.mailbox (id text PRIMARY KEY, at timestamptz NOT NULL, mail bytea NOT NULL);
  CREATE INDEX mailbox_at ON vault.mailbox (at)`,
  `
  CREATE TABLE vault.restores (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, restored_at timestamptz NOT NULL, backup_made_at timestamptz NOT NULL,
    finished_at timestamptz, reactions_after text, released_at timestamptz, released_by text, CHECK ((released_at IS NULL) = (released_by IS NULL)))`,
  `
  ALTER TABLE vault.api_keys ADD COLUMN holder_kind text, ADD COLUMN holder_id uuid, ADD COLUMN membership int;
  UPDATE vault.api_keys SET holder_kind = 'bot', holder_id = bot_id WHERE bot_id IS NOT NULL;
  DELETE FROM vault.api_keys WHERE bot_id IS NULL;
  ALTER TABLE vault.api_keys ALTER COLUMN holder_kind SET NOT NULL, ALTER COLUMN holder_id SET NOT NULL, DROP COLUMN bot_id`,
  `
  CREATE UNLOGGED TABLE vault.rate_limits (key varchar(255) PRIMARY KEY, points integer NOT NULL DEFAULT 0, expire bigint);
  CREATE INDEX rate_limits_expire ON vault.rate_limits (expire)`,
  `
  CREATE TABLE vault.promised_work (id uuid PRIMARY KEY, name text NOT NULL, payload bytea NOT NULL, due timestamptz NOT NULL, tries int NOT NULL DEFAULT 0);
  CREATE INDEX promised_work_due ON vault.promised_work (due)`,
  `ALTER TABLE vault.sessions ADD COLUMN decided_on bigint NOT NULL DEFAULT 0`,
  `
  CREATE TABLE vault.denials (
    id uuid PRIMARY KEY, organization_id uuid NOT NULL, minute timestamptz NOT NULL, actor text NOT NULL, denied jsonb NOT NULL, count int NOT NULL, due timestamptz NOT NULL);
  CREATE INDEX denials_minute ON vault.denials (organization_id, minute);
  CREATE INDEX denials_due ON vault.denials (due)`,
  `
  CREATE TABLE vault.snapshots (stream text PRIMARY KEY, revision bigint NOT NULL, version text NOT NULL, key_id uuid NOT NULL, sealed bytea NOT NULL);
  ALTER TABLE vault.snapshots ALTER COLUMN sealed SET STORAGE EXTERNAL`,
  `
  CREATE TABLE vault.invited_addresses (
    digest text NOT NULL, organization_id uuid NOT NULL, person_id uuid NOT NULL, invited_at timestamptz NOT NULL, PRIMARY KEY (digest, organization_id));
  CREATE INDEX invited_addresses_person ON vault.invited_addresses (organization_id, person_id)`,
  `
  CREATE TABLE vault.purges (organization_id uuid PRIMARY KEY, due timestamptz NOT NULL);
  CREATE INDEX purges_due ON vault.purges (due);
  CREATE TABLE vault.purge_members (organization_id uuid NOT NULL, user_id uuid NOT NULL, PRIMARY KEY (organization_id, user_id));
  CREATE TABLE vault.purge_steps (organization_id uuid NOT NULL, step text NOT NULL, done_at timestamptz NOT NULL, PRIMARY KEY (organization_id, step))`,
  `
  CREATE TABLE vault.access_ends (organization_id uuid NOT NULL, person_id uuid NOT NULL, until timestamptz NOT NULL, PRIMARY KEY (organization_id, person_id));
  CREATE INDEX access_ends_until ON vault.access_ends (until)`,
  `
  CREATE TABLE vault.payloads (
    organization_id uuid NOT NULL, digest text NOT NULL, kind text NOT NULL, key_id uuid NOT NULL, sealed bytea NOT NULL, put_at timestamptz NOT NULL, held boolean NOT NULL DEFAULT false,
    PRIMARY KEY (organization_id, digest));
  ALTER TABLE vault.payloads ALTER COLUMN sealed SET STORAGE EXTERNAL;
  CREATE INDEX payloads_key ON vault.payloads (key_id)`,
  `
  CREATE TABLE vault.dues (kind text NOT NULL, organization_id uuid NOT NULL, thing_id uuid NOT NULL, due timestamptz NOT NULL, PRIMARY KEY (kind, organization_id, thing_id));
  CREATE INDEX dues_due ON vault.dues (kind, due);
  INSERT INTO vault.dues SELECT 'access-end', organization_id, person_id, until FROM vault.access_ends;
  DROP TABLE vault.access_ends`,
  `ALTER TABLE vault.dues ADD COLUMN misses int NOT NULL DEFAULT 0`,
  `
  CREATE TABLE vault.run_queue (
    organization_id uuid NOT NULL, bot_id uuid NOT NULL, run_id uuid NOT NULL, position bigint NOT NULL, leased_until timestamptz,
    PRIMARY KEY (organization_id, run_id));
  CREATE INDEX run_queue_bot ON vault.run_queue (organization_id, bot_id, position);
  CREATE INDEX run_queue_lease ON vault.run_queue (leased_until) WHERE leased_until IS NOT NULL`,
  `
  ALTER TABLE vault.run_queue ADD COLUMN ends_by timestamptz;
  CREATE INDEX run_queue_end ON vault.run_queue (ends_by) WHERE ends_by IS NOT NULL;
  ALTER TABLE vault.payloads ADD COLUMN until timestamptz;
  CREATE INDEX payloads_until ON vault.payloads (until) WHERE until IS NOT NULL;
  CREATE TABLE vault.run_logs (
    organization_id uuid NOT NULL, run_id uuid NOT NULL, n int NOT NULL, at timestamptz NOT NULL, bytes int NOT NULL, key_id uuid NOT NULL, sealed bytea NOT NULL,
    PRIMARY KEY (organization_id, run_id, n));
  CREATE INDEX run_logs_at ON vault.run_logs (at)`,
  `
  CREATE TABLE vault.trigger_dues (
    organization_id uuid NOT NULL, trigger_id uuid NOT NULL, "from" timestamptz NOT NULL, due timestamptz NOT NULL, look_at timestamptz NOT NULL,
    spell_until timestamptz, spell_reason text, spell_count int NOT NULL DEFAULT 0, seen_until timestamptz, last_run_id uuid,
    PRIMARY KEY (organization_id, trigger_id));
  CREATE INDEX trigger_dues_look_at ON vault.trigger_dues (look_at);
  CREATE TABLE vault.trigger_outcomes (
    organization_id uuid NOT NULL, trigger_id uuid NOT NULL, run_id uuid NOT NULL, at timestamptz NOT NULL, failed boolean NOT NULL,
    PRIMARY KEY (organization_id, run_id));
  CREATE INDEX trigger_outcomes_trigger ON vault.trigger_outcomes (organization_id, trigger_id, at)`,
  `
  CREATE TABLE vault.bulk_actions (
    organization_id uuid NOT NULL, bulk_id uuid NOT NULL, put_at timestamptz NOT NULL, leased_until timestamptz, is_over boolean NOT NULL DEFAULT false,
    PRIMARY KEY (organization_id, bulk_id));
  CREATE INDEX bulk_actions_open ON vault.bulk_actions (put_at) WHERE NOT is_over;
  CREATE TABLE vault.bulk_runs (
    organization_id uuid NOT NULL, bulk_id uuid NOT NULL, n int NOT NULL, run_id uuid NOT NULL, outcome text, code text,
    PRIMARY KEY (organization_id, bulk_id, n))`,
  // Each statement of it sees what committed before: who counts the slots sees what the one before took.
  `
  CREATE FUNCTION vault.take_run(of_organization uuid, of_bot uuid, slots int, until timestamptz) RETURNS TABLE (taken uuid, more boolean)
  LANGUAGE plpgsql AS $$
  DECLARE free int;
  BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(of_bot::text, 11));
    SELECT slots - count(*) INTO free FROM vault.run_queue
      WHERE organization_id = of_organization AND bot_id = of_bot AND leased_until IS NOT NULL;
    IF free < 1 THEN RETURN; END IF;
    UPDATE vault.run_queue SET leased_until = until WHERE organization_id = of_organization AND run_id = (
      SELECT run_id FROM vault.run_queue WHERE organization_id = of_organization AND bot_id = of_bot AND leased_until IS NULL
      ORDER BY position LIMIT 1) RETURNING run_id INTO taken;
    IF taken IS NULL THEN RETURN; END IF;
    more := free > 1 AND EXISTS (SELECT FROM vault.run_queue
      WHERE organization_id = of_organization AND bot_id = of_bot AND leased_until IS NULL);
    RETURN NEXT;
  END $$`,
  `
  CREATE TABLE vault.knowledge_passages (
    organization_id uuid NOT NULL, source_id uuid NOT NULL, sync_id uuid NOT NULL, n int NOT NULL, key_id uuid NOT NULL, sealed bytea NOT NULL, words tsvector NOT NULL,
    PRIMARY KEY (organization_id, sync_id, n));
  CREATE INDEX knowledge_passages_source ON vault.knowledge_passages (organization_id, source_id);
  CREATE INDEX knowledge_passages_key ON vault.knowledge_passages (key_id);
  CREATE INDEX knowledge_passages_words ON vault.knowledge_passages USING gin (words);
  CREATE TABLE vault.source_reads (
    organization_id uuid NOT NULL, workspace_id uuid NOT NULL, source_id uuid NOT NULL, is_website boolean NOT NULL, sync_id uuid, since timestamptz,
    leased_until timestamptz, tries int NOT NULL DEFAULT 0, done int NOT NULL DEFAULT 0, known int NOT NULL DEFAULT 0, due timestamptz,
    PRIMARY KEY (organization_id, source_id));
  CREATE INDEX source_reads_open ON vault.source_reads (is_website, since) WHERE sync_id IS NOT NULL;
  CREATE INDEX source_reads_due ON vault.source_reads (due) WHERE due IS NOT NULL`,
  `
  CREATE TABLE vault.listening (
    one boolean PRIMARY KEY CHECK (one), since timestamptz NOT NULL, at timestamptz NOT NULL)`,
  // What was just written is found by the index, too, and not by going through a list.
  `ALTER INDEX vault.knowledge_passages_words SET (fastupdate = off)`,
  // What was stored before is of form 1 and on no shelf, until it is brought to the newest form (passages.ts).
  `
  ALTER TABLE vault.knowledge_passages ADD COLUMN shelf uuid, ADD COLUMN form int NOT NULL DEFAULT 1;
  CREATE INDEX knowledge_passages_form ON vault.knowledge_passages (form, organization_id, source_id)`,
  `
  ALTER TABLE vault.mailbox ADD COLUMN addressee text;
  CREATE INDEX mailbox_addressee ON vault.mailbox (addressee)`,
  // Who finds none says why: no row where none waits, a row without a run where there is no room. Whoever leaves takes the
  // same turn, so that one of the two sees the other, and wakes somebody only where a run waits.
  `
  CREATE OR REPLACE FUNCTION vault.take_run(of_organization uuid, of_bot uuid, slots int, until timestamptz) RETURNS TABLE (taken uuid, more boolean)
  LANGUAGE plpgsql AS $$
  DECLARE first uuid; free int;
  BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(of_bot::text, 11));
    SELECT run_id INTO first FROM vault.run_queue WHERE organization_id = of_organization AND bot_id = of_bot AND leased_until IS NULL
      ORDER BY position LIMIT 1;
    IF first IS NULL THEN RETURN; END IF;
    SELECT slots - count(*) INTO free FROM vault.run_queue
      WHERE organization_id = of_organization AND bot_id = of_bot AND leased_until IS NOT NULL;
    more := false;
    IF free > 0 THEN
      UPDATE vault.run_queue SET leased_until = until WHERE organization_id = of_organization AND run_id = first RETURNING run_id INTO taken;
      more := free > 1 AND EXISTS (SELECT FROM vault.run_queue
        WHERE organization_id = of_organization AND bot_id = of_bot AND leased_until IS NULL);
    END IF;
    RETURN NEXT;
  END $$;
  CREATE FUNCTION vault.leave_queue(of_organization uuid, of_run uuid, channel text) RETURNS void
  LANGUAGE plpgsql AS $$
  DECLARE of_bot uuid;
  BEGIN
    SELECT bot_id INTO of_bot FROM vault.run_queue WHERE organization_id = of_organization AND run_id = of_run;
    IF of_bot IS NULL THEN RETURN; END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended(of_bot::text, 11));
    DELETE FROM vault.run_queue WHERE organization_id = of_organization AND run_id = of_run;
    IF EXISTS (SELECT FROM vault.run_queue WHERE organization_id = of_organization AND bot_id = of_bot AND leased_until IS NULL)
      THEN PERFORM pg_notify(channel, json_build_object('botId', of_bot)::text); END IF;
  END $$;
  CREATE INDEX run_queue_held ON vault.run_queue (organization_id, bot_id) WHERE leased_until IS NOT NULL`,
  `
  CREATE TABLE vault.knowledge_vectors (
    organization_id uuid NOT NULL, source_id uuid NOT NULL, sync_id uuid NOT NULL, n int NOT NULL, model text NOT NULL, key_id uuid NOT NULL, sealed bytea NOT NULL,
    PRIMARY KEY (organization_id, sync_id, n));
  ALTER TABLE vault.knowledge_vectors ALTER COLUMN sealed SET STORAGE EXTERNAL;
  CREATE INDEX knowledge_vectors_source ON vault.knowledge_vectors (organization_id, source_id);
  CREATE INDEX knowledge_vectors_key ON vault.knowledge_vectors (key_id)`,
  // Trees over the histories, what was signed of them, and what was found broken. The trees are made again from the log.
  `
  CREATE TABLE vault.proof_walk (
    one boolean PRIMARY KEY DEFAULT true CHECK (one), commit bigint NOT NULL, prepare bigint NOT NULL, last bytea, holder uuid, leased_until timestamptz,
    checked_at timestamptz, walked_at timestamptz);
  CREATE TABLE vault.proof_leaves (
    organization_id uuid NOT NULL, n bigint NOT NULL, commit bigint NOT NULL, prepare bigint NOT NULL, hash bytea NOT NULL, PRIMARY KEY (organization_id, n));
  CREATE UNIQUE INDEX proof_leaves_place ON vault.proof_leaves (commit, prepare);
  CREATE TABLE vault.proof_nodes (
    organization_id uuid NOT NULL, level smallint NOT NULL, n bigint NOT NULL, hash bytea NOT NULL, PRIMARY KEY (organization_id, level, n));
  CREATE TABLE vault.proof_trees (organization_id uuid PRIMARY KEY, size bigint NOT NULL, signed_size bigint NOT NULL, signed_at timestamptz);
  CREATE INDEX proof_trees_unsigned ON vault.proof_trees (signed_at) WHERE size > signed_size;
  CREATE TABLE vault.checkpoints (
    organization_id uuid NOT NULL, number int NOT NULL, size bigint NOT NULL, root bytea NOT NULL, note text NOT NULL, signed_at timestamptz NOT NULL,
    PRIMARY KEY (organization_id, number));
  CREATE INDEX checkpoints_size ON vault.checkpoints (organization_id, size);
  CREATE TABLE vault.history_breaks (
    organization_id uuid NOT NULL, found_at timestamptz NOT NULL, sequence bigint NOT NULL, what jsonb NOT NULL, last_good_at timestamptz, mended_at timestamptz,
    PRIMARY KEY (organization_id, found_at));
  CREATE UNIQUE INDEX history_breaks_open ON vault.history_breaks (organization_id) WHERE mended_at IS NULL`,
  // Where events of an organization are sent to, in order: how far each is, and who sends at this moment.
  `
  CREATE TABLE vault.delivery_lanes (
    organization_id uuid NOT NULL, lane_id uuid NOT NULL, kind text NOT NULL, start int NOT NULL, after bigint NOT NULL, lease uuid, leased_until timestamptz, due timestamptz,
    tries int NOT NULL DEFAULT 0, failing_since timestamptz, failed_by text, sent bigint NOT NULL DEFAULT 0, sent_at timestamptz,
    PRIMARY KEY (organization_id, lane_id));
  CREATE INDEX delivery_lanes_due ON vault.delivery_lanes (kind, due) WHERE due IS NOT NULL`,
  // Up to which checkpoint each place outside has them; operational, and in no backup.
  `
  CREATE TABLE vault.anchored (
    organization_id uuid NOT NULL, name text NOT NULL, number int NOT NULL, size bigint NOT NULL, kept_at timestamptz, tries int NOT NULL,
    due timestamptz, failing_since timestamptz, fault text, PRIMARY KEY (organization_id, name))`,
  `
  CREATE TABLE vault.erasure_steps (
    organization_id uuid NOT NULL, erasure_id uuid NOT NULL, step text NOT NULL, count int8 NOT NULL DEFAULT 0, done_at timestamptz,
    PRIMARY KEY (organization_id, erasure_id, step))`,
];
