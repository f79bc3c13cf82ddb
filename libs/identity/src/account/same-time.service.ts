import { setTimeout as after } from 'node:timers/promises';

/** Longer than any of these commands takes on a healthy machine. */
const FLOOR_MS = 150;

/**
 * Answers not before a fixed time has passed, whatever was found on the way: how long it took tells nobody whether an
 * address is known (S5, S7).
 * @param work what is to be done; its result or its error comes out unchanged
 */
export async function inTheSameTime<T>(work: () => Promise<T>): Promise<T> {
  const floor = after(FLOOR_MS);
  try {
    return await work();
  } finally {
    await floor;
  }
}
