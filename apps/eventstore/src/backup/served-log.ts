import { setTimeout as pause } from 'node:timers/promises';
import { describeDatabase } from '../log/connection';
import { connect } from './connect';
import { BackupRefused } from './format';

/** An event store that died is started again within this time. */
const PATIENCE_MS = 8000;
const BETWEEN_LOOKS_MS = 250;
const WRITERS = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'annals eventstore writer%'`;

/**
 * Makes sure that the log of the installation is the one in this database: its writer is connected to it. What an
 * installation leaves here when it moves to an EventStoreDB server must never be taken for a backup of it.
 * @throws BackupRefused
 */
export async function mustBeServed(databaseUrl: string): Promise<void> {
  const client = await connect(databaseUrl);
  try {
    for (
      const until = Date.now() + PATIENCE_MS;
      (await client.query(WRITERS)).rowCount === 0;
      await pause(BETWEEN_LOOKS_MS)
    ) {
      if (Date.now() < until) continue;
      throw new BackupRefused(
        `No event store of Annals writes a log in ${describeDatabase(databaseUrl)}. If the log is in an EventStoreDB server, back it up there with its own tools ` +
          '(copy its data folder, the files ending in .chk first) and after that the vault with --vault-only; else start the event store first.',
      );
    }
  } finally {
    await client.end();
  }
}
