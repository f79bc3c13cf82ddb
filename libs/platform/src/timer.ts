import type { Instant } from '@annals/kernel';
import type { Tools } from './job';

/** What the worker does again and again. */
export interface TimerDefinition {
  /** For the log, where it fails: "mark-bots-offline". */
  readonly name: string;
  /** So long after each time that it was done. */
  readonly everyMs: number;
  /** Turns what is due at an instant into commands; what takes long stops where the process ends. What it rejects is reported; the next time finds what was left. */
  readonly does: (tools: Tools) => (now: Instant, ending?: AbortSignal) => Promise<unknown>;
}

/** Defines what is done about time that passes (architecture §7). Any number of workers may run it at once. */
export function timer(definition: TimerDefinition): TimerDefinition {
  return definition;
}

/**
 * Does what is due, one after the other: one that fails holds up no other, and the next time finds it again.
 * @param what could not be, of those that failed: "silent bots could not be marked offline"
 * @throws AggregateError when some failed; the others are done
 */
export async function eachDue<Due>(
  due: readonly Due[],
  act: (each: Due) => Promise<unknown>,
  what: string,
): Promise<void> {
  const faults: unknown[] = [];
  for (const each of due) await act(each).catch((fault: unknown) => faults.push(fault));
  if (faults.length > 0)
    throw new AggregateError(faults, `${faults.length} of ${due.length} ${what}`, { cause: faults[0] });
}
