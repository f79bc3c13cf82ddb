import { refusals, type RefusalCode } from '@annals/contracts';
import { z } from 'zod';
import { type ClientCode, sentenceOf } from './sentences';

/** What the console does when no problem document came: the network failed, or the answer was not ours. */
export type ErrorCode = RefusalCode | ClientCode;

/** RFC 9457, with our stable code. */
const Problem = z.looseObject({
  code: z.string(),
  status: z.int(),
  violations: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});

/** A request that did not do what was asked. `message` is a sentence for people. */
export class ApiError extends Error {
  /** The facts that came with it, beside the standard members of a problem document. */
  readonly details: Readonly<Record<string, unknown>>;
  /** Names of the fields that the server refused. */
  readonly fields: readonly string[];
  /** Seconds after which the server wants to be asked again, if it said so. */
  retryAfter: number | undefined;

  constructor(
    readonly code: ErrorCode,
    readonly status: number,
    problem: Partial<z.output<typeof Problem>> = {},
    options?: ErrorOptions,
  ) {
    super(sentenceOf(code), options);
    this.name = 'ApiError';
    this.details = problem;
    this.fields = (problem.violations ?? []).map(
      (violation) => violation.path.split('/').find((step) => step !== '') ?? '',
    );
  }

  /**
   * Nobody knows whether the command was carried out: send it again with the same key. Where what is stored is damaged
   * nothing was, and asking again does not help.
   */
  get outcomeUnknown(): boolean {
    if (this.code === 'HISTORY_DAMAGED') return false;
    return this.code === 'OFFLINE' || this.code === 'TIMEOUT' || this.code === 'UNREADABLE' || this.status >= 500;
  }
}

/** Whether a code is one of the API's that this console knows. */
export const isRefusalCode = (code: string): code is RefusalCode => Object.hasOwn(refusals, code);

/**
 * The error that an answer with a status of 400 and more stands for; answers that are no problem documents are faults
 * of the way there.
 */
export async function problemOf(response: Response): Promise<ApiError> {
  let body: unknown;
  try {
    body = await response.json();
  } catch (cause) {
    return new ApiError(response.status >= 500 ? 'UNAVAILABLE' : 'UNREADABLE', response.status, {}, { cause });
  }
  const problem = Problem.safeParse(body);
  if (!problem.success || !isRefusalCode(problem.data.code))
    return new ApiError(response.status >= 500 ? 'INTERNAL' : 'UNREADABLE', response.status);
  const error = new ApiError(problem.data.code, response.status, problem.data);
  error.retryAfter = secondsOf(response.headers.get('retry-after'));
  return error;
}

const secondsOf = (header: string | null): number | undefined =>
  header !== null && /^\d{1,6}$/.test(header) ? Number(header) : undefined;

/** Whatever was thrown, as an ApiError: bugs of the console itself read as unreadable answers and keep their cause. */
export const asApiError = (error: unknown): ApiError =>
  error instanceof ApiError ? error : new ApiError('UNREADABLE', 0, {}, { cause: error });
