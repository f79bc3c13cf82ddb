import { startEmbeddedPostgres, type EmbeddedPostgres } from '@annals/postgres';
import { setTimeout as pause } from 'node:timers/promises';
import { sentenceOf } from '../sentence';
import { askDatabase } from './reachable';
import { ensureRoles, sameFor, type DatabaseUrls } from './roles';

/** The database of an installation, embedded or external. */
export interface Database {
  /** As its owner. */
  readonly url: string;
  /** As each of the processes. */
  readonly urls: DatabaseUrls;
  /** Of the embedded server. */
  readonly pid: () => number | undefined;
  readonly stop: () => Promise<void>;
}

export interface EmbeddedOptions {
  readonly folder: string;
  readonly say: (line: string) => void;
  readonly changed: () => void;
}

const NAME = 'annals';
const SETTINGS = { max_connections: '200' } as const;
const BETWEEN_TRIES_MS = 1000;

/** The external one: seen to be there, never ended by us. */
export async function externalDatabase(url: string): Promise<Database> {
  await askDatabase(url, 'SELECT 1');
  return { url, urls: sameFor(url), pid: () => undefined, stop: () => Promise.resolve() };
}

/** Our own Postgres 18, kept running on the same port for as long as we run. @throws PostgresStartError */
export async function embeddedDatabase({ folder, say, changed }: EmbeddedOptions): Promise<Database> {
  let server = await startEmbeddedPostgres({ folder, say, settings: SETTINGS });
  let stopping = false;
  const stopped = (): boolean => stopping;
  const again = async (): Promise<EmbeddedPostgres | undefined> => {
    for (let last = ''; !stopped(); await pause(BETWEEN_TRIES_MS)) {
      try {
        return await startEmbeddedPostgres({ folder, port: server.port, settings: SETTINGS });
      } catch (error) {
        const reason = sentenceOf(error);
        // said once, however long the disk stays full
        if (reason !== last) say(`The database could not be started again, it is tried until it can: ${reason}`);
        last = reason;
      }
    }
    return undefined;
  };
  const keep = async (): Promise<void> => {
    while (!stopped()) {
      await server.exited;
      if (stopped()) return;
      say('The database ended and is started again.');
      server = (await again()) ?? server;
      changed();
    }
    await server.stop();
  };
  const kept = keep();
  await askDatabase(server.url, 'SELECT 1');
  const urls = await ensureRoles(await named(server.url));
  return {
    url: urls.owner,
    urls,
    pid: () => server.pid,
    stop: async () => {
      stopping = true;
      await server.stop();
      await kept;
    },
  };
}

/** A database of our own in the server, made at the first start. */
async function named(url: string): Promise<string> {
  const found = await askDatabase(url, `SELECT 1 FROM pg_database WHERE datname = '${NAME}'`);
  if (found.length === 0) await askDatabase(url, `CREATE DATABASE ${NAME}`);
  const own = new URL(url);
  own.pathname = `/${NAME}`;
  return own.href;
}
