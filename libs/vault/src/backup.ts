import { escapeIdentifier, type ClientBase } from 'pg';
import { z } from 'zod';
import { plus, type Instant } from '@annals/kernel';
import { migrations } from './schema';

/** The version of the vault's tables that this program makes. */
export const VAULT_VERSION = migrations.length;

/**
 * What a backup holds of the vault. The record of restores belongs to the installation, and snapshots are made again.
 */
export const vaultTables = [
  'keys',
  'claims',
  'credentials',
  'failed_logins',
  'sessions',
  'api_keys',
  'idempotency',
  'presence',
  'run_progress',
  'run_queue',
  'run_logs',
  'bulk_actions',
  'bulk_runs',
  'knowledge_passages',
  'knowledge_vectors',
  'source_reads',
  'mailbox',
  'purges',
  'purge_members',
  'purge_steps',
  'erasure_steps',
  'payloads',
  'dues',
  'trigger_dues',
  'delivery_lanes',
  'trigger_outcomes',
  'checkpoints',
  'history_breaks',
] as const;
export type VaultTable = (typeof vaultTables)[number];

/** A command is over after this long, so what it was answered rests on events before the moment. */
const IN_FLIGHT = { seconds: -60 };
const ROWS = 1_000;

/**
 * The vault is read after the log, and must not promise what the log of the backup does not hold: no session that began
 * after the moment of the log, no answer to a command that may have been carried out after it, no checkpoint of entries
 * that are not in it.
 */
function condition(
  table: VaultTable,
  logReadAt: Instant,
): { readonly test: string; readonly values: readonly Instant[] } {
  if (table === 'sessions') return { test: 'opened_at < $1', values: [logReadAt] };
  if (table === 'checkpoints') return { test: 'signed_at < $1', values: [logReadAt] };
  if (table === 'idempotency') return { test: 'started_at < $1', values: [plus(logReadAt, IN_FLIGHT)] };
  return { test: 'true', values: [] };
}

/** The columns of a table, in their order. */
export async function vaultColumns(client: ClientBase, table: VaultTable): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT column_name::text AS name FROM information_schema.columns WHERE table_schema = 'vault' AND table_name = $1 ORDER BY ordinal_position`,
    [table],
  );
  return rows.map(({ name }) => name);
}

/**
 * The rows of a table as JSON texts, some at a time. Call it in a transaction of level REPEATABLE READ, so that all
 * tables are of one moment.
 * @param logReadAt before the log of the same backup was read
 */
export async function* vaultRows(client: ClientBase, table: VaultTable, logReadAt: Instant): AsyncGenerator<string[]> {
  const { test, values } = condition(table, logReadAt);
  await client.query(
    `DECLARE vault_rows NO SCROLL CURSOR FOR SELECT row_to_json(t)::text AS row FROM vault.${table} AS t WHERE ${test}`,
    [...values],
  );
  for (;;) {
    const { rows } = await client.query<{ row: string }>(`FETCH ${ROWS} FROM vault_rows`);
    if (rows.length === 0) break;
    yield rows.map(({ row }) => row);
  }
  await client.query('CLOSE vault_rows');
}

/** Writes rows that `vaultRows` gave, as they were. Columns that the backup does not know get their defaults. */
export async function loadVaultRows(
  client: ClientBase,
  { table, columns }: { readonly table: VaultTable; readonly columns: readonly string[] },
  rows: readonly string[],
): Promise<void> {
  const names = columns.map((column) => escapeIdentifier(column)).join(', ');
  await client.query(
    `INSERT INTO vault.${table} (${names}) OVERRIDING SYSTEM VALUE SELECT ${names} FROM json_populate_recordset(NULL::vault.${table}, $1::json)`,
    [`[${rows.join(',')}]`],
  );
}

/**
 * Takes from a vault that was backed up later than the log beside it what rests on events that this log does not have,
 * and all snapshots.
 * @param logReadAt as for `vaultRows`
 */
export async function forgetBeyond(
  client: { query(text: string, values: Instant[]): Promise<unknown> },
  logReadAt: Instant,
): Promise<void> {
  for (const table of ['sessions', 'idempotency', 'checkpoints'] as const) {
    const { test, values } = condition(table, logReadAt);
    await client.query(`DELETE FROM vault.${table} WHERE NOT (${test})`, [...values]);
  }
  await client.query('DELETE FROM vault.snapshots', []);
}

/** Lets numbers go on after those that were loaded. */
export async function continueVaultNumbers(client: ClientBase): Promise<void> {
  await client.query(
    `SELECT setval(pg_get_serial_sequence('vault.failed_logins', 'id'), coalesce((SELECT max(id) FROM vault.failed_logins), 1))`,
  );
}

/** Whether anything is in the tables of the vault; false where there are none. */
export async function isVaultUsed(client: ClientBase): Promise<boolean> {
  const {
    rows: [present],
  } = await client.query<{ present: boolean }>(`SELECT to_regclass('vault.keys') IS NOT NULL AS present`);
  if (present?.present !== true) return false;
  const {
    rows: [used],
  } = await client.query<{ used: boolean }>(
    `SELECT ${vaultTables.map((table) => `EXISTS (SELECT FROM vault.${table})`).join(' OR ')} AS used`,
  );
  return used?.used === true;
}

/** Notes that a backup was restored: the vault still has to be fitted to its log, and side effects are held. */
export async function recordRestore(client: ClientBase, backupMadeAt: Instant): Promise<void> {
  await client.query('INSERT INTO vault.restores (restored_at, backup_made_at) VALUES (clock_timestamp(), $1)', [
    backupMadeAt,
  ]);
}

const Missing = z.array(z.object({ id: z.uuid() }));

/** Which of these key ids the vault has neither as a key nor as a tombstone. */
export async function missingKeyIds(client: ClientBase, ids: Iterable<string>): Promise<string[]> {
  const asked = [...ids];
  const missing: string[] = [];
  for (let from = 0; from < asked.length; from += 10 * ROWS) {
    const { rows } = await client.query(
      'SELECT id FROM unnest($1::uuid[]) AS asked (id) WHERE NOT EXISTS (SELECT FROM vault.keys WHERE keys.id = asked.id)',
      [asked.slice(from, from + 10 * ROWS)],
    );
    missing.push(...Missing.parse(rows).map(({ id }) => id));
  }
  return missing;
}
