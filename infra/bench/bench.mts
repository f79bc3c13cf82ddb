import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appendRows } from './append.mts';
import { claimRows } from './claims.mts';
import { coldRows } from './cold.mts';
import { catchUpRows, commandRows } from './catch-up.mts';
import { growthRows } from './growth.mts';
import { historyRows } from './history.mts';
import { built, root } from './harness.mts';
import { productRows } from './http.mts';
import { knowledgeRows } from './knowledge.mts';
import { protocolRows } from './protocol.mts';
import { readRows } from './reads.mts';
import { rebuildRows } from './rebuild.mts';
import { sizeRows } from './size.mts';
import { travelRows } from './travel.mts';
import { triggerRows } from './triggers.mts';
import { verifyRows } from './verify.mts';
import { rounds, say, type Row } from './table.mts';

/**
 * `npm run bench`: what is measured, beside peers and limits, in one run on one machine. `npm run bench -- p1 p3`:
 * these rows only. BENCH_ROUNDS (5) interleaved rounds, medians; BENCH_EVENTS (100000) events for catch-up, rebuild and
 * reading; BENCH_COMMANDS (3000) commands of each half of a pair of P5, of which there are 9.
 */
const events = Number(process.env.BENCH_EVENTS ?? 100_000);
const { startEmbeddedPostgres } = built('postgres') as typeof import('../../libs/postgres/src/index');

/** What is measured together, by the rows that come of it. */
const MEASUREMENTS: {
  readonly ids: readonly string[];
  readonly run: (adminUrl: string, postgresPid: number) => Promise<Row[]>;
}[] = [
  { ids: ['p1', 'p2'], run: appendRows },
  { ids: ['p3'], run: protocolRows },
  { ids: ['p4'], run: commandRows },
  { ids: ['p5'], run: productRows },
  { ids: ['p8', 'p11'], run: (adminUrl) => catchUpRows(adminUrl, events) },
  { ids: ['p12'], run: rebuildRows },
  { ids: ['p15'], run: growthRows },
  { ids: ['p16'], run: historyRows },
  { ids: ['p17'], run: travelRows },
  { ids: ['p18'], run: coldRows },
  { ids: ['p23'], run: sizeRows },
  { ids: ['know'], run: knowledgeRows },
  { ids: ['triggers'], run: triggerRows },
  { ids: ['verify'], run: verifyRows },
  { ids: ['claims', 'begin'], run: claimRows },
  { ids: ['all', 'p19', 'p20', 'push'], run: (adminUrl) => readRows(adminUrl, events) },
];

function chosen(wanted: readonly string[]): typeof MEASUREMENTS {
  const known = MEASUREMENTS.flatMap(({ ids }) => ids);
  const unknown = wanted.filter((id) => !known.includes(id));
  if (unknown.length === 0)
    return MEASUREMENTS.filter(({ ids }) => wanted.length === 0 || ids.some((id) => wanted.includes(id)));
  process.stderr.write(`There is no measurement ${unknown.join(', ')}: choose among ${known.join(', ')}.\n`);
  process.exit(1);
}

/** A Postgres of its own for each, with the settings of the product's, so that what one leaves behind (checkpoints, dead rows) meets no other. */
async function measured(run: (typeof MEASUREMENTS)[number]['run']): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'annals-bench-pg-'));
  chmodSync(folder, 0o711);
  const postgres = await startEmbeddedPostgres({ folder, settings: { max_connections: '200' } });
  try {
    return await run(postgres.url, postgres.pid);
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const from = performance.now();
const table: Row[] = [];
for (const { run } of chosen(process.argv.slice(2).map((id) => id.toLowerCase()))) table.push(...(await measured(run)));
for (const { id, what, ours, peer, limit, ratio, goal } of table)
  console.log(`${id.padEnd(4)} ${what}\n     Annals ${ours} | peer ${peer} | limit ${limit} | ${ratio} | goal ${goal}`);
mkdirSync(join(root, 'dist'), { recursive: true });
writeFileSync(join(root, 'dist', 'bench.json'), JSON.stringify({ rounds, events, table }, null, 2));
say(`${Math.round((performance.now() - from) / 1000)} s; as JSON in dist/bench.json`);
process.exit(0); // the official client keeps its channel open
