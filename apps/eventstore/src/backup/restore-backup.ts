import { forgetBeyond, isVaultUsed, recordRestore } from '@annals/vault';
import type { Client } from 'pg';
import { connectWriter, describeDatabase } from '../log/connection';
import { readHeaders, type ToRestore } from './check-backup';
import { connect } from './connect';
import { BackupRefused, type Header } from './format';
import { Progress } from '../progress';
import { readBackup, type BackupPiece } from './read-backup';
import { LogRestore } from './restore-log';
import { VaultRestore } from './restore-vault';

export interface RestoreOptions extends ToRestore {
  readonly databaseUrl: string;
  /** Called right before the restore is kept: it can't be ended after that. */
  readonly keeping?: () => void;
}

export interface RestoreReport {
  /** Of the last event. */
  readonly position: number;
  readonly withLog: boolean;
  readonly madeAt: string;
  /** Of the vault: another time where it is from another backup. */
  readonly vaultMadeAt: string;
  readonly seconds: number;
}

/**
 * Restores a backup into an empty installation, in one transaction: either all of it is there and fits, or nothing is.
 * The file is read once, so damage shows while it is written, and takes back what was; `checkBackup` tells it before a
 * database is there.
 * @throws BackupRefused, StorageRefused: nothing is kept
 */
export async function restoreBackup(options: RestoreOptions): Promise<RestoreReport> {
  const { databaseUrl } = options;
  const { header, vaultMadeAt } = await readHeaders(options);
  const client = header.contents.includes('log') ? await emptyLog(options) : await connect(databaseUrl);
  try {
    if (await isVaultUsed(client))
      throw new BackupRefused(
        `The vault in ${describeDatabase(databaseUrl)} is not empty: restore into a new installation.`,
      );
    await mustHaveNoViews(client, databaseUrl);
    await client.query('BEGIN');
    const report = await restored(client, header, options);
    await recordRestore(client, header.madeAt);
    options.keeping?.();
    await client.query('COMMIT');
    return { ...report, vaultMadeAt };
  } finally {
    await client.end(); // what was not committed is gone with it
  }
}

/**
 * A connection that holds the lock of the log: no event store can begin meanwhile. @throws BackupRefused when the log
 * has events
 */
async function emptyLog({ databaseUrl, say }: RestoreOptions): Promise<Client> {
  const { client, position } = await connectWriter(databaseUrl, say);
  if (position === 0) return client;
  await client.end();
  throw new BackupRefused(
    `The log in ${describeDatabase(databaseUrl)} is not empty (it ends at position ${position}): restore into a new installation.`,
  );
}

/** Views and jobs of another log would be wrong about this one. */
async function mustHaveNoViews(client: Client, databaseUrl: string): Promise<void> {
  const { rows } = await client.query(`SELECT FROM pg_namespace WHERE nspname IN ('views', 'reactions', 'jobs')`);
  if (rows.length > 0)
    throw new BackupRefused(
      `Annals has run on ${describeDatabase(databaseUrl)} before (its views are there): restore into a new installation.`,
    );
}

async function restored(
  client: Client,
  header: Header,
  { file, vaultFile = file, secrets, say }: RestoreOptions,
): Promise<Omit<RestoreReport, 'vaultMadeAt'>> {
  const log = new LogRestore(client);
  const vault = new VaultRestore(client, secrets);
  const progress = new Progress('Restored', header.lastPosition, say);
  for await (const said of readBackup(file)) {
    if (said.kind === 'data' && said.part.of === 'log') {
      await log.add(said.bytes);
      progress.reached(log.position, log.bytes);
    } else if (said.kind === 'end' && said.part.of === 'log') {
      await log.flush();
      say('Reading the restored log back …');
      await log.verify(said.summary);
    } else if (vaultFile === file) await addVault(vault, said);
  }
  if (vaultFile !== file) for await (const said of readBackup(vaultFile)) await addVault(vault, said);
  await vault.verify(log.keyIds);
  if (vaultFile !== file) await forgetBeyond(client, header.madeAt);
  return {
    position: log.position,
    withLog: header.contents.includes('log'),
    madeAt: header.madeAt,
    seconds: progress.seconds,
  };
}

async function addVault(vault: VaultRestore, said: BackupPiece): Promise<void> {
  if (said.kind === 'data' && said.part.of === 'vault') await vault.add(said.part, said.bytes);
  if (said.kind === 'end' && said.part.of === 'vault') vault.ended(said.part, said.summary);
}
