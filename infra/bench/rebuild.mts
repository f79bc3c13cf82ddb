import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { atOnce, built, root } from './harness.mts';
import { installation, signUp } from './product.mts';
import { request } from './request.mts';
import { number, say, times, type Row } from './table.mts';

const { views } = built('contexts') as typeof import('../../libs/contexts/src/index');

const PEOPLE = 8;
const EVENTS = Number(process.env.BENCH_REBUILD_EVENTS ?? 20_000);
const READS = 200;
const COMMANDS = 100;
/** How long the same load is watched before. */
const BEFORE_MS = 30_000;
const ROUTES = ['', '/members?limit=50', '/audit?limit=50'];

interface Person {
  readonly cookie: string;
  readonly organizationId: string;
}

/** Reads and commands that come at their rate whatever is answered. */
function load(url: URL, people: readonly Person[]) {
  const reads: number[] = [];
  const asked: Promise<void>[] = [];
  let [failed, turn] = [0, 0];
  const one = (path: string, body?: object) => {
    const { cookie, organizationId } = people[turn++ % people.length] ?? { cookie: '', organizationId: '' };
    const from = performance.now();
    const headers = { cookie, ...(body && { 'idempotency-key': randomUUID() }) };
    return request(url, `/api/v1/organizations/${organizationId}${path}`, { headers, ...(body && { body }) }).then(
      () => {
        if (!body) reads.push(performance.now() - from);
      },
      () => {
        failed += 1;
      },
    );
  };
  const timers = [
    setInterval(() => asked.push(one(ROUTES[turn % ROUTES.length] ?? '')), 1000 / READS),
    setInterval(() => asked.push(one('/rename', { name: `Halden ${turn}` })), 1000 / COMMANDS),
  ];
  return async () => {
    for (const timer of timers) clearInterval(timer);
    await Promise.all(asked);
    reads.sort((a, b) => a - b);
    return { p99: reads[Math.floor(reads.length * 0.99)] ?? NaN, reads: reads.length, failed };
  };
}

/** `annals rebuild` of every view, as an operator calls it. @returns seconds */
async function rebuilt(data: string): Promise<number> {
  const from = performance.now();
  const names = views.map(({ name }) => name);
  const child = spawn(process.execPath, [join(root, 'dist', 'bundled', 'annals.js'), 'rebuild', ...names], {
    env: { ...process.env, ANNALS_DATA: data, ANNALS_LOG_LEVEL: 'error' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`annals rebuild ended with ${String(code)}`);
  return (performance.now() - from) / 1000;
}

/** P12: every view is built again while people read and write; the same load alone beside it. */
export async function rebuildRows(): Promise<Row[]> {
  const { url, mailbox, data, close } = await installation();
  try {
    const people: Person[] = [];
    for (let n = 0; n < PEOPLE; n += 1) people.push(await signUp({ url, mailbox }, `bench${n}@bench.example`));
    say(`P12: writing ${number(EVENTS)} events`);
    await atOnce(32, EVENTS, (index) => {
      const { cookie, organizationId } = people[index % PEOPLE] ?? { cookie: '', organizationId: '' };
      return request(url, `/api/v1/organizations/${organizationId}/rename`, {
        body: { name: `Halden Freight ${index}` },
        headers: { cookie, 'idempotency-key': randomUUID() },
      });
    });
    const alone = load(url, people);
    await new Promise((resolve) => setTimeout(resolve, BEFORE_MS));
    const before = await alone();
    const beside = load(url, people);
    const seconds = await rebuilt(data);
    const during = await beside();
    return [
      {
        id: 'P12',
        what: `${views.length} views built again from ${number(EVENTS)} events and more, at ${READS} reads/s and ${COMMANDS} commands/s: p99 of reads`,
        ours: `${during.p99.toFixed(1)} ms of ${number(during.reads)}, ${during.failed} requests failed, ${seconds.toFixed(1)} s in all`,
        peer: '-',
        limit: `${before.p99.toFixed(1)} ms with no rebuild, ${before.failed} failed`,
        ratio: times(during.p99 / before.p99),
        goal: '<= 2x, 0 failed',
      },
    ];
  } finally {
    await close();
  }
}
