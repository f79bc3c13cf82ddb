import { timers } from '@annals/contexts';
import { fromMilliseconds } from '@annals/kernel';
import { timer, type Tools } from '@annals/platform';
import { setTimeout as pause } from 'node:timers/promises';
import type { EngineLog } from '@annals/views';

/** Forgets what has outlived its time: answers, mails, ended sessions. */
const purgeVault = timer({
  name: 'purge-vault',
  everyMs: 3_600_000,
  does:
    ({ vault }) =>
    () =>
      vault.purge(),
});

/**
 * Turns what is due into commands, until `signal` ends it. A timer that fails is reported; what it left is found the
 * next time.
 */
export async function runTimers(tools: Tools, log: EngineLog, signal: AbortSignal): Promise<void> {
  await Promise.all(
    [...timers, purgeVault].map(({ name, everyMs, does }) => {
      const act = does(tools);
      return every(everyMs, signal, () =>
        act(fromMilliseconds(Date.now()), signal).catch((error: unknown) => {
          log.error({ alarm: 'timer', error }, `the timer ${name} failed`);
        }),
      );
    }),
  );
}

/** At once, and again so long after each time that it was done. */
async function every(milliseconds: number, signal: AbortSignal, act: () => Promise<unknown>): Promise<void> {
  while (!signal.aborted) {
    await act();
    await pause(milliseconds, undefined, { signal }).catch(() => undefined);
  }
}
