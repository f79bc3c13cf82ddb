import { jsonValue, type RunControl } from '@annals/contracts';
import type { Ended } from './command';

/** What is reported of a run when its command has ended. */
export type Ending =
  | { readonly status: 'succeeded'; readonly output?: unknown }
  | { readonly status: 'failed'; readonly error: string }
  | { readonly status: 'stopped' }
  | { readonly status: 'killed' };

/**
 * How a run ends by how its command did. Exit code 0 is success, also of one that was asked to stop; what it wrote to
 * its standard output is the run's output where that is JSON that fits.
 * @param lastLine what it said last
 */
export function endingOf({ code, signal, output }: Ended, control: RunControl, lastLine: string | undefined): Ending {
  if (control === 'kill') return { status: 'killed' };
  if (code === 0) return { status: 'succeeded', ...outputIn(output) };
  if (control === 'stop') return { status: 'stopped' };
  const how = signal === null ? `ended with exit code ${String(code)}` : `was ended by ${signal}`;
  return { status: 'failed', error: `The command ${how}${lastLine === undefined ? '.' : `: ${lastLine}`}` };
}

function outputIn(text: string): { readonly output?: unknown } {
  try {
    const { success, data } = jsonValue.safeParse(JSON.parse(text));
    return success ? { output: data } : {};
  } catch {
    return {}; // it said something else
  }
}
