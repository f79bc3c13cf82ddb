import { connected } from './connected';
import { name } from './write';

/**
 * Schemas of the engine: what belongs to views can be made again, what belongs to reactions says which work was already
 * given out.
 */
export type Catalog = 'views' | 'reactions';

/** Channel on which the engine says what moved, and on which operators wake it. */
export const MOVED_CHANNEL = 'annals_views_moved';
export const ENGINE_CHANNEL = 'annals_views_engine';

/**
 * SQLSTATE of a checkpoint that is not where the writer left it: somebody else wrote, or the generation was switched.
 */
export const CHECKPOINT_MOVED = 'AN001';

const tables = (schema: string) => `
CREATE SCHEMA IF NOT EXISTS ${schema};
CREATE TABLE IF NOT EXISTS ${schema}.generations (
  name text NOT NULL, generation int4 NOT NULL, version int4 NOT NULL, shape text NOT NULL,
  state text NOT NULL CHECK (state IN ('building', 'serving', 'retired')),
  progress jsonb, created_at timestamptz NOT NULL DEFAULT now(), served_at timestamptz, retired_at timestamptz, left_at jsonb,
  PRIMARY KEY (name, generation));
ALTER TABLE ${schema}.generations ADD COLUMN IF NOT EXISTS left_at jsonb;
CREATE UNIQUE INDEX IF NOT EXISTS generations_serving ON ${schema}.generations (name) WHERE state = 'serving';
CREATE TABLE IF NOT EXISTS ${schema}.checkpoints (
  name text NOT NULL, generation int4 NOT NULL, commit_position int8, prepare_position int8, events int8 NOT NULL DEFAULT 0, moved_at timestamptz NOT NULL DEFAULT now(),
  last_event jsonb, PRIMARY KEY (name, generation));
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = '${schema}.checkpoints'::regclass AND attname = 'last_event') THEN ALTER TABLE ${schema}.checkpoints ADD COLUMN last_event jsonb; END IF;
END $$;
CREATE TABLE IF NOT EXISTS ${schema}.log (only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one), identity text NOT NULL);
CREATE TABLE IF NOT EXISTS ${schema}.purged (owner text PRIMARY KEY);
CREATE TABLE IF NOT EXISTS ${schema}.to_vacuum (relation text PRIMARY KEY, since timestamptz NOT NULL DEFAULT clock_timestamp());
CREATE TABLE IF NOT EXISTS ${schema}.stops (
  id int8 GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL, version int4 NOT NULL, commit_position int8 NOT NULL, prepare_position int8 NOT NULL,
  event_id text NOT NULL, event_type text NOT NULL, stream text NOT NULL, reason text NOT NULL, tries int4 NOT NULL, stopped_at timestamptz NOT NULL DEFAULT now(),
  released_at timestamptz, released_by text, release_reason text, skipped boolean, generation int4);
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = '${schema}.stops'::regclass AND attname = 'generation') THEN
    ALTER TABLE ${schema}.stops ADD COLUMN generation int4;
    DROP INDEX IF EXISTS ${schema}.stops_open;
    UPDATE ${schema}.stops s SET generation = (SELECT max(generation) FROM ${schema}.generations g WHERE g.name = s.name AND g.version = s.version);
  END IF;
END $$;
CREATE UNIQUE INDEX IF NOT EXISTS stops_standing ON ${schema}.stops (name, generation) WHERE released_at IS NULL;
CREATE OR REPLACE FUNCTION ${schema}.advance(names text[], generations int4[], old_commit int8, old_prepare int8, new_commit int8, new_prepare int8, handled int8, last jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE moved int;
BEGIN
  UPDATE ${schema}.checkpoints c SET commit_position = new_commit, prepare_position = new_prepare, events = c.events + handled, moved_at = clock_timestamp(), last_event = coalesce(last, c.last_event)
    FROM unnest(names, generations) AS u (name, generation)
    WHERE c.name = u.name AND c.generation = u.generation
      AND c.commit_position IS NOT DISTINCT FROM old_commit AND c.prepare_position IS NOT DISTINCT FROM old_prepare;
  GET DIAGNOSTICS moved = ROW_COUNT;
  IF moved <> cardinality(names) THEN
    RAISE EXCEPTION 'a checkpoint of % is not where it was left', names USING ERRCODE = '${CHECKPOINT_MOVED}';
  END IF;
END $$;`;

/** Roles belong to the whole server: another database may be creating the same one at this moment. */
const readerRole = (role: string) => `
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${role}') THEN CREATE ROLE ${name(role)} NOLOGIN; END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;`;

/**
 * Makes what the engine keeps its own facts in. Idempotent and safe to call from several processes at once.
 * @param role the role that reads views; made when missing
 */
export async function migrate(databaseUrl: string, catalog: Catalog, role: string): Promise<void> {
  if (!/^[a-z_][a-z0-9_]{0,50}$/.test(role)) throw new Error(`"${role}" is no name for a role`);
  await connected(databaseUrl, async (client) => {
    await client.query('BEGIN');
    await client.query(`SELECT pg_advisory_xact_lock(hashtextextended('annals.migrate.${catalog}', 0))`);
    await client.query(readerRole(role));
    await client.query(tables(catalog));
    await client.query(
      `GRANT USAGE ON SCHEMA ${catalog} TO ${name(role)}; GRANT SELECT ON ALL TABLES IN SCHEMA ${catalog} TO ${name(role)}`,
    );
    await client.query('COMMIT');
  });
}
