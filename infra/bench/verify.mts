import { spawn } from 'node:child_process';
import { createHash, hash, randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, root } from './harness.mts';
import { number, rounds, say, times, type Row } from './table.mts';

const ENTRIES = Number(process.env.BENCH_EVENTS ?? 100_000) * 3;
const GOAL = 100_000;

/** A history as `annals verify --keep` keeps it: events of the usual size. */
function aHistory(folder: string): string {
  const path = join(folder, 'entries.jsonl');
  const file = openSync(path, 'w');
  const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64');
  const stream = `run-${randomUUID()}.${randomUUID()}`;
  for (let n = 1; n <= ENTRIES; n += 1) {
    const entry = {
      sequence: n,
      id: randomUUID(),
      stream,
      revision: n - 1,
      type: 'RunStarted',
      data: base64({ data: { runId: randomUUID(), botId: randomUUID(), queuedMs: n } }),
      metadata: base64({
        $correlationId: randomUUID(),
        at: '2026-06-03T09:15:00.000Z',
        actor: `key:${randomUUID()}`,
        command: randomUUID(),
        schema: '3',
        salt: randomBytes(16).toString('base64'),
      }),
      leaf: null,
    };
    writeSync(file, `${JSON.stringify(entry)}\n`);
  }
  closeSync(file);
  return path;
}

/** The whole command, its start included. @returns entries per second */
async function verified(file: string): Promise<number> {
  const from = performance.now();
  const child = spawn(process.execPath, [join(root, 'dist', 'bundled', 'annals.js'), 'verify', file], {
    stdio: 'ignore',
  });
  await once(child, 'close');
  if (child.exitCode !== 0) throw new Error(`annals verify ended with ${child.exitCode}`);
  return ENTRIES / ((performance.now() - from) / 1000);
}

/** What nobody can be faster than: the bytes of the file once through SHA-256, beside reading them as JSON. */
function bare(file: string): number {
  const from = performance.now();
  let digest = createHash('sha256');
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line === '') continue;
    const { data, metadata } = JSON.parse(line) as { data: string; metadata: string };
    digest = digest.update(hash('sha256', Buffer.from(data + metadata, 'base64'), 'buffer'));
  }
  digest.digest();
  return ENTRIES / ((performance.now() - from) / 1000);
}

/** S13: how fast a history is verified from a file. */
export async function verifyRows(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'annals-bench-verify-'));
  const file = aHistory(folder);
  const [ours, limit]: [number[], number[]] = [[], []];
  for (let round = 1; round <= rounds; round += 1) {
    ours.push(await verified(file));
    limit.push(bare(file));
    say(`verify: round ${round} of ${rounds}: ${number(ours.at(-1) ?? 0)} a second, bare ${number(limit.at(-1) ?? 0)}`);
  }
  rmSync(folder, { recursive: true });
  return [
    {
      id: 'verify',
      what: `annals verify of a file with ${number(ENTRIES)} entries, entries/s`,
      ours: number(median(ours)),
      peer: '-',
      limit: `${number(median(limit))} parsing and one hash of each`,
      ratio: times(median(ours) / median(limit)),
      goal: `>= ${number(GOAL)}`,
    },
  ];
}
