import { setTimeout as pause } from 'node:timers/promises';

/**
 * Holds a build to so many events a second, on average since it began: a pause comes after a piece, when no transaction
 * is open.
 * @param eventsPerSecond undefined: as fast as it can
 */
export function throttle(
  eventsPerSecond: number | undefined,
  { now = () => performance.now(), wait = waited }: Clock = {},
): (events: number, signal: AbortSignal) => Promise<void> {
  const started = now();
  let done = 0;
  return async (events, signal) => {
    done += events;
    if (eventsPerSecond === undefined) return;
    const early = started + (done / eventsPerSecond) * 1000 - now();
    if (early > 0) await wait(early, signal);
  };
}

/** Milliseconds, and how they are waited for; tests set both. */
interface Clock {
  readonly now?: () => number;
  readonly wait?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** Waits; somebody who ends the build ends the pause, too. */
async function waited(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await pause(milliseconds, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
