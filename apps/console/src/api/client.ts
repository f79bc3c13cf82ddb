import type { z } from 'zod';
import { positions } from './positions';
import { ApiError, problemOf } from './problem';
import { standingStill } from './standing-still';

const timeout = 10_000;
type Query = Readonly<Record<string, string | number | undefined>>;

/** How a read is asked for. `scope` is the organization's id, or `me`: whose last change it must show. */
export interface ReadOptions {
  scope: string;
  query?: Query;
  signal?: AbortSignal | undefined;
}

/** GET, parsed by its contract. */
export async function read<Schema extends z.ZodType>(
  path: string,
  answer: Schema,
  options: ReadOptions,
): Promise<z.output<Schema>> {
  const minPosition = positions.of(options.scope);
  const response = await send(path + queryString(options.query ?? {}), {
    method: 'GET',
    ...(options.signal ? { signal: options.signal } : {}),
    headers: minPosition === undefined ? {} : { 'Min-Position': minPosition },
  });
  standingStill.note(options.scope, path, response.headers);
  return parse(answer, response);
}

/** How a command is sent: `key` is the idempotency key of the intent (`Intent`). */
export interface CommandOptions<Schema extends z.ZodType> {
  key: string;
  answer: Schema;
  body?: unknown;
}

/** POST as JSON with its idempotency key, the answer parsed by its contract. */
export async function command<Schema extends z.ZodType>(
  path: string,
  options: CommandOptions<Schema>,
): Promise<z.output<Schema>> {
  const response = await send(path, {
    method: 'POST',
    body: JSON.stringify(options.body ?? {}),
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': options.key },
  });
  return parse(options.answer, response);
}

/** DELETE without an answer. */
export async function remove(path: string): Promise<void> {
  await send(path, { method: 'DELETE' });
}

async function send(path: string, init: RequestInit): Promise<Response> {
  const limit = AbortSignal.timeout(timeout);
  const signal = init.signal ? AbortSignal.any([init.signal, limit]) : limit;
  let response: Response;
  try {
    response = await fetch(`/api/v1${path}`, {
      ...init,
      signal,
      credentials: 'same-origin',
      headers: { Accept: 'application/json', ...init.headers },
    });
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw new ApiError(limit.aborted ? 'TIMEOUT' : 'OFFLINE', 0, {}, { cause });
  }
  if (!response.ok) throw await problemOf(response);
  return response;
}

async function parse<Schema extends z.ZodType>(answer: Schema, response: Response): Promise<z.output<Schema>> {
  try {
    return await answer.parseAsync(await response.json());
  } catch (cause) {
    throw new ApiError('UNREADABLE', response.status, {}, { cause });
  }
}

/** `?a=1&b=2` of what is set. */
export function queryString(query: Query): string {
  const set = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  return set.length === 0 ? '' : `?${new URLSearchParams(set).toString()}`;
}
