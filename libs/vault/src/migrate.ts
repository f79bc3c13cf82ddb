import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { migrations } from './schema';

/** "annals" + "vault" as two words of an advisory lock; any fixed pair would do. */
const LOCK = [0x616e6e61, 0x7661756c] as const;

/**
 * Makes or updates the schema `vault` and the role that the API acts as. May be run by any number of processes at once,
 * and again.
 * @param databaseUrl of the owner of the tables, who may create schemas (and the role, if it is missing)
 * @param apiRole gets what it needs and no more; it owns nothing
 */
export async function migrateVault(databaseUrl: string, apiRole: string): Promise<void> {
  const client = new Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: 5_000,
    application_name: 'annals-vault-migration',
  });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1, $2)', [...LOCK]);
    await migrateTables(client);
    await ensureRole(client, apiRole);
    await grant(client, apiRole);
  } finally {
    await client.end();
  }
}

async function migrateTables(client: Client): Promise<void> {
  await client.query('CREATE SCHEMA IF NOT EXISTS vault');
  await client.query(
    'CREATE TABLE IF NOT EXISTS vault.migrations (version int PRIMARY KEY, at timestamptz NOT NULL DEFAULT now())',
  );
  const { rows } = await client.query<{ version: number }>('SELECT version FROM vault.migrations');
  const done = new Set(rows.map((row) => row.version));
  for (const [index, statements] of migrations.entries()) {
    if (done.has(index + 1)) continue;
    await client.query('BEGIN');
    await client.query(statements);
    await client.query('INSERT INTO vault.migrations (version) VALUES ($1)', [index + 1]);
    await client.query('COMMIT');
  }
}

/** Roles belong to the whole server, so another database's migration may be creating the same one this moment. */
async function ensureRole(client: Client, role: string): Promise<void> {
  await client.query(`DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = ${escapeLiteral(role)}) THEN CREATE ROLE ${escapeIdentifier(role)} NOLOGIN; END IF;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`);
  const {
    rows: [me],
  } = await client.query<{ member: boolean }>(
    `
    SELECT pg_has_role(current_user, $1, CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END) AS member`,
    [role],
  );
  if (me?.member !== true) await client.query(`GRANT ${escapeIdentifier(role)} TO CURRENT_USER`);
}

/** No DELETE on keys: a tombstone stays. Nothing on migrations. */
async function grant(client: Client, apiRole: string): Promise<void> {
  const role = escapeIdentifier(apiRole);
  await client.query(`
    GRANT USAGE ON SCHEMA vault TO ${role};
    GRANT SELECT, INSERT, UPDATE ON vault.keys TO ${role};
    GRANT SELECT, INSERT, UPDATE, DELETE ON vault.claims, vault.credentials, vault.failed_logins, vault.sessions, vault.api_keys, vault.idempotency, vault.presence, vault.listening, vault.run_progress, vault.run_queue, vault.run_logs, vault.bulk_actions, vault.bulk_runs, vault.knowledge_passages, vault.knowledge_vectors, vault.source_reads, vault.trigger_dues, vault.trigger_outcomes, vault.mailbox, vault.rate_limits, vault.promised_work, vault.denials, vault.snapshots, vault.invited_addresses, vault.purges, vault.purge_members, vault.purge_steps, vault.erasure_steps, vault.dues, vault.payloads TO ${role};
    GRANT SELECT, INSERT, UPDATE, DELETE ON vault.proof_walk, vault.proof_leaves, vault.proof_nodes, vault.proof_trees, vault.checkpoints, vault.history_breaks, vault.anchored, vault.delivery_lanes TO ${role};
    GRANT SELECT, UPDATE ON vault.restores TO ${role};
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA vault TO ${role}`);
}
