import { defaultDataFolder, readSettings, type GivenSettings } from '@annals/config';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CannotStart } from '../sentence';
import { openDataFolder } from '../supervisor/data-folder';
import { embeddedDatabase, externalDatabase, type Database } from '../supervisor/database';
import { endLeftovers } from '../supervisor/leftovers';
import { isRunning, takeLock } from '../supervisor/lock';
import { runToItsEnd } from '../supervisor/run-to-its-end';
import { eventStoreScript } from '../supervisor/scripts';
import { readState } from '../supervisor/state';

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

const elsewhere = (): CannotStart =>
  new CannotStart(
    'The log is in an EventStoreDB server, which looks after it itself: only the log of the embedded event store can be verified.',
  );

async function verifyIn(databaseUrl: string): Promise<void> {
  process.exitCode = await runToItsEnd(eventStoreScript('verify'), [], {
    ...process.env,
    ANNALS_DATABASE_URL: databaseUrl,
  });
}

async function verifyAndStop(database: Database): Promise<void> {
  try {
    await verifyIn(database.url);
  } finally {
    await database.stop();
  }
}

/**
 * `annals eventstore verify`: reads the whole log and checks every event, beside whoever writes it. An installation
 * that does not run, because a log whose end is damaged is not served, gets its database for as long as that takes.
 * @throws CannotStart
 */
export async function verify(given: GivenSettings): Promise<void> {
  const settings = readSettings(given);
  if (settings.ANNALS_EVENTSTORE_URL !== undefined) throw elsewhere();
  if (settings.ANNALS_DATABASE_URL !== undefined) {
    await verifyAndStop(await externalDatabase(settings.ANNALS_DATABASE_URL));
    return;
  }
  const data = settings.ANNALS_DATA ?? defaultDataFolder();
  const state = readState({ state: join(data, 'annals.json') });
  if (state !== undefined && isRunning(state)) {
    if (!state.isLogEmbedded) throw elsewhere();
    await verifyIn(state.databaseUrl);
  } else await verifyStopped(data);
}

async function verifyStopped(data: string): Promise<void> {
  if (!existsSync(join(data, 'postgres')))
    throw new CannotStart(`There is no log in ${data}: nothing was ever stored there.`);
  const folder = openDataFolder(data);
  const release = takeLock(folder);
  try {
    await endLeftovers(folder, say);
    await verifyAndStop(
      await embeddedDatabase({
        folder: folder.postgres,
        say,
        changed: () => {
          /* nobody else uses it */
        },
      }),
    );
  } finally {
    release();
  }
}
