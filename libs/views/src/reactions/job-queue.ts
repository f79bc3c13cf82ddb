import { uuidV5 } from '@annals/eventstore';
import { type JobResult, type JobWithMetadata, PgBoss } from 'pg-boss';
import type { Client } from 'pg';
import type { EngineLog } from '../engine/log';
import { DEAD_LETTERS, JOBS_SCHEMA } from '../sql/jobs';
import type { Job } from './reaction';

/**
 * Does one job. It reads the stream again before it acts, acts idempotently, and throws to be tried again. `attempt` is
 * 1, 2, 3 …
 */
export type JobHandler = (payload: Readonly<Record<string, unknown>>, attempt: number) => Promise<void>;

/** How often and how long a job is tried before it is a dead letter. */
export interface Patience {
  readonly retryLimit: number;
  /** Seconds before the first retry; it doubles from there, up to the longest. */
  readonly retryDelay: number;
  readonly retryDelayMax: number;
}

/** About two days of trying. */
export const PATIENCE: Patience = { retryLimit: 25, retryDelay: 2, retryDelayMax: 3 * 3600 };

const YEAR_S = 365 * 24 * 3600;
/** Namespace of the ids of jobs. */
const JOBS = '7a3f0c7e-58b5-4f0e-9d53-2f6a2f3c6b1d';
/** A job in hand may take as long as its process may (`runProcess`), less the time to close what it used. */
const STOP_LIMIT_MS = 9_000;
/** Jobs of one queue that are done side by side. */
const BATCH = 20;
/** Payloads of one job at most. */
const MOST_TOGETHER = 50;

/**
 * Seconds without a sign of life after which a job in hand is taken for abandoned, its worker or the database under it
 * having been killed; and between two looks for such.
 */
const ABANDONED_S = 10;
const LOOK_EVERY_S = 5;

/**
 * Queues whose jobs are given out but not done until an operator releases them: after a restore nothing may act
 * outside.
 */
export interface Held {
  readonly queues: readonly string[];
  /** Settles when they are released; never when they are not. */
  readonly released: Promise<void>;
}

export interface JobQueueOptions {
  readonly databaseUrl: string;
  readonly jobs: Readonly<Record<string, JobHandler>>;
  readonly patience: Patience;
  readonly log: EngineLog;
  readonly held?: Held | undefined;
}

/** Jobs in Postgres (pg-boss, schema `jobs`). */
export class JobQueue {
  private readonly boss: PgBoss;
  private stopping = false;

  constructor(private readonly options: JobQueueOptions) {
    this.boss = new PgBoss({
      connectionString: options.databaseUrl,
      schema: JOBS_SCHEMA,
      application_name: 'annals jobs',
      max: 4,
      useListenNotify: true,
      monitorIntervalSeconds: LOOK_EVERY_S,
      superviseIntervalSeconds: LOOK_EVERY_S,
    });
    this.boss.on('error', (error) => {
      options.log.error({ alarm: 'jobs', error }, 'the job queue met a fault');
    });
  }

  /** Makes its tables and queues. */
  async start(): Promise<void> {
    await this.boss.start();
    await this.boss.createQueue(DEAD_LETTERS, { retentionSeconds: YEAR_S, deleteAfterSeconds: YEAR_S });
    for (const queue of Object.keys(this.options.jobs)) await this.createQueue(queue);
  }

  /** Begins to do jobs; those of queues that are held wait until they are released. */
  async work(): Promise<void> {
    const { jobs, held } = this.options;
    const waiting = Object.keys(jobs).filter((queue) => held?.queues.includes(queue) === true);
    await this.workOn(Object.keys(jobs).filter((queue) => !waiting.includes(queue)));
    held?.released
      .then(() => this.workOn(waiting))
      .catch((error: unknown) => {
        this.options.log.error({ alarm: 'jobs', error }, 'jobs that were held could not be begun');
      });
  }

  /**
   * Does the jobs of a batch side by side, each with an end of its own; a full batch is followed by the next one at
   * once.
   */
  private async workOn(queues: readonly string[]): Promise<void> {
    const settings = {
      includeMetadata: true,
      perJobResults: true,
      batchSize: BATCH,
      burstWhenBatchFull: true,
      pollingIntervalSeconds: 1,
      notifyPollingIntervalSeconds: 2,
    } as const;
    for (const queue of this.stopping ? [] : queues) {
      const handler = this.options.jobs[queue];
      if (handler === undefined) continue;
      await this.boss.work<Readonly<Record<string, unknown>>, undefined, typeof settings>(queue, settings, (jobs) =>
        Promise.all(jobs.map((job) => this.attempt(queue, handler, job))),
      );
    }
  }

  /** Gives jobs out on this connection, in its transaction. A key that was given out before is not given out again. */
  async giveOut(jobs: readonly Job[], client: Client): Promise<void> {
    for (const queue of new Set(jobs.map((job) => job.queue))) {
      if (!(queue in this.options.jobs)) throw new Error(`There is no handler for jobs of ${queue}`);
      const given = together(jobs.filter((job) => job.queue === queue));
      const byId = new Map(given.map((job) => [uuidV5(JOBS, `${queue}/${job.key}`), job]));
      const inserts = [...byId].map(([id, { payload }]) => ({ id, data: payload, singletonKey: id }));
      await this.boss.insert(queue, inserts, {
        db: { executeSql: (text: string, values?: unknown[]) => client.query(text, values) },
      });
    }
  }

  /** Lets jobs in hand finish, for a while. */
  async stop(): Promise<void> {
    this.stopping = true;
    await this.boss.stop({ graceful: true, timeout: STOP_LIMIT_MS });
  }

  private async attempt(
    queue: string,
    handler: JobHandler,
    job: JobWithMetadata<Readonly<Record<string, unknown>>>,
  ): Promise<JobResult<object>> {
    try {
      await handler(job.data, job.retryCount + 1);
      return { id: job.id, status: 'completed' };
    } catch (error) {
      const dead = job.retryCount >= job.retryLimit;
      this.options.log[dead ? 'error' : 'info'](
        { ...(dead ? { alarm: 'dead letter' } : {}), queue, job: job.id, attempt: job.retryCount + 1, error },
        dead ? 'a job was given up' : 'a job failed and is tried again',
      );
      return {
        id: job.id,
        status: 'failed',
        output: { message: error instanceof Error ? error.message : String(error) },
      };
    }
  }

  private async createQueue(queue: string): Promise<void> {
    const settings = {
      ...this.options.patience,
      retryBackoff: true,
      deadLetter: DEAD_LETTERS,
      expireInSeconds: 300,
      heartbeatSeconds: ABANDONED_S,
      notify: true,
    };
    await this.boss.createQueue(queue, settings);
    await this.boss.updateQueue(queue, settings);
  }
}

/** What is put into a queue: jobs as they are, and those that go together as one, named by all of them. */
function together(jobs: readonly Job[]): readonly { readonly key: string; readonly payload: object }[] {
  const joining = jobs.filter((job) => job.together);
  const given: { key: string; payload: object }[] = jobs.filter((job) => !job.together);
  for (let from = 0; from < joining.length; from += MOST_TOGETHER) {
    const some = joining.slice(from, from + MOST_TOGETHER);
    given.push({ key: some.map(({ key }) => key).join('+'), payload: { all: some.map(({ payload }) => payload) } });
  }
  return given;
}
