import { BILLING_KEY, ORGANIZATION_KEY, refusals, Violation, type RefusalCode } from '@annals/contracts';
import { EventStoreUnavailable, LogDamaged, OutcomeUnknown } from '@annals/eventstore';
import { Refused } from '@annals/kernel';
import { KeyDestroyed } from '@annals/vault';
import { HttpException } from '@nestjs/common';
import { STATUS_CODES } from 'node:http';
import { z } from 'zod';

/** RFC 9457 problem document; `code` is stable, `detail` is a sentence for people. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    instance: z.string().optional(),
    violations: z.array(Violation).optional(),
    /** Seconds after which the same may be tried again: what the header says, too. */
    retryAfter: z.int().optional(),
  })
  .loose()
  .meta({ id: 'Problem' });
export type Problem = z.output<typeof Problem>;

/**
 * A database that cannot be reached, is stopping or starting (57P), lost its connection (08) or has no room for another
 * one or on its disk (53).
 */
const gone = /^(?:ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|EAI_AGAIN|08\w{3}|53\w{3}|57P\d\d)$/;

/** What pg 8 says of a connection that broke, or of an answer that did not come in time: those errors have no code. */
const lost =
  /^(?:Connection terminated|timeout exceeded when trying to connect$|timeout expired$|Query read timeout$|Client (?:has encountered a connection error|was closed) and is not queryable$)/;

/** The subjects of an organization's own keys; every other one is a person. */
const OWN_KEYS: readonly string[] = [ORGANIZATION_KEY, BILLING_KEY];

/** What fastify and Nest say no to before our own code: they know only bodies, routes and methods. */
const byStatus: Readonly<Record<number, RefusalCode>> = {
  400: 'BODY_NOT_JSON',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  413: 'BODY_TOO_LARGE',
  414: 'NOT_FOUND',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  503: 'UNAVAILABLE',
};

/** The problem document of an error. Faults become INTERNAL: their text stays in our log. */
export function problemOf(error: unknown): Problem {
  const { code, details } = refusalOf(error);
  const [status, sentence] = refusals[code];
  return { ...details, type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, code, detail: sentence };
}

function refusalOf(error: unknown): { code: RefusalCode; details: Readonly<Record<string, unknown>> } {
  if (isRefused(error)) return { code: isCode(error.code) ? error.code : 'INTERNAL', details: error.details };
  if (error instanceof OutcomeUnknown) return { code: 'OUTCOME_UNKNOWN', details: {} };
  if (error instanceof EventStoreUnavailable) return { code: 'UNAVAILABLE', details: {} };
  if (error instanceof LogDamaged) return { code: 'HISTORY_DAMAGED', details: {} };
  if (error instanceof KeyDestroyed && !OWN_KEYS.includes(error.subject))
    return { code: 'SUBJECT_ERASED', details: {} };
  if (isUnreachable(error)) return { code: 'UNAVAILABLE', details: {} };
  const status = statusOf(error);
  return { code: (status === undefined ? undefined : byStatus[status]) ?? 'INTERNAL', details: {} };
}

const isRefused = (error: unknown): error is Refused => error instanceof Refused;
const isCode = (code: string): code is RefusalCode => Object.hasOwn(refusals, code);

/** A storage is away, for a moment or longer: nothing is wrong with us, and the request may be repeated. */
function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return 'code' in error && typeof error.code === 'string' ? gone.test(error.code) : lost.test(error.message);
}

function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const status: unknown = error instanceof Error ? Reflect.get(error, 'statusCode') : undefined;
  return typeof status === 'number' ? status : undefined;
}
