import {
  ConfigError,
  defaultDataFolder,
  readSettings,
  secretsFileIn,
  type GivenSettings,
  type Settings,
} from '@annals/config';
import { existsSync } from 'node:fs';
import { CannotStart } from '../sentence';
import { openDataFolder, type DataFolder } from '../supervisor/data-folder';
import { embeddedDatabase, externalDatabase, type Database } from '../supervisor/database';
import { endLeftovers } from '../supervisor/leftovers';
import { takeLock } from '../supervisor/lock';
import { runToItsEnd } from '../supervisor/run-to-its-end';
import { eventStoreScript } from '../supervisor/scripts';
import { ensureVault } from '../supervisor/secrets';

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/**
 * `annals eventstore restore <file>`: into an installation that does not run and holds nothing yet. Where there is no
 * database yet the file is looked at first, so that one that is refused leaves none behind; the database is started for
 * as long as the restore takes.
 * @throws CannotStart, ConfigError
 */
export async function restore(
  file: string,
  { vault }: { readonly vault?: string },
  given: GivenSettings,
): Promise<void> {
  const settings = readSettings(given);
  const folder = openDataFolder(settings.ANNALS_DATA ?? defaultDataFolder());
  const secretsFile = secretsFileOf(settings, folder);
  for (const each of [file, ...(vault === undefined ? [] : [vault])])
    if (!existsSync(each)) throw new CannotStart(`There is no backup ${each}.`);
  const release = takeLock(folder);
  try {
    await endLeftovers(folder, say);
    const args = [
      ...(vault === undefined ? [] : [`--vault=${vault}`]),
      ...(settings.ANNALS_EVENTSTORE_URL === undefined ? [] : ['--log-elsewhere']),
      '--',
      file,
    ];
    const run = (more: readonly string[], databaseUrl?: string) =>
      runToItsEnd(eventStoreScript('restore'), [...more, ...args], {
        ...process.env,
        ANNALS_DATABASE_URL: databaseUrl,
        ANNALS_SECRETS_FILE: secretsFile,
      });
    const makesDatabase = settings.ANNALS_DATABASE_URL === undefined && !existsSync(folder.postgres);
    if (makesDatabase) process.exitCode = await run(['--check']);
    if (process.exitCode) return;
    const database = await databaseOf(settings, folder);
    try {
      await ensureVault(database.url);
      process.exitCode = await run([], database.url);
    } finally {
      await database.stop();
    }
  } finally {
    release();
  }
}

function secretsFileOf(settings: Settings, folder: DataFolder): string {
  if (settings.ANNALS_DATABASE_URL !== undefined && settings.ANNALS_SECRETS_FILE === undefined)
    throw new ConfigError([
      'ANNALS_SECRETS_FILE is missing: with an external database (ANNALS_DATABASE_URL) the file of the keys must be named.',
    ]);
  const file = settings.ANNALS_SECRETS_FILE ?? secretsFileIn(folder.path);
  if (!existsSync(file))
    throw new CannotStart(
      `The secrets file ${file} is missing: put the one that belongs to the backup there first, and erasures.jsonl beside it, because nothing sealed opens without it.`,
    );
  return file;
}

function databaseOf(settings: Settings, folder: DataFolder): Promise<Database> {
  if (settings.ANNALS_DATABASE_URL !== undefined) return externalDatabase(settings.ANNALS_DATABASE_URL);
  return embeddedDatabase({
    folder: folder.postgres,
    say,
    changed: () => {
      /* nobody else looks at an installation that is being restored */
    },
  });
}
