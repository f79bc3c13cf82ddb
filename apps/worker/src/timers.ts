import { OfflineBots } from '@annals/automation';
import { fromMilliseconds } from '@annals/kernel';
import { setTimeout as pause } from 'node:timers/promises';
import type { EngineLog } from '@annals/views';
import type { JobTools } from './reactions';

/** So often the worker looks for bots that fell silent (B9). */
const SWEEP_EVERY_MS = 15_000;

/** Turns what is due into commands, until `signal` ends it. A sweep that fails is reported; what it left is found by the next one. */
export async function runTimers({ eventStore, vault }: JobTools, log: EngineLog, signal: AbortSignal): Promise<void> {
  const offline = new OfflineBots(eventStore, vault);
  while (!signal.aborted) {
    await offline.sweep(fromMilliseconds(Date.now())).catch((error: unknown) => { log.error({ alarm: 'timer', error }, 'looking for silent bots failed'); });
    await pause(SWEEP_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}
