import type { Destination } from '@annals/contracts';
import type { z } from 'zod';

/** A destination as it is shown. */
export type Shown = z.output<typeof Destination>;

/** What went wrong on the way, as people say it. */
const causes: Readonly<Record<string, string>> = {
  NO_ANSWER_IN_TIME: 'no answer in time',
  CONNECTION_FAILED: 'no connection',
  ECONNREFUSED: 'nobody listens there',
  ECONNRESET: 'the connection broke',
  ENOTFOUND: 'its name is not known',
  ADDRESS_NOT_ALLOWED: 'its address leads into a private network',
  NO_COLLECTOR: 'what answers is no collector',
  SECRET_GONE: 'its secret is gone',
};

/** "it answered 503" */
export function causeOf(code: string): string {
  const status = /^HTTP_(\d+)$/.exec(code)?.[1];
  if (status !== undefined) return `it answered ${status}`;
  return Object.hasOwn(causes, code) ? (causes[code] ?? code) : code;
}

/** How a destination is, in a word. */
export function healthOf({ isPaused, failing, behind }: Pick<Shown, 'isPaused' | 'failing' | 'behind'>): {
  tone: 'ok' | 'warn' | 'bad' | 'quiet';
  word: string;
} {
  if (isPaused) return { tone: 'quiet', word: 'Paused' };
  if (failing !== null) return { tone: 'bad', word: `Takes nothing: ${causeOf(failing.code)}` };
  return behind > 0 ? { tone: 'warn', word: 'Catching up' } : { tone: 'ok', word: 'Takes everything' };
}
