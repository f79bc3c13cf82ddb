import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { installed } from './harness.mts';
import { installation, signUp } from './product.mts';
import { database, number, type Row, times } from './table.mts';

const { PgBoss } = installed('pg-boss') as typeof import('pg-boss');

const WORKERS = 100;
/** As fast as they can be asked for, so many at a time; then one after the other, so many a second. */
const BURST = { jobs: Number(process.env.BENCH_RUNS ?? 1_000), inFlight: 16 };
const PACED = { jobs: 200, perSecond: 20 };

/** Work that is asked for and begun by one of many workers that wait. */
interface Working {
  /** Asks for one. @returns when it was asked for and how it is called; settles when that was answered */
  ask(): Promise<{ readonly id: string; readonly at: number }>;
  /** When each was begun, by its name. */
  readonly begun: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

async function annals(): Promise<Working> {
  const { url, mailbox, close } = await installation();
  const { cookie, organizationId } = await signUp({ url, mailbox }, 'bench@bench.example');
  const at = new URL(`/api/v1/organizations/${organizationId}/`, url);
  const post = async (path: string, said: object, headers: Record<string, string>) => {
    const answer = await fetch(new URL(path, at), {
      method: 'POST',
      body: JSON.stringify(said),
      headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as Record<string, unknown>;
  };
  const { botId } = await post('bots', { name: 'bench', kind: 'rpa' }, { cookie });
  await post(`bots/${String(botId)}/concurrency`, { atOnce: WORKERS }, { cookie });
  const { secret } = await post(`bots/${String(botId)}/api-keys`, { name: 'bench', expiresInDays: 1 }, { cookie });
  const byBot = { authorization: `Bearer ${String(secret)}` };
  const begun = new Map<string, number>();
  let closing = false;
  const worker = async (): Promise<void> => {
    while (!closing) {
      const claimed = await post(`bots/${String(botId)}/claims?wait=5`, {}, byBot);
      const run = claimed['run'] as { readonly runId: string } | null;
      if (run === null) continue;
      begun.set(run.runId, performance.now());
      await post(`runs/${run.runId}/succeed`, {}, byBot);
    }
  };
  const workers = Promise.all(Array.from({ length: WORKERS }, worker));
  await pause(1_000); // all of them wait by then
  return {
    begun,
    ask: async () => {
      const asked = performance.now();
      const { runId } = await post(`bots/${String(botId)}/runs`, {}, { cookie });
      return { id: String(runId), at: asked };
    },
    close: async () => {
      closing = true;
      await workers;
      await close();
    },
  };
}

/** The queue that we use ourselves, without a log of what happens: woken by NOTIFY, as our workers are. */
async function pgBoss(connectionString: string): Promise<Working> {
  const boss = new PgBoss({ connectionString, useListenNotify: true, max: 20 });
  boss.on('error', (error) => process.stderr.write(`${String(error)}\n`));
  await boss.start();
  await boss.createQueue('bench', { notify: true });
  const begun = new Map<string, number>();
  for (let n = 0; n < WORKERS; n += 1)
    await boss.work('bench', { pollingIntervalSeconds: 0.5, notifyPollingIntervalSeconds: 0.5 }, async ([job]) => {
      if (job) begun.set(job.id, performance.now());
    });
  return {
    begun,
    ask: async () => {
      const asked = performance.now();
      return { id: (await boss.send('bench', {})) ?? '', at: asked };
    },
    close: () => boss.stop({ graceful: false }),
  };
}

async function all(begun: ReadonlyMap<string, number>, many: number): Promise<void> {
  while (begun.size < many) await pause(5);
}

async function measured({ ask, begun, close }: Working) {
  const asked: { id: string; at: number }[] = [];
  for (let n = 0; n < PACED.jobs; n += 1) {
    const [next] = [pause(1_000 / PACED.perSecond), asked.push(await ask())];
    await next;
  }
  await all(begun, PACED.jobs);
  const waits = asked.map(({ id, at }) => (begun.get(id) ?? NaN) - at).sort((a, b) => a - b);
  const from = performance.now();
  let left = BURST.jobs;
  const asker = async (): Promise<void> => {
    while (left-- > 0) await ask();
  };
  await Promise.all(Array.from({ length: BURST.inFlight }, asker));
  await all(begun, PACED.jobs + BURST.jobs);
  const perSecond = BURST.jobs / ((performance.now() - from) / 1000);
  await close();
  const at = (share: number) => waits[Math.floor(waits.length * share)] ?? NaN;
  return { perSecond, p50: at(0.5), p99: at(0.99) };
}

/** How fast runs are begun by 100 workers that wait, beside jobs of pg-boss alone. */
export async function claimRows(adminUrl: string): Promise<Row[]> {
  const ours = await measured(await annals());
  const theirs = await measured(await pgBoss(await database(adminUrl, 'claims')));
  const wait = ({ p50, p99 }: typeof ours) => `${number(p50)} / ${number(p99)}`;
  const peer = 'pg-boss alone, with NOTIFY';
  return [
    {
      id: 'CLAIMS',
      what: `runs asked for, begun and done by ${WORKERS} workers that wait, per second over HTTP`,
      ours: number(ours.perSecond),
      peer: `${number(theirs.perSecond)} (${peer})`,
      limit: '-',
      ratio: times(ours.perSecond / theirs.perSecond),
      goal: '-',
    },
    {
      id: 'BEGIN',
      what: `ms from asking for a run to its begin, p50 / p99, at ${PACED.perSecond} a second`,
      ours: wait(ours),
      peer: `${wait(theirs)} (${peer})`,
      limit: '-',
      ratio: times(ours.p50 / theirs.p50),
      goal: '-',
    },
  ];
}
