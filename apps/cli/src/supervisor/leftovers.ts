import { setTimeout as pause } from 'node:timers/promises';
import type { DataFolder } from './data-folder';
import { isRunning } from './lock';
import { readState, removeState } from './state';

/** Children notice the death of their supervisor at once; one that hangs does not. */
const PATIENCE_MS = 5000;

/**
 * Waits for the processes of a killed instance to end, and ends those that do not. The database is adopted, not ended.
 */
export async function endLeftovers(folder: DataFolder, say: (line: string) => void): Promise<void> {
  const left = (readState(folder)?.processes ?? []).filter(({ name }) => name !== 'postgres').filter(isRunning);
  if (left.length > 0)
    say(
      `Waiting for what is left of a killed Annals: ${left.map(({ name, pid }) => `${name} (pid ${pid})`).join(', ')}.`,
    );
  const until = Date.now() + PATIENCE_MS;
  while (left.some(isRunning) && Date.now() < until) await pause(20);
  for (const one of left.filter(isRunning)) process.kill(one.pid, 'SIGKILL');
  while (left.some(isRunning)) await pause(20);
  removeState(folder);
}
