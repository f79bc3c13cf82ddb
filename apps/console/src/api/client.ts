import { type AnswerOf, type Call, type CallOf, callOf, pathAt, type Route } from '@annals/contracts';
import type { z } from 'zod';
import { addressed, mustBeNow } from './past';
import { positions } from './positions';
import { ApiError, problemOf } from './problem';
import { standingStill } from './standing-still';

const timeout = 10_000;
type Asked = Readonly<Record<string, unknown>>;

/**
 * A read of the API by its route: what is asked goes into its path and query, the answer is parsed by its contract. It
 * shows at least the last change of the organization in its path, or of the reader's own things.
 */
export function call<R extends Route & { readonly method: 'GET' }>(
  route: R,
): (asked: CallOf<R>, signal?: AbortSignal) => Promise<AnswerOf<R>>;
/** A command of the API by its route; `key` is the idempotency key of the intent (`Intent`). */
export function call<R extends Route>(route: R): (asked: CallOf<R>, key: string) => Promise<AnswerOf<R>>;
export function call(route: Route) {
  return async (asked: Asked, how?: AbortSignal | string): Promise<unknown> => {
    const response = typeof how === 'string' ? await act(route, asked, how) : await look(route, asked, how);
    return route.answer === undefined ? undefined : parse(route.answer, response);
  };
}

async function look(route: Route, asked: Asked, signal: AbortSignal | undefined): Promise<Response> {
  const sent = callOf(route, asked);
  return read({ ...sent, path: addressed(route, sent.path, asked['organizationId']) }, asked, signal);
}

async function act(route: Route, asked: Asked, key: string): Promise<Response> {
  mustBeNow(asked['organizationId']);
  return command(callOf(route, asked), key);
}

/** A read as of an event by its number, whatever the page looks at; without one it is a read as any other. */
export const callAt =
  <R extends Route & { readonly method: 'GET'; readonly answer: z.ZodType }>(route: R) =>
  async (asked: CallOf<R>, after: number | undefined, signal?: AbortSignal): Promise<AnswerOf<R>> => {
    if (after === undefined) return call(route)(asked, signal);
    const { path, ...sent } = callOf(route, asked);
    const response = await read({ ...sent, path: pathAt(path, after) }, asked, signal);
    return (await parse(route.answer, response)) as AnswerOf<R>;
  };

/** Where a read leads that answers by sending on: the path of what answered in the end. */
export async function leadsTo<R extends Route & { readonly method: 'GET' }>(
  route: R,
  asked: CallOf<R>,
): Promise<string> {
  const response = await read(callOf(route, asked), asked, undefined);
  return new URL(response.url).pathname;
}

async function read(
  { path }: Call,
  { organizationId }: Readonly<Record<string, unknown>>,
  signal: AbortSignal | undefined,
): Promise<Response> {
  const scope = typeof organizationId === 'string' ? organizationId : 'me';
  const minPosition = positions.of(scope);
  const headers: HeadersInit = minPosition === undefined ? {} : { 'Min-Position': minPosition };
  const response = await send(path, { method: 'GET', signal: signal ?? null, headers });
  standingStill.note(scope, path, response.headers);
  return response;
}

function command({ method, path, body }: Call, key: string): Promise<Response> {
  return send(path, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    headers: { ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), 'Idempotency-Key': key },
  });
}

async function send(path: string, init: RequestInit): Promise<Response> {
  const limit = AbortSignal.timeout(timeout);
  const signal = init.signal ? AbortSignal.any([init.signal, limit]) : limit;
  let response: Response;
  try {
    response = await fetch(path, {
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
