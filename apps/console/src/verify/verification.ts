import { pathOf, routes } from '@annals/contracts';
import { checkpointOfLog, keyFrom, type Checkpoint, type Untrue, type Verdict } from '@annals/proofs';
import { useSyncExternalStore } from 'react';
import { call } from '../api/client';
import { canCheckSignatures, verifyEd25519 } from './ed25519';
import { keep, kept, type Kept } from './kept';
import { sha256 } from './sha256';
import type { Asked, Told } from './verify.worker';

/** How far this browser is with a history, and what came of it. */
export interface Verification {
  readonly state: 'running' | 'stopped' | 'done' | 'failed';
  readonly entries: number;
  readonly bytes: number;
  readonly startedAt: number;
  readonly seconds: number;
  readonly verdict: Verdict | undefined;
  /** What of the newest checkpoint, and of the one that was kept, does not count. */
  readonly refused: { readonly what: 'key' | 'latest' | 'kept'; readonly because: Untrue | 'another-key' } | undefined;
  readonly latest: { readonly number: number; readonly size: number } | undefined;
  readonly kept: Kept | undefined;
}

/** They outlive the page: who goes elsewhere and comes back finds it as far as it has come. */
const all = new Map<string, { seen: Verification; worker?: Worker }>();
const listeners = new Set<() => void>();

function set(organizationId: string, change: Partial<Verification>): void {
  const running = all.get(organizationId);
  if (!running) return;
  const seconds = (performance.now() - running.seen.startedAt) / 1000;
  running.seen = { ...running.seen, seconds, ...change };
  for (const listener of listeners) listener();
}

/** Follows what this browser finds out about a history; undefined before it has begun. */
export const useVerification = (organizationId: string): Verification | undefined =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => all.get(organizationId)?.seen,
  );

/** Ends it where it is. */
export function stopVerification(organizationId: string): void {
  all.get(organizationId)?.worker?.terminate();
  set(organizationId, { state: 'stopped' });
}

/** Recomputes the history in this browser and compares it with the newest checkpoint and with what it kept. */
export async function startVerification(organizationId: string): Promise<void> {
  all.get(organizationId)?.worker?.terminate();
  const nothing = { verdict: undefined, refused: undefined, latest: undefined, kept: kept(organizationId) };
  const seen = {
    state: 'running',
    entries: 0,
    bytes: 0,
    startedAt: performance.now(),
    seconds: 0,
    ...nothing,
  } as const;
  all.set(organizationId, { seen });
  set(organizationId, {});
  try {
    const { refused, checkpoints, latest } = await trusted(organizationId, seen.kept);
    if (refused) set(organizationId, { state: 'done', refused });
    else
      run(organizationId, { entries: pathOf(routes.audit.listStoredEntries, { organizationId }), checkpoints }, latest);
  } catch {
    set(organizationId, { state: 'failed' }); // the page says so, and offers to try again
  }
}

interface Trusted {
  readonly refused?: Verification['refused'];
  readonly checkpoints: readonly Checkpoint[];
  readonly latest: Kept & { readonly number: number };
}

/** The checkpoints that count: by the key that this browser kept, or the one that the server names the first time. */
async function trusted(organizationId: string, before: Kept | undefined): Promise<Trusted> {
  const api = routes.audit;
  const { key: line } = await call(api.getVerifierKey)({ organizationId });
  const { signedNote: note, entries: size, number } = await call(api.getLatestCheckpoint)({ organizationId });
  const latest = { note, size, number, key: line, at: new Date().toISOString() };
  const no = (what: 'key' | 'latest' | 'kept', because: Untrue | 'another-key') =>
    ({ refused: { what, because }, checkpoints: [], latest }) as const;
  const [key, keptKey] = [keyFrom(sha256, line), before && keyFrom(sha256, before.key)];
  if (!key || (keptKey && String(keptKey.publicKey) !== String(key.publicKey))) return no('key', 'another-key');
  const by = { sha256, verify: canCheckSignatures() ? verifyEd25519 : () => true };
  const now = await checkpointOfLog(note, key, by);
  if (!now.ok) return no('latest', now.because);
  if (!before) return { checkpoints: [now.value], latest };
  const then = await checkpointOfLog(before.note, key, by);
  return then.ok ? { checkpoints: [then.value, now.value], latest } : no('kept', then.because);
}

function run(organizationId: string, asked: Asked, latest: Trusted['latest']): void {
  const running = all.get(organizationId);
  if (running?.seen.state !== 'running') return;
  const worker = new Worker(new URL('./verify.worker.ts', import.meta.url), { type: 'module' });
  running.worker = worker;
  set(organizationId, { latest });
  worker.addEventListener('error', () => {
    set(organizationId, { state: 'failed' });
  });
  worker.addEventListener('message', ({ data }: MessageEvent<Told>) => {
    if (data.kind === 'progress') return set(organizationId, { entries: data.entries, bytes: data.bytes });
    worker.terminate();
    if (data.kind === 'failed') return set(organizationId, { state: 'failed' });
    if (data.verdict.ok) keep(organizationId, latest);
    set(organizationId, { state: 'done', verdict: data.verdict, bytes: data.bytes });
  });
  worker.postMessage(asked);
}
