import { refusals, type RefusalCode } from '@annals/contracts';
import { EventStoreUnavailable, OutcomeUnknown } from '@annals/eventstore';
import { Refused } from '@annals/kernel';
import { HttpException } from '@nestjs/common';
import { STATUS_CODES } from 'node:http';
import { z } from 'zod';

/** RFC 9457 problem document; `code` is stable, `detail` is a sentence for people. */
export const Problem = z.object({
  type: z.string(), title: z.string(), status: z.int(), code: z.string(), detail: z.string(), instance: z.string().optional(),
  violations: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
}).loose().meta({ id: 'Problem' });
export type Problem = z.output<typeof Problem>;

type Issue = { readonly message: string; readonly path?: ReadonlyArray<PropertyKey | { readonly key: PropertyKey }> };

/** A body, query or path that does not match its schema: the first 50 findings, without the values. */
export function validationProblem(issues: readonly Issue[]): Refused<RefusalCode> {
  const violations = issues.slice(0, 50).map((issue) => ({
    path: `/${(issue.path ?? []).map((step) => String(typeof step === 'object' ? step.key : step)).join('/')}`, message: issue.message,
  }));
  return new Refused<RefusalCode>('VALIDATION_FAILED', { violations });
}

/** Errors of drivers, as the refusals they are. */
const foreign: Readonly<Record<string, RefusalCode>> = {
  ECONNREFUSED: 'UNAVAILABLE', ECONNRESET: 'UNAVAILABLE', ETIMEDOUT: 'UNAVAILABLE', '57P01': 'UNAVAILABLE', '57P03': 'UNAVAILABLE', '53300': 'UNAVAILABLE',
};

/** What fastify and Nest say no to before our own code: they know only bodies, routes and methods. */
const byStatus: Readonly<Record<number, RefusalCode>> = {
  400: 'BODY_NOT_JSON', 404: 'NOT_FOUND', 405: 'METHOD_NOT_ALLOWED', 413: 'BODY_TOO_LARGE', 414: 'NOT_FOUND', 415: 'UNSUPPORTED_MEDIA_TYPE', 503: 'UNAVAILABLE',
};

/** The problem document of an error. Faults become INTERNAL: their text stays in our log. */
export function problemOf(error: unknown): Problem {
  const { code, details } = refusalOf(error);
  const [status, sentence] = refusals[code];
  return { ...details, type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, code, detail: sentence };
}

function refusalOf(error: unknown): { code: RefusalCode; details: Readonly<Record<string, unknown>> } {
  if (error instanceof Refused) return { code: isCode(error.code) ? error.code : 'INTERNAL', details: error.details };
  if (error instanceof OutcomeUnknown) return { code: 'OUTCOME_UNKNOWN', details: {} };
  if (error instanceof EventStoreUnavailable) return { code: 'UNAVAILABLE', details: {} };
  const code = codeOf(error);
  if (code !== undefined && foreign[code]) return { code: foreign[code], details: {} };
  const status = statusOf(error);
  return { code: (status === undefined ? undefined : byStatus[status]) ?? 'INTERNAL', details: {} };
}

const isCode = (code: string): code is RefusalCode => Object.hasOwn(refusals, code);

function codeOf(error: unknown): string | undefined {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' ? code : undefined;
}

function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const status: unknown = error instanceof Error ? Reflect.get(error, 'statusCode') : undefined;
  return typeof status === 'number' ? status : undefined;
}
