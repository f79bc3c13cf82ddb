import type { FastifyRequest } from 'fastify';
import { problemOf, type Problem } from './problem';

/** Seconds after which a client may try again, by status; a refusal that knows better says so (`retryAfter`). */
const retryAfter: Readonly<Record<number, string>> = { 423: '900', 429: '60', 503: '1' };

/** What a request that failed is answered, now and whenever it is repeated: the document and its headers. */
export function problemDocument(
  error: unknown,
  { originalUrl: url }: FastifyRequest,
): { readonly problem: Problem; readonly headers: Record<string, string> } {
  const problem = { ...problemOf(error), instance: url.split('?')[0] };
  const after = problem.retryAfter?.toString() ?? retryAfter[problem.status];
  const challenge: Record<string, string> =
    problem.status === 401 ? { 'www-authenticate': 'Bearer realm="Annals"' } : {};
  return {
    problem,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      ...(after === undefined ? {} : { 'retry-after': after }),
      ...challenge,
    },
  };
}
