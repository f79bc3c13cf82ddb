import type { RefusalCode } from '@annals/contracts';
import { Refused } from '@annals/kernel';
import type { ExecutionContext } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { validationProblem } from './violations';

const parts = ['params', 'query', 'body'] as const;
type Part = (typeof parts)[number];

/**
 * The contracts that a route declares, by the part of the request: `@Body({ schema })`, `@Query({ schema })`, `@Param({
 * schema })`.
 */
export type Contracts = Readonly<Partial<Record<Part, z.ZodType>>>;

/** How Nest numbers them in the metadata of a handler's arguments, `{ "3:0": { schema } }`. */
const kinds: Readonly<Record<string, Part>> = { 3: 'body', 4: 'query', 5: 'params' };

const known = new WeakMap<object, Contracts>();

/** What the handler of a route declares. */
export function contractsOf(execution: Pick<ExecutionContext, 'getClass' | 'getHandler'>): Contracts {
  const handler = execution.getHandler();
  const found = known.get(handler) ?? declared(execution.getClass(), handler.name);
  known.set(handler, found);
  return found;
}

function declared(controller: object, handler: string): Contracts {
  const declaredArguments = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, handler) ?? {}) as Readonly<
    Record<string, { readonly schema?: z.ZodType }>
  >;
  return Object.fromEntries(
    Object.entries(declaredArguments).flatMap(([key, { schema }]) => {
      const part = kinds[key.split(':')[0] ?? ''];
      return part === undefined || schema === undefined ? [] : [[part, schema]];
    }),
  );
}

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
  if (contracts.body === undefined && bringsBody(request)) throw unasked();
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
