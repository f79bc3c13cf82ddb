import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { startPostgres, type TestPostgres } from './postgres';

/** An empty database of its own for one test file. */
export interface TestDatabase {
  /** Connection string of its owner, a superuser. */
  readonly url: string;
  /** Runs a statement in it, as its owner. */
  execute(statement: string): Promise<void>;
  /** Removes it, connections included. Call it in `afterAll`. */
  drop(): Promise<void>;
}

let own: { server: Promise<TestPostgres>; users: number } | undefined;

/** The server of the whole test run (jest globalSetup) when there is one, else one of this file's own. */
async function server(): Promise<{ url: string; release: () => Promise<void> }> {
  const shared = process.env['ANNALS_TEST_POSTGRES'];
  if (shared !== undefined) return { url: shared, release: () => Promise.resolve() };
  own ??= { server: startPostgres(), users: 0 };
  const mine = own;
  mine.users += 1;
  const started = await mine.server;
  return {
    url: started.url,
    release: async () => {
      mine.users -= 1;
      if (mine.users > 0) return;
      own = undefined;
      await started.stop();
    },
  };
}

async function execute(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/**
 * Creates an empty database in the Postgres that the test run shares.
 * @param name a word for the eye, lower-case letters and digits; the database's name gets a random tail
 */
export async function sharedDatabase(name = 'test'): Promise<TestDatabase> {
  if (!/^[a-z][a-z0-9_]{0,40}$/.test(name)) throw new Error(`"${name}" is no word for a database`);
  const { url, release } = await server();
  const database = `${name}_${randomBytes(5).toString('hex')}`;
  await execute(url, `CREATE DATABASE ${database}`);
  const target = new URL(url);
  target.pathname = `/${database}`;
  return {
    url: target.href,
    execute: (statement) => execute(target.href, statement),
    drop: async () => {
      await execute(url, `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
      await release();
    },
  };
}
