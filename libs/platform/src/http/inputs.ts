import { jsonValue, type RefusalCode, type Route } from '@annals/contracts';
import { Refused } from '@annals/kernel';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { validationProblem } from './violations';

const parts = ['params', 'query', 'body'] as const;

/** What a route takes, by the part of the request. */
export type Contracts = Pick<Route, (typeof parts)[number] | 'anyBody'>;

/**
 * The one place where what a request brings is looked at. Each part is replaced by what its contract made of it, so
 * that nothing else is seen by what comes after: handlers, the identity of the command, the reason in its metadata, the
 * answers that are kept.
 * @throws Refused VALIDATION_FAILED, also for a body that no contract asks for
 */
export function takeInputs(request: FastifyRequest, contracts: Contracts): void {
  for (const part of parts) {
    const contract = contracts[part];
    if (contract !== undefined) request[part] = conforming(contract, request[part]);
  }
  if (contracts.anyBody !== undefined) conforming(jsonValue, request.body);
  else if (contracts.body === undefined && bringsBody(request)) throw unasked();
}

/** The same as an answer: whether the request is as its contracts say. */
export function areRight(request: FastifyRequest, contracts: Contracts): boolean {
  try {
    takeInputs(request, contracts);
    return true;
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
}

function conforming(contract: z.ZodType, sent: unknown): unknown {
  const result = contract.safeParse(sent);
  if (!result.success) throw validationProblem(result.error.issues, sent);
  return result.data;
}

/** An empty object is as good as none. Bodies of reads are not parsed, so their headers tell. */
function bringsBody({ body, headers, method }: FastifyRequest): boolean {
  if (method === 'GET' || method === 'HEAD')
    return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
  return (
    body !== undefined &&
    (typeof body !== 'object' || body === null || Array.isArray(body) || Object.keys(body).length > 0)
  );
}

const unasked = (): Refused<RefusalCode> =>
  validationProblem([{ message: 'is expected to be empty: this address takes no body', path: [] }]);
