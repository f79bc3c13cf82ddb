import { OfflineBots } from '@annals/automation';
import { fromMilliseconds } from '@annals/kernel';
import { setTimeout as pause } from 'node:timers/promises';
import type { EngineLog } from '@annals/views';
import type { JobTools } from './reactions';

/** So often the worker looks for bots that fell silent (B9). */
const SWEEP_EVERY_MS = 15_000;
/** So often it forgets what has outlived its time: answers, mails, ended sessions. */
const PURGE_EVERY_MS = 3_600_000;

/**
 * Turns what is due into commands, until `signal` ends it. A sweep that fails is reported; what it left is found by the
 * next one.
 */
export async function runTimers({ eventStore, vault }: JobTools, log: EngineLog, signal: AbortSignal): Promise<void> {
  const offline = new OfflineBots(eventStore, vault);
  const alarm = (failed: string) => (error: unknown) => {
    log.error({ alarm: 'timer', error }, failed);
  };
  await Promise.all([
    every(SWEEP_EVERY_MS, signal, () =>
      offline.sweep(fromMilliseconds(Date.now())).catch(alarm('looking for silent bots failed')),
    ),
    every(PURGE_EVERY_MS, signal, () => vault.purge().catch(alarm('purging the vault failed'))),
  ]);
}

/** At once, and again so long after each time that it was done. */
async function every(milliseconds: number, signal: AbortSignal, act: () => Promise<unknown>): Promise<void> {
  while (!signal.aborted) {
    await act();
    await pause(milliseconds, undefined, { signal }).catch(() => undefined);
  }
}
