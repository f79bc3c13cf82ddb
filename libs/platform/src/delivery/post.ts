import { AddressNotAllowed, AnswerTooLarge, guardedFetch, type GuardedAnswer } from '../outgoing/guarded-fetch';
import { ANSWER_BYTES, DeliveryFailed, SEND_WITHIN_MS, type Reach } from './sink';

/** Where those who take events listen beside 443: Splunk's collector, stores of objects, and syslog over TLS. */
export const SINK_PORTS: readonly number[] = [443, 8443, 8088, 9000, 6514];

interface Posted {
  readonly method?: 'POST' | 'PUT';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly reach: Reach;
  readonly signal: AbortSignal;
}

/** Sends something to an address that somebody named, once. @throws DeliveryFailed where nobody answers */
export async function post(
  url: URL,
  { method = 'POST', headers, body, reach, signal }: Posted,
): Promise<GuardedAnswer> {
  const asked = { method, headers, body, signal, ports: SINK_PORTS, withinMs: SEND_WITHIN_MS, maxBytes: ANSWER_BYTES };
  return guardedFetch(url, { ...asked, allowedHosts: reach.allowedHosts }).catch((error: unknown) => {
    throw failedBy(error);
  });
}

/** Answers that take what was sent. */
export function mustBeTaken({ status }: Pick<GuardedAnswer, 'status'>): void {
  if (status < 200 || status > 299) throw new DeliveryFailed(`HTTP_${status}`);
}

/** What went wrong on the way, as a code. */
export function failedBy(error: unknown): DeliveryFailed {
  if (error instanceof DeliveryFailed) return error;
  if (error instanceof AddressNotAllowed) return new DeliveryFailed('ADDRESS_NOT_ALLOWED', { cause: error });
  if (error instanceof AnswerTooLarge) return new DeliveryFailed('ANSWER_TOO_LARGE', { cause: error });
  const { name, code } = Object(error) as { readonly name?: unknown; readonly code?: unknown };
  if (name === 'TimeoutError' || name === 'AbortError')
    return new DeliveryFailed('NO_ANSWER_IN_TIME', { cause: error });
  const word = typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,60}$/.test(code) ? code : 'CONNECTION_FAILED';
  return new DeliveryFailed(word, { cause: error });
}
