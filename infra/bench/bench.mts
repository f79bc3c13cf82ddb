import { mkdirSync, mkdtempSync, rmSync, writeFileSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { annals, catchUp, readAll } from './annals.mts';
import { emmett } from './emmett.mts';
import { built, median, root } from './harness.mts';
import { bareNest, product } from './http.mts';

/**
 * `npm run bench`: P4, P5, P8 and P11 beside Emmett and the limit, in one run on one machine.
 * BENCH_ROUNDS (5) interleaved rounds, medians; BENCH_EVENTS (100000) events for catch-up and rebuild.
 */
const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const events = Number(process.env.BENCH_EVENTS ?? 100_000);
const { startEmbeddedPostgres } = built('postgres') as typeof import('../../libs/postgres/src/index');

interface Row { id: string; what: string; ours: string; peer: string; limit: string; ratio: string; goal: string }
const number = (value: number) => Math.round(value).toLocaleString('en');
const times = (value: number) => `${value.toFixed(2)}x`;
const say = (text: string) => process.stderr.write(`${text}\n`);

async function database(adminUrl: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** P4, P8, P11: below HTTP. */
async function belowHttp(adminUrl: string): Promise<Row[]> {
  const ours = await annals(await database(adminUrl, 'ours'));
  const small = await annals(await database(adminUrl, 'small'));
  const theirs = await emmett(await database(adminUrl, 'theirs'));
  try {
    const p4 = await commandRounds(ours, theirs);
    say(`P8, P11: writing ${number(events)} events`);
    await ours.fill(events);
    await small.fill(events / 10);
    const limits: number[] = [];
    const seconds: number[] = [];
    const smallSeconds: number[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      say(`P8, P11: round ${round} of ${rounds}`);
      limits.push(await readAll(ours));
      seconds.push((await catchUp(ours, round)).seconds);
      smallSeconds.push((await catchUp(small, round)).seconds);
    }
    say(`P8: Emmett, ${number(events)} events by 16 writers, then its projector`);
    const { perSecond, lost } = await theirs.catchUp(events);
    const rate = events / median(seconds);
    return [p4,
      { id: 'P8', what: 'catch-up through $all into one table, events/s', ours: `${number(rate)}, 0 lost`, peer: `${number(perSecond)}, ${number(lost)} of ${number(events)} lost`, limit: `${number(median(limits))} (readAll alone)`, ratio: `${times(rate / median(limits))} of the limit, ${times(rate / perSecond)} Emmett`, goal: '>= 0.8x, >= 10x' },
      { id: 'P11', what: `rebuild of one table, ${number(events)} events`, ours: `${median(seconds).toFixed(2)} s`, peer: '-', limit: `${median(smallSeconds).toFixed(2)} s for a tenth`, ratio: times(median(seconds) / median(smallSeconds)), goal: '<= 11x for ten times the log' }];
  } finally {
    await Promise.all([ours.close(), small.close(), theirs.close()]);
  }
}

async function commandRounds(ours: Awaited<ReturnType<typeof annals>>, theirs: Awaited<ReturnType<typeof emmett>>): Promise<Row> {
  const [mine, peer]: number[][] = [[], []];
  await ours.commands(32, 1000);
  await theirs.commands(32, 500);
  for (let round = 1; round <= rounds; round += 1) {
    say(`P4: round ${round} of ${rounds}`);
    mine?.push((await ours.commands(32, 10_000)).perSecond);
    peer?.push((await theirs.commands(32, 2000)).perSecond);
  }
  const [a, b] = [median(mine ?? []), median(peer ?? [])];
  return { id: 'P4', what: 'command on a hot stream below HTTP, 32 in flight, per second', ours: number(a), peer: `${number(b)} (CommandHandler)`, limit: '-', ratio: `${times(a / b)} Emmett`, goal: '>= 5x' };
}

/** P5: the whole product. */
async function overHttp(): Promise<Row> {
  const bare = await bareNest();
  const annalsProduct = await product();
  try {
    await bare.run(32, 2000);
    await annalsProduct.run(32, 1000);
    const [mine, limit, p99]: number[][] = [[], [], []];
    for (let round = 1; round <= rounds; round += 1) {
      say(`P5: round ${round} of ${rounds}`);
      const measured = await annalsProduct.run(32, 5000);
      mine?.push(measured.perSecond);
      p99?.push(measured.p99);
      limit?.push((await bare.run(32, 10_000)).perSecond);
    }
    const [a, b] = [median(mine ?? []), median(limit ?? [])];
    return { id: 'P5', what: 'command over HTTP, 32 in flight: session, validation, permission, idempotency and sealing on, per second', ours: `${number(a)}, p99 ${median(p99 ?? []).toFixed(1)} ms`, peer: '-', limit: `${number(b)} (bare Nest POST)`, ratio: times(a / b), goal: '>= 0.25x' };
  } finally {
    await annalsProduct.close();
    await bare.close();
  }
}

const folder = mkdtempSync(join(tmpdir(), 'annals-bench-pg-'));
chmodSync(folder, 0o711);
const postgres = await startEmbeddedPostgres({ folder });
try {
  const table = [...await belowHttp(postgres.url), await overHttp()];
  for (const { id, what, ours, peer, limit, ratio, goal } of table) console.log(`${id}  ${what}\n    Annals ${ours} | Emmett ${peer} | limit ${limit} | ${ratio} | goal ${goal}`);
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(join(root, 'dist', 'bench.json'), JSON.stringify({ rounds, events, table }, null, 2));
} finally {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
