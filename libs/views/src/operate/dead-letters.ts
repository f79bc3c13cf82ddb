import type { Instant } from '@annals/kernel';
import { PgBoss } from 'pg-boss';
import { connected } from '../sql/connected';
import { DEAD_LETTERS, JOBS_SCHEMA } from '../sql/jobs';

/** A job that was given up: an operator has to look. */
export interface DeadLetter {
  /** Of the job, as its alarm named it. */
  readonly id: string;
  readonly queue: string;
  readonly payload: unknown;
  readonly attempts: number;
  readonly error: string;
  readonly since: Instant;
}

interface Options {
  readonly databaseUrl: string;
}

interface Found extends DeadLetter {
  /** Its place in the queue of dead letters. */
  readonly letter: string;
}

/** The jobs that reactions gave up, the oldest first; none where no worker has ever run. */
export async function listDeadLetters(options: Options): Promise<readonly DeadLetter[]> {
  return ((await withQueue(options, find)) ?? []).map(({ letter: _, ...shown }) => shown);
}

/**
 * Gives a dead letter back to its queue, to be tried as often as a new job.
 * @returns false when there is no dead letter of that job
 */
export async function retryDeadLetter(id: string, options: Options): Promise<boolean> {
  return (
    (await withQueue(options, async (boss) => {
      const found = (await find(boss)).find((each) => each.id === id);
      return found !== undefined && (await boss.redrive(DEAD_LETTERS, { ids: [found.letter] })) > 0;
    })) ?? false
  );
}

async function find(boss: PgBoss): Promise<readonly Found[]> {
  const dead = await boss.findJobs<object>(DEAD_LETTERS);
  return dead
    .map((job) => ({
      letter: job.id,
      id: job.sourceId ?? job.id,
      queue: job.sourceName ?? DEAD_LETTERS,
      payload: job.data,
      attempts: (job.sourceRetryCount ?? 0) + 1,
      error: messageOf(job.sourceOutput ?? job.output),
      since: job.createdOn.toISOString(),
    }))
    .sort((a, b) => (a.since < b.since ? -1 : 1));
}

/** A look at the queue beside the workers: it does no jobs and keeps no house. Undefined where there is none yet. */
async function withQueue<T>({ databaseUrl }: Options, work: (boss: PgBoss) => Promise<T>): Promise<T | undefined> {
  const isThere = await connected(
    databaseUrl,
    async (client) => (await client.query('SELECT FROM pg_namespace WHERE nspname = $1', [JOBS_SCHEMA])).rowCount === 1,
  );
  if (!isThere) return undefined;
  const boss = new PgBoss({
    connectionString: databaseUrl,
    schema: JOBS_SCHEMA,
    application_name: 'annals dead letters',
    max: 1,
    migrate: false,
    supervise: false,
    schedule: false,
  });
  const faults: unknown[] = [];
  boss.on('error', (error) => {
    faults.push(error);
  });
  await boss.start();
  try {
    const result = await work(boss);
    if (faults.length > 0) throw new AggregateError(faults, 'The job queue met a fault');
    return result;
  } finally {
    await boss.stop({ graceful: false });
  }
}

function messageOf(output: object | null): string {
  return output && 'message' in output ? String(output.message) : JSON.stringify(output);
}
