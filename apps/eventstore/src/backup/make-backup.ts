import { secretsFingerprint, VAULT_VERSION, vaultColumns, vaultRows, vaultTables } from '@annals/vault';
import type { ClientBase } from 'pg';
import { endOfLog } from '../log/end-of-log';
import { pageOfAll, PageSize } from '../log/pages';
import { BackupWriter } from './backup-writer';
import { connect } from './connect';
import type { Footer } from './format';
import { Progress } from '../progress';
import { encodeRecord } from './record';
import type { Installation } from './tool';

export interface BackupOptions extends Pick<Installation, 'databaseUrl' | 'secrets'> {
  /** The log, too, or the vault alone because the log is in another store. */
  readonly withLog: boolean;
  readonly say: (line: string) => void;
  /** Called as soon as the backup has its name: it is whole. */
  readonly named?: () => void;
}

export interface BackupReport {
  readonly footer: Footer;
  readonly bytes: number;
  readonly lastPosition: number;
  readonly seconds: number;
}

/** Everything that is read here is of the moment of its first statement. */
const SNAPSHOT = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY';

/**
 * Writes the log and the vault to a file while everything runs: first the log, which is committed in the order of its
 * positions, so that any moment of it is a prefix; then the vault, which therefore has every key that the log uses
 * (history.md §4).
 * @throws BackupRefused, StorageRefused
 */
export async function makeBackup(file: string, options: BackupOptions): Promise<BackupReport> {
  const madeAt = new Date().toISOString();
  const client = await connect(options.databaseUrl);
  try {
    await client.query(SNAPSHOT);
    const lastPosition = options.withLog ? (await endOfLog(client)).position : 0;
    const writer = await BackupWriter.create(file, {
      madeAt,
      secrets: secretsFingerprint(options.secrets),
      vaultVersion: VAULT_VERSION,
      contents: options.withLog ? ['log', 'vault'] : ['vault'],
      lastPosition,
    });
    try {
      const progress = new Progress('Backed up', lastPosition, options.say);
      if (options.withLog) await addLog(writer, client, { lastPosition, progress });
      await client.query('COMMIT');
      await client.query(SNAPSHOT);
      await addVault(writer, client, madeAt);
      await client.query('COMMIT');
      const footer = await writer.finish(options.named);
      return { footer, bytes: writer.size, lastPosition, seconds: progress.seconds };
    } catch (error) {
      await writer.abandon();
      throw error;
    }
  } finally {
    await client.end();
  }
}

async function addLog(
  writer: BackupWriter,
  client: ClientBase,
  { lastPosition, progress }: { lastPosition: number; progress: Progress },
): Promise<void> {
  const size = new PageSize();
  let bytes = 0;
  await writer.begin({ of: 'log' });
  for (let position = 0; position < lastPosition;) {
    const page = await pageOfAll(client, 'forwards', {
      low: position + 1,
      high: lastPosition,
      limit: size.limit(lastPosition - position),
    });
    const records = page.map(encodeRecord);
    await writer.add(records);
    size.saw(page);
    position += page.length;
    bytes += records.reduce((sum, { length }) => sum + length, 0);
    progress.reached(position, bytes);
  }
  await writer.end();
}

async function addVault(writer: BackupWriter, client: ClientBase, logReadAt: string): Promise<void> {
  for (const table of vaultTables) {
    await writer.begin({ of: 'vault', table, columns: await vaultColumns(client, table) });
    for await (const rows of vaultRows(client, table, logReadAt))
      await writer.add(rows.map((row) => Buffer.from(`${row}\n`, 'utf8')));
    await writer.end();
  }
}
