import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { atRest, cpuSeconds } from './cpu.mts';
import { atOnce, median, root } from './harness.mts';
import { product } from './product.mts';
import { request } from './request.mts';
import { database, number, say, times, type Row } from './table.mts';

/** Something that answers the same command, and what it takes for that. */
export interface Served {
  readonly run: (inFlight: number, total: number) => Promise<{ perSecond: number; p99: number }>;
  /** Of all of its processes until now, its database's among them. */
  readonly cpuSeconds: () => number;
  /** Settles when nothing is left to do that the commands brought about. */
  readonly atRest: () => Promise<void>;
  readonly close: () => Promise<void>;
}

interface Measured {
  readonly perSecond: number;
  readonly p99: number;
  /** CPU milliseconds of one command, with all that follows from it. */
  readonly cpuMs: number;
}

const IN_FLIGHT = 32;
/** Pairs are what is compared, so there are more of them than of other rounds. */
const PAIRS = Number(process.env.BENCH_ROUNDS ?? 9);
const COMMANDS = Number(process.env.BENCH_COMMANDS ?? 3000);

/**
 * P5: the whole product over HTTP beside the app that somebody would build instead, in turns. A round is a pair, whose
 * halves change places every time; ratios are those of pairs, and their median is shown.
 */
export async function productRows(adminUrl: string, postgresPid: number): Promise<Row[]> {
  const bare = await bareNest();
  const them = await peer(await database(adminUrl, 'peer'), postgresPid);
  const annals = await product();
  try {
    for (const each of [annals, them]) {
      await each.run(IN_FLIGHT, COMMANDS);
      await each.atRest();
    }
    await bare.run(IN_FLIGHT, COMMANDS);
    const pairs: { readonly ours: Measured; readonly theirs: Measured }[] = [];
    const limits: number[] = [];
    for (let round = 1; round <= PAIRS; round += 1) {
      const first = round % 2 === 1 ? annals : them;
      const one = await measured(first);
      const other = await measured(first === annals ? them : annals);
      const pair = first === annals ? { ours: one, theirs: other } : { ours: other, theirs: one };
      pairs.push(pair);
      limits.push((await bare.run(IN_FLIGHT, COMMANDS)).perSecond);
      say(`P5: round ${round} of ${PAIRS}: Annals ${line(pair.ours)} | peer ${line(pair.theirs)}`);
    }
    return rows(pairs, median(limits));
  } finally {
    await annals.close();
    await them.close();
    await bare.close();
  }
}

async function measured(served: Served): Promise<Measured> {
  const before = served.cpuSeconds();
  const { perSecond, p99 } = await served.run(IN_FLIGHT, COMMANDS);
  await served.atRest();
  return { perSecond, p99, cpuMs: ((served.cpuSeconds() - before) * 1000) / COMMANDS };
}

const line = ({ perSecond, p99, cpuMs }: Measured) =>
  `${number(perSecond)}/s, p99 ${p99.toFixed(0)} ms, CPU ${cpuMs.toFixed(2)} ms`;

/** Each compared so that more is better for us. */
const COMPARED = {
  perSecond: { what: 'per second', said: number, ratio: (ours: number, theirs: number) => ours / theirs },
  cpuMs: {
    what: 'CPU of one, of all processes and with what follows',
    said: (value: number) => `${value.toFixed(2)} ms`,
    ratio: (ours: number, theirs: number) => theirs / ours,
  },
  p99: {
    what: 'p99',
    said: (value: number) => `${value.toFixed(1)} ms`,
    ratio: (ours: number, theirs: number) => theirs / ours,
  },
} as const;

function rows(pairs: readonly { readonly ours: Measured; readonly theirs: Measured }[], limit: number): Row[] {
  return (['perSecond', 'cpuMs', 'p99'] as const).map((name) => {
    const { what, said, ratio } = COMPARED[name];
    const mine = median(pairs.map(({ ours }) => ours[name]));
    const ratios = pairs.map(({ ours, theirs }) => ratio(ours[name], theirs[name]));
    return {
      id: 'P5',
      what: `command over HTTP, ${IN_FLIGHT} in flight, session, validation, permission and idempotency on: ${what}`,
      ours: said(mine),
      peer: `${said(median(pairs.map(({ theirs }) => theirs[name])))} (NestJS, kysely, one transaction)`,
      limit: name === 'perSecond' ? `${number(limit)} (bare Nest POST), of which we reach ${times(mine / limit)}` : '-',
      ratio: `${times(median(ratios))} (${times(Math.min(...ratios))} to ${times(Math.max(...ratios))})`,
      goal: name === 'p99' ? '>= 1.00x' : '>= 1.25x',
    };
  });
}

/** NestJS alone. */
async function bareNest() {
  const { message, stop } = await started<{ port: number }>('bare-nest.cjs');
  const url = new URL(`http://127.0.0.1:${message.port}`);
  return {
    run: (inFlight: number, total: number) =>
      atOnce(inFlight, total, () => request(url, '/bare', { body: { name: 'Halden Freight' } })),
    close: stop,
  };
}

/** The app that somebody would build instead, on a Postgres of its own with the settings of ours. */
async function peer(databaseUrl: string, postgresPid: number): Promise<Served> {
  const { message, pid, stop } = await started<{ port: number; callers: { token: string; organizationId: string }[] }>(
    'peer/main.mts',
    { PEER_DATABASE_URL: databaseUrl, PEER_PEOPLE: String(IN_FLIGHT) },
  );
  const url = new URL(`http://127.0.0.1:${message.port}`);
  const pids = [pid, postgresPid];
  return {
    run: (inFlight, total) =>
      atOnce(inFlight, total, (index) => {
        const { token, organizationId } = message.callers[index % message.callers.length] ?? {
          token: '',
          organizationId: '',
        };
        return request(url, `/api/v1/organizations/${organizationId}/rename`, {
          body: { name: `Halden Freight ${index}` },
          headers: { cookie: `session=${token}`, 'idempotency-key': randomUUID() },
        });
      }),
    cpuSeconds: () => cpuSeconds(pids),
    atRest: () => atRest(pids),
    close: stop,
  };
}

/** A script beside this one, which says by a message that it serves. */
async function started<Ready>(script: string, env: Record<string, string> = {}) {
  const child = fork(join(root, 'infra', 'bench', script), { env: { ...process.env, ...env } });
  const message = await new Promise<Ready>((resolve, reject) => {
    child.once('message', (said) => resolve(said as Ready));
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code}`)));
  });
  const stop = () =>
    new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      child.kill('SIGTERM');
    });
  return { message, pid: child.pid ?? 0, stop };
}
