import { Client } from 'pg';
import { CannotStart } from '../sentence';

const PATIENCE_MS = 5000;

const codeOf = (error: unknown): string =>
  error instanceof AggregateError
    ? codeOf(error.errors[0])
    : error instanceof Error && 'code' in error
      ? String(error.code)
      : '';

function sentence(error: unknown, { host, user, database }: Client): string {
  const why: Readonly<Record<string, string>> = {
    '28P01': `The database refuses the password of user "${user}": correct ANNALS_DATABASE_URL.`,
    '28000': `The database does not let user "${user}" in: correct ANNALS_DATABASE_URL.`,
    '3D000': `There is no database "${database}" on ${host}: create it or correct ANNALS_DATABASE_URL.`,
    ENOTFOUND: `The database's host ${host} is unknown: correct ANNALS_DATABASE_URL.`,
    ECONNREFUSED: `No database answers at ${host}: start it or correct ANNALS_DATABASE_URL.`,
    '53300': `The database at ${host} has no connection left for Annals.`,
  };
  return (
    why[codeOf(error)] ??
    `The database at ${host} can't be used (${error instanceof Error ? error.message : String(error)}): check ANNALS_DATABASE_URL.`
  );
}

/**
 * Runs a statement in a database, once, to see whether it is there.
 * @throws CannotStart with a sentence about what is wrong with it
 */
export async function askDatabase(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: PATIENCE_MS });
  client.on('error', () => {
    /* a lost connection also rejects what we wait for */
  });
  try {
    await client.connect();
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } catch (cause) {
    throw new CannotStart(sentence(cause, client), { cause });
  } finally {
    await client.end().catch(() => {
      /* it never opened */
    });
  }
}
