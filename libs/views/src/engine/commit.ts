import { createHash } from 'node:crypto';
import type { LogEntry } from '@annals/eventstore';
import type { Client, QueryResult } from 'pg';
import { CHECKPOINT_MOVED, MOVED_CHANNEL, type Catalog } from '../sql/catalog';
import { lastEventOf } from '../sql/ledger';
import { opaque, stored, type Checkpoint } from '../sql/position';
import { movedPayloads } from '../reader/moved';
import { FollowerFailed, type Follower, type Work } from './follower';
import type { Position } from '@annals/kernel';

/** What followers make of a batch, and how far the batch goes. */
export interface Step {
  readonly works: ReadonlyMap<Follower, Work>;
  readonly from: Checkpoint;
  readonly upTo: Position;
  readonly handled: readonly LogEntry[];
}

/** Somebody else moved a checkpoint, or a generation was switched: look again at who we follow. */
export class CheckpointMoved extends Error {
  override readonly name = 'CheckpointMoved';
}

/**
 * SQLSTATE classes that the written values are to blame for: data, constraints, limits. Everything else is a fault of
 * the database.
 */
const OF_VALUES = new Set(['22', '23', '54']);
const ABORTED = '25P02';

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');

const names = new Map<string, string>();

/** A short name for a statement: Postgres plans it once for each connection. */
function preparedName(text: string): string {
  const known = names.get(text) ?? createHash('sha1').update(text).digest('base64url');
  names.set(text, known);
  return known;
}

/** Statements that were sent, with whoever they are for. */
interface Sent {
  readonly for?: Follower;
  readonly answer: Promise<QueryResult>;
}

/**
 * Writes rows and checkpoints in one transaction, compare-and-swap on the old checkpoint. Everything is sent at once;
 * Postgres refuses the rest when a part fails.
 * @throws FollowerFailed when the values of one follower are to blame, CheckpointMoved, or a fault of the database
 */
export async function commit(client: Client, catalog: Catalog, step: Step): Promise<void> {
  const followers = [...step.works.keys()];
  const old = stored(step.from);
  const last = step.handled.at(-1);
  // One packet for everything, not one for each statement.
  client.connection.stream.cork();
  const sent: Sent[] = [
    { answer: client.query('BEGIN') },
    {
      answer: client.query({
        name: `${catalog}.advance`,
        text: `SELECT ${catalog}.advance($1, $2, $3, $4, $5, $6, $7, $8)`,
        values: [
          followers.map(({ name }) => name),
          followers.map(({ generation }) => generation),
          ...old,
          ...stored(step.upTo),
          step.handled.length,
          last === undefined ? null : lastEventOf(last),
        ],
      }),
    },
  ];
  for (const [follower, { statements }] of step.works)
    for (const statement of statements)
      sent.push({
        for: follower,
        answer: client.query({
          name: preparedName(statement.text),
          text: statement.text,
          values: [...statement.values],
        }),
      });
  if ([...step.works.values()].some(({ run }) => run)) {
    client.connection.stream.uncork();
    await runAll(client, step, sent);
    client.connection.stream.cork();
  }
  for (const payload of payloads(step))
    sent.push({
      answer: client.query({
        name: 'annals.notify',
        text: 'SELECT pg_notify($1, $2)',
        values: [MOVED_CHANNEL, payload],
      }),
    });
  const committed = client.query('COMMIT');
  sent.push({ answer: committed });
  client.connection.stream.uncork();
  await settled(sent);
  const { command } = await committed;
  if (command !== 'COMMIT') throw new Error(`The transaction ended with ${command}`);
}

async function runAll(client: Client, step: Step, sent: readonly Sent[]): Promise<void> {
  try {
    await settled(sent);
    for (const [follower, { run }] of step.works)
      await run?.(client).catch((error: unknown) => {
        throw blamed(error, follower);
      });
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

/** Waits for all answers, so that none is left unhandled; throws the one that the others failed because of. */
async function settled(sent: readonly Sent[]): Promise<void> {
  const answers = await Promise.allSettled(sent.map(({ answer }) => answer));
  for (const [index, answer] of answers.entries()) {
    if (answer.status === 'rejected' && codeOf(answer.reason) !== ABORTED)
      throw blamed(answer.reason, sent[index]?.for);
  }
}

function blamed(error: unknown, follower: Follower | undefined): unknown {
  const code = codeOf(error);
  if (code === CHECKPOINT_MOVED) return new CheckpointMoved('A checkpoint is not where it was left', { cause: error });
  return follower && OF_VALUES.has(code.slice(0, 2)) ? new FollowerFailed(follower, error) : error;
}

function payloads({ works, upTo }: Step): readonly string[] {
  const views = [...works].flatMap(([{ name, generation }, { moved }]) =>
    moved ? [[name, { generation, ...moved }] as const] : [],
  );
  return views.length === 0 ? [] : movedPayloads(opaque(upTo), Object.fromEntries(views));
}
