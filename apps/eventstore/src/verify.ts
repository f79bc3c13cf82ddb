import { parseArgs } from 'node:util';
import type { ClientBase } from 'pg';
import { connect } from './backup/connect';
import { Progress } from './progress';
import { runTool, say } from './backup/tool';
import { allIsWell } from './log/all-is-well';
import { describeDatabase } from './log/connection';
import { endOfLog } from './log/end-of-log';
import { checkHighWater } from './log/high-water';
import { StorageRefused, checkFormat } from './log/schema';
import { LogVerification } from './log/verify-log';

const USAGE = 'Usage: annals eventstore verify';
/** Events between two words about how far it is. */
const PART = 10_000;

/** @throws StorageRefused when there is none, or one of another format */
async function mustHaveLog(client: ClientBase, databaseUrl: string): Promise<void> {
  const { rows } = await client.query<{ isThere: boolean }>(
    `SELECT to_regclass('eventstore.events') IS NOT NULL AS "isThere"`,
  );
  if (rows[0]?.isThere !== true)
    throw new StorageRefused(`There is no log in the database ${describeDatabase(databaseUrl)}.`);
  await checkFormat(client);
}

/**
 * `annals eventstore verify`: reads the whole log, beside whoever writes it, and checks that every event is there as it
 * was written.
 */
async function main(): Promise<void> {
  parseArgs({ options: {} });
  const databaseUrl = process.env['ANNALS_DATABASE_URL'] ?? '';
  if (databaseUrl === '')
    throw new StorageRefused(`ANNALS_DATABASE_URL is missing: it names the database of the log. ${USAGE}`);
  const client = await connect(databaseUrl);
  await mustHaveLog(client, databaseUrl);
  const { position } = await endOfLog(client);
  await checkHighWater(client, position);
  const verification = new LogVerification(client, true);
  const progress = new Progress('Verified', position, say);
  for (let from = 1; from <= position; from += PART) {
    const to = Math.min(position, from + PART - 1);
    await verification.verify({ from, to });
    progress.reached(to, verification.result.bytes);
  }
  await client.end();
  const { damages } = verification.result;
  for (const damage of damages) say(damage);
  if (damages.length > 0) throw new StorageRefused(`${damages.length} places of ${position} events are damaged.`);
  process.stdout.write(`${allIsWell(verification.result, progress.seconds)}\n`);
}

runTool('verify', main);
