import { CompiledQuery, Kysely, PostgresDialect, type ColumnType, type Generated } from 'kysely';
import { escapeIdentifier, Pool } from 'pg';
import type { Actor, Instant } from '@annals/kernel';
import { ANSWER_WITHIN_MS, CONNECT_WITHIN_MS } from './limits';
import type { PreparedStatements } from './prepared';

/** timestamptz: read as Date, written as an instant. */
export type At = ColumnType<Date, Instant, Instant>;
type AtOrNull = ColumnType<Date | null, Instant | null | undefined, Instant | null>;

/** The tables of the schema `vault`, as `migrate.ts` makes them. */
export interface VaultTables {
  keys: {
    id: string;
    scope: string;
    subject: string;
    wrapped: Buffer | null;
    created_at: Generated<Date>;
    destroyed_at: Date | null;
  };
  claims: { scope: string; kind: string; digest: string; holder: string; state: 'pending' | 'held'; until: At };
  credentials: { user_id: string; password_hash: string; updated_at: At };
  failed_logins: { id: Generated<string>; user_id: string; at: At };
  sessions: {
    session_id: string;
    user_id: string;
    user_agent: string | null;
    ip: string | null;
    /** A revision of the account's stream. */
    decided_on: Generated<string | number>;
    opened_at: At;
    seen_at: At;
    expires_at: At;
    revoked_at: AtOrNull;
  };
  api_keys: {
    key_id: string;
    organization_id: string;
    holder_kind: string;
    holder_id: string;
    membership: number | null;
    permissions: string[];
    hash: Buffer;
    expires_at: At;
    revoked_at: AtOrNull;
    used_at: AtOrNull;
  };
  idempotency: { command_id: string; body_hash: string; started_at: At; answer: Buffer | null };
  presence: {
    organization_id: string;
    bot_id: string;
    status: string;
    version: string | null;
    host: string | null;
    at: At;
    settled: boolean;
  };
  run_progress: { organization_id: string; run_id: string; percent: number; message: string | null; at: At };
  run_queue: {
    organization_id: string;
    bot_id: string;
    run_id: string;
    position: string;
    leased_until: AtOrNull;
    ends_by: AtOrNull;
  };
  run_logs: {
    organization_id: string;
    run_id: string;
    n: number;
    at: At;
    bytes: number;
    key_id: string;
    sealed: Buffer;
  };
  bulk_actions: { organization_id: string; bulk_id: string; put_at: At; leased_until: AtOrNull; is_over: boolean };
  bulk_runs: {
    organization_id: string;
    bulk_id: string;
    n: number;
    run_id: string;
    outcome: string | null;
    code: string | null;
  };
  knowledge_passages: {
    organization_id: string;
    source_id: string;
    sync_id: string;
    n: number;
    key_id: string;
    sealed: Buffer;
    words: string;
    shelf: string | null;
    form: Generated<number>;
  };
  knowledge_vectors: {
    organization_id: string;
    source_id: string;
    sync_id: string;
    n: number;
    model: string;
    key_id: string;
    sealed: Buffer;
  };
  source_reads: {
    organization_id: string;
    workspace_id: string;
    source_id: string;
    is_website: boolean;
    sync_id: string | null;
    since: AtOrNull;
    leased_until: AtOrNull;
    tries: Generated<number>;
    done: Generated<number>;
    known: Generated<number>;
    due: AtOrNull;
  };
  /** Its statements are written by hand: this is the part that a purge needs. */
  delivery_lanes: { organization_id: string; lane_id: string };
  mailbox: { id: string; at: At; addressee: string | null; mail: Buffer };
  denials: {
    id: string;
    organization_id: string;
    minute: At;
    actor: Actor;
    denied: ColumnType<object, string, string>;
    count: number;
    due: At;
  };
  invited_addresses: { digest: string; organization_id: string; person_id: string; invited_at: At };
  purges: { organization_id: string; due: At };
  purge_members: { organization_id: string; user_id: string };
  purge_steps: { organization_id: string; step: string; done_at: At };
  erasure_steps: { organization_id: string; erasure_id: string; step: string; count: string; done_at: AtOrNull };
  payloads: {
    organization_id: string;
    digest: string;
    kind: string;
    key_id: string;
    sealed: Buffer;
    put_at: At;
    held: Generated<boolean>;
    until: AtOrNull;
  };
  trigger_dues: {
    organization_id: string;
    trigger_id: string;
    from: At;
    due: At;
    look_at: At;
    spell_until: AtOrNull;
    spell_reason: string | null;
    spell_count: Generated<number>;
    seen_until: AtOrNull;
    last_run_id: string | null;
  };
  trigger_outcomes: { organization_id: string; trigger_id: string; run_id: string; at: At; failed: boolean };
  dues: { kind: string; organization_id: string; thing_id: string; due: At; misses: number };
  snapshots: { stream: string; revision: string; version: string; key_id: string; sealed: Buffer };
  restores: {
    id: Generated<string>;
    restored_at: At;
    backup_made_at: At;
    finished_at: AtOrNull;
    reactions_after: string | null;
    released_at: AtOrNull;
    released_by: string | null;
  };
}

export type VaultDatabase = Kysely<VaultTables>;

/** What every part of the vault is given. */
export interface VaultContext {
  readonly db: VaultDatabase;
  /** For what every request asks. */
  readonly prepared: PreparedStatements;
  readonly clock: () => Instant;
}

/**
 * A pool of connections. Each acts as `role` and waits for the disk at commit, whatever the server's own default is.
 */
export function connect({
  databaseUrl,
  role,
  poolSize,
}: {
  databaseUrl: string;
  role?: string;
  poolSize: number;
}): VaultDatabase {
  const pool = new Pool({
    connectionString: databaseUrl,
    max: poolSize,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    query_timeout: ANSWER_WITHIN_MS,
    application_name: 'annals-vault',
  });
  // An idle connection that breaks is dropped by the pool, and the next query opens another; without a listener it
  // would end the process.
  pool.on('error', () => undefined);
  // A client that is in use when the database dies has no other listener: without one it would end the process.
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
  });
  const dialect = new PostgresDialect({
    pool,
    onCreateConnection: async (connection) => {
      await connection.executeQuery(CompiledQuery.raw('SET synchronous_commit = on'));
      if (role !== undefined) await connection.executeQuery(CompiledQuery.raw(`SET ROLE ${escapeIdentifier(role)}`));
    },
  });
  return new Kysely<VaultTables>({ dialect }).withSchema('vault');
}
